//! The same call by hand with reqwest and serde, and through the generated client.

#[allow(dead_code)] // The larger models are read in another bench.
#[path = "../codec/derived.rs"]
mod derived;

use std::time::Duration;

use huaweicloud_gaussdb::transport::Reqwest;
use huaweicloud_gaussdb::{Client, Credentials, Service};

use super::server::{HTAP, PROJECT};

/// What a service is told of who calls: as much as the client tells.
const PROGRAM: &str = "huaweicloud-gaussdb/0.1.0";

pub const TOKEN: &str = "MIIFtoken";

pub fn by_hand() -> reqwest::Client {
    // The client chooses one for itself; a second time changes nothing.
    _ = rustls::crypto::ring::default_provider().install_default();
    let builder = reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).user_agent(PROGRAM);
    builder.connect_timeout(Duration::from_secs(5)).timeout(Duration::from_secs(30)).build().unwrap()
}

pub fn client(url: &str, credentials: Credentials) -> Client {
    let transport = Reqwest::builder().without_proxy().build().unwrap();
    let builder = Client::builder().endpoint(Service::Taurusdb, url).allow_http(true).project_id(PROJECT);
    builder.transport(transport).credentials(credentials).build().unwrap()
}

pub async fn call_by_hand(client: &reqwest::Client, url: &str) -> usize {
    let request = client.get(format!("{url}/v3/{PROJECT}/instances/{HTAP}/htap/process?limit=20"));
    let request = request.header("Content-Type", "application/json").header("X-Language", "en-us").header("X-Auth-Token", TOKEN);
    let answer = request.header("Accept", "application/json").send().await.unwrap().error_for_status().unwrap();
    let list: derived::HtapProcessList = serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap();
    list.process_list.len()
}

pub async fn call(client: &Client) -> usize {
    client.taurusdb().show_htap_process_list(HTAP).limit(20).await.unwrap().process_list.len()
}
