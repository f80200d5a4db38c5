use super::codec::{self, readings, record};
use super::QueryActionStatus;

/// An action that concerns an instance or a node.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct QueryAction {
    /// The id of the action.
    pub id: Option<String>,
    /// The name of the action.
    pub action: Option<String>,
    /// The instance or node that the action concerns.
    pub object_id: Option<String>,
    /// The type of the action.
    pub type_: Option<String>,
    /// The task that carries the action out.
    pub job_id: Option<String>,
    /// The status of an action.
    pub status: Option<QueryActionStatus>,
    /// The creation time of the action, in milliseconds since 1970-01-01 UTC.
    pub created_at: Option<i64>,
    /// The time of the last update of the action, in milliseconds since 1970-01-01 UTC.
    pub updated_at: Option<i64>,
}

record! {
    QueryAction {
        id: optional(impl Into<String>) = "id",
        action: optional(impl Into<String>) = "action",
        object_id: optional(impl Into<String>) = "object_id",
        type_: optional(impl Into<String>) = "type",
        job_id: optional(impl Into<String>) = "job_id",
        status: optional(impl Into<QueryActionStatus>) = "status",
        created_at: optional(i64) = "created_at",
        updated_at: optional(i64) = "updated_at",
    }
}

readings! {
    QueryAction {
        created_at_time: milliseconds(created_at, optional),
        updated_at_time: milliseconds(updated_at, optional),
    }
}
