//! Which versions of OpenAPI are read.

use serde_json::Value;

use super::grammar::{Grammar, OPENAPI_3, SWAGGER_2};
use crate::pointer::Pointer;
use crate::report::{Report, code};

/// A version that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Version {
    /// Swagger 2.0, as OpenAPI was called before.
    V20,
    /// OpenAPI 3.0.
    V30,
    /// OpenAPI 3.1 and 3.2, which have the schemas of JSON Schema 2020-12.
    V31,
}

impl Version {
    /// The grammar that documents of it are read by.
    pub fn grammar(self) -> &'static Grammar {
        match self {
            Self::V20 => &SWAGGER_2,
            Self::V30 | Self::V31 => &OPENAPI_3,
        }
    }
}

/// The version that the tree says it is of; nothing if it is none that is read, and then the report says why.
pub(super) fn version(report: &mut Report, tree: &Value) -> Option<Version> {
    let root = Pointer::root();
    let help = "Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2 are read: the document begins with `swagger: '2.0'` or `openapi: 3.1.0`, say";
    if !tree.is_object() {
        report.add_with_help(&code::UNSUPPORTED_VERSION, &root, "the document is not an OpenAPI document: it is not a mapping", help);
        return None;
    }
    let (key, written) = match (tree.get("openapi"), tree.get("swagger")) {
        (Some(version), _) => ("openapi", version),
        (None, Some(version)) => ("swagger", version),
        (None, None) => {
            report.add_with_help(&code::UNSUPPORTED_VERSION, &root, "the document does not say which version of OpenAPI it is", help);
            return None;
        }
    };
    let version = match written {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let of = |series: &str| version == series || version.strip_prefix(series).is_some_and(|rest| rest.starts_with('.'));
    match key {
        "swagger" if of("2.0") => return Some(Version::V20),
        "openapi" if of("3.0") => return Some(Version::V30),
        "openapi" if of("3.1") || of("3.2") => return Some(Version::V31),
        _ => {}
    }
    let message = if key == "swagger" { format!("Swagger {version} is not read") } else { format!("OpenAPI {version} is not read") };
    report.add_with_help(&code::UNSUPPORTED_VERSION, &root.child(key), message, help);
    None
}
