//! Servers: where an API answers.

/// A list of servers that some operations share.
#[derive(Debug, Clone)]
pub struct Service {
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
}
