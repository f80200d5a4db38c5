//! How the fields of a form are written (<https://spec.openapis.org/oas/v3.0.4#encoding-object>).

use serde_json::{Value, json};

use super::Lowering;
use crate::api::{FieldStyle, Style};
use crate::pointer::Pointer;

impl Lowering<'_> {
    /// The fields of the form at `at` that the document gives a style.
    pub(super) fn encoding(&self, at: &Pointer) -> Vec<FieldStyle> {
        let at = at.child("encoding");
        let fields = at.find(&self.document.tree).and_then(Value::as_object).into_iter().flatten();
        let styled = fields.filter_map(|(name, encoding)| {
            let allow_reserved = encoding.get("allowReserved") == Some(&json!(true));
            let explode = encoding.get("explode").and_then(Value::as_bool);
            let style = match encoding.get("style").and_then(Value::as_str) {
                Some("spaceDelimited") => Style::SpaceDelimited,
                Some("pipeDelimited") => Style::PipeDelimited,
                Some("deepObject") => Style::DeepObject,
                Some(_) => Style::Form,
                None if explode.is_some() || allow_reserved => Style::Form,
                None => return None,
            };
            Some(FieldStyle { name: name.clone(), style, explode: explode.unwrap_or(style == Style::Form), allow_reserved })
        });
        styled.collect()
    }
}
