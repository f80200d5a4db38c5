//! A union → its table: a row for each alternative, and how they are told apart.

use std::collections::BTreeSet;

use super::docs::Docs;
use super::literal::Literal;
use super::name::{Case, Ident};
use super::scope::Scope;
use super::types::RustType;
use super::view::{Alternative, Model, Selection, Sign, Table};
use super::{Rust, constraint};
use crate::api::{Api, Kind, SchemaId, Selection as Meant, Union, Variant};

impl Rust<'_> {
    /// A union.
    pub(super) fn union(&mut self, id: SchemaId, name: &Ident, union: &Union) -> Model {
        self.needs.union = true;
        let schema = self.api.schemas.get(id);
        let docs = self.docs(schema).and(constraint::rules(schema));
        let mut scope = Scope::reserving(&["Unknown"]);
        let mut variants = Vec::new();
        for (index, variant) in union.variants.iter().enumerate() {
            let schema = self.api.schemas.get(variant.schema);
            let variant_name = scope.take(&Ident::new(&variant_name(self.api, union, index), Case::Camel));
            let mut typ = self.model_type(variant.schema);
            if variant.boxed {
                typ = RustType::Boxed(Box::new(typ));
            }
            let about = self.docs(schema).first_line();
            variants.push((variant_name, typ, if about.is_empty() { Docs::default() } else { Docs::ours(about) }));
        }
        self.note(&scope.renamed(), &self.api.schemas.get(id).pointer);
        let derives = self.derives(id, &["Debug", "Clone", "PartialEq"]);
        self.show_derived(id, name, &derives);
        let mut alternatives = self.alternatives(union, variants);
        self.show_union(id, name, union, &alternatives);
        // What has nothing that the others show is asked for last.
        alternatives.sort_by_key(|alternative| matches!(alternative.sign, Sign::Without | Sign::Otherwise(_)));
        let rest = alternatives.iter_mut().find(|alternative| matches!(alternative.sign, Sign::Otherwise(_)));
        if let Some(alternative) = rest {
            let mut unnamed = union.variants.iter().filter(|variant| variant.tags.is_empty());
            let extended = unnamed.next().is_some_and(|variant| variant.rest) && unnamed.next().is_none();
            alternative.sign = Sign::Otherwise(if extended { "or" } else { "else" });
        }
        Model { docs, derives, ..Model::new(name, Table::Union(selection(self.api, union), alternatives)) }
    }

    /// The rows of a union. An alternative whose type is no other's is what a value of that type becomes: it can be nothing else.
    fn alternatives(&self, union: &Union, variants: Vec<(Ident, RustType, Docs)>) -> Vec<Alternative> {
        let own: Vec<RustType> = variants.iter().map(|(_, typ, _)| typ.called(&self.naming.aliases)).collect();
        let alone = |typ: &RustType| own.iter().filter(|other| *other == typ).count() == 1 && *typ != RustType::Value;
        let rows = variants.into_iter().enumerate().map(|(index, (variant, typ, docs))| {
            let converts = own.get(index).is_some_and(alone);
            let tagged = union.variants.get(index).and_then(|variant| variant.tagged.as_deref()).map(Literal::new);
            Alternative { variant, typ, docs, sign: sign(union, index), converts, tagged }
        });
        rows.collect()
    }
}

fn selection(api: &Api, union: &Union) -> Selection {
    let records = union.variants.iter().filter(|variant| matches!(api.schemas.kind(variant.schema), Kind::Record(_)));
    let several = union.overlapping && records.count() > 1;
    match &union.selection {
        Meant::Discriminator(property) => {
            let mut known = BTreeSet::new();
            let shared = !union.variants.iter().flat_map(|variant| &variant.tags).all(|tag| known.insert(tag));
            Selection::Tag { property: Literal::new(property), shared }
        }
        Meant::JsonType(_) => Selection::Type,
        Meant::Property(_) => Selection::Member { several },
        Meant::Order => Selection::Order { several },
    }
}

/// What a value shows that is the alternative of an index.
fn sign(union: &Union, index: usize) -> Sign {
    match &union.selection {
        Meant::Discriminator(_) => {
            let tags: Vec<_> =
                union.variants.get(index).into_iter().flat_map(|variant| &variant.tags).map(|tag| Literal::new(tag)).collect();
            if tags.is_empty() { Sign::Otherwise("") } else { Sign::Tags(tags) }
        }
        Meant::JsonType(types) => types.get(index).map_or(Sign::None, |json| Sign::Type(json)),
        Meant::Property(properties) => match properties.get(index) {
            Some(Some(property)) => Sign::With(Literal::new(property)),
            _ => Sign::Without,
        },
        Meant::Order => Sign::None,
    }
}

/// What an alternative is called: its component, its title, or its type.
pub(super) fn variant_name(api: &Api, union: &Union, index: usize) -> String {
    let Some(variant) = union.variants.get(index) else { return String::new() };
    let schema = api.schemas.get(variant.schema);
    if let Some(name) = schema.name.as_ref().or(variant.name.as_ref()).or(schema.title.as_ref().filter(|title| title.len() <= 40)) {
        return name.clone();
    }
    match api.schemas.kind(variant.schema) {
        // What a path ends with, without what stands between angle brackets.
        Kind::Foreign(foreign) => {
            let path = foreign.path.split('<').next().unwrap_or_default();
            path.rsplit("::").next().unwrap_or_default().to_owned()
        }
        Kind::Text(_) => "Text".to_owned(),
        Kind::Integer(_) => "Integer".to_owned(),
        Kind::Number(_) => "Number".to_owned(),
        Kind::Boolean => "Boolean".to_owned(),
        Kind::Array(_) => "List".to_owned(),
        Kind::Tuple(_) => "Tuple".to_owned(),
        Kind::Map(_) => "Map".to_owned(),
        Kind::Enumeration(_) => "Constant".to_owned(),
        Kind::Record(_) | Kind::Union(_) | Kind::Any | Kind::Alias(_) => match variant.tags.first() {
            Some(tag) => tag.clone(),
            None if is_only_object(api, union, variant) => "Object".to_owned(),
            None => format!("Variant{}", index + 1),
        },
    }
}

/// Whether a variant is a record, and no other is.
fn is_only_object(api: &Api, union: &Union, variant: &Variant) -> bool {
    let record = |variant: &Variant| matches!(api.schemas.kind(variant.schema), Kind::Record(_));
    record(variant) && union.variants.iter().filter(|variant| record(variant)).count() == 1
}
