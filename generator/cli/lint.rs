//! `specwright lint`: everything that there is to say about a document; writes nothing.

use std::path::PathBuf;

use clap::Args;

use super::findings::{Findings, is_to_be_mended};
use super::terminal::shown;
use super::{Failure, Terminal, Verdict, input};
use crate::Config;

/// Check a document and write nothing
///
/// Says what `generate` would say about the document, and where an example or a default contradicts its schema. Warnings count
/// as findings: exit code 1. Notes do not.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, after_long_help = EXAMPLES)]
pub struct Lint {
    /// The OpenAPI document, YAML or JSON; `-` reads standard input.
    spec: PathBuf,
    /// Print nothing if there is nothing to mend.
    #[arg(long, short)]
    quiet: bool,
    #[command(flatten)]
    findings: Findings,
}

const EXAMPLES: &str = "\
Examples:
  specwright lint openapi.yaml
  curl -s https://example.com/openapi.json | specwright lint -
  specwright lint openapi.yaml --allow renamed --message-format json";

impl Lint {
    pub fn run(&self, terminal: &Terminal) -> Result<Verdict, Failure> {
        // The names of a crate and its folder are not part of what is checked.
        let config = Config::for_document(&self.spec, "generated", "client")?;
        let mut report = crate::lint(&config, &input::read(&self.spec)?);
        self.findings.weigh(&mut report);
        let is_clean = !is_to_be_mended(&report);
        if is_clean && self.quiet {
            return Ok(Verdict::Done);
        }
        self.findings.show(&report, terminal)?;
        if !is_clean {
            return Ok(Verdict::Findings);
        }
        if !self.findings.is_for_programs() {
            terminal.note(&format!("{}: nothing to mend", shown(&self.spec)));
        }
        Ok(Verdict::Done)
    }
}
