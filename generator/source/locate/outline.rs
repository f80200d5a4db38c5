//! A YAML text → what of it has to be scanned for the wanted places: the scan of a whole document takes longer than reading it did.
//!
//! Entries of block mappings that hold nothing wanted are left out, line by line, by their indentation. Only keys in their plain forms
//! are understood, what has a long one stays, and only mappings that begin on a line of their own are entered; a text with anything else
//! on the way has no outline.

use std::ops::Range;

use super::Wanted;

/// The lines that are left.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// Their text.
    pub text: String,
    /// Where each run of lines begins in this text, and where it began in the whole one.
    runs: Vec<(usize, usize)>,
}

/// A mapping that is entered.
struct Open {
    indent: usize,
    node: usize,
    /// Whether no entry was seen yet. The first always stays: a mapping without entries would be none.
    first: bool,
}

/// What the lines that are indented deeper than an entry are.
enum Below {
    /// Parts of a value that stays or goes as a whole, behind a key in its plain form or in its long one.
    Whole { stays: bool, long: bool },
    /// A mapping that is to be entered, if it is one.
    Mapping(usize),
}

impl Outline {
    /// The outline of a text; `None` if its lines do not tell what is in it.
    pub fn new(text: &str, wanted: &Wanted) -> Option<Self> {
        let mut outline = Self::default();
        let mut open: Vec<Open> = Vec::new();
        let mut entry: Option<(usize, Below)> = None;
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let at = start;
            start += line.len();
            let content = line.trim_start_matches(' ');
            let indent = line.len() - content.len();
            let content = content.trim_end_matches(['\n', '\r', ' ']);
            if content.contains('\r') {
                return None;
            }
            let is_text = !content.is_empty() && !content.starts_with('#');
            let is_item = content == "-" || content.starts_with("- ");
            let is_value = content == ":" || content.starts_with(": ");
            if let Some((above, below)) = &mut entry {
                let is_more = is_item || is_value && matches!(below, Below::Whole { long: true, .. });
                let inside = !is_text || indent > *above || (indent == *above && is_more);
                match below {
                    Below::Mapping(node) if inside && is_text && indent > *above && (is_long(content) || key(content).is_some()) => {
                        open.push(Open { indent, node: *node, first: true });
                    }
                    Below::Mapping(_) if inside => {
                        if is_text {
                            *below = Below::Whole { stays: true, long: false };
                        }
                        outline.keep(line, at);
                        continue;
                    }
                    Below::Whole { stays, .. } if inside => {
                        if *stays {
                            outline.keep(line, at);
                        }
                        continue;
                    }
                    _ => {}
                }
            } else if !is_text || content == "---" {
                outline.keep(line, at);
                continue;
            } else {
                open.push(Open { indent, node: 0, first: true });
            }
            open.truncate(open.iter().take_while(|mapping| mapping.indent <= indent).count());
            let mapping = open.last_mut().filter(|mapping| mapping.indent == indent)?;
            let first = std::mem::take(&mut mapping.first);
            let below = if is_long(content) {
                Below::Whole { stays: true, long: true }
            } else {
                let (key, has_more) = key(content)?;
                match wanted.child(mapping.node, key) {
                    // Of a mapping that is wanted itself, the first entry says where it begins.
                    Some(child) if !has_more => Below::Mapping(child),
                    child => Below::Whole { stays: first || child.is_some(), long: false },
                }
            };
            if !matches!(below, Below::Whole { stays: false, .. }) {
                outline.keep(line, at);
            }
            entry = Some((indent, below));
        }
        Some(outline)
    }

    fn keep(&mut self, line: &str, at: usize) {
        let here = self.text.len();
        if self.runs.last().is_none_or(|(begin, from)| here - begin + from != at) {
            self.runs.push((here, at));
        }
        self.text.push_str(line);
    }

    /// A range of this text → the same in the whole one.
    pub fn back(&self, range: &Range<usize>) -> Range<usize> {
        let after = self.runs.partition_point(|(begin, _)| *begin <= range.start);
        let start = after.checked_sub(1).and_then(|run| self.runs.get(run)).map_or(range.start, |(begin, from)| range.start - begin + from);
        start..start + range.len()
    }
}

/// Whether a line begins with a key in its long form, which may go on below.
fn is_long(content: &str) -> bool {
    content.starts_with("? ")
}

/// The key that a line begins with, and whether more than a comment follows; `None` if it is not of a form that needs no reading.
fn key(content: &str) -> Option<(&str, bool)> {
    let first = content.chars().next()?;
    let (key, rest) = match first {
        '"' | '\'' => {
            let (key, rest) = content.get(1..)?.split_once(first)?;
            (key, rest.trim_start_matches(' ').strip_prefix(':')?)
        }
        '-' | '?' | ':' | ',' | '[' | ']' | '{' | '}' | '#' | '&' | '*' | '!' | '|' | '>' | '%' | '@' | '`' | '\t' => return None,
        _ => match content.split_once(": ") {
            Some((key, rest)) => (key.trim_end_matches(' '), rest),
            None => (content.strip_suffix(':')?.trim_end_matches(' '), ""),
        },
    };
    let is_quoted = matches!(first, '"' | '\'');
    let is_read = first == '"' && key.contains('\\')
        // A tab may end a key, too, so that what stands here is a key and more.
        || key.contains('\t')
        || key.contains(" #")
        || is_quoted && !rest.is_empty() && !rest.starts_with(' ');
    let rest = rest.trim_start_matches(' ');
    (!is_read).then_some((key, !rest.is_empty() && !rest.starts_with('#')))
}

#[cfg(test)]
mod tests {
    use super::super::Wanted;
    use super::{Outline, key};
    use crate::pointer::Pointer;

    #[test]
    fn what_is_not_wanted_is_left_out() {
        let text =
            "a:\n  b: 1\n  c:\n    d: |\n      e:\n        f\n    g: 2\n  # h\n  'i':\n  - j\nk:\n    l: 3\n    m: 4\n    n:\n     o: 5\n";
        let wanted = Wanted::new(&[Pointer::root().child("k").child("n").child("o")]);
        let outline = Outline::new(text, &wanted).unwrap();
        assert_eq!(outline.text, text.replace("    m: 4\n", ""));
        let wanted = Wanted::new(&[Pointer::root().child("k")]);
        assert_eq!(
            Outline::new(text, &wanted).unwrap().text,
            "a:\n  b: 1\n  c:\n    d: |\n      e:\n        f\n    g: 2\n  # h\n  'i':\n  - j\nk:\n    l: 3\n"
        );
        let wanted = Wanted::new(&[Pointer::root().child("a").child("i")]);
        let outline = Outline::new(text, &wanted).unwrap();
        assert_eq!(outline.text, "a:\n  b: 1\n  'i':\n  - j\n");
        let here = outline.text.find("'i'").unwrap();
        assert_eq!(text.get(outline.back(&(here..here + 3))), Some("'i'"));
    }

    #[test]
    fn what_has_a_long_key_stays() {
        let text = "a:\n  ? b\n    c\n  : d: 1\n    e: 2\n  f: 3\n  g:\n    h: 4\n    i: 5\n";
        let wanted = Wanted::new(&[Pointer::root().child("a").child("g").child("i")]);
        assert_eq!(Outline::new(text, &wanted).unwrap().text, text.replace("  f: 3\n", ""));
    }

    #[test]
    fn other_forms_have_no_outline() {
        for text in
            ["x: 1\ny: 2\n: z\n", "a: 1\nb: 2\rc: 3\n", "{a: 1}", "a: {\n  b: 1\n}\nc: 2\n", "- a\n", "\ta: 1\n", "a:\n    b: 1\n  c: 2\n"]
        {
            let wanted = Wanted::new(&[Pointer::root().child("a").child("b")]);
            assert!(Outline::new(text, &wanted).is_none(), "{text}");
        }
    }

    #[test]
    fn keys() {
        let table = [
            ("a:", Some(("a", false))),
            ("a: # b", Some(("a", false))),
            ("a: b: c", Some(("a", true))),
            ("'/a/{b}': ", Some(("/a/{b}", false))),
            ("/a(b='{c}'):", Some(("/a(b='{c}')", false))),
            ("a\\\"b: 1", Some(("a\\\"b", true))),
            ("\"it's\": 1", Some(("it's", true))),
            ("\"a\\n\": 1", None),
            ("'it''s': 1", None),
            ("a:\t\"b: c\"", None),
            ("a:\t# b: c", None),
            ("a\u{a0}: 1", Some(("a\u{a0}", true))),
            ("\"a\" b: 1", None),
            ("a", None),
            ("http://a", None),
        ];
        for (content, expected) in table {
            assert_eq!(key(content), expected, "{content}");
        }
    }
}
