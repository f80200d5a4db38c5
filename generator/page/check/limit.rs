//! What the page and the document say of values: range, length, how texts begin and end, enumeration, default.

use serde_json::{Value, json};

use super::super::Row;
use super::super::words::{Facts, Length, Range};
use super::Checking;
use super::place::Spot;
use crate::lint::pattern_engine;

/// The longest text that is tried.
const LONGEST: u64 = 2000;

impl<'d> Checking<'d> {
    /// What both say of the values of a row.
    pub(super) fn limits(&mut self, noted: &Spot<'d>, schema: &Spot<'d>, row: &Row) {
        self.range(noted, schema, row);
        self.values(noted, schema, row);
        self.default(noted, schema, row);
        if schema.text("type") == "string" && schema.find("enum").is_none() {
            self.text(noted, schema, row);
        }
    }

    fn range(&mut self, noted: &Spot<'_>, schema: &Spot<'_>, row: &Row) {
        let number = |key: &str| schema.find(key).and_then(Value::as_f64);
        let own = Range { from: number("minimum"), to: number("maximum") };
        let said = row.facts.range.as_ref();
        let is_silent = said.is_none() && (!row.facts.is_divided || row.facts.is_lost);
        let on_page = said.map(|range| range.what.clone()).unwrap_or_default();
        // The range of a text that stands for a number is that of the number.
        let is_number = matches!(schema.text("type"), "integer" | "number");
        if is_silent || on_page == own || !is_number && said.is_none() {
            return;
        }
        let what = format!("`{}` is {on_page} on the page, and {own} in the document", row.name);
        self.add(noted, ("range", &on_page.to_string()), said.map_or(row.line, |said| said.line), what);
    }

    fn values(&mut self, noted: &Spot<'_>, schema: &Spot<'_>, row: &Row) {
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let mut own: Vec<String> =
            schema.find("enum").and_then(Value::as_array).into_iter().flatten().filter(|value| !value.is_null()).map(text).collect();
        let mut said: Vec<String> = row.facts.values.iter().map(|value| value.what.clone()).collect();
        own.sort();
        said.sort();
        // That something is true or false is what its type says.
        if own == said || said.is_empty() && row.facts.is_lost || schema.text("type") == "boolean" {
            return;
        }
        let list = |values: &[String]| if values.is_empty() { "any value".to_owned() } else { values.join(", ") };
        let what = format!("`{}` is {} on the page, and {} in the document", row.name, one_of(&said), one_of(&own));
        let line = row
            .facts
            .values
            .iter()
            .find(|value| !own.contains(&value.what))
            .or(row.facts.values.first())
            .map_or(row.line, |value| value.line);
        self.add(noted, ("values", &list(&said)), line, what);
    }

    fn default(&mut self, noted: &Spot<'_>, schema: &Spot<'_>, row: &Row) {
        let own = schema.find("default").map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
        let said = row.facts.default.as_ref();
        if own.as_deref() == said.map(|said| said.what.as_str()) {
            return;
        }
        let word = |default: Option<&str>| default.map_or("no default".to_owned(), |default| format!("the default {default}"));
        let on_page = said.map(|said| said.what.as_str());
        let what = format!("`{}` has {} on the page, and {} in the document", row.name, word(on_page), word(own.as_deref()));
        self.add(noted, ("default", on_page.unwrap_or("none")), said.map_or(row.line, |said| said.line), what);
    }

    /// Texts that the page allows and forbids are held against the pattern and the lengths of the document.
    fn text(&mut self, noted: &Spot<'_>, schema: &Spot<'_>, row: &Row) {
        let Some(texts) = Texts::new(schema) else { return };
        let facts = &row.facts;
        let says_something = facts.length.is_some() || facts.alphanumeric.is_some() || facts.suffix.is_some() || facts.prefix.is_some();
        let is_silent = !says_something && (!facts.is_divided || facts.is_lost);
        if is_silent || texts.is_free && !says_something {
            return;
        }
        for (aspect, says, line, what) in texts.differences(facts) {
            let line = line.unwrap_or(row.line);
            self.add(noted, (aspect, &says), line, format!("`{}` {what}", row.name));
        }
    }
}

fn one_of(values: &[String]) -> String {
    if values.is_empty() { "of any value".to_owned() } else { format!("one of {}", values.join(", ")) }
}

/// The texts that a schema allows.
struct Texts {
    validator: jsonschema::Validator,
    /// Whether it allows all.
    is_free: bool,
}

type Told = (&'static str, String, Option<usize>, String);

impl Texts {
    fn new(schema: &Spot<'_>) -> Option<Self> {
        let mut limits = serde_json::Map::new();
        for key in ["pattern", "minLength", "maxLength"] {
            limits.extend(schema.find(key).map(|value| (key.to_owned(), value.clone())));
        }
        let is_free = limits.is_empty();
        let options = jsonschema::options().with_draft(jsonschema::Draft::Draft7).with_pattern_options(pattern_engine());
        // A pattern that cannot be used is told by `lint`.
        Some(Self { validator: options.build(&Value::Object(limits)).ok()?, is_free })
    }

    fn allows(&self, text: &str) -> bool {
        self.validator.is_valid(&json!(text))
    }

    fn differences(&self, facts: &Facts) -> Vec<Told> {
        let (prefix, suffix) = (facts.prefix.as_ref(), facts.suffix.as_ref());
        let around = |count: u64, suffix: &str| -> String {
            let prefix = prefix.map_or("", |prefix| prefix.what.as_str());
            let inner = usize::try_from(count.min(LONGEST)).unwrap_or_default().saturating_sub(prefix.len() + suffix.len());
            format!("{prefix}{}{suffix}", "a".repeat(inner))
        };
        let end = suffix.map_or("", |suffix| suffix.what.as_str());
        let length = facts.length.as_ref();
        let usual =
            length.and_then(|length| length.what.from.or(length.what.to)).unwrap_or_else(|| self.some_length(&|count| around(count, end)));
        let mut told = Vec::new();
        let good = around(usual, end);
        if !self.allows(&good) {
            // Where no length helps, it is the end.
            let is_length = self.allows(&around(self.some_length(&|count| around(count, end)), end));
            let on_page = length.map_or("any length".to_owned(), |said| said.what.to_string());
            told.push(match suffix {
                _ if is_length => {
                    let what = format!("has {on_page} on the page, and the document does not allow that");
                    ("length", on_page, length.map(|said| said.line), what)
                }
                Some(suffix) => {
                    let what = format!("ends with {end} on the page, and the document does not allow that");
                    ("suffix", end.to_owned(), Some(suffix.line), what)
                }
                None => {
                    let what = "ends as it likes on the page, and not in the document".to_owned();
                    ("suffix", "any".to_owned(), length.map(|said| said.line), what)
                }
            });
            return told;
        }
        told.extend(self.lengths(length, &|count| around(count, end)));
        let odd = good.replacen('a', "-", 1);
        let forbids_others = odd != good && !self.allows(&odd);
        if forbids_others != facts.alphanumeric.is_some() && odd != good {
            let (page, document) =
                if forbids_others { ("any character", "not every character") } else { ("letters and digits", "any character") };
            let what = format!("has {page} on the page, and {document} in the document");
            told.push(("letters", page.to_owned(), facts.alphanumeric.as_ref().map(|said| said.line), what));
        }
        if let Some(suffix) = suffix
            && self.allows(&around(usual, &"a".repeat(suffix.what.len())))
        {
            told.push((
                "suffix",
                suffix.what.clone(),
                Some(suffix.line),
                format!("ends with {} on the page, and as it likes in the document", suffix.what),
            ));
        }
        if let Some(prefix) = prefix
            && self.allows(&"a".repeat(good.len()))
        {
            told.push((
                "prefix",
                prefix.what.clone(),
                Some(prefix.line),
                format!("starts with {} on the page, and as it likes in the document", prefix.what),
            ));
        }
        told
    }

    /// A length that is allowed, if there is one.
    fn some_length(&self, text: &dyn Fn(u64) -> String) -> u64 {
        [8, 32, 36, 16, 1].into_iter().chain(0..=256).find(|count| self.allows(&text(*count))).unwrap_or(8)
    }

    /// Where the lengths differ.
    fn lengths(&self, said: Option<&super::super::Said<Length>>, text: &dyn Fn(u64) -> String) -> Option<Told> {
        let line = said.map(|said| said.line);
        let Length { from, to } = said.map(|said| said.what).unwrap_or_default();
        let too_short =
            from.and_then(|from| from.checked_sub(1)).is_some_and(|count| text(count).len() as u64 == count && self.allows(&text(count)));
        let too_long = to.is_some_and(|to| to < LONGEST && self.allows(&text(to + 1)));
        let page = said.map_or("any length".to_owned(), |said| said.what.to_string());
        if too_short || too_long {
            return Some(("length", page.clone(), line, format!("has {page} on the page, and other lengths in the document, too")));
        }
        // What the page does not limit, the document may not.
        let is_limited = |count: u64| !self.allows(&text(count));
        let limits =
            (from.is_none() && to.is_none() && (is_limited(1) || is_limited(LONGEST))) || to.is_some_and(|to| is_limited(to.min(LONGEST)));
        limits.then(|| ("length", page.clone(), line, format!("has {page} on the page, and the document limits it further")))
    }
}
