//! What values are limited to, read from the tree, where numbers are as they were written.

use serde_json::{Number, Value};

use super::Lowering;
use crate::api::{Constraints, Kind, Schema};
use crate::pointer::Pointer;
use crate::report::code;

/// The keywords that limit values of one type, each said nothing with of other types.
const OF_NUMBERS: [&str; 5] = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"];
const OF_TEXTS: [&str; 3] = ["minLength", "maxLength", "pattern"];
const OF_LISTS: [&str; 3] = ["minItems", "maxItems", "uniqueItems"];
const OF_OBJECTS: [&str; 2] = ["minProperties", "maxProperties"];

/// All of them.
pub(super) fn limits() -> impl Iterator<Item = &'static str> {
    [OF_NUMBERS.as_slice(), &OF_TEXTS, &OF_LISTS, &OF_OBJECTS].into_iter().flatten().copied()
}

impl Lowering<'_> {
    /// Forgets the limits of a schema that are about values of other types than it has, and tells those that leave no value.
    pub(super) fn settle(&mut self, schema: &mut Schema, raw: &Value) {
        let bound = |bound: &Option<(Number, bool)>| bound.as_ref().and_then(|(number, _)| number.as_f64());
        let (least, most) = (bound(&schema.constraints.minimum), bound(&schema.constraints.maximum));
        // The bounds of `u64` and `i64`, as doubles.
        if matches!(schema.kind, Kind::Integer(_))
            && (least >= Some(18_446_744_073_709_551_616.0) || most.is_some_and(|most| most < -9_223_372_036_854_775_808.0))
        {
            schema.kind = self.beyond_integers(&schema.pointer.child(if least.is_some() { "minimum" } else { "maximum" }));
        }
        let (typ, own): (_, &[&str]) = match &schema.kind {
            Kind::Boolean => ("a boolean", &[]),
            Kind::Integer(_) | Kind::Number(_) => ("a number", &OF_NUMBERS),
            Kind::Text(_) => ("a text", &OF_TEXTS),
            Kind::Array(_) | Kind::Tuple(_) => ("a list", &OF_LISTS),
            Kind::Map(_) | Kind::Record(_) => ("an object", &OF_OBJECTS),
            _ => return,
        };
        let idle: Vec<&str> = limits().filter(|key| !own.contains(key) && raw.get(key).is_some()).collect();
        for key in &idle {
            let message = format!("`{key}` does not limit {typ}, which this is; it is passed over");
            self.report.add(&code::IDLE_KEYWORD, &schema.pointer.child(key), message);
        }
        if let (Value::Object(members), false) = (raw, idle.is_empty()) {
            let kept = members.iter().filter(|(key, _)| !idle.contains(&key.as_str()));
            let unchecked = std::mem::take(&mut schema.constraints.unchecked);
            let limits = constraints(&kept.map(|(key, value)| (key.clone(), value.clone())).collect());
            schema.constraints = Constraints { unchecked, ..limits };
        }
        if let Some(key) = impossible(&schema.constraints, raw) {
            self.no_value(key, &schema.pointer.child(key));
        }
    }

    /// Tells what the parts of an intersection leave no value with together.
    pub(super) fn settle_together(&mut self, schema: &Schema) {
        if let Some(key) = impossible(&schema.constraints, &Value::Null) {
            self.no_value(key, &schema.pointer);
        }
    }

    fn no_value(&mut self, key: &str, at: &Pointer) {
        let message = format!("no value keeps to `{key}` and to what else is said here");
        self.report.add_with_help(&code::NO_VALUE, at, message, "values are read and written as if it were not there");
    }

    /// What is read where no integer of Rust holds what the document allows.
    pub(super) fn beyond_integers(&mut self, at: &Pointer) -> Kind {
        self.report.add(&code::APPROXIMATED, at, "no integer of 64 bits is allowed here; values are read as doubles, which keep 15 digits");
        Kind::Number(None)
    }
}

/// The keyword that leaves no value, if there is one.
fn impossible(constraints: &Constraints, raw: &Value) -> Option<&'static str> {
    let reversed = |(least, most): (Option<u64>, Option<u64>)| least.zip(most).is_some_and(|(least, most)| least > most);
    let numbers = constraints.minimum.as_ref().zip(constraints.maximum.as_ref()).is_some_and(|((least, out), (most, beyond))| {
        let (least, most) = (least.as_f64(), most.as_f64());
        least > most || (least == most && (*out || *beyond))
    });
    let has_no_constants = raw.get("enum").and_then(Value::as_array).is_some_and(Vec::is_empty);
    let reversed_items = if raw.get("maxItems").is_some() { "maxItems" } else { "maxProperties" };
    [
        (has_no_constants, "enum"),
        (numbers, "maximum"),
        (reversed(constraints.length), "maxLength"),
        (reversed(constraints.items), reversed_items),
    ]
    .into_iter()
    .find_map(|(found, key)| found.then_some(key))
}

/// The constraints that the schema `raw` states.
pub(super) fn constraints(raw: &Value) -> Constraints {
    let number = |key: &str| match raw.get(key) {
        Some(Value::Number(number)) => Some(number.clone()),
        // The tree keeps integers of more than 64 bits as their text.
        Some(Value::String(text)) => text.parse().ok().and_then(Number::from_f64),
        _ => None,
    };
    let count = |key: &str| raw.get(key).and_then(Value::as_u64);
    let flag = |key: &str| raw.get(key).and_then(Value::as_bool).unwrap_or_default();
    let bound = |key: &str, exclusive: &str| number(key).map(|number: Number| (number, flag(exclusive)));
    Constraints {
        minimum: bound("minimum", "exclusiveMinimum"),
        maximum: bound("maximum", "exclusiveMaximum"),
        multiple_of: number("multipleOf"),
        length: (count("minLength"), count("maxLength")),
        items: (count("minItems").or(count("minProperties")), count("maxItems").or(count("maxProperties"))),
        unique: flag("uniqueItems"),
        pattern: raw.get("pattern").and_then(Value::as_str).map(str::to_owned),
        unchecked: unchecked(raw),
    }
}

/// What no type expresses: `not`, and what OpenAPI 3.1 knows besides, by keyword.
fn unchecked(raw: &Value) -> Vec<(String, String)> {
    let not = raw.get("not").map(|value| ("not".to_owned(), value.to_string()));
    let newer = raw.get("x-unchecked").and_then(Value::as_object).into_iter().flatten();
    let newer = newer.filter(|(key, _)| !key.starts_with("unevaluated"));
    not.into_iter().chain(newer.map(|(key, value)| (key.clone(), value.to_string()))).collect()
}
