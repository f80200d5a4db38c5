//! Proxies that do not let a call through: no connection was made, and their passwords are not shown.

use huaweicloud_gaussdb::ErrorKind;
use huaweicloud_gaussdb::blocking::Ureq;
use huaweicloud_gaussdb::transport::{Reqwest, TransportErrorKind};

use super::both::{Outcome, both};
use super::chain;
use super::server::{Answer, Server};

/// The password of the proxy, and how `someone:hunter2-9c` travels.
const PASSWORD: &str = "hunter2-9c";
const ENCODED: &str = "c29tZW9uZTpodW50ZXIyLTlj";

#[track_caller]
fn assert_unreached(outcome: Outcome, context: &str) {
    let error = outcome.error(ErrorKind::Connect, context);
    for text in [chain(&error), format!("{error:?}"), format!("{error:#?}")] {
        assert!(!text.contains(PASSWORD) && !text.contains(ENCODED), "{context}: {text}");
    }
    assert!(error.status().is_none() && error.is_connect(), "{context}: {error}");
}

/// A proxy's address, with a name and a password.
fn address(server: &Server) -> String {
    format!("http://someone:{PASSWORD}@{}", server.address)
}

const ANSWERS: [&str; 6] = [
    "HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic realm=\"out\"\r\ncontent-length: 0\r\n\r\n",
    "HTTP/1.1 407 Proxy Authentication Required\r\nconnection: close\r\n\r\nc29tZW9uZTpodW50ZXIyLTlj hunter2-9c",
    "HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n",
    "HTTP/1.1 502 Bad Gateway\r\nx-echo: c29tZW9uZTpodW50ZXIyLTlj\r\ncontent-length: 0\r\n\r\n",
    "HTTP/1.1 30",
    "",
];

#[tokio::test(flavor = "multi_thread")]
async fn a_proxy_that_refuses_is_a_failed_connection() {
    for answer in ANSWERS {
        let server = Server::with([Answer::raw(answer)]).await;
        for outcome in both!("https://gaussdb.example", transport: |it| it.proxy(address(&server))) {
            assert_unreached(outcome, answer);
        }
        let requests = server.requests();
        let asked: Vec<_> = requests.iter().map(|request| (request.method.as_str(), request.target.as_str())).collect();
        assert_eq!(asked, [("CONNECT", "gaussdb.example:443"); 2], "{answer}");
        let shown = requests.iter().map(|request| request.header("proxy-authorization").unwrap().to_ascii_lowercase());
        assert!(shown.eq(vec![format!("Basic {ENCODED}").to_ascii_lowercase(); 2]), "{requests:?}");
        // Nothing of the call is for the proxy.
        assert!(requests.iter().all(|request| request.header("x-auth-token").is_none()), "{requests:?}");
    }
}

#[test]
fn a_proxy_that_nobody_understands_is_not_passed_by() {
    for scheme in ["htp", "ftp", "socks", "socks5", "unix"] {
        let address = format!("{scheme}://someone:{PASSWORD}@127.0.0.1:9");
        let one = Reqwest::builder().proxy(address.clone()).build().unwrap_err();
        let other = Ureq::builder().proxy(address).build().unwrap_err();
        for error in [one, other] {
            assert!(error.kind() == TransportErrorKind::Unusable && !format!("{error:?} {error}").contains(PASSWORD), "{scheme}: {error}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proxy_that_is_not_there_is_a_failed_connection() {
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    for endpoint in ["https://gaussdb.example", "http://gaussdb.example"] {
        for outcome in both!(endpoint, transport: |it| it.proxy(format!("http://someone:{PASSWORD}@{closed}"))) {
            assert_unreached(outcome, endpoint);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proxy_that_asks_for_credentials_is_one_without_tls_too() {
    let server = Server::with([Answer::raw(ANSWERS[0])]).await;
    let [one, other] = both!("http://gaussdb.example", transport: |it| it.proxy(address(&server)));
    assert_unreached(one, "http over reqwest");
    assert_unreached(other, "http over ureq");
    // Without TLS, reqwest asks the proxy for the answer itself.
    assert_eq!(server.requests().iter().map(|request| request.method.as_str()).collect::<Vec<_>>(), ["GET", "CONNECT"]);
}
