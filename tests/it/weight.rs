//! What the generated crate weighs, and which Rust it needs.

use std::collections::BTreeSet;
use std::process::Command;

use serde_json::Value;

fn cargo(arguments: &str) -> String {
    let mut command = Command::new(env!("CARGO"));
    let output = command.current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments.split(' ')).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The packages, each with its version, that the crate is built from on Linux, itself among them.
fn packages(features: &str) -> BTreeSet<(String, String)> {
    let tree = cargo(&format!("tree -p huaweicloud-gaussdb -e normal --prefix none --target x86_64-unknown-linux-gnu{features}"));
    let package = |line: &str| {
        let mut words = line.split(' ');
        Some((words.next()?.to_owned(), words.next()?.strip_prefix('v')?.to_owned()))
    };
    tree.lines().filter_map(package).collect()
}

#[track_caller]
fn assert_at_most(packages: &BTreeSet<(String, String)>, most: usize) {
    assert!(packages.contains(&("huaweicloud-gaussdb".to_owned(), "0.1.0".to_owned())));
    assert!(packages.len() <= most, "{} packages: {packages:#?}", packages.len());
}

#[test]
fn the_client_is_within_its_weight() {
    assert_at_most(&packages(""), 120);
}

#[test]
fn without_its_transport_the_client_is_light() {
    let packages = packages(" --no-default-features");
    assert_at_most(&packages, 32);
    for heavy in ["tokio", "hyper", "reqwest", "rustls", "syn", "serde_derive"] {
        assert!(packages.iter().all(|(name, _)| name != heavy), "{heavy} is there");
    }
}

#[test]
fn without_its_transport_the_client_has_nothing_that_browsers_lack() {
    let tree = cargo("tree -p huaweicloud-gaussdb -e normal --prefix none --target wasm32-unknown-unknown --no-default-features");
    for lacking in ["getrandom", "hyper", "libc", "mio", "openssl", "ring", "rustls", "socket2", "tokio", "wasm-bindgen"] {
        assert!(tree.lines().all(|line| line.split(' ').next() != Some(lacking)), "{lacking} is there");
    }
}

#[test]
fn the_client_that_waits_has_no_async_runtime() {
    let packages = packages(" --no-default-features --features blocking");
    assert_at_most(&packages, 80);
    for heavy in ["tokio", "hyper", "reqwest", "syn"] {
        assert!(packages.iter().all(|(name, _)| name != heavy), "{heavy} is there");
    }
}

/// `1.85` or `1.85.0`, to be compared.
fn version(text: &str) -> (u32, u32, u32) {
    let mut numbers = text.split('.').map(|number| number.parse().unwrap());
    (numbers.next().unwrap(), numbers.next().unwrap_or(0), numbers.next().unwrap_or(0))
}

#[test]
fn no_dependency_needs_a_newer_rust() {
    let metadata: Value = serde_json::from_str(&cargo("metadata --format-version 1 --all-features")).unwrap();
    let all = metadata["packages"].as_array().unwrap();
    let rust = |name: &str, exact: &str| {
        let package = all.iter().find(|package| package["name"] == name && package["version"] == exact).unwrap();
        package["rust_version"].as_str().map(version)
    };
    let stated = rust("huaweicloud-gaussdb", "0.1.0").expect("the crate states its Rust");
    let newer: Vec<_> = packages(" --all-features").into_iter().filter(|(name, exact)| rust(name, exact) > Some(stated)).collect();
    assert!(newer.is_empty(), "{newer:?} need more than {stated:?}");
}
