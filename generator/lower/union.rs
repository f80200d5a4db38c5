//! `oneOf` and `anyOf` → a choice. How a value shows which one it is, is decided in `refine/union.rs`, when all schemas are known.

use openapiv3::{AnySchema, ReferenceOr, Schema as Written};
use serde_json::Value;

use super::Lowering;
use super::schema::only_requires;
use crate::api::{Kind, Schema, Selection, Union, Variant};
use crate::pointer::Pointer;
use crate::report::code;

impl Lowering<'_> {
    /// A choice: `null` among the alternatives makes it nullable, and one that is left alone stands for itself.
    pub(super) fn union(&mut self, schema: &mut Schema, written: &Written, form: &AnySchema) -> Kind {
        let at = schema.pointer.clone();
        let (key, alternatives) = if form.one_of.is_empty() { ("anyOf", &form.any_of) } else { ("oneOf", &form.one_of) };
        let place = at.child(key);
        if !form.properties.is_empty() {
            schema.nullable |= (0..alternatives.len()).any(|index| self.is_null(&place.index(index)));
            return self.record_with_choice(form, alternatives, &place);
        }
        if alternatives.iter().all(only_requires) {
            return self.record(form, &at);
        }
        let tags = tags(written);
        let mut variants = Vec::new();
        for (index, alternative) in alternatives.iter().enumerate() {
            let place = place.index(index);
            if self.is_null(&place) {
                schema.nullable = true;
                continue;
            }
            let id = self.schema(alternative, &place);
            variants.push(Variant { schema: id, tags: tags_of(alternative, &tags), boxed: false });
        }
        match (variants.as_slice(), &written.schema_data.discriminator) {
            ([], _) => Kind::Any,
            ([only], _) => Kind::Alias(only.schema),
            (_, Some(discriminator)) => {
                Kind::Union(Union { variants, selection: Selection::Discriminator(discriminator.property_name.clone()) })
            }
            (_, None) => Kind::Union(Union { variants, selection: Selection::Order }),
        }
    }

    /// Properties beside a choice: the record is kept, and what the choice adds is kept without a type.
    fn record_with_choice(&mut self, form: &AnySchema, alternatives: &[ReferenceOr<Written>], place: &Pointer) -> Kind {
        let at = place.parent().unwrap_or_default();
        let mut kind = self.record(form, &at);
        if !alternatives.iter().all(only_requires) {
            let message = "properties beside a choice: the properties are typed, what the choice adds is kept without a type";
            self.report.add(&code::APPROXIMATED, place, message);
            if let Kind::Record(record) = &mut kind {
                record.additional = crate::api::Additional::Typed(self.anything(place));
            }
        }
        kind
    }

    /// Whether the schema at `place` allows `null` alone.
    fn is_null(&self, place: &Pointer) -> bool {
        let Some(Value::Object(raw)) = self.document.tree.pointer(place.as_str()) else { return false };
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
    let ReferenceOr::Reference { reference } = alternative else { return Vec::new() };
    let Some(target) = reference.strip_prefix('#').and_then(Pointer::from_fragment) else { return Vec::new() };
    let mapped: Vec<String> = tags.iter().filter(|(_, pointer)| *pointer == target).map(|(tag, _)| tag.clone()).collect();
    if mapped.is_empty() { target.last().into_iter().collect() } else { mapped }
}
