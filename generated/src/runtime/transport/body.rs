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
    pub(in super::super) async fn collect(mut self, limit: usize) -> Result<Bytes, TransportError> {
        let mut bytes = Bytes::new();
        self.gather(limit, &mut bytes).await?;
        Ok(bytes)
    }

    /// The same, which leaves what came where it breaks off.
    pub(in super::super) async fn gather(&mut self, limit: usize, bytes: &mut Bytes) -> Result<(), TransportError> {
        let too_large = || Err(TransportError::too_large("the answer has", limit));
        let stream = match self {
            Self::Bytes(all) if all.len() > limit => return too_large(),
            Self::Bytes(all) => {
                *bytes = std::mem::take(all);
                return Ok(());
            }
            Self::Stream(stream) => stream,
        };
        let mut result = Ok(());
        // Most answers come in one piece, which need not be copied.
        let mut collected = Vec::new();
        while let Some(piece) = std::future::poll_fn(|context| stream.as_mut().poll_next(context)).await {
            match piece {
                Ok(piece) if bytes.len().max(collected.len()) + piece.len() > limit => {
                    result = too_large();
                    break;
                }
                Ok(piece) if bytes.is_empty() => *bytes = piece,
                Ok(piece) => {
                    if collected.is_empty() {
                        collected.extend_from_slice(bytes);
                    }
                    collected.extend_from_slice(&piece);
                }
                Err(error) => {
                    result = Err(error);
                    break;
                }
            }
        }
        if !collected.is_empty() {
            *bytes = collected.into();
        }
        result
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
