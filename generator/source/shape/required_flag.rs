//! `required: true` in a schema, which drafts of JSON Schema before the fourth had.

use serde_json::Value;

use super::{Edit, Findings};
use crate::pointer::Pointer;
use crate::report::code;

/// Moves the flag of a property to the list of the object that has the property; answers whether it was such a flag.
pub(super) fn check(findings: &mut Findings<'_>, at: &Pointer, flag: bool) -> bool {
    let Some(schema) = at.parent().filter(|_| at.last().as_deref() == Some("required")) else { return false };
    let object = schema.parent().filter(|properties| properties.last().as_deref() == Some("properties")).and_then(|place| place.parent());
    let message = match (&object, schema.last()) {
        (Some(object), Some(name)) => {
            if flag {
                findings.edit(object.child("required"), Edit::Push(Value::String(name.clone())));
            }
            let word = if flag { "required" } else { "optional" };
            format!("`required` must be a list of strings; this is read as: `{name}` is {word}")
        }
        _ => "`required` must be a list of strings, and is left out: this schema is no property of another".to_owned(),
    };
    let help = "list the names of required properties beside `properties`".to_owned();
    findings.add_with_help(&code::REQUIRED_FLAG, at, message, Some(help));
    findings.edit(at.clone(), Edit::Remove);
    true
}
