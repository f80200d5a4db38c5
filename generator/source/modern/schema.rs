//! A schema of JSON Schema 2020-12 → a schema of OpenAPI 3.0.

use serde_json::{Map, Value, json};

use crate::pointer::Pointer;
use crate::report::{Report, code};

pub(super) struct Rewriter<'r> {
    pub(super) report: &'r mut Report,
    /// Whether the document is of a version that knows these forms.
    pub(super) newer: bool,
}

/// Keywords with one schema, with a list of them, with a map of them.
const ONE: [&str; 3] = ["items", "additionalProperties", "not"];
const LIST: [&str; 4] = ["allOf", "oneOf", "anyOf", "prefixItems"];

/// Keywords that compose a schema of others.
const COMPOSED: [&str; 4] = ["allOf", "oneOf", "anyOf", "$ref"];

/// The items of the longest tuple that has a Rust type.
const LONGEST_TUPLE: usize = 12;

/// Patterns that say that any name will do.
const EVERY_NAME: [&str; 8] = ["", "^", ".", ".*", ".+", "^.*", "^.*$", "^.+$"];

/// Keywords that say something about a schema without changing what it accepts; all others go with the type.
const REMARKS: [&str; 11] = [
    "title", "description", "default", "example", "deprecated", "readOnly", "writeOnly", "nullable", "externalDocs", "xml", "discriminator",
];

/// Keywords that nothing is lost with.
const SILENT: [&str; 7] = ["$schema", "$id", "$comment", "$anchor", "$dynamicAnchor", "$vocabulary", "$defs"];

/// Keywords that no Rust type expresses. The server checks them; the docs of the type show them.
const UNCHECKED: [&str; 14] = [
    "if", "then", "else", "dependentRequired", "dependentSchemas", "propertyNames", "contains", "minContains", "maxContains",
    "unevaluatedProperties", "unevaluatedItems", "contentEncoding", "contentMediaType", "contentSchema",
];

impl Rewriter<'_> {
    /// Rewrites a schema and those in it. The depth of the tree is bounded by what the parser accepts.
    pub(super) fn schema(&mut self, value: &mut Value, at: &mut Pointer, depth: usize) {
        if let Value::Bool(anything) = value {
            *value = if *anything { json!({}) } else { json!({"not": {}}) };
        }
        let Value::Object(members) = value else { return };
        if depth > 512 {
            return;
        }
        if !members.iter().all(is_older) {
            self.keywords(members, at);
        }
        for (key, inner) in members {
            let back = at.push(key);
            match (key.as_str(), inner) {
                ("additionalProperties", Value::Bool(_)) => {}
                (key, inner) if ONE.contains(&key) => self.schema(inner, at, depth + 1),
                (key, Value::Array(list)) if LIST.contains(&key) => {
                    for (index, inner) in list.iter_mut().enumerate() {
                        self.below(&index.to_string(), inner, at, depth);
                    }
                }
                ("properties", Value::Object(properties)) => {
                    for (name, inner) in properties {
                        self.below(name, inner, at, depth);
                    }
                }
                _ => {}
            }
            at.truncate(back);
        }
    }

    fn below(&mut self, token: &str, value: &mut Value, at: &mut Pointer, depth: usize) {
        let back = at.push(token);
        self.schema(value, at, depth + 1);
        at.truncate(back);
    }

    fn keywords(&mut self, members: &mut Map<String, Value>, at: &Pointer) {
        for key in SILENT {
            members.shift_remove(key);
        }
        self.reference(members);
        self.constant(members);
        self.bounds(members, at);
        examples(members);
        content(members);
        let mut unchecked = Map::new();
        self.patterns(members, &mut unchecked, at);
        self.tuple(members, at);
        self.elsewhere(members, at);
        conditional(members);
        unevaluated(members);
        for key in UNCHECKED {
            if let Some(value) = members.shift_remove(key) {
                unchecked.insert(key.to_owned(), value);
                self.report.add(
                    &code::UNCHECKED_KEYWORD,
                    &at.child(key),
                    format!("`{key}` cannot be expressed as a Rust type; it is left to the server"),
                );
            }
        }
        if !unchecked.is_empty() {
            members.insert("x-unchecked".to_owned(), Value::Object(unchecked));
        }
        self.types(members, at);
    }

    /// Beside a `$ref`, every keyword counts.
    fn reference(&self, members: &mut Map<String, Value>) {
        if !self.newer || members.len() < 2 || !members.get("$ref").is_some_and(Value::is_string) {
            return;
        }
        let Some(reference) = members.shift_remove("$ref") else { return };
        match members.get_mut("allOf") {
            Some(Value::Array(all)) => all.insert(0, json!({"$ref": reference})),
            _ => {
                members.insert("allOf".to_owned(), json!([{"$ref": reference}]));
            }
        }
    }

    fn constant(&self, members: &mut Map<String, Value>) {
        if let Some(value) = members.shift_remove("const") {
            let typ = match &value {
                Value::String(_) => Some("string"),
                Value::Bool(_) => Some("boolean"),
                Value::Number(number) => Some(if number.is_f64() { "number" } else { "integer" }),
                _ => None,
            };
            if let Some(typ) = typ {
                members.entry("type").or_insert_with(|| json!(typ));
            }
            match members.get_mut("enum") {
                // The constant is all that is left of the others, and nothing is if it is none of them.
                Some(Value::Array(values)) => values.retain(|other| *other == value),
                _ => _ = members.insert("enum".to_owned(), json!([value])),
            }
        }
    }

    /// `exclusiveMinimum: 5` → `minimum: 5, exclusiveMinimum: true`.
    fn bounds(&mut self, members: &mut Map<String, Value>, at: &Pointer) {
        for (key, inclusive) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")] {
            let Some(Value::Number(bound)) = members.get(key).cloned() else { continue };
            self.tell(at, key);
            // Both may be there, and the stricter one counts.
            let other = members.get(inclusive).and_then(Value::as_f64).zip(bound.as_f64());
            if other.is_some_and(|(other, bound)| if inclusive == "minimum" { other > bound } else { other < bound }) {
                members.shift_remove(key);
                continue;
            }
            members.insert(key.to_owned(), json!(true));
            members.insert(inclusive.to_owned(), Value::Number(bound));
        }
    }

    /// Names that match a pattern: kept, with the type of the pattern if there is only one, and if no other name may stand there. Unless they
    /// are refused, the members of other names may be anything.
    fn patterns(&mut self, members: &mut Map<String, Value>, unchecked: &mut Map<String, Value>, at: &Pointer) {
        let Some(Value::Object(patterns)) = members.shift_remove("patternProperties") else { return };
        unchecked.insert("patternProperties".to_owned(), patterns.keys().cloned().collect());
        let rest = members.get("additionalProperties");
        let alone =
            rest == Some(&json!(false)) || (rest.is_none() && patterns.keys().all(|pattern| EVERY_NAME.contains(&pattern.as_str())));
        let mut schemas = patterns.into_iter().map(|(_, schema)| schema);
        match (schemas.next(), schemas.next()) {
            (Some(only), None) if alone => members.insert("additionalProperties".to_owned(), only),
            _ => members.insert("additionalProperties".to_owned(), json!({})),
        };
        self.report.add(&code::UNCHECKED_KEYWORD, &at.child("patternProperties"), "the patterns of these names are left to the server");
    }

    /// A tuple has no form in 3.0. One of a fixed length keeps its keyword, which `lower` knows; other lists that begin in a certain way are
    /// lists of anything.
    fn tuple(&mut self, members: &mut Map<String, Value>, at: &Pointer) {
        let Some(Value::Array(items)) = members.get("prefixItems") else { return };
        let count = items.len();
        let closed = ["items", "unevaluatedItems"].iter().any(|key| members.get(*key) == Some(&json!(false)));
        let most = members.get("maxItems").and_then(Value::as_u64).and_then(|most| usize::try_from(most).ok());
        members.shift_remove("unevaluatedItems");
        // It says what anything is: nobody is told that nothing is said.
        members.insert("items".to_owned(), json!({"x-any-item": true}));
        members.entry("type").or_insert_with(|| json!("array"));
        let least = members.get("minItems").and_then(Value::as_u64).and_then(|least| usize::try_from(least).ok());
        if (closed || most == Some(count)) && least == Some(count) && (1..=LONGEST_TUPLE).contains(&count) {
            members.shift_remove("minItems");
            members.shift_remove("maxItems");
        } else {
            members.shift_remove("prefixItems");
            self.report.add(
                &code::UNCHECKED_KEYWORD,
                &at.child("prefixItems"),
                "the items of this list are kept as plain JSON: it has no fixed length",
            );
        }
    }

    /// Tells of conditions whose properties stand elsewhere, and are not looked for.
    fn elsewhere(&mut self, members: &Map<String, Value>, at: &Pointer) {
        let is_elsewhere = |schema: &Value| ["$ref", "allOf", "anyOf", "oneOf"].iter().any(|key| schema.get(key).is_some());
        let branches = ["then", "else"].iter().filter_map(|key| Some((at.child(key), members.get(*key)?)));
        let dependent = members.get("dependentSchemas").and_then(Value::as_object).into_iter().flatten();
        let dependent = dependent.map(|(name, schema)| (at.child("dependentSchemas").child(name), schema));
        for (place, _) in branches.chain(dependent).filter(|(_, schema)| is_elsewhere(schema)) {
            let help = "list them among the properties of the schema itself";
            let message = "properties that only this condition leads to are not read";
            self.report.add_with_help(&code::APPROXIMATED, &place, message, help);
        }
    }

    /// `type: [string, "null"]` → nullable; several types → a choice.
    fn types(&mut self, members: &mut Map<String, Value>, at: &Pointer) {
        let mut types: Vec<Value> = match members.get("type") {
            Some(Value::Array(types)) => types.clone(),
            Some(Value::String(typ)) if typ == "null" => vec![json!("null")],
            _ => return,
        };
        self.tell(at, "type");
        let nullable = types.contains(&json!("null"));
        types.retain(|typ| typ != "null");
        types.dedup();
        let choice = ["allOf", "oneOf", "anyOf"].iter().any(|key| members.contains_key(*key));
        members.shift_remove("type");
        if nullable {
            members.insert("nullable".to_owned(), json!(true));
        }
        match types.as_slice() {
            [] if nullable => {
                members.insert("enum".to_owned(), json!([null]));
            }
            [only] => {
                members.insert("type".to_owned(), only.clone());
                let null = Value::Null;
                let values = members.get_mut("enum").and_then(Value::as_array_mut);
                if let Some(values) = values.filter(|values| nullable && !values.contains(&null)) {
                    values.push(null);
                }
            }
            // Beside a composition, what it says of types is more exact.
            _ if choice || types.is_empty() => {}
            several => {
                let (remarks, rest): (Map<_, _>, Map<_, _>) =
                    std::mem::take(members).into_iter().partition(|(key, _)| REMARKS.contains(&key.as_str()) || key.starts_with("x-"));
                let alternatives = several.iter().map(|typ| alternative(typ, &rest)).collect();
                *members = remarks;
                members.insert("anyOf".to_owned(), Value::Array(alternatives));
            }
        }
    }

    /// A document of 3.0 that uses a newer form is understood, and told so.
    fn tell(&mut self, at: &Pointer, key: &str) {
        if !self.newer {
            let message = format!("`{key}` has a form here that came with OpenAPI 3.1; it is read as such");
            self.report.add(&code::NEWER_FORM, &at.child(key), message);
        }
    }
}

/// Whether a member of a schema is as OpenAPI 3.0 has it, as nearly all are: then nothing of it is looked up.
fn is_older((key, value): (&String, &Value)) -> bool {
    match key.as_str() {
        "type" => value.as_str().is_some_and(|typ| typ != "null"),
        "exclusiveMinimum" | "exclusiveMaximum" => !value.is_number(),
        "properties" | "required" | "items" | "enum" | "format" | "additionalProperties" | "allOf" | "oneOf" | "anyOf" | "not" => true,
        "minimum" | "maximum" | "minLength" | "maxLength" | "pattern" | "minItems" | "maxItems" | "uniqueItems" => true,
        key => key.starts_with("x-") || REMARKS.contains(&key),
    }
}

/// One of several types, with the keywords that apply to it.
fn alternative(typ: &Value, rest: &Map<String, Value>) -> Value {
    let applies = |key: &str| match key {
        "properties" | "required" | "additionalProperties" | "minProperties" | "maxProperties" => typ == "object",
        "items" | "minItems" | "maxItems" | "uniqueItems" => typ == "array",
        "minLength" | "maxLength" | "pattern" => typ == "string",
        "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" => typ == "integer" || typ == "number",
        _ => true,
    };
    let mut alternative: Map<String, Value> =
        rest.iter().filter(|(key, _)| applies(key)).map(|(key, value)| (key.clone(), value.clone())).collect();
    alternative.insert("type".to_owned(), typ.clone());
    if let Some(Value::Array(values)) = alternative.get_mut("enum") {
        values.retain(|value| match typ.as_str() {
            Some("string") => value.is_string(),
            Some("integer" | "number") => value.is_number(),
            Some("boolean") => value.is_boolean(),
            _ => false,
        });
        if values.is_empty() {
            alternative.shift_remove("enum");
        }
    }
    Value::Object(alternative)
}

/// The properties that only `then`, `else` or `dependentSchemas` name → properties that may be there. Beside other parts of a composition
/// they may be what these have, and not new.
fn conditional(members: &mut Map<String, Value>) {
    if members.contains_key("additionalProperties") || COMPOSED.iter().any(|key| members.contains_key(*key)) {
        return;
    }
    let dependent = members.get("dependentSchemas").and_then(Value::as_object).into_iter().flatten().map(|(_, schema)| schema);
    let conditional = ["then", "else"].iter().filter_map(|key| members.get(*key)).chain(dependent);
    let named = conditional.filter_map(|schema| schema.get("properties")?.as_object()).flatten();
    let mut added = Map::new();
    for (name, schema) in named.filter(|(name, _)| members.get("properties").is_none_or(|own| own.get(name.as_str()).is_none())) {
        let other = added.insert(name.clone(), schema.clone());
        if other.is_some_and(|other| other != *schema) {
            added.insert(name.clone(), json!({}));
        }
    }
    if !added.is_empty()
        && let Value::Object(own) = members.entry("properties").or_insert_with(|| json!({}))
    {
        own.append(&mut added);
    }
}

/// `unevaluatedProperties` → `additionalProperties`, which is the same where nothing is composed.
fn unevaluated(members: &mut Map<String, Value>) {
    let conditional = ["if", "dependentSchemas"];
    if !COMPOSED.iter().chain(&conditional).any(|key| members.contains_key(*key))
        && !members.contains_key("additionalProperties")
        && let Some(schema) = members.shift_remove("unevaluatedProperties")
    {
        members.insert("additionalProperties".to_owned(), schema);
    }
}

/// `examples: [a, b]` → `example: a`.
fn examples(members: &mut Map<String, Value>) {
    if let Some(Value::Array(examples)) = members.shift_remove("examples")
        && let Some(first) = examples.into_iter().next()
    {
        members.entry("example").or_insert(first);
    }
}

/// `contentEncoding: base64` → `format: byte`; other binary content → `format: binary`.
fn content(members: &mut Map<String, Value>) {
    let encoding = members.get("contentEncoding");
    let format = match encoding.and_then(Value::as_str) {
        Some("base64" | "base64url") => "byte",
        None if members.get("contentMediaType").is_some_and(|media_type| media_type == "application/octet-stream") => "binary",
        _ => return,
    };
    members.shift_remove("contentEncoding");
    members.shift_remove("contentMediaType");
    members.entry("format").or_insert_with(|| json!(format));
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::Rewriter;
    use crate::pointer::Pointer;
    use crate::report::Report;

    fn rewritten(mut schema: Value) -> Value {
        Rewriter { report: &mut Report::default(), newer: true }.schema(&mut schema, &mut Pointer::root(), 0);
        schema
    }

    #[test]
    fn newer_forms_become_older_ones() {
        let table = [
            (json!(true), json!({})),
            (json!({"type": ["string", "null"]}), json!({"nullable": true, "type": "string"})),
            (json!({"type": "null"}), json!({"nullable": true, "enum": [null]})),
            (json!({"const": "a"}), json!({"type": "string", "enum": ["a"]})),
            (json!({"exclusiveMinimum": 5}), json!({"exclusiveMinimum": true, "minimum": 5})),
            (json!({"exclusiveMinimum": 5, "minimum": 10}), json!({"minimum": 10})),
            (json!({"exclusiveMaximum": 5, "maximum": 10}), json!({"exclusiveMaximum": true, "maximum": 5})),
            (json!({"examples": [1, 2]}), json!({"example": 1})),
            (json!({"type": "string", "contentEncoding": "base64"}), json!({"type": "string", "format": "byte"})),
            (json!({"$ref": "#/a", "description": "b"}), json!({"description": "b", "allOf": [{"$ref": "#/a"}]})),
            (
                json!({"type": ["string", "integer", "null"], "title": "T", "minLength": 1}),
                json!({"title": "T", "nullable": true, "anyOf": [{"type": "string", "minLength": 1}, {"type": "integer"}]}),
            ),
            (
                json!({"type": "object", "additionalProperties": false, "patternProperties": {"^x": {"type": ["integer", "null"]}}}),
                json!({"type": "object", "additionalProperties": {"type": "integer", "nullable": true}, "x-unchecked": {"patternProperties": ["^x"]}}),
            ),
            (
                json!({"patternProperties": {"^.*$": {"type": "integer"}}}),
                json!({"additionalProperties": {"type": "integer"}, "x-unchecked": {"patternProperties": ["^.*$"]}}),
            ),
            // Names of which the pattern says nothing may stand for anything.
            (
                json!({"patternProperties": {"^x": {"type": "integer"}}}),
                json!({"additionalProperties": {}, "x-unchecked": {"patternProperties": ["^x"]}}),
            ),
            (
                json!({"prefixItems": [{"type": ["number", "null"]}, true], "items": false, "minItems": 2}),
                json!({"prefixItems": [{"type": "number", "nullable": true}, {}], "items": {"x-any-item": true}, "type": "array"}),
            ),
            (json!({"prefixItems": [{}], "minItems": 1}), json!({"minItems": 1, "items": {"x-any-item": true}, "type": "array"})),
            // What only a condition names may be there.
            (
                json!({"properties": {"a": {}}, "if": {}, "then": {"properties": {"a": {"minimum": 1}, "b": {"const": "x"}}}}),
                json!({
                    "properties": {"a": {}, "b": {"type": "string", "enum": ["x"]}},
                    "x-unchecked": {"if": {}, "then": {"properties": {"a": {"minimum": 1}, "b": {"const": "x"}}}},
                }),
            ),
            (
                json!({"dependentSchemas": {"a": {"properties": {"b": {"type": "integer"}}}}, "allOf": []}),
                json!({"allOf": [], "x-unchecked": {"dependentSchemas": {"a": {"properties": {"b": {"type": "integer"}}}}}}),
            ),
            (
                json!({"type": "object", "unevaluatedProperties": {"type": "integer"}}),
                json!({"type": "object", "additionalProperties": {"type": "integer"}}),
            ),
            (json!({"prefixItems": [{}], "items": false}), json!({"items": {"x-any-item": true}, "type": "array"})),
            (json!({"enum": ["a"], "type": ["string", "null"]}), json!({"enum": ["a", null], "type": "string", "nullable": true})),
        ];
        for (schema, expected) in table {
            assert_eq!(rewritten(schema.clone()), expected, "{schema}");
        }
    }
}
