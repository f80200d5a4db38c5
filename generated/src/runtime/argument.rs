//! The value of a parameter as text, in the styles of OpenAPI ("Style Values" in the specification).

use std::borrow::Cow;

use http::HeaderValue;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::codec::{Encode, Shape};

/// How lists and objects are written as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// `a,b`; of an object `k,v`, or exploded `k=v`.
    Simple { explode: bool },
    /// `.a,b` or exploded `.a.b`.
    Label { explode: bool },
    /// `;name=a,b` or exploded `;name=a;name=b`.
    Matrix { explode: bool },
    /// `name=a,b` or exploded `name=a&name=b`.
    Form { explode: bool },
    /// `name=a b`.
    Space,
    /// `name=a|b`.
    Pipe,
    /// `name[key]=value`.
    Deep,
    /// A JSON text.
    Json,
}

/// What is not encoded: the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What goes out as it is where the document allows reserved characters. Those that would end a value or the query are encoded all the same.
const ENDING: &AsciiSet = &RESERVED
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';');

/// Percent-encodes what would not survive in the value of a query parameter.
pub fn encoded_lightly(text: &str) -> String {
    Cow::from(utf8_percent_encode(text, ENDING)).into_owned()
}

/// Percent-encodes everything but letters, digits, `-`, `.`, `_` and `~`.
pub fn encoded(text: &str) -> String {
    Cow::from(utf8_percent_encode(text, RESERVED)).into_owned()
}

/// A text as the value of a header: visible ASCII, spaces and tabs. At its ends there are none of the latter: every server takes them off.
pub fn header_value(text: &str) -> Option<HeaderValue> {
    let arrives = text.is_ascii() && text.trim_matches([' ', '\t']) == text;
    arrives.then(|| HeaderValue::try_from(text).ok())?
}

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

impl Argument {
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
        match shape {
            Shape::Made(value) => Self::of(Shape::Value(&value.make().ok()?), style),
            Shape::List(items) => {
                let mut texts = Vec::new();
                items.each(&mut |item| texts.extend(text(item)));
                Some(Self::List(texts))
            }
            Shape::Object(entries) => {
                let mut members = Vec::new();
                entries.each(&mut |name, value| members.extend(text(value).map(|value| (name.to_owned(), value))));
                Some(Self::Object(members))
            }
            single => text(single).map(Self::Text),
        }
    }

    /// The value as one text, its parts encoded by `encode`: how paths, headers and cookies carry it.
    pub fn joined(&self, name: &str, style: Style, encode: fn(&str) -> String) -> String {
        let (prefix, separator, explode, named) = match style {
            Style::Label { explode } => (".", if explode { "." } else { "," }, explode, false),
            Style::Matrix { explode } => (";", if explode { ";" } else { "," }, explode, true),
            Style::Simple { explode } | Style::Form { explode } => ("", ",", explode, false),
            Style::Space | Style::Pipe | Style::Deep | Style::Json => ("", ",", false, false),
        };
        let start = if named { format!("{prefix}{}=", encode(name)) } else { prefix.to_owned() };
        match self {
            Self::Text(text) if named && text.is_empty() => format!("{prefix}{}", encode(name)),
            Self::Text(text) if start.is_empty() => encode(text),
            Self::Text(text) => start + &encode(text),
            Self::List(items) if explode && named => items.iter().fold(String::new(), |text, item| text + &start + &encode(item)),
            Self::List(items) => start + &items.iter().map(|item| encode(item)).collect::<Vec<_>>().join(separator),
            Self::Object(members) if explode => {
                let members = members.iter().map(|(key, value)| format!("{}={}", encode(key), encode(value)));
                prefix.to_owned() + &members.collect::<Vec<_>>().join(separator)
            }
            Self::Object(members) => {
                start + &members.iter().map(|(key, value)| format!("{},{}", encode(key), encode(value))).collect::<Vec<_>>().join(",")
            }
        }
    }

    /// The value as encoded pairs of a query, its parts encoded by `encode`.
    pub fn pairs(&self, name: &str, style: Style, encode: fn(&str) -> String) -> Vec<(String, String)> {
        let separator = match style {
            Style::Space => "%20",
            Style::Pipe => "%7C",
            _ => ",",
        };
        match (self, style) {
            (Self::Text(text), _) => vec![(encoded(name), encode(text))],
            (Self::List(items), Style::Form { explode: true }) => items.iter().map(|item| (encoded(name), encode(item))).collect(),
            // A list without items is not sent, as RFC 6570 says.
            (Self::List(items), _) if items.is_empty() => Vec::new(),
            (Self::List(items), _) => {
                vec![(encoded(name), items.iter().map(|item| encode(item)).collect::<Vec<_>>().join(separator))]
            }
            (Self::Object(members), Style::Form { explode: true }) => {
                members.iter().map(|(key, value)| (encode(key), encode(value))).collect()
            }
            (Self::Object(members), Style::Deep) => {
                members.iter().map(|(path, value)| (encoded(&format!("{name}{path}")), encode(value))).collect()
            }
            (Self::Object(members), _) if members.is_empty() => Vec::new(),
            (Self::Object(members), _) => {
                let members = members.iter().map(|(key, value)| format!("{}{separator}{}", encode(key), encode(value)));
                vec![(encoded(name), members.collect::<Vec<_>>().join(separator))]
            }
        }
    }
}

/// The leaves of a value, each with the brackets that lead to it; answers whether the value is a leaf itself. OpenAPI leaves lists and
/// objects in objects open; this is how the servers that take `deepObject` read them.
fn deep(shape: Shape<'_>, path: String, leaves: &mut Vec<(String, String)>) -> bool {
    match shape {
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
            leaves.extend(text(single).map(|text| (path, text)));
            return true;
        }
    }
    false
}

/// A part of a value as text, `None` for null, which is not sent (RFC 6570). What has parts of its own is written as JSON, as OpenAPI
/// defines nothing for it.
fn text(shape: Shape<'_>) -> Option<String> {
    Some(match shape {
        Shape::Null => return None,
        Shape::Text(text) => text.to_owned(),
        Shape::Boolean(value) => value.to_string(),
        Shape::Integer(value) => value.to_string(),
        Shape::Unsigned(value) => value.to_string(),
        Shape::Float(value) => value.to_string(),
        Shape::Value(serde_json::Value::String(text)) => text.clone(),
        Shape::Made(value) => return text(Shape::Value(&value.make().ok()?)),
        other => json(other),
    })
}

fn json(shape: Shape<'_>) -> String {
    serde_json::to_string(&shape).unwrap_or_default()
}
