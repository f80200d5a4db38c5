//! YAML that would exhaust a parser → refused before the parser that builds the tree sees it. That one keeps all events of a document
//! in memory, and takes quadratic time over brackets within brackets; a document that could make it do so is first run through the
//! other parser, event by event, and no further than the limits.

use saphyr_parser::{Event, Parser};

use super::tree::MOST_NODES;
use crate::report::{Code, code};

/// The deepest nesting of lists and mappings.
pub(super) const DEEPEST: usize = 128;

/// The limit that a document exceeds, if any.
pub(super) fn exceeded(text: &str) -> Option<(&'static Code, String)> {
    let suspicion = suspicion(text)?;
    let (mut depth, mut nodes) = (0_usize, 0_usize);
    for event in Parser::new_from_str(text) {
        let event = match event {
            Ok((event, _)) => event,
            // The other parser says it better, unless brackets would keep it busy.
            Err(_) if suspicion == Suspicion::Size => return None,
            Err(error) if error.info().contains("recursion limit") => return Some(too_deep()),
            Err(error) => return Some((&code::SYNTAX, format!("this is not YAML: {}", error.info()))),
        };
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                depth += 1;
                nodes += 1;
            }
            Event::MappingEnd | Event::SequenceEnd => depth = depth.saturating_sub(1),
            Event::Scalar(..) | Event::Alias(_) => nodes += 1,
            _ => {}
        }
        if depth > DEEPEST {
            return Some(too_deep());
        }
        // Keys are events too, and no nodes.
        if nodes > 2 * MOST_NODES {
            return Some((&code::TOO_MANY_NODES, "the document has more than 5 million nodes".to_owned()));
        }
    }
    None
}

fn too_deep() -> (&'static Code, String) {
    (&code::TOO_DEEP, "the document is nested deeper than 128 levels".to_owned())
}

/// The limit that a document may exceed.
#[derive(PartialEq, Eq)]
enum Suspicion {
    Depth,
    Size,
}

/// Whether there are enough brackets and separators that a limit could be exceeded. Those within quotes and comments count as well:
/// an ordinary document is far from either number.
fn suspicion(text: &str) -> Option<Suspicion> {
    let (mut open, mut separators) = (0_usize, 0_usize);
    for byte in text.bytes() {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            b',' | b'\n' | b'-' | b':' | b'?' => separators += 1,
            _ => {}
        }
        if open > 4 * DEEPEST {
            return Some(Suspicion::Depth);
        }
    }
    (separators > MOST_NODES).then_some(Suspicion::Size)
}

#[cfg(test)]
mod tests {
    use super::exceeded;

    #[test]
    fn what_would_exhaust_the_parser() {
        let table = [
            ("a: [1, 2]".to_owned(), None),
            (format!("a: {}", "[".repeat(1_000_000)), Some("too-deep")),
            (format!("a: '{}'", "[".repeat(1_000)), None),
        ];
        for (text, expected) in table {
            assert_eq!(exceeded(&text).map(|(code, _)| code.name), expected);
        }
    }
}
