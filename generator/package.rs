//! `Package` → disk: write atomically, compare, remove what is stale and ours, touch nothing that is not ours.

use std::collections::BTreeMap;

/// Everything that is to be written, by path relative to the output folder, with `/` between folders.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Package {
    /// Path → content.
    pub files: BTreeMap<String, Vec<u8>>,
}
