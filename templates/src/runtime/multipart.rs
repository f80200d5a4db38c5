//! Bodies made of parts: `multipart/form-data` (RFC 7578).

use std::fmt;
use std::path::Path;

use bytes::Bytes;

use super::argument::header_value;
use super::call::Call;
use super::codec::{Encode, Shape};

/// A file to send: its content, and what it is called and made of.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct File {
    content: Bytes,
    name: Option<String>,
    media_type: Option<String>,
}

impl File {
    /// A file of this content.
    pub fn new(content: impl Into<Bytes>) -> Self {
        Self { content: content.into(), name: None, media_type: None }
    }

    /// Reads a file from the disk. It is called what the last part of the path is.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    pub fn read(path: impl AsRef<Path>) -> std::io::Result<Self> {
        let path = path.as_ref();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        Ok(Self { content: std::fs::read(path)?.into(), name, media_type: None })
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
        let Self { content, name, media_type } = self;
        f.debug_struct("File").field("name", name).field("media_type", media_type).field("bytes", &content.len()).finish()
    }
}

impl<T: Into<Bytes>> From<T> for File {
    fn from(content: T) -> Self {
        Self::new(content)
    }
}

/// What can be a part.
pub(crate) trait Part {
    /// Its content, its media type, and its name if it is a file. A text has no media type of its own.
    fn content(&self) -> Result<(Bytes, Option<String>, Option<String>), String>;
}

impl Part for File {
    fn content(&self) -> Result<(Bytes, Option<String>, Option<String>), String> {
        let media_type = self.media_type.clone().unwrap_or_else(|| "application/octet-stream".to_owned());
        if header_value(&media_type).is_none() {
            return Err(format!("{media_type:?} is not a media type"));
        }
        Ok((self.content.clone(), Some(media_type), Some(self.name.clone().unwrap_or_default())))
    }
}

impl<T: Encode> Part for T {
    fn content(&self) -> Result<(Bytes, Option<String>, Option<String>), String> {
        let text = match self.shape() {
            Shape::Text(text) => text.to_owned(),
            Shape::Value(serde_json::Value::String(text)) => text.clone(),
            Shape::Boolean(value) => value.to_string(),
            Shape::Integer(value) => value.to_string(),
            Shape::Unsigned(value) => value.to_string(),
            Shape::Float(value) => value.to_string(),
            Shape::Made(value) => {
                let value = value.make().map_err(|error| error.to_string())?;
                return if let serde_json::Value::String(text) = value { Ok((text.into(), None, None)) } else { value.content() };
            }
            other => {
                let json = serde_json::to_vec(&other).map_err(|error| error.to_string())?;
                return Ok((json.into(), Some("application/json".to_owned()), None));
            }
        };
        Ok((text.into(), None, None))
    }
}

impl Call {
    /// Adds a part: a file, a text, or JSON for what has parts of its own.
    pub(crate) fn part<T: Part>(self, name: &str, value: impl Into<T>) -> Self {
        let content = value.into().content();
        self.add(name, content)
    }

    /// Adds a part for each item.
    pub(crate) fn parts<T: Part>(self, name: &str, items: impl IntoIterator<Item = impl Into<T>>) -> Self {
        items.into_iter().fold(self, |call, item| call.part(name, item))
    }

    /// Adds a part of this media type.
    pub(crate) fn part_as<T: Encode>(self, name: &str, media_type: &str, value: impl Into<T>) -> Self {
        let value = value.into();
        let content = if media_type.contains("json") {
            serde_json::to_vec(&value.shape()).map(|json| (json.into(), None, None)).map_err(|error| error.to_string())
        } else {
            value.content()
        };
        self.add(name, content.map(|(bytes, ..)| (bytes, Some(media_type.to_owned()), None)))
    }

    fn add(mut self, name: &str, content: Result<(Bytes, Option<String>, Option<String>), String>) -> Self {
        match content {
            Ok((bytes, media_type, file)) => {
                let file =
                    file.map(|file| format!("; filename=\"{}\"", quoted(if file.is_empty() { name } else { &file }))).unwrap_or_default();
                let media_type = media_type.map(|media_type| format!("Content-Type: {media_type}\r\n")).unwrap_or_default();
                let head = format!("Content-Disposition: form-data; name=\"{}\"{file}\r\n{media_type}", quoted(name));
                self.parts.push((head, bytes));
            }
            Err(problem) => self.failure = Some(format!("{name}: {problem}")),
        }
        self
    }
}

/// A name between quotes, as browsers write it (<https://html.spec.whatwg.org/#multipart-form-data>).
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}
