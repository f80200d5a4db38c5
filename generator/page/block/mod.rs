//! Text → lines and tables, whatever rendering it is: `html.rs` reads HTML, `piped.rs` tables drawn with `|` (Markdown, and text that came
//! of it), `plain.rs` tables with one cell a line. `markup.rs` takes the marks of Markdown away.

mod html;
mod markup;
mod piped;
mod plain;

pub use plain::mandatory;

/// A line of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number, from 1.
    pub number: usize,
    /// What it says.
    pub text: String,
}

/// A part of a page.
#[derive(Debug, Clone)]
pub enum Block {
    /// A line of text that is not empty.
    Line(Line),
    /// A table.
    Table(Table),
    /// The line of a table whose columns are not known.
    Strange(usize),
}

/// A table of parameters or fields.
#[derive(Debug, Clone)]
pub struct Table {
    /// The line at which it begins.
    pub line: usize,
    /// What its columns are.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Vec<Vec<Line>>>,
    /// Whether it was guessed where rows begin, as no column tells it.
    pub is_guessed: bool,
    /// The line of the first cell that spans rows or columns.
    pub merged: Option<usize>,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// The name of a parameter or field.
    Name,
    /// Whether it must be given.
    Mandatory,
    /// Its type.
    Type,
    /// What it is.
    Description,
    /// Something else.
    Other,
}

impl Column {
    /// What a heading says.
    fn of(heading: &str) -> Option<Self> {
        Some(match heading.trim().trim_matches('*').to_ascii_lowercase().as_str() {
            "parameter" | "parameters" | "name" | "field" | "parameter name" | "attribute" | "header" => Self::Name,
            "mandatory" | "required" | "optional/required" | "mandatory/optional" => Self::Mandatory,
            "type" | "parameter type" | "data type" | "value type" => Self::Type,
            "description" | "meaning" => Self::Description,
            "example" | "example value" | "default" | "default value" | "location" | "in" | "constraints" => Self::Other,
            _ => return None,
        })
    }
}

/// The parts of a page.
pub fn blocks(text: &str) -> Vec<Block> {
    // Some editors begin a file with the mark of its encoding.
    let text = text.trim_start_matches('\u{feff}');
    let start: String = text.chars().take(4096).collect::<String>().to_ascii_lowercase();
    let is_html = start.trim_start().starts_with("<!doctype html") || start.contains("<html") || text.contains("<table");
    if is_html { html::blocks(text) } else { lines(text) }
}

/// The same of text and Markdown.
fn lines(text: &str) -> Vec<Block> {
    let lines: Vec<Line> = text
        .lines()
        .enumerate()
        .map(|(index, text)| Line { number: index + 1, text: text.replace('\u{a0}', " ").trim_end().to_owned() })
        .collect();
    let mut blocks = Vec::new();
    let mut rest = lines.as_slice();
    let mut is_code = false;
    while let [first, after @ ..] = rest {
        if first.text.trim_start().starts_with("```") {
            is_code = !is_code;
            rest = after;
            continue;
        }
        if !is_code && let Some((table, behind)) = piped::table(rest).or_else(|| plain::table(rest)) {
            blocks.push(Block::Table(table));
            rest = behind;
            continue;
        }
        if !is_code && after.first().is_some_and(|line| piped::is_rule(&line.text)) && first.text.contains('|') {
            blocks.push(Block::Strange(first.number));
        }
        if !first.text.trim().is_empty() {
            let text = if is_code { first.text.clone() } else { markup::plain(&first.text) };
            blocks.push(Block::Line(Line { number: first.number, text }));
        }
        rest = after;
    }
    blocks
}

/// Whether a line begins another part of a page, also behind a table.
pub fn is_heading(text: &str) -> bool {
    let text = text.trim().trim_end_matches(':').to_ascii_lowercase();
    let numbered = text.strip_prefix("table ").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let status = text
        .strip_prefix("status code: ")
        .or_else(|| text.strip_prefix("status code "))
        .is_some_and(|rest| rest.trim().parse::<u16>().is_ok());
    let words = [
        "function", "uri", "debugging", "calling method", "authorization information", "request parameters", "request message", "request",
        "response parameters", "response message", "response", "example request", "example requests", "request example",
        "example response", "example responses", "response example", "sdk sample code", "status code", "status codes", "error code",
        "error codes", "request body",
    ];
    numbered || status || words.contains(&text.as_str())
}
