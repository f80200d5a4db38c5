//! A project whose build script generates its client: built, linted and run as its author would.

use std::fs;

use crate::fixture;
use crate::workspace::{cargo, scratch};

#[test]
fn a_build_script_generates_a_client_without_warnings() {
    let project = fixture::folder("build-script");
    // The versions of this workspace, so that nothing has to be fetched.
    let lock = scratch().join("build-script.lock");
    fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.lock"), &lock).unwrap();
    let copy = scratch().join("build-script");
    fs::create_dir_all(copy.join("src")).unwrap();
    let root = env!("CARGO_MANIFEST_DIR");
    for file in ["Cargo.toml", "build.rs", "openapi.yaml", "src/lib.rs"] {
        let text = fs::read_to_string(project.join(file)).unwrap().replace("../../..", root);
        if fs::read_to_string(copy.join(file)).ok().as_deref() != Some(&text) {
            fs::write(copy.join(file), text).unwrap();
        }
    }
    if !copy.join("Cargo.lock").exists() {
        fs::rename(lock, copy.join("Cargo.lock")).unwrap();
    }
    for arguments in [["test", "--lib"], ["clippy", "--lib"]] {
        let said = cargo(&copy, &arguments, &[]).unwrap_or_else(|said| panic!("cargo {arguments:?} failed:\n{said}"));
        assert!(!said.contains("warning: petstore"), "{said}");
    }
}
