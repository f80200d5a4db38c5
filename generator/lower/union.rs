//! `oneOf` and `anyOf` → a choice. How a value shows which one it is, is decided in `refine/union.rs`, when all schemas are known.

use openapiv3::{AdditionalProperties, ReferenceOr, Schema as Written};
use serde_json::Value;

use super::Lowering;
use super::form::{Form, form};
use crate::api::{Kind, Schema, Selection, Union, Variant};
use crate::pointer::Pointer;
use crate::report::code;

/// A schema of a choice, and where it stands.
struct Alternative<'w> {
    written: &'w ReferenceOr<Written>,
    place: Pointer,
}

impl Lowering<'_> {
    /// A choice: `null` among the alternatives makes it nullable, and one that is left alone stands for itself, unless a discriminator
    /// says that there may be others.
    pub(super) fn union(&mut self, schema: &mut Schema, written: &Written, form: &Form<'_>) -> Kind {
        let at = schema.pointer.clone();
        let (key, alternatives) = if form.one_of.is_empty() { ("anyOf", form.any_of) } else { ("oneOf", form.one_of) };
        let place = at.child(key);
        if !form.one_of.is_empty() && !form.any_of.iter().all(only_requires) {
            let message = "a choice beside a choice: the alternatives of `oneOf` are typed, those of `anyOf` are passed over";
            self.report.add_with_help(&code::APPROXIMATED, &at.child("anyOf"), message, "put both into an `allOf`");
        }
        if alternatives.iter().all(only_requires) {
            schema.constraints.unchecked.extend(self.required_choices(form, &at));
            let typ = form.typ.or_else(|| alternatives.iter().any(says_object).then_some("object"));
            return self.plain(schema, written, &Form { typ, ..form.clone() });
        }
        let alternatives: Vec<Alternative> =
            alternatives.iter().enumerate().map(|(index, written)| Alternative { written, place: place.index(index) }).collect();
        if !form.properties.is_empty() {
            return self.properties_beside(schema, form, alternatives);
        }
        let tags = tags(written);
        self.mapped_elsewhere(&tags, &alternatives, &at);
        let mut variants = Vec::new();
        for Alternative { written: alternative, place } in alternatives {
            if self.is_null(&place) {
                schema.nullable = true;
                continue;
            }
            let id = self.schema(alternative, &place);
            variants.push(Variant { schema: id, tags: tags_of(alternative, &tags), boxed: false });
        }
        match (variants.as_slice(), &written.schema_data.discriminator) {
            ([], _) => Kind::Any,
            ([only], discriminator) if discriminator.is_none() || only.tags.is_empty() => Kind::Alias(only.schema),
            (_, Some(discriminator)) => {
                Kind::Union(Union { variants, selection: Selection::Discriminator(discriminator.property_name.clone()) })
            }
            (_, None) => Kind::Union(Union { variants, selection: Selection::Order }),
        }
    }

    /// Says which values of the discriminator mean schemas that are no alternatives.
    fn mapped_elsewhere(&mut self, tags: &[(String, Pointer)], alternatives: &[Alternative<'_>], at: &Pointer) {
        let listed: Vec<Pointer> = alternatives.iter().filter_map(|alternative| target(alternative.written)).collect();
        for (tag, _) in tags.iter().filter(|(_, pointer)| !listed.contains(pointer)) {
            let place = at.child("discriminator").child("mapping").child(tag);
            let message = format!("`{tag}` means a schema that is none of the alternatives; values with it are kept without a type");
            self.report.add_with_help(&code::APPROXIMATED, &place, message, "list the schema among the alternatives");
        }
    }

    /// Properties beside a choice: they belong to the alternatives that can be objects, which become one record.
    fn properties_beside(&mut self, schema: &mut Schema, form: &Form<'_>, alternatives: Vec<Alternative>) -> Kind {
        let mut variants = Vec::new();
        let mut objects: Vec<Alternative> = Vec::new();
        let mut index = 0;
        for alternative in alternatives {
            if self.is_null(&alternative.place) {
                schema.nullable = true;
            } else if form.typ != Some("object") && !self.can_be_object(&alternative.place) {
                let id = self.schema(alternative.written, &alternative.place);
                variants.push(Variant { schema: id, tags: Vec::new(), boxed: false });
            } else {
                if objects.is_empty() {
                    index = variants.len();
                }
                objects.push(alternative);
            }
        }
        let place = objects.first().map_or_else(|| schema.pointer.clone(), |object| object.place.clone());
        if !variants.is_empty() && objects.is_empty() {
            return Kind::Union(Union { variants, selection: Selection::Order });
        }
        let record = self.record_with_choice(form, &objects, &schema.pointer.clone());
        if variants.is_empty() {
            return record;
        }
        let id = self.api.schemas.add(Schema { pointer: place, kind: record, ..Schema::default() });
        variants.insert(index, Variant { schema: id, tags: Vec::new(), boxed: false });
        Kind::Union(Union { variants, selection: Selection::Order })
    }

    /// The record is kept, and what the choice adds is kept without a type.
    fn record_with_choice(&mut self, form: &Form<'_>, alternatives: &[Alternative], at: &Pointer) -> Kind {
        let mut kind = self.record(form, at);
        if let Some(Alternative { place, .. }) = alternatives.iter().find(|alternative| !only_requires(alternative.written)) {
            let message = "properties beside a choice: the properties are typed, what the choice adds is kept without a type";
            let place = place.parent().unwrap_or_default();
            self.report.add(&code::APPROXIMATED, &place, message);
            if let Kind::Record(record) = &mut kind {
                record.additional = crate::api::Additional::Typed(self.anything(&place));
            }
        }
        kind
    }

    /// Whether the schema at `place` allows objects, as far as its type and its values show.
    fn can_be_object(&self, place: &Pointer) -> bool {
        let mut place = place.clone();
        for _ in 0..64 {
            let Some(raw) = place.find(&self.document.tree) else { return true };
            let Some(target) = raw.get("$ref").and_then(Value::as_str) else {
                let values = raw.get("enum").and_then(Value::as_array);
                return raw.get("type").is_none_or(|typ| typ == "object")
                    && values.is_none_or(|values| values.iter().any(Value::is_object));
            };
            match target.strip_prefix('#').and_then(Pointer::from_fragment) {
                Some(target) => place = target,
                None => return true,
            }
        }
        true
    }

    /// Whether the schema at `place` allows `null` alone.
    fn is_null(&self, place: &Pointer) -> bool {
        let Some(Value::Object(raw)) = place.find(&self.document.tree) else { return false };
        raw.get("enum").is_some_and(|values| *values == Value::Array(vec![Value::Null]))
    }
}

/// The values of the discriminator, each with the pointer of the schema that it means. The source stage has taken out those that mean none.
fn tags(written: &Written) -> Vec<(String, Pointer)> {
    let mapping = written.schema_data.discriminator.iter().flat_map(|discriminator| &discriminator.mapping);
    // A value of the mapping is a reference or the bare name of a component (OpenAPI 3.0.3, Discriminator Object).
    let bare = |name: &str| Pointer::root().child("components").child("schemas").child(name);
    mapping
        .map(|(tag, target)| (tag.clone(), target.strip_prefix('#').and_then(Pointer::from_fragment).unwrap_or_else(|| bare(target))))
        .collect()
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

/// The component that an alternative refers to.
fn target(alternative: &ReferenceOr<Written>) -> Option<Pointer> {
    let ReferenceOr::Reference { reference } = alternative else { return None };
    reference.strip_prefix('#').and_then(Pointer::from_fragment)
}
