//! A union → an enum with a variant for each alternative, and the table of how they are told apart.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::Docs;
use super::literal::Literal;
use super::name::{Case, Ident};
use super::scope::Scope;
use super::types::RustType;
use super::view::{Model, Selection, Table};
use super::{Rust, constraint};
use crate::api::{Api, Kind, SchemaId, Selection as Meant, Union, Variant};

impl Rust<'_> {
    /// A union.
    pub(super) fn union(&mut self, id: SchemaId, name: &Ident, union: &Union) -> Model {
        self.needs.union = true;
        let schema = self.api.schemas.get(id);
        let docs = self.marks.keep(self.docs(schema).or(|| Docs::ours(format!("`{name}`."))).and(constraint::rules(schema)));
        let mut scope = Scope::reserving(&["Unknown"]);
        let (mut definitions, mut names, mut types) = (TokenStream::new(), Vec::new(), Vec::new());
        for (index, variant) in union.variants.iter().enumerate() {
            let schema = self.api.schemas.get(variant.schema);
            let variant_name = scope.take(&Ident::new(&variant_name(self.api, union, index), Case::Camel));
            let mut typ = self.model_type(variant.schema);
            if variant.boxed {
                typ = RustType::Boxed(Box::new(typ));
            }
            let about = self.docs(schema).first_line();
            let about = if about.is_empty() { format!("`{}`.", typ.to_string().replace('`', "")) } else { about };
            let about = self.marks.keep(Docs::ours(about));
            definitions.extend(quote!(#about #variant_name(#typ),));
            names.push(variant_name);
            types.push(typ);
        }
        self.note(&scope.renamed(), &self.api.schemas.get(id).pointer);
        let derives = self.derives(id, &["Debug", "Clone", "PartialEq"]);
        self.show_derived(id, name, &derives);
        let definition = quote! {
            #docs
            #[derive(Debug, Clone, PartialEq #(, #derives)*)]
            #[non_exhaustive]
            pub enum #name {
                #definitions
                #[doc = " Something that this version does not know, kept as it came."]
                Unknown(Value),
            }
        };
        let conversions = self.conversions(&names, &types);
        let shown: Vec<(Ident, RustType)> = names.iter().cloned().zip(types).collect();
        let table = Table::Union(selection(union, names), conversions);
        self.show_union(id, name, union, &shown, &table);
        Model { items: vec![definition], ..Model::new(name, table) }
    }

    /// The alternatives whose type is no other's, each with its type: a value of that type can be nothing else.
    fn conversions(&self, names: &[Ident], types: &[RustType]) -> Vec<(Ident, String)> {
        let own: Vec<RustType> = types.iter().map(|typ| typ.called(&self.naming.aliases)).collect();
        let alone = |typ: &RustType| own.iter().filter(|other| *other == typ).count() == 1 && *typ != RustType::Value;
        let pairs = names.iter().zip(types).zip(&own).filter(|(_, own)| alone(own));
        pairs.map(|((name, typ), _)| (name.clone(), typ.to_string())).collect()
    }
}

fn selection(union: &Union, names: Vec<Ident>) -> Selection {
    match &union.selection {
        Meant::Discriminator(property) => {
            let mut known = BTreeSet::new();
            let shared = !union.variants.iter().flat_map(|variant| &variant.tags).all(|tag| known.insert(tag));
            let tags = union.variants.iter().map(|variant| variant.tags.iter().map(|tag| Literal::new(tag)).collect());
            Selection::Tag { property: Literal::new(property), rows: names.into_iter().zip(tags).collect(), shared }
        }
        Meant::JsonType(types) => Selection::Type(names.into_iter().zip(types.iter().copied()).collect()),
        Meant::Property(properties) => {
            let mut members = Vec::new();
            let mut rest = None;
            for (name, property) in names.into_iter().zip(properties) {
                match property {
                    Some(property) => members.push((name, Literal::new(property))),
                    None => rest = Some(name),
                }
            }
            Selection::Member(members, rest)
        }
        Meant::Order => Selection::Order(names),
    }
}

/// What an alternative is called: its component, its title, or its type.
pub(super) fn variant_name(api: &Api, union: &Union, index: usize) -> String {
    let Some(variant) = union.variants.get(index) else { return String::new() };
    let schema = api.schemas.get(variant.schema);
    if let Some(name) = schema.name.as_ref().or(schema.title.as_ref().filter(|title| title.len() <= 40)) {
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
