//! How requests travel. The client itself does no input or output: it hands an `http::Request` to a [`Transport`].

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use super::clock::Clock;

mod body;
mod error;
#[cfg(feature = "reqwest")]
mod reqwest;

#[cfg(feature = "reqwest")]
use self::reqwest::Tokio;
#[cfg(feature = "reqwest")]
pub use self::reqwest::{Reqwest, ReqwestBuilder};
pub use body::Body;
pub(super) use body::Streamed;
pub use error::{TransportError, TransportErrorKind};

/// The transport of clients that are given none.
#[cfg(feature = "reqwest")]
pub(super) fn default_transport(connect_timeout: Option<Duration>) -> Result<Arc<dyn Transport>, TransportError> {
    let builder = ReqwestBuilder::default();
    Ok(Arc::new(connect_timeout.into_iter().fold(builder, ReqwestBuilder::connect_timeout).build()?))
}

/// The clock of clients that are given none.
#[cfg(feature = "reqwest")]
#[allow(clippy::unnecessary_wraps)] // Without the default transport there is none.
pub(super) fn default_clock() -> Option<Arc<dyn Clock>> {
    Some(Arc::new(Tokio))
}

/// The transport of clients that are given none.
#[cfg(not(feature = "reqwest"))]
pub(super) fn default_transport(_: Option<Duration>) -> Result<Arc<dyn Transport>, TransportError> {
    let message = "give the client a transport, or enable the feature `reqwest` of this crate";
    Err(TransportError::new(TransportErrorKind::Unusable, message))
}

/// The clock of clients that are given none: whoever brings a transport knows how to wait beside it.
#[cfg(not(feature = "reqwest"))]
pub(super) fn default_clock() -> Option<Arc<dyn Clock>> {
    None
}

/// The name of the operation that a request is of, `group.operation`, among its extensions: for transports that count or tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OperationName(pub &'static str);

/// A future on the heap.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Carries requests to a server and answers back.
///
/// It sends a request as it is: the bytes that were signed are the bytes that travel. It follows no redirect and retries nothing.
pub trait Transport: Send + Sync {
    /// Sends `request` and resolves when the head of the answer is there.
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>>;
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        (**self).send(request)
    }
}
