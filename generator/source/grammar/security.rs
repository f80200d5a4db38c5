//! Security schemes and requirements.

use super::{Field, Need, Object, Rest, Shape, field, needed};

/// <https://spec.openapis.org/oas/v3.0.3#security-requirement-object>, a list of them.
pub(super) const SECURITY: Shape = Shape::List(&Shape::Map(&Shape::List(&Shape::Text)));

/// <https://spec.openapis.org/oas/v3.0.3#security-scheme-object>. Which keys which type needs is checked elsewhere.
pub(in crate::source) static SECURITY_SCHEME: Object = Object {
    name: "a security scheme",
    section: Some("securitySchemes"),
    fields: &[
        needed("type", Shape::Choice(&["apiKey", "http", "oauth2", "openIdConnect"])),
        field("description", Shape::Text),
        field("name", Shape::Text),
        field("in", Shape::Choice(&["query", "header", "cookie"])),
        field("scheme", Shape::Text),
        field("bearerFormat", Shape::Text),
        field("flows", Shape::Object(&FLOWS)),
        field("openIdConnectUrl", Shape::Text),
    ],
    rest: Rest::Extensions,
};

static FLOWS: Object = Object {
    name: "the `flows`",
    section: None,
    fields: &[
        field("implicit", Shape::Object(&IMPLICIT)),
        field("password", Shape::Object(&WITH_TOKEN)),
        field("clientCredentials", Shape::Object(&WITH_TOKEN)),
        field("authorizationCode", Shape::Object(&WITH_CODE)),
    ],
    rest: Rest::Extensions,
};

const URL: Need = Need::Text;
pub(super) const SCOPES: Field = Field { name: "scopes", shape: Shape::Map(&Shape::Text), need: Need::Map };

static IMPLICIT: Object = Object {
    name: "an OAuth flow",
    section: None,
    fields: &[
        Field { name: "authorizationUrl", shape: Shape::Text, need: URL },
        field("tokenUrl", Shape::Text),
        field("refreshUrl", Shape::Text),
        SCOPES,
    ],
    rest: Rest::Extensions,
};

static WITH_TOKEN: Object = Object {
    name: "an OAuth flow",
    section: None,
    fields: &[
        field("authorizationUrl", Shape::Text),
        Field { name: "tokenUrl", shape: Shape::Text, need: URL },
        field("refreshUrl", Shape::Text),
        SCOPES,
    ],
    rest: Rest::Extensions,
};

static WITH_CODE: Object = Object {
    name: "an OAuth flow",
    section: None,
    fields: &[
        Field { name: "authorizationUrl", shape: Shape::Text, need: URL },
        Field { name: "tokenUrl", shape: Shape::Text, need: URL },
        field("refreshUrl", Shape::Text),
        SCOPES,
    ],
    rest: Rest::Extensions,
};
