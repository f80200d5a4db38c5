//! Links, devices, refusals of the system: nothing outside the folder changes, and the error names the thing.

use std::fs;

use super::super::{Error, Package, list};
use super::{generated, names, package, tree};

#[cfg(unix)]
use std::os::unix::fs::{PermissionsExt as _, symlink};

#[cfg(unix)]
#[test]
fn no_link_is_followed() {
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("canary"), "1").unwrap();
    let next = package([("a/b", "2")]);

    // A folder on the way, the file itself, the list, and the output folder.
    let cases: [(&str, &str); 3] = [("a", ""), ("a/b", "canary"), (list::NAME, "canary")];
    for (link, target) in cases {
        let folder = generated([("a/b", "1")]);
        let place = folder.path().join(link);
        if place.is_dir() {
            fs::remove_dir_all(&place).unwrap()
        } else {
            fs::remove_file(&place).unwrap()
        }
        symlink(outside.path().join(target), &place).unwrap();
        for force in [false, true] {
            match next.write(folder.path(), force) {
                Err(Error::Link { path }) => assert_eq!(path, place),
                other => panic!("{link}: {other:?}"),
            }
        }
        assert!(matches!(next.compare(folder.path()), Err(Error::Link { .. })));
    }
    let folder = tempfile::tempdir().unwrap();
    symlink(outside.path(), folder.path().join("out")).unwrap();
    assert!(matches!(next.write(&folder.path().join("out"), true), Err(Error::Link { .. })));
    symlink(outside.path().join("nothing"), folder.path().join("dangling")).unwrap();
    assert!(matches!(next.write(&folder.path().join("dangling"), true), Err(Error::Link { .. })));
    assert_eq!(names(outside.path()), ["canary"]);
    assert_eq!(tree(outside.path())["canary"], "1");
}

#[cfg(unix)]
#[test]
fn links_elsewhere_in_our_folder_are_left_alone() {
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("canary"), "1").unwrap();
    let folder = generated([("a", "1")]);
    symlink(outside.path(), folder.path().join("target")).unwrap();
    package([("a", "2")]).write(folder.path(), false).unwrap();
    assert!(folder.path().join("target/canary").exists());
}

#[cfg(unix)]
#[test]
fn a_copied_link_is_refused() {
    let kept = tempfile::tempdir().unwrap();
    symlink("/etc/passwd", kept.path().join("innocent.rs")).unwrap();
    assert!(matches!(Package::default().copy(kept.path(), "examples"), Err(Error::Link { .. })));
}

#[test]
fn the_other_name_of_a_hard_link_keeps_its_content() {
    let outside = tempfile::tempdir().unwrap();
    let folder = generated([("a", "1")]);
    let other = outside.path().join("other");
    fs::hard_link(folder.path().join("a"), &other).unwrap();
    package([("a", "2")]).write(folder.path(), false).unwrap();
    assert_eq!(fs::read_to_string(other).unwrap(), "1");
    assert_eq!(tree(folder.path())["a"], "2");
}

#[test]
fn a_folder_in_the_place_of_a_file_is_not_removed() {
    let folder = generated([("a", "1")]);
    fs::create_dir_all(folder.path().join("b/mine")).unwrap();
    match package([("b", "1")]).write(folder.path(), true) {
        Err(Error::InTheWay { path }) => assert_eq!(path, folder.path().join("b")),
        other => panic!("{other:?}"),
    }
    fs::write(folder.path().join("c"), "mine").unwrap();
    assert!(matches!(package([("c/d", "1")]).write(folder.path(), true), Err(Error::InTheWay { .. })));
    assert!(matches!(package([("d", "1")]).write(&folder.path().join("c"), true), Err(Error::InTheWay { .. })));
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_is_an_error_that_names_the_file() {
    let folder = generated([("src/a", "1")]);
    let source = folder.path().join("src");
    fs::set_permissions(&source, fs::Permissions::from_mode(0o555)).unwrap();
    let is_root = fs::write(source.join("probe"), "").is_ok();
    let result = package([("src/a", "2")]).write(folder.path(), true);
    fs::set_permissions(&source, fs::Permissions::from_mode(0o755)).unwrap();
    if is_root {
        // The superuser may write anywhere; nothing to see.
        return;
    }
    let message = result.unwrap_err().to_string();
    assert!(message.starts_with("cannot write") && message.contains("src/a"), "{message}");
    // The refused run left nothing that stops the next.
    package([("src/a", "2")]).write(folder.path(), false).unwrap();
    assert_eq!(tree(folder.path())["src/a"], "2");
}

#[cfg(target_os = "linux")]
#[test]
fn what_the_system_refuses_is_an_error_that_names_the_file() {
    let message = package([("a", "1")]).write(std::path::Path::new("/proc/specwright"), false).unwrap_err().to_string();
    assert!(message.starts_with("cannot write \"/proc/specwright/"), "{message}");
}

#[cfg(unix)]
#[test]
fn a_read_only_file_is_replaced() {
    let folder = generated([("a", "1")]);
    fs::set_permissions(folder.path().join("a"), fs::Permissions::from_mode(0o444)).unwrap();
    package([("a", "2")]).write(folder.path(), false).unwrap();
    assert_eq!(tree(folder.path())["a"], "2");
}

#[test]
fn a_path_that_leaves_the_folder_is_never_written() {
    let parent = tempfile::tempdir().unwrap();
    for path in ["../x", "/x", "a/../../x", "C:\\x", "nul", "a\nb", ".specwright"] {
        assert!(matches!(package([(path, "1")]).write(&parent.path().join("out"), true), Err(Error::Name { .. })), "{path}");
    }
    assert!(names(parent.path()).is_empty());
}

#[test]
fn a_list_that_points_elsewhere_removes_nothing() {
    let parent = tempfile::tempdir().unwrap();
    fs::write(parent.path().join("canary"), "1").unwrap();
    let folder = parent.path().join("out");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join(list::NAME), format!("{}  ../canary\n", list::digest(b"1"))).unwrap();
    assert!(matches!(package([("a", "1")]).write(&folder, true), Err(Error::List { line: 1, .. })));
    assert!(parent.path().join("canary").exists());
}
