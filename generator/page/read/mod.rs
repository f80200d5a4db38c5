//! Blocks → `Page`: which part of the page each belongs to. `row.rs` reads the rows of tables, `role.rs` says what a table is of, `example.rs`
//! finds the examples.

mod example;
mod role;
mod row;

use std::sync::LazyLock;

use regex::Regex;

use super::block::{Block, Column, Line, Table, blocks};
use super::{Object, Page, Place, Response, Said};
use role::{Role, role};

/// Why a text is no page of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// What is missing.
    pub message: String,
    /// What to do about it.
    pub help: &'static str,
}

/// The most of a page that is read.
const MOST_BYTES: usize = 8 << 20;

macro_rules! patterns {
    ($($name:ident = $pattern:literal;)*) => {
        $(static $name: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new($pattern).ok());)*
    };
}

patterns! {
    REQUEST = r"^(GET|POST|PUT|DELETE|PATCH|HEAD|OPTIONS)\s+(/\S*)$";
    UPDATED = r"(?i)\bupdated(?: on|:)?\s+(\d{4}-\d{2}-\d{2})";
    STATUS = r"(?i)^status codes?:?\s+(\d{3})\b";
    CAPTION = r"(?i)^table\s+\d+\s*(.*)$";
}

/// The part of a page that is being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Section {
    Start,
    Function,
    Uri,
    Request,
    Response,
    ExampleRequest,
    ExampleResponse,
    Other,
}

/// Reads a page.
pub fn read(file: &str, text: &str) -> Result<Page, Unreadable> {
    if text.len() > MOST_BYTES {
        let message = format!("{file} is larger than {} MiB, which no page is", MOST_BYTES >> 20);
        return Err(Unreadable { message, help: "save the page alone" });
    }
    let mut reading = Reading {
        page: Page { file: file.to_owned(), ..Page::default() },
        section: Section::Start,
        caption: None,
        expected: Vec::new(),
        before: Vec::new(),
        is_begun: false,
        example: Vec::new(),
        status: None,
    };
    for block in blocks(text) {
        match block {
            Block::Line(line) => reading.line(line),
            Block::Table(table) => reading.table(&table),
            Block::Strange(line) => reading.strange(line),
        }
    }
    reading.end_example();
    reading.finish()
}

struct Reading {
    page: Page,
    section: Section,
    /// The words behind `Table 3` that the next table has.
    caption: Option<Line>,
    /// Objects that rows refer to and that no table was found for yet, in the order in which tables follow.
    expected: Vec<String>,
    /// The lines before the first heading that is not one of a menu.
    before: Vec<Line>,
    /// Whether that heading was read.
    is_begun: bool,
    /// The lines of an example.
    example: Vec<Line>,
    status: Option<Said<u16>>,
}

/// What a heading begins.
fn section(text: &str) -> Option<Section> {
    Some(match text.trim().trim_end_matches(':').to_ascii_lowercase().as_str() {
        "function" => Section::Function,
        "uri" => Section::Uri,
        "request parameters" | "request message" | "request body" | "request" => Section::Request,
        "response parameters" | "response message" | "response" => Section::Response,
        "example request" | "example requests" | "request example" => Section::ExampleRequest,
        "example response" | "example responses" | "response example" => Section::ExampleResponse,
        "debugging"
        | "calling method"
        | "authorization information"
        | "constraints"
        | "sdk sample code"
        | "status code"
        | "status codes"
        | "error code"
        | "error codes" => Section::Other,
        _ => return None,
    })
}

fn first(pattern: &LazyLock<Option<Regex>>, text: &str) -> Option<String> {
    Some(pattern.as_ref()?.captures(text)?.get(1)?.as_str().trim().to_owned())
}

impl Reading {
    fn line(&mut self, line: Line) {
        let text = line.text.trim();
        if let Some(status) = first(&STATUS, text).and_then(|status| status.parse().ok()) {
            self.end_example();
            self.status = Some(Said { what: status, line: line.number });
            if self.section == Section::Response {
                self.page.responses.push(Response { status: self.status.clone(), line: line.number, ..Response::default() });
                self.expected.clear();
            }
            return;
        }
        if let Some(caption) = first(&CAPTION, text) {
            self.caption = Some(Line { number: line.number, text: caption });
            return;
        }
        if let Some(section) = section(text) {
            self.begin(section);
            return;
        }
        if let Some(updated) = first(&UPDATED, text) {
            self.page.updated.get_or_insert(Said { what: updated, line: line.number });
            return;
        }
        match self.section {
            // Menus have headings of other pages: `Status Codes`.
            Section::Start | Section::Other if !self.is_begun => self.before.push(line),
            Section::Function => self.page.function.push(text.to_owned()),
            Section::Uri => self.uri(&line),
            Section::ExampleRequest | Section::ExampleResponse => self.example.push(line),
            Section::Start | Section::Request | Section::Response | Section::Other => {}
        }
    }

    fn begin(&mut self, section: Section) {
        self.end_example();
        if section != Section::Response || self.section != Section::Response {
            self.expected.clear();
        }
        (self.section, self.status, self.caption) = (section, None, None);
        self.is_begun |= section != Section::Other;
    }

    fn uri(&mut self, line: &Line) {
        let found = REQUEST.as_ref().and_then(|pattern| pattern.captures(line.text.trim()));
        let Some((method, path)) = found.and_then(|found| found.get(1).zip(found.get(2))) else { return };
        if self.page.method.is_empty() {
            // Parameters of the query are in the tables, too.
            let path = path.as_str().split('?').next().unwrap_or_default();
            (self.page.method, self.page.path, self.page.line) = (method.as_str().to_owned(), path.to_owned(), line.number);
        } else {
            let what = format!("a second request line is not read: {}", line.text.trim());
            self.page.notes.push(Said { what, line: line.number });
        }
    }

    /// A table that is none of parameters, where one was to come.
    fn strange(&mut self, line: usize) {
        if matches!(self.section, Section::Uri | Section::Request | Section::Response) {
            self.note("the columns of a table are not known; it is not read", line);
        }
    }

    fn note(&mut self, what: &str, line: usize) {
        self.page.notes.push(Said { what: what.to_owned(), line });
    }

    /// A table: its rows go where its role says.
    fn table(&mut self, table: &Table) {
        let caption = self.caption.take();
        let rows = row::rows(table, &mut self.page.notes);
        if matches!(self.section, Section::Uri | Section::Request) && !table.columns.contains(&Column::Mandatory) {
            self.note("the table has no column that says what is mandatory; its rows are taken for optional", table.line);
        }
        let words = caption.as_ref().map_or("", |caption| caption.text.as_str());
        let role = role(self.section, words, &rows, &self.expected, &self.page);
        for name in rows.iter().filter_map(|row| row.typ.as_ref()?.what.object()) {
            let is_known = self.expected.iter().any(|known| known == name) || self.page.object(name).is_some();
            if !is_known {
                self.expected.push(name.to_owned());
            }
        }
        let line = caption.map_or(table.line, |caption| caption.number);
        match role {
            Role::Parameters(place) => self.page.parameters.extend(rows.into_iter().map(|row| super::Row { place: Some(place), ..row })),
            Role::Headers => self.response(line, |response| response.headers.extend(rows)),
            Role::Fields => self.response(line, |response| response.fields.extend(rows)),
            Role::Object(name) => {
                self.expected.retain(|expected| !expected.eq_ignore_ascii_case(&name));
                match self.page.object(&name) {
                    None => self.page.objects.push(Object { name, line, fields: rows }),
                    Some(known) if row::are_same(&known.fields, &rows) => {}
                    Some(_) => self.note(&format!("there is another table of `{name}`; the first counts"), line),
                }
            }
            Role::Nothing => self.note("it is not clear what this table is of; it is not read", line),
        }
    }

    /// The answer that is being described.
    fn response(&mut self, line: usize, fill: impl FnOnce(&mut Response)) {
        if self.page.responses.is_empty() {
            self.page.responses.push(Response { line, ..Response::default() });
        }
        if let Some(last) = self.page.responses.last_mut() {
            fill(last);
        }
    }

    fn end_example(&mut self) {
        let lines = std::mem::take(&mut self.example);
        let is_response = match self.section {
            Section::ExampleRequest => false,
            Section::ExampleResponse => true,
            _ => return,
        };
        let status = self.status.as_ref().map(|status| status.what);
        let (examples, notes) = example::examples(&lines, is_response, status);
        self.page.examples.extend(examples);
        self.page.notes.extend(notes);
    }

    fn finish(mut self) -> Result<Page, Unreadable> {
        let page = &mut self.page;
        if page.method.is_empty() {
            let message =
                format!("{} is no page of an operation: no line such as `GET /v3/{{project_id}}/…` follows a heading `URI`", page.file);
            return Err(Unreadable { message, help: "save the page as text, Markdown or HTML, with its headings" });
        }
        // The title is what stands closest to the first heading; the way to it is above.
        let is_way = |line: &&Line| line.text.matches('/').count() >= 2 && !line.text.contains("://");
        page.place = self.before.iter().rev().find(is_way).map(|line| line.text.split('/').map(str::trim).collect::<Vec<_>>().join(" / "));
        page.title = self.before.iter().rev().find(|line| !is_way(line)).map(|line| line.text.trim().to_owned()).unwrap_or_default();
        let missing = self.missing();
        self.page.notes.extend(missing);
        self.page.notes.sort_by_key(|note| note.line);
        Ok(self.page)
    }

    /// Objects that rows refer to and that have no table, and parameters of the path that have no row.
    fn missing(&self) -> Vec<Said<String>> {
        let page = &self.page;
        let in_path = page.path.split('{').skip(1).filter_map(|part| Some(part.split_once('}')?.0));
        let has_row = |name: &&str| page.parameters.iter().any(|row| row.name == **name);
        let unlisted = in_path
            .filter(|name| !has_row(name))
            .map(|name| Said { what: format!("no table has `{name}`, which is in the path"), line: page.line });
        let nothing =
            page.responses.is_empty().then(|| Said { what: "the page does not say what is answered".to_owned(), line: page.line });
        let of_responses = page.responses.iter().flat_map(|response| response.headers.iter().chain(&response.fields));
        let rows = page.parameters.iter().chain(of_responses).chain(page.objects.iter().flat_map(|object| &object.fields));
        let missing = rows.filter_map(|row| {
            let typ = row.typ.as_ref()?;
            let name = typ.what.object().filter(|name| page.object(name).is_none())?;
            Some(Said { what: format!("there is no table of `{name}`, which `{}` is of", row.name), line: typ.line })
        });
        unlisted.chain(nothing).chain(missing).collect()
    }
}

impl Place {
    /// Where parameters of a table with such words go.
    fn of(words: &str) -> Option<Self> {
        let words = words.to_ascii_lowercase();
        let has = |word: &str| words.contains(word);
        match () {
            () if has("query") => Some(Self::Query),
            () if has("header") => Some(Self::Header),
            () if has("body") => Some(Self::Body),
            () if has("uri") || has("path") => Some(Self::Path),
            () => None,
        }
    }
}
