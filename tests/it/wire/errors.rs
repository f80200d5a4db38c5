//! Answers that are refusals, and what the error says about them.

use huaweicloud_gaussdb::{ErrorKind, models};

use super::both::both;
use super::server::{Answer, Server};
use super::{GAUSSDB, SESSIONS, ask, client, refused};

const NOT_FOUND: &str = r#"{"error_code": "DBS.200022", "error_msg": "Instance not found."}"#;

#[tokio::test]
async fn an_error_says_everything_there_is_to_know() {
    let error = refused(Answer::json(400, NOT_FOUND)).await;
    assert_eq!(error.kind(), ErrorKind::Service);
    assert_eq!(error.status().unwrap().as_u16(), 400);
    assert_eq!(error.code(), Some("DBS.200022"));
    assert_eq!(error.message(), Some("Instance not found."));
    assert_eq!(error.request_id(), Some("5f3c09e1"));
    assert_eq!(error.raw_body().as_ref(), NOT_FOUND.as_bytes());
    assert_eq!((error.attempts(), error.json_path(), error.retry_after()), (1, None, None));
    let expected = r#"taurusdb.show_htap_process_list: 400 DBS.200022 "Instance not found." (request id 5f3c09e1, 1 attempt)"#;
    assert_eq!(error.to_string(), expected);
    let typed: models::ErrorResponse = error.body().unwrap();
    assert_eq!(typed, models::ErrorResponse::default().error_code("DBS.200022").error_msg("Instance not found."));
    assert!(error.body::<models::SessionOverview>().is_some_and(|other| other == models::SessionOverview::default()));
}

/// Status, kind; whether it may pass, is throttled, is not found.
const STATUSES: [(u16, ErrorKind, [bool; 3]); 22] = [
    (201, ErrorKind::UnexpectedStatus, [false, false, false]),
    (202, ErrorKind::UnexpectedStatus, [false, false, false]),
    (204, ErrorKind::UnexpectedStatus, [false, false, false]),
    (205, ErrorKind::UnexpectedStatus, [false, false, false]),
    (206, ErrorKind::UnexpectedStatus, [false, false, false]),
    (300, ErrorKind::UnexpectedStatus, [false, false, false]),
    (304, ErrorKind::UnexpectedStatus, [false, false, false]),
    (400, ErrorKind::Service, [false, false, false]),
    (401, ErrorKind::Service, [false, false, false]),
    (403, ErrorKind::Service, [false, false, false]),
    (404, ErrorKind::Service, [false, false, true]),
    (405, ErrorKind::Service, [false, false, false]),
    (408, ErrorKind::Service, [true, false, false]),
    (409, ErrorKind::Service, [false, false, false]),
    (429, ErrorKind::Service, [true, true, false]),
    (500, ErrorKind::Service, [true, false, false]),
    (501, ErrorKind::Service, [false, false, false]),
    (502, ErrorKind::Service, [true, false, false]),
    (503, ErrorKind::Service, [true, false, false]),
    (504, ErrorKind::Service, [true, false, false]),
    (599, ErrorKind::Service, [false, false, false]),
    (999, ErrorKind::Service, [false, false, false]),
];

#[tokio::test]
async fn only_the_declared_success_is_one() {
    for (status, kind, [retryable, throttled, not_found]) in STATUSES {
        // The body is what a success would have.
        let body = if matches!(status, 204 | 205 | 304) { "" } else { r#"{"process_list": []}"# };
        let error = refused(Answer::json(status, body)).await;
        assert_eq!((error.kind(), error.status().unwrap().as_u16()), (kind, status));
        assert_eq!([error.is_retryable(), error.is_throttled(), error.is_not_found()], [retryable, throttled, not_found], "{status}");
        assert!(!error.is_timeout() && !error.is_connect());
        assert_eq!((error.code(), error.message(), error.request_id()), (None, None, Some("5f3c09e1")), "{status}");
        let text = error.to_string();
        assert!(text.starts_with(&format!("taurusdb.show_htap_process_list: {status} ")), "{text}");
    }
    assert!(ask(Answer::json(200, r#"{"process_list": []}"#)).await.is_ok());
    let error = refused(Answer::raw("HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n")).await;
    assert_eq!((error.kind(), error.is_retryable()), (ErrorKind::UnexpectedStatus, false), "{error}");
}

#[tokio::test]
async fn an_error_of_the_other_service_has_its_name() {
    // It declares no status, only a default.
    let server = Server::with([Answer::json(418, NOT_FOUND)]).await;
    let error = client(&server).gaussdb().show_session_overview(GAUSSDB).await.unwrap_err();
    let expected = r#"gaussdb.show_session_overview: 418 DBS.200022 "Instance not found." (request id 5f3c09e1, 1 attempt)"#;
    assert_eq!(error.to_string(), expected);
}

/// An error body, and the code and the message that it has.
const SHAPES: [(&str, Option<&str>, Option<&str>); 21] = [
    (r#"{"error_code": "A.1", "error_msg": "m"}"#, Some("A.1"), Some("m")),
    (r#"{"errorCode": "A.1", "errorMsg": "m"}"#, Some("A.1"), Some("m")),
    (r#"{"code": "A.1", "message": "m"}"#, Some("A.1"), Some("m")),
    // The first pair counts, wherever it stands.
    (r#"{"code": "c", "message": "c", "errorCode": "b", "errorMsg": "b", "error_code": "a", "error_msg": "a"}"#, Some("a"), Some("a")),
    (r#"{"code": "c", "message": "c", "errorCode": "b", "errorMsg": "b"}"#, Some("b"), Some("b")),
    (r#"{"code": 404, "message": "m"}"#, Some("404"), Some("m")),
    (r#"{"error_code": "A.1"}"#, Some("A.1"), None),
    (r#"{"error_msg": "m"}"#, None, Some("m")),
    (r#"{"error_code": null, "error_msg": "m"}"#, None, Some("m")),
    (r#"{"error_code": null, "error_msg": null, "code": "A.1", "message": "m"}"#, Some("A.1"), Some("m")),
    (r#"{"error": {"code": 401, "message": "m", "title": "Unauthorized"}}"#, Some("401"), Some("m")),
    (r#"{"request_id": "1", "error": {"error_code": "A.1", "error_msg": "m"}}"#, Some("A.1"), Some("m")),
    (r#"{"errors": [{"error_code": "A.1", "error_msg": "m"}, {"error_code": "A.2", "error_msg": "n"}]}"#, Some("A.1"), Some("m")),
    (r#"[{"error_code": "A.1", "error_msg": "m"}]"#, Some("A.1"), Some("m")),
    (r#"{"error_code": "A.1", "error_msg": "m", "encoded_authorization_message": "XyZ"}"#, Some("A.1"), Some("m (XyZ)")),
    (r#"{"error": {"code": "A.1", "message": "m", "encoded_authorization_message": "XyZ"}}"#, Some("A.1"), Some("m (XyZ)")),
    (r#"{"error_code": "A.1", "encoded_authorization_message": "XyZ"}"#, Some("A.1"), Some("XyZ")),
    (r#"{"error_code": ["A.1"], "error_msg": {"text": "m"}}"#, None, None),
    (r#""A.1""#, None, None),
    (r#"{"error_code": "A.1", "error_msg": "m", "details": {"a": 1, "a": 2}}"#, Some("A.1"), Some("m")),
    ("{\"error_code\": \"A.1\", \"error_", None, None),
];

#[tokio::test]
async fn every_shape_of_error_is_understood() {
    for (body, code, message) in SHAPES {
        let error = refused(Answer::json(403, body)).await;
        assert_eq!((error.code(), error.message()), (code, message), "{body}");
        assert_eq!((error.kind(), error.raw_body().as_ref()), (ErrorKind::Service, body.as_bytes()), "{body}");
    }
}

/// More digits than a number has; and dates of an answer that has none of its own, which are held against the clock here.
const LONG: (&str, Option<u64>) = ("184467440737095516160", Some(3600));
const FUTURE: (&str, Option<u64>) = ("Tue, 01 Jan 2999 00:00:00 GMT", Some(3600));
const PAST: (&str, Option<u64>) = ("Sun, 06 Nov 1994 08:49:37 GMT", Some(0));

#[tokio::test]
async fn the_gateway_explains_itself() {
    let body = r#"{"error_msg": "The throttling threshold has been reached", "error_code": "APIGW.0308", "request_id": "9"}"#;
    let answer = Answer::new(429, "retry-after: 7\r\nx-request-id: 5f3c09e1\r\n", body);
    let error = refused(answer).await;
    assert!(error.is_throttled() && error.is_retryable());
    assert_eq!((error.code(), error.request_id()), (Some("APIGW.0308"), Some("5f3c09e1")));
    assert_eq!(error.retry_after(), Some(std::time::Duration::from_secs(7)));
    for (value, seconds) in [("0", Some(0)), ("99999", Some(3600)), ("-1", None), ("soon", None), ("", None), LONG, FUTURE, PAST] {
        let error = refused(Answer::new(503, &format!("retry-after: {value}\r\n"), "")).await;
        assert_eq!(error.retry_after().map(|time| time.as_secs()), seconds, "{value:?}");
    }
}

/// Body, and how the error is shown under status 503 without a request id.
const SHOWN: [(&str, &str); 8] = [
    ("", "503 Service Unavailable"),
    ("<html>busy</html>", "503 Service Unavailable"),
    (r#"{"error_code": "A.1"}"#, "503 A.1"),
    (r#"{"error_msg": "busy"}"#, "503 \"busy\""),
    (
        r#"{"error_code": "A\u001b[31m", "error_msg": "\u001b]0;title\u0007\r\nline\u0000"}"#,
        r#"503 A\u{1b}[31m "\u{1b}]0;title\u{7}\r\nline\u{0}""#,
    ),
    (r#"{"error_msg": "\u202egnp.exe\u2066\u2028"}"#, r#"503 "\u{202e}gnp.exe\u{2066}\u{2028}""#),
    (r#"{"error_msg": "\u009b31m"}"#, r#"503 "\u{9b}31m""#),
    (r#"{"error_msg": "Die Instanz ist überlastet 忙"}"#, "503 \"Die Instanz ist überlastet 忙\""),
];

#[tokio::test]
async fn an_error_is_one_line_that_is_safe_on_a_terminal() {
    for (body, shown) in SHOWN {
        let error = refused(Answer::new(503, "", body)).await;
        assert!(error.to_string().starts_with(&format!("taurusdb.show_htap_process_list: {shown} (")), "{error}");
        assert!(!format!("{error:?}").contains(['\u{1b}', '\n', '\u{202e}']));
    }
    let long = format!(r#"{{"error_msg": "{}"}}"#, "x".repeat(5000));
    let error = refused(Answer::new(400, "", long)).await;
    assert_eq!(error.message().unwrap().len(), 5000);
    let shown = format!("taurusdb.show_htap_process_list: 400 \"{}…\" (1 attempt)", "x".repeat(1000));
    assert_eq!(error.to_string(), shown);
}

#[tokio::test(flavor = "multi_thread")]
async fn redirects_are_never_followed() {
    let elsewhere = Server::with([Answer::json(200, "{}")]).await;
    for status in [301, 302, 303, 307, 308] {
        for location in [SESSIONS.to_owned(), elsewhere.url(), format!("{}{SESSIONS}", elsewhere.url())] {
            for body in ["", r#"{"process_list": []}"#] {
                let server = Server::with([Answer::new(status, &format!("location: {location}\r\n"), body)]).await;
                for outcome in both!(&server.url()) {
                    let error = outcome.error(ErrorKind::UnexpectedStatus, &location);
                    assert_eq!((error.status().unwrap().as_u16(), error.raw_body().as_ref()), (status, body.as_bytes()));
                    assert!(!error.is_retryable() && error.to_string().contains("redirect"), "{error}");
                }
                assert_eq!(server.targets(), [SESSIONS; 2]);
            }
        }
    }
    assert_eq!((elsewhere.requests().len(), elsewhere.connections()), (0, 0));
}
