//! The objects of a document that describe values and can show some, for whoever holds the one against the other.

use serde_json::Value;

use super::grammar::{HEADER, MEDIA_TYPE, OPENAPI, PARAMETER, SCHEMA, Shape, walk};
use crate::pointer::Pointer;

/// What kind of object describes a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Describer {
    /// A schema, with its `example` and `default`.
    Schema,
    /// A parameter or a header, whose examples belong to its `schema`.
    Parameter,
    /// The content of a body, whose examples belong to its `schema`.
    MediaType,
}

/// Visits each object that describes values, in the order of the document. References are not followed: each object is visited once.
pub(crate) fn described<'t>(tree: &'t Value, visit: &mut dyn FnMut(&Pointer, Describer, &'t Value)) {
    walk(Shape::Object(&OPENAPI), tree, &mut Pointer::root(), &mut |at, shape, value| {
        let describer = match shape {
            Shape::Object(object) if std::ptr::eq(object, &SCHEMA) => Some(Describer::Schema),
            Shape::Object(object) if std::ptr::eq(object, &PARAMETER) || std::ptr::eq(object, &HEADER) => Some(Describer::Parameter),
            Shape::Object(object) if std::ptr::eq(object, &MEDIA_TYPE) => Some(Describer::MediaType),
            _ => None,
        };
        if let Some(describer) = describer.filter(|_| value.get("$ref").is_none()) {
            visit(at, describer, value);
        }
        true
    });
}
