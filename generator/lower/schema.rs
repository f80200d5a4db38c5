//! A schema → what it allows.

use std::borrow::Cow;

use openapiv3::{ReferenceOr, Schema as Written};
use serde::Deserialize as _;
use serde_json::Value;

use super::external::described;
use super::form::{Form, form};
use super::{Lowering, constraint};
use crate::api::schema::Reading;
use crate::api::{Kind, Schema, SchemaId, TextFormat};
use crate::pointer::Pointer;
use crate::report::code;

impl<'a> Lowering<'a> {
    /// Lowers every component, so that what nothing refers to can still be asked for.
    pub(super) fn components(&mut self) {
        let Some(components) = &self.document.api.components else { return };
        let at = Pointer::root().child("components").child("schemas");
        for name in components.schemas.keys() {
            self.referred(at.child(name));
        }
        self.drain();
    }

    /// The schema that `written`, at `at`, is or refers to.
    pub(super) fn schema(&mut self, written: &ReferenceOr<Written>, at: &Pointer) -> SchemaId {
        match written {
            ReferenceOr::Item(schema) => {
                let schema = self.written(schema, at);
                self.api.schemas.add(schema)
            }
            ReferenceOr::Reference { reference } => match self.target(reference, at) {
                Some(target) => self.referred(target),
                None => self.api.schemas.add(Schema { pointer: at.clone(), ..Schema::default() }),
            },
        }
    }

    /// The same for the boxed form that openapiv3 uses inside schemas.
    pub(super) fn boxed(&mut self, written: &ReferenceOr<Box<Written>>, at: &Pointer) -> SchemaId {
        match written {
            ReferenceOr::Item(schema) => {
                let schema = self.written(schema, at);
                self.api.schemas.add(schema)
            }
            ReferenceOr::Reference { reference } => self.schema(&ReferenceOr::ref_(reference), at),
        }
    }

    /// The id of the schema at `target`, which is lowered later if it has not been yet.
    pub(super) fn referred(&mut self, target: Pointer) -> SchemaId {
        if let Some(id) = self.schemas.get(&target) {
            return *id;
        }
        let id = self.api.schemas.add(Schema::default());
        self.schemas.insert(target.clone(), id);
        self.queue.push((id, target));
        id
    }

    /// Lowers the schemas that were referred to, until none is left, and then makes the intersections of them.
    pub(super) fn drain(&mut self) {
        self.drain_referred();
        while self.intersect_next() {
            self.drain_referred();
        }
    }

    fn drain_referred(&mut self) {
        while let Some((id, target)) = self.queue.pop() {
            let mut schema = match self.at(&target).as_deref() {
                Some(ReferenceOr::Item(written)) => self.written(written, &target),
                Some(reference @ ReferenceOr::Reference { .. }) => {
                    let kind = Kind::Alias(self.schema(reference, &target));
                    Schema { pointer: target.clone(), kind, ..Schema::default() }
                }
                None => Schema { pointer: target.clone(), ..Schema::default() },
            };
            let components = Pointer::root().child("components").child("schemas");
            if target.parent().is_some_and(|parent| parent == components) {
                schema.name = target.last();
                if let Some(ReferenceOr::Item(written)) = self.at(&target).as_deref() {
                    self.extensible(&mut schema, written);
                }
            }
            if let Some(slot) = self.api.schemas.get_mut(id) {
                *slot = schema;
            }
        }
    }

    /// The schema as it is written at `target`.
    pub(super) fn at(&mut self, target: &Pointer) -> Option<Cow<'a, ReferenceOr<Written>>> {
        let components = Pointer::root().child("components").child("schemas");
        let name = target.strip_prefix(&components).filter(|_| target.parent() == Some(components)).and_then(|rest| rest.last());
        let document = self.document;
        let schemas = document.api.components.as_ref().map(|components| &components.schemas);
        if let Some(written) = name.and_then(|name| schemas?.get(&name)) {
            return Some(Cow::Borrowed(written));
        }
        match ReferenceOr::deserialize(target.find(&document.tree)?) {
            Ok(written) => Some(Cow::Owned(written)),
            Err(cause) => {
                self.report.add(&code::MALFORMED, target, format!("this is referred to as a schema but is none: {cause}"));
                None
            }
        }
    }

    /// Lowers a schema that stands at `at`.
    pub(super) fn written(&mut self, written: &Written, at: &Pointer) -> Schema {
        let data = &written.schema_data;
        let form = form(&written.schema_kind);
        let raw = at.find(&self.document.tree).unwrap_or(&Value::Null);
        let mut schema = Schema {
            pointer: at.clone(),
            title: data.title.clone(),
            description: described(
                data.description.as_ref().or(data.title.as_ref().filter(|_| data.external_docs.is_some())),
                data.external_docs.as_ref(),
            ),
            deprecated: data.deprecated,
            nullable: data.nullable,
            read_only: data.read_only,
            write_only: data.write_only,
            default: data.default.clone(),
            constraints: constraint::constraints(raw),
            sensitive: form.format.as_deref() == Some("password") || self.flag(&data.extensions, "x-sensitive", at),
            tolerant: !self.texts(&data.extensions, "x-accept", at).is_empty(),
            aliases: self.texts(&data.extensions, "x-aliases", at),
            ..Schema::default()
        };
        if form.one_of.is_empty() && form.any_of.is_empty() {
            schema.discriminator = data.discriminator.as_ref().map(|discriminator| discriminator.property_name.clone());
        }
        schema.kind = self.kind(&mut schema, written, &form);
        self.settle(&mut schema, raw);
        let date_time = schema.kind == Kind::Text(TextFormat::Other("date-time".to_owned()));
        schema.reading = self.reading(written, at).or(date_time.then_some(Reading::DateTime));
        schema
    }

    fn kind(&mut self, schema: &mut Schema, written: &Written, form: &Form<'_>) -> Kind {
        let at = schema.pointer.clone();
        if form.not {
            self.report.add(&code::IGNORED_NOT, &at.child("not"), "`not` cannot be expressed as a Rust type; it is left to the server");
        }
        if !form.all_of.is_empty() {
            self.beside_composition(schema, form);
            return self.all_of(schema, written, form);
        }
        if !form.one_of.is_empty() || !form.any_of.is_empty() {
            self.beside_composition(schema, form);
            return self.union(schema, written, form);
        }
        let raw = at.find(&self.document.tree).unwrap_or(&Value::Null);
        self.implied(schema, form);
        let kind = self.plain(schema, written, form);
        if kind == Kind::Any && form.enumeration.is_empty() && !form.not {
            self.empty(schema, raw);
        }
        kind
    }

    /// What `form` is apart from what it is composed of.
    pub(super) fn plain(&mut self, schema: &mut Schema, written: &Written, form: &Form<'_>) -> Kind {
        let at = schema.pointer.clone();
        if !form.enumeration.is_empty() || written.schema_data.extensions.contains_key("x-known-values") {
            return self.enumeration(schema, written, form);
        }
        match form.typ.or(form.shown().map(|(_, typ)| typ)) {
            Some("string") => Kind::Text(text_format(form.format.as_deref())),
            Some("integer") => Kind::Integer(form.format.clone()),
            Some("number") => Kind::Number(form.format.clone()),
            Some("boolean") => Kind::Boolean,
            Some("array") => self.array(form, &at),
            Some("object") => self.record(form, &at),
            _ => Kind::Any,
        }
    }

    fn array(&mut self, form: &Form<'_>, at: &Pointer) -> Kind {
        let written = self.document.tree.pointer(at.child("prefixItems").as_str()).and_then(Value::as_array);
        if let Some(count) = written.map(Vec::len) {
            let items = (0..count).map(|index| self.referred(at.child("prefixItems").index(index)));
            return Kind::Tuple(items.collect());
        }
        let items = at.child("items");
        Kind::Array(match form.items {
            Some(written) => self.boxed(written, &items),
            None => self.api.schemas.add(Schema { pointer: items, ..Schema::default() }),
        })
    }

    /// How the value reads as something else: `x-timestamp` and `x-text-of`.
    fn reading(&mut self, written: &Written, at: &Pointer) -> Option<Reading> {
        let extensions = &written.schema_data.extensions;
        match self.text(extensions, "x-timestamp", at).as_deref() {
            None => {}
            Some("milliseconds") => return Some(Reading::Milliseconds),
            Some("seconds") => return Some(Reading::Seconds),
            Some(_) => return self.odd("x-timestamp", at, "`milliseconds` or `seconds`"),
        }
        match self.text(extensions, "x-text-of", at).as_deref() {
            None => None,
            Some("integer") => Some(Reading::Integer),
            Some(_) => self.odd("x-text-of", at, "`integer`"),
        }
    }
}

fn text_format(format: Option<&str>) -> TextFormat {
    match format {
        None | Some("password") => TextFormat::Plain,
        Some("binary") => TextFormat::Binary,
        Some(other) => TextFormat::Other(other.to_owned()),
    }
}
