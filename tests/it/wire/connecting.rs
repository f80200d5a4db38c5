//! Servers that a connection by TLS cannot be made to.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::time::Duration;

use huaweicloud_gaussdb::{ErrorKind, Retry};

use super::both::both;
use super::chain;

const SHORT: Duration = Duration::from_millis(200);

/// A server that answers the first bytes of each connection with these, and hangs up.
fn saying(words: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            _ = stream.read(&mut [0; 8192]);
            _ = stream.write_all(words.as_bytes());
        }
    });
    url
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_without_tls_cannot_be_connected_to() {
    for words in ["HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n", "SSH-2.0-OpenSSH_9.6\r\n"] {
        for outcome in both!(&saying(words)) {
            let error = outcome.error(ErrorKind::Connect, words);
            assert!(error.is_connect() && error.is_retryable(), "{error}");
        }
    }
    let [one, other] = both!(&saying(""));
    one.error(ErrorKind::Connect, "silence");
    // Ureq does not say that the connection ended before TLS began.
    other.error(ErrorKind::Transport, "silence");
}

/// An address where connections are accepted, by the system, and nothing is ever said.
fn mute() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    (listener, url)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_does_not_greet_is_not_waited_for() {
    let (_listener, url) = mute();
    for outcome in both!(&url, client: |it| it.connect_timeout(SHORT)) {
        assert!(SHORT <= outcome.elapsed && outcome.elapsed < 5 * SHORT, "{}: {:?}", outcome.over, outcome.elapsed);
        let error = outcome.error(ErrorKind::Connect, "the client's limit");
        assert_eq!(error.attempts(), 1, "{}", chain(&error));
    }
    for outcome in both!(&url, client: |it| it.connect_timeout(Duration::MAX), call: |it| it.with_connect_timeout(SHORT)) {
        assert!(SHORT <= outcome.elapsed && outcome.elapsed < 5 * SHORT, "{}: {:?}", outcome.over, outcome.elapsed);
        outcome.error(ErrorKind::Connect, "the call's limit");
    }
    for outcome in both!(&url, transport: |it| it.connect_timeout(SHORT)) {
        assert!(SHORT <= outcome.elapsed && outcome.elapsed < 5 * SHORT, "{}: {:?}", outcome.over, outcome.elapsed);
        outcome.error(ErrorKind::Connect, "the transport's limit");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_tried_again() {
    let (_listener, url) = mute();
    let retry = Retry::default().base(Duration::ZERO);
    for outcome in both!(&url, client: |it| it.connect_timeout(SHORT).retry(retry.clone())) {
        assert!(3 * SHORT <= outcome.elapsed && outcome.elapsed < 10 * SHORT, "{}: {:?}", outcome.over, outcome.elapsed);
        assert_eq!(outcome.error(ErrorKind::Connect, "three times").attempts(), 3);
    }
}
