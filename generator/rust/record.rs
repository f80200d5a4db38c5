//! A record → a struct, its readings, and the table of its fields.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{Docs, code};
use super::literal::Literal;
use super::name::{Case, Ident};
use super::scope::Scope;
use super::types::RustType;
use super::view::{Model, Reads, Row, Table};
use super::{Rust, constraint};
use crate::api::schema::Reading;
use crate::api::{Additional, Field, Kind, Record, Schema, SchemaId};
use crate::config::RustPath;
use crate::report::code;

/// Names that a setter must not take: methods of every model.
const RESERVED: &[&str] =
    &["new", "clone", "fmt", "eq", "ne", "default", "decode", "shape", "serialize", "deserialize", "into", "from", "to_owned"];

/// A field, ready to be printed.
struct Printed {
    name: Ident,
    docs: Docs,
    typ: RustType,
    kind: &'static str,
    argument: String,
    value: RustType,
    constant: Option<Literal>,
}

impl Printed {
    /// What the setter takes, if there is one: what must be given is given to `new`.
    fn setter(&self) -> Option<String> {
        (!matches!(self.kind, "required" | "nullable")).then(|| self.argument.clone())
    }
}

impl<'a> Rust<'a> {
    /// A record.
    pub(super) fn record(&mut self, id: SchemaId, name: &Ident, record: &'a Record) -> Model {
        let schema = self.api.schemas.get(id);
        let mut scope = Scope::reserving(RESERVED);
        let names = self.field_names(id, record, &mut scope);
        let fields = record.fields.iter().zip(names).map(|(field, name)| (field, self.field(schema, field, name)));
        let mut fields: Vec<(&Field, Printed)> = fields.collect();
        let rest = match record.additional {
            Additional::Typed(value) => {
                Some((scope.take(&Ident::new("additional_properties", Case::Snake)), self.nullable_type(value, RustType::Model)))
            }
            Additional::Unstated | Additional::Forbidden => None,
        };
        let shown: Vec<_> = fields.iter().map(|(_, shown)| (shown.name.clone(), shown.typ.clone(), shown.setter())).collect();
        self.show_record(id, name, record, &shown);
        let docs = self.marks.keep(self.docs(schema).and(constraint::rules(schema)));
        let mut definitions = TokenStream::new();
        for (field, printed) in &mut fields {
            let Printed { name, docs, typ, .. } = printed;
            let docs = self.marks.keep(std::mem::take(docs));
            let deprecated = self.deprecated(field.schema);
            definitions.extend(quote!(#docs #deprecated pub #name: #typ,));
        }
        if let Some((rest, value)) = &rest {
            definitions.extend(quote! {
                #[doc = " Members that have no field here."]
                pub #rest: BTreeMap<String, #value>,
            });
        }
        let new = constructor(&fields);
        let default = new.is_none().then(|| quote!(, Default));
        let has_default = new.as_ref().is_none_or(Vec::is_empty);
        let mut derives = self.derives(id, &["Debug", "Clone", "PartialEq", if has_default { "Default" } else { "" }]);
        self.show_derived(id, name, &derives);
        let own_default = own_default(name, &fields, rest.as_ref().map(|(rest, _)| rest), &mut derives);
        let definition = quote! {
            #docs
            #[derive(Debug, Clone, PartialEq #default #(, #derives)*)]
            #[non_exhaustive]
            pub struct #name { #definitions }
        };
        let readings: Vec<Reads> = fields.iter().filter_map(|(field, printed)| self.reading(field, printed, &mut scope)).collect();
        self.note(&scope.renamed(), &schema.pointer);
        let mut known = record.fields.iter().map(|field| field.name.as_str()).collect();
        let rows = fields.into_iter().map(|(field, printed)| self.row(field, printed, &mut known)).collect();
        let (rest, value) = rest.unzip();
        let table = Table::Record { new, rows, rest };
        self.show_made(id, name, &table, &readings, value.as_ref());
        Model { items: std::iter::once(definition).chain(own_default).collect(), derives, readings, ..Model::new(name, table) }
    }

    /// The names of the fields, in their order. Those that the configuration names choose first.
    fn field_names(&self, id: SchemaId, record: &Record, scope: &mut Scope) -> Vec<Ident> {
        let owner = self.owner(id);
        let chosen = |field: &Field| self.naming.chosen.field(owner, &field.name);
        let first: Vec<Option<Ident>> =
            record.fields.iter().map(|field| Some(scope.take(&Ident::new(chosen(field)?, Case::Snake)))).collect();
        let names = record.fields.iter().zip(first);
        names.map(|(field, first)| first.unwrap_or_else(|| scope.take(&Ident::new(&field.name, Case::Snake)))).collect()
    }

    /// The name and type of a field of a record.
    pub(super) fn field_type(&self, record: SchemaId, position: usize) -> Option<(Ident, RustType)> {
        let schema = self.api.schemas.get(record);
        let Kind::Record(fields) = &schema.kind else { return None };
        let name = self.field_names(record, fields, &mut Scope::reserving(RESERVED)).into_iter().nth(position)?;
        let printed = self.field(schema, fields.fields.get(position)?, name);
        Some((printed.name, printed.typ))
    }

    fn field(&self, record: &Schema, field: &Field, name: Ident) -> Printed {
        let schema = self.api.schemas.get(field.schema);
        let mut value = self.model_type(field.schema);
        if field.boxed {
            value = RustType::Boxed(Box::new(value));
        }
        let elsewhere = (schema.read_only && record.sent) || (schema.write_only && record.received);
        let required = field.required && !elsewhere;
        let list = match self.api.schemas.kind(field.schema) {
            Kind::Array(item) if !record.sent => Some(self.nullable_type(*item, RustType::Model)),
            _ => None,
        };
        let option = |typ: RustType| RustType::Option(Box::new(typ));
        let nullable = self.api.schemas.nullable(field.schema);
        let constant = constraint::constant(self.api.schemas.get(self.api.schemas.target(field.schema)));
        let (kind, typ, argument) = match (required, nullable, list) {
            (true, false, _) => (if constant.is_some() { "constant" } else { "required" }, value.clone(), value.argument()),
            (true, true, _) => ("nullable", option(value.clone()), value.argument()),
            // In what is sent, the null of a value of any kind is a value.
            (false, ..) if record.sent && value == RustType::Value => ("kept", option(value.clone()), value.argument()),
            (false, true, _) if record.sent => ("maybe", option(option(value.clone())), format!("impl Into<Option<{value}>>")),
            (false, _, Some(item)) => ("list", value.clone(), RustType::list_argument(&item)),
            (false, _, None) => match &value {
                RustType::Vec(item) => ("listed", option(value.clone()), RustType::list_argument(item)),
                _ => ("optional", option(value.clone()), value.argument()),
            },
        };
        let docs = self.docs_of(field.schema).and(self.limits_docs(field.schema));
        // What it is called on the wire is said where that is something else.
        let docs = if name.as_str() == field.name { docs } else { docs.or(|| Docs::new(&format!("{}.", code(&field.name)))) };
        let constant = constant.filter(|_| kind == "constant").map(Literal::new);
        Printed { name, docs, typ, kind, argument, value, constant }
    }

    fn row(&mut self, field: &Field, printed: Printed, known: &mut BTreeSet<&'a str>) -> Row {
        let aliases = self.aliases(field, known);
        let own = self.api.schemas.get(field.schema);
        let target = self.api.schemas.get(self.api.schemas.target(field.schema));
        Row {
            setter: printed.setter(),
            field: printed.name,
            kind: printed.kind,
            wire: Literal::new(&field.name),
            escaped: field.name.contains(|character| character < ' ' || matches!(character, '"' | '\\')),
            constant: printed.constant,
            aliases,
            tolerant: own.tolerant || target.tolerant,
        }
    }

    /// The other names that a field is read by: those that no field before it, and none by its own name, is known by.
    fn aliases(&mut self, field: &Field, known: &mut BTreeSet<&'a str>) -> Vec<Literal> {
        let own = self.api.schemas.get(field.schema);
        let mut aliases = Vec::new();
        for alias in own.aliases.iter().filter(|alias| **alias != field.name) {
            if known.insert(alias) {
                aliases.push(Literal::new(alias));
            } else {
                let place = own.pointer.child("x-aliases");
                self.report.add(&code::ODD_EXTENSION, &place, format!("a property of this object goes by the name `{alias}` already"));
            }
        }
        aliases
    }

    /// A method that reads a value as what it stands for: its name, the function of the codec, how the field is passed.
    fn reading(&mut self, field: &Field, printed: &Printed, scope: &mut Scope) -> Option<Reads> {
        let target = self.api.schemas.target(field.schema);
        let reading = self.api.schemas.get(field.schema).reading.or(self.api.schemas.get(target).reading)?;
        if !matches!(printed.kind, "required" | "optional" | "nullable") {
            return None;
        }
        let (suffix, function, held) = match reading {
            Reading::Milliseconds => ("_time", "milliseconds", "i64"),
            Reading::Seconds => ("_time", "seconds", "i64"),
            Reading::DateTime => ("_time", "date_time", "String"),
            Reading::Integer => ("_value", "integer_text", "String"),
        };
        if printed.value != RustType::Plain(held) {
            return None;
        }
        self.needs.reading = true;
        let method = scope.take(&printed.name.with_suffix(suffix));
        Some(Reads { method, function, field: printed.name.clone(), optional: printed.kind != "required" })
    }
}

/// The default that the configuration asks for, where deriving it would take an empty text for the one value of a field.
fn own_default(name: &Ident, fields: &[(&Field, Printed)], rest: Option<&Ident>, derives: &mut Vec<RustPath>) -> Option<TokenStream> {
    let asked = derives.iter().position(|path| path.as_str() == "Default")?;
    fields.iter().any(|(_, printed)| printed.constant.is_some()).then(|| derives.remove(asked))?;
    let values = fields.iter().map(|(_, Printed { name, constant, .. })| match constant {
        Some(constant) => quote!(#name: #constant.to_owned(),),
        None => quote!(#name: Default::default(),),
    });
    let rest = rest.map(|rest| quote!(#rest: BTreeMap::new(),));
    Some(quote! {
        #[allow(deprecated, clippy::default_trait_access)]
        impl Default for #name {
            #[inline]
            fn default() -> Self {
                Self { #(#values)* #rest }
            }
        }
    })
}

/// What `new` takes: everything that is required, but constants.
fn constructor(fields: &[(&Field, Printed)]) -> Option<Vec<(Ident, String)>> {
    let given = fields.iter().filter_map(|(_, Printed { name, typ, kind, argument, .. })| match *kind {
        "required" => Some((name.clone(), argument.clone())),
        "nullable" => Some((name.clone(), format!("impl Into<{typ}>"))),
        _ => None,
    });
    let given: Vec<_> = given.collect();
    let has_constants = fields.iter().any(|(_, printed)| printed.constant.is_some());
    (has_constants || !given.is_empty()).then_some(given)
}
