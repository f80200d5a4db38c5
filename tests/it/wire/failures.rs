//! Connections that are not made, or break.

use std::net::TcpListener;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use huaweicloud_gaussdb::transport::{Body, BoxFuture, Transport, TransportError, TransportErrorKind};
use huaweicloud_gaussdb::{Credentials, Error, ErrorKind, Retry};

use super::server::{Answer, Server};
use super::{HTAP, TOKEN, at, builder, chain, client, refused};

/// An address that nobody listens at.
fn nobody() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

async fn failure_at(url: &str) -> Error {
    let client = at(url).credentials(Credentials::auth_token(TOKEN)).build().unwrap();
    client.taurusdb().show_htap_process_list(HTAP).await.unwrap_err()
}

#[tokio::test]
async fn a_refused_connection_is_its_own_kind() {
    let error = failure_at(&nobody()).await;
    assert_eq!(error.kind(), ErrorKind::Connect);
    assert!(error.is_connect() && error.is_retryable() && !error.is_timeout());
    assert_eq!((error.status(), error.code(), error.request_id(), error.raw_body().len()), (None, None, None, 0));
    assert!(error.to_string().starts_with("taurusdb.show_htap_process_list: no connection could be made ("), "{error}");
    // The reason is kept.
    assert!(chain(&error).to_lowercase().contains("connection refused"), "{}", chain(&error));
}

#[tokio::test]
async fn a_name_that_nobody_has_is_the_same_kind() {
    // RFC 6761 promises that nobody ever will.
    assert_eq!(failure_at("http://gaussdb.invalid").await.kind(), ErrorKind::Connect);
}

#[tokio::test]
async fn an_answer_that_breaks_off_is_an_error_of_transport() {
    let broken = [
        "",
        "HTTP/1.1 2",
        "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{\"process_list\": [",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nFF\r\n{}",
        "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 2\r\n\r\n{}",
        "SSH-2.0-OpenSSH_9.6\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: two\r\n\r\n{}",
    ];
    for bytes in broken {
        let error = refused(Answer::raw(bytes)).await;
        assert_eq!(error.kind(), ErrorKind::Transport, "{bytes:?}: {}", chain(&error));
        assert!(error.is_retryable() && !error.is_connect() && error.status().is_none(), "{bytes:?}");
        assert!(error.to_string().starts_with("taurusdb.show_htap_process_list: the connection broke ("), "{error}");
    }
}

#[tokio::test]
async fn a_server_that_stalls_is_not_waited_for_forever() {
    for bytes in ["", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\n{}"] {
        let server = Server::with([Answer::stalled(bytes)]).await;
        let client = builder(&server).attempt_timeout(Duration::from_millis(150)).build().unwrap();
        let error = client.taurusdb().show_htap_process_list(HTAP).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Timeout, "{}", chain(&error));
        assert!(error.is_timeout() && error.is_retryable() && !error.is_connect());
    }
}

/// What came says more than that the rest did not.
#[tokio::test]
async fn a_refusal_that_stalls_is_a_refusal() {
    let head = "HTTP/1.1 404 Not Found\r\nx-request-id: 5f3c09e1\r\ncontent-length: 100\r\n\r\n{\"error_code\": ";
    let server = Server::with([Answer::stalled(head)]).await;
    let client = builder(&server).attempt_timeout(Duration::from_millis(150)).build().unwrap();
    let error = client.taurusdb().show_htap_process_list(HTAP).await.unwrap_err();
    assert!(error.is_not_found(), "{}", chain(&error));
    assert_eq!((error.request_id(), error.attempts()), (Some("5f3c09e1"), 1));
    assert_eq!(error.raw_body().as_ref(), b"{\"error_code\": ");
}

#[tokio::test]
async fn a_dropped_call_harms_nobody() {
    let server = Server::start(|index, _| if index == 0 { Answer::stalled("") } else { Answer::json(200, "{}") }).await;
    let client = client(&server);
    let call = client.taurusdb().show_htap_process_list(HTAP).into_future();
    tokio::time::timeout(Duration::from_millis(100), call).await.unwrap_err();
    client.taurusdb().show_htap_process_list(HTAP).await.unwrap();
}

/// Polls until there is a result: an executor without anything that a runtime has.
fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return output;
        }
    }
}

#[test]
fn outside_of_a_runtime_a_call_is_an_error() {
    let client = at(&nobody()).credentials(Credentials::auth_token(TOKEN)).build().unwrap();
    let error = block_on(client.taurusdb().show_htap_process_list(HTAP).into_future()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(chain(&error).contains("inside a tokio runtime"), "{}", chain(&error));
    let error = block_on(client.taurusdb().show_htap_process_list(HTAP).items().try_next()).unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Config, 0));
}

/// Breaks every connection, without any runtime.
struct Broken;

impl Transport for Broken {
    fn send(&self, _: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async { Err(TransportError::new(TransportErrorKind::Broken, "as planned")) })
    }
}

#[test]
fn outside_of_a_runtime_another_transport_is_asked_once() {
    let client = at(&nobody()).credentials(Credentials::auth_token(TOKEN)).transport(Broken).retry(Retry::default()).build().unwrap();
    assert_eq!(block_on(client.taurusdb().show_htap_process_list(HTAP).into_future()).unwrap_err().attempts(), 1);
}

#[test]
fn a_client_works_in_two_runtimes() {
    let runtime = || tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let home = runtime();
    let server = home.block_on(Server::with([Answer::json(200, "{}")]));
    let client = client(&server);
    for _ in 0..2 {
        // The connection of the first is gone with its runtime.
        runtime().block_on(client.taurusdb().show_htap_process_list(HTAP).into_future()).unwrap();
    }
    assert_eq!(server.requests().len(), 2);
}
