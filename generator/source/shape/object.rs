//! Has an object the keys that it needs, and no others?

use serde_json::{Map, Value};

use super::super::closest;
use super::super::grammar::{Need, Object, Rest, Shape};
use super::{Edit, Findings};
use crate::pointer::Pointer;
use crate::report::code;

/// The longest name of a component, property or parameter, in characters.
const LONGEST_NAME: usize = 256;

/// How many findings there may be before one does without a suggestion.
const MOST_SUGGESTIONS: usize = 1_000;

/// Checks the keys of one object.
pub(super) fn check(findings: &mut Findings<'_>, at: &Pointer, object: &Object, members: &Map<String, Value>) {
    if let Some(reference) = members.get("$ref").filter(|_| object.is_referable()) {
        if !reference.is_string() {
            findings.add(&code::WRONG_TYPE, &at.child("$ref"), "`$ref` must be a string".to_owned());
        }
        return;
    }
    for (key, value) in members {
        match object.member(key) {
            None => unknown(findings, &at.child(key), object, key),
            Some(Shape::Map(Shape::Object(inner))) if inner.section.is_some_and(|section| section != "examples") => {
                names(findings, &at.child(key), value);
            }
            Some(_) if key == "operationId" || (key == "name" && is_name(object)) => {
                if let Some(name) = value.as_str() {
                    length(findings, &at.child(key), name);
                }
            }
            Some(_) => {}
        }
    }
    // Most keys may be absent, and looking each up in every schema is what a large document would be slow by.
    for field in object.fields.iter().filter(|field| field.need != Need::Optional) {
        match members.get(field.name) {
            None => missing(findings, at, object, (field.name, field.need)),
            // That it is null is said where it stands; here it gets what it needs.
            Some(Value::Null) if field.need == Need::Text => {
                findings.edit(at.child(field.name), Edit::Set(Value::String(String::new())));
            }
            Some(_) => {}
        }
    }
}

/// Whether the `name` of an object is a name that code could have, and not that of a person, a company or a licence.
fn is_name(object: &Object) -> bool {
    object.fields.iter().any(|field| field.name == "name" && field.need == Need::Required)
}

fn unknown(findings: &mut Findings<'_>, at: &Pointer, object: &Object, key: &str) {
    let known = object.fields.iter().map(|field| field.name);
    // Each suggestion compares a name with all others, and no more than these are printed.
    let meant = if findings.diagnostics.len() < MOST_SUGGESTIONS { closest(key, known) } else { None };
    let help = match (meant, object.rest) {
        (Some(meant), _) => Some(format!("did you mean `{meant}`?")),
        (None, Rest::Pattern(..)) => {
            Some("a response is for a status such as `200`, a hundred of them such as `4XX`, or `default`".to_owned())
        }
        (None, Rest::Extensions) => None,
    };
    findings.at_key(&code::UNKNOWN_KEY, at, format!("`{key}` is not a key of {}, and is ignored", object.name), help);
}

fn missing(findings: &mut Findings<'_>, at: &Pointer, object: &Object, (name, need): (&str, Need)) {
    let message = format!("{} needs a `{name}`", object.name);
    let neutral = match need {
        Need::Optional => return,
        Need::Required => {
            findings.at_key(&code::MISSING_KEY, at, message, None);
            return;
        }
        Need::Text => Value::String(String::new()),
        Need::Map => Value::Object(Map::new()),
    };
    let version = findings.tree.and_then(|tree| tree.get("openapi")).and_then(Value::as_str).unwrap_or_default();
    let optional_since = match (object.name, name) {
        ("an operation", "responses") => "3.1",
        ("a response", "description") => "3.2",
        _ => "4",
    };
    if version < optional_since {
        findings.at_key(&code::MISSING_DETAIL, at, message, None);
    }
    findings.edit(at.child(name), Edit::Set(neutral));
}

fn names(findings: &mut Findings<'_>, at: &Pointer, value: &Value) {
    for name in value.as_object().into_iter().flat_map(Map::keys) {
        length(findings, &at.child(name), name);
    }
}

fn length(findings: &mut Findings<'_>, at: &Pointer, name: &str) {
    if name.chars().nth(LONGEST_NAME).is_some() {
        let start = name.chars().take(40).collect::<String>();
        let message = format!("the name `{start}…` has more than {LONGEST_NAME} characters");
        findings.at_key(&code::NAME_TOO_LONG, at, message, None);
    }
}
