//! Why a request or its answer did not get through.

use std::fmt;

/// Why a request or its answer did not get through.
#[derive(Debug)]
pub struct TransportError {
    pub(in super::super) kind: TransportErrorKind,
    pub(in super::super) source: Box<dyn std::error::Error + Send + Sync>,
}

/// The kinds of transport errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection could be made: the request was not sent.
    Connect,
    /// The server could not show who it is: nothing was sent.
    Untrusted,
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
    #[cold]
    pub fn new(kind: TransportErrorKind, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self { kind, source: source.into() }
    }

    /// What kind of error it is.
    #[must_use]
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// `what`: what is too large, with its verb.
    #[cold]
    pub(in super::super) fn too_large(what: &str, limit: usize) -> Self {
        Self::new(TransportErrorKind::TooLarge, format!("{what} more than {limit} bytes"))
    }
}

/// The error of a transport that cannot work as it is.
#[cold]
pub(in super::super) fn unusable(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> TransportError {
    TransportError::new(TransportErrorKind::Unusable, error)
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            TransportErrorKind::Connect => "no connection could be made",
            TransportErrorKind::Untrusted => "the server could not show who it is",
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
