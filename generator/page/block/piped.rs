//! Tables that are drawn with `|`: rows on one line, as in Markdown, or with their cells on lines of their own behind a lonely `|`.

use super::{Column, Line, Table, is_heading, markup};

type Cell = Vec<Line>;

/// The table that lines begin with, and what is behind it.
pub fn table(lines: &[Line]) -> Option<(Table, &[Line])> {
    let first = lines.first().filter(|line| line.text.trim_start().starts_with('|'))?;
    let (header, rest) = row(lines, None)?;
    let columns: Vec<Option<Column>> = header.iter().map(|cell| Column::of(&text(cell))).collect();
    if !columns.contains(&Some(Column::Name)) || columns.len() < 2 {
        return None;
    }
    let mut rest = rest;
    let mut rows = Vec::new();
    if let [line, after @ ..] = rest
        && is_rule(&line.text)
    {
        rest = after;
    }
    while let Some((cells, behind)) = row(rest, Some(columns.len())) {
        // What a rule follows is the head of the next table.
        if behind.first().is_some_and(|line| is_rule(&line.text)) {
            break;
        }
        if !cells.iter().all(|cell| cell.is_empty()) {
            rows.push(cells);
        }
        rest = behind;
    }
    let columns = columns.into_iter().map(|column| column.unwrap_or(Column::Other)).collect();
    Some((Table { line: first.number, columns, rows, is_guessed: false, merged: None }, rest))
}

fn text(cell: &[Line]) -> String {
    cell.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// Whether a line only parts the head of a table from its rows.
pub fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.starts_with('|') && line.contains('-') && line.chars().all(|c| "|-: ".contains(c))
}

/// A row, and what is behind it.
fn row(lines: &[Line], width: Option<usize>) -> Option<(Vec<Cell>, &[Line])> {
    let (first, rest) = lines.split_first().filter(|(first, _)| first.text.trim_start().starts_with('|') && !is_rule(&first.text))?;
    let line = first.text.trim();
    if line != "|" {
        let inner = line.strip_prefix('|').unwrap_or(line);
        let inner = inner.strip_suffix('|').filter(|inner| !inner.ends_with('\\')).unwrap_or(inner);
        let mut cells: Vec<Cell> = cells(inner).iter().map(|cell| markup::cell(first.number, cell)).collect();
        // What has one cell too many has a `|` in its description.
        if let Some(width) = width.filter(|width| cells.len() > *width) {
            let tail: Cell = cells.split_off(width).into_iter().flatten().collect();
            cells.last_mut().into_iter().for_each(|last| last.extend(tail.clone()));
        }
        return Some((cells, rest));
    }
    spread(rest, width)
}

/// A line at those of its `|` that are not protected.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut is_protected = false;
    for character in line.chars() {
        match character {
            '|' if !is_protected => cells.push(String::new()),
            _ => cells.last_mut().into_iter().for_each(|cell| cell.push(character)),
        }
        is_protected = character == '\\' && !is_protected;
    }
    cells
}

/// The most columns that a head has. A text of nothing but `|` is not gone through again for each of them.
const MOST: usize = 16;

/// A row whose cells end with `|` each, on as many lines as they like; those of a head on one.
fn spread(lines: &[Line], width: Option<usize>) -> Option<(Vec<Cell>, &[Line])> {
    let (mut done, mut open, mut rest) = (Vec::new(), Cell::new(), lines);
    while let [line, after @ ..] = rest {
        let text = line.text.trim();
        // What comes behind a row that does not end is none of its cells.
        if open.is_empty() && (is_rule(text) || done.len() >= width.unwrap_or(MOST)) || is_heading(text) {
            break;
        }
        if text == "|" && open.is_empty() {
            // It is a cell without words, or begins a row: then all cells of that follow.
            match width.filter(|width| following(after) < *width) {
                Some(_) => done.push(Cell::new()),
                None => break,
            }
            rest = after;
            continue;
        }
        if width.is_none() && !text.ends_with('|') {
            break;
        }
        let (text, closes) = text.strip_suffix('|').map_or((text, false), |text| (text.trim_end(), true));
        open.extend(markup::cell(line.number, text));
        if closes {
            done.push(std::mem::take(&mut open));
        }
        rest = after;
    }
    done.extend(Some(open).filter(|open| !open.is_empty()));
    (!done.is_empty()).then_some((done, rest))
}

/// How many cells end before the next `|` that stands alone.
fn following(lines: &[Line]) -> usize {
    let alone = |line: &&Line| line.text.trim() != "|";
    lines.iter().take_while(alone).filter(|line| line.text.trim_end().ends_with('|')).take(MOST).count()
}
