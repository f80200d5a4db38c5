//! One document for each thing that can be said → a snapshot of the report.

use std::collections::BTreeSet;

use specwright::report::{Severity, code};

use crate::fixture;

/// Codes that no small document can have, or that none should.
const WITHOUT_FIXTURE: &[(&str, &str)] = &[
    ("too-large", "a document of 64 MiB is no fixture"),
    ("malformed", "everything that is known to be malformed has a clearer code"),
    ("bad-pattern", "is said by `lint` alone: see `lint.rs`"),
    ("default-mismatch", "is said by `lint` alone: see `lint.rs`"),
    ("example-mismatch", "is said by `lint` alone: see `lint.rs`"),
    ("example-unchecked", "is said by `lint` alone: see `lint.rs`"),
    ("example-unknown-property", "is said by `lint` alone: see `lint.rs`"),
    ("unused-allow", "is about an argument: see `cli.rs`"),
    ("bad-overlay", "is about an overlay: see `config.rs`"),
    ("unmatched-target", "is about an overlay: see `config.rs`"),
    ("unmatched-setting", "is about the configuration: see `config.rs`"),
    ("internal", "is a defect"),
];

#[test]
fn every_code_has_a_document_that_shows_it() {
    let names: BTreeSet<String> = fixture::documents(&fixture::folder("reject")).into_iter().map(|(name, _)| name).collect();
    let without: BTreeSet<&str> = WITHOUT_FIXTURE.iter().map(|(name, _)| *name).collect();
    for code in code::ALL {
        let expected = !without.contains(code.name);
        assert_eq!(names.contains(code.name), expected, "tests/fixtures/reject/{}.yaml", code.name);
    }
    for name in names.iter().map(String::as_str).chain(without) {
        assert!(code::ALL.iter().any(|code| code.name == name), "there is no code `{name}`");
    }
}

#[test]
fn reports_show_the_place_and_a_next_step() {
    for (name, path) in fixture::documents(&fixture::folder("reject")) {
        let outcome = fixture::generate(&name, &path);
        let found = outcome.report.diagnostics().iter().find(|diagnostic| diagnostic.code.name == name);
        let report = fixture::report(&outcome);
        let severity = found.unwrap_or_else(|| panic!("{name} is not reported:\n{report}")).severity;
        assert_eq!(outcome.package.is_none(), severity == Severity::Error, "{name}:\n{report}");
        fixture::assert_snapshot("reject", &name, &report);
    }
}
