//! `Package` and folder → what is to be done, before anything is.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::folder::{self, Found};
use super::list::{self, List, digest};
use super::{Change, Changes, Error, Package, path};

/// What Cargo and git put into a folder by themselves; not worth a line in a list of changes.
const TOOLS: [&str; 3] = [".git/", "target/", "Cargo.lock"];

/// What is there, what is to be there, and the difference.
pub struct Plan {
    /// What earlier runs wrote.
    pub old: List,
    /// What this run writes.
    pub new: List,
    /// The difference.
    pub changes: Changes,
    /// Temporary files of an interrupted run.
    pub leftovers: Vec<PathBuf>,
}

impl Plan {
    pub fn new(package: &Package, folder: &Path) -> Result<Self, Error> {
        path::check_all(package.files.keys().map(String::as_str))?;
        let known = if folder::exists(folder)? { List::read(folder)? } else { None };
        let is_our_folder = known.is_some();
        let mut plan = Self { old: known.unwrap_or_default(), new: List::of(package), changes: Changes::default(), leftovers: Vec::new() };
        plan.look_at_emitted(package, folder)?;
        plan.look_at_stale(folder)?;
        plan.look_at_list(folder)?;
        plan.look_at_others(folder)?;
        if !is_our_folder {
            plan.refuse_foreign(folder)?;
        }
        Ok(plan)
    }

    fn look_at_emitted(&mut self, package: &Package, folder: &Path) -> Result<(), Error> {
        for (path, bytes) in &package.files {
            let change = match folder::read(folder, path)? {
                Found::Missing => Change::Created,
                Found::File(found) => self.judge(path, &digest(&found), &digest(bytes)),
                // A stale file of ours, or a folder of nothing else, makes way before anything is written there.
                Found::Below(ancestor) if self.old.contains(&ancestor) => Change::Created,
                Found::Folder if self.old.paths().any(|old| path::ancestors(old).any(|above| above == path)) => Change::Created,
                Found::Below(ancestor) => return Err(Error::InTheWay { path: folder.join(ancestor) }),
                Found::Folder => return Err(Error::InTheWay { path: folder.join(path) }),
            };
            self.changes.paths.insert(path.clone(), change);
        }
        Ok(())
    }

    fn judge(&self, path: &str, found: &str, wanted: &str) -> Change {
        if found == wanted {
            Change::Unchanged
        } else if self.old.knows(path, found) {
            Change::Changed
        } else {
            Change::Edited
        }
    }

    fn look_at_stale(&mut self, folder: &Path) -> Result<(), Error> {
        for path in self.old.paths().filter(|path| !self.new.contains(path)) {
            if let Found::File(found) = folder::read(folder, path)? {
                let change = if self.old.knows(path, &digest(&found)) { Change::Removed } else { Change::Edited };
                self.changes.paths.insert(path.to_owned(), change);
            }
        }
        Ok(())
    }

    fn look_at_list(&mut self, folder: &Path) -> Result<(), Error> {
        let change = match folder::read(folder, list::NAME)? {
            Found::File(found) if digest(&found) == digest(self.new.text().as_bytes()) => Change::Unchanged,
            Found::File(_) => Change::Changed,
            _ => Change::Created,
        };
        self.changes.paths.insert(list::NAME.to_owned(), change);
        Ok(())
    }

    fn look_at_others(&mut self, folder: &Path) -> Result<(), Error> {
        let paths: BTreeSet<&str> = self.old.paths().chain(self.new.paths()).chain([list::NAME]).collect();
        let folders: BTreeSet<&str> = paths.iter().flat_map(|path| path::ancestors(path)).collect();
        let others = folder::others(folder, |path| paths.contains(path), |path| folders.contains(path))?;
        self.leftovers = others.leftovers;
        for path in others.foreign {
            self.changes.paths.insert(path, Change::Foreign);
        }
        Ok(())
    }

    /// Without a list nothing can be known to be ours but what has exactly our content.
    fn refuse_foreign(&mut self, folder: &Path) -> Result<(), Error> {
        let is_foreign = |change: &Change| matches!(change, Change::Foreign | Change::Edited);
        let files: Vec<String> = self.changes.paths.iter().filter(|(_, change)| is_foreign(change)).map(|(path, _)| path.clone()).collect();
        if files.is_empty() { Ok(()) } else { Err(Error::NotOurs { folder: folder.to_owned(), files }) }
    }

    /// Leaves out of the report what tools put beside our files.
    pub fn without_tools(mut self) -> Self {
        self.changes.paths.retain(|path, change| *change != Change::Foreign || !TOOLS.contains(&path.as_str()));
        self
    }
}
