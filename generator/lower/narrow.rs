//! A choice among the parts of an intersection → the choice of its alternatives, each with the other parts.

use super::Lowering;
use super::union::MOST_FIELDS;
use crate::api::{Kind, SchemaId, Union, Variant};
use crate::pointer::Pointer;

impl Lowering<'_> {
    /// What `union` and `others` allow together. Where one of these is a choice, too, its turn comes with each alternative.
    pub(super) fn narrowed(&mut self, at: &Pointer, union: SchemaId, others: &[SchemaId]) -> Kind {
        let Kind::Union(union) = self.api.schemas.kind(union).clone() else { return Kind::Any };
        let fits = |variant: &Variant| others.iter().all(|other| self.may_be_both(variant.schema, *other));
        let fitting: Vec<Variant> = union.variants.iter().filter(|variant| fits(variant)).cloned().collect();
        match fitting.as_slice() {
            [] => {
                self.contradiction(at, "a choice", "none of its alternatives");
                self.joined(at, others)
            }
            [only] => Kind::Alias(self.with(only.schema, others, at)),
            several => {
                let fields = |id: &SchemaId| match self.api.schemas.kind(*id) {
                    Kind::Record(record) => record.fields.len(),
                    _ => 0,
                };
                let fields: usize = others.iter().map(fields).sum();
                if fields > 0 && (union.overlapping || fields.saturating_mul(several.len()) > MOST_FIELDS) {
                    // One that has a name stays as it is: what is added is not in it.
                    let record = match self.joined(at, others) {
                        Kind::Alias(named) => self.api.schemas.kind(named).clone(),
                        record => record,
                    };
                    return self.untyped_choice(record, at);
                }
                let narrow = |(index, variant): (usize, &Variant)| {
                    let place = at.child("oneOf").index(index);
                    Variant { schema: self.with(variant.schema, others, &place), ..variant.clone() }
                };
                let variants = several.iter().enumerate().map(narrow).collect();
                Kind::Union(Union { variants, ..union })
            }
        }
    }

    fn with(&mut self, alternative: SchemaId, others: &[SchemaId], at: &Pointer) -> SchemaId {
        let parts: Vec<SchemaId> = others.iter().copied().chain([alternative]).collect();
        self.follows(&parts, at, at)
    }

    /// Whether a value can be of two schemas, as far as their JSON types show.
    fn may_be_both(&self, one: SchemaId, other: SchemaId) -> bool {
        let types = (self.api.schemas.kind(one).json_type(), self.api.schemas.kind(other).json_type());
        matches!(types, (None, _) | (_, None)) || types.0 == types.1
    }
}
