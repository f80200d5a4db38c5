//! Inline schemas that say the same → one type, which the others are names of.
//!
//! Documents repeat an inline schema wherever it is needed, and each repetition would be a type of its own that rustc reads, checks and
//! describes again. Components are never merged: their authors told them apart. Nor is anything that is described in other words inside:
//! what the document says of a property would be lost.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::direction::parts;
use crate::api::{Additional, Api, Kind, Schema, SchemaId, Schemas};

/// Makes inline types that say the same names of one type.
pub(super) fn merge(api: &mut Api) {
    let mut alike: BTreeMap<SchemaId, Vec<SchemaId>> = BTreeMap::new();
    for (id, first) in Shapes::of(&api.schemas).first {
        let schema = api.schemas.get(id);
        if schema.name.is_none() && schema.is_model() {
            alike.entry(first).or_default().push(id);
        }
    }
    for (first, places) in alike.into_iter().filter(|(_, places)| places.len() > 1) {
        let mut model = api.schemas.get(first).clone();
        model.sent = places.iter().any(|id| api.schemas.get(*id).sent);
        model.received = places.iter().any(|id| api.schemas.get(*id).received);
        let model = api.schemas.share(model);
        places.into_iter().for_each(|place| api.schemas.name_of(place, model));
    }
}

/// The first schema of each shape.
struct Shapes<'s> {
    schemas: &'s Schemas,
    first: BTreeMap<SchemaId, SchemaId>,
    /// Candidates, by what is cheap to compare.
    known: BTreeMap<u64, Vec<SchemaId>>,
}

impl<'s> Shapes<'s> {
    /// Parts come before what they are part of. What is inside of itself keeps a shape of its own.
    fn of(schemas: &'s Schemas) -> Self {
        let mut shapes = Self { schemas, first: BTreeMap::new(), known: BTreeMap::new() };
        let used = |id: &SchemaId| schemas.get(*id).sent || schemas.get(*id).received;
        for start in schemas.ids().filter(used) {
            let mut stack = vec![(start, false)];
            while let Some((id, parts_are_known)) = stack.pop() {
                if parts_are_known {
                    let first = shapes.find(id);
                    shapes.first.insert(id, first);
                } else if let Entry::Vacant(own) = shapes.first.entry(id) {
                    // Until it is known, it is like nothing else.
                    own.insert(id);
                    stack.push((id, true));
                    stack.extend(parts(&schemas.get(id).kind).into_iter().map(|part| (part, false)));
                }
            }
        }
        shapes
    }

    fn find(&mut self, id: SchemaId) -> SchemaId {
        if self.schemas.get(id).name.is_some() {
            return id;
        }
        let candidates = self.known.get(&self.hash(id)).into_iter().flatten();
        if let Some(first) = candidates.copied().find(|first| self.same(*first, id)) {
            return first;
        }
        self.known.entry(self.hash(id)).or_default().push(id);
        id
    }

    fn shape(&self, id: SchemaId) -> SchemaId {
        self.first.get(&id).copied().unwrap_or(id)
    }

    fn hash(&self, id: SchemaId) -> u64 {
        let mut hasher = DefaultHasher::new();
        let kind = &self.schemas.get(id).kind;
        std::mem::discriminant(kind).hash(&mut hasher);
        parts(kind).into_iter().for_each(|part| self.shape(part).hash(&mut hasher));
        match kind {
            Kind::Record(record) => record.fields.iter().for_each(|field| field.name.hash(&mut hasher)),
            Kind::Enumeration(enumeration) => enumeration.values.iter().for_each(|value| value.value.as_str().hash(&mut hasher)),
            _ => {}
        }
        hasher.finish()
    }

    /// Whether two schemas would become the same type.
    fn same(&self, a: SchemaId, b: SchemaId) -> bool {
        let (a, b) = (self.schemas.get(a), self.schemas.get(b));
        // Who carries a record decides what is required of it.
        let carried = matches!(a.kind, Kind::Enumeration(_)) || (a.sent, a.received) == (b.sent, b.received);
        carried && stated(a) == stated(b) && self.same_kind(&a.kind, &b.kind)
    }

    fn same_kind(&self, a: &Kind, b: &Kind) -> bool {
        match (a, b) {
            (Kind::Array(a), Kind::Array(b)) | (Kind::Map(a), Kind::Map(b)) | (Kind::Alias(a), Kind::Alias(b)) => self.same_part(*a, *b),
            (Kind::Tuple(a), Kind::Tuple(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| self.same_part(*a, *b)),
            (Kind::Record(a), Kind::Record(b)) => {
                let fields = a.fields.iter().zip(&b.fields);
                let additional = match (&a.additional, &b.additional) {
                    (Additional::Typed(a), Additional::Typed(b)) => self.same_part(*a, *b),
                    (a, b) => a == b,
                };
                additional
                    && a.fields.len() == b.fields.len()
                    && fields.into_iter().all(|(a, b)| a.name == b.name && a.required == b.required && self.same_part(a.schema, b.schema))
            }
            (Kind::Union(a), Kind::Union(b)) => {
                let variants = a.variants.iter().zip(&b.variants);
                a.selection == b.selection
                    && a.variants.len() == b.variants.len()
                    && variants.into_iter().all(|(a, b)| a.tags == b.tags && self.same_part(a.schema, b.schema))
            }
            (Kind::Array(_) | Kind::Map(_) | Kind::Alias(_) | Kind::Tuple(_) | Kind::Record(_) | Kind::Union(_), _) => false,
            (a, b) => a == b,
        }
    }

    /// Whether two parts have the same shape and say the same of it.
    fn same_part(&self, a: SchemaId, b: SchemaId) -> bool {
        let said = |schema: &'s Schema| (&schema.title, &schema.description, &schema.aliases);
        let (first, second) = (self.schemas.get(a), self.schemas.get(b));
        a == b || (self.shape(a) == self.shape(b) && said(first) == said(second) && stated(first) == stated(second))
    }
}

/// What a type depends on besides its kind.
fn stated(schema: &Schema) -> impl PartialEq + '_ {
    let flags = [schema.deprecated, schema.nullable, schema.read_only, schema.write_only, schema.sensitive, schema.tolerant];
    (flags, &schema.default, &schema.constraints, schema.reading)
}
