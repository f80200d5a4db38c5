//! Markdown → text: headings, emphasis, code, links and escapes without their marks.

use std::sync::LazyLock;

use regex::Regex;

static LINK: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"!?\[([^\]]*)\]\([^)]*\)").ok());

/// Tags that Markdown has within lines. What else stands in angles are words: `Map<String,String>`.
static TAG: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let names = "a|abbr|b|br|cite|code|div|em|font|h[1-6]|hr|i|img|ins|kbd|li|ol|p|s|small|span|strong|sub|sup|tt|u|ul|var";
    Regex::new(&format!(r"(?i)</?(?:{names})(?:\s[^<>]*)?/?>")).ok()
});

/// The text of a line.
pub fn plain(line: &str) -> String {
    // JSON that no fence protects stays as it is.
    if line.trim_start().starts_with(['{', '}', '"', '[', ']']) && !line.contains("](") {
        return line.to_owned();
    }
    let without = line.trim_start_matches('#');
    let line = if without.len() < line.len() && (without.starts_with(' ') || without.is_empty()) { without.trim_start() } else { line };
    let text = LINK.as_ref().map_or(line.into(), |link| link.replace_all(line, "$1"));
    let text = TAG.as_ref().map_or(text.clone(), |tag| tag.replace_all(&text, "").into_owned().into());
    let text =
        text.replace("**", "").replace("__", "\u{0}").replace('`', "").replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">");
    unescaped(&text.replace("&amp;", "&").replace('\u{0}', "__"))
}

/// A text without the backslashes that protect its punctuation.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let protects = character == '\\' && characters.peek().is_some_and(char::is_ascii_punctuation);
        if !protects {
            plain.push(character);
        } else if let Some(next) = characters.next() {
            plain.push(next);
        }
    }
    plain
}

/// The lines of a cell: at its line breaks.
pub fn cell(number: usize, text: &str) -> Vec<super::Line> {
    let parts = text.replace("<br/>", "<br>").replace("<br />", "<br>").replace("<li>", "<br>• ").replace("<p>", "<br>");
    let lines = parts.split("<br>").map(|part| plain(part.trim())).filter(|part| !part.trim().is_empty());
    lines.map(|text| super::Line { number, text: text.trim().to_owned() }).collect()
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn marks_go_and_words_stay() {
        let cases = [
            ("## URI", "URI"),
            ("**Table 1** URI parameters", "Table 1 URI parameters"),
            ("see [Tokens](https://example.com) and `project\\_id`", "see Tokens and project_id"),
            ("\"a\" : \"b\\_c\"", "\"a\" : \"b\\_c\""),
            ("a \\| b &lt;c&gt;", "a | b <c>"),
            ("Map<String,String> of <b class=\"x\">names</b>", "Map<String,String> of names"),
        ];
        for (markdown, text) in cases {
            assert_eq!(plain(markdown), text);
        }
    }
}
