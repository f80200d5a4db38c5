//! Settings of the client that a service can be asked for.

use super::Alternative;

/// How the value of a setting is found: a list is asked for, and the only item of it has the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lookup {
    /// The setting: an index.
    pub setting: usize,
    /// What the service is called.
    pub service: String,
    /// Its address, without a path; `{region}` in it stands for the region.
    pub address: String,
    /// The environment variable that names another address; `{REGION}` in it stands for the region.
    pub endpoint_env: Option<String>,
    /// The path.
    pub path: String,
    /// The query: names and values, in which `{region}` stands for the region.
    pub query: Vec<(String, String)>,
    /// Where the list stands: names of properties, from the outside in.
    pub items: Vec<String>,
    /// The property of an item that has the value.
    pub value: String,
    /// Ways to be allowed to ask.
    pub security: Vec<Alternative>,
}
