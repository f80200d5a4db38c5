//! `Document` → findings about its examples and defaults: each is held against the schema that it belongs to.
//!
//! In reading order: `claim.rs` (which value is of which schema), `reference.rs` (where a `$ref` leads), `pattern.rs` (patterns that are
//! none), `convert.rs` (OpenAPI 3.0 → JSON Schema), `work.rs` (what would take too long), `check.rs` (the validator), `mismatch.rs`
//! (its errors → the one that tells most), `unknown.rs` (properties that no schema mentions), `phrase.rs` (values and types in words).

mod check;
mod claim;
mod convert;
mod mismatch;
mod pattern;

pub(crate) use pattern::engine as pattern_engine;
mod phrase;
mod reference;
mod unknown;
mod work;

use crate::pointer::Pointer;
use crate::report::{Report, code};
use crate::source::Document;

/// The stack that validators take, which call themselves for each level of a schema and of a value; paid for only as far as it is used.
const STACK: usize = 256 << 20;

/// Holds every example and every default of a document against its schema.
pub fn examples(report: &mut Report, document: &Document) {
    let checked = std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK);
        let thread = thread.spawn_scoped(scope, || check::check(report, &document.tree))?;
        thread.join().or_else(|panic| std::panic::resume_unwind(panic))
    });
    if let Err(error) = checked {
        let error: std::io::Error = error;
        report.add(&code::EXAMPLE_UNCHECKED, &Pointer::root(), format!("no example is checked: no thread could be started: {error}"));
    }
}
