//! The rows of a table → parameters and fields.

use super::super::block::{Column, Line, Table, mandatory};
use super::super::typ::Type;
use super::super::words::{Facts, facts};
use super::super::{Row, Said};

/// The rows of a table; what is odd about them goes into `notes`.
pub fn rows(table: &Table, notes: &mut Vec<Said<String>>) -> Vec<Row> {
    let mut note = |what: String, line: usize| notes.push(Said { what, line });
    if !table.columns.contains(&Column::Type) {
        note("the table has no column for types; they are taken for texts".to_owned(), table.line);
    }
    if table.is_guessed {
        note("no column of the table tells where a row begins; its rows are guessed".to_owned(), table.line);
    }
    if table.rows.is_empty() {
        note("the table has no rows".to_owned(), table.line);
    }
    if let Some(line) = table.merged {
        note("cells of the table are merged: one that spans rows counts for each of them".to_owned(), line);
    }
    let mut rows: Vec<Row> = Vec::new();
    for cells in &table.rows {
        let cell = |column: Column| {
            let at = table.columns.iter().position(|other| *other == column)?;
            cells.get(at).filter(|cell| !cell.is_empty())
        };
        let Some(name) = cell(Column::Name).and_then(|cell| cell.first()) else {
            // A row without a name goes on with the one before.
            let more: Vec<Line> = cells.iter().flatten().cloned().collect();
            let line = more.first().map_or(table.line, |line| line.number);
            note("a row without a name is not read".to_owned(), line);
            continue;
        };
        // A cell over all columns is a heading between rows.
        if name.text.trim().contains(' ') && cells.len() > 1 && cells.iter().skip(1).all(Vec::is_empty) {
            note(format!("a row that has only `{}` is not read", name.text.trim()), name.number);
            continue;
        }
        if cells.len() < table.columns.len() {
            note(format!("the row of `{}` has {} cells instead of {}", name.text, cells.len(), table.columns.len()), name.number);
        }
        let said = |column: Column| cell(column).map(|cell| (joined(cell), cell.first().map_or(name.number, |line| line.number)));
        let given = said(Column::Mandatory).and_then(|(text, line)| match mandatory(&text) {
            Some(what) => Some(Said { what, line }),
            None => {
                note(format!("`{text}` says neither that `{}` is mandatory nor that it is not", name.text), line);
                None
            }
        });
        let typ = said(Column::Type).map(|(text, line)| Said { what: Type::parse(&text), line });
        if let Some(Said { what: Type::Other(text), line }) = &typ {
            note(format!("`{text}`, the type of `{}`, is not known", name.text), *line);
        }
        let facts = cell(Column::Description).map_or_else(Facts::default, |cell| facts(cell));
        if facts.is_lost {
            note(format!("the range of `{}` is empty: a list that was there is lost", name.text), name.number);
        }
        let row = Row { place: None, name: name.text.trim().to_owned(), line: name.number, mandatory: given, typ, facts };
        if rows.iter().any(|known| known.name == row.name) {
            note(format!("the table has `{}` twice; the first counts", row.name), row.line);
            continue;
        }
        rows.push(row);
    }
    rows
}

/// Whether two tables have rows of the same names and types.
pub fn are_same(one: &[Row], other: &[Row]) -> bool {
    let said = |rows: &[Row]| rows.iter().map(|row| (row.name.clone(), row.typ.as_ref().map(|typ| typ.what.clone()))).collect::<Vec<_>>();
    said(one) == said(other)
}

fn joined(cell: &[Line]) -> String {
    cell.iter().map(|line| line.text.trim()).collect::<Vec<_>>().join(" ")
}
