//! A page against a document: where they say different things.
//!
//! `place.rs` finds what the document says of an operation, `row.rs` holds rows of tables against parameters and properties, `sent.rs` against headers that are
//! none, `limit.rs` what both
//! say of values, `example.rs` the page against its own examples. A difference that the document means is told by `x-page` beside an
//! `x-note`: what the page says there, and why the document says something else.

mod example;
mod limit;
mod place;
mod row;
mod sent;

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Page, Place, Row};
use crate::pointer::Pointer;
use place::{Operation, Spot};

/// A difference between a page and a document, or between a page and its own example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What the difference is in: `type`, `mandatory`, `range`, `example` …
    pub aspect: &'static str,
    /// What is so, on one line.
    pub what: String,
    /// The line of the page.
    pub line: usize,
    /// Where the document says it, or where it would.
    pub at: Pointer,
    /// Why the document means it, if it does.
    pub reason: Option<String>,
}

/// Whether the document has the operation of a page.
pub(crate) fn has_operation(tree: &Value, page: &Page) -> bool {
    Operation::find(tree, &page.method, &page.path).is_some()
}

/// All differences, in the order of the page.
pub(crate) fn check(tree: &Value, page: &Page) -> Vec<Difference> {
    let mut checking = Checking { tree, page, found: Vec::new() };
    match Operation::find(tree, &page.method, &page.path) {
        Some(operation) => checking.operation(&operation),
        None => {
            let what = format!("the document has no operation `{} {}`", page.method, page.path);
            checking.found.push(Difference { aspect: "row", what, line: page.line, at: Pointer::root().child("paths"), reason: None });
        }
    }
    let mut found = checking.found;
    // What an example says of a row that is wrong itself follows from that.
    let is_open = |difference: &Difference| {
        difference.reason.is_none() && ["row", "name", "type", "length", "suffix", "prefix", "letters"].contains(&difference.aspect)
    };
    let wrong: Vec<(&str, Pointer)> =
        found.iter().filter(|difference| is_open(difference)).map(|difference| (difference.aspect, difference.at.clone())).collect();
    // What is in something of another type is of another type itself.
    let follows = |at: &Pointer| wrong.iter().any(|(aspect, own)| own == at || *aspect == "type" && at.strip_prefix(own).is_some());
    found.retain(|difference| difference.aspect != "example" || !follows(&difference.at));
    let mut seen = BTreeSet::new();
    found.retain(|difference| seen.insert((difference.what.clone(), difference.at.clone())));
    found.sort_by_key(|difference| difference.line);
    found
}

struct Checking<'d> {
    tree: &'d Value,
    page: &'d Page,
    found: Vec<Difference>,
}

impl<'d> Checking<'d> {
    /// Adds a difference; one that is meant if the document repeats what the page says here, and gives a reason.
    fn add(&mut self, spot: &Spot<'_>, (aspect, says): (&'static str, &str), line: usize, what: String) {
        let said = spot.find("x-page").and_then(|page| page.get(aspect));
        let is_meant = said.is_some_and(|said| said.as_str().map_or_else(|| said.to_string(), str::to_owned) == says);
        let reason = spot.find("x-note").and_then(Value::as_str).filter(|_| is_meant).map(str::to_owned);
        self.found.push(Difference { aspect, what, line, at: spot.at.clone(), reason });
    }

    fn operation(&mut self, operation: &Operation<'d>) {
        let page = self.page;
        self.updated(operation);
        let rows = page.parameters.iter().filter(|row| row.place != Some(Place::Body));
        self.parameters(operation, &rows.collect::<Vec<_>>());
        let body: Vec<&Row> = page.parameters.iter().filter(|row| row.place == Some(Place::Body)).collect();
        match (operation.body(self.tree), body.first()) {
            (Some(schema), Some(_)) => self.fields(&schema, &body, page.line, 0),
            (Some(schema), None) => {
                self.add(&schema, ("row", "absent"), page.line, "the document has a request body, and the page has none".to_owned())
            }
            (None, Some(row)) => {
                let what = "the page has a request body, and the document has none".to_owned();
                self.add(&operation.spot, ("body", "present"), row.line, what);
            }
            (None, None) => {}
        }
        self.responses(operation);
        self.examples(operation);
    }

    /// Whether the page is newer than what the document was made of.
    fn updated(&mut self, operation: &Operation<'d>) {
        let Some(updated) = &self.page.updated else { return };
        let recorded = operation.spot.find("x-source").and_then(|source| source.get("updated")).and_then(Value::as_str);
        let what = match recorded {
            Some(recorded) if recorded < updated.what.as_str() => {
                format!("the page was updated on {}, after what the document was made of ({recorded})", updated.what)
            }
            Some(_) => return,
            None => format!("the page was updated on {}; the document does not record of when it is (`x-source`)", updated.what),
        };
        self.add(&operation.spot, ("updated", &updated.what), updated.line, what);
    }

    fn responses(&mut self, operation: &Operation<'d>) {
        let page = self.page;
        for response in &page.responses {
            let status = response.status.as_ref().map(|status| status.what);
            let Some(spot) = operation.response(self.tree, status) else {
                let status = status.map_or("a success".to_owned(), |status| format!("status {status}"));
                let what = format!("the document has no answer for {status}, which the page describes");
                self.add(&operation.spot, ("status", &status), response.line, what);
                continue;
            };
            let rows: Vec<&Row> = response.fields.iter().collect();
            match (spot.content(self.tree), rows.is_empty()) {
                (Some(schema), false) => self.fields(&schema, &rows, response.line, 0),
                (None, false) => self.add(
                    &spot,
                    ("body", "present"),
                    response.line,
                    "the answer has a body on the page, and none in the document".to_owned(),
                ),
                _ => {}
            }
        }
        let named: Vec<u16> = page.responses.iter().filter_map(|response| Some(response.status.as_ref()?.what)).collect();
        for (status, spot) in operation.statuses(self.tree) {
            if !named.is_empty() && !named.contains(&status) {
                self.add(
                    &spot,
                    ("row", "absent"),
                    page.line,
                    format!("the document has an answer for status {status}, which the page has not"),
                );
            }
        }
    }
}
