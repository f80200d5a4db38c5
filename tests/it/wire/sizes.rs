//! Answers that are made to exhaust who reads them: without an end, packed, too many, too deep.

use huaweicloud_gaussdb::ErrorKind;

use super::both::both;
use super::chain;
use super::server::{Answer, Server};

const MIB: usize = 1024 * 1024;

#[tokio::test(flavor = "multi_thread")]
async fn a_body_without_an_end_is_not_read_for_long() {
    let piece = format!("10000\r\n{}\r\n", "x".repeat(0x10000));
    for (head, piece) in [("transfer-encoding: chunked\r\n", piece.as_str()), ("", &"x".repeat(0x10000))] {
        for status in [200, 503] {
            let server = Server::with([Answer::endless(format!("HTTP/1.1 {status} Scripted\r\n{head}\r\n"), piece)]).await;
            for outcome in both!(&server.url()) {
                let error = outcome.error(ErrorKind::Transport, head);
                assert!(chain(&error).contains("the answer has more than 33554432 bytes"), "{}", chain(&error));
                assert!(!error.is_retryable(), "{error}");
            }
            assert!(server.repeated() < 2 * 40 * MIB, "{} bytes", server.repeated());
        }
    }
}

/// How a gzip file begins that has spaces in it, and what it goes on with: eight times 258 of them (RFC 1951, 3.2.6: the length has the code
/// 11000101, the distance 00000).
const PACKED: ([u8; 12], [u8; 13]) =
    ([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0x53, 0x18], [0x05, 0xa3, 0x60, 0x14, 0x8c, 0x82, 0x51, 0x30, 0x0a, 0x46, 0xc1, 0x28, 0x18]);

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_is_small_until_it_is_unpacked_is_not_kept() {
    // 61,920,001 bytes, packed to 390,012.
    let bomb = [PACKED.0.as_slice(), &PACKED.1.repeat(30_000)].concat();
    let server = Server::with([Answer::new(200, "content-encoding: gzip\r\n", bomb)]).await;
    for outcome in both!(&server.url()) {
        let error = outcome.error(ErrorKind::Transport, "gzip");
        assert!(chain(&error).contains("the answer has more than 33554432 bytes"), "{}", chain(&error));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn headers_without_number_are_not_kept() {
    let server = Server::with([Answer::new(200, &"x-a: b\r\n".repeat(10_000), "{}")]).await;
    for (outcome, reason) in both!(&server.url()).into_iter().zip(["message head is too large", "too many headers"]) {
        let error = outcome.error(ErrorKind::Transport, "10,000 headers");
        assert!(chain(&error).contains(reason) && !error.is_retryable(), "{}", chain(&error));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn headers_are_as_long_as_the_client_allows() {
    let answer = |length: usize| Answer::new(200, &format!("x-a: {}\r\n", "b".repeat(length)), "{}");
    let server = Server::with([answer(2_000)]).await;
    for outcome in both!(&server.url(), client: |it| it.header_limit(1_000)) {
        let error = outcome.error(ErrorKind::Transport, "2,000 bytes");
        assert!(chain(&error).contains("the headers of the answer have more than 1000 bytes"), "{}", chain(&error));
        assert!(!error.is_retryable());
    }
    // Names and values: 3 + 965 and 14 + 1 bytes.
    let exact = Server::with([answer(965)]).await;
    for outcome in both!(&exact.url(), client: |it| it.header_limit(983)) {
        outcome.success();
    }
    for outcome in both!(&exact.url(), client: |it| it.header_limit(982)) {
        outcome.error(ErrorKind::Transport, "a byte less");
    }
}

/// What nobody can read without care: it is too deep, or has a number that is none.
fn unreadable() -> [String; 4] {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let code = r#"{"error_code": 1e400, "error_msg": "m", "process_list": [{"duration": 1e400}]}"#;
    ["[".repeat(100_000), r#"{"error_code":"#.repeat(100_000), deep, code.to_owned()]
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_can_read_is_an_error() {
    for body in unreadable() {
        let server = Server::with([Answer::json(500, &body), Answer::json(500, &body), Answer::json(200, &body)]).await;
        for outcome in both!(&server.url()) {
            let error = outcome.error(ErrorKind::Service, "500");
            assert_eq!((error.code(), error.message(), error.raw_body().len()), (None, None, body.len()));
        }
        for outcome in both!(&server.url()) {
            outcome.error(ErrorKind::Decode, "200");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_no_place_is_skipped_however_deep_it_is() {
    let body = format!(r#"{{"new": {}{}, "process_list": [{{"id": "7"}}]}}"#, "[".repeat(100_000), "]".repeat(100_000));
    let server = Server::with([Answer::json(200, &body)]).await;
    for outcome in both!(&server.url()) {
        assert_eq!(outcome.success().body().process_list[0].id.as_deref(), Some("7"));
    }
}
