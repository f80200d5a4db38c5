//! `oneOf` and `anyOf` → a choice. How a value shows which one it is, is decided in `refine/union.rs`, when all schemas are known.

use openapiv3::{AdditionalProperties, Discriminator, ReferenceOr, Schema as Written};
use serde_json::Value;

use super::Lowering;
use super::form::{Form, form};
use crate::api::{Additional, Kind, Schema, SchemaId, Selection, Union, Variant};
use crate::pointer::Pointer;
use crate::report::code;

/// The fields that a record beside a choice may give all its alternatives together.
pub(super) const MOST_FIELDS: usize = 1024;

/// What a schema says of a choice.
pub(super) struct Choice<'w> {
    /// `oneOf` or `anyOf`.
    key: &'static str,
    alternatives: &'w [ReferenceOr<Written>],
    discriminator: Option<&'w Discriminator>,
}

/// The properties beside a choice.
struct Beside {
    record: SchemaId,
    /// Whether each alternative has them; they stand for all that are objects otherwise.
    added: bool,
    /// Whether all alternatives are objects.
    objects: bool,
}

impl<'w> Choice<'w> {
    pub(super) fn new(written: &'w Written, form: &Form<'w>) -> Self {
        let (key, alternatives) = if form.one_of.is_empty() { ("anyOf", form.any_of) } else { ("oneOf", form.one_of) };
        Self { key, alternatives, discriminator: written.schema_data.discriminator.as_ref() }
    }

    /// A choice that only a discriminator tells of.
    pub(super) fn of_discriminator(written: &'w Written) -> Self {
        Self { key: "oneOf", alternatives: &[], discriminator: written.schema_data.discriminator.as_ref() }
    }

    /// Whether it is only about what is required, if it is anything.
    fn only_requires(&self) -> bool {
        self.alternatives.iter().all(only_requires)
    }

    /// The values of the discriminator, each with the pointer of the schema that it means. The source stage has taken out those that mean
    /// none.
    pub(super) fn tags(&self) -> Vec<(String, Pointer)> {
        let mapping = self.discriminator.iter().flat_map(|discriminator| &discriminator.mapping);
        mapping.map(|(tag, target)| (tag.clone(), meant(target))).collect()
    }

    /// Whether every alternative can have so many fields more: no value is several of them, and it is not too much.
    fn takes(&self, fields: usize) -> bool {
        let exclusive = self.key == "oneOf" || self.discriminator.is_some();
        exclusive && fields.saturating_mul(self.alternatives.len()) <= MOST_FIELDS
    }

    /// A choice of these. One that is left alone stands for itself, unless a discriminator says that there may be others.
    fn kind(&self, variants: Vec<Variant>) -> Kind {
        let overlapping = self.key == "anyOf" && self.discriminator.is_none();
        match (variants.as_slice(), self.discriminator) {
            ([], _) => Kind::Any,
            ([only], discriminator) if discriminator.is_none() || only.tags.is_empty() => Kind::Alias(only.schema),
            (_, Some(discriminator)) => {
                Kind::Union(Union { variants, selection: Selection::Discriminator(discriminator.property_name.clone()), overlapping })
            }
            (_, None) => Kind::Union(Union { variants, selection: Selection::Order, overlapping }),
        }
    }
}

impl Lowering<'_> {
    /// A choice: `null` among the alternatives makes it nullable.
    pub(super) fn union(&mut self, schema: &mut Schema, written: &Written, form: &Form<'_>) -> Kind {
        let at = schema.pointer.clone();
        let choice = Choice::new(written, form);
        if !form.one_of.is_empty() && !form.any_of.iter().all(only_requires) {
            let message = "a choice beside a choice: the alternatives of `oneOf` are typed, those of `anyOf` are passed over";
            self.report.add_with_help(&code::APPROXIMATED, &at.child("anyOf"), message, "put both into an `allOf`");
        }
        if choice.only_requires() {
            schema.constraints.unchecked.extend(self.required_choices(form, &at));
            let typ = form.typ.or_else(|| choice.alternatives.iter().any(says_object).then_some("object"));
            return self.plain(schema, written, &Form { typ, ..form.clone() });
        }
        self.mapped_elsewhere(&choice, &at);
        let own = (!form.properties.is_empty()).then(|| self.properties_beside(form, &choice, &at));
        let (variants, nullable) = self.variants(&choice, &at, own);
        schema.nullable |= nullable;
        choice.kind(variants)
    }

    fn properties_beside(&mut self, form: &Form<'_>, choice: &Choice<'_>, at: &Pointer) -> Beside {
        let mut kind = self.record(form, at);
        let added = choice.takes(form.properties.len());
        if !added {
            kind = self.untyped_choice(kind, &at.child(choice.key));
        }
        let record = self.api.schemas.add(Schema { pointer: at.clone(), kind, ..Schema::default() });
        Beside { record, added, objects: form.typ == Some("object") }
    }

    /// The alternatives at `at`, and whether `null` is one of them. Those that can be objects have the properties beside the choice, too.
    fn variants(&mut self, choice: &Choice<'_>, at: &Pointer, beside: Option<Beside>) -> (Vec<Variant>, bool) {
        let tags = choice.tags();
        let (mut variants, mut nullable) = (Vec::new(), false);
        for (index, written) in choice.alternatives.iter().enumerate() {
            let place = at.child(choice.key).index(index);
            if self.is_null(&place) {
                nullable = true;
                continue;
            }
            let name = target(written).and_then(|target| target.last()).or_else(|| title(written).filter(|title| title.len() <= 40));
            let beside = beside.as_ref().filter(|beside| beside.objects || self.can_be_object(&place));
            let variant = match beside {
                Some(Beside { record, added: false, .. }) if variants.iter().any(|known: &Variant| known.schema == *record) => continue,
                Some(Beside { record, added: false, .. }) => {
                    Variant { schema: *record, name: None, tags: Vec::new(), tagged: None, boxed: false, rest: false }
                }
                beside => {
                    let own = self.schema(written, &place);
                    let schema = beside.map_or(own, |beside| self.intersection(&[beside.record, own], &place));
                    Variant { schema, name, tags: tags_of(written, &tags), tagged: None, boxed: false, rest: false }
                }
            };
            variants.push(variant);
        }
        (variants, nullable)
    }

    /// A choice that stands beside other parts of an intersection, as a schema of its own. It is none where an alternative is what is on
    /// the way here: then it is what extends this, and not what this is made of.
    pub(super) fn choice_beside(&mut self, written: &Written, form: &Form<'_>, at: &Pointer, path: &[Pointer]) -> Option<SchemaId> {
        let choice = Choice::new(written, form);
        let extends = |alternative| target(alternative).is_some_and(|target| path.contains(&target));
        if choice.only_requires() || choice.alternatives.iter().any(extends) {
            return None;
        }
        let place = at.child(choice.key);
        if let Some(known) = self.schemas.get(&place) {
            return Some(*known);
        }
        let id = self.api.schemas.add(Schema { pointer: place.clone(), ..Schema::default() });
        self.schemas.insert(place.clone(), id);
        let (variants, nullable) = self.variants(&choice, at, None);
        if let Some(schema) = self.api.schemas.get_mut(id) {
            (schema.kind, schema.nullable) = (choice.kind(variants), nullable);
        }
        Some(id)
    }

    /// Says which values of the discriminator mean schemas that are no alternatives.
    fn mapped_elsewhere(&mut self, choice: &Choice<'_>, at: &Pointer) {
        let listed: Vec<Pointer> = choice.alternatives.iter().filter_map(target).collect();
        for (tag, _) in choice.tags().iter().filter(|(_, pointer)| !listed.contains(pointer)) {
            let place = at.child("discriminator").child("mapping").child(tag);
            let message = format!("`{tag}` means a schema that is none of the alternatives; values with it are kept without a type");
            self.report.add_with_help(&code::APPROXIMATED, &place, message, "list the schema among the alternatives");
        }
    }

    /// A record with what a choice adds to it, which has no type: a value may be several of its alternatives, or there are too many.
    pub(super) fn untyped_choice(&mut self, mut kind: Kind, at: &Pointer) -> Kind {
        let message = "properties beside a choice: the properties are typed, what the choice adds is kept without a type";
        self.report.add(&code::APPROXIMATED, at, message);
        if let Kind::Record(record) = &mut kind {
            record.additional = Additional::Typed(self.anything(at));
        }
        kind
    }

    /// Whether the schema at `place` allows objects, as far as its type and its values show.
    fn can_be_object(&self, place: &Pointer) -> bool {
        let Some(raw) = self.at_end(place) else { return true };
        let values = raw.get("enum").and_then(Value::as_array);
        raw.get("type").is_none_or(|typ| typ == "object") && values.is_none_or(|values| values.iter().any(Value::is_object))
    }

    /// Whether the schema at `place` allows `null` alone.
    fn is_null(&self, place: &Pointer) -> bool {
        let Some(Value::Object(raw)) = place.find(&self.document.tree) else { return false };
        raw.get("enum").is_some_and(|values| *values == Value::Array(vec![Value::Null]))
    }
}

/// The schema that a value of a mapping means: a reference or the bare name of a component (OpenAPI 3.0.3, Discriminator Object).
pub(super) fn meant(target: &str) -> Pointer {
    let bare = || Pointer::root().child("components").child("schemas").child(target);
    target.strip_prefix('#').and_then(Pointer::from_fragment).unwrap_or_else(bare)
}

/// The values of the discriminator that mean `alternative`: those of the mapping, or else the component's own name.
fn tags_of(alternative: &ReferenceOr<Written>, tags: &[(String, Pointer)]) -> Vec<String> {
    let Some(target) = target(alternative) else { return Vec::new() };
    let mapped: Vec<String> = tags.iter().filter(|(_, pointer)| *pointer == target).map(|(tag, _)| tag.clone()).collect();
    if mapped.is_empty() { target.last().into_iter().collect() } else { mapped }
}

/// Whether a schema says nothing of its own about an object but which properties it must have.
pub(super) fn only_requires(written: &ReferenceOr<Written>) -> bool {
    let ReferenceOr::Item(schema) = written else { return false };
    let form = form(&schema.schema_kind);
    let says_type = form.typ.is_some_and(|typ| typ != "object");
    let composed = !form.all_of.is_empty() || !form.one_of.is_empty() || !form.any_of.is_empty() || form.items.is_some();
    let open = !matches!(form.additional_properties, Some(AdditionalProperties::Schema(_)));
    !says_type && !composed && open && form.properties.is_empty() && form.enumeration.is_empty()
}

/// Whether a schema is one of objects, by its type or by what it requires.
fn says_object(written: &ReferenceOr<Written>) -> bool {
    let ReferenceOr::Item(schema) = written else { return false };
    let form = form(&schema.schema_kind);
    form.typ.is_some() || !form.required.is_empty() || form.additional_properties.is_some()
}

fn title(alternative: &ReferenceOr<Written>) -> Option<String> {
    alternative.as_item().and_then(|written| written.schema_data.title.clone())
}

/// The component that an alternative refers to.
pub(super) fn target(alternative: &ReferenceOr<Written>) -> Option<Pointer> {
    let ReferenceOr::Reference { reference } = alternative else { return None };
    reference.strip_prefix('#').and_then(Pointer::from_fragment)
}
