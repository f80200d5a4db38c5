//! How the fields of a form are written (<https://spec.openapis.org/oas/v3.0.4#encoding-object>).

use openapiv3::MediaType;
use serde_json::{Value, json};

use super::Lowering;
use super::body::is_json;
use crate::api::{FieldStyle, Format, Kind, SchemaId, Style};
use crate::pointer::Pointer;
use crate::report::code;

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
                // Its media type counts where it has no style.
                None if encoding.get("contentType").and_then(Value::as_str).is_some_and(is_json) => Style::Json,
                None => return None,
            };
            let explode = explode.unwrap_or(style == Style::Form);
            Some(FieldStyle { name: name.clone(), style, explode, allow_reserved })
        });
        styled.collect()
    }

    /// Tells what is said in vain of the media type at `at`; what is said of its parts, once all schemas are known.
    pub(super) fn unused_encodings(&mut self, media: &MediaType, format: Format, schema: Option<SchemaId>, at: &Pointer) {
        let at = at.child("encoding");
        let has_parts = matches!(format, Format::Form | Format::Multipart);
        if !has_parts && !media.encoding.is_empty() {
            self.report.add(&code::UNUSED_ENCODING, &at, "only forms and bodies of several parts have an `encoding`");
        }
        for (name, encoding) in media.encoding.iter().filter(|_| has_parts) {
            let at = at.child(name);
            if !encoding.headers.is_empty() {
                self.report.add(&code::UNUSED_ENCODING, &at.child("headers"), format!("no headers are sent with the part `{name}`"));
            }
            if let Some(other) = encoding.content_type.as_ref().filter(|typ| format == Format::Form && !is_json(typ)) {
                let message = format!("a field of a form is written by its style; `{other}` is passed over");
                self.report.add(&code::UNUSED_ENCODING, &at.child("contentType"), message);
            }
            self.encoded.extend(schema.map(|schema| (schema, format, name.clone(), at)));
        }
    }

    /// Tells what is said of parts that a body has not, and of parts that have no style.
    pub(super) fn unknown_parts(&mut self) {
        for (schema, format, name, at) in std::mem::take(&mut self.encoded) {
            let Kind::Record(record) = self.api.schemas.kind(schema) else { continue };
            let Some(field) = record.fields.iter().find(|field| field.name == name) else {
                self.report.add(&code::UNUSED_ENCODING, &at, format!("the body has no property `{name}`"));
                continue;
            };
            let is_object = matches!(self.api.schemas.kind(field.schema), Kind::Record(_) | Kind::Map(_));
            let said = ["style", "explode"].map(|key| at.child(key)).into_iter().find(|at| at.find(&self.document.tree).is_some());
            if let Some(at) = said.filter(|_| is_object && format == Format::Multipart) {
                self.report.add(
                    &code::UNUSED_ENCODING,
                    &at,
                    format!("the part `{name}` is an object, which is sent as JSON and has no style"),
                );
            }
        }
    }
}
