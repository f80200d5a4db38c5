//! Texts that match a regular expression.

use regex_syntax::Parser;
use regex_syntax::hir::{Class, Hir, HirKind};
use serde_json::json;

/// Whether the validator can make something of it.
pub fn is_valid(pattern: &str) -> bool {
    jsonschema::options().offline().build(&json!({"pattern": pattern})).is_ok()
}

/// Whether a text matches.
pub fn matches(pattern: &str, text: &str) -> bool {
    jsonschema::is_valid(&json!({"pattern": pattern}), &json!(text))
}

/// A text that matches, of a length within bounds. Where a pattern looks around, the text may fail to match: the validator will say so.
pub fn text(pattern: &str, least: usize, most: usize) -> Option<String> {
    let parse = |pattern: &str| Parser::new().parse(pattern).ok();
    let hir = parse(pattern).or_else(|| parse(&without_looking_around(pattern)))?;
    let mut extras = (0..64).chain([least, least * 2, 100, 1000]);
    extras.find_map(|extra| {
        let mut text = String::new();
        let mut left = extra;
        write(&hir, &mut left, &mut text)?;
        (least..=most).contains(&text.chars().count()).then_some(text)
    })
}

/// The pattern without its `(?=…)`, `(?!…)`, `(?<=…)` and `(?<!…)`, and with the escapes that only ECMA 262 has as what they stand for.
fn without_looking_around(pattern: &str) -> String {
    let (mut out, mut rest) = (String::new(), pattern);
    while let Some(next) = rest.chars().next() {
        if ["(?=", "(?!", "(?<=", "(?<!"].iter().any(|start| rest.starts_with(start)) {
            rest = &rest[closing(rest)..];
        } else if let Some(escaped) = rest.strip_prefix('\\').and_then(|rest| rest.chars().next()) {
            if !matches!(escaped, '/' | '"' | '\'' | '@' | ':' | ',' | '!' | '=' | '%' | ' ' | ';' | '_') {
                out.push('\\');
            }
            out.push(escaped);
            rest = &rest[1 + escaped.len_utf8()..];
        } else {
            out.push(next);
            rest = &rest[next.len_utf8()..];
        }
    }
    out
}

/// Where the group that a pattern begins with ends.
fn closing(pattern: &str) -> usize {
    let (mut depth, mut escaped, mut class) = (0, false, false);
    for (at, character) in pattern.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => class = true,
            ']' => class = false,
            '(' if !class => depth += 1,
            ')' if !class && depth == 1 => return at + 1,
            ')' if !class => depth -= 1,
            _ => {}
        }
    }
    pattern.len()
}

/// Writes what matches, with up to `extra` repetitions more than are needed.
fn write(hir: &Hir, extra: &mut usize, text: &mut String) -> Option<()> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text.push_str(std::str::from_utf8(&literal.0).ok()?),
        HirKind::Class(Class::Unicode(class)) => {
            let has = |wanted: char| class.ranges().iter().any(|range| (range.start()..=range.end()).contains(&wanted));
            let liked = ('a'..='z').chain('0'..='9').chain('A'..='Z').chain(' '..='~').find(|wanted| has(*wanted));
            text.push(liked.or_else(|| class.ranges().first().map(regex_syntax::hir::ClassUnicodeRange::start))?);
        }
        HirKind::Class(Class::Bytes(class)) => text.push(char::from(class.ranges().first()?.start())),
        HirKind::Repetition(repetition) => {
            let room = repetition.max.map_or(u32::MAX, |max| max - repetition.min);
            let more = room.min(u32::try_from(*extra).ok()?);
            *extra -= more as usize;
            for _ in 0..repetition.min + more {
                write(&repetition.sub, extra, text)?;
            }
        }
        HirKind::Capture(capture) => write(&capture.sub, extra, text)?,
        HirKind::Concat(parts) => {
            for part in parts {
                write(part, extra, text)?;
            }
        }
        HirKind::Alternation(parts) => write(parts.first()?, extra, text)?,
    }
    Some(())
}

#[test]
fn texts_match_their_pattern() {
    let table = [
        ("^[a-z]{3}$", 0, 9, Some("aaa")),
        ("^\\d+$", 4, 4, Some("0000")),
        ("^(ab|c)?x*$", 3, 3, Some("abx")),
        ("^.{2}é$", 0, 9, Some("aaé")),
        ("b", 0, 9, Some("b")),
        ("^(?!a[)])b$", 0, 9, Some("b")),
        ("^\\/\\:$", 0, 9, Some("/:")),
        ("^(?<name>a$", 0, 9, None),
        ("^a$", 2, 2, None),
    ];
    for (pattern, least, most, expected) in table {
        assert_eq!(text(pattern, least, most).as_deref(), expected, "{pattern}");
    }
}
