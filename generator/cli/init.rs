//! `specwright init`: a configuration to start from.

use std::path::PathBuf;

use clap::Args;

use super::terminal::shown;
use super::{Failure, Terminal, Verdict, input};
use crate::config::{crate_name, starting_text};
use crate::{Config, package};

/// Write a configuration to start from
///
/// Every key is in it, with a comment. A file that exists is never overwritten.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, after_long_help = EXAMPLES)]
pub struct Init {
    /// The OpenAPI document that the crate is to be made of.
    spec: PathBuf,
    /// The file to write.
    #[arg(long, value_name = "FILE", default_value = "specwright.toml")]
    out: PathBuf,
    /// The crate's name; by default it is made of the document's.
    #[arg(long, value_name = "CRATE")]
    name: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  specwright init openapi.yaml
  specwright init spec/pets.yaml --out spec/specwright.toml --name pets

Without arguments, `specwright generate` reads spec/specwright.toml or specwright.toml.";

impl Init {
    pub fn run(&self, terminal: &Terminal) -> Result<Verdict, Failure> {
        if input::is_standard(&self.spec) {
            return Err(Failure::usage("a configuration names its document, and standard input has no name", "save the document first"));
        }
        // A path that was misspelt here would only be found out by the next command.
        input::read(&self.spec)?;
        let name = self.name.clone().unwrap_or_else(|| crate_name(&self.spec));
        Config::for_document(&self.spec, "generated", &name)?;
        let text = starting_text(&self.spec, &self.out, &name);
        if !package::create_file(&self.out, text.as_bytes())? {
            let message = format!("{:?} exists already", self.out);
            return Err(Failure::usage(&message, "edit it, or give another name with `--out`"));
        }
        let out = shown(&self.out);
        terminal.note(&format!("wrote {out}; fill in its manifest, then run `specwright generate --config {out}`"));
        Ok(Verdict::Done)
    }
}
