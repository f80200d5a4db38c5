//! What can be waited for by asking again and again.

use std::time::Duration;

/// A state that an answer tells of, which may come later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiter {
    /// What is waited for, in a word or two: `ready`.
    pub name: String,
    /// Where in the answer the state stands: the names of properties, from the outside in.
    pub field: Vec<String>,
    /// The states that are waited for.
    pub until: Vec<String>,
    /// The states from which those no longer come.
    pub unless: Vec<String>,
    /// How long to wait before asking again.
    pub every: Duration,
    /// How long to wait at most.
    pub at_most: Duration,
}
