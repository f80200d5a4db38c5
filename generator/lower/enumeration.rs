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
        let limited = !values.is_empty();
        if !limited {
            values = self.texts(extensions, "x-known-values", &at).into_iter().map(Value::String).collect();
        }
        self.as_typed(&mut values, form.typ, &at.child("enum"));
        let all = values.clone();
        if values.contains(&Value::Null) {
            self.null_constant(schema, form);
            values.retain(|value| !value.is_null());
            schema.nullable = true;
        }
        // The tree keeps integers of more than 64 bits as their text.
        if form.typ == Some("integer") && values.iter().filter_map(Value::as_str).any(|text| text.parse::<f64>().is_ok()) {
            let digits = values.iter().map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
            let digits = format!("[{}]", digits.collect::<Vec<_>>().join(","));
            schema.constraints.unchecked.push(("enum".to_owned(), digits));
            return self.beyond_integers(&at.child("enum"));
        }
        let text = values.iter().all(Value::is_string);
        let integer = values.iter().all(Value::is_i64);
        if !values.is_empty() && (text || integer) {
            return Kind::Enumeration(Enumeration { text, limited, values: self.values(all, extensions, &at) });
        }
        if !values.is_empty() && values.iter().all(|value| value.is_i64() || value.is_u64()) {
            schema.constraints.unchecked.push(("enum".to_owned(), Value::Array(values.clone()).to_string()));
            return self.wide_constants(&values, &at.child("enum"));
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

    /// The type of integers of which some are above `i64`, which the constants of a Rust enum are here.
    fn wide_constants(&mut self, values: &[Value], at: &Pointer) -> Kind {
        if !values.iter().all(Value::is_u64) {
            return self.beyond_integers(at);
        }
        self.report.add(&code::MIXED_ENUM, at, "some of these integers are above `i64`, which a Rust enum holds; they are read as `u64`");
        Kind::Integer(Some("uint64".to_owned()))
    }

    /// Constants in another JSON type than the schema has, as the type has them: a text without quotes, a number in quotes.
    fn as_typed(&mut self, values: &mut [Value], typ: Option<&str>, at: &Pointer) {
        for (index, value) in values.iter_mut().enumerate() {
            let meant = match (typ, &*value) {
                (Some("string"), Value::Number(_) | Value::Bool(_)) => Some((&code::UNQUOTED_TEXT, Value::String(value.to_string()))),
                (Some("integer"), Value::String(text)) => text.parse::<i64>().ok().map(|number| (&code::QUOTED_VALUE, number.into())),
                _ => None,
            };
            if let Some((code, meant)) = meant {
                self.report.add(code, &at.index(index), format!("this constant is not of the type of its schema; it is read as `{meant}`"));
                *value = meant;
            }
        }
    }

    /// The values, each once and `null` not at all, with the names and meanings that `x-enum-varnames` and `x-enum-descriptions` give them.
    fn values(&mut self, values: Vec<Value>, extensions: &Extensions, at: &Pointer) -> Vec<EnumValue> {
        let [mut names, mut descriptions] = ["x-enum-varnames", "x-enum-descriptions"].map(|key| {
            let texts = self.texts(extensions, key, at);
            if !texts.is_empty() && texts.len() != values.len() {
                let message = format!("`{key}` has {} texts for {} constants; they go with these in order", texts.len(), values.len());
                self.report.add(&code::ODD_EXTENSION, &at.child(key), message);
            }
            texts.into_iter()
        });
        let mut distinct: Vec<EnumValue> = Vec::new();
        for value in values {
            let (name, description) = (names.next(), descriptions.next());
            if !value.is_null() && !distinct.iter().any(|known| known.value == value) {
                distinct.push(EnumValue { value, name, description });
            }
        }
        distinct
    }
}
