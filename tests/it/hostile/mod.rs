//! Documents that mean harm: a report or an inert crate, soon, and never a panic.

mod documents;
mod inert;
mod texts;

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use specwright::Package;

use crate::fixture;

/// The crates that come of hostile documents.
pub fn members() -> Vec<(String, Package)> {
    let all = documents::all().into_iter().filter(|(name, _)| !name.starts_with(documents::LONG));
    all.filter_map(|(name, text)| Some((name.clone(), fixture::generate_text(&name, &text).package?))).collect()
}

#[test]
fn hostile_documents_give_a_report_or_an_inert_crate() {
    let mut emitted = BTreeSet::new();
    for (name, text) in documents::all() {
        let begin = Instant::now();
        let outcome = fixture::generate_text(&name, &text);
        assert!(begin.elapsed() < Duration::from_secs(10), "{name} took {:?}", begin.elapsed());
        let report = fixture::report(&outcome);
        assert!(!report.chars().any(|character| character.is_control() && character != '\n'), "{name}:\n{report}");
        assert_eq!(outcome.report.has_errors(), outcome.package.is_none(), "{name}:\n{report}");
        assert!(!report.contains("[internal]"), "{name}:\n{report}");
        if let Some(package) = outcome.package {
            emitted.insert(name.split('-').next().unwrap().to_owned());
            inert::check(&name, &package);
        }
    }
    for row in ["g1", "g2", "g3", "g4", "g5", "g6", "g7", "g8", "g9", "g10", "g11", "g14", "g17", "g18", "g19"] {
        assert!(emitted.contains(row), "all of {row} is too broken to show anything");
    }
}

/// A build script is not optimized, and who calls it may have little stack left.
#[test]
fn a_deep_document_needs_no_stack_of_the_caller() {
    let deep = (0..50).fold("{type: string}".to_owned(), |inner, _| format!("{{type: object, properties: {{p: {inner}}}}}"));
    let answer = format!("{{description: d, content: {{application/json: {{schema: {deep}}}}}}}");
    let inner = "#/paths/~1a/get/responses/200/content/application~1json/schema/properties/p";
    let text = format!(
        "openapi: 3.0.3\ninfo: {{title: t, version: '1'}}\nservers: [{{url: 'https://a.example'}}]\npaths:\n  /a: {{get: {{operationId: a, responses: {{200: {answer}}}}}}}\ncomponents: {{schemas: {{B: {{$ref: '{inner}'}}}}}}\n"
    );
    let caller = std::thread::Builder::new().stack_size(256 << 10);
    let outcome = caller.spawn(move || fixture::generate_text("deep", &text)).unwrap().join().unwrap();
    assert!(outcome.package.is_some(), "{}", fixture::report(&outcome));
}
