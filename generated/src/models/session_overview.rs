use super::codec::{self, readings, record};

/// How many sessions of a GaussDB instance are doing what, at the time of the call.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct SessionOverview {
    /// How many sessions are active.
    pub active_num: Option<String>,
    /// How many sessions there are in all.
    pub total_num: Option<String>,
    /// How many sessions are executing slow SQL.
    pub slow_sql_num: Option<String>,
    /// How many sessions are waiting for a lock.
    pub lock_num: Option<String>,
}

record! {
    SessionOverview {
        active_num: optional(impl Into<String>) = "active_num" as tolerant,
        total_num: optional(impl Into<String>) = "total_num" as tolerant,
        slow_sql_num: optional(impl Into<String>) = "slow_sql_num" as tolerant,
        lock_num: optional(impl Into<String>) = "lock_num" as tolerant,
    }
}

readings! {
    SessionOverview {
        active_num_value: integer_text(active_num, optional),
        total_num_value: integer_text(total_num, optional),
        slow_sql_num_value: integer_text(slow_sql_num, optional),
        lock_num_value: integer_text(lock_num, optional),
    }
}
