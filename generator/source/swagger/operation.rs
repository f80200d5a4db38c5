//! Path items and operations.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::super::grammar::METHODS;
use super::parameter::Listed;
use super::{Rewriter, media_type};
use crate::pointer::Pointer;

impl<'r> Rewriter<'r> {
    /// All paths.
    pub(super) fn paths(&mut self, old: &'r Map<String, Value>) -> Value {
        let at = Pointer::root().child("paths");
        let mut new = Map::new();
        for (path, item) in old {
            let item = match item {
                Value::Object(members) if !path.starts_with("x-") => self.path_item(members, &at.child(path)),
                other => self.copy(other),
            };
            new.insert(path.clone(), item);
        }
        Value::Object(new)
    }

    fn path_item(&mut self, old: &'r Map<String, Value>, at: &Pointer) -> Value {
        let shared = self.listed(old, at);
        let mut new = Map::new();
        for (key, value) in old {
            let value = match value {
                _ if key == "parameters" => match self.parameters(&shared, at) {
                    Some(parameters) => parameters,
                    None => continue,
                },
                Value::Object(operation) if METHODS.contains(&key.as_str()) => self.operation(operation, &at.child(key), &shared),
                other => self.copy(other),
            };
            new.insert(key.clone(), value);
        }
        Value::Object(new)
    }

    fn operation(&mut self, old: &'r Map<String, Value>, at: &Pointer, shared: &[Listed<'r>]) -> Value {
        let consumes = media_type::of_operation(old, "consumes", at, &self.consumes);
        let produces = media_type::of_operation(old, "produces", at, &self.produces);
        let listed = self.listed(old, at);
        let mut new = Map::new();
        for (key, value) in old {
            let value = match (key.as_str(), value) {
                ("consumes" | "produces" | "schemes", _) => continue,
                ("parameters", _) => match self.parameters(&listed, at) {
                    Some(parameters) => parameters,
                    None => continue,
                },
                ("responses", Value::Object(responses)) => self.responses(responses, &produces, &at.child(key)),
                _ => self.copy(value),
            };
            new.insert(key.clone(), value);
        }
        if let Some(body) = self.request_body(&bodies(&listed, shared), &consumes, at) {
            new.insert("requestBody".to_owned(), body);
        }
        if let Some(servers) = self.servers_of(old, at) {
            new.insert("servers".to_owned(), servers);
        }
        json!(new)
    }
}

/// The parameters that make up the body: an operation's own, and those of its path that it does not replace.
fn bodies<'t>(own: &[Listed<'t>], shared: &[Listed<'t>]) -> Vec<Listed<'t>> {
    let own = own.iter().filter(|found| found.is_body());
    let names: BTreeSet<(&str, &str)> = own.clone().map(|own| (own.text("in"), own.text("name"))).collect();
    let has_body = names.iter().any(|(place, _)| *place == "body");
    let rest = shared.iter().filter(|shared| shared.is_body() && !has_body && !names.contains(&(shared.text("in"), shared.text("name"))));
    rest.chain(own).cloned().collect()
}
