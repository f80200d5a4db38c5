//! Emitted clients of small documents, one for each kind of parameter, body and answer, against a server that sees the bytes. The tests
//! are those of `tests/fixtures/calls`, a crate beside the emitted ones.

use std::fs;

use crate::fixture;
use crate::workspace::{Workspace, scratch};

const MEMBERS: [&str; 14] = [
    "enums", "errors-by-status", "form-fields", "item-schema", "multipart", "nullability", "paging", "parameters", "security-alternatives",
    "security-schemes", "server-variables", "several-successes", "streams", "text-and-binary",
];

#[test]
fn emitted_clients_send_and_read_what_the_documents_say() {
    let documents = fixture::documents(&fixture::folder("accept"));
    let wanted = documents.iter().filter(|(name, _)| MEMBERS.contains(&name.as_str()));
    let members: Vec<_> = wanted.map(|(name, path)| (name.clone(), fixture::generate(name, path).package.unwrap())).collect();
    let target = scratch().join("calls/calls");
    fs::create_dir_all(target.join("src")).unwrap();
    for file in [
        "Cargo.toml", "src/lib.rs", "src/server.rs", "src/addresses.rs", "src/items.rs", "src/security.rs", "src/parameters.rs",
        "src/pages.rs", "src/bodies.rs", "src/answers.rs",
    ] {
        fs::copy(fixture::folder("calls").join(file), target.join(file)).unwrap();
    }
    let workspace = Workspace::with("calls", &members, &["calls"]);
    workspace.quiet(&["test", "--package", "calls", "--lib"], &[]);
}
