//! Types of the user's: those that are used, and the crates that they come from; and what the user asks of ours.

use super::{Rust, naming};
use crate::api::{Kind, SchemaId};
use crate::config::RustPath;

impl<'a> Rust<'a> {
    /// The types of the user's that are used, each once.
    pub(super) fn foreign(&mut self) -> Vec<(RustPath, Option<RustPath>)> {
        let schemas = &self.api.schemas;
        let used = schemas.ids().filter(|id| naming::used(self.api, *id));
        let paths = used.filter_map(|id| match &schemas.get(id).kind {
            Kind::Foreign(foreign) => RustPath::try_from(foreign.path.clone()).ok(),
            _ => None,
        });
        let mut paths: Vec<RustPath> = paths.filter(|path| !path.is_own()).collect();
        paths.sort();
        paths.dedup();
        self.needs.foreign = !paths.is_empty();
        let with = |path: &RustPath| self.target.config.types.with(path);
        paths.into_iter().map(|path| (path.clone(), with(&path))).collect()
    }

    /// The dependencies of the configuration, and the crate of times if they are used.
    pub(super) fn dependencies(&self, foreign: &[(RustPath, Option<RustPath>)]) -> toml::Table {
        let mut dependencies = self.target.config.dependencies.clone();
        if let Some((name, written)) = self.target.config.types.date_time.dependency() {
            let used = foreign.iter().any(|(path, _)| path.roots().any(|root| root == name));
            let value = used.then(|| format!("{name} = {written}").parse::<toml::Table>().ok()?.remove(name)).flatten();
            dependencies
                .extend(value.filter(|_| !self.target.config.dependencies.contains_key(name)).map(|value| (name.to_owned(), value)));
        }
        dependencies
    }

    /// What the configuration calls a model: a component by its own name, another by its Rust name.
    pub(super) fn owner(&self, id: SchemaId) -> &str {
        let own = self.api.schemas.get(id).name.as_deref();
        own.or_else(|| self.naming.get(self.api, id).map(super::name::Ident::as_str)).unwrap_or_default()
    }

    /// What is derived for a model besides what all models have.
    pub(super) fn derives(&self, id: SchemaId, usual: &[&str]) -> Vec<RustPath> {
        let config = self.target.config;
        let own = self.owner(id).to_owned();
        let mut derives: Vec<RustPath> = config.types.derived(&own).filter(|path| !usual.contains(&path.as_str())).cloned().collect();
        derives.dedup();
        derives
    }
}
