//! Everything that documents make of the generator compiles, without a warning of rustc, clippy or rustdoc.

use specwright::Package;

use crate::workspace::Workspace;
use crate::{fixture, hostile};

/// The crate of every document that is accepted, those that mean harm included.
fn members() -> Vec<(String, Package)> {
    let accepted = fixture::documents(&fixture::folder("accept"));
    let accepted = accepted.iter().map(|(name, path)| (name.clone(), fixture::generate(name, path).package.unwrap()));
    accepted.chain(hostile::members()).collect()
}

#[test]
fn what_is_emitted_compiles_without_warnings() {
    let workspace = Workspace::new("compile", &members());
    // Clippy says what rustc says, too.
    workspace.quiet(&["clippy", "--workspace"], &[]);
    workspace.quiet(&["clippy", "--package", "keywords", "--no-default-features"], &[]);
    // What differs from document to document where callers wait: pages, streams, and whether there are models at all.
    workspace.quiet(&["clippy", "--package", "paging", "--package", "streams", "--package", "no-operations", "--all-features"], &[]);
    workspace.quiet(&["doc", "--workspace", "--no-deps"], &[]);
}
