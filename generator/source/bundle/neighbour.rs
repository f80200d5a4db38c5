//! Relative paths → the trees of other files below the document's folder, each read once.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::super::file::{self, Input};
use super::super::text::MOST_BYTES;
use super::super::{identity, parse, text};
use crate::report::{Code, Report, code};

/// Why a file is not used: what to report at the reference.
pub(super) type Refusal = (&'static Code, String);

/// The files that references led to.
pub(super) struct Neighbours {
    /// The document's folder, and how the user spelt it.
    folder: Option<(PathBuf, PathBuf)>,
    known: BTreeMap<PathBuf, usize>,
    trees: BTreeMap<usize, (PathBuf, Value)>,
    /// How much was read.
    bytes: usize,
}

impl Neighbours {
    pub fn new(input: &Input) -> Self {
        let folder = input.folder.as_ref().and_then(|given| Some((file::canonical(given).ok()?, given.clone())));
        let mut known = BTreeMap::new();
        if let Some(path) = input.path().and_then(|path| file::canonical(&path).ok()) {
            known.insert(path, 0);
        }
        Self { folder, known, trees: BTreeMap::new(), bytes: input.bytes.len() }
    }

    /// The tree of a file other than the document.
    pub fn tree(&self, file: usize) -> Option<&Value> {
        self.trees.get(&file).map(|(_, tree)| tree)
    }

    /// The number of the file that `path` names in the file `from`.
    pub fn open(&mut self, report: &mut Report, from: usize, path: &str) -> Result<usize, Refusal> {
        let Some((folder, given)) = &self.folder else {
            let message = format!("`{path}` cannot be looked up: the document was not read from a folder");
            return Err((&code::REF_UNREADABLE, message));
        };
        let base = self.trees.get(&from).and_then(|(path, _)| path.parent()).unwrap_or(folder);
        let unreadable = |error: std::io::Error| (&code::REF_UNREADABLE, format!("`{path}` cannot be read: {}", reason(&error)));
        let outside = || (&code::REF_OUTSIDE_FOLDER, format!("`{path}` is outside the folder of the document"));
        // Whether a file outside exists is nobody's business either, so this comes before the disk is asked.
        let inside = Path::new(path).is_relative() && !path.contains(['\\', '\0']) && depth(base, folder, path);
        if !inside {
            return Err(outside());
        }
        let found = file::canonical(&base.join(path)).map_err(unreadable)?;
        let below = found.strip_prefix(folder).map_err(|_| outside())?.to_owned();
        if let Some(file) = self.known.get(&found) {
            return Ok(*file);
        }
        let bytes = file::read_regular(&found).map_err(unreadable)?;
        self.bytes += bytes.len();
        if self.bytes > MOST_BYTES {
            return Err((&code::TOO_LARGE, "the document and the files that it refers to are larger than 64 MiB".to_owned()));
        }
        let name = given.join(&below);
        let name = name.strip_prefix(".").unwrap_or(&name).to_owned();
        let read = text::add(report, name.display().to_string(), Some(name), &bytes);
        let read = read.and_then(|file| Some((file, parse::parse(report, file)?)));
        let (file, mut tree) = read.ok_or_else(|| (&code::REF_UNREADABLE, format!("`{path}` is not a YAML or JSON document")))?;
        identity::rewrite(report, &mut tree);
        self.known.insert(found.clone(), file);
        self.trees.insert(file, (found, tree));
        Ok(file)
    }
}

/// Whether a path never climbs above the folder, step by step.
fn depth(base: &Path, folder: &Path, path: &str) -> bool {
    let mut depth = base.strip_prefix(folder).map_or(0, |below| below.components().count());
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => return false,
            },
            _ => depth += 1,
        }
    }
    true
}

/// The reason without the number that the operating system gives it, which differs from one to the next.
fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
        std::io::ErrorKind::PermissionDenied => "the permission is missing".to_owned(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::depth;

    #[test]
    fn a_path_may_go_up_only_as_far_as_it_came_down() {
        let table = [("a/../b", true), ("../b", false), ("a/../../b", false), ("./b", true)];
        for (path, expected) in table {
            assert_eq!(depth(Path::new("/d"), Path::new("/d"), path), expected, "{path}");
        }
        assert!(depth(Path::new("/d/e"), Path::new("/d"), "../b"));
    }
}
