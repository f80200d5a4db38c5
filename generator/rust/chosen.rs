//! Names from the configuration: they go through the mangler as all names do, and count more than those of the document.

use std::collections::BTreeMap;

use super::name::{Case, Ident};
use super::naming::Naming;
use super::scope::Scope;
use crate::api::{Api, Kind, SchemaId};
use crate::config::{Config, Rename, Step, did_you_mean};
use crate::pointer::Pointer;
use crate::report::{Diagnostic, Report, code};

/// What the configuration calls things.
#[derive(Debug)]
pub(super) struct Chosen<'a> {
    rename: &'a Rename,
    /// Names of types that nobody has asked for yet.
    types: BTreeMap<&'a str, Ident>,
}

impl<'a> Chosen<'a> {
    /// Takes the names of types before anybody else can.
    pub(super) fn new(report: &mut Report, config: &'a Config, scope: &mut Scope) -> Self {
        let rename = &config.rename;
        let types = rename.types.iter().map(|(key, name)| (key.as_str(), scope.take(&Ident::chosen(name, Case::Camel)))).collect();
        let chosen = Self { rename, types };
        for (table, key, name, given) in chosen.entries() {
            if given.as_str() != name {
                let spot = config.spot(report, &[Step::Key("rename"), Step::Key(table), Step::Key(key)]);
                let ideal = Ident::chosen(name, Case::Camel);
                let is_taken = table == "types" && given != ideal;
                let reason = if is_taken { format!("`{ideal}` is taken") } else { "Rust has no such name here".to_owned() };
                let message = format!("`{name}` becomes `{given}`, as {reason}");
                report.push(Diagnostic::new(&code::RENAMED, &Pointer::root(), message).spot(spot));
            }
        }
        chosen
    }

    /// Every entry: its table, its key, its name, and what becomes of that.
    fn entries(&self) -> Vec<(&'static str, &'a str, &'a str, Ident)> {
        let Rename { types, fields, operations } = self.rename;
        let types = types.iter().filter_map(|(key, name)| Some(("types", key, name, self.types.get(key.as_str())?.clone())));
        let fields = fields.iter().map(|(key, name)| ("fields", key, name, Ident::new(name, Case::Snake)));
        let operations = operations.iter().map(|(key, name)| ("operations", key, name, Ident::new(name, Case::Snake)));
        types.chain(fields).chain(operations).map(|(table, key, name, given)| (table, key.as_str(), name.as_str(), given)).collect()
    }

    /// The name of a type; it is handed out once.
    pub(super) fn typ(&mut self, key: &str) -> Option<Ident> {
        self.types.remove(key)
    }

    /// The name of a field.
    pub(super) fn field(&self, owner: &str, property: &str) -> Option<&'a str> {
        if self.rename.fields.is_empty() {
            return None;
        }
        self.rename.fields.get(&format!("{owner}.{property}")).map(String::as_str)
    }

    /// The name of an operation.
    pub(super) fn operation(&self, id: &str) -> Option<&'a str> {
        self.rename.operations.get(id).map(String::as_str)
    }
}

impl Naming<'_> {
    /// Reports the entries that name nothing.
    pub(super) fn unmatched(&self, report: &mut Report, api: &Api, config: &Config) {
        let owners: Vec<(SchemaId, &str)> = self.owners(api).collect();
        let types: Vec<&str> = owners.iter().map(|(_, owner)| *owner).collect();
        for key in self.chosen.types.keys().copied() {
            entry(report, config, ("types", key, "no type that is generated"), &types);
        }
        if !config.rename.fields.is_empty() {
            let fields: Vec<String> = owners.iter().flat_map(|(id, owner)| properties(api, *id, owner)).collect();
            let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
            for key in config.rename.fields.keys().filter(|key| !fields.contains(&key.as_str())) {
                entry(report, config, ("fields", key, "no field that is generated"), &fields);
            }
        }
        let enums: Vec<&str> =
            owners.iter().filter(|(id, _)| matches!(api.schemas.get(*id).kind, Kind::Enumeration(_))).map(|(_, owner)| *owner).collect();
        for (index, key) in config.types.closed.iter().enumerate().filter(|(_, key)| *key != "*" && !enums.contains(&key.as_str())) {
            let way = [Step::Key("types"), Step::Key("closed"), Step::Item(index)];
            config.unmatched(
                report,
                &way,
                format!("no enum that is generated is called `{key}`"),
                did_you_mean(key, enums.iter().copied()),
            );
        }
        let types: Vec<&str> = owners.iter().filter(|(id, _)| api.schemas.get(*id).is_model()).map(|(_, owner)| *owner).collect();
        for key in config.types.derives.keys().filter(|key| *key != "*" && !types.contains(&key.as_str())) {
            let way = [Step::Key("types"), Step::Key("derives"), Step::Key(key)];
            config.unmatched(
                report,
                &way,
                format!("no type that is generated is called `{key}`"),
                did_you_mean(key, types.iter().copied()),
            );
        }
        let ids: Vec<&str> = api.operations.iter().map(|operation| operation.id.as_str()).collect();
        for key in config.rename.operations.keys().filter(|key| !ids.contains(&key.as_str())) {
            entry(report, config, ("operations", key, "no operation that is generated"), &ids);
        }
    }
}

fn properties(api: &Api, id: SchemaId, owner: &str) -> Vec<String> {
    match &api.schemas.get(id).kind {
        Kind::Record(record) => record.fields.iter().map(|field| format!("{owner}.{}", field.name)).collect(),
        _ => Vec::new(),
    }
}

fn entry(report: &mut Report, config: &Config, (table, key, what): (&str, &str, &str), known: &[&str]) {
    let way = [Step::Key("rename"), Step::Key(table), Step::Key(key)];
    config.unmatched(report, &way, format!("{what} is called `{key}`"), did_you_mean(key, known.iter().copied()));
}
