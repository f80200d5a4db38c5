//! Models as their users see them.

use super::{Fact, Item, Kind};
use crate::api::{Constraints, Enumeration, Field, Kind as Meant, Record, Schema, SchemaId, Selection, TextFormat, Union};
use crate::config::RustPath;
use crate::pointer::Pointer;
use crate::rust::Rust;
use crate::rust::constraint;
use crate::rust::name::Ident;
use crate::rust::types::RustType;
use crate::rust::view::{Alternative, Known, Reads, Table};

impl Rust<'_> {
    /// A record: what each field is and what its setter takes, in their order.
    pub(in crate::rust) fn show_record(
        &mut self,
        id: SchemaId,
        name: &Ident,
        record: &Record,
        fields: &[(Ident, RustType, Option<String>)],
    ) {
        if !self.surface.wanted {
            return;
        }
        let schema = self.api.schemas.get(id);
        self.surface.add(format!("models::{name}"), Item::new(Kind::Record, &schema.pointer).docs(words(schema)));
        for (field, (own, typ, setter)) in record.fields.iter().zip(fields) {
            let taken = setter.iter().map(|argument| (own.to_string(), argument.clone())).collect();
            let item = Item::new(Kind::Field, &place(self, schema, field)).typ(typ).takes(taken);
            let item = self.valued(item.fact(Fact::Wire, &field.name), field.schema);
            self.surface.add(format!("models::{name}::{own}"), item);
        }
    }

    /// What can be done with a record beside its fields.
    pub(in crate::rust) fn show_made(&mut self, id: SchemaId, name: &Ident, table: &Table, readings: &[Reads], rest: Option<&RustType>) {
        let Table::Record { new, rest: field, .. } = table else { return };
        let at = self.api.schemas.get(id).pointer.clone();
        let path = format!("models::{name}");
        if new.as_ref().is_none_or(Vec::is_empty) {
            self.surface.add(format!("<{path} as Default>"), Item::new(Kind::Trait, &at));
        }
        if let Some(new) = new {
            let takes = new.iter().map(|(name, typ)| (name.to_string(), typ.clone())).collect();
            self.surface.add(format!("{path}::new"), Item::new(Kind::Function, &at).takes(takes));
        }
        for reads in readings {
            let item = Item::new(Kind::Function, &at).typ(reads.function).fact(Fact::Read, reads.field.to_string());
            self.surface.add(format!("{path}::{}()", reads.method), item);
        }
        if let Some((field, value)) = field.as_ref().zip(rest) {
            let at = at.child("additionalProperties");
            self.surface.add(format!("{path}::{field}"), Item::new(Kind::Field, &at).typ(format!("BTreeMap<String, {value}>")));
        }
    }

    /// An enumeration.
    pub(in crate::rust) fn show_enumeration(
        &mut self,
        id: SchemaId,
        name: &Ident,
        enumeration: &Enumeration,
        rows: &[Known],
        closed: bool,
    ) {
        if !self.surface.wanted {
            return;
        }
        let schema = self.api.schemas.get(id);
        let typ = match (closed, enumeration.text) {
            (false, true) => "texts",
            (false, false) => "integers",
            (true, true) => "texts, and no others",
            (true, false) => "integers, and no others",
        };
        let path = format!("models::{name}");
        self.surface.add(&path, Item::new(Kind::Enumeration, &schema.pointer).typ(typ).docs(words(schema)));
        let values = schema.pointer.child("enum");
        for (index, (known, value)) in rows.iter().zip(&enumeration.values).enumerate() {
            let kind = if closed { Kind::ClosedVariant } else { Kind::Variant };
            let wire = value.value.as_str().map_or_else(|| value.value.to_string(), str::to_owned);
            let item = Item::new(kind, &values.index(index)).fact(Fact::Wire, wire);
            self.surface.add(format!("{path}::{}", known.variant), item.docs(value.description.as_ref()));
        }
    }

    /// A union: its variants with their types, and the types that become it.
    pub(in crate::rust) fn show_union(&mut self, id: SchemaId, name: &Ident, union: &Union, alternatives: &[Alternative]) {
        if !self.surface.wanted {
            return;
        }
        let schema = self.api.schemas.get(id);
        let (path, at) = (format!("models::{name}"), schema.pointer.clone());
        let item = Item::new(Kind::Union, &at).docs(words(schema)).fact(Fact::Selection, selection(union));
        self.surface.add(&path, item);
        let tagged = matches!(union.selection, Selection::Discriminator(_));
        for (Alternative { variant, typ, converts, .. }, written) in alternatives.iter().zip(&union.variants) {
            let schema = self.api.schemas.get(written.schema);
            let own = if schema.name.is_some() { &at } else { &schema.pointer };
            let item =
                Item::new(Kind::Variant, own).typ(typ).fact(Fact::Wire, if tagged { written.tags.join(", ") } else { String::new() });
            self.surface.add(format!("{path}::{variant}"), item);
            if *converts {
                // It comes and goes with its variant.
                let item = Item::new(Kind::Trait, &at).of(&format!("{path}::{variant}"));
                self.surface.add(format!("<{path} as From<{typ}>>"), item);
            }
        }
    }

    /// What is derived for a model because the configuration asks for it.
    pub(in crate::rust) fn show_derived(&mut self, id: SchemaId, name: &Ident, derives: &[RustPath]) {
        let at = self.api.schemas.get(id).pointer.clone();
        for path in derives {
            self.surface.add(format!("<models::{name} as {path}>"), Item::new(Kind::Trait, &at));
        }
    }

    /// Another name of a model.
    pub(in crate::rust) fn show_alias(&mut self, id: SchemaId, name: &Ident, model: &RustType) {
        if self.surface.wanted {
            let schema = self.api.schemas.get(id);
            self.surface.aliases.insert(name.to_string(), model.to_string());
            self.surface.add(format!("models::{name}"), Item::new(Kind::Alias, &schema.pointer).typ(model).docs(words(schema)));
        }
    }

    /// What is known of the values of a schema where it is used.
    pub(super) fn valued(&self, item: Item, id: SchemaId) -> Item {
        let (own, target) = (self.api.schemas.get(id), self.api.schemas.stated(id));
        let is_checked = self.target.config.requests.check && own.sent && !own.read_only;
        let default = constraint::default(&target).map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
        let tolerant = if own.tolerant || target.tolerant { "other JSON types" } else { "" };
        let aliases = own.aliases.iter().cloned();
        let read: Vec<String> = aliases.chain((!tolerant.is_empty()).then(|| tolerant.to_owned())).collect();
        item.fact(Fact::Checked, if is_checked { checked(&target) } else { String::new() })
            .fact(Fact::Constant, constraint::constant(&target).unwrap_or_default())
            .fact(Fact::Limits, limits(&target))
            .fact(Fact::Default, default.unwrap_or_default())
            .fact(Fact::Read, read.join(", "))
            .docs(words(own))
            .deprecated(own.deprecated)
    }
}

/// Where a property stands: itself, and not the component that it may refer to.
fn place(rust: &Rust<'_>, record: &Schema, field: &Field) -> Pointer {
    let schema = rust.api.schemas.get(field.schema);
    if schema.name.is_some() { record.pointer.child("properties").child(&field.name) } else { schema.pointer.clone() }
}

fn words(schema: &Schema) -> Option<&String> {
    schema.description.as_ref().or(schema.title.as_ref())
}

/// What values are limited to.
fn limits(schema: &Schema) -> String {
    let schema = Schema { default: None, ..schema.clone() };
    constraint::docs(&schema).lines().collect::<Vec<_>>().join(" ")
}

/// What of that is checked before a value is sent.
fn checked(schema: &Schema) -> String {
    let constraints = Constraints { pattern: None, unchecked: Vec::new(), ..schema.constraints.clone() };
    let kind = if matches!(schema.kind, Meant::Text(_)) { Meant::Text(TextFormat::Plain) } else { schema.kind.clone() };
    limits(&Schema { constraints, kind, ..schema.clone() })
}

fn selection(union: &Union) -> String {
    match &union.selection {
        Selection::Discriminator(property) => format!("by {property}"),
        Selection::JsonType(_) => "by JSON type".to_owned(),
        Selection::Property(_) => "by a property that is there".to_owned(),
        Selection::Order => "the first that can be read".to_owned(),
    }
}
