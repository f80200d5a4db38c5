//! A schema of OpenAPI 3.0 → JSON Schema (draft 7), keyword by keyword; what asserts nothing is left out, so that equal schemas look equal.
//! <https://spec.openapis.org/oas/v3.0.3#schema-object>

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::claim::Direction;
use super::reference::{follow, target};
use crate::pointer::Pointer;

/// Under which URI the schemas that references lead to are kept, each under its pointer.
pub(super) const ROOT: &str = "document:///";

/// The keywords that mean the same in both.
const SAME: [&str; 8] = ["type", "enum", "maxLength", "minLength", "maxItems", "minItems", "maxProperties", "minProperties"];

/// The types that `x-accept` may name.
const TYPES: [&str; 6] = ["string", "number", "integer", "boolean", "array", "object"];

/// What a conversion depends on beside the schema.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context<'d> {
    pub tree: &'d Value,
    pub direction: Direction,
    /// The patterns that are no regular expressions.
    pub bad_patterns: &'d BTreeSet<&'d str>,
}

/// The JSON Schema that says the same.
pub(super) fn convert(context: Context<'_>, schema: &Value) -> Value {
    let Some(members) = schema.as_object() else { return Value::Bool(true) };
    if let Some(place) = target(schema) {
        return json!({ "$ref": address(&place) });
    }
    let mut converted = Map::new();
    for (key, value) in members {
        match (key.as_str(), value) {
            (same, _) if SAME.contains(&same) => put(&mut converted, key, value.clone()),
            ("uniqueItems", Value::Bool(true)) => put(&mut converted, key, value.clone()),
            ("multipleOf", Value::Number(step)) if step.as_f64().is_some_and(|step| step > 0.0) => put(&mut converted, key, value.clone()),
            ("pattern", Value::String(pattern)) if !context.bad_patterns.contains(pattern.as_str()) => {
                put(&mut converted, key, value.clone());
            }
            ("minimum" | "maximum", Value::Number(_)) => put(&mut converted, &bound(members, key), value.clone()),
            ("allOf" | "oneOf" | "anyOf", Value::Array(parts)) if !parts.is_empty() => {
                put(&mut converted, key, parts.iter().map(|part| convert(context, part)).collect());
            }
            ("not" | "items", _) => put(&mut converted, key, convert(context, value)),
            ("additionalProperties", Value::Bool(false)) => put(&mut converted, key, value.clone()),
            ("additionalProperties", Value::Object(_)) => put(&mut converted, key, convert(context, value)),
            ("properties", Value::Object(properties)) => put(&mut converted, key, convert_properties(context, properties)),
            _ => {}
        }
    }
    require(context, members, &mut converted);
    tolerate(converted, &tolerated(members))
}

/// The address of the converted schema of a place.
fn address(place: &Pointer) -> String {
    let mut address = format!("{ROOT}#");
    for byte in Pointer::root().child("definitions").child(place.as_str()).as_str().bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => address.push(char::from(byte)),
            other => address.push_str(&format!("%{other:02X}")),
        }
    }
    address
}

fn put(converted: &mut Map<String, Value>, key: &str, value: Value) {
    converted.insert(key.to_owned(), value);
}

/// `exclusiveMaximum` is a flag beside `maximum` here, and a bound of its own there.
fn bound(members: &Map<String, Value>, key: &str) -> String {
    let exclusive = if key == "minimum" { "exclusiveMinimum" } else { "exclusiveMaximum" };
    if members.get(exclusive) == Some(&Value::Bool(true)) { exclusive } else { key }.to_owned()
}

/// Each property, under its aliases too.
fn convert_properties(context: Context<'_>, properties: &Map<String, Value>) -> Value {
    let mut converted = Map::new();
    for (name, property) in properties {
        let schema = convert(context, property);
        for alias in aliases(property).filter(|alias| !properties.contains_key(*alias)) {
            converted.insert(alias.to_owned(), schema.clone());
        }
        converted.insert(name.clone(), schema);
    }
    Value::Object(converted)
}

/// The other names that a property goes by.
pub(super) fn aliases(property: &Value) -> impl Iterator<Item = &str> {
    let list = match property.get("x-aliases") {
        Some(Value::Array(names)) => names.as_slice(),
        Some(name) => std::slice::from_ref(name),
        None => &[],
    };
    list.iter().filter_map(Value::as_str)
}

/// What is required: an alias will do, and what travels the other way only is not missed.
fn require(context: Context<'_>, members: &Map<String, Value>, converted: &mut Map<String, Value>) {
    let mut required = BTreeSet::new();
    let mut either = Vec::new();
    let names = members.get("required").and_then(Value::as_array);
    for name in names.into_iter().flatten().filter_map(Value::as_str) {
        let property = members.get("properties").and_then(|properties| properties.get(name));
        if property.is_some_and(|property| travels_otherwise(context, property)) {
            continue;
        }
        let aliases = property.into_iter().flat_map(aliases).collect::<Vec<_>>();
        if aliases.is_empty() {
            required.insert(name);
        } else {
            let each = std::iter::once(name).chain(aliases).map(|name| json!({ "required": [name] }));
            either.push(json!({ "anyOf": each.collect::<Vec<_>>() }));
        }
    }
    if !required.is_empty() {
        put(converted, "required", json!(required));
    }
    if !either.is_empty() {
        let all = converted.entry("allOf").or_insert_with(|| json!([]));
        all.as_array_mut().into_iter().for_each(|all| all.append(&mut either));
    }
}

/// Whether a property is absent from values that travel this way.
fn travels_otherwise(context: Context<'_>, property: &Value) -> bool {
    let property = follow(context.tree, &Pointer::root(), property).map_or(property, |(_, property)| property);
    let is = |key: &str| property.get(key) == Some(&Value::Bool(true));
    match context.direction {
        Direction::Sent => is("readOnly"),
        Direction::Received => is("writeOnly"),
        Direction::Either => is("readOnly") || is("writeOnly"),
    }
}

/// The types that are accepted beside those that the schema describes.
fn tolerated(members: &Map<String, Value>) -> Vec<&str> {
    let accept = match members.get("x-accept") {
        Some(Value::Array(types)) => types.as_slice(),
        Some(one) => std::slice::from_ref(one),
        None => &[],
    };
    let mut types = accept.iter().filter_map(Value::as_str).filter(|name| TYPES.contains(name)).collect::<Vec<_>>();
    if members.get("nullable") == Some(&Value::Bool(true)) {
        types.push("null");
    }
    types
}

/// A schema that also accepts all values of some types.
fn tolerate(mut schema: Map<String, Value>, types: &[&str]) -> Value {
    if types.is_empty() || schema.is_empty() {
        return Value::Object(schema);
    }
    // Bounds, lengths and properties say nothing about other types; these keywords do.
    let is_plain = !["enum", "allOf", "oneOf", "anyOf", "not"].iter().any(|key| schema.contains_key(*key));
    match schema.get("type").and_then(Value::as_str).map(str::to_owned) {
        Some(own) if is_plain => {
            let all = std::iter::once(own.as_str()).chain(types.iter().copied()).collect::<BTreeSet<_>>();
            schema.insert("type".to_owned(), json!(all));
            Value::Object(schema)
        }
        _ => json!({ "anyOf": [schema, { "type": types.iter().collect::<BTreeSet<_>>() }] }),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::{Value, json};

    use super::super::claim::Direction;
    use super::{Context, convert};

    fn converted(direction: Direction, schema: &Value) -> Value {
        convert(Context { tree: &Value::Null, direction, bad_patterns: &BTreeSet::from(["("]) }, schema)
    }

    #[test]
    fn keyword_by_keyword() {
        let table = [
            (json!({"type": "string", "format": "uuid", "example": 1, "default": 2, "x-a": 3, "xml": {}}), json!({"type": "string"})),
            (json!({"type": "string", "nullable": true}), json!({"type": ["null", "string"]})),
            (
                json!({"type": "string", "enum": ["a"], "nullable": true}),
                json!({"anyOf": [{"type": "string", "enum": ["a"]}, {"type": ["null"]}]}),
            ),
            (
                json!({"allOf": [{"$ref": "#/components/schemas/A~1b c"}], "nullable": true}),
                json!({"anyOf": [
                    {"allOf": [{"$ref": "document:///#/definitions/~1components~1schemas~1A~01b%20c"}]},
                    {"type": ["null"]},
                ]}),
            ),
            (
                json!({"maximum": 3, "exclusiveMaximum": true, "minimum": 1, "exclusiveMinimum": false}),
                json!({"exclusiveMaximum": 3, "minimum": 1}),
            ),
            (json!({"exclusiveMaximum": true}), json!({})),
            (json!({"type": "number", "x-accept": ["string", "text"]}), json!({"type": ["number", "string"]})),
            (json!({"type": "string", "pattern": "("}), json!({"type": "string"})),
            (json!({"type": "string", "pattern": "a"}), json!({"type": "string", "pattern": "a"})),
            (json!({"nullable": true}), json!({})),
            (json!({"additionalProperties": true}), json!({})),
            (
                json!({"properties": {"a": {"type": "string", "x-aliases": ["b"]}}, "required": ["a", "c", "c"], "additionalProperties": false}),
                json!({
                    "properties": {"b": {"type": "string"}, "a": {"type": "string"}},
                    "additionalProperties": false,
                    "required": ["c"],
                    "allOf": [{"anyOf": [{"required": ["a"]}, {"required": ["b"]}]}],
                }),
            ),
        ];
        for (schema, expected) in table {
            assert_eq!(converted(Direction::Sent, &schema), expected, "{schema}");
        }
    }

    #[test]
    fn what_travels_the_other_way_is_not_required() {
        let schema = json!({"required": ["id", "secret"], "properties": {"id": {"readOnly": true}, "secret": {"writeOnly": true}}});
        for (direction, expected) in
            [(Direction::Sent, json!(["secret"])), (Direction::Received, json!(["id"])), (Direction::Either, Value::Null)]
        {
            assert_eq!(converted(direction, &schema)["required"], expected, "{direction:?}");
        }
    }
}
