//! What can go wrong: one opaque error, with everything there is to know about it.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;

use super::codec::Failure;
use super::transport::{TransportError, TransportErrorKind};

/// Why a call failed.
pub struct Error(Box<Details>);

/// The kinds of errors. More may be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A setting of the client is missing or wrong.
    Config,
    /// An argument cannot be sent. Nothing was sent.
    InvalidRequest,
    /// There are no usable credentials. Nothing was sent.
    Credentials,
    /// No connection could be made.
    Connect,
    /// It took too long.
    Timeout,
    /// The connection broke.
    Transport,
    /// The service refused.
    Service,
    /// The service answered with a status that the API does not promise, such as a redirect.
    UnexpectedStatus,
    /// The answer is not what the API promises.
    Decode,
    /// What was waited for will not come.
    Waiter,
}

#[derive(Default)]
pub(super) struct Details {
    pub(super) kind: Option<ErrorKind>,
    pub(super) operation: &'static str,
    /// What happened, in our words.
    pub(super) summary: String,
    pub(super) status: Option<StatusCode>,
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
    pub(super) request_id: Option<String>,
    pub(super) retry_after: Option<Duration>,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
    pub(super) json_path: Option<String>,
    pub(super) attempts: u32,
    pub(super) clock_skew: Option<i64>,
    /// Whether the service asks to call less often.
    pub(super) throttled: bool,
    /// Whether it would be the same the next time, whatever its kind.
    pub(super) lasting: bool,
    pub(super) source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

// What makes errors is `cold` here and elsewhere: the way of a call that succeeds is shorter without it.
impl Error {
    #[cold]
    pub(super) fn from_details(details: Details) -> Self {
        Self(Box::new(details))
    }

    /// An error of a kind, with what happened.
    #[cold]
    pub fn new(kind: ErrorKind, summary: impl Into<String>) -> Self {
        Self::from_details(Details { kind: Some(kind), summary: summary.into(), ..Details::default() })
    }

    /// The same error, with what caused it.
    #[must_use]
    #[cold]
    pub fn caused_by(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// The same error, seen from an operation and its attempts.
    pub(super) fn during(mut self, operation: &'static str, attempts: u32) -> Self {
        self.0.operation = operation;
        self.0.attempts = attempts;
        self
    }

    #[cold]
    pub(super) fn undecodable(failure: &Failure) -> Self {
        let mut error = Self::new(ErrorKind::Decode, failure.to_string());
        error.0.json_path = Some(failure.json_path());
        error
    }

    #[cold]
    pub(super) fn details(&mut self) -> &mut Details {
        &mut self.0
    }

    /// What kind of error it is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind.unwrap_or(ErrorKind::Transport)
    }

    /// The status of the answer, if there was one.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.0.status
    }

    /// The service's code for what went wrong.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// The service's own message.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.0.message.as_deref()
    }

    /// The service's id of the request: give it to its support.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// How long the service asks to wait before trying again.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// How many seconds the clock of the service is ahead of the one here (behind it, if negative), where a refusal may come from that:
    /// signatures are dated, and a date that is off by many minutes is not accepted.
    #[must_use]
    pub fn clock_skew(&self) -> Option<i64> {
        self.0.clock_skew
    }

    /// The headers of the answer; none if there was none. They may hold what should not be logged.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// The body of the answer as it came; empty if there was none.
    #[must_use]
    pub fn raw_body(&self) -> &Bytes {
        &self.0.body
    }

    /// The body of the answer as one of the API's error types; `None` if it is not of that shape.
    #[must_use]
    pub fn body<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_slice(&self.0.body).ok()
    }

    /// The body of the answer, if it is a text.
    pub(crate) fn text(&self) -> Option<String> {
        std::str::from_utf8(&self.0.body).ok().filter(|text| !text.is_empty()).map(str::to_owned)
    }

    /// Where in the answer's JSON the value stands that could not be decoded.
    #[must_use]
    pub fn json_path(&self) -> Option<&str> {
        self.0.json_path.as_deref()
    }

    /// How often the call was attempted; 0 if nothing was sent.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Whether the same call may succeed later.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        let status = self.status().is_some_and(|status| matches!(status.as_u16(), 408 | 429 | 500 | 502 | 503 | 504));
        let passing =
            status || self.is_throttled() || self.is_timeout() || matches!(self.kind(), ErrorKind::Connect | ErrorKind::Transport);
        passing && !self.0.lasting
    }

    /// Whether the service asks to call less often.
    #[must_use]
    pub fn is_throttled(&self) -> bool {
        self.0.throttled || self.status() == Some(StatusCode::TOO_MANY_REQUESTS)
    }

    /// Whether what was asked for does not exist.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.status() == Some(StatusCode::NOT_FOUND)
    }

    /// Whether it took too long.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.kind() == ErrorKind::Timeout
    }

    /// Whether no connection could be made.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        self.kind() == ErrorKind::Connect
    }
}

impl From<TransportError> for Error {
    #[cold]
    fn from(error: TransportError) -> Self {
        let (kind, summary) = match error.kind {
            TransportErrorKind::Connect => (ErrorKind::Connect, "no connection could be made".to_owned()),
            TransportErrorKind::Untrusted => (ErrorKind::Connect, "the server could not show who it is".to_owned()),
            TransportErrorKind::Timeout => (ErrorKind::Timeout, "it took too long".to_owned()),
            TransportErrorKind::Unusable => (ErrorKind::Config, format!("transport: {}", error.source)),
            TransportErrorKind::TooLarge => (ErrorKind::Transport, "the answer is larger than the client allows".to_owned()),
            TransportErrorKind::Broken => (ErrorKind::Transport, "the connection broke".to_owned()),
        };
        let mut own = Self::new(kind, summary).caused_by(error.source);
        own.0.lasting = matches!(error.kind, TransportErrorKind::Untrusted | TransportErrorKind::TooLarge);
        own
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let details = &self.0;
        if !details.operation.is_empty() {
            f.write_str(details.operation)?;
            f.write_str(": ")?;
        }
        if let Some(status) = details.status {
            write!(f, "{} ", status.as_u16())?;
        }
        match (&details.code, &details.message) {
            (Some(code), Some(message)) => write!(f, "{} \"{}\"", Shown(code), Shown(message)),
            (None, Some(message)) => write!(f, "\"{}\"", Shown(message)),
            (code, None) => Shown(code.as_ref().unwrap_or(&details.summary)).fmt(f),
        }?;
        if details.attempts > 0 {
            f.write_str(" (")?;
            if let Some(id) = &details.request_id {
                write!(f, "request id {}, ", Shown(id))?;
            }
            write!(f, "{} attempt{})", details.attempts, if details.attempts == 1 { "" } else { "s" })?;
        }
        if let Some(ahead) = details.clock_skew {
            let here = if ahead < 0 { "ahead of" } else { "behind" };
            write!(f, "; the clock here is {} s {here} that of the service", ahead.unsigned_abs())?;
        }
        Ok(())
    }
}

/// A text from outside on one line, at most 1,000 characters of it, control characters escaped: it may be read on a terminal.
struct Shown<'a>(&'a str);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for character in self.0.chars().take(1000) {
            let bidirectional = matches!(character, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            if character.is_control() || bidirectional {
                write!(f, "{}", character.escape_default())?;
            } else {
                fmt::Write::write_char(f, character)?;
            }
        }
        if self.0.chars().nth(1000).is_some() { f.write_str("…") } else { Ok(()) }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The body is left out: it may hold what should not be logged.
        f.debug_struct("Error")
            .field("kind", &self.kind())
            .field("display", &self.to_string())
            .field("json_path", &self.0.json_path)
            .field("retry_after", &self.0.retry_after)
            .field("source", &self.0.source)
            .finish()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}
