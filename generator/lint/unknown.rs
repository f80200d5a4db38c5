//! Properties that an example has and its schema does not mention. JSON Schema allows them, and that is how a field that the server
//! sends is forgotten.

use serde_json::{Map, Value};

use super::convert::aliases;
use super::reference::target;
use super::work::property;
use crate::pointer::Pointer;

/// A property that no schema mentions.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unknown<'d> {
    /// Its place, relative to the example.
    pub at: Pointer,
    /// The names that its object could have.
    pub known: Vec<&'d str>,
}

/// Finds what a schema does not mention. The two were looked at before, and are not too deep.
pub(super) fn unknown<'d>(tree: &'d Value, schema: &'d Value, value: &Value) -> Vec<Unknown<'d>> {
    let mut search = Search { tree, at: Pointer::root(), found: Vec::new() };
    search.enter(vec![schema], value);
    search.found
}

struct Search<'d> {
    tree: &'d Value,
    at: Pointer,
    found: Vec<Unknown<'d>>,
}

impl<'d> Search<'d> {
    /// Looks into a value that each of some schemas may describe.
    fn enter(&mut self, schemas: Vec<&'d Value>, value: &Value) {
        if !(value.is_array() || value.is_object()) {
            return;
        }
        let parts = self.parts(schemas);
        match value {
            Value::Array(items) => {
                let schemas = parts.iter().filter_map(|part| part.schema.get("items")).collect::<Vec<_>>();
                for (index, item) in items.iter().enumerate() {
                    self.step(&index.to_string(), schemas.clone(), item);
                }
            }
            Value::Object(members) => self.object(&parts, members),
            _ => {}
        }
    }

    fn object(&mut self, parts: &[Part<'d>], members: &Map<String, Value>) {
        let is_open = parts.iter().any(Part::is_open) || !parts.iter().any(|part| part.properties().is_some());
        for (name, member) in members {
            let own = parts.iter().filter_map(|part| property(part.properties()?, name)).collect::<Vec<_>>();
            if !own.is_empty() {
                self.step(name, own, member);
            } else if is_open {
                let rest = parts.iter().filter_map(|part| part.schema.get("additionalProperties")).collect();
                self.step(name, rest, member);
            } else {
                let properties = parts.iter().filter_map(Part::properties).flatten();
                let known = properties.flat_map(|(name, property)| std::iter::once(name.as_str()).chain(aliases(property))).collect();
                self.found.push(Unknown { at: self.at.child(name), known });
            }
        }
    }

    fn step(&mut self, token: &str, schemas: Vec<&'d Value>, value: &Value) {
        let back = self.at.push(token);
        self.enter(schemas, value);
        self.at.truncate(back);
    }

    /// All schemas that speak about the same value, each once.
    fn parts(&self, schemas: Vec<&'d Value>) -> Vec<Part<'d>> {
        let mut parts: Vec<Part<'d>> = Vec::new();
        let mut seen = std::collections::BTreeSet::new();
        let mut waiting = schemas.into_iter().rev().map(|schema| Part { schema, is_alternative: false }).collect::<Vec<_>>();
        while let Some(Part { schema, is_alternative }) = waiting.pop() {
            if !seen.insert((std::ptr::from_ref(schema), is_alternative)) {
                continue;
            }
            if let Some(schema) = target(schema).and_then(|place| self.tree.pointer(place.as_str())) {
                waiting.push(Part { schema, is_alternative });
                continue;
            }
            parts.push(Part { schema, is_alternative });
            for (key, is_alternative) in [("allOf", is_alternative), ("oneOf", true), ("anyOf", true)] {
                let inner = schema.get(key).and_then(Value::as_array).into_iter().flatten();
                waiting.extend(inner.map(|schema| Part { schema, is_alternative }));
            }
        }
        parts
    }
}

/// One of the schemas that speak about a value.
struct Part<'d> {
    schema: &'d Value,
    /// Whether it, rather than another, may be the one that counts.
    is_alternative: bool,
}

impl<'d> Part<'d> {
    fn properties(&self) -> Option<&'d Map<String, Value>> {
        self.schema.get("properties")?.as_object()
    }

    /// Whether it says that any property is fine, or is an alternative that describes objects and none of their properties.
    fn is_open(&self) -> bool {
        let has = |key: &str| self.schema.get(key).is_some();
        match self.schema.get("additionalProperties") {
            Some(additional) => *additional != Value::Bool(false),
            None if !self.is_alternative || self.properties().is_some_and(|properties| !properties.is_empty()) => false,
            None if ["required", "allOf", "oneOf", "anyOf", "not", "enum"].into_iter().any(has) => false,
            None => self.schema.get("type").is_none_or(|kind| kind == "object"),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::unknown;

    #[test]
    fn what_is_mentioned_anywhere_is_known() {
        let tree = json!({
            "Pet": {"type": "object", "properties": {"name": {"type": "string"}, "owner": {"$ref": "#/Owner"}}},
            "Owner": {"properties": {"id": {"x-aliases": ["ID"]}, "pets": {"type": "array", "items": {"$ref": "#/Pet"}}}},
            "Cat": {"allOf": [{"$ref": "#/Pet"}, {"properties": {"lives": {}}}]},
            "Union": {"oneOf": [{"$ref": "#/Cat"}, {"$ref": "#/Owner"}]},
            "Either": {"properties": {"a": {}, "b": {}}, "anyOf": [{"required": ["a"]}, {"required": ["b"]}]},
            "Open": {"anyOf": [{"$ref": "#/Pet"}, {"type": "object"}]},
            "Map": {"properties": {"a": {}}, "additionalProperties": {"$ref": "#/Owner"}},
            "Closed": {"properties": {"a": {}}, "additionalProperties": false},
            "Free": {"type": "object"},
            "Circle": {"allOf": [{"$ref": "#/Circle"}], "properties": {"a": {}}},
        });
        let table = [
            ("Pet", json!({"name": "a", "nam": 1}), vec!["/nam"]),
            ("Pet", json!({"owner": {"ID": 1, "iD": 2, "pets": [{}, {"x/y": 1}]}}), vec!["/owner/iD", "/owner/pets/1/x~1y"]),
            ("Cat", json!({"name": "a", "lives": 9, "tail": 1}), vec!["/tail"]),
            ("Union", json!({"lives": 9, "id": 1, "tail": 1}), vec!["/tail"]),
            ("Either", json!({"a": 1, "c": 1}), vec!["/c"]),
            ("Open", json!({"a": {"b": 1}}), vec![]),
            ("Map", json!({"a": {"b": 1}, "b": {"c": 1}}), vec!["/b/c"]),
            ("Closed", json!({"b": 1}), vec!["/b"]),
            ("Free", json!({"b": {"c": 1}}), vec![]),
            ("Circle", json!({"b": 1}), vec!["/b"]),
        ];
        for (name, value, expected) in table {
            let found = unknown(&tree, &tree[name], &value);
            assert_eq!(found.iter().map(|unknown| unknown.at.as_str()).collect::<Vec<_>>(), expected, "{name}: {value}");
        }
        assert_eq!(unknown(&tree, &tree["Owner"], &json!({"x": Value::Null}))[0].known, ["id", "ID", "pets"]);
    }
}
