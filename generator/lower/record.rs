//! An object schema → a record or a map.

use std::collections::BTreeSet;

use openapiv3::AdditionalProperties;

use super::Lowering;
use super::form::Form;
use crate::api::{Additional, Field, Kind, Record, Schema, SchemaId};
use crate::pointer::Pointer;
use crate::report::code;

impl Lowering<'_> {
    /// An object: a map if it has no known properties, a record otherwise.
    pub(super) fn record(&mut self, form: &Form<'_>, at: &Pointer) -> Kind {
        let additional = self.additional(form, at);
        if form.properties.is_empty() {
            self.unknown_required(form.required, &BTreeSet::new(), at);
            return self.object(Vec::new(), additional, at);
        }
        let properties = at.child("properties");
        let required: BTreeSet<&str> = form.required.iter().map(String::as_str).collect();
        let mut fields = Vec::new();
        for (name, written) in form.properties {
            let schema = self.boxed(written, &properties.child(name));
            fields.push(Field { name: name.clone(), schema, required: required.contains(name.as_str()), boxed: false });
        }
        let known = form.properties.keys().map(String::as_str).collect();
        self.unknown_required(form.required, &known, at);
        self.object(fields, additional, at)
    }

    /// An object with these properties; a map if there are none, and there may be others.
    pub(super) fn object(&mut self, fields: Vec<Field>, additional: Additional, at: &Pointer) -> Kind {
        match additional {
            Additional::Typed(value) if fields.is_empty() => Kind::Map(value),
            Additional::Unstated if fields.is_empty() => Kind::Map(self.anything(&at.child("additionalProperties"))),
            _ => Kind::Record(Record { fields, additional }),
        }
    }

    /// What properties besides the known ones may be.
    pub(super) fn additional(&mut self, form: &Form<'_>, at: &Pointer) -> Additional {
        let place = at.child("additionalProperties");
        match form.additional_properties {
            None => Additional::Unstated,
            Some(AdditionalProperties::Any(false)) => Additional::Forbidden,
            Some(AdditionalProperties::Any(true)) => Additional::Typed(self.anything(&place)),
            Some(AdditionalProperties::Schema(written)) => Additional::Typed(self.schema(written, &place)),
        }
    }

    /// A schema that allows any JSON value.
    pub(super) fn anything(&mut self, at: &Pointer) -> SchemaId {
        self.api.schemas.add(Schema { pointer: at.clone(), ..Schema::default() })
    }

    /// Says which required properties have no schema: they can be any value, so there is no field for them.
    fn unknown_required(&mut self, required: &[String], known: &BTreeSet<&str>, at: &Pointer) {
        for (index, name) in required.iter().enumerate() {
            if !known.contains(name.as_str()) {
                let place = at.child("required").index(index);
                self.report.add_with_help(
                    &code::UNKNOWN_REQUIRED,
                    &place,
                    format!("`{name}` is required but is not among the properties"),
                    "correct the name, or add the property",
                );
            }
        }
    }
}
