//! The texts that a document was read from, and where in them each place of the bundled document stands.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::pointer::Pointer;

/// One text.
#[derive(Debug, Clone)]
pub(crate) struct File {
    /// What listings call it.
    pub name: String,
    /// Where it is, unless it did not come from a file.
    pub path: Option<PathBuf>,
    /// What it says, without a byte order mark.
    pub text: String,
}

/// The files that a document was read from, to show lines of them.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<File>,
    moved: BTreeMap<Pointer, (usize, Pointer)>,
}

impl Sources {
    /// The paths of all files that were read, the document first.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().filter_map(|file| file.path.as_deref())
    }

    pub(crate) fn add(&mut self, file: File) -> usize {
        self.files.push(file);
        self.files.len() - 1
    }

    pub(crate) fn file(&self, index: usize) -> Option<&File> {
        self.files.get(index)
    }

    /// Remembers that what is now at `here` was written at `there` in the file `file`.
    pub(crate) fn moved(&mut self, here: &Pointer, file: usize, there: &Pointer) {
        self.moved.insert(here.clone(), (file, there.clone()));
    }

    /// Where the place `pointer` of the bundled document was written.
    pub(crate) fn origin(&self, pointer: &Pointer) -> (usize, Pointer) {
        let mut above = Some(pointer.clone());
        while let Some(place) = above {
            if let Some((file, there)) = self.moved.get(&place) {
                let rest = pointer.strip_prefix(&place).unwrap_or_default();
                return (*file, there.join(&rest));
            }
            above = place.parent();
        }
        (0, pointer.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::{Pointer, Sources};

    #[test]
    fn the_closest_move_counts() {
        let pointer = |text| Pointer::from_fragment(text).unwrap();
        let mut sources = Sources::default();
        sources.moved(&pointer("/paths/~1a"), 1, &pointer("/a"));
        sources.moved(&pointer("/paths/~1a/get"), 2, &pointer(""));
        assert_eq!(sources.origin(&pointer("/paths/~1a/get/x")), (2, pointer("/x")));
        assert_eq!(sources.origin(&pointer("/paths/~1a/put")), (1, pointer("/a/put")));
        assert_eq!(sources.origin(&pointer("/paths/~1ab")), (0, pointer("/paths/~1ab")));
    }
}
