//! Each rule of writing, on a real folder.

mod hostile;
mod interrupted;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::{Change, Error, Package, list, write_file};

/// A package of these files.
fn package<const N: usize>(files: [(&str, &str); N]) -> Package {
    Package { files: files.into_iter().map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).collect() }
}

/// A folder into which `files` were generated.
fn generated<const N: usize>(files: [(&str, &str); N]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    package(files).write(folder.path(), false).unwrap();
    folder
}

/// Everything in a folder, by path.
fn tree(folder: &Path) -> BTreeMap<String, String> {
    let mut tree = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(place) = open.pop() {
        for entry in fs::read_dir(&place).unwrap().map(Result::unwrap) {
            if entry.file_type().unwrap().is_dir() {
                open.push(entry.path());
            } else {
                let path = entry.path().strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
                tree.insert(path, String::from_utf8_lossy(&fs::read(entry.path()).unwrap()).into_owned());
            }
        }
    }
    tree
}

fn names(folder: &Path) -> Vec<String> {
    tree(folder).into_keys().collect()
}

#[test]
fn a_package_is_written_with_its_list() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("new/crate");
    let package = package([("Cargo.toml", "[package]\n"), ("src/lib.rs", "//! Hi\n")]);
    let changes = package.write(&folder, false).unwrap();
    assert_eq!(changes.with(Change::Created).collect::<Vec<_>>(), [".specwright", "Cargo.toml", "src/lib.rs"]);
    assert_eq!(names(&folder), [".specwright", "Cargo.toml", "src/lib.rs"]);
    let list = &tree(&folder)[list::NAME];
    assert!(list.starts_with("# Written by `specwright generate`") && list.ends_with("  src/lib.rs\n"), "{list}");
    assert!(package.compare(&folder).unwrap().is_fresh());
}

#[test]
fn what_is_as_it_should_be_keeps_its_time() {
    let folder = generated([("a", "1"), ("b", "1")]);
    let time = |name: &str| fs::metadata(folder.path().join(name)).unwrap().modified().unwrap();
    let before = (time("a"), time("b"), time(list::NAME));
    std::thread::sleep(std::time::Duration::from_millis(20));
    assert!(package([("a", "1"), ("b", "1")]).write(folder.path(), false).unwrap().is_fresh());
    assert_eq!((time("a"), time("b"), time(list::NAME)), before);
    package([("a", "1"), ("b", "2")]).write(folder.path(), false).unwrap();
    assert_eq!(time("a"), before.0);
    assert_ne!(time("b"), before.1);
}

#[test]
fn comparing_writes_nothing_and_tells_everything() {
    let folder = generated([("changed", "1"), ("edited", "1"), ("gone", "1"), ("same", "1")]);
    fs::write(folder.path().join("edited"), "mine").unwrap();
    fs::create_dir_all(folder.path().join("target/debug")).unwrap();
    fs::write(folder.path().join("notes.md"), "mine").unwrap();
    let before = tree(folder.path());
    let changes = package([("changed", "2"), ("edited", "1"), ("new", "1"), ("same", "1")]).compare(folder.path()).unwrap();
    let expected = [
        (".specwright", Change::Changed),
        ("changed", Change::Changed),
        ("edited", Change::Edited),
        ("gone", Change::Removed),
        ("new", Change::Created),
        ("notes.md", Change::Foreign),
        ("same", Change::Unchanged),
    ];
    assert_eq!(changes.paths, expected.into_iter().map(|(path, change)| (path.to_owned(), change)).collect());
    assert_eq!(tree(folder.path()), before);
}

#[test]
fn stale_files_go_and_their_empty_folders_with_them() {
    let folder = generated([("keep", "1"), ("a/b/stale", "1"), ("c/stale", "1")]);
    fs::write(folder.path().join("c/mine"), "mine").unwrap();
    let changes = package([("keep", "1")]).write(folder.path(), false).unwrap();
    assert_eq!(changes.with(Change::Removed).collect::<Vec<_>>(), ["a/b/stale", "c/stale"]);
    assert_eq!(names(folder.path()), [".specwright", "c/mine", "keep"]);
    assert!(!folder.path().join("a").exists());
}

#[test]
fn deleted_sources_come_back_byte_for_byte() {
    let folder = generated([("Cargo.toml", "[package]\n"), ("src/lib.rs", "1"), ("src/model/pet.rs", "2")]);
    let before = tree(folder.path());
    fs::remove_dir_all(folder.path().join("src")).unwrap();
    package([("Cargo.toml", "[package]\n"), ("src/lib.rs", "1"), ("src/model/pet.rs", "2")]).write(folder.path(), false).unwrap();
    assert_eq!(tree(folder.path()), before);
}

#[test]
fn an_edited_file_stops_everything_unless_forced() {
    let folder = generated([("a", "1"), ("b", "1"), ("stale", "1")]);
    fs::write(folder.path().join("b"), "mine").unwrap();
    fs::write(folder.path().join("stale"), "mine").unwrap();
    let before = tree(folder.path());
    let next = package([("a", "2"), ("b", "2")]);
    match next.write(folder.path(), false) {
        Err(Error::Edited { files, .. }) => assert_eq!(files, ["b", "stale"]),
        other => panic!("{other:?}"),
    }
    assert_eq!(tree(folder.path()), before);
    let changes = next.write(folder.path(), true).unwrap();
    assert_eq!(changes.with(Change::Changed).collect::<Vec<_>>(), [".specwright", "a", "b"]);
    assert_eq!(changes.with(Change::Removed).collect::<Vec<_>>(), ["stale"]);
    assert!(next.compare(folder.path()).unwrap().is_fresh());
}

#[test]
fn an_edit_that_says_what_we_say_is_no_edit() {
    let folder = generated([("a", "1")]);
    fs::write(folder.path().join("a"), "2").unwrap();
    let changes = package([("a", "2")]).write(folder.path(), false).unwrap();
    assert_eq!(changes.with(Change::Unchanged).collect::<Vec<_>>(), ["a"]);
}

#[test]
fn a_checkout_with_other_line_ends_is_no_edit() {
    let folder = generated([("a", "1\n2\n")]);
    for name in ["a", list::NAME] {
        let text = fs::read_to_string(folder.path().join(name)).unwrap();
        fs::write(folder.path().join(name), text.replace('\n', "\r\n")).unwrap();
    }
    assert!(package([("a", "1\n2\n")]).compare(folder.path()).unwrap().is_fresh());
    package([("a", "3\n")]).write(folder.path(), false).unwrap();
    assert_eq!(tree(folder.path())["a"], "3\n");
}

#[test]
fn a_folder_of_somebody_else_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("thesis.tex"), "mine").unwrap();
    for force in [false, true] {
        assert!(matches!(package([("a", "1")]).write(folder.path(), force), Err(Error::NotOurs { .. })));
    }
    assert_eq!(names(folder.path()), ["thesis.tex"]);
}

#[test]
fn a_lost_list_is_made_again_if_all_else_is_ours() {
    let folder = generated([("a/b", "1"), ("c", "1")]);
    fs::remove_file(folder.path().join(list::NAME)).unwrap();
    let changes = package([("a/b", "1"), ("c", "1")]).write(folder.path(), false).unwrap();
    assert_eq!(changes.stale().collect::<Vec<_>>(), [(list::NAME, Change::Created)]);
    fs::remove_file(folder.path().join(list::NAME)).unwrap();
    assert!(matches!(package([("a/b", "2"), ("c", "1")]).write(folder.path(), false), Err(Error::NotOurs { .. })));
}

#[test]
fn a_file_may_become_a_folder_and_back() {
    let folder = generated([("a", "1")]);
    package([("a/b/c", "2")]).write(folder.path(), false).unwrap();
    assert_eq!(names(folder.path()), [".specwright", "a/b/c"]);
    package([("a", "1")]).write(folder.path(), false).unwrap();
    assert_eq!(names(folder.path()), [".specwright", "a"]);
}

#[test]
fn kept_files_are_copied_and_replace_nothing() {
    let kept = tempfile::tempdir().unwrap();
    fs::create_dir_all(kept.path().join("deep")).unwrap();
    fs::write(kept.path().join("deep/one.rs"), "fn main() {}\n").unwrap();
    let mut package = package([("src/lib.rs", "1")]);
    package.copy(kept.path(), "examples").unwrap();
    assert_eq!(package.files["examples/deep/one.rs"], b"fn main() {}\n");
    std::fs::create_dir_all(kept.path().join("out")).unwrap();
    std::fs::write(kept.path().join("out/.specwright"), "").unwrap();
    assert!(matches!(package.copy(kept.path(), "all"), Err(Error::Output { path }) if path.ends_with("out")));
    assert!(matches!(package.copy(&kept.path().join("deep/one.rs"), "src/lib.rs"), Err(Error::Copied { .. })));
    assert!(matches!(package.copy(&kept.path().join("none"), "x"), Err(Error::Io { .. })));
}

#[test]
fn a_single_file_is_written_when_it_differs() {
    let folder = tempfile::tempdir().unwrap();
    let time = || fs::metadata(folder.path().join("client.rs")).unwrap().modified().unwrap();
    write_file(folder.path(), "client.rs", b"1").unwrap();
    let before = time();
    write_file(folder.path(), "client.rs", b"1").unwrap();
    assert_eq!(time(), before);
    write_file(folder.path(), "client.rs", b"2").unwrap();
    assert_eq!(tree(folder.path())["client.rs"], "2");
    assert!(write_file(folder.path(), "../client.rs", b"1").is_err());
}
