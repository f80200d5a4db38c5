//! What a JSON value has where names lead to.

use serde_json::Value;

/// What these names lead to, from the outside in; `-` is the last item of a list.
pub(super) fn at<'v>(value: &'v Value, names: &[&str]) -> Option<&'v Value> {
    names.iter().try_fold(value, |value, name| if *name == "-" { value.as_array()?.last() } else { value.get(*name) })
}

/// A text, or a number as one; nothing if it is empty.
pub(super) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => (!text.is_empty()).then(|| text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The same, of `true` and `false`, too.
pub(super) fn scalar(value: &Value) -> Option<String> {
    text(value).or_else(|| value.as_bool().map(|flag| flag.to_string()))
}
