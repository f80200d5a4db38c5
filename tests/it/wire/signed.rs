//! Calls with a key pair: the signature is checked from the bytes that arrived, by the published rules and without the crate's signer.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use huaweicloud_gaussdb::{Client, Credentials};
use sha2::{Digest as _, Sha256};

use super::arguments::decoded;
use super::server::{Answer, Request, Server};
use super::{GAUSSDB, HTAP, PROJECT, SESSIONS, at, blocking};

const SECRET: &str = "SKEXAMPLE0123456789abcdefghijklmnopqrstuv";

async fn server() -> Server {
    Server::with([Answer::json(200, "{}")]).await
}

fn signing(url: &str) -> Client {
    at(url).credentials(Credentials::ak_sk("AKIDEXAMPLE0000000AK", SECRET)).build().unwrap()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// RFC 2104, for keys of at most 64 bytes.
fn hmac(key: &str, text: &str) -> String {
    let padded = |filler: u8| -> Vec<u8> { (0..64).map(|at| key.as_bytes().get(at).copied().unwrap_or(0) ^ filler).collect() };
    let inner = Sha256::digest([padded(0x36), text.into()].concat());
    hex(&Sha256::digest([padded(0x5c), inner.to_vec()].concat()))
}

/// The signature that a server would compute for this request.
fn expected_signature(request: &Request, names: &str) -> String {
    // The client encodes as the rules say, so what arrived is canonical but for slashes, and for the order of the query.
    let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
    let path = path.replace("%2F", "/");
    let mut pairs: Vec<&str> = query.split('&').collect();
    pairs.sort_by_key(|pair| pair.split('=').map(decoded).collect::<Vec<_>>());
    let headers: String = names.split(';').map(|name| format!("{name}:{}\n", request.header(name).unwrap())).collect();
    let payload = hex(&Sha256::digest(&request.body));
    let canonical = format!("{}\n{path}/\n{}\n{headers}\n{names}\n{payload}", request.method, pairs.join("&"));
    let date = request.header("x-sdk-date").unwrap();
    hmac(SECRET, &format!("SDK-HMAC-SHA256\n{date}\n{}", hex(&Sha256::digest(canonical))))
}

#[track_caller]
fn assert_signed(request: &Request, names: &str) {
    let signature = expected_signature(request, names);
    let expected = format!("SDK-HMAC-SHA256 Access=AKIDEXAMPLE0000000AK, SignedHeaders={names}, Signature={signature}");
    assert_eq!(request.header("authorization").unwrap(), expected);
}

#[test]
fn the_test_knows_how_to_sign() {
    // RFC 4231, test case 2.
    let expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
    assert_eq!(hmac("Jefe", "what do ya want for nothing?"), expected);
}

#[tokio::test]
async fn what_a_signed_call_sends() {
    let server = server().await;
    signing(&server.url()).taurusdb().show_htap_process_list(HTAP).limit(10).offset(1).await.unwrap();
    let request = server.request();
    assert_eq!(request.target, format!("{SESSIONS}?limit=10&offset=1"));
    let names: Vec<&str> = request.headers.iter().map(|(name, _)| name.as_str()).collect();
    let mut sorted = names.clone();
    sorted.sort_unstable();
    let expected =
        ["accept", "accept-encoding", "authorization", "content-type", "host", "user-agent", "x-language", "x-project-id", "x-sdk-date"];
    assert_eq!(sorted, expected);
    assert_eq!(request.header("x-project-id"), Some(PROJECT));
    assert_eq!(request.header("host"), Some(server.address.to_string().as_str()));
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(request.body, b"");
    assert_signed(&request, "host;x-project-id;x-sdk-date");
}

#[tokio::test]
async fn the_date_is_now() {
    let server = server().await;
    let before = SystemTime::now() - Duration::from_secs(1);
    signing(&server.url()).taurusdb().show_htap_process_list(HTAP).await.unwrap();
    let text = server.request().header("x-sdk-date").unwrap().to_owned();
    assert_eq!((text.len(), &text[8..9], &text[15..]), (16, "T", "Z"));
    let number = |from: usize, to: usize| text[from..to].parse::<u64>().unwrap();
    // Fliegel and Van Flandern's day number.
    let (year, month, day) = (number(0, 4), number(4, 6), number(6, 8));
    let (y, m) = if month <= 2 { (year - 1, month + 12) } else { (year, month) };
    let days = 365 * y + y / 4 - y / 100 + y / 400 + (153 * (m - 3) + 2) / 5 + day - 719_469;
    let seconds = days * 86_400 + number(9, 11) * 3600 + number(11, 13) * 60 + number(13, 15);
    let sent = UNIX_EPOCH + Duration::from_secs(seconds);
    assert!(before <= sent && sent <= SystemTime::now(), "{text}");
}

#[tokio::test]
async fn temporary_keys_send_their_token() {
    let server = server().await;
    let credentials = Credentials::ak_sk("AKIDEXAMPLE0000000AK", SECRET).with_security_token("gQpjbi1ub3J0aC00iEXAMPLE+Token/with=chars==");
    let client = at(&server.url()).credentials(credentials).build().unwrap();
    client.gaussdb().show_session_overview(GAUSSDB).await.unwrap();
    let request = server.request();
    assert_eq!(request.header("x-security-token"), Some("gQpjbi1ub3J0aC00iEXAMPLE+Token/with=chars=="));
    assert_signed(&request, "host;x-project-id;x-sdk-date;x-security-token");
}

#[tokio::test]
async fn the_project_of_the_call_is_signed() {
    let server = server().await;
    signing(&server.url()).gaussdb().show_session_overview(GAUSSDB).project_id("other").await.unwrap();
    let request = server.request();
    assert_eq!(request.header("x-project-id"), Some("other"));
    assert_signed(&request, "host;x-project-id;x-sdk-date");
}

/// Values that mean something in an address, or are encoded in more than one way elsewhere.
const VALUES: [&str; 9] = ["a/b", "%2e%2e", "..\\..", "?#;%", " +\t", "é用户🦀", "~._-!*'()", "a=b&c=d", "\0\r\n"];

#[tokio::test]
async fn whatever_stands_in_path_and_query_is_signed_as_it_is_sent() {
    let server = server().await;
    let client = signing(&server.url());
    for value in VALUES {
        let call = client.taurusdb().show_htap_process_list(value).limit(5);
        call.query(value, "2").query("limit", "1").query("B", value).query(value, "1").query("empty", "").await.unwrap();
    }
    let requests = server.requests();
    assert_eq!(requests.len(), 9);
    requests.iter().for_each(|request| assert_signed(request, "host;x-project-id;x-sdk-date"));
}

#[test]
fn it_is_over_the_other_transport_too() {
    let (_runtime, server) = blocking::server([Answer::json(200, "{}")]);
    let builder = blocking::builder(&server.url()).credentials(Credentials::ak_sk("AKIDEXAMPLE0000000AK", SECRET));
    let client = builder.build().unwrap();
    for value in VALUES {
        let call = client.taurusdb().show_htap_process_list(value).limit(5);
        call.query(value, "2").query("limit", "1").query("B", value).query(value, "1").query("empty", "").send().unwrap();
    }
    let requests = server.requests();
    assert_eq!(requests.len(), 9);
    requests.iter().for_each(|request| assert_signed(request, "host;x-project-id;x-sdk-date"));
}

#[tokio::test]
async fn the_host_is_signed_as_it_is_sent() {
    let server = server().await;
    let port = server.address.port();
    for url in [format!("HTTP://LocalHost:{port}"), format!("http://localhost:{port}/"), format!("http://localhost:{port}/Prefix")] {
        signing(&url).taurusdb().show_htap_process_list(HTAP).await.unwrap();
    }
    for request in server.requests() {
        assert_eq!(request.header("host"), Some(format!("localhost:{port}").as_str()));
        assert_signed(&request, "host;x-project-id;x-sdk-date");
    }
}

#[tokio::test]
async fn another_host_is_signed_if_the_caller_names_one() {
    let server = server().await;
    signing(&server.url()).taurusdb().show_htap_process_list(HTAP).header("Host", "gaussdb.example").await.unwrap();
    assert_eq!(server.request().header("host"), Some("gaussdb.example"));
    assert_signed(&server.request(), "host;x-project-id;x-sdk-date");
}

#[tokio::test]
async fn headers_of_the_caller_are_not_signed_and_replace_nothing_that_is() {
    let server = server().await;
    let call = signing(&server.url()).taurusdb().show_htap_process_list(HTAP).header("x-trace", "1").header("x_under", "2");
    call.header("x-sdk-date", "20200101T000000Z").header("authorization", "none").header("X-Project-Id", "other").await.unwrap();
    let request = server.request();
    assert_eq!((request.header("x-trace"), request.header("x_under")), (Some("1"), Some("2")));
    assert_eq!(request.header("x-project-id"), Some(PROJECT));
    assert_signed(&request, "host;x-project-id;x-sdk-date");
}

#[tokio::test]
async fn of_two_ways_the_first_is_used() {
    let server = server().await;
    let both = Credentials::auth_token("token").and(Credentials::ak_sk("AKIDEXAMPLE0000000AK", SECRET));
    let client = at(&server.url()).credentials(both).build().unwrap();
    client.taurusdb().show_htap_process_list(HTAP).await.unwrap();
    assert_eq!(server.request().header("x-auth-token"), None);
    assert_signed(&server.request(), "host;x-project-id;x-sdk-date");
}
