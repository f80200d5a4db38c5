//! `enum` → constants.

use openapiv3::Schema as Written;
use serde_json::Value;

use super::Lowering;
use super::extension::Extensions;
use super::form::Form;
use crate::api::schema::EnumValue;
use crate::api::{Enumeration, Kind, Schema, TextFormat};
use crate::pointer::Pointer;
use crate::report::code;

impl Lowering<'_> {
    /// Constants of one type; what no enum can hold keeps the type that it has anyway.
    pub(super) fn enumeration(&mut self, schema: &mut Schema, written: &Written, form: &Form<'_>) -> Kind {
        let extensions = &written.schema_data.extensions;
        let at = schema.pointer.clone();
        let mut values = form.enumeration.to_vec();
        if values.is_empty() {
            values = self.texts(extensions, "x-known-values", &at).into_iter().map(Value::String).collect();
        }
        if values.contains(&Value::Null) {
            values.retain(|value| !value.is_null());
            schema.nullable = true;
        }
        let text = values.iter().all(Value::is_string);
        let integer = values.iter().all(Value::is_i64);
        if !values.is_empty() && (text || integer) {
            return Kind::Enumeration(Enumeration { text, values: self.values(values, extensions, &at) });
        }
        let flags = values.iter().all(Value::is_boolean);
        if !flags {
            let message = "only texts, or only integers, can become a Rust enum; these values keep the type that they have";
            self.report.add(&code::MIXED_ENUM, &at.child("enum"), message);
        }
        if !values.is_empty() {
            schema.constraints.unchecked.push(("enum".to_owned(), Value::Array(values.clone()).to_string()));
        }
        match form.typ {
            Some("string") => Kind::Text(TextFormat::Plain),
            Some("integer") => Kind::Integer(form.format.clone()),
            Some("number") => Kind::Number(form.format.clone()),
            Some("boolean") => Kind::Boolean,
            _ if flags && !values.is_empty() => Kind::Boolean,
            _ if !values.is_empty() && values.iter().all(Value::is_number) => Kind::Number(None),
            _ => Kind::Any,
        }
    }

    /// The values, each once, with the names and meanings that `x-enum-varnames` and `x-enum-descriptions` give them.
    fn values(&mut self, values: Vec<Value>, extensions: &Extensions, at: &Pointer) -> Vec<EnumValue> {
        let mut names = self.texts(extensions, "x-enum-varnames", at).into_iter();
        let mut descriptions = self.texts(extensions, "x-enum-descriptions", at).into_iter();
        let mut distinct: Vec<EnumValue> = Vec::new();
        for value in values {
            let (name, description) = (names.next(), descriptions.next());
            if !distinct.iter().any(|known| known.value == value) {
                distinct.push(EnumValue { value, name, description });
            }
        }
        distinct
    }
}
