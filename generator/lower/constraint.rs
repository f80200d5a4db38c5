//! What values are limited to, read from the tree, where numbers are as they were written.

use serde_json::{Number, Value};

use crate::api::Constraints;

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

/// Adds the limits of another schema of the same value; of two patterns the later one is told.
pub(super) fn tighten(known: &mut Constraints, other: &Constraints) {
    let least = |one: Option<u64>, other: Option<u64>| one.max(other);
    let most = |one: Option<u64>, other: Option<u64>| match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    };
    known.minimum = tighter(known.minimum.take(), other.minimum.clone(), |one, other| one > other);
    known.maximum = tighter(known.maximum.take(), other.maximum.clone(), |one, other| one < other);
    known.multiple_of = other.multiple_of.clone().or(known.multiple_of.take());
    known.length = (least(known.length.0, other.length.0), most(known.length.1, other.length.1));
    known.items = (least(known.items.0, other.items.0), most(known.items.1, other.items.1));
    known.unique |= other.unique;
    known.pattern = other.pattern.clone().or(known.pattern.take());
    known.unchecked.extend(other.unchecked.iter().cloned());
}

/// The bound that leaves less; of two that are equal, one that is itself excluded.
fn tighter(one: Option<(Number, bool)>, other: Option<(Number, bool)>, tighter: fn(f64, f64) -> bool) -> Option<(Number, bool)> {
    let (Some(one), Some(other)) = (&one, &other) else { return one.or(other) };
    let first = match (one.0.as_f64(), other.0.as_f64()) {
        (Some(one), Some(other)) if tighter(one, other) || tighter(other, one) => tighter(one, other),
        _ => one.1,
    };
    Some(if first { one.clone() } else { other.clone() })
}
