//! Whether what two crates call a type is the same type.

use std::collections::BTreeMap;

use crate::rust::surface::Surface;

/// What models are finally called: by the old crate, and by the new one.
#[derive(Debug, Default)]
pub(super) struct Types {
    old: BTreeMap<String, String>,
    /// Old names of models that have a new one.
    renamed: BTreeMap<String, String>,
    new: BTreeMap<String, String>,
}

impl Types {
    pub(super) fn new(old: &Surface, new: &Surface) -> Self {
        Self { old: old.aliases.clone(), renamed: BTreeMap::new(), new: new.aliases.clone() }
    }

    /// Remembers that a type is only called otherwise.
    pub(super) fn rename(&mut self, old: &str, new: &str) {
        let last = |path: &str| path.rsplit("::").next().unwrap_or_default().to_owned();
        self.renamed.insert(last(old), last(new));
    }

    /// A text that names types as the old crate calls them, with the names that they have in the new one.
    pub(super) fn in_new(&self, text: &str) -> String {
        words(text, &|word| self.renamed.get(word).map_or(word, String::as_str))
    }

    /// The type that the old crate calls so, in the words of the new one.
    fn old_words(&self, text: &str) -> String {
        let text = words(text, &|word| end(&self.old, word));
        self.new_words(&words(&text, &|word| self.renamed.get(word).map_or(word, String::as_str)))
    }

    /// The type that the new crate calls so.
    fn new_words(&self, text: &str) -> String {
        words(text, &|word| end(&self.new, word))
    }

    /// Whether both mean the same.
    pub(super) fn are_same(&self, old: &str, new: &str) -> bool {
        old == new && self.is_untouched(old) || self.old_words(old) == self.new_words(new)
    }

    fn is_untouched(&self, text: &str) -> bool {
        let touched = |word: &str| self.old.contains_key(word) || self.renamed.contains_key(word) || self.new.contains_key(word);
        !split(text).any(touched)
    }
}

/// What an alias finally stands for.
fn end<'n>(aliases: &'n BTreeMap<String, String>, name: &'n str) -> &'n str {
    let mut name = name;
    for _ in 0..64 {
        match aliases.get(name) {
            Some(next) => name = next,
            None => break,
        }
    }
    name
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
}

/// A text with each of its words replaced.
fn words<'t>(text: &'t str, by: &dyn Fn(&'t str) -> &'t str) -> String {
    let mut replaced = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_alphanumeric() || c == '_') {
        let (before, after) = rest.split_at(start);
        let length = after.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(after.len());
        let (word, behind) = after.split_at(length);
        replaced.push_str(before);
        replaced.push_str(by(word));
        rest = behind;
    }
    replaced + rest
}
