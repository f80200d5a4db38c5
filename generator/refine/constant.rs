//! Properties that must be there and have one constant → texts that nobody is asked for.
//!
//! Alternatives are mostly told apart by such a property. An enum of one value would be a type to name, read and compile for each of them,
//! and its users would say what is said already. Components keep their types, as do properties that may be left out or stand for a part of
//! a body: whoever sends those says so.

use std::collections::BTreeSet;

use super::{received, sent};
use crate::api::{Api, Enumeration, Field, Kind, Schema, SchemaId, Schemas, TextFormat};
use crate::config::Config;

/// Makes texts of the properties that have one constant.
pub(super) fn settle(api: &mut Api, config: &Config) {
    // An enum that has no other values has to be a type, or it would take any text.
    if config.types.closes_all() {
        return;
    }
    let schemas = &api.schemas;
    let operations = || api.operations.iter();
    let mut asked: BTreeSet<SchemaId> = operations().flat_map(sent).chain(operations().flat_map(|one| received(schemas, one))).collect();
    let mut constants = BTreeSet::new();
    for id in schemas.ids() {
        match &schemas.get(id).kind {
            Kind::Record(record) => {
                for field in &record.fields {
                    let uses = if is_given(schemas, field) { &mut constants } else { &mut asked };
                    uses.insert(field.schema);
                }
            }
            // What a property is an inline name of is used where the property is.
            Kind::Alias(_) if schemas.get(id).name.is_none() => {}
            kind => asked.extend(super::parts(kind)),
        }
    }
    let targets = |ids: BTreeSet<SchemaId>| ids.into_iter().map(|id| schemas.target(id)).collect::<BTreeSet<_>>();
    let (asked, constants) = (targets(asked), targets(constants));
    for id in constants.difference(&asked) {
        if let Some(schema) = api.schemas.get_mut(*id)
            && let Some(format) = constant(schema)
        {
            schema.kind = Kind::Text(format);
        }
    }
}

/// Whether a property is there in whatever its record is: what one side alone sends may be missing on the other.
fn is_given(schemas: &Schemas, field: &Field) -> bool {
    let own = schemas.get(field.schema);
    field.required && !schemas.nullable(field.schema) && !own.read_only && !own.write_only && !own.sensitive
}

fn constant(schema: &Schema) -> Option<TextFormat> {
    let Kind::Enumeration(Enumeration { text: true, limited: true, values }) = &schema.kind else { return None };
    let [only] = values.as_slice() else { return None };
    // Docs show it in a word; and who names a value means it to be one of a type.
    let is_short = |text: &str| (1..=80).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'`');
    let is_word = only.value.as_str().is_some_and(is_short);
    let is_own = schema.name.is_none() && only.name.is_none() && !schema.sensitive;
    (is_word && is_own).then(|| TextFormat::Constant(only.clone()))
}
