//! Bytes → `Document`: what was written, in OpenAPI 3.0 forms, with nothing that was not understood passed on in silence.
//!
//! In reading order: `file.rs` (disk), `text.rs` (bytes → text), `parse.rs`, `yaml.rs` and `tree.rs` (text → untyped tree), `overlay/` (what
//! others change in it), `version.rs`, `grammar/` (what may stand where), `identity.rs` (schemas that have names), `bundle/` (other files), `reference.rs` (where each `$ref` leads),
//! `swagger/` (2.0 → 3.0), `modern/` (3.1 → 3.0), `sibling.rs` (what stands beside a `$ref`), `shape/` (is it OpenAPI?), `typed.rs` (untyped
//! tree → `openapiv3`). `described.rs` finds what describes values. `sources.rs` and `locate/` lead back from a place of the document to the
//! line of a file, `suggest.rs` from a misspelt name to the one that was meant.

mod bundle;
#[cfg(feature = "cli")]
mod described;
pub(crate) mod file;
mod grammar;
mod identity;
mod locate;
mod modern;
mod overlay;
mod parse;
mod reference;
mod shape;
mod sibling;
mod sources;
mod suggest;
mod swagger;
mod text;
mod tree;
mod typed;
mod version;
mod yaml;

#[cfg(test)]
mod tests;

#[cfg(feature = "cli")]
pub(crate) use described::{Describer, described};
pub use file::Input;
pub(crate) use locate::{Place, locate};
pub use sources::Sources;
pub(crate) use suggest::closest;

use std::collections::BTreeSet;

use crate::pointer::Pointer;
use crate::report::Report;
use version::Version;

/// A document as it was written, read and in one piece.
#[derive(Debug)]
pub struct Document {
    /// The typed document without its paths. Every `$ref` in it leads to a place of this document.
    pub api: openapiv3::OpenAPI,
    /// The same, untyped, for what the typed form has no room for.
    pub tree: serde_json::Value,
    /// Places of the tree that the typed form cannot hold.
    leave_out: BTreeSet<Pointer>,
}

impl Document {
    /// The paths, in the document's order.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &str> {
        let paths = self.tree.get("paths").and_then(serde_json::Value::as_object);
        paths.into_iter().flat_map(|paths| paths.keys()).map(String::as_str).filter(|path| !path.starts_with("x-"))
    }

    /// What stands at a path, if something does that can be read.
    pub(crate) fn path_item(&self, report: &mut Report, path: &str) -> Option<openapiv3::PathItem> {
        typed::path_item(report, &self.tree, &self.leave_out, path)
    }
}

/// A tree as YAML.
#[cfg(feature = "cli")]
pub(crate) fn yaml_text(tree: &serde_json::Value) -> String {
    serde_yaml::to_string(tree).unwrap_or_default()
}

/// Reads a document, with what overlays change in it, and the files that it refers to. `None` after errors, which the report has.
pub fn read(report: &mut Report, input: &Input, overlays: &[Input]) -> Option<Document> {
    let file = text::load(report, input)?;
    let mut tree = parse::parse(report, file)?;
    overlay::apply(report, &mut tree, overlays)?;
    let version = version::version(report, &tree)?;
    let grammar = version.grammar();
    if version == Version::V31 {
        identity::rewrite(report, &mut tree);
    }
    bundle::bundle(report, grammar, &mut tree, input);
    reference::check(report, grammar, &mut tree);
    if version == Version::V20 {
        swagger::rewrite(report, &mut tree)?;
    }
    modern::rewrite(report, &mut tree, version == Version::V31);
    sibling::rewrite(report, &mut tree);
    let leave_out = shape::check(report, &mut tree);
    if report.has_errors() {
        return None;
    }
    let api = typed::parse(report, &tree, &leave_out)?;
    Some(Document { api, tree, leave_out })
}
