//! Constraints → tables of limits that are checked before a request is sent, where the configuration asks for it.

use std::collections::{BTreeMap, BTreeSet};

use super::Rust;
use super::literal::Literal;
use super::name::{Case, Ident};
use super::operation::Named;
use super::scope::Scope;
use super::view::Limits;
use crate::api::{Additional, Api, Constraints, Format, Kind, Schema, SchemaId};
use crate::refine::parts;

/// The tables so far.
#[derive(Debug, Default)]
pub(super) struct Tables {
    scope: Scope,
    /// Schemas that are limited, or have a part that is.
    limited: BTreeSet<SchemaId>,
    /// The tables of records. One that is being made is there already: records may contain themselves.
    records: BTreeMap<SchemaId, Ident>,
    pub(super) tables: Vec<Limits>,
}

impl Tables {
    pub(super) fn new(api: &Api) -> Self {
        let mut limited: BTreeSet<SchemaId> = api.schemas.ids().filter(|id| !own(api.schemas.get(*id)).is_empty()).collect();
        loop {
            let before = limited.len();
            let reaches = |id: &SchemaId| parts(&api.schemas.get(*id).kind).iter().any(|part| limited.contains(part));
            let more: Vec<SchemaId> = api.schemas.ids().filter(reaches).collect();
            limited.extend(more);
            if limited.len() == before {
                return Self { limited, ..Self::default() };
            }
        }
    }
}

impl Rust<'_> {
    /// The table of an operation; nothing if it sends nothing that is limited.
    pub(super) fn limits(&mut self, named: &Named<'_>, group: &str) -> Option<Ident> {
        if !self.target.config.requests.check {
            return None;
        }
        let mut rows = Vec::new();
        for (index, parameter) in named.operation.parameters.iter().enumerate() {
            rows.extend(self.limits_of(parameter.schema).map(|limits| format!("(Some({index}), {limits})")));
        }
        let bodies = named.operation.body.iter().filter(|body| matches!(body.body.format, Format::Json | Format::Form));
        for schema in bodies.filter_map(|body| body.body.schema).collect::<Vec<_>>() {
            rows.extend(self.limits_of(schema).map(|limits| format!("(None, {limits})")));
        }
        if rows.is_empty() {
            return None;
        }
        self.needs.limits = true;
        let name = self.limits.scope.take(&Ident::new(&format!("{group} {}", named.method), Case::Shouty));
        self.limits.tables.push(Limits { name: name.clone(), operation: true, rows });
        Some(name)
    }

    /// The limits of a schema, as Rust source: those of a record in a table of its own, others where they stand.
    fn limits_of(&mut self, id: SchemaId) -> Option<String> {
        if !self.limits.limited.contains(&id) {
            return None;
        }
        let api = self.api;
        let schema = api.schemas.get(id);
        if let Some(name) = self.limits.records.get(&id) {
            return Some(format!("&{name}"));
        }
        if let Kind::Record(record) = &schema.kind {
            let called = self.naming.get(api, id).map_or("Record", Ident::as_str).to_owned();
            let name = self.limits.scope.take(&Ident::new(&called, Case::Shouty));
            self.limits.records.insert(id, name.clone());
            let mut rows = own(schema);
            for field in record.fields.iter().filter(|field| !api.schemas.get(field.schema).read_only) {
                let wire = Literal::new(&field.name);
                rows.extend(self.limits_of(field.schema).map(|limits| format!("Limit::Member({wire}, {limits})")));
            }
            if let Additional::Typed(value) = record.additional {
                let names: Vec<String> = record.fields.iter().map(|field| Literal::new(&field.name).to_string()).collect();
                rows.extend(self.limits_of(value).map(|limits| format!("Limit::Rest(&[{}], {limits})", names.join(", "))));
            }
            self.limits.tables.push(Limits { name: name.clone(), operation: false, rows });
            return Some(format!("&{name}"));
        }
        let mut rows = own(schema);
        match &schema.kind {
            Kind::Array(part) | Kind::Map(part) => rows.extend(self.limits_of(*part).map(|limits| format!("Limit::Each({limits})"))),
            Kind::Tuple(parts) => {
                for (index, part) in parts.iter().enumerate() {
                    rows.extend(self.limits_of(*part).map(|limits| format!("Limit::At({index}, {limits})")));
                }
            }
            Kind::Alias(target) if rows.is_empty() => return self.limits_of(*target),
            Kind::Alias(target) => rows.extend(self.limits_of(*target).map(|limits| format!("Limit::All({limits})"))),
            _ => {}
        }
        (!rows.is_empty()).then(|| format!("&[{}]", rows.join(", ")))
    }
}

/// The limits of a schema itself, as Rust source.
fn own(schema: &Schema) -> Vec<String> {
    let Constraints { minimum, maximum, multiple_of, length, items, unique, .. } = &schema.constraints;
    let bound = |bound: &Option<(serde_json::Number, bool)>, included: &str, excluded: &str| {
        let (number, is_excluded) = bound.as_ref()?;
        Some(format!("Limit::{}({:?})", if *is_excluded { excluded } else { included }, number.as_f64()?))
    };
    let count = |count: Option<u64>, name: &str| count.map(|count| format!("Limit::{name}({count})"));
    let multiple = multiple_of.as_ref().and_then(serde_json::Number::as_f64).filter(|step| *step > 0.0);
    let limits = [
        bound(minimum, "AtLeast", "MoreThan"),
        bound(maximum, "AtMost", "LessThan"),
        multiple.map(|step| format!("Limit::MultipleOf({step:?})")),
        count(length.0.filter(|least| *least > 0), "Shortest"),
        count(length.1, "Longest"),
        count(items.0.filter(|least| *least > 0), "Fewest"),
        count(items.1, "Most"),
        unique.then(|| "Limit::Distinct".to_owned()),
    ];
    limits.into_iter().flatten().collect()
}
