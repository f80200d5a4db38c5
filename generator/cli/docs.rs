//! `specwright docs`: pages of documentation, read, held against a document, or made one.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};

use serde_json::json;

use super::terminal::shown;
use super::{Failure, Terminal, Verdict};
use crate::page::check::Difference;
use crate::page::{self, Page};
use crate::report::{Place, Style, escape};
use crate::{Error, source};

/// Read pages of documentation, hold them against a document, or draft one of them
///
/// Pages are those of help centers: headings (`Function`, `URI`, `Request Parameters`, `Response Parameters`), tables with rows of Parameter,
/// Mandatory, Type and Description, and examples. They may be saved as HTML, as Markdown or as text.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, after_long_help = EXAMPLES)]
pub struct Docs {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  specwright docs read page.html                         what a page says
  specwright docs check spec/api.yaml pages/*.html       does the document say the same?
  specwright docs import page.txt --out spec/api.yaml    a draft to begin with
  specwright docs import page.txt --into spec/api.yaml   what is to be added";

#[derive(Debug, Subcommand)]
enum Command {
    Read(Read),
    Check(Check),
    Import(Import),
}

/// Show what pages say, with the line that says it
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, after_long_help = EXAMPLES)]
struct Read {
    /// The pages.
    #[arg(required = true, value_name = "PAGE")]
    pages: Vec<PathBuf>,
    /// How to print it.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    #[default]
    Text,
    Json,
}

impl Docs {
    pub fn run(&self, terminal: &Terminal) -> Result<Verdict, Failure> {
        match &self.command {
            Command::Read(command) => command.run(terminal),
            Command::Check(command) => command.run(terminal),
            Command::Import(command) => command.run(terminal),
        }
    }
}

impl Read {
    fn run(&self, terminal: &Terminal) -> Result<Verdict, Failure> {
        let pages = read(&self.pages)?;
        match self.format {
            Format::Text => {
                for page in &pages {
                    let text = format!("{}\n{}", page.file, page.summary());
                    terminal.answer(&text.lines().map(escape::line).collect::<Vec<_>>().join("\n"))?;
                }
            }
            Format::Json => {
                let json = serde_json::to_value(&pages).map(|pages| format!("{pages:#}"));
                terminal.answer(&json.map_err(|cause| Failure::refused(&cause.to_string()))?)?;
            }
        }
        Ok(Verdict::Done)
    }
}

/// Hold pages against a document
///
/// Every difference is told with the line of the page and that of the document. One that the document means does not count: there stand, beside each
/// other, `x-page` with what the page says (`x-page: {type: String}`) and `x-note` with the reason. Where a page contradicts its own example, the document
/// must take what the example has, and say why in an `x-note`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, after_long_help = EXAMPLES)]
struct Check {
    /// The OpenAPI document.
    spec: PathBuf,
    /// The pages.
    #[arg(required = true, value_name = "PAGE")]
    pages: Vec<PathBuf>,
    /// How to print it.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
}

impl Check {
    fn run(&self, terminal: &Terminal) -> Result<Verdict, Failure> {
        let pages = read(&self.pages)?;
        tell_notes(&pages, terminal);
        let (report, tree) = crate::tree(&super::input::read(&self.spec)?)?;
        let Some(tree) = tree.filter(|_| !report.has_errors()) else {
            terminal.note(&report.render(Style::Coloured));
            return Ok(Verdict::Findings);
        };
        let placed = |page: &Page| -> Vec<Placed> {
            let found = page::check::check(&tree, page);
            let places = report.locate(&found.iter().map(|difference| Some(difference.at.clone())).collect::<Vec<_>>());
            found.into_iter().zip(places).collect()
        };
        let pages: Vec<Vec<Placed>> = pages.iter().map(placed).collect();
        let open = pages.iter().flatten().filter(|(difference, _)| difference.reason.is_none()).count();
        match self.format {
            Format::Text => terminal.answer(&text(&self.pages, &pages, open))?,
            Format::Json => terminal.answer(&format!("{:#}", json(&self.pages, &pages)))?,
        }
        Ok(if open > 0 { Verdict::Findings } else { Verdict::Done })
    }
}

/// Draft a document of pages
///
/// Prints an OpenAPI document with the operations of the pages, for a person to go over: descriptions are the pages' words, and what a page does not say is
/// marked TODO. What examples have and tables do not is added with a note.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, after_long_help = EXAMPLES)]
struct Import {
    /// The pages.
    #[arg(required = true, value_name = "PAGE")]
    pages: Vec<PathBuf>,
    /// A document that has operations already: prints only what is to be added to it, and refers to the components that it has.
    #[arg(long, value_name = "SPEC")]
    into: Option<PathBuf>,
    /// The file to write, which must not be there yet; without it the draft is printed.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

impl Import {
    fn run(&self, terminal: &Terminal) -> Result<Verdict, Failure> {
        let mut pages = read(&self.pages)?;
        tell_notes(&pages, terminal);
        let draft = match &self.into {
            None => page::import::draft(&pages, None),
            Some(spec) => {
                let (report, tree) = crate::tree(&super::input::read(spec)?)?;
                let Some(tree) = tree.filter(|_| !report.has_errors()) else {
                    terminal.note(&report.render(Style::Coloured));
                    return Ok(Verdict::Findings);
                };
                for page in pages.extract_if(.., |page| page::check::has_operation(&tree, page)) {
                    terminal.note(&format!(
                        "note: {}: the document has `{} {}` already",
                        page.file,
                        page.method,
                        escape::message(&page.path)
                    ));
                }
                page::import::draft(&pages, Some(&tree))
            }
        };
        let text = source::yaml_text(&draft);
        match &self.out {
            None => terminal.answer(text.trim_end())?,
            Some(out) if crate::package::create_file(out, text.as_bytes())? => terminal.note(&format!("wrote {}", shown(out))),
            Some(out) => {
                return Err(Failure::usage(
                    &format!("{out:?} exists already"),
                    "give another name with `--out`, or draft into it with `--into`",
                ));
            }
        }
        Ok(Verdict::Done)
    }
}

type Placed = (Difference, Option<Place>);

/// The differences of pages as text: those that are open, then those that the document means.
fn text(names: &[PathBuf], pages: &[Vec<Placed>], open: usize) -> String {
    let mut text = Vec::new();
    for is_meant in [false, true] {
        for (file, (difference, place)) in names.iter().zip(pages).flat_map(|(file, found)| found.iter().map(move |one| (file, one))) {
            if difference.reason.is_some() != is_meant {
                continue;
            }
            let kind = if is_meant { "on purpose" } else { "different" };
            text.push(format!("{kind:10}  {}", escape::message(&difference.what)));
            let place = place.as_ref().map(|place| format!(", {place}")).unwrap_or_default();
            text.push(format!("{:10}  {}:{}{}", "", name(file), difference.line, escape::message(&place)));
            text.extend(difference.reason.as_ref().map(|reason| format!("{:10}  {}", "", escape::message(reason.trim()))));
        }
    }
    let meant = pages.iter().flatten().count() - open;
    let word = |count: usize| if count == 1 { "difference" } else { "differences" };
    text.push(format!("{open} {}, {meant} on purpose", word(open)));
    text.join("\n")
}

fn json(names: &[PathBuf], pages: &[Vec<Placed>]) -> serde_json::Value {
    let one = |(difference, place): &Placed| {
        json!({
            "aspect": difference.aspect, "what": difference.what, "line": difference.line, "pointer": difference.at.as_str(), "reason": difference.reason,
            "document": place.as_ref().map(|place| json!({"file": place.file, "line": place.line, "column": place.column})),
        })
    };
    let page =
        |(file, found): (&PathBuf, &Vec<Placed>)| json!({"page": name(file), "differences": found.iter().map(one).collect::<Vec<_>>()});
    serde_json::Value::Array(names.iter().zip(pages).map(page).collect())
}

/// Reads pages; the first that is none ends the command.
fn read(paths: &[PathBuf]) -> Result<Vec<Page>, Failure> {
    let one = |path: &PathBuf| {
        let text = source::file::read_text(path).map_err(|cause| Error::unreadable(path, cause))?;
        page::read(&name(path), &text).map_err(|unreadable| Failure::usage(&unreadable.message, unreadable.help))
    };
    paths.iter().map(one).collect()
}

/// What could not be understood.
fn tell_notes(pages: &[Page], terminal: &Terminal) {
    for (page, note) in pages.iter().flat_map(|page| page.notes.iter().map(move |note| (page, note))) {
        terminal.note(&format!("note: {}:{}: {}", page.file, note.line, escape::message(&note.what)));
    }
}

fn name(path: &Path) -> String {
    shown(path)
}
