//! The generated client over real sockets, byte for byte.

mod arguments;
pub mod blocking;
mod bodies;
mod both;
mod breaking;
mod connecting;
mod crowds;
mod dropping;
mod errors;
mod failures;
mod lent;
mod odd_pages;
mod origins;
mod pages;
mod proxies;
mod refreshing;
mod requests;
mod retries;
mod sansio;
pub mod server;
mod settings;
mod signed;
mod sizes;
mod slowness;
mod statuses;
mod trust;
mod watching;

use std::sync::LazyLock;

use huaweicloud_gaussdb::transport::{Reqwest, ReqwestBuilder};
use huaweicloud_gaussdb::{Client, ClientBuilder, Credentials, Error, Retry, Service, models};

use server::{Answer, Server};

pub const PROJECT: &str = "054e292c9880d4992f02c0196d3ea468";
pub const TAURUSDB: &str = "18c3eeb7b788479eb8b93b209946a83bin07";
pub const HTAP: &str = "af315b8e6aaa41799bd9a31f2de15abcin17";
pub const GAUSSDB: &str = "d04686c6baae4f65a742771186f47b7ain14";
pub const TOKEN: &str = "MIIFtoken+/=";

/// The target of the call that most tests make.
pub const SESSIONS: &str = "/v3/054e292c9880d4992f02c0196d3ea468/instances/af315b8e6aaa41799bd9a31f2de15abcin17/htap/process";

/// A client of this server, with a token and a project.
pub fn builder(server: &Server) -> ClientBuilder {
    at(&server.url()).credentials(Credentials::auth_token(TOKEN))
}

/// A client of the server at this address, without credentials.
pub fn at(url: &str) -> ClientBuilder {
    let builder = Client::builder().endpoint(Service::Taurusdb, url).endpoint(Service::Gaussdb, url);
    // Most tests are about one attempt; those of `retries.rs` are about more.
    builder.allow_http(true).project_id(PROJECT).transport(transport()).retry(Retry::none())
}

/// What the client would make itself, but for proxies that the environment may name. It is shared: to read the certificates of the system for
/// each client would take most of the time.
pub fn transport() -> Reqwest {
    static TRANSPORT: LazyLock<Reqwest> = LazyLock::new(|| ReqwestBuilder::default().without_proxy().build().unwrap());
    TRANSPORT.clone()
}

pub fn client(server: &Server) -> Client {
    builder(server).build().unwrap()
}

/// Asks a server that always answers like this for the sessions of an instance.
pub async fn ask(answer: Answer) -> Result<models::HtapProcessList, Error> {
    let server = Server::with([answer]).await;
    client(&server).taurusdb().show_htap_process_list(HTAP).await
}

/// The error of such a call.
pub async fn refused(answer: Answer) -> Error {
    ask(answer).await.unwrap_err()
}

/// An error and everything that caused it, as someone would log it.
pub fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
