//! Paths, operations, and what is sent and received.

use super::document::SERVER;
use super::schema::{EXTERNAL_DOCS, SCHEMA};
use super::security::SECURITY;
use super::{Field, Need, Object, Rest, Shape, field, needed};

/// The methods of a path item.
pub(in crate::source) const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// <https://spec.openapis.org/oas/v3.0.3#paths-object>. Whether a key is a path template is checked elsewhere.
pub(super) static PATHS: Object =
    Object { name: "the `paths`", section: None, fields: &[], rest: Rest::Pattern(any, Shape::Object(&PATH_ITEM)) };

/// <https://spec.openapis.org/oas/v3.0.3#path-item-object>
pub(super) static PATH_ITEM: Object = Object {
    name: "a path item",
    section: None,
    fields: &[
        field("summary", Shape::Text),
        field("description", Shape::Text),
        field("get", Shape::Object(&OPERATION)),
        field("put", Shape::Object(&OPERATION)),
        field("post", Shape::Object(&OPERATION)),
        field("delete", Shape::Object(&OPERATION)),
        field("options", Shape::Object(&OPERATION)),
        field("head", Shape::Object(&OPERATION)),
        field("patch", Shape::Object(&OPERATION)),
        field("trace", Shape::Object(&OPERATION)),
        field("servers", Shape::List(&Shape::Object(&SERVER))),
        field("parameters", Shape::List(&Shape::Object(&PARAMETER))),
    ],
    rest: Rest::Extensions,
};

/// <https://spec.openapis.org/oas/v3.0.3#operation-object>
pub(in crate::source) static OPERATION: Object = Object {
    name: "an operation",
    section: None,
    fields: &[
        field("tags", Shape::List(&Shape::Text)),
        field("summary", Shape::Text),
        field("description", Shape::Text),
        field("externalDocs", Shape::Object(&EXTERNAL_DOCS)),
        field("operationId", Shape::Text),
        field("parameters", Shape::List(&Shape::Object(&PARAMETER))),
        field("requestBody", Shape::Object(&REQUEST_BODY)),
        Field { name: "responses", shape: Shape::Object(&RESPONSES), need: Need::Map },
        field("callbacks", Shape::Map(&Shape::Object(&CALLBACK))),
        field("deprecated", Shape::Flag),
        field("security", SECURITY),
        field("servers", Shape::List(&Shape::Object(&SERVER))),
    ],
    rest: Rest::Extensions,
};

/// <https://spec.openapis.org/oas/v3.0.3#parameter-object>
pub(in crate::source) static PARAMETER: Object = Object {
    name: "a parameter",
    section: Some("parameters"),
    fields: &[
        needed("name", Shape::Text),
        needed("in", Shape::Choice(&["query", "header", "path", "cookie"])),
        field("description", Shape::Text),
        field("required", Shape::Flag),
        field("deprecated", Shape::Flag),
        field("allowEmptyValue", Shape::Flag),
        field("style", Shape::Choice(&["form", "simple", "matrix", "label", "spaceDelimited", "pipeDelimited", "deepObject"])),
        field("explode", Shape::Flag),
        field("allowReserved", Shape::Flag),
        field("schema", Shape::Object(&SCHEMA)),
        field("example", Shape::Any),
        field("examples", Shape::Map(&Shape::Object(&EXAMPLE))),
        field("content", Shape::Map(&Shape::Object(&MEDIA_TYPE))),
    ],
    rest: Rest::Extensions,
};

/// <https://spec.openapis.org/oas/v3.0.3#header-object>
pub(in crate::source) static HEADER: Object = Object {
    name: "a header",
    section: Some("headers"),
    fields: &[
        field("description", Shape::Text),
        field("required", Shape::Flag),
        field("deprecated", Shape::Flag),
        field("allowEmptyValue", Shape::Flag),
        field("style", Shape::Choice(&["simple"])),
        field("explode", Shape::Flag),
        field("allowReserved", Shape::Flag),
        field("schema", Shape::Object(&SCHEMA)),
        field("example", Shape::Any),
        field("examples", Shape::Map(&Shape::Object(&EXAMPLE))),
        field("content", Shape::Map(&Shape::Object(&MEDIA_TYPE))),
    ],
    rest: Rest::Extensions,
};

pub(super) static REQUEST_BODY: Object = Object {
    name: "a request body",
    section: Some("requestBodies"),
    fields: &[
        field("description", Shape::Text),
        Field { name: "content", shape: Shape::Map(&Shape::Object(&MEDIA_TYPE)), need: Need::Map },
        field("required", Shape::Flag),
    ],
    rest: Rest::Extensions,
};

pub(in crate::source) static MEDIA_TYPE: Object = Object {
    name: "a media type",
    section: None,
    fields: &[
        field("schema", Shape::Object(&SCHEMA)),
        field("example", Shape::Any),
        field("examples", Shape::Map(&Shape::Object(&EXAMPLE))),
        field("encoding", Shape::Map(&Shape::Object(&ENCODING))),
    ],
    rest: Rest::Extensions,
};

static ENCODING: Object = Object {
    name: "an encoding",
    section: None,
    fields: &[
        field("contentType", Shape::Text),
        field("headers", Shape::Map(&Shape::Object(&HEADER))),
        field("style", Shape::Choice(&["form", "spaceDelimited", "pipeDelimited", "deepObject"])),
        field("explode", Shape::Flag),
        field("allowReserved", Shape::Flag),
    ],
    rest: Rest::Extensions,
};

static RESPONSES: Object = Object {
    name: "the `responses`",
    section: None,
    fields: &[field("default", Shape::Object(&RESPONSE))],
    rest: Rest::Pattern(is_status, Shape::Object(&RESPONSE)),
};

pub(in crate::source) static RESPONSE: Object = Object {
    name: "a response",
    section: Some("responses"),
    fields: &[
        Field { name: "description", shape: Shape::Text, need: Need::Text },
        field("headers", Shape::Map(&Shape::Object(&HEADER))),
        field("content", Shape::Map(&Shape::Object(&MEDIA_TYPE))),
        field("links", Shape::Map(&Shape::Object(&LINK))),
    ],
    rest: Rest::Extensions,
};

pub(super) static CALLBACK: Object =
    Object { name: "a callback", section: Some("callbacks"), fields: &[], rest: Rest::Pattern(any, Shape::Object(&PATH_ITEM)) };

pub(super) static EXAMPLE: Object = Object {
    name: "an example",
    section: Some("examples"),
    fields: &[
        field("summary", Shape::Text),
        field("description", Shape::Text),
        field("value", Shape::Any),
        field("externalValue", Shape::Text),
    ],
    rest: Rest::Extensions,
};

pub(in crate::source) static LINK: Object = Object {
    name: "a link",
    section: Some("links"),
    fields: &[
        field("operationRef", Shape::Text),
        field("operationId", Shape::Text),
        field("parameters", Shape::Map(&Shape::Any)),
        field("requestBody", Shape::Any),
        field("description", Shape::Text),
        field("server", Shape::Object(&SERVER)),
    ],
    rest: Rest::Extensions,
};

pub(super) fn any(_: &str) -> bool {
    true
}

/// `200`, or `2XX` for a hundred of them.
pub(super) fn is_status(key: &str) -> bool {
    match key.as_bytes() {
        [b'1'..=b'9', rest @ ..] => matches!(rest, [b'0'..=b'9', b'0'..=b'9'] | [b'X' | b'x', b'X' | b'x']),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_status;

    #[test]
    fn statuses() {
        for (key, expected) in [("200", true), ("2XX", true), ("0", false), ("20", false), ("2000", false), ("20X", false), ("ok", false)] {
            assert_eq!(is_status(key), expected, "{key}");
        }
    }
}
