//! Properties that must be there and have one constant → texts that nobody is asked for.
//!
//! Alternatives are mostly told apart by such a property. An enum of one value would be a type to name, read and compile for each of them,
//! and its users would say what is said already. Components keep their types, as do properties that may be left out: whoever sends
//! those says so.

use std::collections::BTreeSet;

use crate::api::{Api, Enumeration, Kind, Schema, SchemaId, TextFormat};
use crate::config::Config;

/// Makes texts of the properties that have one constant.
pub(super) fn settle(api: &mut Api, config: &Config) {
    // An enum without other values than those of the document has to be a type, or it would take any text.
    if config.types.is_closed("") {
        return;
    }
    let (mut always, mut otherwise) = (BTreeSet::new(), BTreeSet::new());
    for id in api.schemas.ids() {
        for (part, is_constant) in uses(api.schemas.get(id)) {
            if is_constant { &mut always } else { &mut otherwise }.insert(part);
        }
    }
    for id in always.difference(&otherwise) {
        if let Some(schema) = api.schemas.get_mut(*id)
            && let Some(format) = constant(schema)
        {
            schema.kind = Kind::Text(format);
        }
    }
}

/// What a schema is made of, each with whether it is a property that must be there.
fn uses(schema: &Schema) -> Vec<(SchemaId, bool)> {
    match &schema.kind {
        Kind::Record(record) => record.fields.iter().map(|field| (field.schema, field.required)).collect(),
        kind => super::parts(kind).into_iter().map(|part| (part, false)).collect(),
    }
}

fn constant(schema: &Schema) -> Option<TextFormat> {
    let Kind::Enumeration(Enumeration { text: true, values }) = &schema.kind else { return None };
    let [only] = values.as_slice() else { return None };
    // What one side alone sends may be missing on the other.
    let is_given = schema.name.is_none() && !schema.nullable && !schema.read_only && !schema.write_only;
    is_given.then(|| TextFormat::Constant(only.clone()))
}
