//! Emitted clients of small documents, one for each kind of parameter, body and answer, against a server that sees the bytes. The tests
//! are those of `tests/fixtures/calls`, a crate beside the emitted ones.

use std::fs;
use std::path::Path;

use crate::fixture;
use crate::workspace::{Workspace, scratch};

#[test]
fn emitted_clients_send_and_read_what_the_documents_say() {
    let workspace = with_tests("calls", "calls");
    workspace.quiet(&["test", "--package", "calls", "--lib"], &[]);
    // The examples of operations: with files, bytes, types of the user's, lists of a fixed length, bodies of several kinds.
    let with_examples = ["multipart", "text-and-binary", "own-types", "tuples", "several-bodies"];
    let packages = with_examples.iter().flat_map(|name| ["--package", name]);
    workspace.quiet(&["test", "--doc"].into_iter().chain(packages).collect::<Vec<_>>(), &[]);
    assert!(has_models("calls-", "", "paging"), "the names of functions are not found in the tests, which read pages");
    for name in ["errors_by_status", "paging", "several_successes", "streams", "waiters"] {
        assert!(!has_models(&format!("lib{name}-"), "rlib", name), "the library of {name} reads models, which no program may use");
    }
}

/// Whether what was built last, of files that begin and end so, has machine code that reads the models of a crate. A library should not:
/// one function that is not `inline` would bring that of all models which it leads to.
fn has_models(begin: &str, end: &str, name: &str) -> bool {
    let built = fs::read_dir(scratch().join("target/debug/deps")).unwrap().map(|file| file.unwrap().path());
    let is_meant = |file: &Path| file.file_name().is_some_and(|file| file.to_string_lossy().starts_with(begin));
    let built = built.filter(|file| is_meant(file) && file.extension().unwrap_or_default() == end);
    let latest = built.max_by_key(|file| fs::metadata(file).unwrap().modified().unwrap()).unwrap();
    let code = String::from_utf8_lossy(&fs::read(latest).unwrap()).into_owned();
    // As names are mangled: those of methods, and those of what is in the types of others.
    let places = [format!("{}{name}6models", name.len()), format!("{name}..models")];
    code.split('\0').any(|symbol| symbol.contains("6decode") && places.iter().any(|place| symbol.contains(place)))
}

#[test]
fn a_client_without_a_transport_makes_requests_and_reads_answers() {
    with_tests("core", "core-calls").quiet(&["test", "--package", "core-calls", "--lib"], &[]);
}

/// A workspace of the crates that the tests in a folder depend on, and of those tests.
fn with_tests(folder: &str, name: &str) -> Workspace {
    let documents = fixture::documents(&fixture::folder("accept"));
    let manifest = fs::read_to_string(fixture::folder(folder).join("Cargo.toml")).unwrap();
    let wanted = documents.iter().filter(|(name, _)| manifest.contains(&format!("\"../{name}\"")));
    let members: Vec<_> = wanted.map(|(name, path)| (name.clone(), fixture::generate(name, path).package.unwrap())).collect();
    let target = scratch().join(folder).join(name);
    fs::create_dir_all(target.join("src")).unwrap();
    fs::write(target.join("Cargo.toml"), manifest).unwrap();
    for (_, file) in fixture::documents(&fixture::folder(folder).join("src")) {
        fs::copy(&file, target.join("src").join(file.file_name().unwrap())).unwrap();
    }
    Workspace::with(folder, &members, &[name])
}
