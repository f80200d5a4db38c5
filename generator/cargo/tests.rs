use std::fs;
use std::path::Path;

use super::{Build, Messages, package};

const DOCUMENT: &str = "openapi: 3.0.3\ninfo: {title: Pets, version: '1'}\npaths: {}\n";

/// What a client without security, pagination and basic authentication needs.
const NEEDED: &[&str] = &[
    "bytes", "futures-core", "http", "httpdate", "percent-encoding", "reqwest", "rustls", "rustls-platform-verifier", "serde",
    "serde_json", "tokio", "tower-layer", "tower-service", "zeroize",
];

/// What a build script says in a package whose manifest and document these are.
fn build(folder: &Path, manifest: &str, document: &str) -> Messages {
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    fs::write(folder.join("pets.yaml"), document).unwrap();
    fs::create_dir_all(folder.join("out")).unwrap();
    let mut messages = Messages::default();
    Build::new(folder.join("pets.yaml")).work(&mut messages, &folder.join("out"), folder);
    messages
}

fn manifest() -> String {
    let lines: Vec<String> = NEEDED.iter().map(|name| format!("{name} = \"1\"")).collect();
    format!("[package]\nname = \"x\"\n[dependencies]\n{}\n", lines.join("\n"))
}

#[test]
fn a_module_is_named_after_the_document_and_its_sources_are_watched() {
    let folder = tempfile::tempdir().unwrap();
    let messages = build(folder.path(), &manifest(), DOCUMENT);
    assert!(!messages.has_errors, "{:?}", messages.lines);
    assert!(folder.path().join("out/pets.rs").is_file());
    for name in ["pets.yaml", "Cargo.toml"] {
        let line = format!("cargo::rerun-if-changed={}", folder.path().join(name).display());
        assert_eq!(messages.lines.iter().filter(|other| **other == line).count(), 1, "{name} in {:?}", messages.lines);
    }
}

#[test]
fn a_dependency_that_the_manifest_lacks_is_named_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let messages = build(folder.path(), "[package]\nname = \"x\"\n", DOCUMENT);
    assert!(messages.has_errors);
    for name in NEEDED {
        let start = format!("cargo::error={name} = ");
        assert!(messages.lines.iter().any(|line| line.starts_with(&start)), "{name} in {:?}", messages.lines);
    }
}

#[test]
fn a_broken_document_is_told_line_by_line_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let messages = build(folder.path(), &manifest(), "openapi: [\n");
    assert!(messages.has_errors && !folder.path().join("out/pets.rs").exists());
    assert!(messages.lines.iter().all(|line| line.starts_with("cargo::") && !line.contains('\n')), "{:?}", messages.lines);
    assert!(messages.lines.iter().any(|line| line.starts_with("cargo::error=error")), "{:?}", messages.lines);
}

#[test]
fn what_is_missing_or_misnamed_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("pets.yaml"), DOCUMENT).unwrap();
    let document = folder.path().join("pets.yaml");
    let builds = [
        Build::new("nowhere.yaml"),
        Build::new(&document).config("nowhere.toml"),
        Build::new(&document).out("../x.rs"),
        Build::new(&document).out("a\nb"),
    ];
    for build in builds {
        let mut messages = Messages::default();
        build.work(&mut messages, folder.path(), folder.path());
        assert!(messages.has_errors, "{build:?}");
        assert!(messages.lines.iter().all(|line| !line.contains('\n')));
    }
}

#[test]
fn the_named_file_is_written() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("pets.yaml"), DOCUMENT).unwrap();
    let mut messages = Messages::default();
    Build::new(folder.path().join("pets.yaml")).out("client.rs").work(&mut messages, folder.path(), folder.path());
    assert!(folder.path().join("client.rs").is_file());
    assert!(package::write_file(folder.path(), "client.rs", b"").is_ok());
}

#[test]
fn a_configuration_counts_and_its_overlays_are_watched_even_if_they_cannot_be_read() {
    let folder = tempfile::tempdir().unwrap();
    build(folder.path(), &manifest(), DOCUMENT);
    let [config, overlay] = ["specwright.toml", "fixes.yaml"].map(|name| folder.path().join(name));
    let text =
        "document = \"pets.yaml\"\noutput = \"x\"\noverlays = [\"fixes.yaml\"]\n[package]\nname = \"x\"\n[findings]\ndeny = \"warnings\"\n";
    fs::write(&config, text).unwrap();
    let said = || {
        let mut messages = Messages::default();
        let build = Build::new(folder.path().join("pets.yaml")).config(&config);
        build.work(&mut messages, &folder.path().join("out"), folder.path());
        assert!(messages.lines.contains(&format!("cargo::rerun-if-changed={}", overlay.display())), "{:?}", messages.lines);
        messages
    };
    assert!(said().lines.iter().any(|line| line.starts_with("cargo::error=error: cannot read")));
    assert!(said().lines.iter().any(|line| line.contains("specwright.toml:3:13")), "{:?}", said().lines);
    let action = |update: &str| format!("overlay: 1.0.0\ninfo: {{}}\nactions: [{{target: $, update: {update}}}]\n");
    fs::write(&overlay, action("{paths: {/cats: {get: {operationId: listCats, responses: {'204': {description: None.}}}}}}")).unwrap();
    assert!(!said().has_errors, "{:?}", said().lines);
    assert!(fs::read_to_string(folder.path().join("out/pets.rs")).unwrap().contains("list_cats"));
    fs::write(&overlay, action("{inof: Cats}")).unwrap();
    assert!(said().lines.iter().any(|line| line.contains("error[unknown-key]")), "{:?}", said().lines);
}
