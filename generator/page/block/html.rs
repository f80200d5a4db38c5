//! HTML → lines and tables. Cells that span rows are repeated, those that span columns stand in the first.

use html5gum::emitters::default::{DefaultEmitter, StartTag};
use html5gum::{Token, Tokenizer};

use super::{Block, Column, Line, Table};

/// The most rows that a cell is repeated in.
const MOST: usize = 1000;

type Cell = Vec<Line>;

/// What is read of a page so far.
#[derive(Default)]
struct Reading {
    /// Where lines begin.
    starts: Vec<usize>,
    blocks: Vec<Block>,
    /// The text of the line that is being read, and where it begins.
    text: String,
    at: usize,
    /// The table that is being read; one in another is a part of its text.
    grid: Option<Grid>,
    depth: usize,
    /// Elements whose text is not shown.
    hidden: usize,
    /// Whether line breaks count.
    preformatted: usize,
}

/// A table as it is read.
#[derive(Default)]
struct Grid {
    line: usize,
    rows: Vec<Vec<Cell>>,
    /// What reaches down from a row above: the column, how many more rows, the cell.
    spans: Vec<(usize, usize, Cell)>,
    cell: Option<(Cell, usize, usize)>,
}

/// The parts of a page.
pub fn blocks(text: &str) -> Vec<Block> {
    let starts = [0].into_iter().chain(text.match_indices('\n').map(|(end, _)| end + 1)).collect();
    let mut reading = Reading { starts, ..Reading::default() };
    let tokens = Tokenizer::new_with_emitter(text, DefaultEmitter::<usize>::new_with_span());
    for token in tokens.flatten() {
        match token {
            Token::StartTag(tag) => reading.open(&tag),
            Token::EndTag(tag) => reading.close(&String::from_utf8_lossy(&tag.name)),
            Token::String(words) => reading.words(&String::from_utf8_lossy(&words.value), words.span.start),
            _ => {}
        }
    }
    reading.end_line();
    reading.blocks
}

impl Reading {
    fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).max(1)
    }

    fn open(&mut self, tag: &StartTag<usize>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        let number = |key: &str| {
            let value = tag.attributes.get(key.as_bytes()).map(|value| String::from_utf8_lossy(value).into_owned());
            value.and_then(|value| value.trim().parse::<usize>().ok()).unwrap_or(1).clamp(1, MOST)
        };
        match name.as_str() {
            "script" | "style" | "head" | "nav" | "template" if !tag.self_closing => self.hidden += 1,
            "br" => self.end_line(),
            "table" => {
                self.end_line();
                self.depth += 1;
                if self.depth == 1 {
                    self.grid = Some(Grid { line: self.line(tag.span.start), ..Grid::default() });
                }
            }
            "tr" if self.depth == 1 => {
                self.end_line();
                self.end_cell();
                self.grid.iter_mut().for_each(Grid::begin_row);
            }
            "td" | "th" if self.depth == 1 => {
                self.end_line();
                self.end_cell();
                let spans = (number("colspan"), number("rowspan"));
                self.grid.iter_mut().for_each(|grid| grid.cell = Some((Cell::new(), spans.0, spans.1)));
            }
            "li" => {
                self.end_line();
                self.at = tag.span.start;
                self.text.push_str("• ");
            }
            "pre" => {
                self.end_line();
                self.preformatted += 1;
            }
            other if is_block(other) => self.end_line(),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "script" | "style" | "head" | "nav" | "template" => self.hidden = self.hidden.saturating_sub(1),
            "table" => {
                self.end_line();
                self.end_cell();
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0
                    && let Some(grid) = self.grid.take()
                {
                    self.blocks.extend(grid.blocks());
                }
            }
            "td" | "th" if self.depth == 1 => {
                self.end_line();
                self.end_cell();
            }
            "pre" => {
                self.end_line();
                self.preformatted = self.preformatted.saturating_sub(1);
            }
            other if is_block(other) || other == "li" => self.end_line(),
            _ => {}
        }
    }

    fn words(&mut self, words: &str, offset: usize) {
        if self.hidden > 0 {
            return;
        }
        let mut at = offset;
        for (index, part) in words.split('\n').enumerate() {
            if index > 0 {
                if self.preformatted > 0 {
                    self.end_line();
                } else {
                    self.text.push(' ');
                }
            }
            if self.text.trim().is_empty() && !part.trim().is_empty() && !self.text.starts_with('•') {
                self.at = at;
            }
            self.text.push_str(part);
            at += part.len() + 1;
        }
    }

    fn end_line(&mut self) {
        let text = std::mem::take(&mut self.text).replace('\u{a0}', " ");
        let text = if self.preformatted > 0 { text.trim_end().to_owned() } else { text.split_whitespace().collect::<Vec<_>>().join(" ") };
        if text.trim().is_empty() || text == "•" {
            // The words of an item may be in an element of their own.
            if text == "•" {
                self.text.push_str("• ");
            }
            return;
        }
        let line = Line { number: self.line(self.at), text };
        match &mut self.grid {
            Some(grid) => grid.cell.iter_mut().for_each(|(cell, ..)| cell.push(line.clone())),
            None => self.blocks.push(Block::Line(line)),
        }
    }

    fn end_cell(&mut self) {
        self.text.clear();
        self.grid.iter_mut().for_each(Grid::end_cell);
    }
}

impl Grid {
    fn begin_row(&mut self) {
        self.rows.push(Vec::new());
        self.reach();
    }

    fn end_cell(&mut self) {
        let Some((cell, columns, rows)) = self.cell.take() else { return };
        let Some(row) = self.rows.last_mut() else { return };
        if rows > 1 {
            self.spans.push((row.len(), rows - 1, cell.clone()));
        }
        row.push(cell);
        row.extend(std::iter::repeat_n(Cell::new(), columns - 1));
        self.reach();
    }

    /// Puts cells that reach down into the row.
    fn reach(&mut self) {
        let Some(row) = self.rows.last_mut() else { return };
        while let Some(span) = self.spans.iter_mut().find(|(column, left, _)| *column == row.len() && *left > 0) {
            row.push(span.2.clone());
            span.1 -= 1;
        }
        self.spans.retain(|(_, left, _)| *left > 0);
    }

    /// The table, if it is one of parameters; what it says line by line, if not.
    fn blocks(self) -> Vec<Block> {
        let mut rows = self.rows.into_iter().filter(|row| !row.is_empty());
        let header = rows.next().unwrap_or_default();
        let text = |cell: &Cell| cell.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ");
        let columns: Vec<Option<Column>> = header.iter().map(|cell| Column::of(&text(cell))).collect();
        if columns.contains(&Some(Column::Name)) && columns.len() >= 2 {
            let columns = columns.into_iter().map(|column| column.unwrap_or(Column::Other)).collect();
            return vec![Block::Table(Table { line: self.line, columns, rows: rows.collect(), is_guessed: false })];
        }
        [header].into_iter().chain(rows).flatten().flatten().map(Block::Line).collect()
    }
}

fn is_block(name: &str) -> bool {
    let names = [
        "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "dt", "dd", "section", "article", "header", "footer", "caption",
        "title", "tbody", "thead", "blockquote", "main", "body", "html", "form", "aside",
    ];
    names.contains(&name)
}
