//! Answers that are read as files are.

use std::fmt;
use std::io::{self, Read};

use bytes::Bytes;

use super::super::transport::{Body, TransportError, TransportErrorKind};
use super::wait::wait;

/// The body of an answer, which is read while it comes.
pub struct Download {
    body: Body,
    /// What came and was not asked for yet.
    piece: Bytes,
}

impl Download {
    pub(super) fn new(body: Body) -> Self {
        Self { body, piece: Bytes::new() }
    }

    /// The next piece; an empty one at the end.
    fn next(&mut self) -> Result<Bytes, TransportError> {
        match &mut self.body {
            Body::Bytes(bytes) => Ok(std::mem::take(bytes)),
            Body::Stream(stream) => {
                // A piece may be empty without being the end.
                while let Some(piece) = wait(std::future::poll_fn(|context| stream.as_mut().poll_next(context))).transpose()? {
                    if !piece.is_empty() {
                        return Ok(piece);
                    }
                }
                Ok(Bytes::new())
            }
        }
    }
}

impl Read for Download {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.piece.is_empty() && !buffer.is_empty() {
            self.piece = self.next().map_err(|error| io::Error::new(kind(&error), error))?;
        }
        let piece = self.piece.split_to(self.piece.len().min(buffer.len()));
        buffer.iter_mut().zip(&piece).for_each(|(to, from)| *to = *from);
        Ok(piece.len())
    }
}

fn kind(error: &TransportError) -> io::ErrorKind {
    match error.kind() {
        TransportErrorKind::Timeout => io::ErrorKind::TimedOut,
        _ => io::ErrorKind::Other,
    }
}

impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download").finish_non_exhaustive()
    }
}
