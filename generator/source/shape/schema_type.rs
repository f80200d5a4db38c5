//! Words that other languages have for the types of JSON.

use serde_json::{Value, json};

use super::{Edit, Findings};
use crate::pointer::Pointer;
use crate::report::code;

/// Each word with the type that is meant, and its format.
const WORDS: [(&str, &str, Option<&str>); 29] = [
    ("str", "string", None),
    ("text", "string", None),
    ("char", "string", None),
    ("date", "string", Some("date")),
    ("datetime", "string", Some("date-time")),
    ("date-time", "string", Some("date-time")),
    ("timestamp", "string", Some("date-time")),
    ("uuid", "string", Some("uuid")),
    ("uri", "string", Some("uri")),
    ("url", "string", Some("uri")),
    ("email", "string", Some("email")),
    ("password", "string", Some("password")),
    ("file", "string", Some("binary")),
    ("binary", "string", Some("binary")),
    ("byte", "string", Some("byte")),
    ("int", "integer", None),
    ("int32", "integer", Some("int32")),
    ("int64", "integer", Some("int64")),
    ("long", "integer", Some("int64")),
    ("float", "number", Some("float")),
    ("double", "number", Some("double")),
    ("decimal", "number", None),
    ("numeric", "number", None),
    ("bool", "boolean", None),
    ("list", "array", None),
    ("map", "object", None),
    ("dict", "object", None),
    ("hash", "object", None),
    ("json", "object", None),
];

/// Reads such a word where a schema says its type; answers whether it did.
pub(super) fn check(findings: &mut Findings<'_>, at: &Pointer, choices: &[&str], text: &str) -> bool {
    let Some(schema) = at.parent().filter(|_| at.last().as_deref() == Some("type") && choices.contains(&"integer")) else { return false };
    if text.eq_ignore_ascii_case("any") {
        findings.add(&code::FOREIGN_TYPE, at, format!("`{text}` is not a type; without one, any value is accepted, and so it is read"));
        findings.edit(at.clone(), Edit::Remove);
        return true;
    }
    let Some((_, typ, format)) = WORDS.iter().find(|(word, ..)| word.eq_ignore_ascii_case(text)) else { return false };
    let with_format = format.map(|format| format!(" with the format `{format}`")).unwrap_or_default();
    findings.add(&code::FOREIGN_TYPE, at, format!("`{text}` is not a type of JSON, and is read as `{typ}`{with_format}"));
    findings.edit(at.clone(), Edit::Set(json!(typ)));
    let has_format = findings.tree.and_then(|tree| schema.find(tree)).is_some_and(|schema| schema.get("format").is_some());
    if let Some(format) = format.filter(|_| !has_format) {
        findings.edit(schema.child("format"), Edit::Set(Value::String((*format).to_owned())));
    }
    true
}
