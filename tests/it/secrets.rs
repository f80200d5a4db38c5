//! Nothing that can be printed shows a secret.

mod blocking;

use std::fmt::{Debug, Display};
use std::sync::{Arc, Mutex};

use huaweicloud_gaussdb::transport::{Body, BoxFuture, ReqwestBuilder, Transport, TransportError, TransportErrorKind};
use huaweicloud_gaussdb::{Client, ClientBuilder, Credentials, Error, ErrorKind, Region, Secret, Service};

use super::wire::server::{Answer, Server};
use super::wire::{GAUSSDB, HTAP, PROJECT, at, chain};

/// Stands in every secret below.
const CANARY: &str = "canary-7f3a";

#[track_caller]
fn assert_hidden(text: &str) {
    assert!(!text.contains(CANARY), "{text}");
    // Nor as base64, which is how proxies are shown a password: these are its three alignments, less what neighbours change.
    for encoded in ["Y2FuYXJ5LTdmM2", "NhbmFyeS03ZjNh", "jYW5hcnktN2YzY"] {
        assert!(!text.contains(encoded), "{text}");
    }
}

#[track_caller]
fn assert_silent(value: &impl Debug) {
    assert_hidden(&format!("{value:?}"));
    assert_hidden(&format!("{value:#?}"));
}

#[track_caller]
fn assert_silent_error<E: std::error::Error + Display>(error: &E) {
    assert_silent(&error);
    assert_hidden(&chain(error));
    assert_hidden(&format!("{error:#}"));
}

/// Credentials of each kind.
fn credentials() -> [Credentials; 3] {
    let key = Credentials::ak_sk("AKIDEXAMPLE0000000AK", CANARY);
    let temporary = Credentials::ak_sk("AKIDEXAMPLE0000000AK", format!("{CANARY}1")).with_security_token(format!("{CANARY}2"));
    [Credentials::auth_token(CANARY), key, temporary]
}

/// A builder of a client whose arguments are secret, too.
fn builder(credentials: Credentials) -> ClientBuilder {
    Client::builder().region(Region::CN_NORTH_4).credentials(credentials).project_id(PROJECT)
}

#[test]
fn what_holds_secrets_does_not_show_them() {
    assert_silent(&Secret::new(CANARY));
    assert_eq!(Secret::new(CANARY).expose(), CANARY);
    for credentials in credentials() {
        assert_silent(&credentials);
        assert_silent(&credentials.clone().and(Credentials::auth_token(CANARY)));
        let builder = builder(credentials);
        assert_silent(&builder);
        let client = builder.build().unwrap();
        assert_silent(&client);
        let (taurusdb, gaussdb) = (client.taurusdb(), client.gaussdb());
        assert_silent(&(&taurusdb, &gaussdb));
        // A caller may pass anything anywhere.
        let call = taurusdb.show_htap_process_list(CANARY).project_id(CANARY).header("x-canary", CANARY).query("token", CANARY);
        assert_silent(&call);
        assert_silent(&call.clone().items());
        assert_silent(&call.pages());
        assert_silent(&gaussdb.show_session_overview(CANARY));
    }
}

/// Notes how each request looks to someone who prints it, and fails.
#[derive(Clone, Default)]
struct Curious(Arc<Mutex<String>>);

impl Transport for Curious {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        self.0.lock().unwrap().push_str(&format!("{request:?} {request:#?}"));
        Box::pin(async { Err(TransportError::new(TransportErrorKind::Broken, "as planned")) })
    }
}

#[tokio::test]
async fn a_transport_that_prints_its_requests_shows_none() {
    for credentials in credentials() {
        let curious = Curious::default();
        let client = builder(credentials).transport(Arc::new(curious.clone())).build().unwrap();
        let error = client.taurusdb().show_htap_process_list(HTAP).await.unwrap_err();
        assert_eq!(chain(&error), "taurusdb.show_htap_process_list: the connection broke (3 attempts): as planned");
        let seen = curious.0.lock().unwrap().clone();
        assert!(seen.contains(HTAP) && seen.contains("application/json"), "{seen}");
        assert_hidden(&seen);
    }
}

/// What a call of each service fails with.
async fn failures(client: Client) -> [Error; 2] {
    let call = client.taurusdb().show_htap_process_list(HTAP).query("token", CANARY).header("x-canary", CANARY);
    [call.await.unwrap_err(), client.gaussdb().show_session_overview(GAUSSDB).await.unwrap_err()]
}

/// Answers that are errors, and of which kind. Each shows what it was sent in a header, as some servers do.
fn answers() -> [(Answer, ErrorKind); 8] {
    let echo = format!("x-echo: {CANARY}\r\nset-cookie: session={CANARY}\r\nlocation: /?token={CANARY}\r\n");
    [
        (Answer::new(302, &echo, ""), ErrorKind::UnexpectedStatus),
        (Answer::new(401, &echo, CANARY), ErrorKind::Service),
        (Answer::new(500, &echo, format!("<p>{CANARY}</p>")), ErrorKind::Service),
        (Answer::new(200, &echo, format!("\"{CANARY}\"")), ErrorKind::Decode),
        (Answer::new(200, &echo, format!("{{\"process_list\": \"{CANARY}\", \"lock_num\": [\"{CANARY}\"]}}")), ErrorKind::Decode),
        (Answer::new(200, &echo, CANARY), ErrorKind::Decode),
        (Answer::raw(format!("HTTP/1.1 200 OK\r\n{echo}content-length: 500\r\n\r\n{CANARY}")), ErrorKind::Transport),
        (Answer::raw(CANARY), ErrorKind::Transport),
    ]
}

#[tokio::test]
async fn errors_of_every_kind_are_silent() {
    for (answer, kind) in answers() {
        let server = Server::with([answer]).await;
        for credentials in credentials() {
            for error in failures(at(&server.url()).credentials(credentials).build().unwrap()).await {
                assert_eq!(error.kind(), kind, "{error}");
                assert_silent_error(&error);
            }
        }
    }
    for error in failures(at("http://127.0.0.1:1").credentials(Credentials::auth_token(CANARY)).build().unwrap()).await {
        assert_eq!(error.kind(), ErrorKind::Connect);
        assert_silent_error(&error);
    }
}

#[tokio::test]
async fn a_success_is_silent_about_its_headers() {
    let server = Server::with([Answer::new(200, &format!("x-echo: {CANARY}\r\n"), format!(r#"{{"new": "{CANARY}"}}"#))]).await;
    let client = at(&server.url()).credentials(Credentials::auth_token(CANARY)).build().unwrap();
    let response = client.taurusdb().show_htap_process_list(HTAP).send_raw().await.unwrap();
    assert_eq!(response.headers()["x-echo"], CANARY);
    assert_silent(&response);
}

#[test]
fn settings_that_are_wrong_are_not_repeated() {
    let broken = [
        builder(Credentials::default()).endpoint(Service::Gaussdb, format!("https://user:{CANARY}@gaussdb.example")),
        builder(Credentials::default()).endpoint(Service::Gaussdb, format!("https://gaussdb.example/?token={CANARY}")),
        builder(Credentials::default()).endpoint(Service::Gaussdb, format!("{CANARY} {CANARY}")),
        builder(Credentials::default()).user_agent(format!("{CANARY}\n")),
    ];
    for builder in broken {
        assert_silent(&builder);
        assert_silent_error(&builder.build().unwrap_err());
    }
}

/// A client whose requests go through this proxy.
fn through(proxy: &str, endpoint: &str) -> Client {
    let settings = ReqwestBuilder::default().proxy(proxy);
    assert_silent(&settings);
    let transport = settings.build().unwrap();
    assert_silent(&transport);
    let builder = at(endpoint).transport(transport).credentials(Credentials::auth_token(CANARY));
    assert_silent(&builder);
    builder.build().unwrap()
}

#[tokio::test]
async fn a_proxy_is_used_and_its_password_is_not_shown() {
    let server = Server::with([Answer::json(200, "{}")]).await;
    let proxy = format!("http://user:{CANARY}@{}", server.address);
    let client = through(&proxy, "http://gaussdb.example");
    assert_silent(&client);
    client.gaussdb().show_session_overview(GAUSSDB).await.unwrap();
    let request = server.request();
    assert_eq!(request.target, format!("http://gaussdb.example/v3/{PROJECT}/instances/{GAUSSDB}/session-overview"));
    assert_eq!(request.header("host"), Some("gaussdb.example"));
    // user:canary-7f3a
    assert_eq!(request.header("proxy-authorization"), Some("Basic dXNlcjpjYW5hcnktN2YzYQ=="));
}

#[tokio::test]
async fn a_proxy_that_fails_is_a_failed_connection_without_its_password() {
    let answers = [
        "HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic\r\ncontent-length: 0\r\n\r\n",
        "HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n",
        "",
    ];
    let mut urls = vec![format!("http://user:{CANARY}@127.0.0.1:1")];
    let mut servers = Vec::new();
    for answer in answers {
        let server = Server::with([Answer::raw(answer)]).await;
        urls.push(format!("http://user:{CANARY}@{}", server.address));
        servers.push(server);
    }
    for url in urls {
        for error in failures(through(&url, "https://gaussdb.example")).await {
            assert_eq!(error.kind(), ErrorKind::Connect, "{}", chain(&error));
            assert_silent_error(&error);
        }
    }
    for server in servers {
        let requests = server.requests();
        let asked: Vec<_> = requests.iter().map(|request| (request.method.as_str(), request.target.as_str())).collect();
        assert_eq!(asked, [("CONNECT", "gaussdb.example:443"); 2]);
    }
}

#[test]
fn a_proxy_that_cannot_be_read_is_not_repeated() {
    for url in [format!("http://user:{CANARY}@"), format!("::{CANARY}::"), format!("http://user:{CANARY}@[::1")] {
        let error = ReqwestBuilder::default().proxy(url).build().unwrap_err();
        assert_silent_error(&error);
        assert!(chain(&error).contains("proxy"), "{}", chain(&error));
    }
    let error = ReqwestBuilder::default().root_certificate(format!("-----BEGIN CERTIFICATE-----\n{CANARY}\n-----END CERTIFICATE-----\n"));
    assert_silent_error(&error.build().unwrap_err());
}
