//! Two documents → what changes for those who use the crate that is generated from them.
//!
//! What each crate shows is known by path (`rust/surface`). `rename.rs` finds what is only called otherwise, `types.rs` tells whether two types
//! are the same, `compare.rs` holds item against item and `fact.rs` what no type says of them, `verdict.rs` says what version comes next, `show.rs` prints it,
//! `changelog.rs` puts it where people keep such things.

#[cfg(feature = "cli")]
pub(crate) mod changelog;
mod compare;
mod fact;
mod rename;
mod show;
mod types;
mod verdict;

pub use show::Format;
pub use verdict::{Verdict, next_version};

use crate::pointer::Pointer;
use crate::report::{Place, Report};

/// What changes, and what that means for the version.
#[derive(Debug)]
pub struct Comparison {
    /// The name of the crate.
    pub name: String,
    /// The version that the old crate has.
    pub version: String,
    /// The changes, those that break callers first, each class in the order of the documents.
    pub changes: Vec<Change>,
}

/// A change that callers can notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What it means for callers.
    pub class: Class,
    /// The Rust path of what changes, from the root of the crate: the new one, if it has one still.
    pub path: String,
    /// What happens to it.
    pub what: String,
    /// What it was, if that can be said on a line.
    pub from: Option<String>,
    /// What it is now.
    pub to: Option<String>,
    /// Where the old document says it.
    pub old: Option<Place>,
    /// Where the new document says it.
    pub new: Option<Place>,
}

/// What a change means for callers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// There are callers that do not compile any more, or whose arguments now mean something else.
    Breaking,
    /// There is more than before.
    Addition,
    /// What compiles does something else: other bytes are sent or understood.
    Behaviour,
    /// Words.
    Docs,
}

impl Class {
    /// All of them, the weightiest first.
    pub const ALL: [Self; 4] = [Self::Breaking, Self::Addition, Self::Behaviour, Self::Docs];

    /// The word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Addition => "addition",
            Self::Behaviour => "behaviour",
            Self::Docs => "docs",
        }
    }
}

impl Comparison {
    /// What the changes add up to.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        Verdict::of(&self.changes)
    }

    /// The version that comes after the old one.
    #[must_use]
    pub fn next(&self) -> String {
        next_version(&self.version, self.verdict())
    }

    /// The changes of a class.
    pub fn of(&self, class: Class) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(move |change| change.class == class)
    }
}

pub(crate) use compare::compare;

/// Changes with the lines that say them.
pub(crate) fn placed(found: Vec<compare::Found>, old: &Report, new: &Report) -> Vec<Change> {
    let before: Vec<Option<Pointer>> = found.iter().map(|found| found.old.clone()).collect();
    let after: Vec<Option<Pointer>> = found.iter().map(|found| found.new.clone()).collect();
    let places = old.locate(&before).into_iter().zip(new.locate(&after));
    found.into_iter().zip(places).map(|(found, (old, new))| Change { old, new, ..found.change }).collect()
}
