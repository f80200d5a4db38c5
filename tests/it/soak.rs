//! A hundred thousand calls to a server that misbehaves: the program is `tests/fixtures/soak`, a crate beside the emitted ones.
//!
//! ```text
//! cargo test --release --test it -- --ignored --nocapture a_hundred_thousand_calls
//! ```

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::fixture;
use crate::workspace::{Workspace, scratch};

#[test]
#[ignore = "takes a minute of both cores"]
fn a_hundred_thousand_calls_are_neither_lost_nor_doubled() {
    let flagship = fixture::generate("flagship", &Path::new(env!("CARGO_MANIFEST_DIR")).join("spec/huaweicloud-gaussdb.yaml"));
    let posts = fixture::generate("post-json", &fixture::folder("accept").join("post-json.yaml"));
    let members = [("flagship".to_owned(), flagship.package.unwrap()), ("post-json".to_owned(), posts.package.unwrap())];
    let target = scratch().join("soak/soak");
    fs::create_dir_all(target.join("src")).unwrap();
    let manifest = fs::read_to_string(fixture::folder("soak/Cargo.toml")).unwrap();
    // The emitted crate is called after its folder here.
    fs::write(target.join("Cargo.toml"), manifest.replace("huaweicloud-gaussdb = { ", "huaweicloud-gaussdb = { package = \"flagship\", "))
        .unwrap();
    for file in ["main.rs", "server.rs"] {
        fs::copy(fixture::folder("soak/src").join(file), target.join("src").join(file)).unwrap();
    }
    let workspace = Workspace::with("soak", &members, &["soak"]);
    workspace.quiet(&["build", "--release", "--package", "soak"], &[]);
    let status = Command::new(scratch().join("target/release/soak")).status().unwrap();
    assert!(status.success(), "{status}");
}
