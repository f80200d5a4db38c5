//! The same for the client that waits.

use huaweicloud_gaussdb::blocking::{Client, ClientBuilder, Ureq};
use huaweicloud_gaussdb::{Credentials, Error, ErrorKind};

use super::{Answer, CANARY, answers, assert_silent, assert_silent_error, credentials};
use crate::wire::blocking;
use crate::wire::{GAUSSDB, HTAP};

/// A builder of a client that goes to this address.
fn builder(url: &str, credentials: Credentials) -> ClientBuilder {
    blocking::builder(url).credentials(credentials)
}

/// What a call of each service fails with.
fn failures(client: &Client) -> [Error; 2] {
    let call = client.taurusdb().show_htap_process_list(HTAP).query("token", CANARY).header("x-canary", CANARY);
    [call.send().unwrap_err(), client.gaussdb().show_session_overview(GAUSSDB).send().unwrap_err()]
}

#[test]
fn what_holds_secrets_does_not_show_them() {
    for credentials in credentials() {
        let builder = builder("https://gaussdb.example", credentials);
        assert_silent(&builder);
        let client = builder.build().unwrap();
        assert_silent(&client);
        let (taurusdb, gaussdb) = (client.taurusdb(), client.gaussdb());
        assert_silent(&(&taurusdb, &gaussdb));
        let call = taurusdb.show_htap_process_list(CANARY).project_id(CANARY).header("x-canary", CANARY).query("token", CANARY);
        assert_silent(&call);
        assert_silent(&call.clone().items());
        assert_silent(&call.pages());
        assert_silent(&gaussdb.show_session_overview(CANARY));
    }
}

#[test]
fn errors_of_every_kind_are_silent() {
    for (answer, kind) in answers() {
        let (_runtime, server) = blocking::server([answer]);
        for credentials in credentials() {
            for error in failures(&builder(&server.url(), credentials).build().unwrap()) {
                assert_eq!(error.kind(), kind, "{error}");
                assert_silent_error(&error);
            }
        }
    }
    for error in failures(&builder("http://127.0.0.1:1", Credentials::auth_token(CANARY)).build().unwrap()) {
        assert_eq!(error.kind(), ErrorKind::Connect);
        assert_silent_error(&error);
    }
}

#[test]
fn settings_that_are_wrong_are_not_repeated() {
    let broken = [
        builder(&format!("https://user:{CANARY}@gaussdb.example"), Credentials::default()),
        builder(&format!("https://gaussdb.example/?token={CANARY}"), Credentials::default()),
        builder("https://gaussdb.example", Credentials::default()).user_agent(format!("{CANARY}\n")),
    ];
    for builder in broken {
        assert_silent(&builder);
        assert_silent_error(&builder.build().unwrap_err());
    }
    for url in [format!("http://user:{CANARY}@"), format!("::{CANARY}::"), format!("socks5://user:{CANARY}@127.0.0.1:1")] {
        assert_silent_error(&Ureq::builder().proxy(url).build().unwrap_err());
    }
    let pem = format!("-----BEGIN CERTIFICATE-----\n{CANARY}\n-----END CERTIFICATE-----\n");
    assert_silent_error(&Ureq::builder().root_certificate(pem.as_str()).build().unwrap_err());
    let settings = Ureq::builder().client_certificate(pem);
    assert_silent(&settings);
    assert_silent_error(&settings.build().unwrap_err());
}

#[test]
fn a_proxy_does_not_show_its_password() {
    let answer = "HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n";
    let (_runtime, proxy) = blocking::server([Answer::raw(answer)]);
    let settings = Ureq::builder().proxy(format!("http://user:{CANARY}@{}", proxy.address));
    assert_silent(&settings);
    let transport = settings.build().unwrap();
    assert_silent(&transport);
    let client = builder("https://gaussdb.example", Credentials::auth_token(CANARY)).transport(transport).build().unwrap();
    assert_silent(&client);
    for error in failures(&client) {
        assert_eq!(error.kind(), ErrorKind::Connect);
        assert_silent_error(&error);
    }
    assert_eq!(proxy.requests().iter().map(|request| request.method.as_str()).collect::<Vec<_>>(), ["CONNECT"; 2]);
}
