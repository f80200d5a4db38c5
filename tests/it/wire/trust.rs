//! Servers over TLS: those that can show who they are, and those that cannot, which are not asked a second time.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use huaweicloud_gaussdb::blocking::{self, Ureq};
use huaweicloud_gaussdb::transport::{Reqwest, Tls};
use huaweicloud_gaussdb::{Client, Credentials, Error, ErrorKind, Service};
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::{HTAP, PROJECT, TOKEN, chain};

/// An authority, and its certificate in PEM.
fn authority(name: &str) -> (Issuer<'static, KeyPair>, String) {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let key = KeyPair::generate().unwrap();
    let pem = params.self_signed(&key).unwrap().pem();
    (Issuer::new(params, key), pem)
}

/// A server for this name, at 127.0.0.1, and how many connections it got.
fn server(name: &str, until: i32, issuer: &Issuer<'static, KeyPair>) -> (String, Arc<AtomicUsize>) {
    answering(name, until, issuer, |stream| {
        let answer =
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 20\r\nconnection: close\r\n\r\n{\"process_list\": []}";
        _ = stream.write_all(answer.as_bytes());
        stream.conn.send_close_notify();
        _ = stream.flush();
    })
}

type Stream = StreamOwned<ServerConnection, TcpStream>;

/// One that answers so.
fn answering(name: &str, until: i32, issuer: &Issuer<'static, KeyPair>, answer: fn(&mut Stream)) -> (String, Arc<AtomicUsize>) {
    let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
    params.not_before = date_time_ymd(2020, 1, 1);
    params.not_after = date_time_ymd(until, 1, 1);
    let key = KeyPair::generate().unwrap();
    let certificate = params.signed_by(&key, issuer).unwrap();
    let builder = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()));
    let builder = builder.with_safe_default_protocol_versions().unwrap().with_no_client_auth();
    let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    let config = Arc::new(builder.with_single_cert(vec![certificate.der().clone()], key).unwrap());
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let (url, connections) = (format!("https://{}", listener.local_addr().unwrap()), Arc::new(AtomicUsize::new(0)));
    let counted = Arc::clone(&connections);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            counted.fetch_add(1, Ordering::SeqCst);
            let mut stream = StreamOwned::new(ServerConnection::new(Arc::clone(&config)).unwrap(), stream);
            let mut head = Vec::new();
            while !head.ends_with(b"\r\n\r\n") {
                let mut byte = [0];
                match stream.read(&mut byte) {
                    Ok(1) => head.push(byte[0]),
                    _ => break,
                }
            }
            answer(&mut stream);
        }
    });
    (url, connections)
}

/// What a call says over either transport, with each library of TLS that there is, trusting this certificate, and retrying as it would
/// anyway. `--features huaweicloud-gaussdb/native-tls` adds that of the system.
async fn calls(url: &str, trusted: &str) -> Vec<Result<(), Error>> {
    let mut calls = Vec::new();
    for tls in Tls::available() {
        calls.extend(calls_by(*tls, url, trusted).await);
    }
    calls
}

async fn calls_by(tls: Tls, url: &str, trusted: &str) -> [Result<(), Error>; 2] {
    let transport = Reqwest::builder().without_proxy().tls(tls).root_certificate(trusted).build().unwrap();
    let builder = Client::builder().endpoint(Service::Taurusdb, url).project_id(PROJECT).credentials(Credentials::auth_token(TOKEN));
    let call = builder.transport(transport).build().unwrap().taurusdb().show_htap_process_list(HTAP);
    let one = call.await.map(drop);
    let (url, trusted) = (url.to_owned(), trusted.to_owned());
    let blocking = move || {
        let transport = Ureq::builder().without_proxy().tls(tls).root_certificate(trusted).build().unwrap();
        let builder = blocking::Client::builder().endpoint(Service::Taurusdb, url).project_id(PROJECT);
        let client = builder.credentials(Credentials::auth_token(TOKEN)).transport(transport).build().unwrap();
        client.taurusdb().show_htap_process_list(HTAP).send().map(drop)
    };
    [one, tokio::task::spawn_blocking(blocking).await.unwrap()]
}

#[tokio::test]
async fn a_server_that_shows_who_it_is_is_talked_to() {
    let (issuer, pem) = authority("one");
    let (url, connections) = server("127.0.0.1", 2096, &issuer);
    for call in calls(&url, &pem).await {
        call.unwrap();
    }
    assert_eq!(connections.load(Ordering::SeqCst), 2 * Tls::available().len());
}

#[tokio::test]
async fn a_server_that_cannot_is_asked_once() {
    let ((issuer, pem), (_, other)) = (authority("one"), authority("another"));
    for (name, until, trusted) in [("127.0.0.1", 2096, &other), ("elsewhere.example", 2096, &pem), ("127.0.0.1", 2021, &pem)] {
        let (url, connections) = server(name, until, &issuer);
        for call in calls(&url, trusted).await {
            let error = call.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Connect, "{name} {until}: {}", chain(&error));
            assert!(chain(&error).contains("could not show who it is") && !chain(&error).contains(TOKEN), "{}", chain(&error));
        }
        // One for each client.
        assert_eq!(connections.load(Ordering::SeqCst), 2 * Tls::available().len(), "{name} {until}");
    }
}

#[tokio::test]
async fn what_breaks_after_the_request_is_no_failure_to_connect() {
    let (issuer, pem) = authority("one");
    // What is not TLS comes where it should be.
    let (url, _) = answering("127.0.0.1", 2096, &issuer, |stream| _ = stream.sock.write_all(b"HTTP/1.1 502 Bad Gateway\r\n\r\n"));
    for call in calls(&url, &pem).await {
        let error = call.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Transport, "{}", chain(&error));
    }
}

#[test]
fn a_key_of_another_certificate_is_refused_before_anything_is_sent() {
    let certificate = CertificateParams::new(Vec::new()).unwrap().self_signed(&KeyPair::generate().unwrap()).unwrap().pem();
    let pem = format!("{certificate}{}", KeyPair::generate().unwrap().serialize_pem());
    let messages = [
        chain(&Reqwest::builder().client_certificate(&pem).build().unwrap_err()),
        chain(&Ureq::builder().client_certificate(&pem).build().unwrap_err()),
    ];
    for message in messages {
        assert!(message.contains("do not belong together"), "{message}");
    }
}
