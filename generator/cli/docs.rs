//! `specwright docs`: pages of documentation, read, held against a document, or made one.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};

use super::terminal::shown;
use super::{Failure, Terminal, Verdict};
use crate::page::{self, Page};
use crate::report::escape;
use crate::{Error, source};

/// Read pages of documentation, hold them against a document, or draft one of them
///
/// Pages are those of help centers: headings (`Function`, `URI`, `Request Parameters`, `Response Parameters`), tables with rows of Parameter,
/// Mandatory, Type and Description, and examples. They may be saved as HTML, as Markdown or as text.
#[derive(Debug, Args)]
pub struct Docs {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Read(Read),
}

/// Show what pages say, with the line that says it
#[derive(Debug, Args)]
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

/// Reads pages; the first that is none ends the command.
fn read(paths: &[PathBuf]) -> Result<Vec<Page>, Failure> {
    let one = |path: &PathBuf| {
        let text = source::file::read_text(path).map_err(|cause| Error::unreadable(path, cause))?;
        page::read(&name(path), &text).map_err(|unreadable| Failure::usage(&unreadable.message, unreadable.help))
    };
    paths.iter().map(one).collect()
}

fn name(path: &Path) -> String {
    shown(path)
}
