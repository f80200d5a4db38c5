//! Findings → what a person reads. `code.rs` is the table of everything that can be said, `place.rs` finds the lines,
//! `locate.rs` those of places without a finding, `listing.rs` prints for people, `json.rs` for programs, `escape.rs` makes hostile text inert in both.

pub mod code;
pub(crate) mod escape;
mod json;
mod listing;
mod locate;
mod place;

pub use code::Code;
pub use listing::Style;
pub use locate::Place;

use std::collections::BTreeSet;

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

impl Severity {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What a diagnostic's pointer is relative to, and what is marked there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Spot {
    /// The value at the pointer in the bundled document.
    #[default]
    Value,
    /// The key of the member at the pointer in the bundled document.
    Key,
    /// The value at the pointer in the file of this number.
    File(usize),
    /// A byte of the text of a file: of what could not be parsed, nothing has a pointer.
    Byte { file: usize, offset: usize },
    /// A part of the text of a file that is no document.
    Bytes { file: usize, start: usize, end: usize },
    /// Nothing in any text: the finding is about an argument.
    Nowhere,
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
    /// A second place that takes part, and what it is.
    pub related: Option<(Pointer, &'static str)>,
    pub(crate) spot: Spot,
    /// Whether its places are those of the document after it was written anew.
    pub(crate) rewritten: bool,
}

impl Diagnostic {
    /// A finding at the value of a place.
    pub(crate) fn new(code: &'static Code, pointer: &Pointer, message: impl Into<String>) -> Self {
        let message = message.into();
        let (pointer, severity) = (pointer.clone(), code.severity);
        Self { code, severity, pointer, message, help: None, related: None, spot: Spot::Value, rewritten: false }
    }

    /// With a next step.
    #[must_use]
    pub(crate) fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// At another spot than the value.
    #[must_use]
    pub(crate) fn spot(self, spot: Spot) -> Self {
        Self { spot, ..self }
    }

    /// With a second place.
    #[must_use]
    pub(crate) fn related(self, pointer: &Pointer, label: &'static str) -> Self {
        Self { related: Some((pointer.clone(), label)), ..self }
    }
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
        self.push(Diagnostic::new(code, pointer, message));
    }

    /// Adds a finding with a next step.
    pub fn add_with_help(&mut self, code: &'static Code, pointer: &Pointer, message: impl Into<String>, help: impl Into<String>) {
        self.push(Diagnostic::new(code, pointer, message).help(help));
    }

    /// Adds a finding whose rarer fields are filled in.
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(Diagnostic { rewritten: self.sources.is_rewritten(), ..diagnostic });
    }

    /// Drops what was said, short of errors, about places of the document that have no part in what is generated.
    pub(crate) fn forget(&mut self, places: &BTreeSet<Pointer>) {
        let is_within =
            |pointer: &Pointer| std::iter::successors(Some(pointer.clone()), Pointer::parent).any(|place| places.contains(&place));
        self.diagnostics.retain(|found| found.severity == Severity::Error || !is_within(&found.pointer));
    }

    /// The findings, in the order in which they were made.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Whether anything forbids writing.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Makes every warning an error.
    pub fn deny_warnings(&mut self) {
        for diagnostic in &mut self.diagnostics {
            if diagnostic.severity == Severity::Warning {
                diagnostic.severity = Severity::Error;
            }
        }
    }

    /// Drops the warnings and notes of a code. An error cannot be allowed, and to allow what never happens is itself a warning:
    /// the argument is out of date, or misspelt, and stands at `spot`.
    pub(crate) fn allow(&mut self, code_name: &str, spot: impl FnOnce(&mut Self) -> Spot) {
        let known = code::ALL.iter().find(|code| code.name == code_name);
        let message = match known {
            None => format!("no code is called `{code_name}`"),
            Some(code) if code.severity == Severity::Error => format!("`{code_name}` is an error, and errors cannot be allowed"),
            Some(_) => {
                let before = self.diagnostics.len();
                self.diagnostics.retain(|diagnostic| diagnostic.code.name != code_name);
                if self.diagnostics.len() < before {
                    return;
                }
                format!("`{code_name}` is allowed, and nothing of that kind was found")
            }
        };
        let names = code::ALL.iter().filter(|code| code.severity != Severity::Error).map(|code| code.name);
        let closest = known.is_none().then(|| crate::source::closest(code_name, names)).flatten();
        let help = closest.map(|name| format!("did you mean `{name}`?"));
        let spot = spot(self);
        self.push(Diagnostic { help, ..Diagnostic::new(&code::UNUSED_ALLOW, &Pointer::root(), message).spot(spot) });
    }
}

#[cfg(test)]
mod tests {
    use super::{Pointer, Report, Severity, Spot, code};

    #[test]
    fn what_is_allowed_goes_and_what_is_not_there_is_said() {
        let mut report = Report::default();
        report.add(&code::RENAMED, &Pointer::root(), "a");
        report.allow("renamed", |_| Spot::Nowhere);
        assert!(report.diagnostics().is_empty());
        report.allow("renamed", |_| Spot::Nowhere);
        report.allow("renamd", |_| Spot::Nowhere);
        report.allow("dangling-ref", |_| Spot::Nowhere);
        let said = report.diagnostics().iter().map(|diagnostic| diagnostic.message.as_str()).collect::<Vec<_>>();
        let expected = [
            "`renamed` is allowed, and nothing of that kind was found",
            "no code is called `renamd`",
            "`dangling-ref` is an error, and errors cannot be allowed",
        ];
        assert_eq!(said, expected);
        assert_eq!(report.diagnostics()[1].help.as_deref(), Some("did you mean `renamed`?"));
    }

    #[test]
    fn denied_warnings_are_errors() {
        let mut report = Report::default();
        report.add(&code::UNKNOWN_KEY, &Pointer::root(), "a");
        assert!(!report.has_errors());
        report.deny_warnings();
        assert_eq!(report.diagnostics()[0].severity, Severity::Error);
    }
}
