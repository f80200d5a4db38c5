//! Files that people keep by hand → the package, as they are.

use std::fs;
use std::path::Path;

use super::{Error, Package};

/// How deep a copied folder may nest. Links are refused, so only a tree that somebody made on purpose is deeper.
const DEEPEST: usize = 32;

impl Package {
    /// Adds the file or folder `from` under the path `to`. Links are not followed, and nothing that is generated is replaced.
    ///
    /// # Errors
    ///
    /// When something cannot be read, is neither file nor folder, or has the path of a generated file.
    pub fn copy(&mut self, from: &Path, to: &str) -> Result<(), Error> {
        self.copy_below(from, to.trim_matches('/'), DEEPEST)
    }

    fn copy_below(&mut self, from: &Path, to: &str, depth: usize) -> Result<(), Error> {
        let metadata = fs::symlink_metadata(from).map_err(|cause| Error::io("read", from, cause))?;
        if metadata.is_symlink() {
            return Err(Error::Link { path: from.to_owned() });
        }
        if metadata.is_file() {
            return self.copy_file(from, to);
        }
        if !metadata.is_dir() || depth == 0 {
            return Err(Error::InTheWay { path: from.to_owned() });
        }
        if from.join(super::list::NAME).is_file() {
            return Err(Error::Output { path: from.to_owned() });
        }
        for entry in fs::read_dir(from).map_err(|cause| Error::io("read", from, cause))? {
            let entry = entry.map_err(|cause| Error::io("read", from, cause))?;
            let Ok(name) = entry.file_name().into_string() else {
                return Err(Error::Name { path: entry.path().display().to_string(), reason: "it is not Unicode" });
            };
            let path = if to.is_empty() { name } else { format!("{to}/{name}") };
            self.copy_below(&entry.path(), &path, depth - 1)?;
        }
        Ok(())
    }

    fn copy_file(&mut self, from: &Path, to: &str) -> Result<(), Error> {
        let bytes = fs::read(from).map_err(|cause| Error::io("read", from, cause))?;
        match self.files.insert(to.to_owned(), bytes) {
            None => Ok(()),
            Some(_) => Err(Error::Copied { path: to.to_owned() }),
        }
    }
}
