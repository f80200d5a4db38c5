//! `QueryActionStatus`.

use super::codec::{self, text_enum};

/// The status of an action.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum QueryActionStatus {
    /// `OK_TO_RUN`
    OkToRun,
    /// `DELETED`
    Deleted,
    /// A value that this version does not know, kept as it came.
    Unknown(String),
}

text_enum! {
    QueryActionStatus {
        OkToRun = "OK_TO_RUN",
        Deleted = "DELETED",
    }
}
