//! A page of documentation → what it says of an operation, held against a document (`check`), or made one (`import`).
//!
//! `block/` takes lines and tables out of text, Markdown and HTML; `read/` finds in them what the page says: the model below. `show.rs` prints
//! it. The pages are those of help centers whose tables have rows of Parameter, Mandatory, Type and Description.

mod block;
pub(crate) mod check;
pub(crate) mod import;
mod read;
mod show;
mod typ;
mod words;

pub use read::{Unreadable, read};
pub use typ::Type;
pub use words::{Facts, Length, Range};

use serde::Serialize;
use serde_json::Value;

/// What a page says of an operation.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Page {
    /// What the page is called.
    #[serde(skip)]
    pub file: String,
    /// Its title.
    pub title: String,
    /// Where it stands in the help center.
    pub place: Option<String>,
    /// The day of its last update, as `2026-06-12`.
    pub updated: Option<Said<String>>,
    /// What the operation does.
    pub function: Vec<String>,
    /// The method, in upper case.
    pub method: String,
    /// The path, with its parameters in braces.
    pub path: String,
    /// The line of both.
    pub line: usize,
    /// The parameters and the fields of the request body, in the order of the page.
    pub parameters: Vec<Row>,
    /// What it answers, by status; without one where the page names none.
    pub responses: Vec<Response>,
    /// The objects that rows refer to, by name.
    pub objects: Vec<Object>,
    /// The examples.
    pub examples: Vec<Example>,
    /// What could not be understood, each at its line.
    pub notes: Vec<Said<String>>,
}

/// Something, and the line that says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Said<T> {
    /// What.
    pub what: T,
    /// The line, from 1.
    pub line: usize,
}

/// Where a row of the request belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// Into the path.
    Path,
    /// Into the query.
    Query,
    /// Into the headers.
    Header,
    /// Into the body.
    Body,
}

impl Place {
    /// The word of OpenAPI for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Body => "body",
        }
    }
}

/// A row of a table: a parameter or a field.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Where it belongs, if it is one of the request.
    #[serde(rename = "in", skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// Its name.
    pub name: String,
    /// The line of the name.
    pub line: usize,
    /// Whether it must be given, where the table says it.
    pub mandatory: Option<Said<bool>>,
    /// Its type, where the table says it.
    #[serde(rename = "type")]
    pub typ: Option<Said<Type>>,
    /// What its description says.
    #[serde(flatten)]
    pub facts: Facts,
}

/// An answer.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Response {
    /// Its status.
    pub status: Option<Said<u16>>,
    /// The line at which it begins.
    pub line: usize,
    /// Its headers.
    pub headers: Vec<Row>,
    /// The fields of its body.
    pub fields: Vec<Row>,
}

/// An object that rows refer to.
#[derive(Debug, Clone, Serialize)]
pub struct Object {
    /// Its name.
    pub name: String,
    /// The line of its table.
    pub line: usize,
    /// Its fields.
    pub fields: Vec<Row>,
}

/// An example of a request or an answer.
#[derive(Debug, Clone, Serialize)]
pub struct Example {
    /// Whether it is one of an answer.
    pub is_response: bool,
    /// The status that it is of.
    pub status: Option<u16>,
    /// The line at which it begins.
    pub line: usize,
    /// A request line: method and address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request: Option<String>,
    /// The JSON.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub json: Option<Value>,
    /// The text of the JSON, to find lines in.
    #[serde(skip)]
    pub text: String,
}

impl Page {
    /// The table of an object; what one calls `Node`, another may call `node`.
    pub fn object(&self, name: &str) -> Option<&Object> {
        let exact = self.objects.iter().find(|object| object.name == name);
        exact.or_else(|| self.objects.iter().find(|object| object.name.eq_ignore_ascii_case(name)))
    }

    /// The answer that is a success: that of a 2xx, or of no status.
    pub fn success(&self) -> Option<&Response> {
        let is_success = |response: &&Response| response.status.as_ref().is_none_or(|status| (200..300).contains(&status.what));
        self.responses.iter().find(is_success)
    }
}
