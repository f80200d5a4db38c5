//! The schemas of a document → JSON Schema 2020-12, written from the specifications alone: nothing of the generator is used.
//!
//! Of OpenAPI 3.0 it takes `nullable`, the flags `exclusiveMinimum` and `exclusiveMaximum`, and that a `$ref` has no neighbours; of both
//! versions, that the formats of integers bound them. `nullable` counts in documents of 3.1, too, and beside a composition: authors mean it.
//! Keywords whose value has a form that no version knows are left out.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::meant::meant;
use super::pattern;

/// The URI that every converted schema stands below, as `$defs` by number.
pub const ROOT: &str = "document:///";

/// What became of the schemas of a document.
#[derive(Default)]
pub struct Schemas {
    /// The schemas, in the order in which they were found: components first.
    pub list: Vec<Value>,
    /// The numbers of the components.
    pub components: BTreeMap<String, usize>,
    /// What could not be converted, and how often.
    pub left_out: BTreeMap<String, usize>,
}

impl Schemas {
    /// The schema that a converted reference leads to.
    pub fn target<'s>(&'s self, schema: &'s Value) -> Option<(usize, &'s Value)> {
        let number = schema.get("$ref")?.as_str()?.rsplit('/').next()?.parse().ok()?;
        Some((number, self.list.get(number)?))
    }

    /// All of them, as one resource.
    pub fn resource(&self) -> Value {
        let all: Map<String, Value> = self.list.iter().enumerate().map(|(number, schema)| (number.to_string(), schema.clone())).collect();
        json!({ "$defs": all })
    }
}

/// Converts the components of a document and all that they refer to. `lenient`: a `oneOf` may match several times.
pub fn convert(document: &Value, lenient: bool) -> Schemas {
    let newer = document.get("openapi").and_then(Value::as_str).is_some_and(|version| !version.starts_with("3.0"));
    let mut converter = Converter { document, newer, lenient, numbers: BTreeMap::new(), queue: Vec::new(), schemas: Schemas::default() };
    let components = document.pointer("/components/schemas").and_then(Value::as_object);
    for name in components.into_iter().flat_map(Map::keys) {
        let number = converter.number(&format!("/components/schemas/{}", name.replace('~', "~0").replace('/', "~1")));
        converter.schemas.components.insert(name.clone(), number);
    }
    let mut done = 0;
    while let Some(pointer) = converter.queue.get(done).cloned() {
        let converted = match document.pointer(&pointer) {
            Some(schema) => converter.schema(schema),
            None => converter.leave_out("a reference to nothing"),
        };
        converter.schemas.list.push(converted);
        done += 1;
    }
    converter.schemas
}

struct Converter<'d> {
    document: &'d Value,
    newer: bool,
    lenient: bool,
    numbers: BTreeMap<String, usize>,
    queue: Vec<String>,
    schemas: Schemas,
}

impl Converter<'_> {
    fn number(&mut self, pointer: &str) -> usize {
        if let Some(number) = self.numbers.get(pointer) {
            return *number;
        }
        self.queue.push(pointer.to_owned());
        self.numbers.insert(pointer.to_owned(), self.queue.len() - 1);
        self.queue.len() - 1
    }

    fn leave_out(&mut self, what: &str) -> Value {
        *self.schemas.left_out.entry(what.to_owned()).or_default() += 1;
        Value::Bool(true)
    }

    fn reference(&mut self, reference: &str) -> Value {
        match reference.strip_prefix('#').map(decoded) {
            Some(pointer) if self.document.pointer(&pointer).is_some() => {
                json!({"$ref": format!("{ROOT}#/$defs/{}", self.number(&pointer))})
            }
            Some(_) => self.leave_out("a reference to nothing"),
            None => self.leave_out("a reference to another file"),
        }
    }

    fn schema(&mut self, schema: &Value) -> Value {
        let Some(members) = schema.as_object() else { return Value::Bool(schema != &Value::Bool(false)) };
        let members = &meant(members);
        let reference = members.get("$ref").and_then(Value::as_str).map(|reference| self.reference(reference));
        if let (Some(reference), false) = (&reference, self.newer) {
            return reference.clone();
        }
        let mut out = Map::new();
        for (key, value) in members {
            if let Some((key, value)) = self.keyword(members, key, value) {
                out.insert(key, value);
            }
        }
        bound_by_format(&mut out);
        if let Some(reference) = reference {
            match reference.get("$ref") {
                Some(target) => out.insert("$ref".to_owned(), target.clone()),
                None => None,
            };
        }
        if members.get("nullable") == Some(&Value::Bool(true)) { nullable(out) } else { Value::Object(out) }
    }

    fn keyword(&mut self, members: &Map<String, Value>, key: &str, value: &Value) -> Option<(String, Value)> {
        let kept = match (key, value) {
            ("type", Value::String(name)) if is_type(name) => value.clone(),
            ("type", Value::Array(names)) if !names.is_empty() && names.iter().all(|name| name.as_str().is_some_and(is_type)) => {
                value.clone()
            }
            ("enum", Value::Array(values)) if !values.is_empty() => value.clone(),
            ("const" | "example" | "examples" | "default" | "x-aliases" | "x-accept", _) => value.clone(),
            ("minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties" | "maxProperties", Value::Number(count))
                if count.is_u64() =>
            {
                value.clone()
            }
            ("multipleOf", Value::Number(step)) if step.as_f64().is_some_and(|step| step > 0.0) => value.clone(),
            ("minimum", Value::Number(_)) if members.get("exclusiveMinimum") == Some(&json!(true)) => {
                return Some(("exclusiveMinimum".to_owned(), value.clone()));
            }
            ("maximum", Value::Number(_)) if members.get("exclusiveMaximum") == Some(&json!(true)) => {
                return Some(("exclusiveMaximum".to_owned(), value.clone()));
            }
            ("minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum", Value::Number(_)) => value.clone(),
            ("format", Value::String(_)) | ("uniqueItems", Value::Bool(_)) => value.clone(),
            ("pattern", Value::String(text)) if pattern::is_valid(text) => value.clone(),
            ("pattern", _) => {
                self.leave_out("a pattern that is no regular expression");
                return None;
            }
            ("required", Value::Array(names)) if names.iter().all(Value::is_string) => {
                let mut distinct: Vec<&Value> = Vec::new();
                names.iter().for_each(|name| {
                    if !distinct.contains(&name) {
                        distinct.push(name)
                    }
                });
                json!(distinct)
            }
            ("items" | "additionalProperties" | "not", Value::Object(_) | Value::Bool(_)) => self.schema(value),
            ("propertyNames" | "if" | "then" | "else" | "contains", Value::Object(_) | Value::Bool(_)) if self.newer => self.schema(value),
            ("allOf" | "oneOf" | "anyOf", Value::Array(parts)) if !parts.is_empty() => {
                let key = if self.lenient && key == "oneOf" && !members.contains_key("anyOf") { "anyOf" } else { key };
                return Some((key.to_owned(), parts.iter().map(|part| self.schema(part)).collect()));
            }
            ("prefixItems", Value::Array(parts)) if self.newer && !parts.is_empty() => parts.iter().map(|part| self.schema(part)).collect(),
            ("properties", Value::Object(parts)) => self.map(parts),
            ("patternProperties", Value::Object(parts)) if parts.keys().all(|name| pattern::is_valid(name)) => self.map(parts),
            ("discriminator", Value::Object(_)) => self.discriminator(value),
            _ => return None,
        };
        Some((key.to_owned(), kept))
    }

    fn map(&mut self, parts: &Map<String, Value>) -> Value {
        Value::Object(parts.iter().map(|(name, part)| (name.clone(), self.schema(part))).collect())
    }

    /// The property, and which of its values mean which numbered schema. A schema that no value is given for is meant by its name.
    fn discriminator(&mut self, written: &Value) -> Value {
        let mut mapping = Map::new();
        for (tag, target) in written.get("mapping").and_then(Value::as_object).into_iter().flatten() {
            let target = target.as_str().unwrap_or_default();
            let pointer = target.strip_prefix('#').map_or_else(|| format!("/components/schemas/{target}"), decoded);
            if self.document.pointer(&pointer).is_some() {
                mapping.insert(tag.clone(), json!(self.number(&pointer)));
            }
        }
        json!({"property": written.get("propertyName"), "mapping": mapping})
    }
}

fn is_type(name: &str) -> bool {
    ["null", "boolean", "object", "array", "string", "integer", "number"].contains(&name)
}

/// `int32` and its like say which integers there are (OpenAPI Format Registry).
fn bound_by_format(schema: &mut Map<String, Value>) {
    let (low, high) = match schema.get("format").and_then(Value::as_str) {
        Some("int8") => (i64::from(i8::MIN), json!(i8::MAX)),
        Some("int16") => (i64::from(i16::MIN), json!(i16::MAX)),
        Some("int32") => (i64::from(i32::MIN), json!(i32::MAX)),
        Some("int64") => (i64::MIN, json!(i64::MAX)),
        Some("uint8") => (0, json!(u8::MAX)),
        Some("uint16") => (0, json!(u16::MAX)),
        Some("uint32") => (0, json!(u32::MAX)),
        Some("uint64" | "uint") => (0, json!(u64::MAX)),
        _ => return,
    };
    let typ = schema.get("type").cloned().unwrap_or_default();
    if typ == "integer" || typ.as_array().is_some_and(|types| types.contains(&json!("integer"))) {
        let all = schema.entry("allOf").or_insert_with(|| json!([]));
        all.as_array_mut().into_iter().for_each(|all| all.push(json!({"minimum": low, "maximum": high})));
    }
}

/// The same schema, with `null`.
fn nullable(mut schema: Map<String, Value>) -> Value {
    let composed = ["$ref", "allOf", "oneOf", "anyOf", "not", "const"].iter().any(|key| schema.contains_key(*key));
    if composed {
        // What says something about the whole stays outside.
        let outside: Map<String, Value> =
            ["example", "examples", "default", "x-aliases", "x-accept"].iter().filter_map(|key| schema.remove_entry(*key)).collect();
        let mut whole = json!({"anyOf": [schema, {"type": "null"}]});
        whole.as_object_mut().into_iter().for_each(|whole| whole.extend(outside.clone()));
        return whole;
    }
    if let Some(Value::Array(values)) = schema.get_mut("enum")
        && !values.contains(&Value::Null)
    {
        values.push(Value::Null);
    }
    match schema.get_mut("type") {
        Some(Value::Array(types)) if types.iter().all(|typ| typ != "null") => types.push(json!("null")),
        Some(typ @ Value::String(_)) if typ != "null" => *typ = json!([typ, "null"]),
        _ => {}
    }
    Value::Object(schema)
}

/// The text of a URI fragment.
fn decoded(fragment: &str) -> String {
    percent_encoding::percent_decode_str(fragment).decode_utf8_lossy().into_owned()
}
