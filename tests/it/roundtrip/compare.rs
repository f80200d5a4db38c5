//! "The same JSON", as the contract defines it.
//!
//! 1. Numbers are compared by value: `1`, `1.0` and `1e0` are one (4).
//! 2. A member that no schema describes may be missing from what comes back: unknown properties are ignored, `additionalProperties` are
//!    kept (4). A schema that has no `properties` and does not forbid other members describes all of them.
//! 3. Nothing may come back that was not there: nothing is defaulted into existence (6).
//! 4. What must come back as something else is said by the sample: `null` for an optional property that does not allow it comes back
//!    absent, an alias as the name that it stands for (4), a tolerated text as the number that it spells (6).
//! 5. The order of members means nothing; everything else is the same.

use std::collections::BTreeSet;

use serde_json::{Number, Value};

use super::check::Checker;
use super::convert::Schemas;
use super::pattern;

/// What is not the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Where.
    pub at: String,
    /// What, in words that are the same for the same cause.
    pub cause: String,
}

/// Whether two values are the same by rules 1 and 5 alone.
pub fn equal(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => same_number(one, other),
        (Value::Array(one), Value::Array(other)) => one.len() == other.len() && one.iter().zip(other).all(|(one, other)| equal(one, other)),
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len() && one.iter().all(|(name, value)| other.get(name).is_some_and(|other| equal(value, other)))
        }
        _ => one == other,
    }
}

fn same_number(one: &Number, other: &Number) -> bool {
    let exact = |number: &Number| number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from));
    match (exact(one), exact(other)) {
        (Some(one), Some(other)) => one == other,
        _ => one.as_f64() == other.as_f64(),
    }
}

/// Compares with the schemas in view.
pub struct Comparison<'s, 'r> {
    pub schemas: &'s Schemas,
    pub checker: &'s Checker<'r>,
}

impl<'s> Comparison<'s, '_> {
    /// The first difference between what was sent and what came back.
    pub fn difference(&self, parts: &[&'s Value], sent: &Value, back: &Value) -> Option<Difference> {
        if equal(sent, back) {
            return None;
        }
        let found = |cause: &str| Some(Difference { at: String::new(), cause: cause.to_owned() });
        match (sent, back) {
            (Value::Object(members), Value::Object(others)) => {
                let parts = self.all(parts, sent);
                if let Some(name) = others.keys().find(|name| !members.contains_key(*name)) {
                    return Some(Difference { at: format!(".{name}"), cause: "a member comes into being".to_owned() });
                }
                members.iter().find_map(|(name, value)| self.member(&parts, name, value, others.get(name)))
            }
            (Value::Array(items), Value::Array(others)) if items.len() == others.len() => {
                let parts = self.all(parts, sent);
                let inner: Vec<&Value> = parts.iter().filter_map(|part| part.get("items")).collect();
                items.iter().zip(others).enumerate().find_map(|(index, (item, other))| {
                    let first = |part: &&'s Value| part.get("prefixItems")?.get(index);
                    let first: Vec<&Value> = parts.iter().filter_map(first).collect();
                    self.difference(if first.is_empty() { &inner } else { &first }, item, other)
                        .map(|found| inside(&format!("[{index}]"), found))
                })
            }
            (Value::Array(_), Value::Array(_)) => found("a list changes its length"),
            (Value::Number(_), Value::Number(_)) => found("a number changes"),
            (Value::String(_), Value::String(_)) => found("a text changes"),
            _ => found("a value changes its type"),
        }
    }

    fn member(&self, parts: &[&'s Value], name: &str, sent: &Value, back: Option<&Value>) -> Option<Difference> {
        let (described, known) = described(parts, name);
        match back {
            Some(back) => self.difference(&described, sent, back).map(|found| inside(&format!(".{name}"), found)),
            None if described.is_empty() => None,
            None => {
                let cause = match (sent, known) {
                    (Value::Null, true) => "the null of a property is lost",
                    (_, true) => "a property is lost",
                    (_, false) => "an additional member is lost",
                };
                Some(Difference { at: format!(".{name}"), cause: cause.to_owned() })
            }
        }
    }

    /// The schemas that apply to a value: of choices, those that allow it.
    fn all(&self, parts: &[&'s Value], value: &Value) -> Vec<&'s Value> {
        let (mut all, mut seen) = (Vec::new(), BTreeSet::new());
        let mut queue: Vec<&'s Value> = parts.to_vec();
        while let Some(part) = queue.pop() {
            all.push(part);
            if let Some((number, target)) = self.schemas.target(part)
                && seen.insert(number)
            {
                queue.push(target);
            }
            queue.extend(part.get("allOf").and_then(Value::as_array).into_iter().flatten());
            for key in ["oneOf", "anyOf"] {
                let alternatives = part.get(key).and_then(Value::as_array).into_iter().flatten();
                queue.extend(alternatives.filter(|alternative| self.checker.part(alternative, value)));
            }
        }
        all
    }
}

fn inside(step: &str, found: Difference) -> Difference {
    Difference { at: format!("{step}{}", found.at), ..found }
}

/// The schemas of a member, and whether one of them is that of a property.
fn described<'s>(parts: &[&'s Value], name: &str) -> (Vec<&'s Value>, bool) {
    static ANYTHING: Value = Value::Bool(true);
    let mut found: Vec<&Value> = parts.iter().filter_map(|part| part.get("properties")?.get(name)).collect();
    let known = !found.is_empty();
    for part in parts {
        let patterns = part.get("patternProperties").and_then(Value::as_object).into_iter().flatten();
        found.extend(patterns.filter(|(pattern, _)| pattern::matches(pattern, name)).map(|(_, schema)| schema));
        let own = part.get("properties").is_some_and(|properties| properties.get(name).is_some());
        found.extend(part.get("additionalProperties").filter(|rest| !own && **rest != Value::Bool(false)));
    }
    let says_nothing = parts.iter().all(|part| part.get("properties").is_none() && part.get("additionalProperties").is_none());
    if found.is_empty() && says_nothing {
        found.push(&ANYTHING);
    }
    (found, known)
}

#[test]
fn numbers_are_compared_by_value() {
    use serde_json::json;
    for (one, other, same) in [
        (json!(1), json!(1.0), true),
        (json!({"a": [1], "b": 2}), json!({"b": 2e0, "a": [1]}), true),
        (json!(9_007_199_254_740_993_i64), json!(9_007_199_254_740_992_i64), false),
        (json!("1"), json!(1), false),
        (json!(null), json!({}), false),
        (json!([]), json!([null]), false),
    ] {
        assert_eq!(equal(&one, &other), same, "{one} {other}");
    }
}
