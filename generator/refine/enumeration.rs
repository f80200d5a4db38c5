//! Alternatives that are constants → one enumeration of all of them.
//!
//! Many documents describe each constant by an alternative of its own. Enumerations are open, so the first would take every value; and
//! so an alternative of any text says nothing that an enumeration does not say, unless the configuration closes it.

use std::collections::BTreeSet;

use crate::api::schema::EnumValue;
use crate::api::{Api, Constraints, Enumeration, Kind, Schema, SchemaId, Schemas, TextFormat, Union, Variant};
use crate::config::Config;

/// Merges the constants of every choice: the texts into one enumeration, the integers into another.
pub(super) fn merge(api: &mut Api, config: &Config) {
    for id in api.schemas.ids().collect::<Vec<_>>() {
        for text in [true, false] {
            let Kind::Union(union) = api.schemas.get(id).kind.clone() else { break };
            merge_in(&mut api.schemas, id, union, (text, config));
        }
    }
}

fn merge_in(schemas: &mut Schemas, id: SchemaId, mut union: Union, (text, config): (bool, &Config)) {
    let is_closed = |id: SchemaId| config.types.is_closed(schemas.get(schemas.target(id)).name.as_deref().unwrap_or_default());
    let is_open = !is_closed(id) && !union.variants.iter().any(|variant| is_closed(variant.schema));
    let allows_any = |variant: &Variant| is_open && is_any(schemas, variant.schema, text);
    let constants = |variant: &Variant| {
        let any = allows_any(variant);
        if any { Some(Vec::new()) } else { values(schemas, variant.schema, text, &mut BTreeSet::new()) }
    };
    let (mut all, mut merged): (Vec<EnumValue>, Vec<usize>) = (Vec::new(), Vec::new());
    for (index, variant) in union.variants.iter().enumerate() {
        let Some(values) = constants(variant) else { continue };
        merged.push(index);
        for value in values {
            if !all.iter().any(|known| known.value == value.value) {
                all.push(value);
            }
        }
    }
    let ([first, _, ..], Some(variant)) = (merged.as_slice(), merged.first().and_then(|first| union.variants.get(*first))) else { return };
    if all.is_empty() {
        return;
    }
    let limited = !union.variants.iter().any(|variant| allows_any(variant) || is_unlimited(schemas, variant.schema));
    let kind = Kind::Enumeration(Enumeration { text, limited, values: all });
    if merged.len() == union.variants.len() {
        let nullable = schemas.nullable(id);
        if let Some(schema) = schemas.get_mut(id) {
            (schema.kind, schema.nullable) = (kind, nullable);
        }
        return;
    }
    let nullable = union.variants.iter().enumerate().any(|(index, variant)| merged.contains(&index) && schemas.nullable(variant.schema));
    let pointer = schemas.get(variant.schema).pointer.clone();
    let merged_id = schemas.add(Schema { pointer, nullable, kind, ..Schema::default() });
    let variant = Variant { schema: merged_id, name: None, tags: Vec::new(), tagged: None, boxed: false, rest: false };
    let kept = union.variants.drain(..).enumerate().filter(|(index, _)| index == first || !merged.contains(index));
    union.variants = kept.map(|(index, known)| if index == *first { variant.clone() } else { known }).collect();
    if let Some(schema) = schemas.get_mut(id) {
        schema.kind = Kind::Union(union);
    }
}

/// Whether a schema allows every text, or every integer.
fn is_any(schemas: &Schemas, id: SchemaId, text: bool) -> bool {
    let schema = schemas.get(schemas.target(id));
    let any = if text { schema.kind == Kind::Text(TextFormat::Plain) } else { schema.kind == Kind::Integer(None) };
    any && schema.constraints == Constraints::default() && schema.reading.is_none() && !schema.sensitive
}

/// Whether a schema only knows of constants.
fn is_unlimited(schemas: &Schemas, id: SchemaId) -> bool {
    matches!(schemas.kind(id), Kind::Enumeration(Enumeration { limited: false, .. }))
}

/// The constants that a schema is a choice of: texts or integers alone. What describes a single one is its description.
fn values(schemas: &Schemas, id: SchemaId, text: bool, seen: &mut BTreeSet<SchemaId>) -> Option<Vec<EnumValue>> {
    let target = schemas.target(id);
    match schemas.kind(target) {
        Kind::Enumeration(enumeration) if enumeration.text == text => {
            let mut values = enumeration.values.clone();
            if let [only] = values.as_mut_slice() {
                let said = schemas.get(id).description.as_ref().or(schemas.get(target).description.as_ref());
                only.description = only.description.take().or_else(|| said.cloned());
            }
            Some(values)
        }
        Kind::Union(union) if seen.insert(target) => {
            let each = union.variants.iter().map(|variant| values(schemas, variant.schema, text, seen));
            Some(each.collect::<Option<Vec<_>>>()?.concat())
        }
        _ => None,
    }
}
