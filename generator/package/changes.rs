//! What a run would do to the output folder, or did.

use std::collections::BTreeMap;

/// What happens to one path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// It is not there yet.
    Created,
    /// It is there with a content that an earlier run wrote.
    Changed,
    /// An earlier run wrote it, and it is no longer emitted.
    Removed,
    /// It differs from what an earlier run wrote, and from what would be written now: somebody's work.
    Edited,
    /// It is as it should be.
    Unchanged,
    /// It is not ours and is left alone.
    Foreign,
}

impl Change {
    /// The word that a list of changes shows.
    pub fn word(self) -> &'static str {
        match self {
            Self::Created => "create",
            Self::Changed => "change",
            Self::Removed => "remove",
            Self::Edited => "edited by hand",
            Self::Unchanged => "unchanged",
            Self::Foreign => "not ours",
        }
    }
}

/// Path, relative to the output folder → what happens to it. The list `.specwright` is one of the paths.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    /// Every file that is ours, and what else lies beside them.
    pub paths: BTreeMap<String, Change>,
}

impl Changes {
    /// Whether the folder holds exactly what would be written.
    pub fn is_fresh(&self) -> bool {
        self.stale().next().is_none()
    }

    /// What is not as it should be, by path.
    pub fn stale(&self) -> impl Iterator<Item = (&str, Change)> {
        let as_it_should_be = |change| matches!(change, Change::Unchanged | Change::Foreign);
        self.paths.iter().map(|(path, change)| (path.as_str(), *change)).filter(move |(_, change)| !as_it_should_be(*change))
    }

    /// The paths to which `change` happens.
    pub fn with(&self, change: Change) -> impl Iterator<Item = &str> {
        self.paths.iter().filter(move |(_, other)| **other == change).map(|(path, _)| path.as_str())
    }

    /// How many paths `change` happens to.
    pub fn count(&self, change: Change) -> usize {
        self.with(change).count()
    }
}
