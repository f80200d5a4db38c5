//! `Package` → disk: write atomically, compare, remove what is stale and ours, touch nothing that is not ours.
//!
//! In reading order: `path` (what may be written at all), `list` (what is ours), `folder` (what is there), `plan` (what is to be
//! done), `changes` (how that is told), `write` (doing it), `temporary` (one file), `copy` (files that people keep by hand), `error`.

mod changes;
mod copy;
mod error;
mod folder;
mod list;
mod path;
mod plan;
mod temporary;
#[cfg(test)]
mod tests;
mod write;

use std::collections::BTreeMap;
use std::path::Path;

pub use changes::{Change, Changes};
pub use error::Error;
pub use list::NAME as LIST;

use plan::Plan;

/// Everything that is to be written, by path relative to the output folder, with `/` between folders.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Package {
    /// Path → content.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Package {
    /// What [`write`](Self::write) would do to `folder`. Writes nothing.
    ///
    /// # Errors
    ///
    /// When `folder` is neither ours nor empty, or cannot be read without following a link.
    pub fn compare(&self, folder: &Path) -> Result<Changes, Error> {
        Ok(Plan::new(self, folder)?.without_tools().changes)
    }

    /// Makes `folder` hold these files and none that an earlier run wrote beside them. What is as it should be is not touched, nor
    /// is anything that we did not write. A file that was edited by hand since is discarded only by `force`; without it, nothing at
    /// all is written.
    ///
    /// # Errors
    ///
    /// As [`compare`](Self::compare), and when the system refuses to write. Running again finishes what was begun.
    pub fn write(&self, folder: &Path, force: bool) -> Result<Changes, Error> {
        let plan = self.would_write(folder, force)?;
        write::write(self, folder, plan)
    }

    /// What is to be done, unless something speaks against it.
    pub(crate) fn would_write(&self, folder: &Path, force: bool) -> Result<Plan, Error> {
        let plan = Plan::new(self, folder)?.without_tools();
        let edited: Vec<String> = plan.changes.with(Change::Edited).map(str::to_owned).collect();
        if !edited.is_empty() && !force {
            return Err(Error::Edited { folder: folder.to_owned(), files: edited });
        }
        Ok(plan)
    }
}

/// Writes a file that is not there yet; says whether it did. What has the name already, be it a link, is left alone.
///
/// # Errors
///
/// When the system refuses.
#[cfg(feature = "cli")]
pub(crate) fn create_file(path: &Path, bytes: &[u8]) -> Result<bool, Error> {
    temporary::create(path, bytes).map_err(|cause| Error::io("write", path, cause))
}

/// Writes one file into a folder of the build's own, such as `OUT_DIR`, unless it has that content already: an unchanged file
/// keeps its time, and what depends on it is not compiled again.
///
/// # Errors
///
/// When `name` is not the name of a file, or the system refuses.
pub fn write_file(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), Error> {
    path::check(name).map_err(|reason| Error::Name { path: name.to_owned(), reason })?;
    match folder::read(folder, name)? {
        folder::Found::File(found) if found == bytes => Ok(()),
        folder::Found::File(_) | folder::Found::Missing => write::put(folder, name, bytes),
        _ => Err(Error::InTheWay { path: folder.join(name) }),
    }
}
