//! HTML → lines and tables. Cells that span rows are repeated, those that span columns stand in the first.

use html5gum::emitters::default::{DefaultEmitter, StartTag};
use html5gum::{Token, Tokenizer};

use super::{Block, Column, Line, Table};

/// The most rows that a cell is repeated in.
const MOST: usize = 1000;

/// The most columns that cells reach down in, or that one spans.
const WIDEST: usize = 64;

/// How much of a page is repeated, in bytes: a text of nothing but spans does not grow without end.
const ROOM: usize = 4 << 20;

type Cell = Vec<Line>;

/// What is read of a page so far.
struct Reading {
    /// Where lines begin.
    starts: Vec<usize>,
    blocks: Vec<Block>,
    /// The text that is being read, and its line.
    text: String,
    line: usize,
    /// The table that is being read; one in another is a part of its text.
    grid: Option<Grid>,
    depth: usize,
    /// Elements whose text is not shown.
    hidden: usize,
    /// Whether line breaks count.
    preformatted: usize,
    /// What may still be repeated.
    room: usize,
}

/// A table as it is read.
#[derive(Default)]
struct Grid {
    line: usize,
    rows: Vec<Vec<Cell>>,
    /// What reaches down from a row above.
    spans: Vec<Span>,
    cell: Option<Open>,
    /// The line of the first cell that spans others.
    merged: Option<usize>,
}

/// A cell as it is read.
struct Open {
    lines: Cell,
    columns: usize,
    rows: usize,
}

/// A cell that reaches down: its column, how many more rows, and what it says.
struct Span {
    column: usize,
    left: usize,
    cell: Cell,
}

/// The parts of a page.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut reading = Reading {
        starts: [0].into_iter().chain(text.match_indices('\n').map(|(end, _)| end + 1)).collect(),
        blocks: Vec::new(),
        text: String::new(),
        line: 0,
        grid: None,
        depth: 0,
        hidden: 0,
        preformatted: 0,
        room: ROOM,
    };
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    // What scripts have in their texts are no elements.
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(text, emitter).flatten() {
        match token {
            Token::StartTag(tag) => reading.open(&tag),
            Token::EndTag(tag) => reading.close(&String::from_utf8_lossy(&tag.name)),
            Token::String(words) => reading.words(&String::from_utf8_lossy(&words.value), words.span.start),
            _ => {}
        }
    }
    reading.end_line();
    reading.end_table();
    reading.blocks
}

impl Reading {
    fn number(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).max(1)
    }

    fn open(&mut self, tag: &StartTag<usize>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        let number = |key: &str| {
            let value = tag.attributes.get(key.as_bytes()).map(|value| String::from_utf8_lossy(value).into_owned());
            value.and_then(|value| value.trim().parse::<usize>().ok()).unwrap_or(1).clamp(1, MOST)
        };
        match name.as_str() {
            // Text of no other kind than that of the page is shown, so a head that is not closed ends here.
            "body" => self.hidden = 0,
            name if is_hidden(name) && !tag.self_closing => self.hidden += 1,
            "table" => self.begin_table(self.number(tag.span.start)),
            "tr" if self.depth == 1 => {
                self.end_cell();
                let room = &mut self.room;
                self.grid.iter_mut().for_each(|grid| grid.begin_row(room));
            }
            "td" | "th" if self.depth == 1 => {
                self.end_cell();
                let (line, columns, rows) = (self.number(tag.span.start), number("colspan"), number("rowspan"));
                let room = &mut self.room;
                self.grid.iter_mut().for_each(|grid| grid.begin_cell(Open { lines: Cell::new(), columns, rows }, line, room));
            }
            "li" if self.hidden == 0 => {
                self.end_item();
                self.line = self.number(tag.span.start);
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
            name if is_hidden(name) => self.hidden = self.hidden.saturating_sub(1),
            "table" => {
                self.end_line();
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0 {
                    self.end_table();
                }
            }
            "td" | "th" if self.depth == 1 => self.end_cell(),
            "pre" => {
                self.end_line();
                self.preformatted = self.preformatted.saturating_sub(1);
            }
            "li" => self.end_item(),
            other if is_block(other) => self.end_line(),
            _ => {}
        }
    }

    fn words(&mut self, words: &str, offset: usize) {
        if self.hidden > 0 {
            return;
        }
        let first = self.number(offset);
        for (index, part) in words.split('\n').enumerate() {
            if index > 0 {
                if self.preformatted > 0 {
                    self.end_line();
                } else {
                    self.text.push(' ');
                }
            }
            if !part.trim().is_empty() && self.text.trim_matches(['•', ' ']).is_empty() {
                self.line = first + index;
            }
            self.text.push_str(part);
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
        let line = Line { number: self.line, text };
        match self.grid.as_mut().and_then(|grid| grid.cell.as_mut()) {
            Some(cell) => cell.lines.push(line),
            // Words between cells, as those of a caption, come before the table.
            None => self.blocks.push(Block::Line(line)),
        }
    }

    fn begin_table(&mut self, line: usize) {
        self.end_line();
        self.depth += 1;
        if self.depth == 1 {
            self.grid = Some(Grid { line, ..Grid::default() });
        }
    }

    fn end_table(&mut self) {
        self.end_cell();
        if let Some(grid) = self.grid.take() {
            self.blocks.extend(grid.blocks());
        }
    }

    /// Ends an item; one without words leaves nothing behind.
    fn end_item(&mut self) {
        self.end_line();
        self.text.clear();
    }

    fn end_cell(&mut self) {
        self.end_item();
        let room = &mut self.room;
        self.grid.iter_mut().for_each(|grid| grid.end_cell(room));
    }
}

impl Grid {
    fn begin_row(&mut self, room: &mut usize) {
        self.rows.push(Vec::new());
        self.reach(room);
    }

    fn begin_cell(&mut self, cell: Open, line: usize, room: &mut usize) {
        if cell.columns > 1 || cell.rows > 1 {
            self.merged.get_or_insert(line);
        }
        if self.rows.is_empty() {
            self.begin_row(room);
        }
        self.cell = Some(cell);
    }

    fn end_cell(&mut self, room: &mut usize) {
        let Some(Open { lines, columns, rows }) = self.cell.take() else { return };
        let Some(row) = self.rows.last_mut() else { return };
        if rows > 1 && self.spans.len() < WIDEST {
            self.spans.push(Span { column: row.len(), left: rows - 1, cell: lines.clone() });
        }
        row.push(lines);
        let wide = columns.min(WIDEST) - 1;
        if take(room, wide * size_of::<Cell>()) {
            row.extend(std::iter::repeat_n(Cell::new(), wide));
        }
        self.reach(room);
    }

    /// Puts cells that reach down into the row.
    fn reach(&mut self, room: &mut usize) {
        let Some(row) = self.rows.last_mut() else { return };
        while let Some(span) = self.spans.iter_mut().find(|span| span.column == row.len() && span.left > 0) {
            let size = size_of::<Cell>() + span.cell.iter().map(|line| size_of::<Line>() + line.text.len()).sum::<usize>();
            row.push(if take(room, size) { span.cell.clone() } else { Cell::new() });
            span.left -= 1;
        }
        self.spans.retain(|span| span.left > 0);
    }

    /// The table, if it is one of parameters; what it says line by line, if not.
    fn blocks(self) -> Vec<Block> {
        let mut rows = self.rows.into_iter().filter(|row| !row.is_empty());
        let header = rows.next().unwrap_or_default();
        let text = |cell: &Cell| cell.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ");
        let columns: Vec<Option<Column>> = header.iter().map(|cell| Column::of(&text(cell))).collect();
        if columns.contains(&Some(Column::Name)) && columns.len() >= 2 {
            let columns = columns.into_iter().map(|column| column.unwrap_or(Column::Other)).collect();
            let table = Table { line: self.line, columns, rows: rows.collect(), is_guessed: false, merged: self.merged };
            return vec![Block::Table(table)];
        }
        let strange = (header.len() >= 2).then_some(Block::Strange(self.line));
        strange.into_iter().chain([header].into_iter().chain(rows).flatten().flatten().map(Block::Line)).collect()
    }
}

/// Takes from what may still be repeated, if there is as much.
fn take(room: &mut usize, size: usize) -> bool {
    let left = room.checked_sub(size);
    *room = left.unwrap_or(*room);
    left.is_some()
}

/// Whether the words of an element are not the page's, or those for browsers that cannot show it.
fn is_hidden(name: &str) -> bool {
    matches!(name, "script" | "style" | "head" | "nav" | "template" | "noscript" | "iframe" | "textarea")
}

fn is_block(name: &str) -> bool {
    let names = [
        "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "dt", "dd", "section", "article", "header", "footer", "caption",
        "title", "tbody", "thead", "blockquote", "main", "body", "html", "form", "aside", "br", "tr", "td", "th",
    ];
    names.contains(&name)
}
