//! Servers: where an API answers.

use crate::pointer::Pointer;

/// A list of servers that some operations share.
#[derive(Debug, Clone)]
pub struct Service {
    /// Where its servers are listed.
    pub pointer: Pointer,
    /// The name of the group that it serves, when it serves one alone.
    pub name: Option<String>,
    /// The servers, in the document's order.
    pub servers: Vec<Server>,
    /// The environment variable that names another endpoint; `{REGION}` in it stands for the region.
    pub endpoint_env: Option<String>,
}

/// A server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// Its address, with the defaults of its variables put in. Empty where only the user can know it.
    pub url: String,
    /// The region that it serves.
    pub region: Option<String>,
    /// What it is for.
    pub description: Option<String>,
    /// The address as it is written.
    pub template: String,
    /// The variables of it that users can set, in the order in which they stand there.
    pub variables: Vec<Variable>,
}

impl Server {
    /// The address in pieces: text, then each variable with the text behind it.
    pub fn pieces(&self) -> (&str, Vec<(&Variable, &str)>) {
        let mut pieces: Vec<(&Variable, &str)> = Vec::new();
        let mut parts = self.template.trim_end_matches('/').split('{');
        let start = parts.next().unwrap_or_default();
        for part in parts {
            let Some((name, text)) = part.split_once('}') else { continue };
            pieces.extend(self.variables.iter().find(|variable| variable.name == name).map(|variable| (variable, text)));
        }
        (start, pieces)
    }
}

/// A variable of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// What stands for it unless it is set.
    pub default: String,
    /// The values that it can have; any if there are none.
    pub values: Vec<String>,
    /// What it is for.
    pub description: Option<String>,
}
