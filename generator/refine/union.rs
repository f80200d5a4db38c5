//! How a value shows which alternative of a union it is.
//!
//! In this order: the discriminator, a property with distinct constants, the JSON type, a property that only one alternative requires;
//! what remains is tried in order, and noted.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::api::{Api, Kind, Record, Schema, SchemaId, Schemas, Selection, TextFormat, Union, Variant};
use crate::pointer::Pointer;
use crate::report::{Report, code};

/// Decides for every union that is used.
pub(super) fn select(report: &mut Report, api: &mut Api) {
    for id in api.schemas.ids() {
        let schema = api.schemas.get(id);
        extended(report, schema);
        let Kind::Union(union) = &schema.kind else { continue };
        let mut union = union.clone();
        decide(&api.schemas, &mut union);
        if is_guessed(&union) && (schema.sent || schema.received) {
            let message = match &union.selection {
                Selection::Discriminator(property) => {
                    format!("several of these alternatives have no value of `{property}` of their own; they are tried in order")
                }
                _ => "neither one property for all, nor one of its own for each, nor the JSON type tells these alternatives apart; they are tried in order".to_owned(),
            };
            let help = "add a `discriminator`, or make the alternatives require different properties";
            report.add_with_help(&code::AMBIGUOUS_UNION, &schema.pointer, message, help);
        }
        shared_tags(report, &schema.pointer, &mut union);
        undeclared(report, &api.schemas, schema, &mut union);
        if let Some(schema) = api.schemas.get_mut(id) {
            schema.kind = Kind::Union(union);
        }
    }
}

/// Says that a schema which others should extend is read as itself alone.
fn extended(report: &mut Report, schema: &Schema) {
    if let (Kind::Record(_), Some(property), true) = (&schema.kind, &schema.discriminator, schema.sent || schema.received) {
        let message =
            format!("`{property}` is to tell apart what extends this schema, which is nothing, or too much; a value is this one alone");
        let help = "extend it with `allOf`, or refer to a `oneOf` of what is meant";
        report.add_with_help(&code::BASE_DISCRIMINATOR, &schema.pointer.child("discriminator"), message, help);
    }
}

/// Says which values of the discriminator mean several alternatives.
fn shared_tags(report: &mut Report, at: &Pointer, union: &mut Union) {
    let (mut known, mut said) = (BTreeSet::new(), BTreeSet::new());
    for variant in &mut union.variants {
        let mut own = BTreeSet::new();
        variant.tags.retain(|tag| own.insert(tag.clone()));
        for tag in own {
            if !known.insert(tag.clone()) && said.insert(tag.clone()) {
                let message = format!("`{tag}` stands for several of these alternatives; they are tried in order");
                report.add(&code::AMBIGUOUS_TAG, at, message);
            }
        }
    }
}

/// Alternatives that do not have the property which tells them apart are sent with it; of several values that mean one, the first.
fn undeclared(report: &mut Report, schemas: &Schemas, schema: &Schema, union: &mut Union) {
    let Selection::Discriminator(property) = &union.selection else { return };
    for variant in &mut union.variants {
        let Kind::Record(record) = schemas.kind(variant.schema) else { continue };
        if record.fields.iter().any(|field| field.name == *property) {
            continue;
        }
        variant.tagged = variant.tags.first().cloned();
        if let ([first, _, ..], true) = (variant.tags.as_slice(), schema.sent || schema.received) {
            let message = format!("an alternative without the property `{property}` has several values of it; `{first}` is what is sent");
            let help = format!("give each alternative a required property `{property}`");
            report.add_with_help(&code::APPROXIMATED, &schema.pointer.child("discriminator"), message, help);
        }
    }
}

fn decide(schemas: &Schemas, union: &mut Union) {
    let mut discriminator = None;
    if let Selection::Discriminator(property) = &union.selection {
        let property = property.clone();
        tags_by_constants(schemas, union, &property);
        tags_of_inner(schemas, union, &property, &mut BTreeSet::new());
        if union.variants.iter().all(|variant| !variant.tags.is_empty()) {
            return;
        }
        discriminator = Some(Selection::Discriminator(property)).filter(|_| tells_some(schemas, union));
    }
    let ids: Vec<SchemaId> = union.variants.iter().map(|variant| variant.schema).collect();
    union.selection = by_constant(schemas, union, &ids)
        .or_else(|| by_type(schemas, &ids))
        .or(discriminator)
        .or_else(|| by_property(schemas, &ids))
        .unwrap_or(Selection::Order);
    if union.selection == Selection::Order {
        integers_first(schemas, union);
    }
}

/// Whether several alternatives have to be tried.
fn is_guessed(union: &Union) -> bool {
    let rest = union.variants.iter().filter(|variant| variant.tags.is_empty()).count();
    match union.selection {
        Selection::Order => true,
        Selection::Discriminator(_) => rest > 1,
        Selection::JsonType(_) | Selection::Property(_) => false,
    }
}

/// Whether the values of a discriminator mean an alternative each, so that those of which none is known are what remains. A choice among
/// these may have a value of its own for each of its alternatives.
fn tells_some(schemas: &Schemas, union: &Union) -> bool {
    let mut known = BTreeSet::new();
    if union.variants.iter().any(|variant| variant.tags.is_empty() && schemas.wire(variant.schema).json_type().is_none()) {
        return false;
    }
    let tags: Vec<&String> = union.variants.iter().flat_map(|variant| variant.tags.iter().collect::<BTreeSet<_>>()).collect();
    !tags.is_empty() && tags.into_iter().all(|tag| known.insert(tag))
}

/// Tries integers before the numbers that stand before them: every integer is a number, and one of many digits is no double.
fn integers_first(schemas: &Schemas, union: &mut Union) {
    let is = |variant: &Variant, test: fn(&Kind) -> bool| test(schemas.wire(variant.schema));
    let Some(number) = union.variants.iter().position(|variant| is(variant, |kind| matches!(kind, Kind::Number(_)))) else { return };
    let behind = union.variants.split_off(number);
    let (integers, others): (Vec<_>, Vec<_>) = behind.into_iter().partition(|variant| is(variant, |kind| matches!(kind, Kind::Integer(_))));
    union.variants.extend(integers);
    union.variants.extend(others);
}

/// A constant in the alternative itself is what is on the wire, whatever the mapping leaves out. Constants that alternatives have in
/// common, from what they extend, say nothing where the mapping does.
fn tags_by_constants(schemas: &Schemas, union: &mut Union, property: &str) {
    let each: Vec<Option<Vec<String>>> =
        union.variants.iter().map(|variant| if variant.rest { None } else { constants(schemas, variant.schema, property) }).collect();
    for (variant, constants) in union.variants.iter_mut().zip(&each) {
        variant.tags.retain(|tag| constants.as_ref().is_none_or(|constants| constants.contains(tag)));
    }
    let mapped: BTreeSet<String> = union.variants.iter().flat_map(|variant| variant.tags.clone()).collect();
    for (index, variant) in union.variants.iter_mut().enumerate() {
        let Some(own) = each.get(index).and_then(Option::as_ref) else { continue };
        let others: BTreeSet<&String> =
            each.iter().enumerate().filter(|(other, _)| *other != index).flat_map(|(_, constants)| constants).flatten().collect();
        let unmapped = own.iter().filter(|tag| !mapped.contains(*tag));
        let added: Vec<String> = unmapped.filter(|tag| variant.tags.is_empty() || !others.contains(tag)).cloned().collect();
        variant.tags.extend(added);
        if variant.tags.is_empty() {
            variant.tags.clone_from(own);
        }
    }
}

/// Gives an alternative that is a choice by the same property the values of that, too. `within` are the choices on the way here.
fn tags_of_inner(schemas: &Schemas, union: &mut Union, property: &str, within: &mut BTreeSet<SchemaId>) {
    for variant in &mut union.variants {
        let Kind::Union(inner) = schemas.kind(variant.schema) else { continue };
        let target = schemas.target(variant.schema);
        if inner.selection != Selection::Discriminator(property.to_owned()) || !within.insert(target) {
            continue;
        }
        let mut inner = inner.clone();
        tags_by_constants(schemas, &mut inner, property);
        tags_of_inner(schemas, &mut inner, property, within);
        within.remove(&target);
        let mut own: BTreeSet<String> = variant.tags.iter().cloned().collect();
        let others = inner.variants.into_iter().flat_map(|inner| inner.tags);
        variant.tags.extend(others.filter(|tag| own.insert(tag.clone())));
    }
}

/// A property that has constants in every alternative, no two of them the same.
fn by_constant(schemas: &Schemas, union: &mut Union, ids: &[SchemaId]) -> Option<Selection> {
    let names = record(schemas, *ids.first()?)?.fields.iter().map(|field| field.name.clone()).collect::<Vec<_>>();
    for name in names {
        let tags: Option<Vec<Vec<String>>> = ids.iter().map(|id| constants(schemas, *id, &name)).collect();
        let Some(tags) = tags else { continue };
        let mut all: Vec<&String> = tags.iter().flatten().collect();
        let count = all.len();
        all.sort();
        all.dedup();
        if all.len() == count {
            for (variant, tags) in union.variants.iter_mut().zip(tags) {
                variant.tags = tags;
            }
            return Some(Selection::Discriminator(name));
        }
    }
    None
}

/// A JSON type for every alternative, no two of them the same.
fn by_type(schemas: &Schemas, ids: &[SchemaId]) -> Option<Selection> {
    let types = ids.iter().map(|id| schemas.wire(*id).json_type()).collect::<Option<Vec<_>>>()?;
    let mut distinct = types.clone();
    distinct.sort_unstable();
    distinct.dedup();
    (distinct.len() == types.len()).then_some(Selection::JsonType(types))
}

/// A property for every alternative that it requires and no other knows; one alternative may be without and takes the rest.
fn by_property(schemas: &Schemas, ids: &[SchemaId]) -> Option<Selection> {
    let records = ids.iter().map(|id| record(schemas, *id)).collect::<Option<Vec<_>>>()?;
    let own = |index: usize, record: &Record| {
        let required = record.fields.iter().filter(|field| field.required);
        let mut unique = required.filter(|field| {
            let others = records.iter().enumerate().filter(|(other, _)| *other != index);
            others.into_iter().all(|(_, other)| other.fields.iter().all(|known| known.name != field.name))
        });
        unique.next().map(|field| field.name.clone())
    };
    let properties: Vec<Option<String>> = records.iter().enumerate().map(|(index, record)| own(index, record)).collect();
    (properties.iter().filter(|property| property.is_none()).count() <= 1).then_some(Selection::Property(properties))
}

fn record(schemas: &Schemas, id: SchemaId) -> Option<&Record> {
    match schemas.wire(id) {
        Kind::Record(record) => Some(record),
        _ => None,
    }
}

/// The constants that a record allows for a property.
fn constants(schemas: &Schemas, id: SchemaId, property: &str) -> Option<Vec<String>> {
    let field = record(schemas, id)?.fields.iter().find(|field| field.name == property)?;
    match schemas.wire(field.schema) {
        Kind::Enumeration(enumeration) => Some(enumeration.values.iter().map(|value| text(&value.value)).collect()),
        Kind::Text(TextFormat::Constant(only)) => Some(vec![text(&only.value)]),
        // Constants that no enum holds are kept beside the type.
        Kind::Boolean | Kind::Number(_) | Kind::Integer(_) => {
            let (_, json) =
                schemas.get(schemas.target(field.schema)).constraints.unchecked.iter().find(|(keyword, _)| keyword == "enum")?;
            let values: Vec<Value> = serde_json::from_str(json).ok()?;
            Some(values.iter().map(text).collect())
        }
        _ => None,
    }
}

/// How a constant reads as a tag: a text as it is, all else as its JSON.
fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
