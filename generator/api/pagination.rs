//! Pagination: how an operation spreads its answer over pages.

/// Whether an operation spreads its answer over pages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Paging {
    /// The document does not say.
    #[default]
    Unsaid,
    /// It does not, says the document.
    Whole,
    /// It does.
    Pages(Pagination),
}

/// How to ask for the next page, and where the items of a page are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pagination {
    /// How to ask for the next page.
    pub step: Step,
    /// The property of the answer that holds the items; the answer itself is the list if there is none.
    pub items: Option<String>,
    /// The properties of the answer that lead to how many items there are on all pages, if it says so.
    pub total: Vec<String>,
}

/// How to ask for the next page. Parameters are those of the query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// By the number of items to skip.
    Offset {
        /// The parameter that limits a page.
        limit: String,
        /// The parameter that says how many items to skip.
        offset: String,
        /// The length of a page when no limit is given; 0 where the document does not say.
        default_limit: u64,
    },
    /// By the number of the page.
    Page {
        /// The parameter that numbers pages.
        page: String,
        /// The number of the first page.
        first: u64,
        /// The parameter that limits a page, if there is one.
        limit: Option<String>,
    },
    /// By what an answer says of the next page.
    Cursor {
        /// The parameter that takes it.
        cursor: String,
        /// The properties that lead to it; `-` is the last item of a list.
        next: Vec<String>,
        /// The properties that lead to whether there are more pages, if the answer says so.
        more: Vec<String>,
    },
    /// By the address of the next page, in the answer; or in its header `Link` (RFC 8288), if no properties lead to it.
    Address {
        /// The properties that lead to it.
        next: Vec<String>,
    },
}
