//! Pagination: how an operation spreads its answer over pages.

/// How to ask for the next page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pagination {
    /// By the number of items to skip.
    Offset {
        /// The query parameter that limits a page.
        limit: String,
        /// The query parameter that says how many items to skip.
        offset: String,
        /// The property of the answer that holds the items.
        items: String,
        /// The length of a page when no limit is given.
        default_limit: u64,
    },
}
