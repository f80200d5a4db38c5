use super::codec::{self, record};

/// A session that is open on an HTAP instance.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct HtapProcessInfo {
    /// The id of the session.
    pub id: Option<String>,
    /// The database user that opened the session.
    pub user: Option<String>,
    /// The host that the session comes from.
    pub host: Option<String>,
    /// The status of the session, such as `OK`.
    pub state: Option<String>,
    /// The database that the session uses.
    pub database: Option<String>,
    /// The SQL statement that the session is executing.
    pub sql_statement: Option<String>,
    /// How long the session has lasted, in seconds.
    pub duration: Option<f64>,
    /// The type of the command that the session is executing, such as `Query`.
    pub command: Option<String>,
}

record! {
    HtapProcessInfo {
        id: optional(impl Into<String>) = "id",
        user: optional(impl Into<String>) = "user",
        host: optional(impl Into<String>) = "host",
        state: optional(impl Into<String>) = "state",
        database: optional(impl Into<String>) = "database",
        sql_statement: optional(impl Into<String>) = "sql_statement",
        duration: optional(f64) = "duration" as tolerant,
        command: optional(impl Into<String>) = "command",
    }
}
