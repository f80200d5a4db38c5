//! Statuses without a body where one is promised, and those that come before the last.

use std::time::Duration;

use huaweicloud_gaussdb::ErrorKind;

use super::both::{Outcome, both};
use super::chain;
use super::server::{Answer, Server};

const BODY: &str = r#"{"process_list": []}"#;

#[tokio::test(flavor = "multi_thread")]
async fn a_success_that_is_not_promised_is_an_error() {
    let cases = [
        (204, Answer::new(204, "", "")),
        (205, Answer::new(205, "", "")),
        (206, Answer::new(206, "content-range: bytes 0-19/40\r\n", BODY)),
        (304, Answer::new(304, "etag: \"1\"\r\n", "")),
        (304, Answer::new(304, "content-length: 20\r\n", "")),
        (204, Answer::new(204, "content-encoding: gzip\r\n", "")),
        (205, Answer::new(205, "content-encoding: gzip\r\n", "")),
        (101, Answer::raw("HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n")),
    ];
    for (status, answer) in cases {
        let server = Server::with([answer]).await;
        for outcome in both!(&server.url()) {
            let error = outcome.error(ErrorKind::UnexpectedStatus, &status.to_string());
            assert_eq!((error.status().unwrap().as_u16(), error.is_retryable()), (status, false), "{}", chain(&error));
        }
        assert_eq!(server.requests().len(), 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_that_breaks_off_is_still_a_refusal() {
    let cases = [
        ("content-length: 60\r\n\r\n{\"error_code\": \"X\"", "{\"error_code\": \"X\""),
        ("transfer-encoding: chunked\r\n\r\n2\r\n{}\r\n", "{}"),
        ("content-type: application/json\r\n\r\n{\"error_code\": ", "{\"error_code\": "),
        ("content-encoding: gzip\r\ncontent-length: 2\r\n\r\n{}", ""),
    ];
    for (rest, body) in cases {
        let server = Server::with([Answer::raw(format!("HTTP/1.1 429 Too Many Requests\r\nretry-after: 7\r\n{rest}"))]).await;
        for outcome in both!(&server.url()) {
            let error = outcome.error(ErrorKind::Service, rest);
            assert_eq!((error.status().unwrap().as_u16(), error.retry_after()), (429, Some(Duration::from_secs(7))));
            assert!(error.is_throttled() && error.raw_body() == body.as_bytes(), "{rest}: {:?}", error.raw_body());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_success_is_no_empty_model() {
    for headers in ["", "content-type: application/json\r\n"] {
        let server = Server::with([Answer::new(200, headers, "")]).await;
        for outcome in both!(&server.url()) {
            let error = outcome.error(ErrorKind::Decode, headers);
            assert!(chain(&error).contains("the body is empty where JSON was promised"), "{}", chain(&error));
        }
    }
    let server = Server::with([Answer::new(200, "content-encoding: gzip\r\n", "")]).await;
    let [one, other] = both!(&server.url());
    one.error(ErrorKind::Decode, "packed");
    // Ureq does not tell a packed body that is empty from one that is cut.
    other.error(ErrorKind::Transport, "packed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hint_is_not_the_answer() {
    let hint = "HTTP/1.1 103 Early Hints\r\nlink: </style.css>; rel=preload\r\n\r\n";
    let answer = format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 20\r\n\r\n{BODY}");
    for hints in 0..3 {
        let server = Server::with([Answer::raw(format!("{}{answer}", hint.repeat(hints)))]).await;
        for outcome in both!(&server.url()) {
            assert_eq!(outcome.success().status().as_u16(), 200);
        }
    }
    let server = Server::with([Answer::raw(hint)]).await;
    for outcome in both!(&server.url()) {
        outcome.error(ErrorKind::Transport, "a hint and nothing else");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_without_a_body_says_what_its_head_says() {
    for headers in ["", "content-encoding: gzip\r\n", "content-encoding: gzip\r\ncontent-type: application/json\r\n"] {
        let server = Server::with([Answer::new(503, &format!("{headers}retry-after: 7\r\n"), "")]).await;
        for outcome in both!(&server.url()) {
            let error = outcome.error(ErrorKind::Service, headers);
            assert_eq!((error.status().unwrap().as_u16(), error.retry_after()), (503, Some(Duration::from_secs(7))));
            assert!(error.raw_body().is_empty() && error.is_retryable(), "{error}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn hints_without_an_end_are_not_waited_for() {
    let server =
        Server::with([Answer::endless("", "HTTP/1.1 103 Early Hints\r\nlink: </style.css>; rel=preload\r\n\r\n".repeat(100))]).await;
    for outcome in both!(&server.url(), client: |it| it.attempt_timeout(Duration::from_millis(300))) {
        let Outcome { over, elapsed, .. } = outcome;
        assert!(elapsed < Duration::from_secs(2), "over {over}: {elapsed:?}");
        outcome.error(ErrorKind::Timeout, "hints");
    }
}
