//! Everything that documents make of the generator compiles, without a warning of rustc, clippy or rustdoc.

use std::fs;

use specwright::Package;

use crate::workspace::{self, Workspace};
use crate::{fixture, hostile};

/// The crate of every document that is accepted, those that mean harm included.
fn members() -> Vec<(String, Package)> {
    let accepted = fixture::documents(&fixture::folder("accept"));
    let accepted = accepted.iter().map(|(name, path)| (name.clone(), fixture::generate(name, path).package.unwrap()));
    accepted.chain(hostile::members()).collect()
}

#[test]
fn what_is_emitted_compiles_without_warnings() {
    let members = members();
    let workspace = Workspace::new("compile", &members);
    // Clippy says what rustc says, too.
    workspace.quiet(&["clippy", "--workspace"], &[]);
    workspace.quiet(&["clippy", "--package", "keywords", "--no-default-features"], &[]);
    // What differs from document to document where callers wait: pages, streams, and whether there are models at all.
    let everything = ["--features", "blocking,test-util,tracing"];
    workspace
        .quiet(&[&["clippy", "--package", "paging", "--package", "streams", "--package", "no-operations"], &everything[..]].concat(), &[]);
    workspace.quiet(&["clippy", "--package", "lent", "--features", "blocking,metadata"], &[]);
    for some in members.chunks(TOGETHER) {
        let packages = some.iter().flat_map(|(name, _)| ["--package", name]);
        let arguments: Vec<&str> = ["doc", "--no-deps"].into_iter().chain(packages).collect();
        workspace.quiet(&arguments, &[]);
        for shared in ["search.index", "trait.impl", "type.impl"] {
            let _ = fs::remove_dir_all(workspace::scratch().join("target/doc").join(shared));
        }
    }
}

/// The crates that are documented with a search index in common. rustdoc writes that anew for each crate that it adds: with all of them it
/// would take ten times as long as the docs.
const TOGETHER: usize = 12;
