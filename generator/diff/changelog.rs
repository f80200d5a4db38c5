//! A changelog with the section of a version: what people wrote is kept.
//!
//! What is written here stands between two marks, so that writing it again replaces it and nothing else.

use std::ops::Range;

const START: &str = "<!-- specwright: from the documents -->";
const END: &str = "<!-- specwright: end -->";

/// `text` with `section` under the heading of `version`: in its place if it is there already, else under what people noted as unreleased, which
/// becomes that version, else above the other versions. `pending` is a version that was written of and never released: it becomes that version, too.
pub(crate) fn updated(text: &str, (version, pending): (&str, Option<&str>), section: &str) -> String {
    let block = format!("{START}\n\n{}\n\n{END}\n", section.trim_end());
    let plain = text.replace("\r\n", "\n");
    let updated = with_block(plain.trim_end(), (version, pending), &block);
    if text.contains("\r\n") { updated.replace('\n', "\r\n") } else { updated }
}

fn with_block(text: &str, (version, pending): (&str, Option<&str>), block: &str) -> String {
    let sections = sections(text);
    let heading = |range: &Range<usize>| text.get(range.clone()).and_then(|part| part.lines().next()).unwrap_or_default();
    let split = |at: usize| text.split_at_checked(at).unwrap_or((text, ""));
    if let Some(own) = sections.iter().find(|section| names(heading(section)) == version) {
        let (before, rest) = split(own.start);
        let (section, after) = rest.split_at_checked(own.len()).unwrap_or((rest, ""));
        return format!("{before}{}{}", replaced(section, block), gap(after));
    }
    match sections.first() {
        Some(first) if is_pending(names(heading(first)), pending) => {
            let (before, rest) = split(first.start);
            let (section, after) = rest.split_at_checked(first.len()).unwrap_or((rest, ""));
            let body = section.split_once('\n').map_or("", |(_, body)| body);
            format!("{before}{}{}", replaced(&format!("## {version}\n{body}"), block), gap(after))
        }
        Some(first) => {
            let (before, after) = split(first.start);
            format!("{before}## {version}\n\n{block}{}", gap(after))
        }
        None if text.is_empty() => format!("# Changelog\n\n## {version}\n\n{block}"),
        None => format!("{text}\n\n## {version}\n\n{block}"),
    }
}

fn is_pending(name: &str, pending: Option<&str>) -> bool {
    name.eq_ignore_ascii_case("unreleased") || Some(name) == pending
}

/// A section with its block: in the place of an older one, or behind what people wrote.
fn replaced(section: &str, block: &str) -> String {
    let marked = section.find(START).zip(section.find(END)).filter(|(start, end)| start < end);
    match marked {
        Some((start, end)) => {
            let before = section.get(..start).unwrap_or_default();
            let after = section.get(end + END.len()..).unwrap_or_default().trim_start_matches('\n');
            format!("{before}{block}{}", if after.trim().is_empty() { String::new() } else { gap(after) })
        }
        None => format!("{}\n\n{block}", section.trim_end()),
    }
}

/// What follows a block: nothing, or a blank line and the rest, which ends with a line end.
fn gap(rest: &str) -> String {
    if rest.trim().is_empty() { String::new() } else { format!("\n{}\n", rest.trim_end()) }
}

/// The sections of the second level, each up to the next.
fn sections(text: &str) -> Vec<Range<usize>> {
    let (mut starts, mut offset, mut fenced) = (Vec::new(), 0, false);
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        }
        if !fenced && line.starts_with("## ") {
            starts.push(offset);
        }
        offset += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().zip(ends).map(|(start, end)| *start..end).collect()
}

/// The version that a heading names: `## [1.2.0] - 2026-01-01`.
fn names(heading: &str) -> &str {
    let word = heading.trim_start_matches('#').split_whitespace().next().unwrap_or_default();
    let word = word.split(']').next().unwrap_or_default();
    word.trim_start_matches('[').trim_start_matches('v')
}

#[cfg(test)]
mod tests {
    use super::{END, START, updated};

    fn block(text: &str) -> String {
        format!("{START}\n\n{text}\n\n{END}\n")
    }

    #[test]
    fn what_people_wrote_is_kept() {
        let ours = block("- B.");
        let cases = [
            (String::new(), format!("# Changelog\n\n## 0.2.0\n\n{ours}")),
            ("# Changes\n\nWords.\n".to_owned(), format!("# Changes\n\nWords.\n\n## 0.2.0\n\n{ours}")),
            ("# Changes\n\n## 0.1.0\n\n- A.\n".to_owned(), format!("# Changes\n\n## 0.2.0\n\n{ours}\n## 0.1.0\n\n- A.\n")),
            (
                "# Changes\n\n## Unreleased\n\n- By hand.\n\n## 0.1.0\n".to_owned(),
                format!("# Changes\n\n## 0.2.0\n\n- By hand.\n\n{ours}\n## 0.1.0\n"),
            ),
            ("## [Unreleased]\n- By hand.".to_owned(), format!("## 0.2.0\n- By hand.\n\n{ours}")),
            (
                format!("## v0.2.0 (a day)\n\n- Mine.\n\n{}- More.\n", block("- Old.")),
                format!("## v0.2.0 (a day)\n\n- Mine.\n\n{ours}\n- More.\n"),
            ),
            (format!("## 0.1.9\n\n- Mine.\n\n{}", block("- Old.")), format!("## 0.2.0\n\n- Mine.\n\n{ours}")),
            (format!("## 0.2.0\n\n{}\n## 0.1.0\n", block("- Old.")), format!("## 0.2.0\n\n{ours}\n## 0.1.0\n")),
            ("```\n## 0.2.0\n```\n\n## 0.1.0\n".to_owned(), format!("```\n## 0.2.0\n```\n\n## 0.2.0\n\n{ours}\n## 0.1.0\n")),
        ];
        for (before, after) in cases {
            assert_eq!(updated(&before, ("0.2.0", Some("0.1.9")), "- B.\n"), after, "{before}");
            assert_eq!(updated(&after, ("0.2.0", None), "- B.\n"), after, "again");
        }
    }

    #[test]
    fn line_ends_stay_what_they_are() {
        assert_eq!(updated("# C\r\n", ("1.0.0", None), "- B."), format!("# C\n\n## 1.0.0\n\n{}", block("- B.")).replace('\n', "\r\n"));
    }
}
