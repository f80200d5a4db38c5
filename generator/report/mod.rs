//! Findings → what a person reads. `code.rs` is the table of everything that can be said, `listing.rs` prints it.

pub mod code;
mod listing;

pub use code::Code;

use crate::pointer::Pointer;
use crate::source::Sources;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A decision worth knowing.
    Note,
    /// This piece is left out or approximated, and the rest is generated.
    Warning,
    /// Nothing is written.
    Error,
}

/// One finding, at one place.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// What kind of finding it is; its severity comes with it.
    pub code: &'static Code,
    /// How much it weighs here: the code's own severity unless `--deny` or `--allow` changed it.
    pub severity: Severity,
    /// The place in the document.
    pub pointer: Pointer,
    /// What is so, on one line, naming the thing.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

/// All findings of one run, and the texts that they point into.
#[derive(Debug, Default)]
pub struct Report {
    /// The files that were read.
    pub sources: Sources,
    diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// Adds a finding.
    pub fn add(&mut self, code: &'static Code, pointer: &Pointer, message: impl Into<String>) {
        self.push(code, pointer, message.into(), None);
    }

    /// Adds a finding with a next step.
    pub fn add_with_help(&mut self, code: &'static Code, pointer: &Pointer, message: impl Into<String>, help: impl Into<String>) {
        self.push(code, pointer, message.into(), Some(help.into()));
    }

    fn push(&mut self, code: &'static Code, pointer: &Pointer, message: String, help: Option<String>) {
        let diagnostic = Diagnostic { code, severity: code.severity, pointer: pointer.clone(), message, help };
        self.diagnostics.push(diagnostic);
    }

    /// The findings, in the order in which they were made.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Whether anything forbids writing.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}
