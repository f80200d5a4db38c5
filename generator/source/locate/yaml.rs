//! The scan of YAML: a stack of open collections over the parser's events. What stands behind an alias or a merge key is not
//! entered; its place is that of the closest value around it.

use std::ops::Range;

use saphyr_parser::{Event, Parser, Span};

use super::{Place, Wanted};

/// An open collection.
struct Open {
    /// What is wanted at it.
    node: Option<usize>,
    /// The number of its next item; `None` for a mapping.
    index: Option<usize>,
    /// The key that was read last and waits for its value.
    key: Option<Option<(String, Range<usize>)>>,
    /// Whether this collection is itself a key.
    is_key: bool,
}

/// Finds what is wanted, as far as the text can be read. Answers whether it could be read to its end.
pub(super) fn scan(text: &str, wanted: &mut Wanted) -> bool {
    let mut open: Vec<Open> = Vec::new();
    let mut whole = true;
    for event in Parser::new_from_str(text) {
        let Ok((event, span)) = event else {
            whole = false;
            break;
        };
        match event {
            Event::Scalar(value, ..) => leaf(&mut open, wanted, Some(&value), &span),
            Event::Alias(_) => leaf(&mut open, wanted, None, &span),
            Event::SequenceStart(..) => start(&mut open, wanted, &span, Some(0)),
            Event::MappingStart(..) => start(&mut open, wanted, &span, None),
            Event::SequenceEnd | Event::MappingEnd => {
                let was_key = open.pop().is_some_and(|closed| closed.is_key);
                if let Some(parent) = open.last_mut().filter(|_| was_key) {
                    parent.key = Some(None);
                }
            }
            Event::DocumentEnd => break,
            _ => {}
        }
    }
    to_bytes(text, wanted);
    whole
}

fn leaf(open: &mut [Open], wanted: &mut Wanted, text: Option<&str>, span: &Span) {
    let range = span.start.index()..span.end.index();
    if let Some(mapping) = open.last_mut().filter(|last| last.index.is_none() && last.key.is_none()) {
        mapping.key = Some(text.map(|text| (text.to_owned(), range)));
        return;
    }
    value(open, wanted, range, false);
}

fn start(open: &mut Vec<Open>, wanted: &mut Wanted, span: &Span, index: Option<usize>) {
    let is_key = open.last().is_some_and(|last| last.index.is_none() && last.key.is_none());
    let range = span.start.index()..span.end.index().max(span.start.index());
    let node = if is_key { None } else { value(open, wanted, range, true) };
    open.push(Open { node, index, key: None, is_key });
}

/// A value begins: what is wanted at it, if it is wanted and the first of its name.
fn value(open: &mut [Open], wanted: &mut Wanted, range: Range<usize>, container: bool) -> Option<usize> {
    let Some(parent) = open.last_mut() else {
        wanted.found(0, Place { value: range, container, ..Place::default() });
        return Some(0);
    };
    let (token, key) = match &mut parent.index {
        Some(index) => {
            *index += 1;
            // The text of the number is only made where something is wanted.
            parent.node?;
            ((*index - 1).to_string(), None)
        }
        None => {
            let (token, key) = parent.key.take()??;
            (token, Some(key))
        }
    };
    let child = wanted.child(parent.node?, &token)?;
    let first = wanted.nodes.get(child).is_some_and(|node| node.place.is_none());
    wanted.found(child, Place { value: range, key, container, ..Place::default() });
    first.then_some(child)
}

/// The parser counts characters; everything else here counts bytes.
fn to_bytes(text: &str, wanted: &mut Wanted) {
    let mut ends = wanted.ranges().flat_map(|range| [&mut range.start, &mut range.end]).collect::<Vec<_>>();
    ends.sort_unstable();
    let mut offsets = text.char_indices().map(|(offset, _)| offset).chain([text.len()]).enumerate().peekable();
    for end in ends {
        while offsets.next_if(|(character, _)| *character < *end).is_some() {}
        *end = offsets.peek().map_or(text.len(), |(_, offset)| *offset);
    }
}
