//! The transport of clients that have none: requests are made with them, and travel by other ways.

use super::{Body, BoxFuture, Transport, TransportError, unusable};

/// Brings nothing anywhere.
pub struct Nowhere;

impl Transport for Nowhere {
    fn send(&self, _: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(std::future::ready(Err(unusable("give the client a transport, or enable the feature `reqwest` of this crate"))))
    }
}
