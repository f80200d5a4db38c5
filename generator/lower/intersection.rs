//! Several schemas of one value → one schema, which allows what all of them allow.
//!
//! A property may stand in several members of an `allOf`. What these refer to may not be lowered yet, so they are put together last.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::Lowering;
use crate::api::{Additional, Enumeration, Field, Kind, Record, Schema, SchemaId, TextFormat};
use crate::pointer::Pointer;
use crate::report::code;

/// How many intersections may follow from others. A document of a few schemas that contain each other could ask for any number.
const MOST: usize = 16_384;

/// The intersections that were asked for.
#[derive(Default)]
pub(super) struct Intersections {
    /// Each, by its parts.
    known: BTreeMap<Vec<SchemaId>, SchemaId>,
    /// The parts of each, in the order of the document.
    parts: BTreeMap<SchemaId, Vec<SchemaId>>,
    /// Those that are still to be made.
    queue: VecDeque<SchemaId>,
    /// How many followed from others.
    inner: usize,
}

impl Lowering<'_> {
    /// The schema that allows what all of `parts` allow.
    pub(super) fn intersection(&mut self, parts: &[SchemaId], at: &Pointer) -> SchemaId {
        let distinct = self.flat(parts);
        if let [only] = distinct.as_slice() {
            return *only;
        }
        let mut key = distinct.clone();
        key.sort_unstable();
        if let Some(id) = self.intersections.known.get(&key) {
            return *id;
        }
        let id = self.api.schemas.add(Schema { pointer: at.clone(), ..Schema::default() });
        self.intersections.known.insert(key, id);
        self.intersections.parts.insert(id, distinct);
        self.intersections.queue.push_back(id);
        id
    }

    /// Makes the next intersection, if there is one. Everything that was referred to has been lowered.
    pub(super) fn intersect_next(&mut self) -> bool {
        let Some(id) = self.intersections.queue.pop_front() else { return false };
        // What was referred to may be an intersection itself, which is known by now.
        let parts = self.flat(&self.intersections.parts.get(&id).cloned().unwrap_or_default());
        let schemas = &self.api.schemas;
        let mut schema = Schema { pointer: schemas.get(id).pointer.clone(), ..Schema::default() };
        for part in &parts {
            describe(&mut schema, schemas.get(schemas.target(*part)));
            describe(&mut schema, schemas.get(*part));
        }
        let says: Vec<SchemaId> = parts.into_iter().filter(|part| *schemas.kind(*part) != Kind::Any).collect();
        schema.nullable = !says.is_empty() && says.iter().all(|part| schemas.nullable(*part));
        schema.kind = self.together(&schema.pointer, &says);
        self.settle_together(&schema);
        if let Some(slot) = self.api.schemas.get_mut(id) {
            *slot = schema;
        }
        true
    }

    /// The schemas that `parts` stand for, each once: what an intersection is of instead of the intersection.
    fn flat(&self, parts: &[SchemaId]) -> Vec<SchemaId> {
        let (mut flat, mut seen) = (Vec::new(), BTreeSet::new());
        let mut queue: VecDeque<SchemaId> = parts.iter().copied().collect();
        while let Some(part) = queue.pop_front() {
            if !seen.insert(part) {
                continue;
            }
            match self.intersections.parts.get(&self.api.schemas.target(part)) {
                Some(inner) => inner.iter().rev().for_each(|part| queue.push_front(*part)),
                None => flat.push(part),
            }
        }
        flat
    }

    fn together(&mut self, at: &Pointer, parts: &[SchemaId]) -> Kind {
        let mut distinct: Vec<SchemaId> = Vec::new();
        for part in parts {
            let target = self.api.schemas.target(*part);
            if !distinct.contains(&target) && !self.is_any_object(target) {
                distinct.push(target);
            }
        }
        // Of a choice, what the others allow is left where it is one of the alternatives.
        let narrower = |id: &SchemaId| match self.api.schemas.kind(*id) {
            Kind::Union(union) => union.variants.iter().any(|variant| distinct.contains(&self.api.schemas.target(variant.schema))),
            _ => false,
        };
        let wanted: Vec<SchemaId> = distinct.iter().copied().filter(|id| !narrower(id)).collect();
        let distinct = if wanted.is_empty() { distinct } else { wanted };
        let is_union = |id: &SchemaId| matches!(self.api.schemas.kind(*id), Kind::Union(_));
        if let Some(union) = distinct.iter().rposition(is_union).filter(|_| distinct.len() > 1) {
            let mut others = distinct;
            let union = others.remove(union);
            return self.narrowed(at, union, &others);
        }
        if distinct.is_empty() {
            return parts.last().map_or(Kind::Any, |part| Kind::Alias(*part));
        }
        self.joined(at, &distinct)
    }

    /// What `distinct`, schemas of one type, allow together.
    pub(super) fn joined(&mut self, at: &Pointer, distinct: &[SchemaId]) -> Kind {
        let Some((first, others)) = distinct.split_first() else { return Kind::Any };
        let mut kind = self.api.schemas.get(*first).kind.clone();
        for other in others {
            let later = self.api.schemas.get(*other).kind.clone();
            kind = self.both(at, kind, later);
        }
        // A schema that says it all keeps its name.
        let whole = distinct.iter().rev().find(|id| self.api.schemas.get(**id).kind == kind);
        whole.filter(|_| has_parts(&kind)).map_or(kind, |id| Kind::Alias(*id))
    }

    /// What both of two kinds allow.
    fn both(&mut self, at: &Pointer, earlier: Kind, later: Kind) -> Kind {
        match (earlier, later) {
            (Kind::Any, kind) | (kind, Kind::Any) => kind,
            (one, other) if one == other => other,
            (Kind::Integer(format), Kind::Integer(later)) => Kind::Integer(later.or(format)),
            (Kind::Integer(format), Kind::Number(_)) | (Kind::Number(_), Kind::Integer(format)) => Kind::Integer(format),
            (Kind::Number(format), Kind::Number(later)) => Kind::Number(later.or(format)),
            (Kind::Text(format), Kind::Text(TextFormat::Plain)) | (Kind::Text(_), Kind::Text(format)) => Kind::Text(format),
            (Kind::Enumeration(values), Kind::Text(_)) | (Kind::Text(_), Kind::Enumeration(values)) if values.text => {
                Kind::Enumeration(values)
            }
            (Kind::Enumeration(values), Kind::Integer(_) | Kind::Number(_))
            | (Kind::Integer(_) | Kind::Number(_), Kind::Enumeration(values))
                if !values.text =>
            {
                Kind::Enumeration(values)
            }
            (Kind::Enumeration(one), Kind::Enumeration(other)) => self.constants(at, &one, other),
            (Kind::Array(one), Kind::Array(other)) => Kind::Array(self.inner(one, other, at)),
            (Kind::Map(one), Kind::Map(other)) => Kind::Map(self.inner(one, other, at)),
            (Kind::Map(value), Kind::Record(record)) | (Kind::Record(record), Kind::Map(value)) => {
                let map = Record { additional: Additional::Typed(value), ..Record::default() };
                Kind::Record(self.records(at, record, map))
            }
            (Kind::Record(one), Kind::Record(other)) => Kind::Record(self.records(at, one, other)),
            (earlier, later) => {
                self.contradiction(at, described(&earlier), described(&later));
                later
            }
        }
    }

    fn constants(&mut self, at: &Pointer, earlier: &Enumeration, later: Enumeration) -> Kind {
        let known = |value: &_| earlier.values.iter().any(|other| other.value == *value);
        let values: Vec<_> = later.values.iter().filter(|value| known(&value.value)).cloned().collect();
        if values.is_empty() {
            self.contradiction(at, "some constants", "others");
            Kind::Enumeration(later)
        } else {
            Kind::Enumeration(Enumeration { values, limited: earlier.limited || later.limited, ..later })
        }
    }

    /// The properties of both, the earlier ones first.
    fn records(&mut self, at: &Pointer, earlier: Record, later: Record) -> Record {
        let mut fields = earlier.fields;
        for field in later.fields {
            match fields.iter_mut().find(|known| known.name == field.name) {
                Some(known) => {
                    known.required |= field.required;
                    known.schema = self.inner(known.schema, field.schema, at);
                }
                None => fields.push(Field { boxed: false, ..field }),
            }
        }
        let mut requires: BTreeMap<String, Pointer> = earlier.requires.into_iter().chain(later.requires).collect();
        for field in &mut fields {
            field.required |= requires.remove(&field.name).is_some();
        }
        let additional = self.additional_of_both(at, earlier.additional, later.additional);
        Record { fields, additional, requires }
    }

    pub(super) fn additional_of_both(&mut self, at: &Pointer, earlier: Additional, later: Additional) -> Additional {
        match (earlier, later) {
            (Additional::Forbidden, _) | (_, Additional::Forbidden) => Additional::Forbidden,
            (Additional::Unstated, other) | (other, Additional::Unstated) => other,
            (Additional::Typed(one), Additional::Typed(other)) => Additional::Typed(self.inner(one, other, at)),
        }
    }

    /// An intersection that follows from another.
    fn inner(&mut self, earlier: SchemaId, later: SchemaId, at: &Pointer) -> SchemaId {
        let pointer = self.api.schemas.get(later).pointer.clone();
        self.follows(&[earlier, later], at, &pointer)
    }

    /// The same of several parts, for `place`.
    pub(super) fn follows(&mut self, parts: &[SchemaId], at: &Pointer, place: &Pointer) -> SchemaId {
        let [others @ .., last] = parts else { return self.anything(place) };
        if others.iter().all(|other| other == last || self.is_same_place(*other, *last)) {
            return *last;
        }
        if self.intersections.inner >= MOST {
            let message = "too many schemas are to be put together; of this one, the later description is used";
            self.report.add(&code::APPROXIMATED, at, message);
            return *last;
        }
        self.intersections.inner += 1;
        self.intersection(parts, place)
    }

    /// Whether two schemas are what one place of the document says: a property of what two schemas extend.
    fn is_same_place(&self, one: SchemaId, other: SchemaId) -> bool {
        let made = |id: SchemaId| self.intersections.parts.contains_key(&id);
        self.api.schemas.get(one).pointer == self.api.schemas.get(other).pointer && !made(one) && !made(other)
    }

    pub(super) fn contradiction(&mut self, at: &Pointer, earlier: &str, later: &str) {
        let message = format!("this value is described as {earlier} and as {later}, and nothing is both; the later description is used");
        self.report.add(&code::APPROXIMATED, at, message);
    }

    /// Whether a schema says no more than that its values are objects.
    fn is_any_object(&self, id: SchemaId) -> bool {
        let Kind::Map(value) = self.api.schemas.get(id).kind else { return false };
        let value = self.api.schemas.get(value);
        value.kind == Kind::Any && value.pointer.find(&self.document.tree).is_none()
    }
}

/// What a kind is called in a report.
fn described(kind: &Kind) -> &'static str {
    match (kind, kind.json_type()) {
        (Kind::Integer(_), _) => "an integer",
        (Kind::Enumeration(_), _) => "constants",
        (Kind::Union(_), _) => "a choice",
        (Kind::Tuple(_), _) => "a tuple",
        (_, Some("boolean")) => "a boolean",
        (_, Some("number")) => "a number",
        (_, Some("string")) => "a text",
        (_, Some("array")) => "a list",
        (_, Some("object")) => "an object",
        _ => "something else",
    }
}

/// Whether the type of a kind is made of others, or has a name.
fn has_parts(kind: &Kind) -> bool {
    matches!(kind, Kind::Enumeration(_) | Kind::Array(_) | Kind::Map(_) | Kind::Record(_) | Kind::Union(_))
}

/// Adds what one of the parts says beside its kind; what it says in words replaces what earlier parts say.
pub(super) fn describe(schema: &mut Schema, part: &Schema) {
    let later = |known: &mut Option<String>, said: &Option<String>| {
        if said.is_some() {
            known.clone_from(said);
        }
    };
    later(&mut schema.description, &part.description);
    schema.deprecated |= part.deprecated;
    schema.read_only |= part.read_only;
    schema.write_only |= part.write_only;
    schema.sensitive |= part.sensitive;
    schema.tolerant |= part.tolerant;
    schema.reading = part.reading.or(schema.reading);
    schema.default = part.default.clone().or(schema.default.take());
    let aliases: BTreeSet<String> = schema.aliases.iter().chain(&part.aliases).cloned().collect();
    schema.aliases = aliases.into_iter().collect();
    schema.constraints.tighten(&part.constraints);
}
