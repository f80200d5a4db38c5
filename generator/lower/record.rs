//! An object schema → a record or a map.

use std::collections::BTreeMap;

use openapiv3::AdditionalProperties;

use super::Lowering;
use super::form::Form;
use crate::api::{Additional, Field, Kind, Record, Schema, SchemaId};
use crate::pointer::Pointer;

impl Lowering<'_> {
    /// An object: a map if it has no known properties, a record otherwise.
    pub(super) fn record(&mut self, form: &Form<'_>, at: &Pointer) -> Kind {
        let additional = self.additional(form, at);
        let properties = at.child("properties");
        let mut requires = required(form, at);
        let mut fields = Vec::new();
        for (name, written) in form.properties {
            let schema = self.boxed(written, &properties.child(name));
            fields.push(Field { name: name.clone(), schema, required: requires.remove(name).is_some(), boxed: false });
        }
        self.object(Record { fields, additional, requires }, at)
    }

    /// An object as such; a map if there are no properties, and there may be others.
    pub(super) fn object(&mut self, record: Record, at: &Pointer) -> Kind {
        match record.additional {
            _ if !record.fields.is_empty() || !record.requires.is_empty() => Kind::Record(record),
            Additional::Typed(value) => Kind::Map(value),
            Additional::Unstated => Kind::Map(self.anything(&at.child("additionalProperties"))),
            Additional::Forbidden => Kind::Record(record),
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
}

/// The properties that a schema at `at` requires, and where it does.
pub(super) fn required(form: &Form<'_>, at: &Pointer) -> BTreeMap<String, Pointer> {
    let place = at.child("required");
    form.required.iter().enumerate().rev().map(|(index, name)| (name.clone(), place.index(index))).collect()
}
