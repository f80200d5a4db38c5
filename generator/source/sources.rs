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
    rewritten: Option<BTreeMap<Pointer, Pointer>>,
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

    /// The number of a text that the document was not made of, added if it is not there yet.
    pub(crate) fn add_beside(&mut self, path: &Path, text: &str) -> usize {
        let known = self.files.iter().position(|file| file.path.as_deref() == Some(path));
        let file = || File { name: path.display().to_string(), path: Some(path.to_owned()), text: text.to_owned() };
        known.unwrap_or_else(|| self.add(file()))
    }

    pub(crate) fn file(&self, index: usize) -> Option<&File> {
        self.files.get(index)
    }

    /// Remembers that what is now at `here` was written at `there` in the file `file`.
    pub(crate) fn moved(&mut self, here: &Pointer, file: usize, there: &Pointer) {
        self.moved.insert(here.clone(), (file, there.clone()));
    }

    /// The same of a place whose content is new: nothing is known of its former parts any more.
    pub(super) fn replaced(&mut self, here: &Pointer, file: usize, there: &Pointer) {
        self.forget(here);
        self.moved(here, file, there);
    }

    /// Forgets a place and what is inside of it.
    pub(super) fn forget(&mut self, place: &Pointer) {
        self.take_below(place);
        self.moved.remove(place);
    }

    /// An item of a list is gone, and `left` are left: those behind it are now one place before the one where they were written.
    pub(super) fn closed_up(&mut self, list: &Pointer, index: usize, left: usize) {
        for to in index..left {
            let (here, before) = (list.index(to), list.index(to + 1));
            let (file, there) = self.origin_before(&before);
            let inside = self.take_below(&before);
            self.replaced(&here, file, &there);
            self.moved.extend(inside.into_iter().map(|(rest, origin)| (here.join(&rest), origin)));
        }
        self.forget(&list.index(left));
    }

    /// What is known of the parts of a place, each with the way to it; it is then known no more.
    fn take_below(&mut self, place: &Pointer) -> Vec<(Pointer, (usize, Pointer))> {
        let from = self.moved.range(place.child("")..).map(|(below, _)| below);
        let below: Vec<Pointer> = from.take_while(|below| below.strip_prefix(place).is_some()).cloned().collect();
        below.into_iter().filter_map(|at| Some((at.strip_prefix(place)?, self.moved.remove(&at)?))).collect()
    }

    /// Remembers that the bundled document was written anew, and where each part of it stood before.
    pub(crate) fn rewrite(&mut self, before: BTreeMap<Pointer, Pointer>) {
        self.rewritten = Some(before);
    }

    /// Whether the document was written anew: then what is said from now on is about another tree than what was said before.
    pub(crate) fn is_rewritten(&self) -> bool {
        self.rewritten.is_some()
    }

    /// Where the place `pointer` of the document, as it is now, was written.
    pub(crate) fn origin(&self, pointer: &Pointer) -> (usize, Pointer) {
        match self.rewritten.as_ref().and_then(|before| closest(before, pointer)) {
            Some((there, rest)) => self.origin_before(&there.join(&rest)),
            None => self.origin_before(pointer),
        }
    }

    /// Where the place `pointer` of the bundled document, before it was written anew, was written.
    pub(crate) fn origin_before(&self, pointer: &Pointer) -> (usize, Pointer) {
        match closest(&self.moved, pointer) {
            Some(((file, there), rest)) => (*file, there.join(&rest)),
            None => (0, pointer.clone()),
        }
    }
}

/// What is known of a place, or of the closest one around it, and the rest of the way.
pub(super) fn closest<'m, T>(moved: &'m BTreeMap<Pointer, T>, pointer: &Pointer) -> Option<(&'m T, Pointer)> {
    let mut above = Some(pointer.clone());
    while let Some(place) = above {
        if let Some(known) = moved.get(&place) {
            return Some((known, pointer.strip_prefix(&place).unwrap_or_default()));
        }
        above = place.parent();
    }
    None
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

    #[test]
    fn a_document_that_was_written_anew_leads_back_through_both() {
        let pointer = |text| Pointer::from_fragment(text).unwrap();
        let mut sources = Sources::default();
        sources.moved(&pointer("/definitions/A"), 1, &pointer("/a"));
        sources.rewrite([(pointer("/components/schemas"), pointer("/definitions"))].into());
        assert_eq!(sources.origin(&pointer("/components/schemas/A/type")), (1, pointer("/a/type")));
        assert_eq!(sources.origin(&pointer("/components/schemas/B")), (0, pointer("/definitions/B")));
        assert_eq!(sources.origin_before(&pointer("/components/schemas/A")), (0, pointer("/components/schemas/A")));
    }
}
