//! Findings → the lines they are about. Each file is scanned once, for all the places in it that are printed.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Diagnostic, Report, Spot, code};
use crate::pointer::Pointer;
use crate::source::{self, Place};

/// Where in which file a finding is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Mark {
    /// The number of the file.
    pub file: usize,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
    /// The first byte of the line.
    pub line_start: usize,
    /// What is marked, in bytes of the file; never beyond the end of the line.
    pub bytes: (usize, usize),
}

/// A finding with its marks.
#[derive(Debug)]
pub(super) struct Placed<'r> {
    pub diagnostic: &'r Diagnostic,
    pub mark: Option<Mark>,
    pub related: Option<(Mark, &'static str)>,
}

/// A question to a file: whose, and whether it is the second place of a finding.
struct Question {
    diagnostic: usize,
    related: bool,
    pointer: Pointer,
}

/// To which finding, whether it is its second place, and the bytes of which file.
type Answer = (usize, bool, usize, Range<usize>);

impl Report {
    /// All findings with their places: sorted by file, line and column, and each only once.
    pub(super) fn placed(&self) -> Vec<Placed<'_>> {
        let (questions, mut answers) = self.questions();
        for (file, questions) in questions {
            let Some(text) = self.sources.file(file).map(|file| file.text.as_str()) else { continue };
            let pointers = questions.iter().map(|question| question.pointer.clone()).collect::<Vec<_>>();
            for (question, place) in questions.iter().zip(source::locate(text, &pointers)) {
                let Some(diagnostic) = self.diagnostics.get(question.diagnostic) else { continue };
                let range = place.map_or(0..0, |place| choose(diagnostic, question.related, place));
                answers.push((question.diagnostic, question.related, file, range));
            }
        }
        let mut placed = self.diagnostics.iter().map(|diagnostic| Placed { diagnostic, mark: None, related: None }).collect::<Vec<_>>();
        for (index, related, mark) in self.lines(answers) {
            let Some(placed) = placed.get_mut(index) else { continue };
            match (&placed.diagnostic.related, related) {
                (Some((_, label)), true) => placed.related = Some((mark, label)),
                _ => placed.mark = Some(mark),
            }
        }
        placed.sort_by(|a, b| a.mark.cmp(&b.mark).then_with(|| a.key().cmp(&b.key())));
        // What was written once can be at several places of the document, in each media type of a body, say.
        placed.dedup_by(|a, b| a.mark == b.mark && a.words() == b.words());
        placed
    }

    /// The pointers to look up in each file, and the places that are known already.
    fn questions(&self) -> (BTreeMap<usize, Vec<Question>>, Vec<Answer>) {
        let mut questions: BTreeMap<usize, Vec<Question>> = BTreeMap::new();
        let mut known = Vec::new();
        for (diagnostic, found) in self.diagnostics.iter().enumerate() {
            let place = |pointer: &Pointer| match found.spot {
                Spot::File(file) => (file, pointer.clone()),
                _ if found.rewritten => self.sources.origin(pointer),
                _ => self.sources.origin_before(pointer),
            };
            match found.spot {
                Spot::Nowhere => continue,
                Spot::Byte { file, offset } => known.push((diagnostic, false, file, offset..offset)),
                Spot::Bytes { file, start, end } => known.push((diagnostic, false, file, start..end)),
                _ => {
                    let (file, pointer) = place(&found.pointer);
                    questions.entry(file).or_default().push(Question { diagnostic, related: false, pointer });
                }
            }
            if let Some((pointer, _)) = &found.related {
                let (file, pointer) = place(pointer);
                questions.entry(file).or_default().push(Question { diagnostic, related: true, pointer });
            }
        }
        (questions, known)
    }

    /// Byte ranges → lines and columns, in one pass over each file.
    fn lines(&self, mut answers: Vec<Answer>) -> Vec<(usize, bool, Mark)> {
        answers.sort_by_key(|(_, _, file, range)| (*file, range.start));
        let mut marks = Vec::with_capacity(answers.len());
        let (mut current, mut line, mut line_start, mut counted, mut column) = (usize::MAX, 1, 0, 0, 1);
        // Kept from one mark to the next: a minified document is one line, with all marks on it.
        let mut line_end = 0;
        for (index, related, file, range) in answers {
            let Some(text) = self.sources.file(file).map(|file| file.text.as_str()) else { continue };
            if file != current {
                (current, line, line_start, counted, column) = (file, 1, 0, 0, 1);
                line_end = 0;
            }
            let start = floor(text, range.start);
            for character in text.get(counted..start).unwrap_or_default().char_indices() {
                column += 1;
                if character.1 == '\n' {
                    (line, column, line_start) = (line + 1, 1, counted + character.0 + 1);
                }
            }
            counted = start;
            if line_end < start || start == 0 {
                let rest = text.get(start..).unwrap_or_default();
                line_end = start + rest.find(['\n', '\r']).unwrap_or(rest.len());
            }
            let end = floor(text, range.end).clamp(start, line_end);
            marks.push((index, related, Mark { file, line, column, line_start, bytes: (start, end) }));
        }
        marks
    }
}

impl Placed<'_> {
    fn key(&self) -> (&'static str, &str, &str) {
        let (code, message) = self.words();
        (code, message, self.diagnostic.pointer.as_str())
    }

    fn words(&self) -> (&'static str, &str) {
        (self.diagnostic.code.name, &self.diagnostic.message)
    }
}

/// Which part of a place is marked: a value on one line, else its key.
fn choose(diagnostic: &Diagnostic, related: bool, place: Place) -> Range<usize> {
    if diagnostic.code.name == code::DUPLICATE_KEY.name {
        let repeat = place.repeats.into_iter().next_back().filter(|_| !related);
        return repeat.or(place.key).unwrap_or(place.value);
    }
    match place.key {
        Some(key) if place.container || diagnostic.spot == Spot::Key || !place.exact => key,
        _ if place.container => place.value.start..place.value.start + 1,
        _ => place.value,
    }
}

fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}
