//! Values that were written as text, and words in another case.

use serde_json::Value;

use super::super::grammar::Shape;
use super::{Edit, Findings};
use crate::pointer::Pointer;
use crate::report::code;

/// Reads `"true"` as a boolean and `"3"` as a number where one is needed; answers whether it did.
pub(super) fn check(findings: &mut Findings<'_>, at: &Pointer, shape: Shape, text: &str) -> bool {
    let value = match (shape, text) {
        (Shape::Flag | Shape::FlagOr(_), "true") => Value::Bool(true),
        (Shape::Flag | Shape::FlagOr(_), "false") => Value::Bool(false),
        (Shape::Count, _) => match text.parse::<u64>() {
            Ok(count) => count.into(),
            Err(_) => return false,
        },
        (Shape::Number, _) => match serde_json::from_str(text) {
            Ok(Value::Number(number)) => Value::Number(number),
            _ => return false,
        },
        _ => return false,
    };
    let kind = if value.is_boolean() { "boolean" } else { "number" };
    let message = format!("`{text}` is text here, and is read as the {kind}");
    findings.add_with_help(&code::QUOTED_VALUE, at, message, Some("remove the quotes".to_owned()));
    findings.edit(at.clone(), Edit::Set(value));
    true
}

/// Reads `Query` as `query` where that is a choice; answers whether it did.
pub(super) fn other_case(findings: &mut Findings<'_>, at: &Pointer, choices: &[&str], text: &str) -> bool {
    let Some(meant) = choices.iter().find(|choice| choice.eq_ignore_ascii_case(text)) else { return false };
    findings.add(&code::OTHER_CASE, at, format!("`{text}` is read as `{meant}`"));
    findings.edit(at.clone(), Edit::Set(Value::String((*meant).to_owned())));
    true
}
