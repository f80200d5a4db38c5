//! What a description says: in words for people, and in figures that a schema can have.

use std::sync::LazyLock;

use regex::Regex;
use serde::Serialize;

use super::Said;
use super::block::Line;

/// What a description says.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Facts {
    /// What it is, in words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// The range of numbers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<Said<Range>>,
    /// How many characters it has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub length: Option<Said<Length>>,
    /// Whether only letters and digits are allowed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alphanumeric: Option<Said<bool>>,
    /// What it ends with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suffix: Option<Said<String>>,
    /// What it starts with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prefix: Option<Said<String>>,
    /// Whether the text is that of an integer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub integer: Option<Said<bool>>,
    /// The values that it may have.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<Said<String>>,
    /// The default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<Said<String>>,
    /// Whether the page has a place for limits and says nothing there, as text that lost its lists does.
    #[serde(skip)]
    pub is_lost: bool,
    /// Whether the description is divided: then what is not said is not so.
    #[serde(skip)]
    pub is_divided: bool,
}

/// Numbers from one to another.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Range {
    /// The least.
    pub from: Option<f64>,
    /// The greatest.
    pub to: Option<f64>,
}

/// The least and the greatest number of characters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Length {
    /// The least.
    pub from: Option<u64>,
    /// The greatest.
    pub to: Option<u64>,
}

macro_rules! patterns {
    ($($name:ident = $pattern:literal;)*) => {
        $(static $name: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new($pattern).ok());)*
    };
}

patterns! {
    LABEL = r"(?:^|\s)(Definition|Constraints|Range|Default Value)(?:\s|$)";
    SPAN = r"(?i)(-?\d[\d,]*(?:\.\d+)?)\s*(?:–|—|~|-|\bto\b)\s*(-?\d[\d,]*(?:\.\d+)?)(\s+(?:characters|letters|bytes))?";
    LEAST = r"(?i)(?:≥|>=|greater than or equal to|not less than|no less than|minimum(?: value)?(?: is|:)?|at least)\s*(-?\d[\d,]*(?:\.\d+)?)(\s+characters)?";
    MOST = r"(?i)(?:≤|<=|less than or equal to|not exceed(?:ing)?|not greater than|no more than|maximum(?: value)?(?: is|:)?|at most|up to|a maximum of)\s*(-?\d[\d,]*(?:\.\d+)?)(\s+characters)?";
    CHARACTERS = r"(?i)(?:contains?|consists? of|is|of|has|have)\s+(\d+)\s+(?:characters|letters and digits)";
    SUFFIX = r"(?i)(?:suffix of|suffix is|suffix|ends? with|ending (?:with|in)|ends in)\s+([A-Za-z0-9_]+)";
    PREFIX = r"(?i)(?:prefix of|prefix is|starts? with|starting with)\s+([A-Za-z0-9_]+)";
    DEFAULT = r"(?i)default(?: value)?(?: is|:)\s*([^\s,;]+)";
    VALUES = r"(?i)(default\s+)?(?:values?|value range|options|enumerated values|range)\s*(:|are|is|can be|include)\s*([^.]+)\.?$";
    ITEM = r#"^\s*(?:[•·*‣◦-]|–)\s+["`']?([A-Za-z0-9_.+-]+)["`']?\s*(?:$|[:：(,;-].*$|\s+-\s.*$)"#;
}

/// What follows `starts with` and is no start itself.
const WORDS: [&str; 14] =
    ["a", "an", "the", "this", "that", "one", "letter", "letters", "digit", "digits", "number", "numbers", "uppercase", "lowercase"];

/// What stands behind a label of a description.
#[derive(Debug, Default)]
struct Parts {
    definition: Vec<Line>,
    constraints: Option<Vec<Line>>,
    range: Option<Vec<Line>>,
    default: Option<Vec<Line>>,
}

/// Reads a description.
pub fn facts(lines: &[Line]) -> Facts {
    let parts = parts(lines);
    let is_divided = parts.range.is_some() || parts.default.is_some() || parts.constraints.is_some();
    let mut facts = Facts { description: text(&parts.definition), is_divided, ..Facts::default() };
    let said = |part: &Option<Vec<Line>>| {
        part.as_deref().unwrap_or_default().iter().filter(|line| !is_nothing(&line.text)).cloned().collect::<Vec<_>>()
    };
    let (range, constraints, default) = (said(&parts.range), said(&parts.constraints), said(&parts.default));
    facts.is_lost = parts.range.as_deref().is_some_and(<[Line]>::is_empty);
    let limits: Vec<Line> = if is_divided { [range.clone(), constraints].concat() } else { parts.definition.clone() };
    facts.values = values(if is_divided { &range } else { &parts.definition }, is_divided);
    let of_length: Vec<Line> = if is_divided { [limits.clone(), parts.definition.clone()].concat() } else { limits.clone() };
    for line in &of_length {
        lengths(&mut facts, line);
    }
    for line in &limits {
        ranges(&mut facts, line, is_divided);
    }
    facts.default = default.first().map(|line| Said { what: unquoted(&line.text), line: line.number });
    if !is_divided || parts.default.is_none() {
        let found = parts.definition.iter().chain(&limits).find_map(|line| Some((one(&DEFAULT, &line.text)?, line.number)));
        facts.default = facts.default.or(found.map(|(what, line)| Said { what: unquoted(&what), line }));
    }
    facts
}

/// A description by its labels. They stand on lines of their own, or within one line where the rendering lost its breaks.
fn parts(lines: &[Line]) -> Parts {
    let is_label = |text: &str| matches!(text.trim(), "Definition" | "Constraints" | "Range" | "Default Value");
    let inline = lines.iter().any(|line| line.text.starts_with("Definition ")) && !lines.iter().any(|line| is_label(&line.text));
    let lines: Vec<Line> = if inline { lines.iter().flat_map(cut).collect() } else { lines.to_vec() };
    let mut parts = Parts::default();
    let mut label = String::new();
    for line in lines {
        let text = line.text.trim();
        if is_label(text) {
            label = text.to_owned();
            match text {
                "Constraints" => _ = parts.constraints.get_or_insert_default(),
                "Range" => _ = parts.range.get_or_insert_default(),
                "Default Value" => _ = parts.default.get_or_insert_default(),
                _ => {}
            }
            continue;
        }
        match label.as_str() {
            "Constraints" => parts.constraints.get_or_insert_default().push(line),
            "Range" => parts.range.get_or_insert_default().push(line),
            "Default Value" => parts.default.get_or_insert_default().push(line),
            _ => parts.definition.push(line),
        }
    }
    parts
}

/// A line at the labels in it.
fn cut(line: &Line) -> Vec<Line> {
    let Some(label) = LABEL.as_ref() else { return vec![line.clone()] };
    let (mut pieces, mut rest) = (Vec::new(), line.text.as_str());
    let mut push = |text: &str| {
        if !text.trim().is_empty() {
            pieces.push(Line { number: line.number, text: text.trim().to_owned() });
        }
    };
    while let Some((found, word)) = label.captures(rest).and_then(|captures| Some((captures.get(0)?, captures.get(1)?))) {
        push(rest.get(..found.start()).unwrap_or_default());
        push(word.as_str());
        rest = rest.get(word.end()..).unwrap_or_default();
    }
    push(rest);
    pieces
}

fn text(lines: &[Line]) -> String {
    lines.iter().map(|line| line.text.trim()).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn is_nothing(text: &str) -> bool {
    matches!(text.trim().trim_end_matches('.'), "N/A" | "None" | "-" | "--" | "")
}

fn one(pattern: &LazyLock<Option<Regex>>, text: &str) -> Option<String> {
    let found = pattern.as_ref()?.captures(text)?.get(1)?;
    Some(found.as_str().trim_end_matches('.').to_owned())
}

fn unquoted(text: &str) -> String {
    let text = text.trim().trim_end_matches('.');
    text.trim_matches(|c| "\"'`“”".contains(c)).to_owned()
}

/// The values of a list, or of a sentence that names them.
fn values(lines: &[Line], in_range: bool) -> Vec<Said<String>> {
    let item = |line: &Line| Some(Said { what: one(&ITEM, &line.text)?, line: line.number });
    let is_bullet = |line: &Line| line.text.trim_start().starts_with(['•', '·', '*', '‣', '◦', '-', '–']);
    let bullets: Vec<&Line> = lines.iter().filter(|line| is_bullet(line)).collect();
    let items: Vec<Said<String>> = bullets.iter().filter_map(|line| item(line)).collect();
    if !items.is_empty() && items.len() == bullets.len() {
        return items;
    }
    let from_sentence = lines.iter().find_map(|line| {
        let named = line.text.trim().split(". ").find_map(named).or_else(|| {
            let bare = in_range && (!line.text.contains(char::is_whitespace) || line.text.contains(", "));
            bare.then(|| line.text.clone())
        })?;
        let words: Vec<String> = named
            .split([',', ';', '/', '|'])
            .flat_map(|part| part.split(" or "))
            .flat_map(|part| part.split(" and "))
            .map(unquoted)
            .collect();
        let are_values =
            words.iter().all(|word| !word.is_empty() && !word.contains(char::is_whitespace) && !word.contains(['–', '≥', '≤', '~']));
        let is_type = named.contains("application/");
        (are_values && !is_type && (words.len() > 1 || !in_range))
            .then(|| words.into_iter().map(|what| Said { what, line: line.number }).collect())
    });
    from_sentence.unwrap_or_default()
}

/// The list of values that a sentence names. A default is none, and `the value is unique` is no list.
fn named(sentence: &str) -> Option<String> {
    let found = VALUES.as_ref()?.captures(sentence)?;
    let (sign, list) = (found.get(2)?.as_str(), found.get(3)?.as_str());
    let is_list = sign == ":" || [",", "/", " or ", " and "].iter().any(|between| list.contains(between));
    (found.get(1).is_none() && is_list).then(|| list.to_owned())
}

fn lengths(facts: &mut Facts, line: &Line) {
    let text = line.text.as_str();
    if facts.length.is_none() {
        let number = |text: &str| text.replace(',', "").parse::<u64>().ok();
        let spans = SPAN.as_ref().and_then(|span| span.captures(text)).filter(|found| found.get(3).is_some());
        let spanned = spans.and_then(|found| Some(Length { from: number(found.get(1)?.as_str()), to: number(found.get(2)?.as_str()) }));
        let bound = |pattern: &LazyLock<Option<Regex>>| {
            let found = pattern.as_ref()?.captures(text)?;
            found.get(2)?;
            number(found.get(1)?.as_str())
        };
        let bounds = || Some(Length { from: bound(&LEAST), to: bound(&MOST) }).filter(|length| *length != Length::default());
        let exact = || one(&CHARACTERS, text).and_then(|text| number(&text)).map(|count| Length { from: Some(count), to: Some(count) });
        facts.length = spanned.or_else(bounds).or_else(exact).map(|what| Said { what, line: line.number });
    }
    let lower = text.to_ascii_lowercase();
    if facts.alphanumeric.is_none() && lower.contains("only letters and digits") {
        facts.alphanumeric = Some(Said { what: true, line: line.number });
    }
    // `starts with a letter` names no start.
    let is_affix = |word: &String| !WORDS.contains(&word.to_ascii_lowercase().as_str());
    let said = |pattern| one(pattern, text).filter(is_affix).map(|what| Said { what, line: line.number });
    facts.suffix = facts.suffix.take().or_else(|| said(&SUFFIX));
    facts.prefix = facts.prefix.take().or_else(|| said(&PREFIX));
}

fn ranges(facts: &mut Facts, line: &Line, is_divided: bool) {
    let text = line.text.as_str();
    let lower = text.to_ascii_lowercase();
    if lower.contains("must be an integer")
        || lower.contains("must be a positive integer")
        || lower.contains("must be a non-negative integer")
    {
        facts.integer = Some(Said { what: true, line: line.number });
    }
    if lower.contains("letters") || lower.contains("digits") {
        return;
    }
    let number = |text: &str| text.replace(',', "").parse::<f64>().ok();
    let found = |pattern: &LazyLock<Option<Regex>>, index: usize| {
        let found = pattern.as_ref()?.captures(text)?;
        // Characters are counted elsewhere.
        (found.get(found.len() - 1).is_none()).then(|| found.get(index).and_then(|found| number(found.as_str())))?
    };
    let range = match (found(&SPAN, 1), found(&SPAN, 2)) {
        (Some(from), Some(to)) if is_divided || lower.contains("range") || lower.contains("value") => {
            Range { from: Some(from), to: Some(to) }
        }
        _ => Range { from: found(&LEAST, 1), to: found(&MOST, 1) },
    };
    let range =
        if range == Range::default() && lower.contains("cannot be a negative") { Range { from: Some(0.0), to: None } } else { range };
    // A range in figures says more than one in words.
    let is_better = facts.range.as_ref().is_none_or(|known| known.what.to.is_none() && range.to.is_some());
    if range != Range::default() && is_better {
        facts.range = Some(Said { what: range, line: line.number });
    }
}

#[cfg(test)]
mod tests {
    use super::super::block::Line;
    use super::super::show::limits;
    use super::facts;

    #[test]
    fn figures_are_found_in_words() {
        let cases = [
            (
                "Definition\nAn id.\nRange\nThe value contains 36 characters with a suffix of in17. Only letters and digits are allowed.",
                ", 36 characters, letters and digits, ends with in17",
            ),
            ("Definition An id. Constraints N/A Range 1–100 Default Value 100", ", from 1 to 100, default 100"),
            (
                "Definition\nN.\nConstraints\nThe value must be an integer and cannot be a negative number.\nRange\n≥ 0",
                ", at least 0, an integer",
            ),
            ("How many. The value ranges from 1 to 50. The default value is 10.", ", from 1 to 50, default 10"),
            ("A name of 4 to 64 characters that starts with a letter.", ", from 4 to 64 characters"),
            ("Where the query starts with the next piece.", ""),
            ("At most 255 characters, beginning with anything.", ", at most 255 characters"),
            ("The language. Values:\n  • en-us: English\n  • zh-cn", ", one of en-us, zh-cn"),
            ("The order. Values: asc, desc. The default value is asc.", ", one of asc, desc, default asc"),
            ("How it is paid.\n• 0: by the hour\n• 1: by the year", ", one of 0, 1"),
            ("Definition\nA token.\nRange\nN/A\nDefault Value\nN/A", ""),
        ];
        for (text, expected) in cases {
            let lines: Vec<Line> =
                text.lines().enumerate().map(|(index, text)| Line { number: index + 1, text: text.to_owned() }).collect();
            assert_eq!(limits(&facts(&lines)), expected, "{text}");
        }
    }
}
