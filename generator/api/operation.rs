//! Operations: what can be asked of a server, and what it answers.

use std::collections::BTreeMap;

use super::{Alternative, Paging, SchemaId, SentHeader, Waiter};
use crate::pointer::Pointer;

/// One method on one path.
#[derive(Debug, Clone)]
pub struct Operation {
    /// Where it stands.
    pub pointer: Pointer,
    /// Its operation id.
    pub id: String,
    /// What tells it from the first operation of this id, if it is that with another body.
    pub other_body: Option<String>,
    /// The method, in upper case.
    pub method: String,
    /// The path as it is written.
    pub template: String,
    /// The path in pieces.
    pub path: Vec<Piece>,
    /// One line on what it does.
    pub summary: Option<String>,
    /// More on what it does.
    pub description: Option<String>,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// Its tags; the first of them is its group.
    pub tags: Vec<String>,
    /// The group it belongs to: an index into the groups.
    pub group: Option<usize>,
    /// The service that answers it: an index into the services.
    pub service: usize,
    /// Its parameters, in the document's order; those of the path first.
    pub parameters: Vec<Parameter>,
    /// Headers that it sends without being asked.
    pub headers: Vec<SentHeader>,
    /// What it sends.
    pub body: Option<RequestBody>,
    /// What it answers, in the document's order.
    pub responses: Vec<Response>,
    /// Ways to be allowed to call it, the first that there are credentials for counts. Empty: anyone may.
    pub security: Vec<Alternative>,
    /// Whether doing it twice is the same as doing it once, where its method does not say it.
    pub idempotent: Option<bool>,
    /// How it spreads its answer over pages.
    pub paging: Paging,
    /// What can be waited for by calling it again and again.
    pub waiters: Vec<Waiter>,
    /// Where its description comes from.
    pub source: Option<String>,
}

/// A piece of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Text that stands as it is.
    Text(String),
    /// The value of the path parameter of this name.
    Parameter(String),
}

/// A parameter.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Where it stands.
    pub pointer: Pointer,
    /// Its name on the wire.
    pub name: String,
    /// Where it goes.
    pub place: Place,
    /// Whether it must be given.
    pub required: bool,
    /// What it is for.
    pub description: Option<String>,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// What it is.
    pub schema: SchemaId,
    /// How lists and objects are written.
    pub style: Style,
    /// Whether each item of a list, or member of an object, is written by itself.
    pub explode: bool,
    /// Whether reserved characters go out as they are.
    pub allow_reserved: bool,
    /// The setting of the client that it is, if it is one: an index into the settings.
    pub setting: Option<usize>,
    /// Environment variables that the setting is read from.
    pub env: Vec<String>,
    /// The default that is sent when it is not given.
    pub sent_default: Option<String>,
}

/// Where a parameter goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Into the path.
    Path,
    /// Into the query.
    Query,
    /// Into a header of its own.
    Header,
    /// Into the cookie header.
    Cookie,
}

/// How lists and objects are written as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// `a,b`
    Simple,
    /// `.a.b`
    Label,
    /// `;name=a,b`
    Matrix,
    /// `name=a&name=b`
    Form,
    /// `name=a%20b`
    SpaceDelimited,
    /// `name=a|b`
    PipeDelimited,
    /// `name[key]=value`
    DeepObject,
    /// A JSON text.
    Json,
}

/// What an operation sends.
#[derive(Debug, Clone)]
pub struct RequestBody {
    /// Whether it must be given.
    pub required: bool,
    /// What it is for.
    pub description: Option<String>,
    /// What it is.
    pub body: Body,
}

/// Content of a request or a response.
#[derive(Debug, Clone)]
pub struct Body {
    /// Its media type.
    pub media_type: String,
    /// How it is read and written.
    pub format: Format,
    /// What it is; nothing for bytes and text.
    pub schema: Option<SchemaId>,
    /// The media types that the document gives parts of it, by their names.
    pub content_types: BTreeMap<String, String>,
    /// The fields of a form that have a style of their own.
    pub styles: Vec<FieldStyle>,
    /// Its parts, if it is made of parts.
    pub parts: Vec<Part>,
    /// Whether it may have other parts, too.
    pub open: bool,
}

impl Body {
    /// The media type that is sent: a document may allow any of a range.
    pub fn sent_type(&self) -> &str {
        match self.format {
            _ if !self.media_type.contains('*') => &self.media_type,
            Format::Json => "application/json",
            Format::Text | Format::AnyText => "text/plain",
            _ => "application/octet-stream",
        }
    }
}

/// How a field of a form is written.
#[derive(Debug, Clone)]
pub struct FieldStyle {
    /// Its name.
    pub name: String,
    /// How lists and objects are written.
    pub style: Style,
    /// Whether each item of a list, or member of an object, is written by itself.
    pub explode: bool,
    /// Whether reserved characters go out as they are.
    pub allow_reserved: bool,
}

impl Body {
    /// The schemas that it carries: those of its parts, if it is made of parts.
    pub fn carried(&self) -> Vec<SchemaId> {
        if self.parts.is_empty() { self.schema.into_iter().collect() } else { self.parts.iter().map(|part| part.schema).collect() }
    }
}

/// A part of a body that is made of parts.
#[derive(Debug, Clone)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// Whether it must be given.
    pub required: bool,
    /// What it is; what each of them is, if there can be many.
    pub schema: SchemaId,
    /// Whether it is a file.
    pub file: bool,
    /// Whether there can be many of this name.
    pub many: bool,
    /// What stands between the texts of many, where they are one part together.
    pub separator: Option<&'static str>,
    /// Its media type, where the document says it.
    pub content_type: Option<String>,
}

impl Operation {
    /// What it is called where operations of its id are called `name`.
    pub fn called(&self, name: &str) -> String {
        self.other_body.as_ref().map_or(name.to_owned(), |word| format!("{name} {word}"))
    }
}

impl Format {
    /// What tells a body of this format from others of its operation.
    pub fn word(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Form => "form",
            Self::Multipart => "multipart",
            Self::Text | Self::AnyText => "text",
            Self::Binary => "bytes",
            Self::Lines => "lines",
            Self::Events => "events",
        }
    }
}

/// How content is read and written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// JSON.
    Json,
    /// Pairs of names and values, as in a query.
    Form,
    /// Parts, each with a name and a media type.
    Multipart,
    /// Text, as it is or as JSON: which, the content type says.
    AnyText,
    /// Text.
    Text,
    /// Bytes as they are.
    Binary,
    /// JSON texts, a line each.
    Lines,
    /// Events of a server.
    Events,
}

/// An answer to an operation.
#[derive(Debug, Clone)]
pub struct Response {
    /// Which statuses it is for.
    pub status: Status,
    /// What it means.
    pub description: String,
    /// What it carries.
    pub body: Option<Body>,
    /// Its headers.
    pub headers: Vec<ResponseHeader>,
    /// What it carries piece by piece, if the server can do that: lines or events.
    pub stream: Option<Body>,
}

/// A header of an answer.
#[derive(Debug, Clone)]
pub struct ResponseHeader {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
    /// What it is.
    pub schema: SchemaId,
}

/// The statuses that a response is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// One status.
    Code(u16),
    /// A hundred of them: 4 for `4XX`.
    Range(u16),
    /// All that are not named.
    Default,
}

impl Status {
    /// Whether it promises success.
    pub fn is_success(self) -> bool {
        matches!(self, Self::Code(200..=299) | Self::Range(2))
    }
}
