//! Tables as text with one cell a line, without anything that is drawn: the head is known by its words, and a row begins with a name that is
//! followed by what the next columns hold.

use super::super::typ::Type;
use super::{Column, Line, Table, is_heading};

/// The table that lines begin with, and what is behind it.
pub fn table(lines: &[Line]) -> Option<(Table, &[Line])> {
    let first = lines.first()?;
    let (columns, mut rest) = head(lines)?;
    let middle = columns.get(1..columns.len().saturating_sub(1)).unwrap_or_default();
    let is_guessed = !middle.contains(&Column::Mandatory) && !middle.contains(&Column::Type);
    let (mut rows, mut before): (_, Option<String>) = (Vec::new(), None);
    while let Some((mut row, behind)) = start(rest, middle, before.as_deref()) {
        let mut description = Vec::new();
        rest = behind;
        while let [line, after @ ..] = rest {
            before = Some(description.last().map_or("", |line: &Line| line.text.trim()).to_owned());
            if is_end(line, rest) || start(rest, middle, before.as_deref().or(Some(""))).is_some() {
                break;
            }
            if !line.text.trim().is_empty() {
                description.push(Line { number: line.number, text: line.text.trim().to_owned() });
            }
            rest = after;
        }
        row.push(description);
        rows.push(row);
    }
    Some((Table { line: first.number, columns, rows, is_guessed, merged: None }, rest))
}

/// The head of a table: names of columns, a line each.
fn head(lines: &[Line]) -> Option<(Vec<Column>, &[Line])> {
    let (mut columns, mut rest) = (Vec::new(), lines);
    while let Some((line, after)) = next(rest) {
        match Column::of(&line.text) {
            Some(column) if !columns.contains(&column) && line.text.trim().chars().next().is_some_and(char::is_uppercase) => {
                columns.push(column);
                rest = after;
                if column == Column::Description {
                    break;
                }
            }
            _ => break,
        }
    }
    let is_head = columns.first() == Some(&Column::Name) && columns.last() == Some(&Column::Description);
    (is_head && columns.len() >= 2).then_some((columns, rest))
}

/// The most empty lines between two cells: a text of nothing but empty lines is not gone through again for each of them.
const GAP: usize = 64;

/// The next line that is not empty, and what is behind it.
fn next(lines: &[Line]) -> Option<(&Line, &[Line])> {
    let at = lines.iter().take(GAP).position(|line| !line.text.trim().is_empty())?;
    lines.get(at).zip(lines.get(at + 1..))
}

/// The cells of a row before its description, if a row begins here. `before` is the line before, if that belongs to a row.
fn start<'l>(lines: &'l [Line], middle: &[Column], before: Option<&str>) -> Option<(Vec<Vec<Line>>, &'l [Line])> {
    let (name, mut rest) = next(lines)?;
    // What stands behind a label is what the label is for.
    let is_value = before.is_some_and(|before| matches!(before, "Definition" | "Range" | "Default Value" | "Constraints"));
    if !is_name(name.text.trim()) || is_heading(&name.text) {
        return None;
    }
    let mut row = vec![vec![trimmed(name)]];
    for column in middle {
        let (line, behind) = next(rest)?;
        let text = line.text.trim();
        let fits = match column {
            Column::Mandatory => mandatory(text).is_some(),
            Column::Type => Type::is_one(text),
            _ => true,
        };
        if !fits {
            return None;
        }
        row.push(vec![trimmed(line)]);
        rest = behind;
    }
    // Without a column that tells, a name is a line of one word with an underscore or behind an empty line.
    let is_guess = middle.is_empty() && (is_value || !lines.first().is_some_and(|line| line.text.trim().is_empty()) && before.is_some());
    (!is_guess).then_some((row, rest))
}

fn trimmed(line: &Line) -> Line {
    Line { number: line.number, text: line.text.trim().to_owned() }
}

/// Whether a cell says that something must be given.
pub fn mandatory(text: &str) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "yes" | "y" | "true" | "mandatory" | "required" => Some(true),
        "no" | "n" | "false" | "optional" => Some(false),
        _ => None,
    }
}

fn is_name(text: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "_-.[]".contains(c);
    text.len() <= 80 && text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') && text.chars().all(is_part)
}

/// Whether the table has ended. `Constraints` is a heading only where a sentence follows it that is none of a cell.
fn is_end(line: &Line, lines: &[Line]) -> bool {
    is_heading(&line.text) || head(lines).is_some()
}
