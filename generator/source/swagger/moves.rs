//! What stood where, and where it is now.

use std::collections::BTreeMap;

use super::super::sources::closest;
use crate::pointer::Pointer;

/// The places of a document in its two forms.
#[derive(Debug, Default)]
pub(super) struct Moves {
    before: BTreeMap<Pointer, Pointer>,
    after: BTreeMap<Pointer, Pointer>,
}

impl Moves {
    /// What was at `old` is at `new`. References to what is at several new places lead to the first.
    pub fn add(&mut self, new: &Pointer, old: &Pointer) {
        self.show(new, old);
        self.after.entry(old.clone()).or_insert_with(|| new.clone());
    }

    /// Findings about `new` are shown at `old`, though it is something else.
    pub fn show(&mut self, new: &Pointer, old: &Pointer) {
        self.before.insert(new.clone(), old.clone());
    }

    /// Where a place of the old document is now.
    pub fn after(&self, old: &Pointer) -> Pointer {
        closest(&self.after, old).map_or_else(|| old.clone(), |(new, rest)| new.join(&rest))
    }

    /// For each place of the new document where it stood before, as far as it moved.
    pub fn into_before(self) -> BTreeMap<Pointer, Pointer> {
        self.before
    }
}
