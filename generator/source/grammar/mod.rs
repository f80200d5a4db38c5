//! The grammar of OpenAPI 3.0.3 as tables: which object stands where, with which keys, of which types. Every walk over the untyped
//! tree follows it, because only the grammar tells a reference from an example that happens to have a `$ref`.
//! `document.rs`, `operation.rs`, `schema.rs` and `security.rs` are the tables, `swagger.rs` has those of
//! Swagger 2.0, `walk.rs` follows them.

mod document;
mod operation;
mod schema;
mod security;
mod swagger;
mod walk;

pub(super) use document::OPENAPI;
pub(super) use operation::MEDIA_TYPE;
use operation::PATH_ITEM;
pub(super) use operation::{HEADER, LINK, METHODS, OPERATION, PARAMETER, RESPONSE};
pub(super) use schema::SCHEMA;
pub(super) use security::SECURITY_SCHEME;
pub(super) use walk::{at, walk};

use crate::pointer::Pointer;

/// A version of the specification that documents are read by.
#[derive(Debug)]
pub(super) struct Grammar {
    /// The whole document.
    pub document: &'static Object,
    section: fn(&str) -> Pointer,
}

/// OpenAPI 3.0.
pub(super) static OPENAPI_3: Grammar =
    Grammar { document: &OPENAPI, section: |section| Pointer::root().child("components").child(section) };

/// Swagger 2.0.
pub(super) static SWAGGER_2: Grammar = Grammar {
    document: &swagger::SWAGGER,
    section: |section| Pointer::root().child(if section == "schemas" { "definitions" } else { section }),
};

impl Grammar {
    /// Where a document has its components of a section.
    pub fn section(&self, section: &str) -> Pointer {
        (self.section)(section)
    }
}

/// What may stand at a place.
#[derive(Debug, Clone, Copy)]
pub(super) enum Shape {
    /// Data: anything, in which nothing is a reference.
    Any,
    /// A string.
    Text,
    /// A boolean.
    Flag,
    /// A number.
    Number,
    /// A number of things: an integer that is not negative.
    Count,
    /// One of a few strings.
    Choice(&'static [&'static str]),
    /// A reference to a schema, or its name: the values of a discriminator's mapping.
    SchemaName,
    /// An object of the specification.
    Object(&'static Object),
    /// A boolean or an object.
    FlagOr(&'static Object),
    /// A list.
    List(&'static Shape),
    /// A mapping whose keys the author chooses.
    Map(&'static Shape),
}

/// An object of the specification.
#[derive(Debug)]
pub(super) struct Object {
    /// What it is called in messages, with its article.
    pub name: &'static str,
    /// The section of `components` that holds such objects; those that have one can be replaced by a reference.
    pub section: Option<&'static str>,
    /// Its keys.
    pub fields: &'static [Field],
    /// What its other keys may be.
    pub rest: Rest,
}

/// A key of an object.
#[derive(Debug)]
pub(super) struct Field {
    /// The key.
    pub name: &'static str,
    /// What stands behind it.
    pub shape: Shape,
    /// Whether it may be absent.
    pub need: Need,
}

/// Whether a key may be absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// It may.
    Optional,
    /// The object says nothing without it.
    Required,
    /// The specification requires it; an empty string does as well.
    Text,
    /// The specification requires it; an empty mapping does as well.
    Map,
}

/// The keys of an object that its table does not list.
#[derive(Debug, Clone, Copy)]
pub(super) enum Rest {
    /// Extensions only.
    Extensions,
    /// Keys that the author chooses, if they are of the form that the function knows.
    Pattern(fn(&str) -> bool, Shape),
}

impl Object {
    /// What stands behind a key; `None` for an unknown key.
    pub fn member(&self, key: &str) -> Option<Shape> {
        if let Some(field) = self.fields.iter().find(|field| field.name == key) {
            return Some(field.shape);
        }
        match self.rest {
            _ if key.starts_with("x-") => Some(Shape::Any),
            Rest::Pattern(accepts, shape) if accepts(key) => Some(shape),
            _ => None,
        }
    }

    /// Whether a `$ref` may stand for it.
    pub fn is_referable(&self) -> bool {
        self.section.is_some() || self.is_path_item()
    }

    /// Whether it is a path item, which is put where it is referred to.
    pub fn is_path_item(&self) -> bool {
        std::ptr::eq(self, &PATH_ITEM) || std::ptr::eq(self, &swagger::PATH_ITEM)
    }
}

const fn field(name: &'static str, shape: Shape) -> Field {
    Field { name, shape, need: Need::Optional }
}

const fn needed(name: &'static str, shape: Shape) -> Field {
    Field { name, shape, need: Need::Required }
}
