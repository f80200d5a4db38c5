//! Schemas.

use super::{Object, Rest, Shape, field, needed};

/// <https://spec.openapis.org/oas/v3.0.3#schema-object>
pub(in crate::source) static SCHEMA: Object = Object {
    name: "a schema",
    section: Some("schemas"),
    fields: &[
        field("title", Shape::Text),
        field("multipleOf", Shape::Number),
        field("maximum", Shape::Number),
        field("exclusiveMaximum", Shape::Flag),
        field("minimum", Shape::Number),
        field("exclusiveMinimum", Shape::Flag),
        field("maxLength", Shape::Count),
        field("minLength", Shape::Count),
        field("pattern", Shape::Text),
        field("maxItems", Shape::Count),
        field("minItems", Shape::Count),
        field("uniqueItems", Shape::Flag),
        field("maxProperties", Shape::Count),
        field("minProperties", Shape::Count),
        field("required", Shape::List(&Shape::Text)),
        field("enum", Shape::List(&Shape::Any)),
        field("type", Shape::Choice(&["string", "number", "integer", "boolean", "array", "object"])),
        field("allOf", Shape::List(&Shape::Object(&SCHEMA))),
        field("oneOf", Shape::List(&Shape::Object(&SCHEMA))),
        field("anyOf", Shape::List(&Shape::Object(&SCHEMA))),
        field("not", Shape::Object(&SCHEMA)),
        field("items", Shape::Object(&SCHEMA)),
        // OpenAPI 3.1; what has no place in 3.0 was rewritten before.
        field("prefixItems", Shape::List(&Shape::Object(&SCHEMA))),
        field("properties", Shape::Map(&Shape::Object(&SCHEMA))),
        field("additionalProperties", Shape::FlagOr(&SCHEMA)),
        field("description", Shape::Text),
        field("format", Shape::Text),
        field("default", Shape::Any),
        field("nullable", Shape::Flag),
        field("discriminator", Shape::Object(&DISCRIMINATOR)),
        field("readOnly", Shape::Flag),
        field("writeOnly", Shape::Flag),
        field("xml", Shape::Object(&XML)),
        field("externalDocs", Shape::Object(&EXTERNAL_DOCS)),
        field("example", Shape::Any),
        field("deprecated", Shape::Flag),
    ],
    rest: Rest::Extensions,
};

static DISCRIMINATOR: Object = Object {
    name: "a discriminator",
    section: None,
    fields: &[needed("propertyName", Shape::Text), field("mapping", Shape::Map(&Shape::SchemaName))],
    rest: Rest::Extensions,
};

static XML: Object = Object {
    name: "the `xml` of a schema",
    section: None,
    fields: &[
        field("name", Shape::Text),
        field("namespace", Shape::Text),
        field("prefix", Shape::Text),
        field("attribute", Shape::Flag),
        field("wrapped", Shape::Flag),
    ],
    rest: Rest::Extensions,
};

pub(super) static EXTERNAL_DOCS: Object = Object {
    name: "an external documentation",
    section: None,
    fields: &[field("description", Shape::Text), needed("url", Shape::Text)],
    rest: Rest::Extensions,
};
