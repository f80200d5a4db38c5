//! Connections that break at every point where they can: each is an error of transport, and a second attempt succeeds.

use std::time::Duration;

use huaweicloud_gaussdb::{ErrorKind, Retry};

use super::both::both;
use super::server::{Answer, Server};

const WHOLE: &str = r#"{"process_list": []}"#;

/// Answers that end, or are torn down, before they are whole.
fn broken() -> Vec<Answer> {
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";
    let framed = format!("{head}content-length: 20\r\n\r\n{{\"process_list\": [");
    let chunked = format!("{head}transfer-encoding: chunked\r\n\r\n14\r\n{WHOLE}\r\n");
    vec![
        Answer::raw(""),
        Answer::raw("HTTP/1.1 200 OK\r\ncontent-ty"),
        Answer::raw(framed.as_str()),
        Answer::raw(format!("{head}content-length: 21\r\n\r\n{WHOLE}")),
        Answer::raw(chunked.as_str()),
        Answer::raw(format!("{head}transfer-encoding: chunked\r\n\r\n14\r\n{{\"process_list\": [")),
        Answer::raw(format!("{head}\r\n{{\"process_list\": [")),
        Answer::reset(""),
        Answer::reset("HTTP/1.1 200 OK\r\ncontent-ty"),
        Answer::reset(head),
        Answer::reset(framed),
        Answer::reset(chunked),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_breaks_is_an_error_of_transport() {
    for answer in broken() {
        let server = Server::with([answer.clone()]).await;
        for outcome in both!(&server.url()) {
            let error = outcome.error(ErrorKind::Transport, &format!("{answer:?}"));
            assert!(error.is_retryable() && error.status().is_none() && error.attempts() == 1, "{error}");
        }
        assert_eq!(server.requests().len(), 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_attempt_succeeds() {
    for answer in broken() {
        let server = Server::start(move |index, _| if index % 2 == 0 { answer.clone() } else { Answer::json(200, WHOLE) }).await;
        for outcome in both!(&server.url(), client: |it| it.retry(Retry::default().base(Duration::ZERO))) {
            assert_eq!(outcome.success().attempts(), 2);
        }
        assert_eq!(server.requests().len(), 4);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn so_it_is_with_connections_that_are_torn_down_as_soon_as_they_are_made() {
    let server = Server::resetting(usize::MAX, Answer::json(200, WHOLE)).await;
    for outcome in both!(&server.url()) {
        let error = outcome.error(ErrorKind::Transport, "reset");
        assert!(error.is_retryable(), "{error}");
    }
    for resets in 1..=2 {
        // Those that come later are asked only once.
        let server = Server::resetting(resets, Answer::json(200, WHOLE)).await;
        let [one, other] = both!(&server.url(), client: |it| it.retry(Retry::default().base(Duration::ZERO)));
        assert_eq!((one.success().attempts(), other.success().attempts()), (u32::try_from(resets).unwrap() + 1, 1));
    }
}
