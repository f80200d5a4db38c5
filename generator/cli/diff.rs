//! `specwright diff`: two documents → what changes for users of the generated crate, and what version that makes.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::side::{self, Side};
use super::{Failure, Terminal, Verdict};
use crate::diff;

/// Show what changes for users of the crate, and what version that makes
///
/// Each change with its place in both documents, the Rust path that it touches, and what it means: `breaking` (some callers do not
/// compile any more), `addition`, `behaviour` (other bytes are sent or understood), `docs`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, after_long_help = EXAMPLES)]
pub struct Diff {
    /// The old document, or a configuration (`….toml`) that names it; `git:REV:PATH` takes it from a revision, by its path from the root of the
    /// repository. Without it: the configuration as git's HEAD has it.
    old: Option<String>,
    /// The new one, likewise. Without it: the configuration as it is.
    new: Option<String>,
    /// The configuration of documents that are given without one; by default the one that is in its usual place and names one of them.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// How to print it.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    format: Format,
    /// Exit with 1 if the changes are at least this much.
    #[arg(long, value_enum, value_name = "LEVEL", num_args = 0..=1, require_equals = true, default_missing_value = "patch")]
    exit_code: Option<Level>,
    /// Exit with 1 if the new configuration has a lower version than the changes ask for.
    #[arg(long)]
    check_version: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    #[default]
    Text,
    Markdown,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Level {
    Patch,
    Minor,
    Major,
}

const EXAMPLES: &str = "\
Examples:
  specwright diff                                         since the last commit
  specwright diff git:v0.1.0:spec/specwright.toml         since a tag
  specwright diff old.yaml new.yaml --format markdown     a section for a changelog
  specwright diff git:main:spec/specwright.toml --check-version --exit-code=major

Versions follow Cargo's rules: before 1.0.0, the leftmost number that is not zero counts as the major one.";

impl Diff {
    pub fn run(&self, terminal: &Terminal) -> Result<Verdict, Failure> {
        let (old, new) = self.sides()?;
        if self.check_version && !(old.is_configured && new.is_configured) {
            let help = "name the configurations: `specwright diff git:HEAD:spec/specwright.toml spec/specwright.toml`";
            return Err(Failure::usage("a document has no version of the crate to check", help));
        }
        let Some(comparison) = side::compare(&old, (&new.config, &new.input), terminal)? else {
            return Ok(Verdict::Findings);
        };
        terminal.answer(comparison.render(self.format.into()).trim_end())?;
        let too_much = self.exit_code.is_some_and(|level| comparison.verdict() >= level.into());
        let too_low = self.check_version && !is_at_least(&new.config.package.version, &comparison.next());
        if too_low {
            let message = format!("{} is not enough: the changes are {}", new.config.package.version, comparison.verdict().name());
            let help = format!("`specwright generate --release` makes it {}", comparison.next());
            terminal.note(&super::failure::text(&message, &help));
        }
        Ok(if too_much || too_low { Verdict::Findings } else { Verdict::Done })
    }

    fn sides(&self) -> Result<(Side, Side), Failure> {
        let usual = side::usual(self.config.as_deref())?;
        let own = usual.as_ref().and_then(crate::Config::file);
        let new = match (&self.new, own) {
            (Some(new), _) => new.clone(),
            (None, Some(file)) => file.display().to_string(),
            (None, None) => return Err(Failure::usage("there is no configuration that names the new document", "name both documents")),
        };
        let old = match (&self.old, own) {
            (Some(old), _) => old.clone(),
            (None, Some(file)) => side::committed(file)?,
            (None, None) => return Err(Failure::usage("there is no configuration that names the old document", "name both documents")),
        };
        // One that nobody named counts for its own document alone.
        let usual = usual.filter(|usual| self.config.is_some() || side::is_of(&old, usual) || side::is_of(&new, usual));
        Ok((Side::read(&old, usual.as_ref())?, Side::read(&new, usual.as_ref())?))
    }
}

/// Whether a version is another, or comes after it.
pub(super) fn is_at_least(version: &str, least: &str) -> bool {
    let parsed = |text: &str| semver::Version::parse(text).ok();
    parsed(version).zip(parsed(least)).is_some_and(|(version, least)| version >= least)
}

impl From<Format> for diff::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Text => Self::Text,
            Format::Markdown => Self::Markdown,
            Format::Json => Self::Json,
        }
    }
}

impl From<Level> for diff::Verdict {
    fn from(level: Level) -> Self {
        match level {
            Level::Patch => Self::Patch,
            Level::Minor => Self::Minor,
            Level::Major => Self::Major,
        }
    }
}
