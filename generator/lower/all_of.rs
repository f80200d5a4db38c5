//! `allOf` → the intersection of its members.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use openapiv3::{ReferenceOr, Schema as Written};
use serde_json::Value;

use super::Lowering;
use super::constraint::constraints;
use super::form::{Form, form};
use super::intersection::describe;
use super::record::required;
use super::union::{only_requires, target};
use crate::api::{Additional, Constraints, Field, Kind, Record, Schema, SchemaId};
use crate::pointer::Pointer;
use crate::report::code;

/// What the members of an intersection say together.
#[derive(Default)]
struct Intersection {
    fields: IndexMap<String, SchemaId>,
    required: BTreeMap<String, Pointer>,
    additional: Additional,
    /// Members that are no objects.
    others: Vec<SchemaId>,
    /// Whether a member is an object.
    object: bool,
    /// What its members limit it to.
    constraints: Constraints,
}

impl Lowering<'_> {
    /// An intersection: an alias when it only wraps one schema, a record when its members are objects.
    pub(super) fn all_of(&mut self, schema: &mut Schema, written: &Written, form: &Form<'_>) -> Kind {
        let at = schema.pointer.clone();
        let own = self.beside(schema, written, form);
        let alone = own.is_none() && form.properties.is_empty() && form.required.is_empty() && form.additional_properties.is_none();
        let saying: Vec<(usize, &ReferenceOr<Written>)> =
            form.all_of.iter().enumerate().filter(|(_, member)| !only_remarks(member)).collect();
        // What adds nothing to what it extends is told from it all the same.
        let extends = |member: &ReferenceOr<Written>| target(member).is_some_and(|base| self.is_extension(&base, &at));
        let alone = alone && !form.all_of.iter().any(extends);
        if let ([(index, only)], true) = (saying.as_slice(), alone && form.one_of.is_empty() && form.any_of.is_empty()) {
            self.remarks(schema, form, only.as_item().is_none());
            return Kind::Alias(self.schema(only, &at.child("allOf").index(*index)));
        }
        schema.nullable |= self.allows_null(&at);
        let mut all = Intersection { others: own.into_iter().collect(), ..Intersection::default() };
        self.gather(&mut all, (written, form), &at, std::slice::from_ref(&at));
        match (all.object, all.others.as_slice()) {
            (false, [only]) => Kind::Alias(*only),
            (false, []) => Kind::Any,
            (false, several) => Kind::Alias(self.intersection(several, &at)),
            (true, others) => {
                schema.constraints.tighten(&all.constraints);
                let mut requires = all.required;
                let field = |(name, schema)| Field { required: requires.remove(&name).is_some(), name, schema, boxed: false };
                let fields = all.fields.into_iter().map(field).collect();
                let object = self.object(Record { fields, additional: all.additional, requires }, &at);
                if others.is_empty() {
                    return object;
                }
                let object = self.api.schemas.add(Schema { pointer: at.clone(), kind: object, ..Schema::default() });
                Kind::Alias(self.intersection(&[&[object], others].concat(), &at))
            }
        }
    }

    /// What stands beside an `allOf` and is no object: constants, items, a format.
    fn beside(&mut self, schema: &Schema, written: &Written, form: &Form<'_>) -> Option<SchemaId> {
        if form.enumeration.is_empty() && form.items.is_none() && form.format.is_none() {
            return None;
        }
        let mut own = Schema { pointer: schema.pointer.clone(), nullable: schema.nullable, ..Schema::default() };
        own.kind = self.plain(&mut own, written, form);
        Some(self.api.schemas.add(own))
    }

    /// Adds what members of an intersection say that are no schemas of their own. `described` tells whether they describe this use of the
    /// other member, which is a reference, and has a description for all its uses.
    fn remarks(&mut self, schema: &mut Schema, form: &Form<'_>, described: bool) {
        let (own, at) = (schema.clone(), schema.pointer.child("allOf"));
        let members = form.all_of.iter().enumerate().filter(|(_, member)| only_remarks(member));
        for (index, member) in members.filter_map(|(index, member)| Some((index, member.as_item()?))) {
            let said = self.written(member, &at.index(index));
            describe(schema, &said);
        }
        describe(schema, &own);
        if !described {
            schema.description = own.description;
        }
    }

    /// Adds what `form`, at `at`, says itself and through its own `allOf`. `path` is the way here, to notice cycles.
    fn gather(&mut self, all: &mut Intersection, (written, form): (&Written, &Form<'_>), at: &Pointer, path: &[Pointer]) {
        for (index, member) in form.all_of.iter().enumerate() {
            self.member(all, member, &at.child("allOf").index(index), path);
        }
        for (name, written) in form.properties {
            let place = at.child("properties").child(name);
            let schema = self.boxed(written, &place);
            let schema = all.fields.get(name).map_or(schema, |earlier| self.intersection(&[*earlier, schema], &place));
            all.fields.insert(name.clone(), schema);
        }
        all.object |= !form.properties.is_empty() || form.typ == Some("object") || !form.required.is_empty();
        all.required.extend(required(form, at));
        let additional = self.additional(form, at);
        all.additional = self.additional_of_both(at, std::mem::take(&mut all.additional), additional);
        let mut limits = constraints(at.find(&self.document.tree).unwrap_or(&Value::Null));
        limits.unchecked.extend(self.required_choices(form, at));
        all.constraints.tighten(&limits);
        all.others.extend(self.choice_beside(written, form, at, path));
    }

    /// Choices between what is required, which no type expresses, each with its JSON.
    pub(super) fn required_choices(&self, form: &Form<'_>, at: &Pointer) -> Vec<(String, String)> {
        let only = |members: &[ReferenceOr<Written>]| !members.is_empty() && members.iter().all(only_requires);
        let choices = [("oneOf", form.one_of), ("anyOf", form.any_of)].into_iter().filter(|(_, members)| only(members));
        let json = |key: &str| at.child(key).find(&self.document.tree).map(Value::to_string);
        choices.filter_map(|(key, _)| Some((key.to_owned(), json(key)?))).collect()
    }

    fn member(&mut self, all: &mut Intersection, member: &ReferenceOr<Written>, at: &Pointer, path: &[Pointer]) {
        let referred;
        let (written, place) = match member {
            ReferenceOr::Item(written) => (written, at.clone()),
            ReferenceOr::Reference { reference } => {
                let Some(target) = self.target(reference, at) else { return };
                if path.contains(&target) || path.len() > 64 {
                    let message = format!("`{reference}` is part of itself");
                    return self.report.add_with_help(&code::ALL_OF_CYCLE, at, message, "break the cycle: a schema cannot extend itself");
                }
                referred = self.at(&target);
                match referred.as_deref() {
                    Some(ReferenceOr::Item(written)) => (written, target),
                    Some(further) => return self.member(all, further, &target, &with(path, &target)),
                    None => return,
                }
            }
        };
        let form = form(&written.schema_kind);
        let scalar = form.typ.is_some_and(|typ| typ != "object") || !form.enumeration.is_empty();
        let choice = !form.one_of.is_empty() || !form.any_of.is_empty();
        if scalar || (choice && form.all_of.is_empty() && form.properties.is_empty()) {
            if !form.one_of.iter().chain(form.any_of).all(only_requires) || scalar {
                let id = self.schema(member, at);
                all.others.push(id);
            }
            return;
        }
        self.gather(all, (written, &form), &place, &with(path, &place));
    }
}

/// Whether a member of an intersection says nothing of the values.
fn only_remarks(member: &ReferenceOr<Written>) -> bool {
    member.as_item().is_some_and(|written| form(&written.schema_kind) == Form::default())
}

fn with(path: &[Pointer], place: &Pointer) -> Vec<Pointer> {
    path.iter().chain([place]).cloned().collect()
}
