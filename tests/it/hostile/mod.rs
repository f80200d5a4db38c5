//! Documents that mean harm: a report or an inert crate, soon, and never a panic.

mod documents;
mod inert;
mod texts;

use std::time::{Duration, Instant};

use specwright::Package;

use crate::fixture;

/// The crates that come of hostile documents.
pub fn members() -> Vec<(String, Package)> {
    documents::all().into_iter().filter_map(|(name, text)| Some((name.clone(), fixture::generate_text(&name, &text).package?))).collect()
}

#[test]
fn hostile_documents_give_a_report_or_an_inert_crate() {
    let mut emitted = 0;
    for (name, text) in documents::all() {
        let begin = Instant::now();
        let outcome = fixture::generate_text(&name, &text);
        assert!(begin.elapsed() < Duration::from_secs(10), "{name} took {:?}", begin.elapsed());
        let report = fixture::report(&outcome);
        assert!(!report.chars().any(|character| character.is_control() && character != '\n'), "{name}:\n{report}");
        assert_eq!(outcome.report.has_errors(), outcome.package.is_none(), "{name}:\n{report}");
        assert!(!report.contains("[internal]"), "{name}:\n{report}");
        if let Some(package) = outcome.package {
            emitted += 1;
            inert::check(&name, &package);
        }
    }
    assert!(emitted > 40, "only {emitted} of the documents are accepted, so the others are too broken to show anything");
}
