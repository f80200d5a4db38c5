//! `.specwright`: what an earlier run wrote, so that a later one knows what is its own.
//!
//! While a run is under way a path stands there once for each content that it may have: what was there before and what is
//! being written. A run that is interrupted therefore leaves nothing that the next one would take for somebody's edit.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::folder::{self, Found};
use super::{Error, Package, path};

/// The name of the list, in the output folder.
pub const NAME: &str = ".specwright";

const HEAD: &str = "# Written by `specwright generate`, not by hand: each file that it wrote here, after the SHA-256 of its text.\n";

/// What git leaves in a file that two branches changed. Both sides of such a list are true: each hash was written once.
const CONFLICT: [&str; 4] = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];

/// Path → the contents that are ours, as hashes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct List {
    entries: BTreeMap<String, BTreeSet<String>>,
    /// The same hashes by the path in lower case: on some systems a file answers to every spelling of its name.
    folded: BTreeMap<String, BTreeSet<String>>,
}

impl List {
    /// The list of everything in `package`.
    pub fn of(package: &Package) -> Self {
        let mut list = Self::default();
        for (path, bytes) in &package.files {
            list.insert(path, digest(bytes));
        }
        list
    }

    /// The list in `folder`, if there is one.
    pub fn read(folder: &Path) -> Result<Option<Self>, Error> {
        match folder::read(folder, NAME)? {
            Found::File(bytes) => Self::parse(&folder.join(NAME), &bytes).map(Some),
            Found::Missing => Ok(None),
            Found::Folder | Found::Below(_) => Err(Error::InTheWay { path: folder.join(NAME) }),
        }
    }

    fn parse(file: &Path, bytes: &[u8]) -> Result<Self, Error> {
        let text = String::from_utf8_lossy(bytes);
        let mut list = Self::default();
        for (index, line) in text.lines().enumerate() {
            let line = line.trim_end_matches('\r');
            if line.is_empty() || line.starts_with('#') || CONFLICT.iter().any(|marker| line.starts_with(marker)) {
                continue;
            }
            let error = |reason| Error::List { path: file.to_owned(), line: index + 1, reason };
            let (hash, path) = line.split_once("  ").ok_or_else(|| error("it is not a hash, two spaces and a path"))?;
            if hash.len() != 64 || !hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
                return Err(error("its first word is not a SHA-256"));
            }
            // The list is a file like any other: what it asks to remove is held against the same rules as what we write.
            path::check(path).map_err(error)?;
            list.insert(path, hash.to_owned());
        }
        Ok(list)
    }

    fn insert(&mut self, path: &str, hash: String) {
        self.folded.entry(path.to_lowercase()).or_default().insert(hash.clone());
        self.entries.entry(path.to_owned()).or_default().insert(hash);
    }

    /// Everything in this list or the other.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        let mut list = self.clone();
        for (path, hashes) in &other.entries {
            for hash in hashes {
                list.insert(path, hash.clone());
            }
        }
        list
    }

    /// Whether `hash` is a content that an earlier run wrote to `path`.
    pub fn knows(&self, path: &str, hash: &str) -> bool {
        self.folded.get(&path.to_lowercase()).is_some_and(|hashes| hashes.contains(hash))
    }

    /// Whether an earlier run wrote `path`, whatever its content.
    pub fn contains(&self, path: &str) -> bool {
        self.entries.contains_key(path)
    }

    /// The paths, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// The text of the list.
    pub fn text(&self) -> String {
        let mut text = HEAD.to_owned();
        for (path, hashes) in &self.entries {
            for hash in hashes {
                // Writing to a string cannot fail.
                let _ = writeln!(text, "{hash}  {path}");
            }
        }
        text
    }
}

/// The SHA-256 of a text, in hexadecimal, with its line ends as LF: a checkout on Windows is not an edit.
pub fn digest(bytes: &[u8]) -> String {
    let mut hash = Sha256::new();
    let mut rest = bytes;
    while let Some(at) = rest.windows(2).position(|pair| pair == b"\r\n") {
        let (line, tail) = rest.split_at(at);
        hash.update(line);
        rest = tail.get(1..).unwrap_or_default();
    }
    hash.update(rest);
    let mut text = String::with_capacity(64);
    for byte in hash.finalize() {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{List, digest};

    fn parse(text: &str) -> Result<List, String> {
        List::parse(Path::new("out/.specwright"), text.as_bytes()).map_err(|error| error.to_string())
    }

    #[test]
    fn line_ends_do_not_count() {
        assert_eq!(digest(b"a\r\nb\r\n"), digest(b"a\nb\n"));
        assert_ne!(digest(b"a\rb"), digest(b"a\nb"));
        assert_eq!(digest(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    #[test]
    fn a_list_survives_the_way_to_disk_and_back() {
        let mut list = List::default();
        list.insert("src/lib.rs", digest(b"one"));
        list.insert("src/lib.rs", digest(b"two"));
        list.insert("Cargo.toml", digest(b"three"));
        assert_eq!(parse(&list.text()), Ok(list.clone()));
        assert_eq!(parse(&list.text().replace('\n', "\r\n")), Ok(list));
    }

    #[test]
    fn both_sides_of_a_merge_conflict_count() {
        let (ours, theirs) = (digest(b"ours"), digest(b"theirs"));
        let text = format!("<<<<<<< HEAD\n{ours}  a\n=======\n{theirs}  a\n>>>>>>> other\n");
        let list = parse(&text).unwrap();
        assert!(list.knows("a", &ours) && list.knows("a", &theirs));
    }

    #[test]
    fn a_list_cannot_point_elsewhere() {
        let hash = digest(b"");
        for path in ["../x", "/etc/passwd", "a/../../b", ".specwright"] {
            assert!(parse(&format!("{hash}  {path}\n")).is_err(), "{path}");
        }
        assert!(parse("nonsense\n").unwrap_err().contains("line 1"));
    }
}
