//! What schemas of Swagger say in another way.

use serde_json::{Map, Value, json};

use super::super::grammar::{OPENAPI, Shape, walk};
use crate::pointer::Pointer;
use crate::report::{Report, code};

/// The keys that Swagger does not have.
const NEWER: [&str; 6] = ["oneOf", "anyOf", "not", "nullable", "writeOnly", "deprecated"];

/// Rewrites all schemas of a document whose other parts have the forms of 3.0.
pub(super) fn rewrite(report: &mut Report, tree: &mut Value) {
    let mut found = Vec::new();
    walk(Shape::Object(&OPENAPI), tree, &mut Pointer::root(), &mut |at, shape, value| {
        if matches!(shape, Shape::Object(object) if object.section == Some("schemas")) && is_old(value, report, at) {
            found.push(at.clone());
        }
        true
    });
    for at in found {
        if let Some(Value::Object(members)) = tree.pointer_mut(at.as_str()) {
            keywords(members);
        }
    }
}

/// Whether a schema has a form that 3.0 has not. Forms that only 3.0 has are read as such.
fn is_old(schema: &Value, report: &mut Report, at: &Pointer) -> bool {
    let Value::Object(members) = schema else { return false };
    for key in NEWER.iter().filter(|key| members.contains_key(**key)) {
        report.add(&code::NEWER_FORM, &at.child(key), format!("`{key}` came with OpenAPI 3.0; it is read as such"));
    }
    members.contains_key("x-nullable")
        || members.get("discriminator").is_some_and(Value::is_string)
        || members.get("type").is_some_and(|typ| typ == "file")
}

fn keywords(members: &mut Map<String, Value>) {
    if let Some(name) = members.get_mut("discriminator").filter(|name| name.is_string()) {
        *name = json!({"propertyName": name.take()});
    }
    if members.get("x-nullable").is_some_and(Value::is_boolean)
        && let Some(nullable) = members.shift_remove("x-nullable").filter(|nullable| *nullable == json!(true))
    {
        members.entry("nullable").or_insert(nullable);
    }
    if members.get("type").is_some_and(|typ| typ == "file") {
        members.insert("type".to_owned(), json!("string"));
        members.insert("format".to_owned(), json!("binary"));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::keywords;

    #[test]
    fn old_forms_become_newer_ones() {
        let table = [
            (json!({"discriminator": "kind"}), json!({"discriminator": {"propertyName": "kind"}})),
            (json!({"discriminator": {"propertyName": "kind"}}), json!({"discriminator": {"propertyName": "kind"}})),
            (json!({"type": "string", "x-nullable": true}), json!({"type": "string", "nullable": true})),
            (json!({"type": "string", "x-nullable": false}), json!({"type": "string"})),
            (json!({"x-nullable": "yes"}), json!({"x-nullable": "yes"})),
            (json!({"type": "file"}), json!({"type": "string", "format": "binary"})),
        ];
        for (old, new) in table {
            let Value::Object(mut members) = old.clone() else { unreachable!() };
            keywords(&mut members);
            assert_eq!(json!(members), new, "{old}");
        }
    }
}
