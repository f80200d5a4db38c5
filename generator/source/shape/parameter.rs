//! What a parameter, a header, a link and a security scheme need that a table of keys cannot say: this key or that one, and which
//! depends on their `in` and `type`.

use serde_json::{Map, Value, json};

use super::super::closest;
use super::super::grammar::Object;
use super::{Edit, Findings, PARAMETER};
use crate::pointer::Pointer;
use crate::report::code;

/// The styles of each place of a parameter.
const STYLES: [(&str, &[&str]); 4] = [
    ("path", &["simple", "label", "matrix"]),
    ("query", &["form", "spaceDelimited", "pipeDelimited", "deepObject"]),
    ("header", &["simple"]),
    ("cookie", &["form"]),
];

/// The keys that each type of security scheme needs.
const SCHEMES: [(&str, &[&str]); 4] =
    [("apiKey", &["name", "in"]), ("http", &["scheme"]), ("oauth2", &["flows"]), ("openIdConnect", &["openIdConnectUrl"])];

/// Checks a parameter.
pub(super) fn check_parameter(findings: &mut Findings<'_>, at: &Pointer, members: &Map<String, Value>) {
    check_schema(findings, at, &PARAMETER, members);
    let text = |key: &str| members.get(key).and_then(Value::as_str);
    let name = text("name").unwrap_or_default();
    let place = text("in").unwrap_or_default();
    if place == "path" && members.get("required") != Some(&Value::Bool(true)) {
        let message = format!("the path parameter `{name}` is not marked as required, and is treated as if it were");
        findings.at_key(&code::OPTIONAL_PATH_PARAMETER, at, message, Some("add `required: true`".to_owned()));
        findings.edit(at.child("required"), Edit::Set(Value::Bool(true)));
    }
    let styles = STYLES.iter().find(|(known, _)| *known == place).map(|(_, styles)| *styles);
    if let (Some(style), Some(styles)) = (text("style"), styles) {
        let known_elsewhere = STYLES.iter().any(|(_, styles)| styles.contains(&style));
        if known_elsewhere && !styles.contains(&style) {
            let help = match closest(style, styles.iter().copied()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("it is one of {}", styles.iter().map(|style| format!("`{style}`")).collect::<Vec<_>>().join(", ")),
            };
            let message = format!("a parameter in the {place} cannot have the style `{style}`");
            findings.add_with_help(&code::UNKNOWN_VALUE, &at.child("style"), message, Some(help));
        }
    }
}

/// Checks that a parameter or header says once what type it has.
pub(super) fn check_schema(findings: &mut Findings<'_>, at: &Pointer, object: &Object, members: &Map<String, Value>) {
    match (members.contains_key("schema"), members.contains_key("content")) {
        (false, false) => {
            let message = format!("{} has no `schema`, and is treated as a string", object.name);
            findings.at_key(&code::MISSING_SCHEMA, at, message, None);
            findings.edit(at.child("schema"), Edit::Set(json!({"type": "string"})));
        }
        (true, true) => {
            let message = format!("{} has a `schema` and a `content`: the `content` is ignored", object.name);
            findings.at_key(&code::SCHEMA_AND_CONTENT, &at.child("content"), message, None);
            findings.edit(at.child("content"), Edit::Remove);
        }
        _ => {}
    }
}

/// Checks a security scheme.
pub(super) fn check_security_scheme(findings: &mut Findings<'_>, at: &Pointer, members: &Map<String, Value>) {
    let kind = members.get("type").and_then(Value::as_str).unwrap_or_default();
    let needs = SCHEMES.iter().find(|(known, _)| *known == kind).map_or(&[][..], |(_, needs)| needs);
    for key in needs {
        if !members.contains_key(*key) {
            findings.at_key(&code::MISSING_KEY, at, format!("a security scheme of the type `{kind}` needs a `{key}`"), None);
        }
    }
}

/// Checks that a link names its operation. Nothing is generated from links.
pub(super) fn check_link(findings: &mut Findings<'_>, at: &Pointer, members: &Map<String, Value>) {
    let names = |key: &str| members.get(key).is_some_and(|name| !name.is_null());
    if !names("operationId") && !names("operationRef") {
        findings.at_key(&code::MISSING_DETAIL, at, "a link needs an `operationId` or an `operationRef`".to_owned(), None);
        findings.edit(at.child("operationId"), Edit::Set(Value::String(String::new())));
    }
}
