//! `SessionOverview`.

use super::codec::{self, record};

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

impl SessionOverview {
    /// `active_num` as an integer in base 10; `None` also if the text is none.
    #[must_use]
    pub fn active_num_value(&self) -> Option<i64> {
        self.active_num.as_deref().and_then(codec::integer_text)
    }

    /// `total_num` as an integer in base 10; `None` also if the text is none.
    #[must_use]
    pub fn total_num_value(&self) -> Option<i64> {
        self.total_num.as_deref().and_then(codec::integer_text)
    }

    /// `slow_sql_num` as an integer in base 10; `None` also if the text is none.
    #[must_use]
    pub fn slow_sql_num_value(&self) -> Option<i64> {
        self.slow_sql_num.as_deref().and_then(codec::integer_text)
    }

    /// `lock_num` as an integer in base 10; `None` also if the text is none.
    #[must_use]
    pub fn lock_num_value(&self) -> Option<i64> {
        self.lock_num.as_deref().and_then(codec::integer_text)
    }
}

record! {
    SessionOverview {
        active_num: optional(impl Into<String>) = "active_num" as tolerant,
        total_num: optional(impl Into<String>) = "total_num" as tolerant,
        slow_sql_num: optional(impl Into<String>) = "slow_sql_num" as tolerant,
        lock_num: optional(impl Into<String>) = "lock_num" as tolerant,
    }
}
