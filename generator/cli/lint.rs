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
    /// The OpenAPI document, YAML or JSON; `-` reads standard input. Without it the document of a configuration is checked, as
    /// that says.
    spec: Option<PathBuf>,
    /// The configuration; by default spec/specwright.toml or specwright.toml.
    #[arg(long, value_name = "FILE", conflicts_with = "spec")]
    config: Option<PathBuf>,
    /// Print nothing if there is nothing to mend.
    #[arg(long, short)]
    quiet: bool,
    #[command(flatten)]
    findings: Findings,
}

const EXAMPLES: &str = "\
Examples:
  specwright lint openapi.yaml
  specwright lint                      the document of spec/specwright.toml or specwright.toml
  curl -s https://example.com/openapi.json | specwright lint -
  specwright lint openapi.yaml --allow renamed --message-format json";

impl Lint {
    pub fn run(&self, terminal: &Terminal) -> Result<Verdict, Failure> {
        let mut config = match &self.spec {
            // The names of a crate and its folder are not part of what is checked.
            Some(spec) => Config::for_document(spec, "generated", "client")?,
            None => input::configuration(self.config.as_deref(), "name the document")?,
        };
        self.findings.add_to(&mut config.findings);
        let report = crate::lint(&config, &input::read(&config.document)?)?;
        let is_clean = !is_to_be_mended(&report);
        if is_clean && self.quiet {
            return Ok(Verdict::Done);
        }
        self.findings.show(&report, terminal)?;
        if !is_clean {
            return Ok(Verdict::Findings);
        }
        if !self.findings.is_for_programs() {
            terminal.note(&format!("{}: nothing to mend", shown(&config.document)));
        }
        Ok(Verdict::Done)
    }
}
