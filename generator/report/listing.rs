//! A report → the text that a terminal shows, in the manner of rustc.

use std::collections::BTreeMap;

use annotate_snippets::{Annotation, AnnotationKind, Element, Level, Origin, Renderer, Snippet};

use super::place::{Mark, Placed};
use super::{Report, Severity, escape};

/// How many findings of one code are shown.
const MOST_OF_ONE_CODE: usize = 20;
/// How many characters of a line are shown before and behind the mark.
const AROUND: usize = 60;

/// Whether the listing has colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Text alone.
    Plain,
    /// With ANSI escapes.
    Coloured,
}

impl Report {
    /// All findings, sorted by place, each with its line of the document; then how many there are. Empty if there are none.
    pub fn render(&self, style: Style) -> String {
        let renderer = match style {
            Style::Plain => Renderer::plain(),
            Style::Coloured => Renderer::styled(),
        };
        let mut text = String::new();
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        let placed = self.placed();
        for found in &placed {
            let count = seen.entry(found.diagnostic.code.name).or_default();
            *count += 1;
            if *count <= MOST_OF_ONE_CODE {
                text.push_str(&self.one(&renderer, found));
                text.push_str("\n\n");
            }
        }
        for (name, count) in seen {
            if count > MOST_OF_ONE_CODE {
                text.push_str(&format!("... and {} more [{name}]\n", count - MOST_OF_ONE_CODE));
            }
        }
        if !placed.is_empty() {
            text.push_str(&counts(&placed));
            text.push('\n');
        }
        text
    }

    fn one(&self, renderer: &Renderer, found: &Placed<'_>) -> String {
        let diagnostic = found.diagnostic;
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let mut group =
            level.primary_title(escape::message(&diagnostic.message)).id(diagnostic.code.name).elements(Vec::<Element<'_>>::new());
        if let Some(mark) = &found.mark {
            group = group.elements(self.lines_of(mark, AnnotationKind::Primary, None));
        }
        if let Some((mark, label)) = &found.related {
            group = group.elements(self.lines_of(mark, AnnotationKind::Context, Some(label)));
        }
        if let Some(help) = &diagnostic.help {
            group = group.element(Level::HELP.message(escape::message(help)));
        }
        without_empty_origins(&renderer.render(&[group]))
    }

    /// Where a mark is, and its line.
    fn lines_of(&self, mark: &Mark, kind: AnnotationKind, label: Option<&'static str>) -> Vec<Element<'static>> {
        let Some(file) = self.sources.file(mark.file) else { return Vec::new() };
        let line = crop(&file.text, mark);
        let annotation: Annotation<'static> = kind.span(line.start..line.end).label(label);
        let snippet = Snippet::source(line.text).line_start(mark.line).fold(false).annotation(annotation);
        let origin = Origin::path(escape::message(&file.name)).line(mark.line).char_column(mark.column);
        vec![Element::Origin(origin), Element::Cause(snippet)]
    }
}

/// A snippet that has no path of its own, because its line may be cropped and its column would be wrong, is announced by a `:::`
/// with nothing behind it. The origin above it says it all.
fn without_empty_origins(text: &str) -> String {
    let is_empty = |line: &str| {
        let mut plain = String::new();
        let mut in_escape = false;
        for character in line.chars() {
            match character {
                '\u{1b}' => in_escape = true,
                'm' if in_escape => in_escape = false,
                _ if in_escape => {}
                other => plain.push(other),
            }
        }
        plain.trim() == ":::"
    };
    text.lines().filter(|line| !is_empty(line)).collect::<Vec<_>>().join("\n")
}

struct Line {
    text: String,
    start: usize,
    end: usize,
}

/// The part of the line around the mark: a minified document is one line of a million characters.
fn crop(text: &str, mark: &Mark) -> Line {
    let (start, end) = mark.bytes;
    let before = text.get(mark.line_start..start).unwrap_or_default();
    let rest = text.get(start..).unwrap_or_default();
    let rest = rest.get(..rest.find(['\n', '\r']).unwrap_or(rest.len())).unwrap_or_default();
    let marked = rest.get(..end.saturating_sub(start)).unwrap_or_default();
    let after = rest.get(marked.len()..).unwrap_or_default();
    // Only as much is taken as is needed to see that there is more.
    let tail = |text: &str, most: usize| {
        let mut characters = text.chars().rev();
        let kept = characters.by_ref().take(most).collect::<Vec<_>>();
        let cut = characters.next().is_some();
        (kept.into_iter().rev().collect::<String>(), cut)
    };
    let head = |text: &str, most: usize| {
        let mut characters = text.chars();
        (characters.by_ref().take(most).collect::<String>(), characters.next().is_some())
    };
    let (before, cut_before) = tail(before, AROUND);
    let (marked, cut_marked) = head(marked, 2 * AROUND);
    let (after, cut_after) = if cut_marked { (String::new(), true) } else { head(after, AROUND) };
    let mut shown = if cut_before { "…".to_owned() } else { String::new() };
    shown.push_str(&escape::line(&before));
    let start = shown.len();
    shown.push_str(&escape::line(&marked));
    let end = shown.len();
    shown.push_str(&escape::line(&after));
    if cut_after {
        shown.push('…');
    }
    Line { text: shown, start, end }
}

fn counts(placed: &[Placed<'_>]) -> String {
    let mut counts: BTreeMap<Severity, usize> = BTreeMap::new();
    for found in placed {
        *counts.entry(found.diagnostic.severity).or_default() += 1;
    }
    let words = counts.iter().rev().map(|(severity, count)| match count {
        1 => format!("1 {}", severity.name()),
        _ => format!("{count} {}s", severity.name()),
    });
    words.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::{Mark, crop};

    #[test]
    fn a_long_line_is_cropped_around_the_mark() {
        let text = format!("{}MARK{}", "a".repeat(1_000), "b".repeat(1_000));
        let line = crop(&text, &Mark { file: 0, line: 1, column: 1_001, line_start: 0, bytes: (1_000, 1_004) });
        assert_eq!(line.text.get(line.start..line.end), Some("MARK"));
        assert_eq!(line.text, format!("…{}MARK{}…", "a".repeat(60), "b".repeat(60)));
    }
}
