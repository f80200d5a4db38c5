//! Swagger 2.0 → the forms of OpenAPI 3.0, on the bundled tree, in which every reference is a local one.
//!
//! In reading order: `document.rs` (the outer objects), `server.rs`, `security.rs`, `operation.rs` (path items and operations),
//! `media_type.rs` (what `consumes` and `produces` say), `parameter.rs`, `body.rs`, `response.rs`; then, on the new tree, `schema.rs` and
//! `reference.rs`. `moves.rs` remembers what stood where: findings show the text that was written, and references follow what they name.

mod body;
mod document;
mod media_type;
mod moves;
mod operation;
mod parameter;
mod reference;
mod response;
mod schema;
mod security;
mod server;

#[cfg(test)]
mod tests;

use std::rc::Rc;

use serde_json::Value;

use self::media_type::MediaType;
use self::moves::Moves;
use super::bundle::{MOST_COPIED, size};
use super::shape;
use crate::pointer::Pointer;
use crate::report::{Report, code};

/// Rewrites a document. `None` after errors, which the report has.
pub(super) fn rewrite(report: &mut Report, tree: &mut Value) -> Option<()> {
    if !shape::check_swagger(report, tree) {
        return None;
    }
    let mut old = std::mem::take(tree);
    // Nothing is looked up in the schemas, so these move without being copied.
    let schemas = old.as_object_mut().and_then(|root| root.shift_remove("definitions"));
    let (moves, consumes, produces) = (Moves::default(), Rc::default(), Rc::default());
    let mut rewriter = Rewriter { report, old: &old, moves, copied: 0, address: None, consumes, produces };
    *tree = rewriter.document(schemas);
    let Rewriter { moves, copied, .. } = rewriter;
    if copied > MOST_COPIED {
        let message = "the document has more than 5 million nodes once each body has its media types";
        report.add(&code::TOO_MANY_NODES, &Pointer::root(), message);
        return None;
    }
    reference::rewrite(tree, &moves);
    report.sources.rewrite(moves.into_before());
    schema::rewrite(report, tree);
    Some(())
}

/// The work in hand.
struct Rewriter<'r> {
    report: &'r mut Report,
    /// The document as it was written, without its schemas.
    old: &'r Value,
    moves: Moves,
    copied: usize,
    /// The first address of the document.
    address: Option<String>,
    /// What bodies are sent in unless an operation says otherwise; empty if nothing is said.
    consumes: Rc<[MediaType]>,
    /// The same of what is received.
    produces: Rc<[MediaType]>,
}

impl Rewriter<'_> {
    /// A copy, as long as the document does not become too large.
    fn copy(&mut self, value: &Value) -> Value {
        self.copied += size(value);
        if self.is_full() { Value::Null } else { value.clone() }
    }

    /// Whether it is too large: then what is made of the rest does not matter.
    fn is_full(&self) -> bool {
        self.copied > MOST_COPIED
    }
}
