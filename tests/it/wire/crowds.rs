//! Many calls at once, calls that are dropped together, and calls that wait inside a runtime.

use std::time::{Duration, Instant};

use huaweicloud_gaussdb::{Error, Retry};
use tokio::task::JoinSet;

use super::server::{Answer, Server};
use super::{HTAP, blocking, builder, client};

const BUSY: &str = r#"{"error_code": "APIGW.0308", "error_msg": "The throttling threshold has been reached"}"#;

/// Tries as often as usual, without the usual waits.
fn hasty() -> Retry {
    Retry::default().throttled_base(Duration::from_millis(5))
}

/// 100 callers whose calls all fail, and whom the budget lets try again so often together: it has 500 tokens, each further attempt costs 5
/// of them, and no success gives any back. Each of them would have tried twice more.
fn assert_within_the_budget(errors: &[Error], server: &Server, start: Instant) {
    assert_eq!(errors.len(), 100);
    assert!(errors.iter().all(|error| error.is_throttled() && error.attempts() <= 3), "{errors:?}");
    assert_eq!(server.requests().len(), 100 + 500 / 5);
    assert_eq!(errors.iter().map(Error::attempts).sum::<u32>(), 200);
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_that_throttles_a_crowd_is_not_stormed() {
    let server = Server::with([Answer::json(429, BUSY)]).await;
    let (client, start) = (builder(&server).retry(hasty()).build().unwrap(), Instant::now());
    let mut calls = JoinSet::new();
    for _ in 0..100 {
        let call = client.clone().taurusdb().show_htap_process_list(HTAP);
        calls.spawn(async { call.await.unwrap_err() });
    }
    assert_within_the_budget(&calls.join_all().await, &server, start);
}

#[test]
fn nor_by_a_crowd_of_threads() {
    let (_runtime, server) = blocking::server([Answer::json(429, BUSY)]);
    let (client, start) = (blocking::builder(&server.url()).retry(hasty()).build().unwrap(), Instant::now());
    let ask = || client.clone().taurusdb().show_htap_process_list(HTAP).send().unwrap_err();
    let errors: Vec<Error> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..100).map(|_| scope.spawn(ask)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_within_the_budget(&errors, &server, start);
}

/// Waits until so many connections are open.
async fn open(server: &Server, count: usize) {
    let reached = async {
        while server.open() != count {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), reached).await.unwrap_or_else(|_| panic!("{} are open, not {count}", server.open()));
}

#[tokio::test(flavor = "multi_thread")]
async fn calls_that_are_dropped_leave_no_connection_behind() {
    for begun in ["", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\ncontent-length: 20\r\n\r\n{\"process"] {
        let server = Server::with([Answer::stalled(begun)]).await;
        let client = client(&server);
        let mut calls = JoinSet::new();
        for _ in 0..50 {
            calls.spawn(client.taurusdb().show_htap_process_list(HTAP).into_future());
        }
        open(&server, 50).await;
        calls.shutdown().await;
        open(&server, 0).await;
        assert_eq!(server.connections(), 50);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_call_may_wait_on_a_thread_of_a_runtime() {
    let server = Server::with([Answer::json(503, "{}"), Answer::json(200, r#"{"process_list": [{"id": "7"}]}"#)]).await;
    let url = server.url();
    let waiting = async move {
        let client = blocking::builder(&url).retry(Retry::default()).build().unwrap();
        client.taurusdb().show_htap_process_list(HTAP).send_raw()
    };
    let response = tokio::spawn(waiting).await.unwrap().unwrap();
    assert_eq!((response.attempts(), response.body().process_list[0].id.as_deref()), (2, Some("7")));
}
