//! The lines of an example section → request lines and JSON texts.

use serde_json::Value;

use super::super::block::Line;
use super::super::{Example, Said};

/// The examples in some lines, and what could not be read of them.
pub fn examples(lines: &[Line], is_response: bool, status: Option<u16>) -> (Vec<Example>, Vec<Said<String>>) {
    let (mut examples, mut notes) = (Vec::new(), Vec::new());
    let mut rest = lines;
    while let [first, after @ ..] = rest {
        let text = first.text.trim();
        let example = Example { is_response, status, line: first.number, request: None, json: None, text: String::new() };
        if !is_response && is_request(text) {
            examples.push(Example { request: Some(text.to_owned()), ..example });
            rest = after;
        } else if text.starts_with(['{', '[']) {
            let (json, length) = json(rest);
            match json {
                Ok((json, text)) => examples.push(Example { json: Some(json), text, ..example }),
                Err((what, line)) => notes.push(Said { what: format!("the example is no JSON: {what}"), line }),
            }
            rest = rest.get(length.max(1)..).unwrap_or_default();
        } else {
            rest = after;
        }
    }
    (examples, notes)
}

fn is_request(text: &str) -> bool {
    let method = text.split_whitespace().next().unwrap_or_default();
    ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"].contains(&method)
}

/// JSON and its text, or why it is none and at which line.
type Parsed = Result<(Value, String), (String, usize)>;

/// The JSON that lines begin with, with its text as it stands on them; and how many lines it takes.
fn json(lines: &[Line]) -> (Parsed, usize) {
    let start = lines.first().map_or(1, |line| line.number);
    let (mut text, mut failed) = (String::new(), None);
    for (index, line) in lines.iter().enumerate() {
        // Lines that were left out as empty count, too.
        let gap = line.number.saturating_sub(start + text.matches('\n').count());
        if index > 0 {
            text.push_str(&"\n".repeat(gap.max(1)));
        }
        text.push_str(&line.text);
        if !line.text.trim_end().ends_with(['}', ']']) {
            continue;
        }
        match serde_json::from_str(&text) {
            Ok(value) => return (Ok((value, text)), index + 1),
            Err(cause) if cause.is_eof() => {}
            Err(cause) => {
                failed.get_or_insert((cause.to_string(), start + cause.line() - 1));
            }
        }
    }
    let what = failed.unwrap_or_else(|| ("it does not end".to_owned(), start));
    // What stands behind it may be another.
    let next = lines.iter().skip(1).position(|line| line.text.starts_with(['{', '['])).map_or(lines.len(), |at| at + 1);
    (Err(what), next)
}
