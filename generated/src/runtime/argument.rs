//! The value of a parameter, by its outer form. `style.rs` writes it.

use std::borrow::Cow;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};

use super::codec::{Encode, Shape, to_json};
use super::style::Style;

/// The value of a parameter, by its outer form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Argument {
    /// A single value.
    Text(String),
    /// A list.
    List(Vec<String>),
    /// An object.
    Object(Vec<(String, String)>),
}

/// The same, which another has: of a call, or of what its client is set to.
#[derive(Debug, Clone, Copy)]
pub enum Value<'a> {
    /// A single value.
    Text(&'a str),
    /// A list.
    List(&'a [String]),
    /// An object.
    Object(&'a [(String, String)]),
}

impl Argument {
    /// What is written.
    pub fn value(&self) -> Value<'_> {
        match self {
            Self::Text(text) => Value::Text(text),
            Self::List(items) => Value::List(items),
            Self::Object(members) => Value::Object(members),
        }
    }

    /// The value as it will be written. `None` for null, which is not sent.
    pub fn new(value: &dyn Encode, style: Style) -> Option<Self> {
        Self::of(value.shape(), style)
    }

    /// The same, of a value's shape.
    pub fn of(shape: Shape<'_>, style: Style) -> Option<Self> {
        if style == Style::Json {
            return Some(Self::Text(json(shape)));
        }
        if style == Style::Deep {
            let mut leaves = Vec::new();
            return if deep(shape, String::new(), &mut leaves) {
                leaves.pop().map(|(_, text)| Self::Text(text))
            } else {
                Some(Self::Object(leaves))
            };
        }
        match shape.open() {
            Shape::Made(value) => Self::of(Shape::Value(&value.make().ok()?), style),
            Shape::List(items) => {
                let mut texts = Vec::new();
                items.each(&mut |item| {
                    if let Some(text) = text(item) {
                        texts.push(text);
                    }
                });
                Some(Self::List(texts))
            }
            Shape::Object(entries) => {
                let mut members = Vec::new();
                entries.each(&mut |name, value| {
                    if let Some(text) = text(value) {
                        members.push((name.to_owned(), text));
                    }
                });
                Some(Self::Object(members))
            }
            single => text(single).map(Self::Text),
        }
    }
}

/// The leaves of a value, each with the brackets that lead to it; answers whether the value is a leaf itself. OpenAPI leaves lists and
/// objects in objects open; this is how the servers that take `deepObject` read them.
fn deep(shape: Shape<'_>, path: String, leaves: &mut Vec<(String, String)>) -> bool {
    match shape.open() {
        Shape::Object(entries) => entries.each(&mut |name, value| {
            deep(value, format!("{path}[{name}]"), leaves);
        }),
        Shape::List(items) => {
            let mut index = 0_usize;
            items.each(&mut |item| {
                deep(item, format!("{path}[{index}]"), leaves);
                index += 1;
            });
        }
        single => {
            if let Some(text) = text(single) {
                leaves.push((path, text));
            }
            return true;
        }
    }
    false
}

/// A part of a value as text, `None` for null, which is not sent (RFC 6570). What has parts of its own is written as JSON, as OpenAPI
/// defines nothing for it.
fn text(shape: Shape<'_>) -> Option<String> {
    Some(match shape.open() {
        Shape::Null => return None,
        Shape::Text(text) => text.to_owned(),
        Shape::Boolean(value) => value.to_string(),
        Shape::Integer(value) => value.to_string(),
        Shape::Unsigned(value) => value.to_string(),
        Shape::Float(value) => value.to_string(),
        Shape::Made(value) => return text(Shape::Value(&value.make().ok()?)),
        other => json(other),
    })
}

fn json(shape: Shape<'_>) -> String {
    String::from_utf8(to_json(shape).unwrap_or_default()).unwrap_or_default()
}

/// Whether a text can be the value of a header: visible ASCII, spaces and tabs. At its ends there are none of the latter: every server takes
/// them off.
pub fn is_header_value(text: &str) -> bool {
    arrives(text) && text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\t'))
}

/// Gives a request a header, whose value is not shown when the request is printed if it may be secret. This is much code, so it is there once.
#[inline(never)]
pub fn set_header(headers: &mut HeaderMap, name: HeaderName, mut value: HeaderValue, secret: bool) {
    value.set_sensitive(secret);
    headers.insert(name, value);
}

/// A text as the value of a header.
pub fn header_value(text: impl Into<Cow<'static, str>>) -> Option<HeaderValue> {
    let text = text.into();
    if !arrives(&text) {
        return None;
    }
    // This refuses control characters itself.
    let value = HeaderValue::from_maybe_shared(match text {
        Cow::Borrowed(text) => Bytes::from_static(text.as_bytes()),
        Cow::Owned(text) => text.into(),
    });
    value.ok()
}

fn arrives(text: &str) -> bool {
    let is_blank = |byte: Option<&u8>| matches!(byte, Some(b' ' | b'\t'));
    text.is_ascii() && !is_blank(text.as_bytes().first()) && !is_blank(text.as_bytes().last())
}
