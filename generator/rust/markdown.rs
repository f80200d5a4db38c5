//! One line of Markdown, made inert.

/// The line with everything escaped that could be HTML, a link to anything but the web, or an intra-doc link.
pub(super) fn escaped(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        // What is plain, which is nearly all, is taken over word by word.
        let plain = rest.find(is_special).unwrap_or(rest.len());
        if let (true, Some(text)) = (plain > 0, rest.get(..plain)) {
            out.push_str(text);
            rest = rest.get(plain..).unwrap_or_default();
            continue;
        }
        let (written, length) =
            code_span(rest).or_else(|| link(rest)).or_else(|| address(rest, out.chars().last())).unwrap_or_else(|| single(first, rest));
        out.push_str(&written);
        rest = rest.get(length..).unwrap_or_default();
    }
    out
}

/// Whether something other than a plain character may begin here.
fn is_special(character: char) -> bool {
    matches!(character, '\\' | '<' | '[' | ']' | '`' | '~' | 'h')
}

/// A character by itself, and how many bytes it took.
fn single(first: char, rest: &str) -> (String, usize) {
    match first {
        // What was escaped stays escaped; any other backslash is one.
        '\\' => match rest.chars().nth(1).filter(char::is_ascii_punctuation) {
            Some(next) => (format!("\\{next}"), 2),
            None => ("\\\\".to_owned(), 1),
        },
        '<' | '[' | ']' | '`' => (format!("\\{first}"), 1),
        '~' if rest.starts_with("~~~") => ("\\~\\~\\~".to_owned(), 3),
        other => (other.to_string(), other.len_utf8()),
    }
}

/// A code span that ends on its line. Code is shown as it is, so nothing in it needs an escape.
fn code_span(rest: &str) -> Option<(String, usize)> {
    let ticks = rest.len() - rest.trim_start_matches('`').len();
    if !(1..=2).contains(&ticks) {
        return None;
    }
    let mark = rest.get(..ticks)?;
    let inner = rest.get(ticks..)?;
    let end = inner.find(mark)?;
    let code = inner.get(..end)?;
    // A longer run of ticks would end it somewhere else.
    if code.is_empty() || inner.get(end + ticks..)?.starts_with('`') {
        return None;
    }
    Some((format!("{mark}{code}{mark}"), ticks * 2 + end))
}

/// `[text](https://…)`.
fn link(rest: &str) -> Option<(String, usize)> {
    let inner = rest.strip_prefix('[')?;
    let close = inner.find(']')?;
    let text = inner.get(..close)?;
    let target = inner.get(close + 1..)?.strip_prefix('(')?;
    let end = target.find(')')?;
    let url = target.get(..end)?;
    if text.is_empty() || text.contains(['[', '`', '<', '\\', '!']) || !safe(url) {
        return None;
    }
    Some((format!("[{text}]({url})"), close + end + 4))
}

/// A bare address, or one in angle brackets: rustdoc wants the brackets.
fn address(rest: &str, before: Option<char>) -> Option<(String, usize)> {
    let (inner, brackets) = rest.strip_prefix('<').map_or((rest, false), |inner| (inner, true));
    if !(inner.starts_with("https://") || inner.starts_with("http://")) || before.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let end = inner.find(|character: char| !address_character(character)).unwrap_or(inner.len());
    let url = inner.get(..end)?.trim_end_matches(['.', ',', ':', ';', '!', '?', '\'', ')', '*', '_']);
    if !safe(url) {
        return None;
    }
    let closed = brackets && inner.get(url.len()..)?.starts_with('>');
    if brackets && !closed {
        return None;
    }
    Some((format!("<{url}>"), url.len() + if closed { 2 } else { 0 }))
}

fn safe(url: &str) -> bool {
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    host.is_some_and(|host| host.starts_with(|first: char| first.is_ascii_alphanumeric())) && url.chars().all(address_character)
}

fn address_character(character: char) -> bool {
    character.is_ascii_alphanumeric() || "-._~:/?#@!$&'()*+,;=%".contains(character)
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn only_harmless_markdown_survives() {
        let cases = [
            ("plain *text*", "plain *text*"),
            ("<script>x</script>", "\\<script>x\\</script>"),
            ("<img onerror=x>", "\\<img onerror=x>"),
            ("see [Pet] and [`Pet`]", "see \\[Pet\\] and \\[`Pet`\\]"),
            ("[x](javascript:alert(1))", "\\[x\\](javascript:alert(1))"),
            ("[x](data:text/html,x)", "\\[x\\](data:text/html,x)"),
            ("[x](https://a.example/b)", "[x](https://a.example/b)"),
            ("at https://a.example/b.", "at <https://a.example/b>."),
            ("<https://a.example>", "<https://a.example>"),
            ("`a < b` and `` c` ``", "`a < b` and `` c` ``"),
            ("a ` b", "a \\` b"),
            ("\\[Pet\\] C:\\x", "\\[Pet\\] C:\\\\x"),
            ("```rust", "\\`\\`\\`rust"),
            ("Vec<u8>", "Vec\\<u8>"),
        ];
        for (text, expected) in cases {
            assert_eq!(escaped(text), expected);
        }
    }
}
