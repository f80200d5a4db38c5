//! How much work it is to hold a value against a schema, counted before it is done: a schema of ten lines can stand for more
//! alternatives than a computer can try, and an `allOf` can contain itself.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::convert::aliases;
use super::reference::target;
use crate::pointer::Pointer;

/// How many pairs of a value and a schema are looked at for one example.
const MOST_FOR_ONE: usize = 500_000;
/// How many are looked at for all examples of a document.
const MOST: usize = 20_000_000;
/// How many schemas one validator is made of, all that its references reach, and how many all validators are.
const MOST_SCHEMAS_FOR_ONE: usize = 50_000;
const MOST_SCHEMAS: usize = 2_000_000;
/// How many references may follow one another on the way to the farthest of them.
const FARTHEST: usize = 1_000;
/// How deep schemas and values may be nested in each other.
const DEEPEST: usize = 400;

/// What is left to spend.
#[derive(Debug)]
pub(super) struct Budget<'d> {
    tree: &'d Value,
    left: usize,
    left_for_one: usize,
    left_schemas: usize,
}

impl<'d> Budget<'d> {
    pub fn new(tree: &'d Value) -> Self {
        Self { tree, left: MOST, left_for_one: 0, left_schemas: MOST_SCHEMAS }
    }

    /// Whether a value can be held against a schema; if so, the work is paid.
    pub fn pay(&mut self, schema: &Value, value: &Value) -> bool {
        self.left_for_one = MOST_FOR_ONE.min(self.left);
        let granted = self.left_for_one;
        let affordable = self.visit(schema, value, 0);
        self.left -= granted - self.left_for_one;
        affordable
    }

    /// Whether a validator can be made of a schema and all that it refers to; if so, the work is paid.
    pub fn pay_validator(&mut self, schema: &Value) -> bool {
        let mut left = MOST_SCHEMAS_FOR_ONE.min(self.left_schemas);
        let granted = left;
        let mut seen = BTreeSet::new();
        let mut layer = vec![schema];
        for _ in 0..FARTHEST {
            let mut places: Vec<Pointer> = Vec::new();
            while let Some(schema) = layer.pop() {
                let Some(rest) = left.checked_sub(1) else {
                    self.left_schemas -= granted;
                    return false;
                };
                left = rest;
                places.extend(target(schema));
                layer.extend(inner(schema));
            }
            places.retain(|place| seen.insert(place.clone()));
            layer = places.iter().filter_map(|place| self.tree.pointer(place.as_str())).collect();
            if layer.is_empty() {
                self.left_schemas -= granted - left;
                return true;
            }
        }
        self.left_schemas -= granted - left;
        false
    }

    fn visit(&mut self, schema: &Value, value: &Value, depth: usize) -> bool {
        let tree = self.tree;
        let count = |key: &str| schema.get(key).and_then(Value::as_array).map_or(0, Vec::len);
        let cost = 1 + count("enum") + count("required");
        if depth > DEEPEST || cost > self.left_for_one {
            return false;
        }
        self.left_for_one -= cost;
        if let Some(place) = target(schema) {
            return tree.pointer(place.as_str()).is_none_or(|schema| self.visit(schema, value, depth + 1));
        }
        let parts = ["allOf", "oneOf", "anyOf"].into_iter().filter_map(|key| schema.get(key)?.as_array()).flatten();
        if !parts.chain(schema.get("not")).all(|part| self.visit(part, value, depth + 1)) {
            return false;
        }
        match value {
            Value::Array(items) => schema.get("items").is_none_or(|schema| items.iter().all(|item| self.visit(schema, item, depth + 1))),
            Value::Object(members) => {
                let properties = schema.get("properties").and_then(Value::as_object);
                members.iter().all(|(name, member)| {
                    let property =
                        properties.and_then(|properties| property(properties, name)).or_else(|| schema.get("additionalProperties"));
                    property.is_none_or(|schema| self.visit(schema, member, depth + 1))
                })
            }
            _ => true,
        }
    }
}

/// The schemas directly inside a schema.
pub(super) fn inner(schema: &Value) -> impl Iterator<Item = &Value> {
    let one = ["items", "not", "additionalProperties"].into_iter().filter_map(|key| schema.get(key));
    let lists = ["allOf", "oneOf", "anyOf"].into_iter().filter_map(|key| schema.get(key)?.as_array()).flatten();
    let properties = schema.get("properties").and_then(Value::as_object).into_iter().flat_map(Map::values);
    one.chain(lists).chain(properties)
}

/// The property that goes by a name, or has it as an alias.
pub(super) fn property<'d>(properties: &'d Map<String, Value>, name: &str) -> Option<&'d Value> {
    properties.get(name).or_else(|| properties.values().find(|property| aliases(property).any(|alias| alias == name)))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::Budget;

    #[test]
    fn what_does_not_end_is_not_begun() {
        let mut schemas = json!({
            "Itself": {"allOf": [{"$ref": "#/Itself"}]},
            "Tree": {"properties": {"children": {"items": {"$ref": "#/Tree"}}}},
            "L0": {"type": "string"},
        });
        for level in 1..40 {
            let below = json!({"$ref": format!("#/L{}", level - 1)});
            schemas[format!("L{level}")] = json!({"anyOf": [below, below]});
        }
        let mut deep = json!({});
        for _ in 0..150 {
            deep = json!({"children": [deep]});
        }
        let table = [
            ("Itself", json!({}), false),
            ("Tree", json!({"children": [{"children": []}, {}]}), true),
            ("Tree", deep, false),
            ("L5", Value::Null, true),
            ("L39", Value::Null, false),
        ];
        for (name, value, expected) in table {
            assert_eq!(Budget::new(&schemas).pay(&schemas[name], &value), expected, "{name}");
        }
    }

    #[test]
    fn the_sum_is_bounded() {
        let schema = json!({"items": {}});
        let value = json!(vec![0; 399]);
        let mut budget = Budget { left: 1_000, ..Budget::new(&schema) };
        assert_eq!([(); 4].map(|()| budget.pay(&schema, &value)), [true, true, false, false]);
    }

    #[test]
    fn validators_are_bounded() {
        let mut schemas = json!({"L0": {}, "Wide": {"anyOf": vec![json!({}); 50_000]}});
        for level in 1..1_001 {
            schemas[format!("L{level}")] = json!({"items": {"$ref": format!("#/L{}", level - 1)}});
        }
        let mut budget = Budget::new(&schemas);
        for (name, expected) in [("L900", true), ("L1000", false), ("Wide", false)] {
            assert_eq!(budget.pay_validator(&schemas[name]), expected, "{name}");
        }
    }
}
