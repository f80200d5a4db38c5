//! What came back: a success with everything around it, or an error.

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::response::Parts;
use http::{HeaderMap, HeaderName, StatusCode, Version, header};
use serde::de::IgnoredAny;
use serde_json::Value;

use super::codec::{Decode, Encode, Failure, Shape, from_json, lenient};
use super::error::Details;
use super::member::text as text_of;
use super::operation::{ErrorNames, Operation};
use super::search::has;
use super::{Error, ErrorKind};

/// A successful answer: the decoded body, and everything around it.
#[derive(Debug, Clone)]
pub struct Response<T> {
    raw: Box<Raw>,
    body: T,
}

/// An answer as it came.
#[derive(Clone)]
pub struct Raw {
    pub(super) head: Parts,
    pub(super) bytes: Bytes,
    /// The header with the id of the request.
    pub(super) id: Option<&'static str>,
    pub(super) attempts: u32,
    /// How many seconds the clock of the service is ahead, where that may be why it refuses a signature.
    pub(super) skew: Option<i64>,
    /// When an answer came that is an error, by the clock of the client.
    pub(super) received: Option<SystemTime>,
}

impl std::fmt::Debug for Raw {
    #[inline]
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Headers and body are left out: they may hold what should not be logged.
        let Self { head, attempts, .. } = self;
        let mut raw = f.debug_struct("Raw");
        raw.field("status", &head.status).field("request_id", &self.request_id()).field("attempts", attempts).finish_non_exhaustive()
    }
}

impl Raw {
    #[inline]
    fn request_id(&self) -> Option<&str> {
        self.head.headers.get(self.id?)?.to_str().ok()
    }
}

impl<T> Response<T> {
    /// The status.
    pub fn status(&self) -> StatusCode {
        self.raw.head.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.raw.head.headers
    }

    /// The service's id of the request: give it to its support.
    pub fn request_id(&self) -> Option<&str> {
        self.raw.request_id()
    }

    /// How often the call was attempted.
    pub fn attempts(&self) -> u32 {
        self.raw.attempts
    }

    /// The body as it came.
    pub fn bytes(&self) -> &Bytes {
        &self.raw.bytes
    }

    /// The decoded body.
    pub fn body(&self) -> &T {
        &self.body
    }

    /// The decoded body, alone.
    pub fn into_inner(self) -> T {
        self.body
    }
}

impl<T> Response<T> {
    /// An error of what waits for something else than this answer.
    #[allow(dead_code)] // A document may have nothing to wait for.
    #[cold]
    pub(crate) fn failed(self, operation: &Operation, error: Error) -> Error {
        self.raw.complete(operation, error)
    }
}

/// How an operation reads the body of a success.
pub type Read<T> = fn(&Raw, &ErrorNames) -> Result<T, Error>;

/// Reads a JSON body.
pub(crate) fn json<T: Decode + Encode>(raw: &Raw, names: &ErrorNames) -> Result<T, Error> {
    match from_json::<T>(&raw.bytes) {
        Ok(value) if !value.is_bare() => Ok(value),
        Ok(value) => raw.bare(value.shape(), names).map(|()| value),
        Err(failure) => Err(raw.undecodable(&failure, names)),
    }
}

/// Reads a JSON body, where some successes have none.
#[allow(dead_code)] // A document may have none such.
pub(crate) fn maybe_json<T: Decode + Encode>(raw: &Raw, names: &ErrorNames) -> Result<Option<T>, Error> {
    if raw.bytes.is_empty() { Ok(None) } else { json::<Option<T>>(raw, names) }
}

/// Accepts a success without content.
#[allow(clippy::unnecessary_wraps)] // One of several functions of this type.
pub(crate) fn empty(_: &Raw, _: &ErrorNames) -> Result<(), Error> {
    Ok(())
}

/// Reads a text.
pub(crate) fn text(raw: &Raw, _: &ErrorNames) -> Result<String, Error> {
    let text = std::str::from_utf8(&raw.bytes).map_err(|error| Error::new(ErrorKind::Decode, "the body is not UTF-8").caused_by(error))?;
    Ok(text.to_owned())
}

/// Reads a text of any media type: as it is, unless the content type says that it is JSON. Some servers say so of what is not.
#[allow(dead_code)] // A document may have none such.
pub(crate) fn any_text(raw: &Raw, names: &ErrorNames) -> Result<String, Error> {
    let is_json = raw.head.headers.contains_key(header::CONTENT_TYPE) && is_json(&raw.head.headers);
    if is_json && from_json::<Value>(&raw.bytes).is_ok() { json(raw, names) } else { text(raw, names) }
}

/// Hands over the bytes as they are.
#[allow(clippy::unnecessary_wraps)] // One of several functions of this type.
pub(crate) fn bytes(raw: &Raw, _: &ErrorNames) -> Result<Bytes, Error> {
    Ok(raw.bytes.clone())
}

/// What is wrong with an answer that has nothing to read.
const EMPTY: &str = "the body is empty where JSON was promised";

impl Raw {
    /// The status, as a number.
    #[allow(dead_code)] // Answers that differ by status ask for it.
    pub(crate) fn code(&self) -> u16 {
        self.head.status.as_u16()
    }

    /// The success that `operation` promises, or the error that this is.
    pub(crate) fn read<T>(self: Box<Self>, operation: &Operation, names: &ErrorNames, read: Read<T>) -> Result<Response<T>, Error> {
        if !operation.promises(self.head.status) {
            return Err(self.refused(operation, names));
        }
        if self.bytes.is_empty() && operation.fills(self.head.status) {
            let error = Error::new(ErrorKind::Decode, EMPTY);
            return Err(self.complete(operation, error));
        }
        match read(&self, names) {
            Ok(body) => Ok(Response { raw: self, body }),
            Err(error) => Err(self.complete(operation, error)),
        }
    }

    /// The error that an answer of another status than the promised ones is.
    #[cold]
    pub(super) fn refused(self, operation: &Operation, names: &ErrorNames) -> Error {
        let error = self.refusal(names);
        self.complete(operation, error)
    }

    /// An error with all that the answer says around it.
    #[cold]
    pub(super) fn complete(self, operation: &Operation, mut error: Error) -> Error {
        let details = error.details();
        details.status = Some(self.head.status);
        details.request_id = self.request_id().map(str::to_owned);
        details.clock_skew = self.skew;
        details.retry_after = retry_after(&self.head.headers, self.received.unwrap_or_else(super::clock::now));
        (details.headers, details.body) = (self.head.headers, self.bytes);
        error.during(operation.name, self.attempts)
    }

    #[cold]
    fn refusal(&self, names: &ErrorNames) -> Error {
        let status = self.head.status;
        let (kind, summary) = match status.as_u16() {
            100..=299 => (ErrorKind::UnexpectedStatus, "this status is not among those that the API promises".to_owned()),
            300..=399 => (ErrorKind::UnexpectedStatus, "the server redirects, which is not followed".to_owned()),
            _ => (ErrorKind::Service, status.canonical_reason().unwrap_or("the service refused").to_owned()),
        };
        let mut details = Details { kind: Some(kind), summary, ..Details::default() };
        describe(&mut details, &self.bytes, names);
        Error::from_details(details)
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    value.is_none_or(|value| has(&value.to_ascii_lowercase(), "json"))
}

impl Raw {
    /// A success of which nothing is there that would be written again.
    #[cold]
    pub(super) fn bare(&self, shape: Shape<'_>, names: &ErrorNames) -> Result<(), Error> {
        // An empty list is there, too.
        let body = lenient(&self.bytes).unwrap_or(Value::Null);
        let mut found = None;
        if let Shape::Object(entries) = shape {
            let is_there = |name: &str| body.get(name).is_some_and(|member| !member.is_null());
            // The fields come first, all of them; members that have no field were not promised.
            entries.parts(&mut |members| _ = found.get_or_insert_with(|| members.iter().any(|member| is_there(member.name.text()))));
        }
        // What was skipped may have been all there was, such as a number that no number type holds.
        let unread = || Error::new(ErrorKind::Decode, "nothing of what was promised is there, and what is there cannot be read");
        (found == Some(true) || self.reported(names)?).then_some(()).ok_or_else(unread)
    }

    #[cold]
    pub(super) fn undecodable(&self, failure: &Failure, names: &ErrorNames) -> Error {
        if self.bytes.is_empty() {
            return Error::new(ErrorKind::Decode, EMPTY);
        }
        if let Err(error) = self.reported(names) {
            return error;
        }
        let error = Error::undecodable(failure);
        if is_json(&self.head.headers) { error } else { error.caused_by("the content type of the answer is not JSON") }
    }

    /// Some services report errors under a 2xx status: an object that has nothing of what was promised, but a code and a message. Whether
    /// this is JSON at all, otherwise.
    #[cold]
    fn reported(&self, names: &ErrorNames) -> Result<bool, Error> {
        let mut details = Details { kind: Some(ErrorKind::Service), ..Details::default() };
        let readable = describe(&mut details, &self.bytes, names);
        if details.code.is_some() && details.message.is_some() { Err(Error::from_details(details)) } else { Ok(readable) }
    }

    /// Whether it says where it ends. Otherwise the end of the connection is its end, whatever made it end.
    pub(super) fn is_framed(&self) -> bool {
        let frames = |name: &HeaderName| *name == header::CONTENT_LENGTH || *name == header::TRANSFER_ENCODING;
        self.head.version == Version::HTTP_2 || self.head.headers.keys().any(frames)
    }

    /// Whether this is the beginning of a JSON text, and no more.
    pub(super) fn is_cut(&self) -> bool {
        let cut = |error: serde_json::Error| error.is_eof();
        let text = String::from_utf8_lossy(&self.bytes);
        is_json(&self.head.headers) && !text.is_empty() && skim(&text).is_err_and(cut)
    }
}

/// Whether a text is JSON.
fn skim(text: &str) -> serde_json::Result<IgnoredAny> {
    serde_json::from_str(text)
}

/// The longest error body, in bytes, that is looked through: read whole, one is many times as large.
const MOST_DESCRIBED: usize = 1024 * 1024;

/// Finds code and message in an error body, at the top or one level down. Never fails: what it cannot read stays raw. Whether it could.
#[cold]
fn describe(details: &mut Details, body: &[u8], names: &ErrorNames) -> bool {
    if body.len() > MOST_DESCRIBED {
        return std::str::from_utf8(body).is_ok_and(|text| skim(text).is_ok());
    }
    // A name that occurs twice, which a record would refuse, says no less of an error.
    let Some(value) = lenient(body) else { return false };
    for candidate in candidates(&value) {
        let find = |names: &[&str]| names.iter().find_map(|name| candidate.get(name).and_then(text_of));
        let (code, message) = (find(names.code), find(names.message));
        if code.is_some() || message.is_some() {
            details.throttled = code.as_deref().is_some_and(|code| names.throttled.contains(&code));
            details.code = code;
            details.message = match (message, find(names.detail)) {
                (Some(message), Some(detail)) => Some(format!("{message} ({detail})")),
                (message, detail) => message.or(detail),
            };
            break;
        }
    }
    true
}

/// Where code and message may stand: the value, what it has, and the items of lists that it has.
fn candidates(value: &Value) -> Vec<&Value> {
    let mut inner: Vec<&Value> = Vec::new();
    match value {
        Value::Object(members) => inner.extend(members.values()),
        Value::Array(items) => inner.extend(items),
        _ => {}
    }
    let mut candidates = vec![value];
    for value in inner {
        match value {
            Value::Array(items) => candidates.extend(items),
            single => candidates.push(single),
        }
    }
    candidates
}

/// `Retry-After`, in seconds or as a date (RFC 9110, 10.2.3), at most an hour. A date is held against that of the answer: clocks differ.
fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    let date = |text: &str| httpdate::parse_http_date(text).ok();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // More digits than a number has are a long wait, too.
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)).min(LONGEST));
    }
    let answered = headers.get(header::DATE).and_then(|value| date(value.to_str().ok()?)).unwrap_or(now);
    Some(date(text)?.duration_since(answered).unwrap_or_default().min(LONGEST))
}

/// The longest wait that a service may ask for.
const LONGEST: Duration = Duration::from_secs(3600);
