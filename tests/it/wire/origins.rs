//! The default transport remembers origins: what follows goes where its address says all the same.

use std::time::Duration;

use huaweicloud_gaussdb::transport::{Body, ConnectTimeout, Reqwest, Transport};

use super::server::{Answer, Server};

fn request(address: &str, connecting: Option<Duration>) -> http::Request<Body> {
    let mut request = http::Request::new(Body::from(""));
    *request.uri_mut() = address.parse().unwrap();
    if let Some(timeout) = connecting {
        request.extensions_mut().insert(ConnectTimeout(timeout));
    }
    request
}

async fn send(transport: &Reqwest, address: &str, connecting: Option<Duration>) {
    assert_eq!(transport.send(request(address, connecting)).await.unwrap().status(), 200, "{address}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_goes_to_its_own_address() {
    let answer = || Answer::json(200, "{}");
    let (one, other) = (Server::start(move |_, _| answer()).await, Server::start(move |_, _| answer()).await);
    let transport = Reqwest::builder().without_proxy().build().unwrap();
    // None of these is another host, nor another path than it says.
    let targets = ["/first?a=b%20c", "//elsewhere.example/x", "/again/%2F?q=1&q=2", "/no/query", "/a?", "/with%2E?x=//y"];
    for target in targets {
        for server in [&one, &other] {
            for connecting in [None, Some(Duration::from_secs(5))] {
                send(&transport, &format!("{}{target}", server.url()), connecting).await;
            }
        }
    }
    let twice: Vec<_> = targets.into_iter().flat_map(|target| [target, target]).collect();
    assert_eq!(one.targets(), twice);
    assert_eq!(other.targets(), twice);
}

#[test]
fn a_request_may_be_made_before_a_runtime_is_there() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let server = runtime.block_on(Server::start(|_, _| Answer::json(200, "{}")));
    let transport = Reqwest::builder().without_proxy().build().unwrap();
    for connecting in [None, Some(Duration::from_secs(5))] {
        let sending = transport.send(request(&server.url(), connecting));
        assert_eq!(runtime.block_on(sending).unwrap().status(), 200);
    }
}
