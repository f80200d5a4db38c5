//! What came with OpenAPI 3.2 and has no form in 3.0 → a warning each, and a document without it.
//!
//! <https://spec.openapis.org/oas/v3.2.0.html>

use serde_json::{Value, json};

use super::super::grammar::{OPENAPI, Shape, walk};
use super::super::shape::remove;
use crate::pointer::Pointer;
use crate::report::{Report, code};

/// The keys, by the object that has them.
const KEYS: [(&str, &[&str]); 11] = [
    ("a path item", &["query", "additionalOperations"]),
    ("a media type", &["itemSchema", "itemEncoding", "prefixEncoding"]),
    ("an encoding", &["encoding", "itemEncoding", "prefixEncoding"]),
    ("a discriminator", &["defaultMapping"]),
    ("an example", &["dataValue", "serializedValue"]),
    ("a response", &["summary"]),
    ("a security scheme", &["deprecated", "oauth2MetadataUrl"]),
    ("the `flows`", &["deviceAuthorization"]),
    ("a server", &["name"]),
    ("a tag", &["summary", "parent", "kind"]),
    ("the `xml` of a schema", &["nodeType"]),
];

/// Takes out what is not supported. What `item.rs` has rewritten is not there any more.
pub(super) fn rewrite(report: &mut Report, tree: &mut Value) {
    let (mut keys, mut parameters, mut styles) = (Vec::new(), Vec::new(), Vec::new());
    walk(Shape::Object(&OPENAPI), tree, &mut Pointer::root(), &mut |at, shape, value| {
        if let Shape::Object(object) = shape {
            let own = KEYS.iter().filter(|(name, _)| *name == object.name).flat_map(|(_, keys)| *keys);
            keys.extend(own.filter(|key| value.get(**key).is_some()).map(|key| at.child(key)));
            let is = |key: &str, word: &str| object.name == "a parameter" && value.get(key).and_then(Value::as_str) == Some(word);
            if is("in", "querystring") {
                parameters.push(at.clone());
            } else if is("style", "cookie") {
                styles.push(at.child("style"));
            }
        }
        true
    });
    for at in keys {
        let name = at.last().unwrap_or_default();
        report.add(&code::LATER_FORM, &at, format!("`{name}` came with OpenAPI 3.2 and is not supported yet; it is left out"));
        remove(tree, &at);
    }
    for at in styles {
        let message = "the style `cookie` came with OpenAPI 3.2; it is written as `form`, percent-encoded";
        report.add(&code::LATER_FORM, &at, message);
        if let Some(style) = tree.pointer_mut(at.as_str()) {
            *style = json!("form");
        }
    }
    // From the last one on, so that those before it stay where they are.
    for at in parameters.into_iter().rev() {
        let message = "a parameter that is the whole query came with OpenAPI 3.2 and is not supported yet; it is left out";
        report.add_with_help(&code::LATER_FORM, &at, message, "callers can add to a query with `query` of the request");
        remove(tree, &at);
    }
}
