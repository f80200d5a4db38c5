//! Is a value of the type that its place asks for?

use serde_json::{Map, Number, Value};

use super::super::closest;
use super::super::grammar::{HEADER, LINK, Need, Object, Shape};
use super::{Edit, Findings, quoted, required_flag, schema_type};
use crate::pointer::Pointer;
use crate::report::code;

/// Checks one value, and answers whether to look into it.
pub(super) fn check(findings: &mut Findings<'_>, at: &Pointer, shape: Shape, value: &Value) -> bool {
    match (shape, value) {
        (Shape::Any, _) => return false,
        (Shape::Text | Shape::SchemaName, Value::String(_))
        | (Shape::Flag | Shape::FlagOr(_), Value::Bool(_))
        | (Shape::Number, Value::Number(_))
        | (Shape::Object(_) | Shape::Map(_) | Shape::FlagOr(_), Value::Object(_))
        | (Shape::List(_), Value::Array(_)) => {}
        (Shape::Choice(choices), Value::String(text)) => choice(findings, at, choices, text),
        (Shape::Number | Shape::Count, Value::String(text)) if is_wide(text) => {
            findings.leave_out.insert(at.clone());
        }
        (Shape::Count, Value::Number(number)) => count(findings, at, number),
        (Shape::Text, Value::Number(_) | Value::Bool(_)) => {
            let message = format!("{} must be a string, and is read as `\"{value}\"`", subject(findings, at));
            findings.add_with_help(&code::UNQUOTED_TEXT, at, message, Some("put it in quotes".to_owned()));
            findings.edit(at.clone(), Edit::Set(Value::String(value.to_string())));
        }
        (_, Value::Null) => {
            null(findings, at, shape);
            return false;
        }
        (Shape::List(Shape::Text), Value::Bool(flag)) if required_flag::check(findings, at, *flag) => return false,
        (_, Value::String(text)) if quoted::check(findings, at, shape, text) => return false,
        _ => {
            wrong(findings, at, shape, what(value));
            return false;
        }
    }
    true
}

fn choice(findings: &mut Findings<'_>, at: &Pointer, choices: &[&str], text: &str) {
    if choices.contains(&text) || quoted::other_case(findings, at, choices, text) || schema_type::check(findings, at, choices, text) {
        return;
    }
    let help = match closest(text, choices.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("it is one of {}", choices.iter().map(|choice| format!("`{choice}`")).collect::<Vec<_>>().join(", ")),
    };
    findings.add_with_help(&code::UNKNOWN_VALUE, at, format!("{} cannot be `{text}`", subject(findings, at)), Some(help));
}

fn count(findings: &mut Findings<'_>, at: &Pointer, number: &Number) {
    if number.is_u64() {
        return;
    }
    match number.as_f64() {
        // `10.0` is the same number as `10`, and 2^53 is where floats stop to be exact.
        Some(float) if float >= 0.0 && float.fract() == 0.0 && float < 9_007_199_254_740_992.0 => {
            if let Ok(whole) = format!("{float:.0}").parse::<u64>() {
                findings.edit(at.clone(), Edit::Set(whole.into()));
            }
        }
        // More than memory holds, which is no limit at all.
        Some(float) if float > 0.0 && float.fract() == 0.0 => {
            findings.leave_out.insert(at.clone());
        }
        Some(float) if float < 0.0 => wrong(findings, at, Shape::Count, "a negative number"),
        _ => wrong(findings, at, Shape::Count, "a fraction"),
    }
}

/// YAML's `key:` with nothing behind it.
fn null(findings: &mut Findings<'_>, at: &Pointer, shape: Shape) {
    let is_item = findings.is_item(at);
    let edit = match shape {
        Shape::Object(object) => empty(object).map(Edit::Set),
        Shape::Map(_) => Some(Edit::Set(Value::Object(Map::new()))),
        Shape::List(_) => Some(Edit::Set(Value::Array(Vec::new()))),
        _ => Some(Edit::Remove),
    };
    let Some(edit) = edit.filter(|_| !is_item && at.parent().is_some()) else {
        wrong(findings, at, shape, "null");
        return;
    };
    findings.at_key(&code::NULL_VALUE, at, format!("{} is null, and is read as if it were empty", subject(findings, at)), None);
    findings.edit(at.clone(), edit);
}

/// The object that says nothing, if there is one: no further check sees it, so it has to be well-formed.
fn empty(object: &Object) -> Option<Value> {
    let mut members = Map::new();
    for field in object.fields {
        match field.need {
            Need::Optional => continue,
            Need::Required => return None,
            Need::Text => members.insert(field.name.to_owned(), Value::String(String::new())),
            Need::Map => members.insert(field.name.to_owned(), Value::Object(Map::new())),
        };
    }
    // These need one of two keys, which the table cannot say.
    let alternative = std::ptr::eq(object, &HEADER) || std::ptr::eq(object, &LINK);
    (!alternative).then_some(Value::Object(members))
}

fn wrong(findings: &mut Findings<'_>, at: &Pointer, shape: Shape, is: &str) {
    let message = match at.last() {
        // Under a mapping whose keys are names, this one is a name too, and almost never meant as one.
        Some(last) if last == "$ref" && is == "a string" => format!("a `$ref` cannot stand here: {} is needed", expected(shape)),
        _ => format!("{} must be {}, not {is}", subject(findings, at), expected(shape)),
    };
    findings.add(&code::WRONG_TYPE, at, message);
}

/// An integer that 64 bits do not hold, which the tree has as text.
fn is_wide(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) && text.parse::<i64>().is_err() && text.parse::<u64>().is_err()
}

/// What a message calls the value at a place.
fn subject(findings: &Findings<'_>, at: &Pointer) -> String {
    match at.last() {
        None => "the document".to_owned(),
        Some(_) if findings.is_item(at) => {
            at.parent().and_then(|list| list.last()).map_or_else(|| "an item".to_owned(), |list| format!("an item of `{list}`"))
        }
        Some(last) => format!("`{last}`"),
    }
}

fn expected(shape: Shape) -> String {
    match shape {
        Shape::Any => "anything".to_owned(),
        Shape::Text | Shape::Choice(_) | Shape::SchemaName => "a string".to_owned(),
        Shape::Flag => "true or false".to_owned(),
        Shape::Number => "a number".to_owned(),
        Shape::Count => "an integer that is not negative".to_owned(),
        Shape::Object(object) => object.name.to_owned(),
        Shape::FlagOr(object) => format!("true, false or {}", object.name),
        Shape::List(Shape::Text) => "a list of strings".to_owned(),
        Shape::List(_) => "a list".to_owned(),
        Shape::Map(_) => "a mapping".to_owned(),
    }
}

fn what(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "a mapping",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Findings, Pointer, Shape, check, is_wide};

    #[test]
    fn what_is_said_of_wrong_values() {
        let table: [(Shape, Value, &str); 9] = [
            (Shape::List(&Shape::Text), json!("a"), "`k` must be a list of strings, not a string"),
            (Shape::Flag, json!("true"), "`true` is text here, and is read as the boolean"),
            (Shape::Flag, json!("yes"), "`k` must be true or false, not a string"),
            (Shape::Count, json!(-1), "`k` must be an integer that is not negative, not a negative number"),
            (Shape::Count, json!(1.5), "`k` must be an integer that is not negative, not a fraction"),
            (Shape::Choice(&["query", "path"]), json!("querry"), "`k` cannot be `querry`"),
            (Shape::Text, json!(1.0), "`k` must be a string, and is read as `\"1.0\"`"),
            (Shape::Text, json!(null), "`k` is null, and is read as if it were empty"),
            (Shape::Map(&Shape::Text), json!([]), "`k` must be a mapping, not a list"),
        ];
        for (shape, value, expected) in table {
            let mut findings = Findings::default();
            check(&mut findings, &Pointer::root().child("k"), shape, &value);
            assert_eq!(findings.diagnostics.iter().map(|found| found.message.as_str()).collect::<Vec<_>>(), [expected]);
        }
    }

    #[test]
    fn wide_integers() {
        let table =
            [("18446744073709551616", true), ("18446744073709551615", false), ("-9223372036854775809", true), ("1e30", false), ("", false)];
        for (text, expected) in table {
            assert_eq!(is_wide(text), expected, "{text}");
        }
    }
}
