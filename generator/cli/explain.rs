//! `specwright explain`: what a finding means and what to do about it.

use std::fmt::Write as _;

use clap::Args;

use super::findings::find;
use super::{Failure, Terminal, Verdict};
use crate::report::{Severity, code};

/// Explain a finding
///
/// Every finding has a code, in brackets after its severity. Without one, all are listed.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, after_long_help = EXAMPLES)]
pub struct Explain {
    /// The code, such as `dangling-ref`.
    code: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  specwright explain dangling-ref
  specwright explain               list every code with its first sentence";

impl Explain {
    pub fn run(&self, terminal: &Terminal) -> Result<Verdict, Failure> {
        let text = match &self.code {
            None => list(),
            Some(name) => match find(name) {
                Ok(code) => format!("\u{1b}[1m{} [{}]\u{1b}[0m\n\n{}", word(code.severity), code.name, wrap(code.explanation, 80)),
                Err(meant) => {
                    let help = meant.map_or("`specwright explain` lists all".to_owned(), |meant| format!("did you mean `{meant}`?"));
                    return Err(Failure::usage(&format!("no finding has the code `{name}`"), &help));
                }
            },
        };
        terminal.answer(&text)?;
        Ok(Verdict::Done)
    }
}

fn list() -> String {
    let width = code::ALL.iter().map(|code| code.name.len()).max().unwrap_or_default();
    let mut text = String::new();
    for code in code::ALL {
        let first = code.explanation.split_once(". ").map_or(code.explanation, |(first, _)| first).trim_end_matches('.');
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{:7}  {:width$}  {first}", word(code.severity), code.name);
    }
    text.truncate(text.trim_end().len());
    text
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// The words of a paragraph in lines of at most `width` characters, where no word is longer.
fn wrap(text: &str, width: usize) -> String {
    let mut wrapped = String::new();
    let mut column = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        let fits = column > 0 && column + 1 + length <= width;
        if column > 0 {
            wrapped.push(if fits { ' ' } else { '\n' });
        }
        column = if fits { column + 1 + length } else { length };
        wrapped.push_str(word);
    }
    wrapped
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn lines_end_before_the_margin() {
        assert_eq!(wrap("ab cd  ef\ngh", 5), "ab cd\nef gh");
        assert_eq!(wrap("abcdefgh i", 5), "abcdefgh\ni");
        assert_eq!(wrap("", 5), "");
    }
}
