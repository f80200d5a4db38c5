//! How the fields of a form are written, as far as this version can.

use serde_json::{Value, json};

use super::Lowering;
use crate::pointer::Pointer;
use crate::report::code;

impl Lowering<'_> {
    /// Reports each field of the form at `at` whose list is to be written otherwise than as several fields of one name.
    pub(super) fn encoding(&mut self, at: &Pointer) {
        let document = self.document;
        let at = at.child("encoding");
        for (name, encoding) in document.tree.pointer(at.as_str()).and_then(Value::as_object).into_iter().flatten() {
            let is_form = encoding.get("style").is_none_or(|style| style == "form");
            if !is_form || encoding.get("explode") == Some(&json!(false)) {
                let message = format!("the items of `{name}` are not joined by this version: each is a field of its own");
                self.report.add(&code::APPROXIMATED_STYLE, &at.child(name), message);
            }
        }
    }
}
