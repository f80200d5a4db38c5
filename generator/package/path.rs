//! Which relative paths may be written: those that mean the same file on every system, below the output folder.

use std::collections::BTreeMap;

use super::{Error, list, temporary};

/// The longest name of a file or folder, in bytes: short enough for every file system and archive format.
const LONGEST: usize = 64;

/// Names that open a device on Windows, whatever their extension.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// Holds every path, and all of them together, against the rules.
pub fn check_all<'a>(paths: impl Iterator<Item = &'a str>) -> Result<(), Error> {
    let mut spellings: BTreeMap<String, (String, bool)> = BTreeMap::new();
    for path in paths {
        check(path).map_err(|reason| Error::Name { path: path.to_owned(), reason })?;
        for prefix in with_ancestors(path) {
            let is_file = prefix == path;
            let (spelling, file) = spellings.entry(prefix.to_lowercase()).or_insert_with(|| (prefix.to_owned(), is_file));
            if spelling != prefix {
                return Err(Error::Name { path: path.to_owned(), reason: "another path differs from it only in case" });
            }
            if *file != is_file {
                return Err(Error::Name { path: path.to_owned(), reason: "it is a file and a folder at once" });
            }
        }
    }
    Ok(())
}

/// Why `path` may not be written; nothing if it may.
pub fn check(path: &str) -> Result<(), &'static str> {
    path.split('/').try_for_each(check_component)?;
    if path.eq_ignore_ascii_case(list::NAME) {
        return Err("the list of written files has this name");
    }
    Ok(())
}

fn check_component(name: &str) -> Result<(), &'static str> {
    if name.is_empty() {
        return Err("it is absolute, or has an empty component");
    }
    if name == "." || name == ".." {
        return Err("it leaves its folder");
    }
    if name.len() > LONGEST {
        return Err("a component is longer than 64 bytes");
    }
    if name.chars().any(|c| c.is_control() || matches!(c, '\\' | ':' | '<' | '>' | '"' | '|' | '?' | '*')) {
        return Err("it has a character that not every system allows in a name");
    }
    if name.ends_with(['.', ' ']) || name.starts_with(' ') {
        return Err("a component begins or ends with a character that some systems drop");
    }
    if is_device(name) {
        return Err("a component names a device on Windows");
    }
    if temporary::is_name(name) {
        return Err("a component looks like a temporary file of ours");
    }
    Ok(())
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_ascii_lowercase();
    let numbered = |prefix: &str| {
        let digit = stem.strip_prefix(prefix).and_then(|rest| rest.parse::<u8>().ok());
        digit.is_some_and(|digit| (1..=9).contains(&digit))
    };
    DEVICES.contains(&stem.as_str()) || numbered("com") || numbered("lpt")
}

/// The folders above `path`, the outermost first, without the output folder itself.
pub fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').filter_map(move |(end, _)| path.get(..end))
}

fn with_ancestors(path: &str) -> impl Iterator<Item = &str> {
    ancestors(path).chain([path])
}

#[cfg(test)]
mod tests {
    use super::{ancestors, check, check_all};

    #[test]
    fn ordinary_paths_pass() {
        for path in ["Cargo.toml", "src/lib.rs", ".rustfmt.toml", "src/model/r#type.rs", "com10.rs", "console", &"x".repeat(64)] {
            assert_eq!(check(path), Ok(()), "{path}");
        }
    }

    #[test]
    fn paths_that_some_system_reads_otherwise_are_refused() {
        let long = "x".repeat(65);
        let hostile = [
            "", "/abs", "a//b", "a/", "../x", "a/../b", ".", "a\\b", "C:\\x", "C:x", "a\nb", "a\0b", "nul", "a/CON.rs", "Lpt1.txt", "aux",
            "x.", "x ", " x", ".specwright", ".SPECWRIGHT", ".specwright-1-1.tmp", &long,
        ];
        for path in hostile {
            assert!(check(path).is_err(), "{path:?}");
        }
    }

    #[test]
    fn paths_that_are_one_file_without_case_are_refused() {
        for pair in [["Foo.rs", "foo.rs"], ["a/x", "A/y"], ["a", "a/b"], ["É", "é"]] {
            assert!(check_all(pair.into_iter()).is_err(), "{pair:?}");
        }
        assert!(check_all(["a/x", "a/y", "b"].into_iter()).is_ok());
    }

    #[test]
    fn ancestors_are_listed_from_the_outside() {
        assert_eq!(ancestors("a/b/c").collect::<Vec<_>>(), ["a", "a/b"]);
        assert_eq!(ancestors("a").count(), 0);
    }
}
