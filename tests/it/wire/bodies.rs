//! Bodies under status 200, promised to be JSON of a certain shape, which they may not be.

use huaweicloud_gaussdb::{Error, ErrorKind};

use super::server::{Answer, Server};
use super::{HTAP, ask, builder, refused};

/// What such an error has in common.
#[track_caller]
fn assert_undecodable(error: &Error, path: Option<&str>, context: &str) {
    assert_eq!((error.kind(), error.json_path()), (ErrorKind::Decode, path), "{context}: {error}");
    assert_eq!((error.status().unwrap().as_u16(), error.request_id()), (200, Some("5f3c09e1")), "{context}");
    assert_eq!((error.code(), error.message(), error.is_retryable()), (None, None, false), "{context}");
    let text = error.to_string();
    assert!(text.starts_with("taurusdb.show_htap_process_list: 200 ") && text.ends_with(" (request id 5f3c09e1, 1 attempt)"), "{text}");
}

/// What is not the promised JSON, and where it is not.
const WRONG: [(&str, &str); 26] = [
    ("null", "$"),
    ("true", "$"),
    ("0", "$"),
    ("\"{}\"", "$"),
    ("[]", "$"),
    (r#"[{"process_list": []}]"#, "$"),
    ("\u{feff}{}", "$"),
    (" ", "$"),
    ("{", "$"),
    ("{}{}", "$"),
    ("{} x", "$"),
    ("{'process_list': []}", "$"),
    ("<!DOCTYPE html><html></html>", "$"),
    ("OK", "$"),
    (r#"{"process_list": {}}"#, "$.process_list"),
    (r#"{"process_list": "no"}"#, "$.process_list"),
    (r#"{"process_list": [null]}"#, "$.process_list[0]"),
    (r#"{"process_list": [{}, []]}"#, "$.process_list[1]"),
    (r#"{"process_list": [{}, {}, "x"]}"#, "$.process_list[2]"),
    (r#"{"process_list": [{"id": 1}]}"#, "$.process_list[0].id"),
    (r#"{"process_list": [{"id": {}}]}"#, "$.process_list[0].id"),
    (r#"{"process_list": [{"duration": "ten"}]}"#, "$.process_list[0].duration"),
    (r#"{"process_list": [{"duration": 1e400}]}"#, "$.process_list[0].duration"),
    (r#"{"process_list": [{"id": "1", "id": "2"}]}"#, "$.process_list[0].id"),
    (r#"{"process_list": [{"id": "1"}, {"dura"#, "$.process_list[1]"),
    (r#"{"process_list": [{"id": "1"}, {"duration": 1"#, "$.process_list[1]"),
];

#[tokio::test]
async fn a_body_that_is_not_the_promised_json_is_an_error() {
    for (body, path) in WRONG {
        let error = refused(Answer::json(200, body)).await;
        assert_undecodable(&error, Some(path), body);
        assert_eq!(error.raw_body().as_ref(), body.as_bytes());
        assert!(error.to_string().contains(path), "{error}");
    }
    assert_undecodable(&refused(Answer::json(200, "")).await, None, "nothing");
}

#[tokio::test]
async fn another_content_type_is_named_as_the_likely_cause() {
    let headers = "content-type: text/html; charset=utf-8\r\nx-request-id: 5f3c09e1\r\n";
    let error = refused(Answer::new(200, headers, "<html>Sign in</html>")).await;
    assert_undecodable(&error, Some("$"), "HTML");
    assert!(super::chain(&error).ends_with("the content type of the answer is not JSON"), "{}", super::chain(&error));
    // JSON under a wrong name is still JSON.
    let page = ask(Answer::new(200, headers, r#"{"process_list": [{"id": "1"}]}"#)).await.unwrap();
    assert_eq!(page.process_list.len(), 1);
}

#[tokio::test]
async fn an_error_under_status_200_is_an_error() {
    for body in [
        r#"{"error_code": "DBS.200022", "error_msg": "Instance not found."}"#,
        r#"{"code": "DBS.200022", "message": "Instance not found."}"#,
        r#"{"error": {"code": "DBS.200022", "message": "Instance not found."}}"#,
        r#"[{"errorCode": "DBS.200022", "errorMsg": "Instance not found."}]"#,
    ] {
        let error = refused(Answer::json(200, body)).await;
        assert_eq!((error.kind(), error.code()), (ErrorKind::Service, Some("DBS.200022")), "{body}");
        let expected = r#"taurusdb.show_htap_process_list: 200 DBS.200022 "Instance not found." (request id 5f3c09e1, 1 attempt)"#;
        assert_eq!((error.to_string().as_str(), error.is_retryable()), (expected, false));
        assert_eq!(error.raw_body().as_ref(), body.as_bytes());
    }
}

#[tokio::test]
async fn what_is_promised_is_a_success_whatever_else_is_there() {
    let page = ask(Answer::json(200, r#"{"code": "0", "message": "ok", "process_list": [{"id": "1", "new": [{}]}]}"#)).await.unwrap();
    assert_eq!(page.process_list[0].id.as_deref(), Some("1"));
    for body in ["{}", " \n{}\t\r\n", r#"{"process_list": null}"#, r#"{"process_list": [], "new": 1}"#, r#"{"code": "0"}"#] {
        assert!(ask(Answer::json(200, body)).await.unwrap().process_list.is_empty(), "{body}");
    }
}

#[tokio::test]
async fn a_body_may_come_in_pieces_and_compressed() {
    let chunked =
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n10\r\n{\"process_list\":\r\nC\r\n[{\"id\":\"7\"}]\r\n1\r\n}\r\n0\r\n\r\n";
    let to_the_end = "HTTP/1.1 200 OK\r\n\r\n{\"process_list\":[{\"id\":\"7\"}]}";
    let gzip = bytes("1f8b0800000000000203ab562a28ca4f4e2d2e8ecfc92c2e51b28aae56ca4c51b2523257aa8dad0500b638525b1d000000");
    let compressed = Answer::new(200, "content-encoding: gzip\r\n", gzip);
    let hinted = format!("HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n{to_the_end}");
    for answer in [Answer::raw(chunked), Answer::raw(to_the_end), Answer::raw(hinted), compressed] {
        assert_eq!(ask(answer).await.unwrap().process_list[0].id.as_deref(), Some("7"));
    }
}

/// A JSON text of 200,019 bytes, compressed to 254.
const BOMB: [&str; 5] = [
    "1f8b0800000000000203edc1b109c0201000c05d7e0c97b190140141c95b0482bb6706fbbbfb623ea35d99b5dfb9a2c40b0000000000000000000000",
    "000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
    "000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
    "000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
    "00001c8bfd03952265ea530d0300",
];

#[tokio::test]
async fn no_body_is_larger_than_the_client_allows() {
    let exact = format!("{{{}}}", " ".repeat(998));
    let chunked = format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3E9\r\n{exact} \r\n0\r\n\r\n");
    let cases = [
        (Answer::json(200, &exact), true),
        (Answer::json(200, &format!("{exact} ")), false),
        (Answer::raw(chunked), false),
        (Answer::raw("HTTP/1.1 200 OK\r\ncontent-length: 1073741824\r\n\r\n".to_owned() + &exact.repeat(50)), false),
        (Answer::json(400, &format!("{exact} ")), false),
        (Answer::new(200, "content-encoding: gzip\r\n", bytes(&BOMB.concat())), false),
    ];
    for (answer, fits) in cases {
        let server = Server::with([answer]).await;
        let client = builder(&server).body_limit(1000).build().unwrap();
        match client.taurusdb().show_htap_process_list(HTAP).await {
            Ok(_) => assert!(fits),
            Err(error) => {
                assert!(!fits, "{error}");
                assert_eq!(error.kind(), ErrorKind::Transport);
                assert!(super::chain(&error).contains("the answer has more than 1000 bytes"), "{}", super::chain(&error));
            }
        }
    }
}

fn bytes(hexadecimal: &str) -> Vec<u8> {
    (0..hexadecimal.len()).step_by(2).map(|at| u8::from_str_radix(&hexadecimal[at..at + 2], 16).unwrap()).collect()
}

#[tokio::test]
async fn an_answer_in_which_nothing_can_be_read_is_no_empty_success() {
    let error = refused(Answer::json(200, r#"{"error_code": 1e400}"#)).await;
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("nothing of what was promised is there"), "{error}");
}
