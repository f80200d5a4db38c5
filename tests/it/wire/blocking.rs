//! The client that waits: the same bytes, the same errors, and no async runtime of its own.

use std::task::Poll;
use std::time::{Duration, Instant};

use huaweicloud_gaussdb::blocking::{Client, ClientBuilder, Ureq};
use huaweicloud_gaussdb::testing::Mock;
use huaweicloud_gaussdb::transport::BoxFuture;
use huaweicloud_gaussdb::{Credentials, Error, ErrorKind, ProvideCredentials, Retry, Service, models};
use tokio::runtime::Runtime;

use super::server::{Answer, Server};
use super::{HTAP, PROJECT, SESSIONS, TOKEN, chain};

/// A server, and what it runs on: the client has nothing to do with it.
pub fn server(answers: impl IntoIterator<Item = Answer>) -> (Runtime, Server) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let server = runtime.block_on(Server::with(answers));
    (runtime, server)
}

pub fn builder(url: &str) -> ClientBuilder {
    let builder = Client::builder().endpoint(Service::Taurusdb, url).endpoint(Service::Gaussdb, url).allow_http(true).project_id(PROJECT);
    builder.transport(Ureq::builder().without_proxy().build().unwrap()).credentials(Credentials::auth_token(TOKEN)).retry(Retry::none())
}

pub fn client(server: &Server) -> Client {
    builder(&server.url()).build().unwrap()
}

/// The kind of error that these bytes are, after an attempt of at most a fifth of a second.
fn failed(answer: Answer) -> ErrorKind {
    let (_runtime, server) = server([answer]);
    let call = client(&server).taurusdb().show_htap_process_list(HTAP).with_attempt_timeout(Duration::from_millis(200));
    call.send().unwrap_err().kind()
}

#[test]
fn a_call_sends_the_bytes_that_the_other_client_sends() {
    let (runtime, server) = server([Answer::json(200, r#"{"process_list": [{"id": "7"}]}"#)]);
    let sessions = client(&server).taurusdb().show_htap_process_list(HTAP).limit(20).send().unwrap();
    assert_eq!(sessions.process_list[0].id.as_deref(), Some("7"));
    runtime.block_on(async { super::client(&server).taurusdb().show_htap_process_list(HTAP).limit(20).await }).unwrap();
    let [ours, theirs] = <[_; 2]>::try_from(server.requests()).unwrap();
    assert_eq!((ours.method.as_str(), ours.target.as_str()), ("GET", &*format!("{SESSIONS}?limit=20")));
    assert_eq!(ours.header("x-auth-token"), Some(TOKEN));
    assert_eq!(ours.lines(), theirs.lines());
}

#[test]
fn everything_around_an_answer_is_there() {
    let (_runtime, server) = server([Answer::json(200, r#"{"process_list": []}"#)]);
    let response = client(&server).taurusdb().show_htap_process_list(HTAP).send_raw().unwrap();
    assert_eq!((response.status().as_u16(), response.request_id(), response.attempts()), (200, Some("5f3c09e1"), 1));
}

#[test]
fn items_come_from_page_after_page() {
    let page = |ids: std::ops::Range<u32>| {
        let sessions: Vec<String> = ids.map(|id| format!(r#"{{"id": "{id}"}}"#)).collect();
        Answer::json(200, &format!(r#"{{"process_list": [{}]}}"#, sessions.join(", ")))
    };
    let (_runtime, server) = server([page(0..2), page(2..4), page(4..5)]);
    let items = client(&server).taurusdb().show_htap_process_list(HTAP).limit(2).items();
    let ids: Vec<String> = items.map(|session| session.unwrap().id.unwrap()).collect();
    assert_eq!(ids, ["0", "1", "2", "3", "4"]);
    let targets: Vec<String> = server.requests().into_iter().map(|request| request.target).collect();
    assert_eq!(targets, ["offset=0", "offset=2", "offset=4"].map(|offset| format!("{SESSIONS}?limit=2&{offset}")));
    let pages = client(&server).taurusdb().show_htap_process_list(HTAP).limit(2).pages();
    assert_eq!(pages.map(|page| page.unwrap().process_list.len()).collect::<Vec<_>>(), [1]);
}

#[test]
fn an_error_of_the_service_says_what_the_service_says() {
    let (_runtime, server) = server([Answer::json(400, r#"{"error_code": "DBS.200022", "error_msg": "Instance not found."}"#)]);
    let error = client(&server).taurusdb().show_htap_process_list(HTAP).send().unwrap_err();
    let expected = "taurusdb.show_htap_process_list: 400 DBS.200022 \"Instance not found.\" (request id 5f3c09e1, 1 attempt)";
    assert_eq!((error.kind(), error.to_string().as_str()), (ErrorKind::Service, expected));
}

#[test]
fn what_breaks_on_the_way_is_told_apart() {
    let whole = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{\"process_list\": [";
    let cases = [
        (Answer::raw(""), ErrorKind::Transport),
        (Answer::raw("HTTP/1.1 200 O"), ErrorKind::Transport),
        (Answer::raw(whole), ErrorKind::Transport),
        (Answer::raw("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{\"pro"), ErrorKind::Transport),
        (Answer::stalled(""), ErrorKind::Timeout),
        (Answer::stalled("HTTP/1.1 200 OK\r\n"), ErrorKind::Timeout),
        (Answer::stalled(whole), ErrorKind::Timeout),
    ];
    for (answer, expected) in cases {
        assert_eq!(failed(answer.clone()), expected, "{answer:?}");
    }
}

#[test]
fn a_refusal_that_stalls_is_a_refusal() {
    let head = "HTTP/1.1 404 Not Found\r\nx-request-id: 5f3c09e1\r\ncontent-length: 100\r\n\r\n{";
    let (_runtime, server) = server([Answer::stalled(head)]);
    let client = builder(&server.url()).attempt_timeout(Duration::from_millis(150)).build().unwrap();
    let error = client.taurusdb().show_htap_process_list(HTAP).send().unwrap_err();
    assert!(error.is_not_found(), "{}", chain(&error));
    assert_eq!((error.request_id(), error.attempts()), (Some("5f3c09e1"), 1));
}

#[test]
fn a_connection_that_is_refused_was_never_sent() {
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    for url in [format!("http://{closed}"), "http://nowhere.invalid".to_owned()] {
        let error = builder(&url).build().unwrap().taurusdb().show_htap_process_list(HTAP).send().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Connect, "{}", chain(&error));
    }
}

#[test]
fn a_body_that_is_too_large_is_not_kept() {
    let (_runtime, server) = server([Answer::json(200, &format!(r#"{{"process_list": [], "x": "{}"}}"#, "x".repeat(100_000)))]);
    let client = builder(&server.url()).body_limit(50_000).build().unwrap();
    let error = client.taurusdb().show_htap_process_list(HTAP).send().unwrap_err();
    assert!(chain(&error).contains("more than 50000 bytes"), "{}", chain(&error));
}

#[test]
fn a_mock_serves_it_too_and_nobody_really_waits() {
    let mock = Mock::new();
    let list = models::HtapProcessList::default().process_list([models::HtapProcessInfo::default().id("7")]);
    use huaweicloud_gaussdb::blocking::api::taurusdb::ShowHtapProcessList;
    mock.on::<ShowHtapProcessList>().hangs();
    mock.on::<ShowHtapProcessList>().status(503).then(list);
    let client = Client::builder().endpoint(Service::Taurusdb, "https://taurusdb.example").project_id(PROJECT);
    let client = client.credentials(Credentials::auth_token(TOKEN)).transport(mock.clone()).clock(mock.clone()).build().unwrap();
    let start = Instant::now();
    let response = client.taurusdb().show_htap_process_list(HTAP).send_raw().unwrap();
    assert_eq!((response.attempts(), response.into_inner().process_list.len()), (3, 1));
    assert!(start.elapsed() < Duration::from_secs(5), "the time is virtual");
}

/// A provider that needs a moment, as any that asks somebody else.
struct Slow;

impl ProvideCredentials for Slow {
    fn credentials(&self) -> BoxFuture<'_, Result<Credentials, Error>> {
        let mut turns = 3;
        Box::pin(std::future::poll_fn(move |context| {
            turns -= 1;
            context.waker().wake_by_ref();
            if turns > 0 { Poll::Pending } else { Poll::Ready(Ok(Credentials::auth_token(TOKEN))) }
        }))
    }
}

#[test]
fn virtual_time_does_not_pass_while_others_have_their_turn() {
    let mock = Mock::new();
    use huaweicloud_gaussdb::blocking::api::taurusdb::ShowHtapProcessList;
    mock.on::<ShowHtapProcessList>().then(models::HtapProcessList::default());
    let client = Client::builder().endpoint(Service::Taurusdb, "https://taurusdb.example").project_id(PROJECT);
    let client = client.credentials_provider(Slow).transport(mock.clone()).clock(mock.clone()).build().unwrap();
    assert_eq!(client.taurusdb().show_htap_process_list(HTAP).send_raw().unwrap().attempts(), 1);
}

#[test]
fn it_waits_by_a_clock_of_its_own() {
    let (_runtime, server) = server([Answer::json(503, "{}"), Answer::json(200, r#"{"process_list": []}"#)]);
    let retry = Retry::default().base(Duration::from_millis(20)).longest(Duration::from_millis(20));
    let client = builder(&server.url()).retry(retry).build().unwrap();
    let response = client.taurusdb().show_htap_process_list(HTAP).send_raw().unwrap();
    assert_eq!(response.attempts(), 2);
}

#[test]
fn a_proxy_that_is_none_for_http_is_refused() {
    let refused = Ureq::builder().proxy("socks5://127.0.0.1:1").build().unwrap_err();
    assert!(chain(&refused).contains("a proxy has to be one for HTTP"), "{}", chain(&refused));
}

#[test]
fn times_without_end_are_no_limits() {
    let (_runtime, server) = server([Answer::json(200, r#"{"process_list": []}"#)]);
    let transport = Ureq::builder().without_proxy().connect_timeout(Duration::MAX).build().unwrap();
    let builder = builder(&server.url()).transport(transport).timeout(Duration::MAX).attempt_timeout(Duration::MAX);
    builder.build().unwrap().taurusdb().show_htap_process_list(HTAP).send().unwrap();
}

#[test]
fn an_answer_without_a_body_is_not_unpacked() {
    let (_runtime, server) = server([Answer::new(304, "content-encoding: gzip\r\n", "")]);
    let error = client(&server).taurusdb().show_htap_process_list(HTAP).send().unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(304), "{}", chain(&error));
}
