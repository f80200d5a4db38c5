//! The client.

use std::sync::Arc;

use super::api::taurusdb::Taurusdb;
use super::api::gaussdb::Gaussdb;
use super::builder::ClientBuilder;
use super::runtime::connection::Connection;

/// A client. Cheap to clone; clones share their connections.
#[derive(Clone)]
pub struct Client {
    pub(crate) connection: Arc<Connection>,
}

impl Client {
    /// Begins to set up a client.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }

    /// TaurusDB, a MySQL-compatible database, and the HTAP instances that take its analytical queries.
    #[must_use]
    pub fn taurusdb(&self) -> Taurusdb {
        Taurusdb::new(&self.connection)
    }

    /// GaussDB, a distributed relational database made of coordinator nodes (CNs) and data nodes (DNs).
    #[must_use]
    pub fn gaussdb(&self) -> Gaussdb {
        Gaussdb::new(&self.connection)
    }
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client").finish_non_exhaustive()
    }
}
