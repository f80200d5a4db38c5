//! The body of a request or an answer: bytes or a stream.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;
use futures_core::Stream;

use super::TransportError;

/// The body of a request or an answer.
pub enum Body {
    /// All of it.
    Bytes(Bytes),
    /// What comes, piece by piece.
    Stream(Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>),
}

/// A body that is made anew for each attempt.
#[derive(Clone)]
pub(in super::super) struct Streamed(pub(in super::super) Arc<dyn Fn() -> Body + Send + Sync>);

impl Body {
    /// All of it, as long as it has at most `limit` bytes.
    pub(in super::super) async fn collect(self, limit: usize) -> Result<Bytes, TransportError> {
        let mut stream = match self {
            Self::Bytes(bytes) if bytes.len() > limit => return Err(TransportError::too_large("the answer has", limit)),
            Self::Bytes(bytes) => return Ok(bytes),
            Self::Stream(stream) => stream,
        };
        let mut collected = Vec::new();
        while let Some(piece) = std::future::poll_fn(|context| stream.as_mut().poll_next(context)).await {
            let piece = piece?;
            if collected.len() + piece.len() > limit {
                return Err(TransportError::too_large("the answer has", limit));
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
