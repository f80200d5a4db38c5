//! Bodies made of parts: `multipart/form-data` (RFC 7578).

use std::collections::VecDeque;
use std::fmt;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

use super::argument::is_header_value;
use super::call::{Call, Payload};
use super::codec::{Encode, Shape, to_json};
use super::search::has;
use super::transport::{Body, Streamed, TransportError, TransportErrorKind};

/// A file to send: its content, and what it is called and made of.
#[derive(Clone)]
pub struct File {
    content: Content,
    name: Option<String>,
    media_type: Option<String>,
}

/// What a part holds.
#[derive(Clone)]
enum Content {
    Bytes(Bytes),
    /// Made anew for each attempt.
    Stream(Arc<dyn Fn() -> Pieces + Send + Sync>),
}

type Pieces = Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>;

impl File {
    /// A file of this content.
    pub fn new(content: impl Into<Bytes>) -> Self {
        Self { content: Content::Bytes(content.into()), name: None, media_type: None }
    }

    /// A file whose content comes while it is sent. `open` is called for each attempt to send it.
    pub fn streamed<S, E>(open: impl Fn() -> S + Send + Sync + 'static) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        let content = Content::Stream(Arc::new(move || Box::pin(Sent(Box::pin(open())))));
        Self { content, name: None, media_type: None }
    }

    /// Reads a file from the disk. It is called what the last part of the path is.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    pub fn read(path: impl AsRef<Path>) -> std::io::Result<Self> {
        let path = path.as_ref();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        Ok(Self { name, ..Self::new(std::fs::read(path)?) })
    }

    /// The same file under this name. Without one, it is called what its part is called.
    pub fn name(self, name: impl Into<String>) -> Self {
        Self { name: Some(name.into()), ..self }
    }

    /// The same file with this media type. Without one, it is `application/octet-stream`.
    pub fn media_type(self, media_type: impl Into<String>) -> Self {
        Self { media_type: Some(media_type.into()), ..self }
    }
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("File");
        shown.field("name", &self.name).field("media_type", &self.media_type);
        if let Content::Bytes(content) = &self.content {
            shown.field("bytes", &content.len());
        }
        shown.finish_non_exhaustive()
    }
}

impl<T: Into<Bytes>> From<T> for File {
    fn from(content: T) -> Self {
        Self::new(content)
    }
}

/// The content of a part, its media type, and its name if it is a file. A text has no media type of its own.
type Described = (Content, Option<String>, Option<String>);

/// What can be a part.
pub(crate) trait Part {
    /// What it is sent as.
    #[allow(private_interfaces)] // Only `Call` below looks at it.
    fn described(&self) -> Result<Described, String>;
}

#[allow(private_interfaces)]
impl Part for File {
    fn described(&self) -> Result<Described, String> {
        let media_type = self.media_type.clone().unwrap_or_else(|| "application/octet-stream".to_owned());
        if !media_type.as_bytes().contains(&b'/') || !is_header_value(&media_type) {
            return Err(format!("{media_type:?} is not a media type"));
        }
        Ok((self.content.clone(), Some(media_type), Some(self.name.clone().unwrap_or_default())))
    }
}

#[allow(private_interfaces)]
impl<T: Encode> Part for T {
    fn described(&self) -> Result<Described, String> {
        let text = |text: String| Ok((Content::Bytes(text.into()), None, None));
        match self.shape() {
            Shape::Text(value) => text(value.to_owned()),
            Shape::Value(serde_json::Value::String(value)) => text(value.clone()),
            Shape::Boolean(value) => text(value.to_string()),
            Shape::Integer(value) => text(value.to_string()),
            Shape::Unsigned(value) => text(value.to_string()),
            Shape::Float(value) if value.is_finite() => text(value.to_string()),
            Shape::Made(value) => match value.make().map_err(|error| error.to_string())? {
                serde_json::Value::String(value) => text(value),
                value => value.described(),
            },
            other => Ok((json(other)?, Some("application/json".to_owned()), None)),
        }
    }
}

fn json(shape: Shape<'_>) -> Result<Content, String> {
    to_json(shape).map(|json| Content::Bytes(json.into()))
}

/// The head and the content of each part.
#[derive(Clone, Default)]
struct Parts(Vec<(String, Content)>);

impl Call {
    /// Adds a part: a file, a text, or JSON for what has parts of its own.
    pub(crate) fn part<T: Part>(self, name: &str, value: impl Into<T>) -> Self {
        let described = value.into().described();
        self.add(name, described)
    }

    /// Adds a part for each item.
    pub(crate) fn parts<T: Part>(self, name: &str, items: impl IntoIterator<Item = impl Into<T>>) -> Self {
        items.into_iter().fold(self, |call, item| call.part(name, item))
    }

    /// Adds one part for all items, with a separator between their texts.
    #[allow(dead_code)] // Few documents write lists so.
    pub(crate) fn joined<T: Part>(self, name: &str, separator: &str, items: impl IntoIterator<Item = impl Into<T>>) -> Self {
        let mut joined = Vec::new();
        for item in items {
            match item.into().described() {
                Ok((Content::Bytes(text), ..)) => joined.push(text),
                Ok(_) => {}
                Err(problem) => return self.add(name, Err(problem)),
            }
        }
        let content = Content::Bytes(joined.join(separator.as_bytes()).into());
        if joined.is_empty() { self } else { self.add(name, Ok((content, None, None))) }
    }

    /// Adds a part of this media type.
    pub(crate) fn part_as<T: Encode>(self, name: &str, media_type: &str, value: impl Into<T>) -> Self {
        let value = value.into();
        let content = if has(media_type, "json") { json(value.shape()) } else { value.described().map(|(content, ..)| content) };
        self.add(name, content.map(|content| (content, Some(media_type.to_owned()), None)))
    }

    /// Adds a part of this media type for each item.
    #[allow(dead_code)] // The same.
    pub(crate) fn parts_as<T: Encode>(self, name: &str, media_type: &str, items: impl IntoIterator<Item = impl Into<T>>) -> Self {
        items.into_iter().fold(self, |call, item| call.part_as::<T>(name, media_type, item))
    }

    /// Adds a file, of this media type unless it has one of its own.
    #[allow(dead_code)] // The same.
    pub(crate) fn file_as(self, name: &str, media_type: &str, file: impl Into<File>) -> Self {
        let file = file.into();
        let file = if file.media_type.is_none() { file.media_type(media_type) } else { file };
        self.part::<File>(name, file)
    }

    /// Adds such a file for each item.
    #[allow(dead_code)] // The same.
    pub(crate) fn files_as(self, name: &str, media_type: &str, items: impl IntoIterator<Item = impl Into<File>>) -> Self {
        items.into_iter().fold(self, |call, item| call.file_as(name, media_type, item))
    }

    fn add(mut self, name: &str, described: Result<Described, String>) -> Self {
        match described {
            Ok((content, media_type, file)) => {
                let file =
                    file.map(|file| format!("; filename=\"{}\"", quoted(if file.is_empty() { name } else { &file }))).unwrap_or_default();
                let media_type = media_type.map(|media_type| format!("Content-Type: {media_type}\r\n")).unwrap_or_default();
                let head = format!("Content-Disposition: form-data; name=\"{}\"{file}\r\n{media_type}", quoted(name));
                self.parts.get_or_insert_default::<Parts>().0.push((head, content));
                self.assemble = Some(Self::assembled);
            }
            Err(problem) => self.own_mut().failure = Some(format!("{name}: {problem}")),
        }
        self
    }

    /// The parts as one body, between boundaries.
    fn assembled(&self) -> Payload {
        // Nobody can guess it, so no content can hold it.
        let random = || RandomState::new().build_hasher().finish();
        let boundary = format!("{:016x}{:016x}", random(), random());
        let mut contents: Vec<Content> = Vec::new();
        for (head, content) in self.parts.get::<Parts>().into_iter().flat_map(|parts| &parts.0) {
            contents.extend([Content::Bytes(format!("--{boundary}\r\n{head}\r\n").into()), content.clone(), Content::Bytes("\r\n".into())]);
        }
        contents.push(Content::Bytes(format!("--{boundary}--\r\n").into()));
        let bytes = contents.iter().map(|content| if let Content::Bytes(bytes) = content { Some(&bytes[..]) } else { None });
        let (bytes, stream) = match bytes.collect::<Option<Vec<&[u8]>>>() {
            Some(bytes) => (Bytes::from(bytes.concat()), None),
            None => (Bytes::new(), Some(Streamed(Arc::new(move || Body::Stream(Box::pin(Chain::new(&contents))))))),
        };
        Payload { bytes, stream, content_type: Some(format!("{}; boundary={boundary}", self.content_type()).into()) }
    }
}

/// The user's stream, whose errors become those of the transport.
struct Sent<S>(Pin<Box<S>>);

impl<S: Stream<Item = Result<Bytes, E>>, E: Into<Box<dyn std::error::Error + Send + Sync>>> Stream for Sent<S> {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(context).map_err(|error| TransportError::new(TransportErrorKind::Broken, error))
    }
}

/// Contents, one after the other.
struct Chain(VecDeque<Result<Bytes, Pieces>>);

impl Chain {
    fn new(contents: &[Content]) -> Self {
        let open = |content: &Content| match content {
            Content::Bytes(bytes) => Ok(bytes.clone()),
            Content::Stream(open) => Err(open()),
        };
        Self(contents.iter().map(open).collect())
    }
}

impl Stream for Chain {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match self.0.front_mut() {
                None => return Poll::Ready(None),
                Some(Err(stream)) => match stream.as_mut().poll_next(context) {
                    Poll::Ready(None) => _ = self.0.pop_front(),
                    piece => return piece,
                },
                Some(Ok(_)) => return Poll::Ready(self.0.pop_front().and_then(Result::ok).map(Ok)),
            }
        }
    }
}

/// A name between quotes, as browsers write it (<https://html.spec.whatwg.org/#multipart-form-data>).
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}
