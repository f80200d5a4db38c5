//! Emitted clients of small documents, one for each kind of parameter, body and answer, against a server that sees the bytes. The tests
//! are those of `tests/fixtures/calls`, a crate beside the emitted ones.

use std::fs;

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
