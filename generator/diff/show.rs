//! Changes → text, Markdown or JSON.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{Change, Class, Comparison};
use crate::report::{Place, escape};

/// How a comparison is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// For people: a line for each change, and one for its places.
    #[default]
    Text,
    /// A section of a changelog.
    Markdown,
    /// For programs: one object.
    Json,
}

impl Comparison {
    /// The comparison as text, which ends with a line end.
    #[must_use]
    pub fn render(&self, format: Format) -> String {
        match format {
            Format::Text => self.text(),
            Format::Markdown => format!("## {}\n\n{}", self.next(), self.section()),
            Format::Json => format!("{:#}\n", self.json()),
        }
    }

    fn text(&self) -> String {
        let mut text = String::new();
        for change in &self.changes {
            let _ = writeln!(text, "{:9}  {}", change.class.name(), escape::message(&change.sentence(false)));
            let places: Vec<String> = [&change.old, &change.new].into_iter().flatten().map(Place::to_string).collect();
            if !places.is_empty() {
                let _ = writeln!(text, "{:9}  {}", "", escape::message(&places.join(" → ")));
            }
        }
        let (verdict, version, next) = (self.verdict(), &self.version, self.next());
        if self.changes.is_empty() {
            let _ = writeln!(text, "none: nothing changes for users of `{}` {version}", self.name);
        } else {
            let _ = writeln!(text, "\n{}: {}; `{}` {version} → {next}", verdict.name(), self.counts(), self.name);
        }
        text
    }

    fn counts(&self) -> String {
        let count = |class: Class| (self.of(class).count(), class);
        let word = |(count, class): (usize, Class)| match (class, count) {
            (Class::Addition, 2..) => format!("{count} additions"),
            _ => format!("{count} {}", class.name()),
        };
        Class::ALL.into_iter().map(count).filter(|(count, _)| *count > 0).map(word).collect::<Vec<_>>().join(", ")
    }

    /// The changes as Markdown, under a heading for each class.
    pub(crate) fn section(&self) -> String {
        let headings =
            [(Class::Breaking, "Breaking"), (Class::Addition, "Added"), (Class::Behaviour, "Changed"), (Class::Docs, "Documentation")];
        let mut text = String::new();
        for (class, heading) in headings {
            let lines: Vec<String> = self.of(class).map(|change| format!("- {}.\n", change.sentence(true))).collect();
            if !lines.is_empty() {
                let gap = if text.is_empty() { "" } else { "\n" };
                let _ = write!(text, "{gap}### {heading}\n\n{}", lines.concat());
            }
        }
        if text.is_empty() { "Nothing changes for users.\n".to_owned() } else { text }
    }

    fn json(&self) -> Value {
        let place =
            |place: &Option<Place>| place.as_ref().map(|place| json!({"file": place.file, "line": place.line, "column": place.column}));
        let change = |change: &Change| {
            json!({
                "class": change.class.name(), "path": change.path, "what": change.what, "from": change.from, "to": change.to,
                "old": place(&change.old), "new": place(&change.new),
            })
        };
        json!({
            "crate": self.name, "version": self.version, "verdict": self.verdict().name(), "next": self.next(),
            "changes": self.changes.iter().map(change).collect::<Vec<_>>(),
        })
    }
}

impl Change {
    /// The change in one line, in Markdown or as it is.
    fn sentence(&self, markdown: bool) -> String {
        let code = |text: &str| if markdown { fenced(text) } else { text.to_owned() };
        let words = match (&self.from, &self.to) {
            (Some(from), Some(to)) => format!(": {} → {}", code(from), code(to)),
            (None, Some(to)) if !to.is_empty() => format!(": {}", code(to)),
            (Some(from), None) if !from.is_empty() => format!(": {}", code(from)),
            _ => String::new(),
        };
        format!("{}: {}{words}", code(&self.path), self.what)
    }
}

/// A text as code, which nothing in it can end (CommonMark, 6.1).
fn fenced(text: &str) -> String {
    let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let gap = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{gap}{text}{gap}{fence}")
}

#[cfg(test)]
mod tests {
    use super::fenced;

    #[test]
    fn code_cannot_be_ended_by_what_is_in_it() {
        let cases = [("a", "`a`"), ("`a`", "`` `a` ``"), ("a``b", "```a``b```"), ("a\n# b", "`a # b`")];
        for (text, code) in cases {
            assert_eq!(fenced(text), code);
        }
    }
}
