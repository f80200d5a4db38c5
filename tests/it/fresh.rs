//! What is generated from `spec/` is what lies in `generated/`.

use std::fs;
use std::path::Path;

use specwright::package::Change;
use specwright::{Config, Package};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The crate of the configuration in a folder like `spec/`.
fn generate(spec: &Path) -> Package {
    specwright::generate(&Config::read(&spec.join("specwright.toml")).unwrap()).unwrap().package.unwrap()
}

#[test]
fn the_generated_crate_is_fresh() {
    let changes = generate(&root().join("spec")).compare(&root().join("generated")).unwrap();
    let stale: Vec<_> = changes.stale().collect();
    assert!(stale.is_empty(), "{stale:?} are not what the document says: run `cargo run -- generate`");
}

#[test]
fn a_renamed_property_changes_the_lines_that_name_it() {
    let folder = tempfile::tempdir().unwrap();
    let spec = folder.path().join("spec");
    copy(&root().join("spec"), &spec);
    for file in ["LICENSE-MIT", "LICENSE-APACHE"] {
        fs::copy(root().join(file), folder.path().join(file)).unwrap();
    }
    let before = generate(&spec);
    let output = folder.path().join("generated");
    before.write(&output, false).unwrap();

    let document = spec.join("huaweicloud-gaussdb.yaml");
    let text = fs::read_to_string(&document).unwrap();
    let (from, to) = ("data_vip", "data_vop");
    assert!(text.contains(from) && !text.contains(to));
    fs::write(&document, text.replace(from, to)).unwrap();
    let after = generate(&spec);

    let named: Vec<&str> =
        before.files.iter().filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains(from)).map(|(path, _)| path.as_str()).collect();
    assert!(!named.is_empty());
    let changes = after.compare(&output).unwrap();
    let said: Vec<&str> = changes.with(Change::Changed).filter(|path| *path != specwright::package::LIST).collect();
    assert_eq!(said, named, "what is said before anything is written");
    for (path, bytes) in &after.files {
        let [old, new] = [&before.files[path], bytes].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        assert_eq!(new, old.replace(from, to), "{path}");
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(path, target).unwrap();
        }
    }
}
