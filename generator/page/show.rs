//! What a page says, as text.

use std::fmt::Write as _;

use super::words::{Facts, Length, Range};
use super::{Page, Row};

impl Page {
    /// A summary: a line for each parameter and field, with the number of the page's line in front.
    #[must_use]
    pub fn summary(&self) -> String {
        let mut text = String::new();
        let mut line = |number: usize, indent: usize, words: &str| {
            let number = if number == 0 { String::new() } else { number.to_string() };
            let _ = writeln!(text, "{number:>6}  {}{words}", "  ".repeat(indent));
        };
        line(0, 0, &self.title);
        line(self.line, 0, &format!("{} {}", self.method, self.path));
        if let Some(updated) = &self.updated {
            line(updated.line, 0, &format!("updated on {}", updated.what));
        }
        for row in &self.parameters {
            let place = row.place.map_or("", super::Place::word);
            line(row.line, 1, &format!("{place} {}", shown(row)));
        }
        for response in &self.responses {
            let status = response.status.as_ref().map_or("a status that is not named".to_owned(), |status| status.what.to_string());
            line(response.line, 0, &format!("answers {status}"));
            response.headers.iter().for_each(|row| line(row.line, 1, &format!("header {}", shown(row))));
            response.fields.iter().for_each(|row| line(row.line, 1, &shown(row)));
        }
        for object in &self.objects {
            line(object.line, 0, &format!("object {}", object.name));
            object.fields.iter().for_each(|row| line(row.line, 1, &shown(row)));
        }
        for example in &self.examples {
            let kind = if example.is_response { "response" } else { "request" };
            let status = example.status.map(|status| format!(" {status}")).unwrap_or_default();
            let what = example.request.clone().unwrap_or_else(|| "JSON".to_owned());
            line(example.line, 0, &format!("example of a {kind}{status}: {what}"));
        }
        for note in &self.notes {
            line(note.line, 0, &format!("note: {}", note.what));
        }
        text
    }
}

fn shown(row: &Row) -> String {
    let typ = row.typ.as_ref().map_or("no type".to_owned(), |typ| typ.what.to_string());
    let given = match row.mandatory.as_ref().map(|given| given.what) {
        Some(true) => ", mandatory",
        Some(false) => ", optional",
        None => "",
    };
    format!("{}: {typ}{given}{}", row.name, limits(&row.facts))
}

pub(super) fn limits(facts: &Facts) -> String {
    let mut words = Vec::new();
    words.extend(facts.range.as_ref().map(|range| range.what.to_string()));
    words.extend(facts.length.as_ref().map(|length| length.what.to_string()));
    words.extend(facts.alphanumeric.as_ref().map(|_| "letters and digits".to_owned()));
    words.extend(facts.prefix.as_ref().map(|prefix| format!("starts with {}", prefix.what)));
    words.extend(facts.suffix.as_ref().map(|suffix| format!("ends with {}", suffix.what)));
    words.extend(facts.integer.as_ref().map(|_| "an integer".to_owned()));
    if !facts.values.is_empty() {
        let values: Vec<&str> = facts.values.iter().map(|value| value.what.as_str()).collect();
        words.push(format!("one of {}", values.join(", ")));
    }
    words.extend(facts.default.as_ref().map(|default| format!("default {}", default.what)));
    words.into_iter().map(|word| format!(", {word}")).collect()
}

impl std::fmt::Display for Range {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.from, self.to) {
            (Some(from), Some(to)) => write!(f, "from {from} to {to}"),
            (Some(from), None) => write!(f, "at least {from}"),
            (None, Some(to)) => write!(f, "at most {to}"),
            (None, None) => f.write_str("any number"),
        }
    }
}

impl std::fmt::Display for Length {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.from, self.to) {
            (Some(from), Some(to)) if from == to => write!(f, "{from} characters"),
            (Some(from), Some(to)) => write!(f, "from {from} to {to} characters"),
            (Some(from), None) => write!(f, "at least {from} characters"),
            (None, Some(to)) => write!(f, "at most {to} characters"),
            (None, None) => f.write_str("any length"),
        }
    }
}
