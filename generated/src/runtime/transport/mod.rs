//! How requests travel. The client itself does no input or output: it hands an `http::Request` to a [`Transport`].

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;
use futures_core::Stream;

#[cfg(feature = "reqwest")]
mod reqwest;

#[cfg(feature = "reqwest")]
pub use self::reqwest::{Reqwest, ReqwestBuilder};

/// The transport of clients that are given none.
#[cfg(feature = "reqwest")]
pub(super) fn default_transport() -> Result<Arc<dyn Transport>, TransportError> {
    Ok(Arc::new(ReqwestBuilder::default().build()?))
}

/// The transport of clients that are given none.
#[cfg(not(feature = "reqwest"))]
pub(super) fn default_transport() -> Result<Arc<dyn Transport>, TransportError> {
    let message = "give the client a transport, or enable the feature `reqwest` of this crate";
    Err(TransportError::new(TransportErrorKind::Unusable, message))
}

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

/// The body of a request or an answer.
pub enum Body {
    /// All of it.
    Bytes(Bytes),
    /// What comes, piece by piece.
    Stream(Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>),
}

impl Body {
    /// All of it, as long as it has at most `limit` bytes.
    pub(super) async fn collect(self, limit: usize) -> Result<Bytes, TransportError> {
        let mut stream = match self {
            Self::Bytes(bytes) if bytes.len() > limit => return Err(TransportError::too_large(limit)),
            Self::Bytes(bytes) => return Ok(bytes),
            Self::Stream(stream) => stream,
        };
        let mut collected = Vec::new();
        while let Some(piece) = std::future::poll_fn(|context| stream.as_mut().poll_next(context)).await {
            let piece = piece?;
            if collected.len() + piece.len() > limit {
                return Err(TransportError::too_large(limit));
            }
            collected.extend_from_slice(&piece);
        }
        Ok(collected.into())
    }
}

impl<T: Into<Bytes>> From<T> for Body {
    fn from(bytes: T) -> Self {
        Self::Bytes(bytes.into())
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes(bytes) => write!(f, "Bytes({} bytes)", bytes.len()),
            Self::Stream(_) => f.write_str("Stream"),
        }
    }
}

/// Why a request or its answer did not get through.
#[derive(Debug)]
pub struct TransportError {
    pub(super) kind: TransportErrorKind,
    pub(super) source: Box<dyn std::error::Error + Send + Sync>,
}

/// The kinds of transport errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection could be made: the request was not sent.
    Connect,
    /// It took too long.
    Timeout,
    /// The transport cannot work here at all.
    Unusable,
    /// The answer is larger than the client allows.
    TooLarge,
    /// The connection broke.
    Broken,
}

impl TransportError {
    /// An error of a kind, with its cause.
    pub fn new(kind: TransportErrorKind, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self { kind, source: source.into() }
    }

    /// What kind of error it is.
    #[must_use]
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    fn too_large(limit: usize) -> Self {
        Self::new(TransportErrorKind::TooLarge, format!("the answer has more than {limit} bytes"))
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            TransportErrorKind::Connect => "no connection could be made",
            TransportErrorKind::Timeout => "it took too long",
            TransportErrorKind::Unusable => "the transport cannot work here",
            TransportErrorKind::TooLarge => "the answer is too large",
            TransportErrorKind::Broken => "the connection broke",
        })
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.source)
    }
}
