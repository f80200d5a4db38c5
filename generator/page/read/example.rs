//! The lines of an example section → request lines and JSON texts.

use serde_json::Value;

use super::super::block::Line;
use super::super::{Example, Said};

/// The most JSON texts without an end. Each is looked for through all that follows.
const MOST_OPEN: usize = 16;

/// The examples in some lines, and what could not be read of them.
pub fn examples(lines: &[Line], is_response: bool, status: Option<u16>) -> (Vec<Example>, Vec<Said<String>>) {
    let (mut examples, mut notes) = (Vec::new(), Vec::new());
    let (mut rest, mut open) = (lines, 0);
    while let [first, after @ ..] = rest {
        let text = first.text.trim();
        let example = Example { is_response, status, line: first.number, request: None, json: None, text: String::new() };
        if !is_response && is_request(text) {
            examples.push(Example { request: Some(text.to_owned()), ..example });
            rest = after;
        } else if text.starts_with(['{', '[']) {
            let found = json(rest);
            match found.parsed {
                Ok(json) => examples.push(Example { json: Some(json), text: found.text, ..example }),
                Err((what, line)) => notes.push(Said { what: format!("the example is no JSON: {what}"), line }),
            }
            open += usize::from(!found.is_closed);
            if open == MOST_OPEN {
                notes.push(Said { what: "the examples behind it are not read".to_owned(), line: first.number });
                break;
            }
            rest = rest.get(found.length.max(1)..).unwrap_or_default();
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

/// JSON that lines begin with.
struct Found {
    /// It, or why it is none and at which line.
    parsed: Result<Value, (String, usize)>,
    /// Its text, as it stands on the lines.
    text: String,
    /// How many lines it takes.
    length: usize,
    /// Whether its brackets are closed.
    is_closed: bool,
}

/// The JSON that lines begin with: up to the line on which its brackets are closed.
fn json(lines: &[Line]) -> Found {
    let start = lines.first().map_or(1, |line| line.number);
    let (mut text, mut number, mut depth, mut end) = (String::new(), start, 0, None);
    for (index, line) in lines.iter().enumerate() {
        // Lines that were left out as empty count, too.
        let gap = line.number.saturating_sub(number).max(usize::from(index > 0));
        text.push_str(&"\n".repeat(gap));
        number += gap;
        text.push_str(&line.text);
        depth += opened(&line.text);
        if depth <= 0 {
            end = Some(index + 1);
            break;
        }
    }
    let wrong = |cause: serde_json::Error| match end {
        None if cause.is_eof() => ("it does not end".to_owned(), start),
        _ => (cause.to_string(), start + cause.line().max(1) - 1),
    };
    let parsed = serde_json::from_str(&text).map_err(wrong);
    // What stands behind one that does not end may be another.
    let next = || lines.iter().skip(1).position(|line| line.text.starts_with(['{', '['])).map_or(lines.len(), |at| at + 1);
    Found { parsed, text, length: end.unwrap_or_else(next), is_closed: end.is_some() }
}

/// How many more brackets a line opens than it closes. No text of JSON goes over the end of a line.
fn opened(line: &str) -> i64 {
    let (mut depth, mut in_text, mut is_escaped) = (0, false, false);
    for character in line.chars() {
        match character {
            _ if is_escaped => is_escaped = false,
            '\\' if in_text => is_escaped = true,
            '"' => in_text = !in_text,
            '{' | '[' if !in_text => depth += 1,
            '}' | ']' if !in_text => depth -= 1,
            _ => {}
        }
    }
    depth
}
