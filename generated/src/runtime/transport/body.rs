//! The body of a request or an answer: bytes or a stream.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;
use futures_core::Stream;

use super::{TransportError, TransportErrorKind};

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
        let (bytes, failure) = self.gather(limit).await;
        failure.map_or(Ok(bytes), Err)
    }

    /// The same, or what came before it broke off.
    pub(in super::super) async fn collect_what_comes(self, limit: usize) -> Result<Bytes, TransportError> {
        let (bytes, failure) = self.gather(limit).await;
        failure.filter(|failure| failure.kind() != TransportErrorKind::Broken).map_or(Ok(bytes), Err)
    }

    async fn gather(self, limit: usize) -> (Bytes, Option<TransportError>) {
        let too_large = || Some(TransportError::too_large("the answer has", limit));
        let mut stream = match self {
            Self::Bytes(bytes) if bytes.len() > limit => return (Bytes::new(), too_large()),
            Self::Bytes(bytes) => return (bytes, None),
            Self::Stream(stream) => stream,
        };
        let mut failure = None;
        // Most answers come in one piece, which need not be copied.
        let (mut first, mut collected) = (Bytes::new(), Vec::new());
        while let Some(piece) = std::future::poll_fn(|context| stream.as_mut().poll_next(context)).await {
            let piece = match piece {
                Ok(piece) => piece,
                Err(error) => {
                    failure = Some(error);
                    break;
                }
            };
            if first.len().max(collected.len()) + piece.len() > limit {
                failure = too_large();
                break;
            }
            if first.is_empty() {
                first = piece;
                continue;
            }
            if collected.is_empty() {
                collected.extend_from_slice(&first);
            }
            collected.extend_from_slice(&piece);
        }
        (if collected.is_empty() { first } else { collected.into() }, failure)
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
