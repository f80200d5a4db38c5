//! What values are limited to, read from the tree, where numbers are as they were written.

use serde_json::{Number, Value};

use crate::api::Constraints;

/// The constraints that the schema `raw` states.
pub(super) fn constraints(raw: &Value) -> Constraints {
    let number = |key: &str| match raw.get(key) {
        Some(Value::Number(number)) => Some(number.clone()),
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
    }
}
