//! What stands beside a `$ref`. OpenAPI 3.0 ignores it, and people write it all the same: remarks are kept by an `allOf` around the
//! reference, constraints are reported and left out.

use serde_json::{Map, Value, json};

use super::grammar::{OPENAPI, Object, Shape, walk};
use crate::pointer::Pointer;
use crate::report::{Report, code};

/// The keys that say something about a use of a schema without changing what it accepts.
const KEPT: [&str; 9] = ["title", "description", "nullable", "deprecated", "default", "readOnly", "writeOnly", "example", "externalDocs"];
/// Those of them that change what is sent or received.
const MEANT: [&str; 4] = ["nullable", "default", "readOnly", "writeOnly"];
/// The keys that nothing is lost with.
const SILENT: [&str; 3] = ["summary", "description", "xml"];

/// Rewrites every reference that has siblings.
pub(super) fn rewrite(report: &mut Report, tree: &mut Value) {
    let mut found = Vec::new();
    walk(Shape::Object(&OPENAPI), tree, &mut Pointer::root(), &mut |at, shape, value| {
        match (shape, value) {
            (Shape::Object(object), Value::Object(members))
                if object.is_referable() && members.len() > 1 && members.get("$ref").is_some_and(Value::is_string) =>
            {
                found.push((at.clone(), object));
            }
            _ => {}
        }
        true
    });
    for (at, object) in found {
        let Some(Value::Object(members)) = tree.pointer_mut(at.as_str()) else { continue };
        let siblings = std::mem::take(members);
        let told: Vec<String> = siblings.keys().filter(|key| MEANT.contains(&key.as_str())).map(|key| format!("`{key}`")).collect();
        let (rewritten, ignored) = split(siblings, object);
        *members = rewritten;
        if !told.is_empty() && object.section == Some("schemas") {
            let message = format!("{} beside a `$ref` is ignored by OpenAPI 3.0, and read as it is meant", told.join(", "));
            report.add_with_help(&code::REF_SIBLINGS_KEPT, &at.child("$ref"), message, "put the reference into an `allOf`");
        }
        if !ignored.is_empty() {
            let keys = ignored.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
            let help = "to add constraints, put the reference into an `allOf`";
            report.add_with_help(&code::REF_SIBLINGS_IGNORED, &at.child("$ref"), format!("{keys} beside a `$ref` is ignored"), help);
        }
    }
}

/// The object to use instead, and the keys that it leaves out.
fn split(mut members: Map<String, Value>, object: &Object) -> (Map<String, Value>, Vec<String>) {
    let reference = members.shift_remove("$ref").unwrap_or_default();
    let is_schema = object.section == Some("schemas");
    let mut kept = Map::new();
    let mut ignored = Vec::new();
    for (key, value) in members {
        if is_schema && (KEPT.contains(&key.as_str()) || key.starts_with("x-")) {
            kept.insert(key, value);
        } else if !SILENT.contains(&key.as_str()) && !key.starts_with("x-") {
            ignored.push(key);
        }
    }
    let mut rewritten = Map::new();
    if kept.is_empty() {
        rewritten.insert("$ref".to_owned(), reference);
    } else {
        rewritten.insert("allOf".to_owned(), json!([{ "$ref": reference }]));
        rewritten.extend(kept);
    }
    (rewritten, ignored)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::grammar::{PARAMETER, SCHEMA};
    use super::split;

    #[test]
    fn remarks_are_kept_and_constraints_are_not() {
        let table = [
            (json!({"$ref": "#/a", "description": "d"}), json!({"allOf": [{"$ref": "#/a"}], "description": "d"}), vec![]),
            (json!({"$ref": "#/a", "type": "object"}), json!({"$ref": "#/a"}), vec!["type"]),
            (json!({"nullable": true, "$ref": "#/a", "x-y": 1}), json!({"allOf": [{"$ref": "#/a"}], "nullable": true, "x-y": 1}), vec![]),
        ];
        for (written, expected, ignored) in table {
            let Value::Object(written) = written else { unreachable!() };
            assert_eq!(
                split(written.clone(), &SCHEMA),
                (expected.as_object().unwrap().clone(), ignored.into_iter().map(String::from).collect())
            );
            assert_eq!(split(written, &PARAMETER).0, *json!({"$ref": "#/a"}).as_object().unwrap());
        }
    }
}
