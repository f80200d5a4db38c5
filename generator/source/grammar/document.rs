//! The outer objects: the document, who publishes it, where it is served, its components.

use super::operation::{CALLBACK, EXAMPLE, HEADER, LINK, PARAMETER, PATHS, REQUEST_BODY, RESPONSE};
use super::schema::{EXTERNAL_DOCS, SCHEMA};
use super::security::{SECURITY, SECURITY_SCHEME};
use super::{Field, Need, Object, Rest, Shape, field, needed};

/// <https://spec.openapis.org/oas/v3.0.3#openapi-object>
pub(in crate::source) static OPENAPI: Object = Object {
    name: "an OpenAPI document",
    section: None,
    fields: &[
        needed("openapi", Shape::Text),
        Field { name: "info", shape: Shape::Object(&INFO), need: Need::Required },
        field("servers", Shape::List(&Shape::Object(&SERVER))),
        needed("paths", Shape::Object(&PATHS)),
        field("components", Shape::Object(&COMPONENTS)),
        field("security", SECURITY),
        field("tags", Shape::List(&Shape::Object(&TAG))),
        field("externalDocs", Shape::Object(&EXTERNAL_DOCS)),
    ],
    rest: Rest::Extensions,
};

pub(super) static INFO: Object = Object {
    name: "the `info`",
    section: None,
    fields: &[
        Field { name: "title", shape: Shape::Text, need: Need::Text },
        field("description", Shape::Text),
        field("termsOfService", Shape::Text),
        field("contact", Shape::Object(&CONTACT)),
        field("license", Shape::Object(&LICENSE)),
        Field { name: "version", shape: Shape::Text, need: Need::Text },
    ],
    rest: Rest::Extensions,
};

static CONTACT: Object = Object {
    name: "a contact",
    section: None,
    fields: &[field("name", Shape::Text), field("url", Shape::Text), field("email", Shape::Text)],
    rest: Rest::Extensions,
};

static LICENSE: Object = Object {
    name: "a licence",
    section: None,
    fields: &[Field { name: "name", shape: Shape::Text, need: Need::Text }, field("url", Shape::Text)],
    rest: Rest::Extensions,
};

pub(super) static SERVER: Object = Object {
    name: "a server",
    section: None,
    fields: &[
        needed("url", Shape::Text),
        field("description", Shape::Text),
        field("variables", Shape::Map(&Shape::Object(&SERVER_VARIABLE))),
    ],
    rest: Rest::Extensions,
};

static SERVER_VARIABLE: Object = Object {
    name: "a server variable",
    section: None,
    fields: &[field("enum", Shape::List(&Shape::Text)), needed("default", Shape::Text), field("description", Shape::Text)],
    rest: Rest::Extensions,
};

pub(super) static TAG: Object = Object {
    name: "a tag",
    section: None,
    fields: &[needed("name", Shape::Text), field("description", Shape::Text), field("externalDocs", Shape::Object(&EXTERNAL_DOCS))],
    rest: Rest::Extensions,
};

/// <https://spec.openapis.org/oas/v3.0.3#components-object>
static COMPONENTS: Object = Object {
    name: "the `components`",
    section: None,
    fields: &[
        field("schemas", Shape::Map(&Shape::Object(&SCHEMA))),
        field("responses", Shape::Map(&Shape::Object(&RESPONSE))),
        field("parameters", Shape::Map(&Shape::Object(&PARAMETER))),
        field("examples", Shape::Map(&Shape::Object(&EXAMPLE))),
        field("requestBodies", Shape::Map(&Shape::Object(&REQUEST_BODY))),
        field("headers", Shape::Map(&Shape::Object(&HEADER))),
        field("securitySchemes", Shape::Map(&Shape::Object(&SECURITY_SCHEME))),
        field("links", Shape::Map(&Shape::Object(&LINK))),
        field("callbacks", Shape::Map(&Shape::Object(&CALLBACK))),
    ],
    rest: Rest::Extensions,
};
