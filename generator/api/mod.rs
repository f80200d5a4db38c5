//! What the document means: plain data, with the document's own names, no YAML and no Rust.
//!
//! `operation.rs` (parameters, bodies, responses), `schema.rs` (shapes of data), `constraint.rs`, `security.rs`, `server.rs`, `pagination.rs`, `waiter.rs`,
//! `lookup.rs`.

pub mod constraint;
pub mod lookup;
pub mod operation;
pub mod pagination;
pub mod schema;
pub mod security;
pub mod server;
pub mod waiter;

pub use constraint::Constraints;
pub use lookup::Lookup;
pub use operation::{
    Body, FieldStyle, Format, Operation, Parameter, Part, Piece, Place, RequestBody, Response, ResponseHeader, Status, Style,
};
pub use pagination::{Pagination, Paging, Step};
pub use schema::{Additional, Enumeration, Field, Foreign, Kind, Record, Schema, SchemaId, Schemas, Selection, TextFormat, Union, Variant};
pub use security::{Alternative, Mechanism, Metadata, MetadataSession, Profile, SecurityScheme, SignerNames};
pub use server::{Server, Service, Variable};
pub use waiter::Waiter;

use crate::pointer::Pointer;

/// An API, as its document describes it.
#[derive(Debug, Clone, Default)]
pub struct Api {
    /// The title of the document.
    pub title: String,
    /// The version of the API that the document describes.
    pub version: String,
    /// What the API is for.
    pub description: Option<String>,
    /// The tags that operations are grouped by, in the document's order.
    pub groups: Vec<Group>,
    /// The distinct lists of servers, in the order in which operations use them.
    pub services: Vec<Service>,
    /// Every operation that can be generated, in the document's order.
    pub operations: Vec<Operation>,
    /// Parameters that are declared for the whole client, once each.
    pub settings: Vec<Parameter>,
    /// How to find the value of some of them.
    pub lookups: Vec<Lookup>,
    /// Headers that every call sends.
    pub headers: Vec<SentHeader>,
    /// Where an error body keeps its parts.
    pub errors: ErrorNames,
    /// The security schemes, in the document's order.
    pub security_schemes: Vec<SecurityScheme>,
    /// Every schema that is used.
    pub schemas: Schemas,
}

/// A group of operations: a tag.
#[derive(Debug, Clone)]
pub struct Group {
    /// Where the tag stands: in the document's list, or at the first operation that has it.
    pub pointer: Pointer,
    /// The tag.
    pub name: String,
    /// What its operations are about.
    pub description: Option<String>,
}

/// A header that is sent without being asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentHeader {
    /// Its name.
    pub name: String,
    /// Its value; `{name}` stands for the value of the client's setting of that name.
    pub value: String,
}

/// Where an error body keeps its parts: names of properties, the first that is there counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorNames {
    /// Properties that hold the code of an error.
    pub code: Vec<String>,
    /// Codes that ask to call less often, whatever the status.
    pub throttled: Vec<String>,
    /// Properties that hold its message.
    pub message: Vec<String>,
    /// The response header that holds the id of the request.
    pub request_id: Option<String>,
    /// Properties with further detail that belongs with the message.
    pub detail: Vec<String>,
}

impl Default for ErrorNames {
    /// What RFC 9457, RFC 6749 and most services use.
    fn default() -> Self {
        let names = |list: &[&str]| list.iter().map(|name| (*name).to_owned()).collect();
        Self {
            code: names(&["code", "error_code", "error", "type"]),
            message: names(&["message", "error_message", "error_description", "detail", "title"]),
            throttled: Vec::new(),
            request_id: Some("X-Request-Id".to_owned()),
            detail: Vec::new(),
        }
    }
}
