//! Which versions of OpenAPI are read.

use serde_json::Value;

use crate::pointer::Pointer;
use crate::report::{Report, code};

/// Whether the tree says that it is of a version that the next steps understand; if not, the report says why.
pub(super) fn check(report: &mut Report, tree: &Value) -> bool {
    let root = Pointer::root();
    let help = "OpenAPI 3.0 is read: the document begins with `openapi: 3.0.3`";
    if !tree.is_object() {
        report.add_with_help(&code::UNSUPPORTED_VERSION, &root, "the document is not an OpenAPI document: it is not a mapping", help);
        return false;
    }
    let (key, written) = match (tree.get("openapi"), tree.get("swagger")) {
        (Some(version), _) => ("openapi", version),
        (None, Some(version)) => ("swagger", version),
        (None, None) => {
            report.add_with_help(&code::UNSUPPORTED_VERSION, &root, "the document does not say which version of OpenAPI it is", help);
            return false;
        }
    };
    let version = match written {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let is_read = key == "openapi" && (version == "3.0" || version.starts_with("3.0."));
    if !is_read {
        let message = if key == "swagger" { format!("Swagger {version} is not read") } else { format!("OpenAPI {version} is not read") };
        report.add_with_help(&code::UNSUPPORTED_VERSION, &root.child(key), message, help);
    }
    is_read
}
