//! Errors of the validator → the one place where an example goes wrong, and how, in few words.

use std::collections::BTreeSet;

use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use serde_json::Value;

use super::phrase::{article, cut, or, short, type_of};
use crate::pointer::Pointer;

/// One way in which a value is not what its schema says.
#[derive(Debug)]
pub(super) struct Mismatch {
    /// The place, relative to the example.
    pub at: Pointer,
    /// What is there, and what the schema wants.
    pub message: String,
    /// The next step.
    pub help: &'static str,
    /// The properties that are missing at this place, if that is what is wrong.
    missing: Vec<String>,
}

impl Mismatch {
    fn new(at: Pointer, message: String, help: &'static str) -> Self {
        Self { at, message, help, missing: Vec::new() }
    }
}

const EITHER: &str = "correct the example or the schema, whichever differs from what is really sent";
const NULL: &str = "if null is really sent, add `nullable: true` to the schema; if not, correct the example";
const ACCEPT: &str = "correct the example or the schema; `x-accept` names other JSON types that are accepted as well";

/// What an error of the validator comes down to.
pub(super) fn mismatches(error: &ValidationError<'_>, found: &mut Vec<Mismatch>) {
    let (Kind::AnyOf { context } | Kind::OneOfNotValid { context }) = error.kind() else {
        match error.kind() {
            Kind::Required { property } => miss(error, property, found),
            Kind::AdditionalProperties { unexpected } => found.extend(unexpected.iter().map(|name| additional(error, name))),
            _ => found.push(mismatch(error)),
        }
        return;
    };
    // Alternatives of another JSON type were not meant. If that leaves one, its own errors say more.
    let here = error.instance_path().as_str();
    let is_other_type = |error: &&ValidationError<'_>| types(error).is_some() && error.instance_path().as_str() == here;
    let meant = context.iter().filter(|errors| !errors.iter().any(|error| is_other_type(&error))).collect::<Vec<_>>();
    let message = match meant.as_slice() {
        [one] => return one.iter().for_each(|error| mismatches(error, found)),
        [] => {
            let wanted = context.iter().flatten().filter(is_other_type).filter_map(types).flatten().collect();
            return found.push(of_another_type(error, wanted));
        }
        several => format!("{} fits none of the {} alternatives that the schema has", subject(error), several.len()),
    };
    found.push(Mismatch::new(place(error), message, EITHER));
}

/// The mismatch that an error is by itself.
fn mismatch(error: &ValidationError<'_>) -> Mismatch {
    if let Some(wanted) = types(error) {
        return of_another_type(error, wanted);
    }
    let message = format!("{} is {}, the schema wants {}", subject(error), short(error.instance()), wanted(error.kind()));
    Mismatch::new(place(error), message, EITHER)
}

/// All properties that an object lacks are one mismatch; the first is named.
fn miss(error: &ValidationError<'_>, property: &Value, found: &mut Vec<Mismatch>) {
    let at = place(error);
    let name = cut(property.as_str().unwrap_or_default());
    let earlier = found.iter_mut().find(|mismatch| !mismatch.missing.is_empty() && mismatch.at == at);
    match earlier {
        None => {
            let message = format!("`{name}` is missing, the schema requires it");
            found.push(Mismatch { missing: vec![name], ..Mismatch::new(at, message, EITHER) });
        }
        Some(Mismatch { missing, message, .. }) => {
            let first = missing.first().map_or("", String::as_str);
            *message = format!("`{first}` and {} more are missing, the schema requires them", missing.len());
            missing.push(name);
        }
    }
}

fn additional(error: &ValidationError<'_>, name: &str) -> Mismatch {
    let message = format!("`{}` is not among its properties, and `additionalProperties` forbids others", cut(name));
    Mismatch::new(place(error).child(name), message, EITHER)
}

fn of_another_type(error: &ValidationError<'_>, mut wanted: BTreeSet<&'static str>) -> Mismatch {
    if wanted.contains("number") {
        wanted.remove("integer");
    }
    let value = error.instance();
    let wanted = wanted.into_iter().map(article).collect::<Vec<_>>();
    // A number that is no integer is one all the same.
    let is = if value.is_number() && wanted.contains(&"an integer") { short(value) } else { type_of(value).to_owned() };
    let help = match &**value {
        Value::Null => NULL,
        Value::Bool(_) | Value::Number(_) | Value::String(_) => ACCEPT,
        _ => EITHER,
    };
    Mismatch::new(place(error), format!("{} is {is}, the schema wants {}", subject(error), or(&wanted)), help)
}

/// The types that an error misses, if it is about types.
fn types(error: &ValidationError<'_>) -> Option<BTreeSet<&'static str>> {
    match error.kind() {
        Kind::Type { kind: TypeKind::Single(one) } => Some(BTreeSet::from([one.as_str()])),
        Kind::Type { kind: TypeKind::Multiple(several) } => Some(several.iter().map(|one| one.as_str()).collect()),
        _ => None,
    }
}

/// What a keyword asks for.
fn wanted(kind: &Kind) -> String {
    match kind {
        Kind::Enum { options } => match options.as_array() {
            Some(options) => cut(&or(&options.iter().take(20).map(short).collect::<Vec<_>>())),
            None => "another value".to_owned(),
        },
        Kind::Minimum { limit } => format!("at least {limit}"),
        Kind::Maximum { limit } => format!("at most {limit}"),
        Kind::ExclusiveMinimum { limit } => format!("more than {limit}"),
        Kind::ExclusiveMaximum { limit } => format!("less than {limit}"),
        Kind::MultipleOf { multiple_of } => format!("a multiple of {multiple_of}"),
        Kind::MinLength { limit } => format!("at least {limit} characters"),
        Kind::MaxLength { limit } => format!("at most {limit} characters"),
        Kind::MinItems { limit } => format!("at least {limit} items"),
        Kind::MaxItems { limit } => format!("at most {limit} items"),
        Kind::MinProperties { limit } => format!("at least {limit} properties"),
        Kind::MaxProperties { limit } => format!("at most {limit} properties"),
        Kind::Pattern { pattern } => format!("a match of `{}`", cut(pattern)),
        Kind::UniqueItems => "no item twice".to_owned(),
        Kind::OneOfMultipleValid { .. } => "exactly one of its alternatives, and several fit".to_owned(),
        Kind::Not { .. } => "what its `not` does not exclude".to_owned(),
        Kind::BacktrackLimitExceeded { .. } | Kind::RegexEngineFailure { .. } => {
            "a match of its `pattern`, which takes too many steps to try".to_owned()
        }
        other => format!("what its `{}` allows", other.keyword()),
    }
}

fn place(error: &ValidationError<'_>) -> Pointer {
    error.instance_path().into_iter().fold(Pointer::root(), |at, token| at.child(&token.to_string()))
}

/// What is wrong, by name: a property, an item of one, or the example as a whole.
fn subject(error: &ValidationError<'_>) -> String {
    let at = place(error);
    let Some(last) = at.last() else { return "it".to_owned() };
    let is_item = last.bytes().all(|byte| byte.is_ascii_digit());
    match at.parent().and_then(|parent| parent.last()) {
        Some(list) if is_item => format!("item {last} of `{}`", cut(&list)),
        None if is_item => format!("item {last}"),
        _ => format!("`{}`", cut(&last)),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::mismatches;

    #[test]
    fn errors_in_words() {
        let union = json!({"anyOf": [
            {"type": "object", "properties": {"a": {"enum": ["x", "y"]}}},
            {"type": "array", "items": {"type": "integer"}},
            {"type": "null"},
        ]});
        let table = [
            (json!({"properties": {"a": {"type": "string"}}}), json!({"a": 1}), "/a", "`a` is a number, the schema wants a string"),
            (json!({"type": "integer"}), json!(1.5), "", "it is 1.5, the schema wants an integer"),
            (json!({"type": ["number", "integer", "string"]}), json!(null), "", "it is null, the schema wants a number or a string"),
            (json!({"items": {"maximum": 3}}), json!([1, 4]), "/1", "item 1 is 4, the schema wants at most 3"),
            (json!({"required": ["a"]}), json!({}), "", "`a` is missing, the schema requires it"),
            (json!({"required": ["a", "b", "c"]}), json!({}), "", "`a` and 2 more are missing, the schema requires them"),
            (json!({"pattern": "^a$"}), json!("b"), "", "it is \"b\", the schema wants a match of `^a$`"),
            (union.clone(), json!({"a": "z"}), "/a", "`a` is \"z\", the schema wants \"x\" or \"y\""),
            (union.clone(), json!([1, "b"]), "/1", "item 1 is a string, the schema wants an integer"),
            (json!({"properties": {"u": union}}), json!({"u": 1}), "/u", "`u` is a number, the schema wants an array, null or an object"),
            (
                json!({"oneOf": [{"required": ["a"]}, {"required": ["b"]}]}),
                json!({}),
                "",
                "it fits none of the 2 alternatives that the schema has",
            ),
            (
                json!({"properties": {"a/b": {"minLength": 2}}}),
                json!({"a/b": ""}),
                "/a~1b",
                "`a/b` is \"\", the schema wants at least 2 characters",
            ),
        ];
        for (schema, value, at, expected) in table {
            let validator = jsonschema::draft7::new(&schema).unwrap();
            let mut found = Vec::new();
            validator.iter_errors(&value).for_each(|error| mismatches(&error, &mut found));
            let found = found.iter().map(|found| (found.at.as_str(), found.message.as_str())).collect::<Vec<_>>();
            assert_eq!(found, [(at, expected)], "{value}");
        }
    }
}
