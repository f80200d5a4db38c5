//! A Rust type cannot contain itself: the field or variant that closes a circle is boxed, and no other; a list or map that has no
//! end is given one.

use std::collections::BTreeSet;

use crate::api::{Api, Kind, Schema, SchemaId, Schemas};
use crate::report::{Report, code};

/// Reports schemas that are nothing but each other's alias.
pub(super) fn aliases(report: &mut Report, api: &Api) {
    for id in api.schemas.ids() {
        if matches!(api.schemas.kind(id), Kind::Alias(_)) {
            let schema = api.schemas.get(id);
            let name = schema.name.as_deref().unwrap_or("this schema");
            let help = "give one schema of the circle a type of its own";
            report.add_with_help(&code::ALL_OF_CYCLE, &schema.pointer, format!("`{name}` is nothing but a reference to itself"), help);
        }
    }
}

/// How deep lists and maps are typed inside each other. rustc follows a type 128 steps into itself, and a map takes eight of them.
const DEEPEST: usize = 8;

/// Ends lists and maps that contain themselves, or each other without end: none of them has a name at which a type could begin again.
pub(super) fn end_nameless(report: &mut Report, api: &mut Api) {
    for start in api.schemas.ids().collect::<Vec<_>>() {
        let mut seen = BTreeSet::new();
        let mut current = api.schemas.target(start);
        while let Kind::Array(inner) | Kind::Map(inner) = api.schemas.get(current).kind {
            seen.insert(current);
            let next = api.schemas.target(inner);
            if seen.contains(&next) || seen.len() > DEEPEST {
                end(report, api, current);
                break;
            }
            current = next;
        }
    }
}

fn end(report: &mut Report, api: &mut Api, id: SchemaId) {
    let Schema { pointer, sent, received, .. } = api.schemas.get(id).clone();
    if sent || received {
        let message = "lists or maps are inside themselves without end; from here on they are kept without a type";
        report.add_with_help(&code::APPROXIMATED, &pointer, message, "put one of them into a property of an object");
    }
    let anything = api.schemas.add(Schema { pointer, sent, received, ..Schema::default() });
    if let Some(schema) = api.schemas.get_mut(id) {
        schema.kind = match schema.kind {
            Kind::Map(_) => Kind::Map(anything),
            _ => Kind::Array(anything),
        };
    }
}

/// Keeps tuples that contain themselves as lists of anything: their items have no place for a box.
pub(super) fn end_tuples(report: &mut Report, api: &mut Api) {
    for id in api.schemas.ids().collect::<Vec<_>>() {
        let (mut queue, mut seen) = (edges(&api.schemas, id), BTreeSet::new());
        while let Some(next) = queue.pop().filter(|_| matches!(api.schemas.get(id).kind, Kind::Tuple(_))) {
            if next == id {
                end(report, api, id);
            } else if seen.insert(next) {
                queue.extend(edges(&api.schemas, next));
            }
        }
    }
}

/// Leaves out alternatives that lead back to their union with nothing in between: whoever read a value as one would read it again for ever.
pub(super) fn end_unions(report: &mut Report, api: &mut Api) {
    for id in api.schemas.ids().collect::<Vec<_>>() {
        while let Some((union, alternative)) = circle(&api.schemas, id) {
            let Some(schema) = api.schemas.get_mut(union) else { break };
            let Kind::Union(inner) = &mut schema.kind else { break };
            inner.variants.remove(alternative);
            if inner.variants.is_empty() {
                schema.kind = Kind::Any;
            }
            if schema.sent || schema.received {
                let message = "an alternative of this union leads back to it with nothing in between; it is left out";
                report.add_with_help(&code::APPROXIMATED, &schema.pointer, message, "list the alternatives of both in one union");
            }
        }
    }
}

/// The alternative that leads back to a union, of it or of a union in it.
fn circle(schemas: &Schemas, id: SchemaId) -> Option<(SchemaId, usize)> {
    let (mut queue, mut seen) = (vec![id], BTreeSet::new());
    while let Some(union) = queue.pop() {
        if !matches!(schemas.get(union).kind, Kind::Union(_)) {
            continue;
        }
        for (alternative, target) in edges(schemas, union).into_iter().enumerate() {
            if target == id {
                return Some((union, alternative));
            }
            if seen.insert(target) {
                queue.push(target);
            }
        }
    }
    None
}

/// Finds the edges that lead back to a schema on the way to them, and boxes them. Iterative: a way may be as long as the document.
pub(super) fn break_cycles(api: &mut Api) {
    let mut done = BTreeSet::new();
    let mut boxes = Vec::new();
    for start in api.schemas.ids().collect::<Vec<_>>() {
        let mut path = vec![(start, edges(&api.schemas, start), 0)];
        let mut on_path = BTreeSet::from([start]);
        while let Some((id, edges_of, next)) = path.last_mut() {
            let (id, edge) = (*id, *next);
            *next += 1;
            let Some(target) = edges_of.get(edge).copied() else {
                path.pop();
                on_path.remove(&id);
                done.insert(id);
                continue;
            };
            if on_path.contains(&target) {
                boxes.push((id, edge));
            } else if !done.contains(&target) {
                on_path.insert(target);
                path.push((target, edges(&api.schemas, target), 0));
            }
        }
    }
    for (id, edge) in boxes {
        set_boxed(&mut api.schemas, id, edge);
    }
}

/// The schemas that a value of a schema contains directly: lists and maps hold theirs behind a pointer anyway.
pub(super) fn edges(schemas: &Schemas, id: SchemaId) -> Vec<SchemaId> {
    let parts: Vec<SchemaId> = match &schemas.get(id).kind {
        Kind::Record(record) => record.fields.iter().map(|field| field.schema).collect(),
        Kind::Union(union) => union.variants.iter().map(|variant| variant.schema).collect(),
        Kind::Tuple(items) => items.clone(),
        _ => Vec::new(),
    };
    parts.into_iter().map(|part| schemas.target(part)).collect()
}

pub(super) fn set_boxed(schemas: &mut Schemas, id: SchemaId, edge: usize) {
    match schemas.get_mut(id).map(|schema| &mut schema.kind) {
        Some(Kind::Record(record)) => {
            if let Some(field) = record.fields.get_mut(edge) {
                field.boxed = true;
            }
        }
        Some(Kind::Union(union)) => {
            if let Some(variant) = union.variants.get_mut(edge) {
                variant.boxed = true;
            }
        }
        _ => {}
    }
}
