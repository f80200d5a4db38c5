//! Swagger 2.0 (<https://spec.openapis.org/oas/v2.0>): what stands around the schemas. The schemas themselves have the table of 3.0, which
//! knows all of theirs: what differs in them is rewritten before anyone looks at the types of their keys.

use super::document::{INFO, TAG};
use super::operation::{any, is_status};
use super::schema::{EXTERNAL_DOCS, SCHEMA};
use super::security::{SCOPES, SECURITY};
use super::{Field, Need, Object, Rest, Shape, field, needed};

const MEDIA_TYPES: Shape = Shape::List(&Shape::Text);
const SCHEMES: Shape = Shape::List(&Shape::Choice(&["http", "https", "ws", "wss"]));

/// The whole document.
pub(super) static SWAGGER: Object = Object {
    name: "a Swagger document",
    section: None,
    fields: &[
        needed("swagger", Shape::Text),
        Field { name: "info", shape: Shape::Object(&INFO), need: Need::Required },
        field("host", Shape::Text),
        field("basePath", Shape::Text),
        field("schemes", SCHEMES),
        field("consumes", MEDIA_TYPES),
        field("produces", MEDIA_TYPES),
        needed("paths", Shape::Object(&PATHS)),
        field("definitions", Shape::Map(&Shape::Object(&SCHEMA))),
        field("parameters", Shape::Map(&Shape::Object(&PARAMETER))),
        field("responses", Shape::Map(&Shape::Object(&RESPONSE))),
        field("securityDefinitions", Shape::Map(&Shape::Object(&SECURITY_SCHEME))),
        field("security", SECURITY),
        field("tags", Shape::List(&Shape::Object(&TAG))),
        field("externalDocs", Shape::Object(&EXTERNAL_DOCS)),
    ],
    rest: Rest::Extensions,
};

static PATHS: Object = Object { name: "the `paths`", section: None, fields: &[], rest: Rest::Pattern(any, Shape::Object(&PATH_ITEM)) };

pub(super) static PATH_ITEM: Object = Object {
    name: "a path item",
    section: None,
    fields: &[
        field("get", Shape::Object(&OPERATION)),
        field("put", Shape::Object(&OPERATION)),
        field("post", Shape::Object(&OPERATION)),
        field("delete", Shape::Object(&OPERATION)),
        field("options", Shape::Object(&OPERATION)),
        field("head", Shape::Object(&OPERATION)),
        field("patch", Shape::Object(&OPERATION)),
        field("parameters", Shape::List(&Shape::Object(&PARAMETER))),
    ],
    rest: Rest::Extensions,
};

static OPERATION: Object = Object {
    name: "an operation",
    section: None,
    fields: &[
        field("tags", Shape::List(&Shape::Text)),
        field("summary", Shape::Text),
        field("description", Shape::Text),
        field("externalDocs", Shape::Object(&EXTERNAL_DOCS)),
        field("operationId", Shape::Text),
        field("consumes", MEDIA_TYPES),
        field("produces", MEDIA_TYPES),
        field("parameters", Shape::List(&Shape::Object(&PARAMETER))),
        Field { name: "responses", shape: Shape::Object(&RESPONSES), need: Need::Map },
        field("schemes", SCHEMES),
        field("deprecated", Shape::Flag),
        field("security", SECURITY),
    ],
    rest: Rest::Extensions,
};

const COLLECTION_FORMAT: Shape = Shape::Choice(&["csv", "ssv", "tsv", "pipes", "multi"]);
const TYPE: Shape = Shape::Choice(&["string", "number", "integer", "boolean", "array", "object", "file"]);

/// The keys of a parameter; from the sixth on also those of a header. Those that become a schema are `Any` here: whether they are right
/// is asked of the schema.
const DESCRIBED: &[Field] = &[
    needed("name", Shape::Text),
    needed("in", Shape::Choice(&["query", "header", "path", "formData", "body"])),
    field("required", Shape::Flag),
    field("allowEmptyValue", Shape::Flag),
    field("schema", Shape::Object(&SCHEMA)),
    field("description", Shape::Text),
    field("type", TYPE),
    field("format", Shape::Any),
    field("items", Shape::Object(&SCHEMA)),
    field("collectionFormat", COLLECTION_FORMAT),
    field("default", Shape::Any),
    field("maximum", Shape::Any),
    field("exclusiveMaximum", Shape::Any),
    field("minimum", Shape::Any),
    field("exclusiveMinimum", Shape::Any),
    field("maxLength", Shape::Any),
    field("minLength", Shape::Any),
    field("pattern", Shape::Any),
    field("maxItems", Shape::Any),
    field("minItems", Shape::Any),
    field("uniqueItems", Shape::Any),
    field("enum", Shape::Any),
    field("multipleOf", Shape::Any),
];

static PARAMETER: Object = Object { name: "a parameter", section: Some("parameters"), fields: DESCRIBED, rest: Rest::Extensions };

static HEADER: Object = Object { name: "a header", section: None, fields: DESCRIBED.split_at(5).1, rest: Rest::Extensions };

static RESPONSES: Object = Object {
    name: "the `responses`",
    section: None,
    fields: &[field("default", Shape::Object(&RESPONSE))],
    rest: Rest::Pattern(is_status, Shape::Object(&RESPONSE)),
};

static RESPONSE: Object = Object {
    name: "a response",
    section: Some("responses"),
    fields: &[
        Field { name: "description", shape: Shape::Text, need: Need::Text },
        field("schema", Shape::Object(&SCHEMA)),
        field("headers", Shape::Map(&Shape::Object(&HEADER))),
        field("examples", Shape::Map(&Shape::Any)),
    ],
    rest: Rest::Extensions,
};

static SECURITY_SCHEME: Object = Object {
    name: "a security scheme",
    section: None,
    fields: &[
        needed("type", Shape::Choice(&["basic", "apiKey", "oauth2"])),
        field("description", Shape::Text),
        field("name", Shape::Text),
        field("in", Shape::Choice(&["query", "header"])),
        field("flow", Shape::Choice(&["implicit", "password", "application", "accessCode"])),
        field("authorizationUrl", Shape::Text),
        field("tokenUrl", Shape::Text),
        Field { need: Need::Optional, ..SCOPES },
    ],
    rest: Rest::Extensions,
};
