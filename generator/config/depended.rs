//! Types of the user's are of crates that the generated one has to depend on.

use super::{Config, Error, Only, RustPath, Step};

/// Crates that are there for every crate, and those that every client depends on.
const ALWAYS: [&str; 8] = ["alloc", "core", "crate", "self", "serde", "serde_json", "std", "super"];
const WITH_CLIENT: [&str; 5] = ["bytes", "futures_core", "http", "httpdate", "percent_encoding"];

impl Config {
    /// Holds the paths of `[types]` against the dependencies. A build script's module is in a crate whose dependencies nobody knows here.
    pub(crate) fn depended(&self) -> Result<(), Error> {
        let types = &self.types;
        let formats = types.formats.iter().map(|(key, path)| ("formats", key.as_str(), path));
        let schemas = types.schemas.iter().map(|(key, path)| ("schemas", key.as_str(), path));
        let with = types.with.iter().map(|(key, path)| ("with", key.as_str(), path));
        let derives = types.derives.iter().flat_map(|(key, paths)| paths.iter().map(|path| ("derives", key.as_str(), path)));
        for (table, key, path) in formats.chain(schemas).chain(with).chain(derives) {
            let Some(root) = path.crates().find(|root| !self.depends_on(root)) else { continue };
            let message = format!("`{path}` is of the crate `{root}`, which is no dependency");
            let help = format!("add it to [dependencies]: `{root} = \"…\"`");
            match self.refused(&[Step::Key("types"), Step::Key(table), Step::Key(key)], message, Some(&help)) {
                Some(error) => return Err(error),
                None => return Ok(()),
            }
        }
        Ok(())
    }

    fn depends_on(&self, root: &str) -> bool {
        let own = self.types.date_time.dependency().is_some_and(|(name, _)| name == root);
        own || ALWAYS.contains(&root)
            || (self.only == Only::Client && WITH_CLIENT.contains(&root))
            || self.dependencies.keys().any(|name| name.replace('-', "_") == root)
    }
}

impl RustPath {
    /// The crates that the path, and those inside of its angle brackets, begin with.
    fn crates(&self) -> impl Iterator<Item = &str> {
        self.as_str().split(['<', ',', '>', ' ']).filter_map(|part| part.split_once("::")).map(|(root, _)| root)
    }
}
