//! Text of a document → rustdoc text made inert.
//!
//! Markdown is kept where it cannot do harm: paragraphs, lists, emphasis, code, links to the web. Everything else is shown as it is written:
//! HTML, brackets that are no links, other links. Code is always fenced as `text`, at the beginning of a line, so that rustdoc never runs it.

use std::borrow::Cow;

/// Rustdoc text, line by line. The only way from a document's text into comments.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Docs(Vec<String>);

/// The most that one item takes over from a document.
const LIMIT: usize = 8 * 1024;

impl Docs {
    /// The inert form of a document's text.
    pub fn new(text: &str) -> Self {
        let mut lines = Vec::new();
        let mut fence: Option<(char, usize)> = None;
        for line in cut(text).split('\n') {
            let line = visible(line);
            match (fence, fence_of(&line)) {
                (Some((mark, length)), Some((other, count))) if mark == other && count >= length && bare(&line, mark) => {
                    lines.push(mark.to_string().repeat(length));
                    fence = None;
                }
                (Some(_), _) => lines.push(line.trim_end().to_owned()),
                (None, Some((mark, count))) => {
                    lines.push(format!("{}text", mark.to_string().repeat(count)));
                    fence = Some((mark, count));
                }
                (None, None) => lines.push(inline(&line)),
            }
        }
        if let Some((mark, length)) = fence {
            lines.push(mark.to_string().repeat(length));
        }
        Self(trimmed(lines))
    }

    /// These lines, or those of `other` where there are none.
    #[must_use]
    pub fn or(self, other: impl FnOnce() -> Self) -> Self {
        if self.is_empty() { other() } else { self }
    }

    /// The inert form of an optional text; nothing for none.
    pub fn of(text: Option<&String>) -> Self {
        text.map(|text| Self::new(text)).unwrap_or_default()
    }

    /// Text of ours, which is taken as it is.
    pub fn ours(text: impl Into<String>) -> Self {
        Self(text.into().split('\n').map(str::to_owned).collect())
    }

    /// These lines, a blank one, and those of `other`. What is empty adds nothing.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        if !self.0.is_empty() && !other.0.is_empty() {
            self.0.push(String::new());
        }
        self.0.extend(other.0);
        self
    }

    /// These lines and those of `other`, without a blank one between them.
    #[must_use]
    pub fn then(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The lines.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// The first paragraph on one line, for places that have room for one.
    pub fn first_line(&self) -> String {
        self.0.iter().take_while(|line| !line.is_empty()).map(|line| line.trim()).collect::<Vec<_>>().join(" ")
    }
}

/// A name of a document as inline code.
pub fn code(name: &str) -> String {
    format!("`{}`", name.replace(['`', '\n', '\r'], " "))
}

fn cut(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{85}', '\u{0b}', '\u{0c}'], "\n");
    let mut end = text.len().min(LIMIT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    match text.get(..end) {
        Some(start) if end < text.len() => format!("{start}…"),
        _ => text,
    }
}

/// A line of text in which control characters are spaces, and those that reorder or hide text are spelled out.
pub fn visible(line: &str) -> Cow<'_, str> {
    if line.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return Cow::Borrowed(line);
    }
    let mut text = String::with_capacity(line.len());
    for character in line.chars() {
        match character {
            '\t' => text.push(' '),
            '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{61c}' => {
                text.push_str(&format!("U+{:04X}", u32::from(character)));
            }
            _ if character.is_control() => text.push(' '),
            _ => text.push(character),
        }
    }
    Cow::Owned(text)
}

/// The mark and length of the code fence that a line begins with.
fn fence_of(line: &str) -> Option<(char, usize)> {
    let line = line.trim_start();
    let mark = line.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let count = line.chars().take_while(|character| *character == mark).count();
    let rest = line.trim_start_matches(mark);
    // A backtick in the rest makes it inline code (CommonMark 0.31, 4.5).
    (count >= 3 && !(mark == '`' && rest.contains('`'))).then_some((mark, count.min(16)))
}

fn bare(line: &str, mark: char) -> bool {
    line.trim().chars().all(|character| character == mark)
}

/// A line outside code: long runs of spaces would begin a code block somewhere, so they are folded.
fn inline(line: &str) -> String {
    let indent = line.len() - line.trim_start_matches(' ').len();
    let body = line.trim();
    let mut folded = Cow::Borrowed(body);
    while folded.contains("  ") {
        folded = Cow::Owned(folded.replace("  ", " "));
    }
    let mut text = super::markdown::escaped(&folded);
    text.truncate(text.trim_end().len());
    if indent > 0 && !text.is_empty() {
        text.insert_str(0, &" ".repeat(indent.min(3)));
    }
    text
}

fn trimmed(lines: Vec<String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for line in lines {
        if !(line.is_empty() && kept.last().is_none_or(String::is_empty)) {
            kept.push(line);
        }
    }
    while kept.last().is_some_and(String::is_empty) {
        kept.pop();
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::Docs;

    fn lines(text: &str) -> Vec<String> {
        Docs::new(text).lines().map(str::to_owned).collect()
    }

    #[test]
    fn code_is_always_text_and_at_the_margin() {
        assert_eq!(lines("  ```rust\n  panic!();\n  ```\nend"), ["```text", "  panic!();", "```", "end"]);
        assert_eq!(lines("~~~\n```rust\nx"), ["~~~text", "```rust", "x", "~~~"]);
        assert_eq!(lines("    std::fs::write(\"x\", \"\")"), ["   std::fs::write(\"x\", \"\")"]);
        assert_eq!(lines("-     std::process::exit(1)"), ["- std::process::exit(1)"]);
        assert_eq!(lines("> ```rust\n> evil()"), ["> \\`\\`\\`rust", "> evil()"]);
    }

    #[test]
    fn line_breaks_of_every_kind_stay_inside() {
        assert_eq!(lines("ok\rfn a() {}\u{85}b\u{b}c\r\nd"), ["ok", "fn a() {}", "b", "c", "d"]);
        assert_eq!(lines("a\u{2028}b\u{202e}c\u{7}d"), ["aU+2028bU+202Ec d"]);
    }

    #[test]
    fn blank_lines_are_folded() {
        assert_eq!(lines("\n\na\n\n\n b \n\n"), ["a", "", " b"]);
    }

    #[test]
    fn a_long_text_is_cut() {
        let text = "é".repeat(10_000);
        assert!(lines(&text)[0].len() <= super::LIMIT + 3);
    }
}
