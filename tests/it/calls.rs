//! Emitted clients of small documents, one for each kind of parameter, body and answer, against a server that sees the bytes. The tests
//! are those of `tests/fixtures/calls`, a crate beside the emitted ones.

use std::fs;

use crate::fixture;
use crate::workspace::{Workspace, scratch};

#[test]
fn emitted_clients_send_and_read_what_the_documents_say() {
    let documents = fixture::documents(&fixture::folder("accept"));
    let manifest = fs::read_to_string(fixture::folder("calls/Cargo.toml")).unwrap();
    let wanted = documents.iter().filter(|(name, _)| manifest.contains(&format!("\"../{name}\"")));
    let members: Vec<_> = wanted.map(|(name, path)| (name.clone(), fixture::generate(name, path).package.unwrap())).collect();
    let target = scratch().join("calls/calls");
    fs::create_dir_all(target.join("src")).unwrap();
    fs::write(target.join("Cargo.toml"), manifest).unwrap();
    for (_, file) in fixture::documents(&fixture::folder("calls/src")) {
        fs::copy(&file, target.join("src").join(file.file_name().unwrap())).unwrap();
    }
    let workspace = Workspace::with("calls", &members, &["calls"]);
    workspace.quiet(&["test", "--package", "calls", "--lib"], &[]);
    // The examples of operations: with files, bytes, types of the user's, lists of a fixed length, bodies of several kinds.
    let with_examples = ["multipart", "text-and-binary", "own-types", "tuples", "several-bodies"];
    let packages = with_examples.iter().flat_map(|name| ["--package", name]);
    workspace.quiet(&["test", "--doc"].into_iter().chain(packages).collect::<Vec<_>>(), &[]);
}
