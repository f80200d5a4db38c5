//! How requests travel. The client itself does no input or output: it hands an `http::Request` to a [`Transport`].

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use super::setup::Defaults;

#[cfg(feature = "reqwest")]
mod address;
mod body;
mod builder;
#[cfg(feature = "reqwest")]
mod connecting;
mod error;
#[cfg(all(feature = "native-tls", feature = "reqwest"))]
mod native;
#[cfg(not(feature = "reqwest"))]
mod nowhere;
#[cfg(feature = "reqwest")]
mod reqwest;
#[cfg(all(feature = "reqwest", feature = "rustls-ring"))]
mod rustls;
mod tls;
#[cfg(any(feature = "blocking", feature = "reqwest"))]
mod trust;

#[cfg(feature = "reqwest")]
use self::reqwest::Tokio;
#[cfg(feature = "reqwest")]
pub use self::reqwest::{Reqwest, ReqwestBuilder};
pub use body::Body;
pub use builder::TransportBuilder;
pub(super) use body::Streamed;
pub(super) use error::unusable;
pub use error::{TransportError, TransportErrorKind};
pub use tls::Tls;
#[cfg(feature = "blocking")]
pub(super) use trust::of_tls;
#[cfg(any(feature = "blocking", feature = "reqwest"))]
pub(super) use trust::is_distrust;

/// How requests travel, and who tells the time, unless a client is told otherwise.
#[cfg(feature = "reqwest")]
pub(crate) const DEFAULTS: Defaults = Defaults {
    transport: |connecting| Ok(Arc::new(ReqwestBuilder::within(connecting).build()?)),
    clock: || Some(Arc::new(Tokio)),
};

/// Without a transport of its own, a client has to be given one to send anything; requests can be made for other ways. Whoever brings a
/// transport knows how to wait beside it.
#[cfg(not(feature = "reqwest"))]
pub(crate) const DEFAULTS: Defaults = Defaults { transport: |_| Ok(Arc::new(nowhere::Nowhere)), clock: || None };

/// How long a request may take, among its extensions: for transports that wait themselves, so that nobody else can stop them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeLimit {
    /// Until the last byte of the answer, if it is read `whole`; otherwise until its head, and from each piece to the next.
    pub limit: Duration,
    /// Whether the answer is read to its end before anyone sees it.
    pub whole: bool,
}

/// How long making a connection may take, among the extensions of a request, if the call or the client says it: instead of what the
/// transport is set to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConnectTimeout(pub Duration);

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

    /// Whether it reads [`TimeLimit`] and [`OperationName`] among the extensions of a request. One that does not is spared them.
    fn reads_extensions(&self) -> bool {
        true
    }
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        (**self).send(request)
    }

    fn reads_extensions(&self) -> bool {
        (**self).reads_extensions()
    }
}
