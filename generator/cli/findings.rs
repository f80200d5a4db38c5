//! The flags that decide what a finding weighs and how it is shown, for every command that has findings.

use clap::{Args, ValueEnum};

use super::{Failure, Terminal};
use crate::config;
use crate::report::{Report, Severity, Style, code};
use crate::source;

/// What to do with findings.
#[derive(Debug, Args)]
#[command(next_help_heading = "Findings")]
pub struct Findings {
    /// Treat every warning as an error: nothing is written, exit code 1.
    #[arg(long, value_enum, value_name = "WHAT")]
    deny: Option<Deny>,
    /// Do not show warnings and notes of this code, and do not count them; `specwright explain` lists the codes.
    #[arg(long, value_name = "CODE", value_parser = known_code)]
    allow: Vec<String>,
    /// `human` prints listings to standard error, `json` one object a line to standard output.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    message_format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Deny {
    Warnings,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    #[default]
    Human,
    Json,
}

impl Findings {
    /// Adds what the flags say to what the configuration says.
    pub fn add_to(&self, configured: &mut config::Findings) {
        configured.allow.extend(self.allow.iter().cloned());
        if let Some(Deny::Warnings) = self.deny {
            configured.deny = Some(config::Deny::Warnings);
        }
    }

    /// Shows the findings, if there are any.
    pub fn show(&self, report: &Report, terminal: &Terminal) -> Result<(), Failure> {
        if report.diagnostics().is_empty() {
            return Ok(());
        }
        match self.message_format {
            Format::Human => terminal.note(&report.render(Style::Coloured)),
            Format::Json => terminal.answer(report.render_json().trim_end())?,
        }
        Ok(())
    }

    /// Whether standard output belongs to programs.
    pub fn is_for_programs(&self) -> bool {
        self.message_format == Format::Json
    }
}

/// Whether something is to be mended: a warning or an error.
pub fn is_to_be_mended(report: &Report) -> bool {
    report.diagnostics().iter().any(|diagnostic| diagnostic.severity >= Severity::Warning)
}

fn known_code(name: &str) -> Result<String, String> {
    match find(name) {
        Ok(code) => Ok(code.name.to_owned()),
        Err(Some(meant)) => Err(format!("no finding has this code; did you mean `{meant}`?")),
        Err(None) => Err("no finding has this code; `specwright explain` lists all".to_owned()),
    }
}

/// The code of this name, or the one that was probably meant.
pub fn find(name: &str) -> Result<&'static code::Code, Option<&'static str>> {
    let all = || code::ALL.iter().copied();
    all().find(|code| code.name == name).ok_or_else(|| source::closest(name, all().map(|code| code.name)))
}
