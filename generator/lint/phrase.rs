//! JSON values and types in words.

use serde_json::Value;

/// How many characters of a value are shown.
const LONGEST: usize = 60;

/// A value, short enough for a message.
pub(super) fn short(value: &Value) -> String {
    match value {
        Value::Array(items) => format!("a list of {}", items.len()),
        Value::Object(_) => "an object".to_owned(),
        other => cut(&other.to_string()),
    }
}

/// A text, cut where it becomes too long.
pub(super) fn cut(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    text.chars().take(LONGEST - 1).chain(['…']).collect()
}

/// The type of a value, with its article.
pub(super) fn type_of(value: &Value) -> &'static str {
    article(match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    })
}

/// A type, with its article.
pub(super) fn article(name: &str) -> &'static str {
    match name {
        "boolean" => "a boolean",
        "number" => "a number",
        "integer" => "an integer",
        "string" => "a string",
        "array" => "an array",
        "object" => "an object",
        _ => "null",
    }
}

/// `a`, `a or b`, `a, b or c`.
pub(super) fn or<S: AsRef<str>>(words: &[S]) -> String {
    let words = words.iter().map(AsRef::as_ref).collect::<Vec<_>>();
    match words.split_last() {
        None => String::new(),
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{or, short};

    #[test]
    fn values_are_short() {
        assert_eq!(short(&json!("é".repeat(58))), format!("\"{}\"", "é".repeat(58)));
        assert_eq!(short(&json!("é".repeat(59))), format!("\"{}…", "é".repeat(58)));
        assert_eq!(
            [json!([1, 2]), json!({}), json!(null), json!(1.5)].map(|value| short(&value)),
            ["a list of 2", "an object", "null", "1.5"]
        );
    }

    #[test]
    fn lists_are_sentences() {
        assert_eq!([or(&["a"]), or(&["a", "b"]), or(&["a", "b", "c"])], ["a", "a or b", "a, b or c"]);
    }
}
