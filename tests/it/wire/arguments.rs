//! Arguments that try to leave their place: what arrives is what was passed, or nothing is sent.

use huaweicloud_gaussdb::models::Language;
use huaweicloud_gaussdb::{Credentials, Error, ErrorKind};

use super::server::{Answer, Server};
use super::{GAUSSDB, HTAP, PROJECT, TOKEN, at, blocking, builder, chain, client};

async fn server() -> Server {
    Server::with([Answer::json(200, "{}")]).await
}

/// The text that a part of a target stands for.
pub fn decoded(text: &str) -> String {
    assert!(text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~%".contains(&byte)), "{text}");
    let mut bytes = Vec::new();
    let mut parts = text.split('%');
    bytes.extend(parts.next().unwrap().bytes());
    for part in parts {
        assert!(!part[..2].contains(|digit: char| digit.is_ascii_lowercase()), "{text}");
        bytes.push(u8::from_str_radix(&part[..2], 16).unwrap());
        bytes.extend(part[2..].bytes());
    }
    String::from_utf8(bytes).unwrap()
}

/// The decoded segments of a target's path, and the decoded pairs of its query.
fn read(target: &str) -> (Vec<String>, Vec<(String, String)>) {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let segments = path.strip_prefix('/').unwrap().split('/').map(decoded).collect();
    let pairs = query.split('&').filter(|pair| !pair.is_empty()).map(|pair| pair.split_once('=').unwrap());
    (segments, pairs.map(|(name, value)| (decoded(name), decoded(value))).collect())
}

/// Values that mean something in an address, and one that is almost too long.
fn values() -> Vec<String> {
    let values = [
        "%2e%2e", "%2E", "..%2f", "../..", "/", "a/b", "//evil.example/", "?#;%", "a?b=c&d#e", ";x=1", "%", "%zz", "%25", "\t", "\\",
        "..\\..", "\r\nX-Evil: 1", "\0", " ", "+", "a b+c", "...", ".a", "~._-", "é用户🦀", "\u{202e}\u{feff}", "\"'<>`{}|^[]()!*$,:@=&",
    ];
    values.into_iter().map(str::to_owned).chain(["x".repeat(60_000), "ü".repeat(10_000)]).collect()
}

#[tokio::test]
async fn a_path_value_stays_one_segment() {
    let server = server().await;
    let client = client(&server);
    for value in values() {
        client.taurusdb().show_htap_process_list(value.as_str()).await.unwrap();
        let (segments, pairs) = read(server.targets().last().unwrap());
        assert_eq!(segments, ["v3", PROJECT, "instances", &value, "htap", "process"]);
        assert_eq!(pairs, []);
    }
    client.gaussdb().show_session_overview("a/b").project_id("x?y").await.unwrap();
    assert_eq!(server.targets().last().unwrap(), "/v3/x%3Fy/instances/a%2Fb/session-overview");
}

#[tokio::test]
async fn a_query_value_stays_one_value() {
    let server = server().await;
    let client = client(&server);
    for value in values() {
        let name: String = value.chars().take(9).collect();
        client.taurusdb().show_htap_process_list(HTAP).limit(1).query(&name, &value).await.unwrap();
        let (segments, pairs) = read(server.targets().last().unwrap());
        assert_eq!(segments, ["v3", PROJECT, "instances", HTAP, "htap", "process"]);
        assert_eq!(pairs, [("limit".to_owned(), "1".to_owned()), (name, value)]);
    }
}

#[test]
fn values_keep_their_places_over_the_other_transport_too() {
    let (_runtime, server) = blocking::server([Answer::json(200, "{}")]);
    let taurusdb = blocking::client(&server).taurusdb();
    for value in values() {
        taurusdb.show_htap_process_list(value.as_str()).send().unwrap();
        let (segments, pairs) = read(server.targets().last().unwrap());
        assert_eq!((segments, pairs), (["v3", PROJECT, "instances", &value, "htap", "process"].map(str::to_owned).into(), vec![]));
        let name: String = value.chars().take(9).collect();
        taurusdb.show_htap_process_list(HTAP).limit(1).query(&name, &value).send().unwrap();
        let (segments, pairs) = read(server.targets().last().unwrap());
        assert_eq!(segments, ["v3", PROJECT, "instances", HTAP, "htap", "process"]);
        assert_eq!(pairs, [("limit".to_owned(), "1".to_owned()), (name, value)]);
    }
    let sent = server.requests().len();
    for value in ["", ".", ".."] {
        let error = taurusdb.show_htap_process_list(value).send().unwrap_err();
        assert_refused(&error, ErrorKind::InvalidRequest, "taurusdb.show_htap_process_list: instance_id: ", "");
    }
    let error = taurusdb.show_htap_process_list("z".repeat(64 * 1024)).send().unwrap_err();
    assert_refused(&error, ErrorKind::InvalidRequest, "instance_id: ", "zzz");
    assert_eq!(server.requests().len(), sent);
}

#[track_caller]
fn assert_refused(error: &Error, kind: ErrorKind, setting: &str, value: &str) {
    assert_eq!(error.kind(), kind, "{error}");
    let text = format!("{} {error:?}", chain(error));
    assert!(text.contains(setting), "{text:?} does not name {setting}");
    assert!(value.is_empty() || !text.contains(value.trim()), "{text:?} shows {value:?}");
    assert_eq!((error.attempts(), error.is_retryable()), (0, false));
}

#[tokio::test]
async fn a_path_value_that_would_change_the_endpoint_is_refused() {
    let server = server().await;
    let client = client(&server);
    for value in ["", ".", ".."] {
        let error = client.taurusdb().list_htap_instance_info(value).await.unwrap_err();
        assert_refused(&error, ErrorKind::InvalidRequest, "taurusdb.list_htap_instance_info: instance_id: ", "");
        let error = client.gaussdb().show_session_overview(GAUSSDB).project_id(value).await.unwrap_err();
        assert_refused(&error, ErrorKind::InvalidRequest, "gaussdb.show_session_overview: project_id: ", "");
        let error = client.taurusdb().show_htap_process_list(value).items().try_next().await.unwrap_err();
        assert_refused(&error, ErrorKind::InvalidRequest, "instance_id", "");
        let other = builder(&server).project_id(value).build().unwrap();
        let error = other.taurusdb().show_htap_process_list(HTAP).await.unwrap_err();
        assert_refused(&error, ErrorKind::InvalidRequest, "project_id: ", "");
    }
    assert_eq!(server.targets(), [""; 0]);
}

#[tokio::test]
async fn a_target_that_is_too_long_is_blamed_on_its_longest_part() {
    let server = server().await;
    let client = client(&server);
    let long = "z".repeat(64 * 1024);
    let taurusdb = client.taurusdb();
    let error = taurusdb.show_htap_process_list(long.as_str()).await.unwrap_err();
    assert_refused(&error, ErrorKind::InvalidRequest, "instance_id: ", "zzz");
    let error = taurusdb.show_htap_process_list(HTAP).query("filter", &long).limit(3).await.unwrap_err();
    assert_refused(&error, ErrorKind::InvalidRequest, "filter: ", "zzz");
    let other = builder(&server).project_id(long).build().unwrap();
    let error = other.taurusdb().show_htap_process_list(HTAP).await.unwrap_err();
    assert_refused(&error, ErrorKind::InvalidRequest, "project_id: ", "zzz");
    assert_eq!(server.targets(), [""; 0]);
}

/// What no header can carry.
const UNSENDABLE: [&str; 8] =
    ["canary\n", "canary\r\nx: y", "\rcanary", "can\0ary", "canary\u{7f}", "canáry", "canary用", "\u{1b}[31mcanary"];

#[tokio::test]
async fn a_header_value_that_cannot_be_sent_is_refused() {
    let server = server().await;
    let taurusdb = client(&server).taurusdb();
    for value in UNSENDABLE {
        let error = taurusdb.show_htap_process_list(HTAP).header("X-Trace", value).await.unwrap_err();
        assert_refused(&error, ErrorKind::InvalidRequest, "trace", value);
        let error = taurusdb.show_htap_process_list(HTAP).x_language(Language::from(value)).await.unwrap_err();
        assert_refused(&error, ErrorKind::InvalidRequest, "anguage", value);
        let error = builder(&server).user_agent(value).build().unwrap_err();
        assert_refused(&error, ErrorKind::Config, "user_agent", value);
    }
    for name in ["", "a b", "a:", "ä", "a\n"] {
        let error = taurusdb.show_htap_process_list(HTAP).header(name, "canary").await.unwrap_err();
        assert_refused(&error, ErrorKind::InvalidRequest, "header", "canary");
    }
    assert_eq!(server.targets(), [""; 0]);
}

#[tokio::test]
async fn credentials_that_cannot_be_sent_are_refused() {
    let server = server().await;
    for value in UNSENDABLE {
        let cases = [
            (Credentials::auth_token(value), "AuthToken"),
            (Credentials::ak_sk(value, "sk"), "AkSk"),
            // The secret key is not sent, but a key with a line's end is not the key that was meant.
            (Credentials::ak_sk("ak", value), "AkSk"),
            (Credentials::ak_sk("ak", "sk").with_security_token(value), "AkSk"),
        ];
        for (credentials, scheme) in cases {
            let client = at(&server.url()).credentials(credentials).build().unwrap();
            let error = client.taurusdb().show_htap_process_list(HTAP).await.unwrap_err();
            assert_refused(&error, ErrorKind::Credentials, scheme, value);
        }
    }
    assert_eq!(server.targets(), [""; 0]);
}

#[tokio::test]
async fn a_setting_that_cannot_be_sent_along_is_named() {
    let server = server().await;
    // In the path it is encoded; signed calls send it in a header as well.
    for value in UNSENDABLE {
        let call = |credentials| at(&server.url()).credentials(credentials).build().unwrap().taurusdb().show_htap_process_list(HTAP);
        call(Credentials::auth_token(TOKEN)).project_id(value).await.unwrap();
        let error = call(Credentials::ak_sk("ak", "sk")).project_id(value).await.unwrap_err();
        assert_refused(&error, ErrorKind::InvalidRequest, "X-Project-Id", value);
    }
}
