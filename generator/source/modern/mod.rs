//! OpenAPI 3.1 and 3.2 → the forms of 3.0, on the untyped tree.
//!
//! What 3.0 can say is rewritten (`schema.rs`, one keyword after the other; `item.rs`, what is said of the items of a stream; `later.rs`, what came with 3.2); what it cannot is reported and left out. Documents of 3.0 that
//! use the newer forms are read the same way, with a finding.

mod item;
mod later;
mod schema;

use serde_json::{Map, Value, json};

use super::grammar::{OPENAPI, Shape, walk};
use crate::pointer::Pointer;
use crate::report::{Report, code};

/// Rewrites a document. `newer`: whether it says that it is of 3.1 or later.
pub(super) fn rewrite(report: &mut Report, tree: &mut Value, newer: bool) {
    if newer {
        front(report, tree);
        item::rewrite(tree);
        later::rewrite(report, tree);
    }
    unreachable(report, tree, newer);
    let mut roots = Vec::new();
    walk(Shape::Object(&OPENAPI), tree, &mut Pointer::root(), &mut |at, shape, _| {
        let is_schema = matches!(shape, Shape::Object(object) | Shape::FlagOr(object) if object.section == Some("schemas"));
        if is_schema {
            roots.push(at.clone());
        }
        !is_schema
    });
    for mut at in roots {
        if let Some(value) = tree.pointer_mut(at.as_str()) {
            schema::Rewriter { report, newer }.schema(value, &mut at, 0);
        }
    }
}

/// What is only reached by references, which have been followed.
fn unreachable(report: &mut Report, tree: &mut Value, newer: bool) {
    let Some(Value::Object(components)) = tree.get_mut("components") else { return };
    for (key, version) in [("pathItems", "3.1"), ("mediaTypes", "3.2")] {
        if components.shift_remove(key).is_some() && !newer {
            let place = Pointer::root().child("components").child(key);
            report.add(&code::NEWER_FORM, &place, format!("`{key}` came with OpenAPI {version}; what refers to it is read as such"));
        }
    }
}

/// What the root, its `info` and its components have that 3.0 does not.
fn front(report: &mut Report, tree: &mut Value) {
    let Value::Object(root) = tree else { return };
    root.shift_remove("jsonSchemaDialect");
    root.shift_remove("$self");
    let webhooks = root.shift_remove("webhooks");
    if webhooks.is_some_and(|webhooks| webhooks.as_object().is_some_and(|webhooks| !webhooks.is_empty())) {
        let place = Pointer::root().child("webhooks");
        report.add(&code::WEBHOOKS_LEFT_OUT, &place, "webhooks are calls to a server of yours; a client has no part in them");
    }
    root.entry("paths").or_insert_with(|| json!({}));
    if let Some(Value::Object(info)) = root.get_mut("info") {
        info.shift_remove("summary");
        if let Some(Value::Object(license)) = info.get_mut("license") {
            license.shift_remove("identifier");
        }
    }
    let Some(Value::Object(components)) = root.get_mut("components") else { return };
    for scheme in components.get_mut("securitySchemes").and_then(Value::as_object_mut).into_iter().flat_map(Map::values_mut) {
        if scheme.get("type") == Some(&json!("mutualTLS")) {
            let description = scheme.get("description").cloned();
            *scheme = json!({"type": "http", "scheme": "x-mutual-tls"});
            if let (Value::Object(scheme), Some(description)) = (scheme, description) {
                scheme.insert("description".to_owned(), description);
            }
        }
    }
}
