//! Schemas of the document → JSON Schema that `jsonschema` can check with.

use jsonschema::Validator;
use serde_json::{Map, Value, json};

use super::{entries, keys};

/// Checks values against a schema of the document.
pub fn validator(document: &Value, schema: &Value) -> Validator {
    compile(rewrite(document, &mut nullable), &rewrite(schema, &mut nullable))
}

/// The same, and an object may have no field that the document does not name, be it as an alias.
pub fn closed_validator(document: &Value, schema: &Value) -> Validator {
    let mut both = |object: &mut Map<String, Value>| {
        nullable(object);
        close(object);
    };
    compile(rewrite(document, &mut both), &rewrite(schema, &mut both))
}

fn compile(mut root: Value, schema: &Value) -> Validator {
    let components = root["components"].take();
    jsonschema::draft202012::new(&json!({"allOf": [schema], "components": components})).expect("the schema is sound")
}

/// A copy of a tree in which `change` was applied to each object that has a type, the innermost first.
fn rewrite(tree: &Value, change: &mut dyn FnMut(&mut Map<String, Value>)) -> Value {
    match tree {
        Value::Array(items) => items.iter().map(|item| rewrite(item, change)).collect(),
        Value::Object(object) => {
            let mut copy: Map<String, Value> = object.iter().map(|(key, value)| (key.clone(), rewrite(value, change))).collect();
            if copy.get("type").is_some_and(Value::is_string) {
                change(&mut copy);
            }
            Value::Object(copy)
        }
        _ => tree.clone(),
    }
}

/// The 3.0 keyword `nullable` → a list of types.
fn nullable(schema: &mut Map<String, Value>) {
    if schema.remove("nullable") == Some(Value::Bool(true)) {
        let declared = schema["type"].take();
        schema["type"] = json!([declared, "null"]);
    }
}

fn close(schema: &mut Map<String, Value>) {
    let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) else { return };
    let aliases: Vec<(String, Value)> = properties
        .values()
        .flat_map(|property| property["x-aliases"].as_array().into_iter().flatten().map(move |alias| (alias, property)))
        .map(|(alias, property)| (alias.as_str().expect("an alias is a name").to_owned(), property.clone()))
        .collect();
    properties.extend(aliases);
    schema.insert("additionalProperties".to_owned(), Value::Bool(false));
}

#[test]
fn nullable_becomes_a_list_of_types() {
    let document = json!({"components": {"schemas": {"Name": {"type": "string", "nullable": true}}}});
    let schema = json!({"type": "object", "properties": {"name": {"$ref": "#/components/schemas/Name"}, "id": {"type": "string"}}});
    for (value, fits) in
        [(json!({"name": null}), true), (json!({"name": "a", "other": 1}), true), (json!({"name": 1}), false), (json!({"id": null}), false)]
    {
        assert_eq!(validator(&document, &schema).is_valid(&value), fits, "{value}");
    }
    assert!(!closed_validator(&document, &schema).is_valid(&json!({"name": "a", "other": 1})));
}

#[test]
fn no_schema_uses_a_keyword_that_these_rewrites_miss() {
    const KNOWN: &[&str] = &[
        "type", "format", "properties", "items", "oneOf", "enum", "pattern", "minimum", "maximum", "default", "nullable", "description",
        "title", "deprecated",
    ];
    fn walk(schema: &Value) {
        if schema.get("$ref").is_some() {
            assert_eq!(keys(schema), ["$ref"], "what stands beside a $ref is ignored");
            return;
        }
        for key in keys(schema) {
            assert!(KNOWN.contains(&key) || key.starts_with("x-"), "{key}");
        }
        entries(&schema["properties"]).for_each(|(_, property)| walk(property));
        schema["oneOf"].as_array().into_iter().flatten().chain(schema.get("items")).for_each(walk);
    }
    let document = super::document();
    entries(&document["components"]["schemas"]).for_each(|(_, schema)| walk(schema));
}
