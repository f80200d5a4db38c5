//! Answers that are read while they come: events of a server
//! (<https://html.spec.whatwg.org/multipage/server-sent-events.html>), or lines of JSON.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http::header::CONTENT_TYPE;

use super::call::Call;
use super::codec::{Decode, Encode, from_json};
use super::operation::{ErrorNames, Operation};
use super::response::Raw;
use super::search::has;
use super::transport::{Body, TransportError};
use super::{Error, ErrorKind, Sending};

/// An event of a server.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Event<T> {
    /// What kind of event it is: `message` where the server says nothing else.
    pub name: String,
    /// The id that the server gave it last, to go on from after an interruption.
    pub id: Option<String>,
    /// What it says.
    pub data: T,
}

/// How the text of an item is read, and what is told around its errors.
pub(crate) type Read<T> = fn(&str, &Around) -> Result<T, Error>;

/// What is known of an answer beside its items.
pub(crate) struct Around {
    operation: &'static Operation,
    names: &'static ErrorNames,
    raw: Box<Raw>,
}

/// Reads an item that is JSON. It may be an error, as a whole answer may.
pub(crate) fn json<T: Decode + Encode>(text: &str, around: &Around) -> Result<T, Error> {
    let read = match from_json::<T>(text.as_bytes()) {
        Ok(value) if !value.is_bare() => return Ok(value),
        Ok(value) => around.item(text).bare(value.shape(), around.names).map(|()| value),
        Err(failure) => Err(around.item(text).undecodable(&failure, around.names)),
    };
    read.map_err(|mut error| {
        error.details().body = Bytes::copy_from_slice(text.as_bytes());
        error
    })
}

/// Reads an item that is text.
#[allow(clippy::unnecessary_wraps)] // One of several functions of this type.
pub(crate) fn text(text: &str, _: &Around) -> Result<String, Error> {
    Ok(text.to_owned())
}

impl Around {
    #[cold]
    fn item(&self, text: &str) -> Raw {
        let mut item = Raw { bytes: Bytes::copy_from_slice(text.as_bytes()), ..Raw::clone(&self.raw) };
        // That of the whole is not the item's.
        item.head.headers.remove(CONTENT_TYPE);
        item
    }

    #[cold]
    fn complete(&self, mut error: Error) -> Error {
        let bytes = std::mem::take(&mut error.details().body);
        Raw { bytes, ..Raw::clone(&self.raw) }.complete(self.operation, error)
    }
}

/// How lines are put together to items.
pub(crate) trait Framing: Send {
    /// What they are put together to.
    type Item;

    /// Takes a line, and gives the items that it completes. `None` instead of a line: the answer is at its end.
    fn line(&mut self, line: Option<&str>, around: &Around, ready: &mut VecDeque<Result<Self::Item, Error>>);

    /// Whether a line that is not UTF-8 is an error. Otherwise what cannot be read of it is replaced.
    fn is_strict(&self) -> bool {
        false
    }

    /// How many bytes it holds of an item that is not complete.
    fn held(&self) -> usize {
        0
    }
}

/// A JSON text a line; or, in `application/json-seq`, as many lines as a text behind a record separator has (RFC 7464).
pub(crate) struct Lines<T> {
    read: Read<T>,
    /// Whether a separator began what comes, and what is there of it.
    record: bool,
    text: String,
    nesting: Nesting,
}

/// Lines that are read by `read`.
pub(crate) fn lines<T>(read: Read<T>) -> Lines<T> {
    Lines { read, record: false, text: String::new(), nesting: Nesting::default() }
}

/// Where a JSON text is in the middle of: so many lists and objects, and a string in them.
#[derive(Default)]
struct Nesting {
    depth: usize,
    quoted: bool,
    escaped: bool,
}

impl Nesting {
    /// Goes on, and tells whether the text may end here.
    fn ends(&mut self, text: &str) -> bool {
        for byte in text.bytes() {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = self.quoted,
                b'"' => self.quoted = !self.quoted,
                b'{' | b'[' if !self.quoted => self.depth += 1,
                b'}' | b']' if !self.quoted => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
        }
        self.depth == 0
    }
}

impl<T> Lines<T> {
    /// Reads what there is of a text.
    fn complete(&mut self, around: &Around, ready: &mut VecDeque<Result<T, Error>>) {
        (self.record, self.nesting) = (false, Nesting::default());
        let text = std::mem::take(&mut self.text);
        if !text.is_empty() {
            ready.push_back((self.read)(&text, around));
        }
    }
}

impl<T> Framing for Lines<T> {
    type Item = T;

    fn is_strict(&self) -> bool {
        true
    }

    fn line(&mut self, line: Option<&str>, around: &Around, ready: &mut VecDeque<Result<T, Error>>) {
        let Some(line) = line else { return self.complete(around, ready) };
        for (index, part) in line.split(SEPARATOR).map(str::trim).enumerate() {
            if index > 0 {
                // What was not complete is cut.
                self.complete(around, ready);
                self.record = true;
            }
            if part.is_empty() {
                continue;
            }
            if !self.text.is_empty() {
                self.text.push('\n');
            }
            self.text.push_str(part);
            if self.nesting.ends(part) || !self.record {
                self.complete(around, ready);
            }
        }
    }

    fn held(&self) -> usize {
        self.text.len()
    }
}

/// What stands before each text of a sequence.
const SEPARATOR: char = '\u{1e}';

/// Events, each ended by an empty line.
pub(crate) struct Events<T> {
    read: Read<T>,
    name: String,
    id: Option<String>,
    data: Option<String>,
}

/// Events whose data is read by `read`.
pub(crate) fn events<T>(read: Read<T>) -> Events<T> {
    Events { read, name: String::new(), id: None, data: None }
}

impl<T> Framing for Events<T> {
    type Item = Event<T>;

    fn line(&mut self, line: Option<&str>, around: &Around, ready: &mut VecDeque<Result<Event<T>, Error>>) {
        // An event that the end of the answer cuts off is none, says the specification.
        let Some(line) = line else { return };
        if line.is_empty() {
            let name = std::mem::take(&mut self.name);
            // `[DONE]` is how several services say that there is no more.
            let Some(data) = self.data.take().filter(|data| data.trim() != "[DONE]") else { return };
            let name = if name.is_empty() { "message".to_owned() } else { name };
            return ready.push_back((self.read)(&data, around).map(|data| Event { name, id: self.id.clone(), data }));
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => value.clone_into(&mut self.name),
            "id" if !value.as_bytes().contains(&b'\0') => self.id = Some(value.to_owned()),
            "data" => match &mut self.data {
                Some(data) => {
                    data.push('\n');
                    data.push_str(value);
                }
                None => self.data = Some(value.to_owned()),
            },
            _ => {}
        }
    }

    fn held(&self) -> usize {
        self.data.as_ref().map_or(0, String::len)
    }
}

/// The items of an answer, one after the other, as they come.
#[must_use = "items are only read when they are awaited"]
pub struct Streamed<T> {
    around: Around,
    framing: Box<dyn Framing<Item = T>>,
    body: Option<Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>>,
    /// What came and is not a whole line yet.
    rest: Vec<u8>,
    /// Whether a line was read: only the first may begin with a byte order mark.
    begun: bool,
    /// Whether the last line ended in `\r` at the end of what came: a `\n` that comes next is part of that end.
    returned: bool,
    limit: usize,
    ready: VecDeque<Result<T, Error>>,
}

/// The items of an answer, when its head is there.
pub(crate) fn opened<T: 'static>(opening: impl Future<Output = Result<Streamed<T>, Error>> + Send + 'static) -> Sending<Streamed<T>> {
    Box::pin(opening)
}

impl Call {
    /// Sends the call, and asks for an answer of this media type.
    pub(crate) async fn stream<F: Framing + 'static>(self, media_type: &str, framing: F) -> Result<Streamed<F::Item>, Error> {
        let (operation, names, limit) = (self.operation, &self.connection.api.errors, self.body_limit());
        let (raw, body) = self.begin(Some(media_type)).await?;
        let given = raw.head.headers.get(CONTENT_TYPE).and_then(|given| given.to_str().ok()).map(str::to_ascii_lowercase);
        // What has neither lines nor events would look like a stream without items. Lines of JSON go by many names.
        let is_odd = |given: &str| given.starts_with("text/html") || (media_type == "text/event-stream" && has(given, "json"));
        if given.as_deref().is_some_and(is_odd) {
            return Err(raw.complete(operation, Error::new(ErrorKind::Decode, format!("the answer is not {media_type}"))));
        }
        let (body, rest) = match body {
            Body::Bytes(bytes) => (None, Vec::from(bytes)),
            Body::Stream(stream) => (Some(stream), Vec::new()),
        };
        let mut streamed = Streamed {
            around: Around { operation, names, raw },
            framing: Box::new(framing),
            body,
            rest,
            begun: false,
            returned: false,
            limit,
            ready: VecDeque::new(),
        };
        streamed.cut(0);
        if streamed.body.is_none() {
            streamed.end();
        }
        Ok(streamed)
    }
}

impl<T> Streamed<T> {
    /// The next item; `None` after the last.
    ///
    /// # Errors
    ///
    /// An item that is not what was promised, after which more may come; or a connection that failed, after which nothing does.
    pub async fn try_next(&mut self) -> Result<Option<T>, Error> {
        std::future::poll_fn(|context| self.poll(context)).await.transpose()
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Poll::Ready(Some(item.map_err(|error| self.around.complete(error))));
            }
            let Some(body) = &mut self.body else { return Poll::Ready(None) };
            match ready!(body.as_mut().poll_next(context)) {
                Some(Ok(bytes)) => {
                    let searched = self.rest.len();
                    self.rest.extend_from_slice(&bytes);
                    self.cut(searched);
                }
                Some(Err(error)) => {
                    self.body = None;
                    self.ready.push_back(Err(error.into()));
                }
                None => self.end(),
            }
        }
    }

    /// Takes the whole lines off what came; none ends before `from`.
    fn cut(&mut self, mut from: usize) {
        let mut start = 0;
        if self.returned && self.rest.first() == Some(&b'\n') {
            (start, from) = (1, 1);
        }
        self.returned &= self.rest.is_empty();
        while let Some(length) = self.rest.get(from..).and_then(|rest| rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'))) {
            let end = from + length;
            let crlf = self.rest.get(end) == Some(&b'\r');
            self.returned = crlf && end + 1 == self.rest.len();
            let next = if crlf && self.rest.get(end + 1) == Some(&b'\n') { end + 2 } else { end + 1 };
            let line = self.rest.get(start..end).unwrap_or_default().to_vec();
            self.line(&line);
            (start, from) = (next, next);
        }
        self.rest.drain(..start);
        let what = if self.rest.len() > self.limit { "a line" } else { "an event" };
        if self.rest.len().max(self.framing.held()) > self.limit {
            self.body = None;
            self.ready.push_back(Err(Error::new(ErrorKind::Decode, format!("{what} is longer than {} bytes", self.limit))));
        }
    }

    fn line(&mut self, line: &[u8]) {
        let text = String::from_utf8_lossy(line);
        if self.framing.is_strict() && matches!(text, Cow::Owned(_)) {
            self.ready.push_back(Err(Error::new(ErrorKind::Decode, "a line is not UTF-8")));
            return;
        }
        let mark = if self.begun { None } else { text.strip_prefix('\u{feff}') };
        self.begun = true;
        self.framing.line(Some(mark.unwrap_or(&text)), &self.around, &mut self.ready);
    }

    /// The last line, which nothing ends.
    fn end(&mut self) {
        self.body = None;
        let rest = std::mem::take(&mut self.rest);
        if !rest.is_empty() {
            self.line(&rest);
        }
        self.framing.line(None, &self.around, &mut self.ready);
    }
}

impl<T: Unpin> Stream for Streamed<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl<T> std::fmt::Debug for Streamed<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Streamed").field("operation", &self.around.operation.name).finish_non_exhaustive()
    }
}
