use super::codec::{self, record};

/// Why a call failed.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct ErrorResponse {
    /// The error code, such as `DBS.200022`.
    pub error_code: Option<String>,
    /// What went wrong, in words, in the language that was asked for.
    pub error_msg: Option<String>,
}

record! {
    ErrorResponse {
        error_code: optional(impl Into<String>) = "error_code",
        error_msg: optional(impl Into<String>) = "error_msg",
    }
}
