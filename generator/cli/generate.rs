//! `specwright generate`: a document → a crate in its folder, or what would change there.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::findings::Findings;
use super::release::Release;
use super::terminal::shown;
use super::{Failure, Terminal, Verdict, failure, input};
use crate::config::{Config, Only, Step};
use crate::package::{Change, Changes, LIST};
use crate::report::escape;

/// Write the crate, or check that it is up to date
///
/// Everything is made before anything is written. Only files that an earlier run wrote are replaced or removed, and one that was
/// edited by hand since stops the run.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, after_long_help = EXAMPLES)]
pub struct Generate {
    /// The OpenAPI document, YAML or JSON; `-` reads standard input. Without it a configuration is read.
    #[arg(requires_all = ["out", "name"])]
    spec: Option<PathBuf>,
    /// The folder of the crate; its own, so empty or not there before the first run.
    #[arg(long, value_name = "DIR", requires = "spec")]
    out: Option<PathBuf>,
    /// The name of the crate.
    #[arg(long, value_name = "CRATE", requires = "spec")]
    name: Option<String>,
    /// The configuration; by default spec/specwright.toml or specwright.toml.
    #[arg(long, value_name = "FILE", conflicts_with = "spec")]
    config: Option<PathBuf>,
    /// Write nothing; list what is stale, and exit with 1 if anything is.
    #[arg(long, conflicts_with_all = ["dry_run", "force"])]
    check: bool,
    /// Write nothing; list what would be written.
    #[arg(long)]
    dry_run: bool,
    /// Discard what was edited by hand in the output folder.
    #[arg(long)]
    force: bool,
    /// Raise the version by what changed since the last release, and add a section to the changelog, both where the configuration keeps them.
    /// The last release is OLD, as `specwright diff` takes it, or else the tag `NAME-vVERSION` or `vVERSION`, or else the last commit.
    #[arg(long, value_name = "OLD", num_args = 0..=1, require_equals = true, conflicts_with_all = ["check", "dry_run", "spec"])]
    release: Option<Option<String>>,
    /// Emit the whole client, or the models alone.
    #[arg(long, value_enum, value_name = "PART")]
    only: Option<Part>,
    /// Print nothing unless there is an error.
    #[arg(long, short)]
    quiet: bool,
    #[command(flatten)]
    findings: Findings,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    Client,
    Models,
}

const EXAMPLES: &str = "\
Examples:
  specwright generate                  as spec/specwright.toml or specwright.toml says
  specwright generate openapi.yaml --out petshop --name petshop
  specwright generate --check          in CI: is the crate what the document says?
  specwright generate --dry-run        what would be written, changed, removed
  specwright generate --release        the next version, with a section in the changelog";

impl Generate {
    pub fn run(&self, terminal: &Terminal) -> Result<Verdict, Failure> {
        let mut config = self.configuration()?;
        let release = match &self.release {
            None => None,
            Some(since) => match Release::plan(&config, since.as_deref(), terminal)? {
                None => return Ok(Verdict::Findings),
                planned => planned,
            },
        };
        if let Some(release) = &release {
            config = release.config.clone();
        }
        let input = input::read(&config.document).map_err(|error| error.at(&config, &[Step::Key("document")]))?;
        let outcome = crate::generate_from(&config, &input)?;
        if !self.quiet || outcome.report.has_errors() {
            self.findings.show(&outcome.report, terminal)?;
        }
        let Some(mut package) = outcome.package else { return Ok(Verdict::Findings) };
        package.files.extend(release.as_ref().and_then(Release::changelog));
        let folder = &config.output;
        if self.check {
            self.say_stale(&package.compare(folder)?, folder, terminal)
        } else if self.dry_run {
            let changes = package.compare(folder)?;
            self.answer(&list(&changes), terminal)?;
            let is_refused = changes.count(Change::Edited) > 0 && !self.force;
            Ok(if is_refused { Verdict::Findings } else { Verdict::Done })
        } else {
            if let Some(release) = &release {
                package.would_write(folder, self.force)?;
                release.write(self.quiet, terminal)?;
            }
            let changes = package.write(folder, self.force)?;
            self.note(&format!("{}: {}", shown(folder), summary(&changes)), terminal);
            Ok(Verdict::Done)
        }
    }

    fn configuration(&self) -> Result<Config, Failure> {
        let mut config = match (&self.spec, &self.out, &self.name) {
            (Some(spec), Some(out), Some(name)) => Config::for_document(spec, out, name)?,
            _ => input::configuration(self.config.as_deref(), "name the document, `--out` and `--name`")?,
        };
        self.findings.add_to(&mut config.findings);
        config.only = match self.only {
            None => config.only,
            Some(Part::Client) => Only::Client,
            Some(Part::Models) => Only::Models,
        };
        Ok(config)
    }

    fn say_stale(&self, changes: &Changes, folder: &Path, terminal: &Terminal) -> Result<Verdict, Failure> {
        if changes.is_fresh() {
            self.note(&format!("{} is up to date", shown(folder)), terminal);
            return Ok(Verdict::Done);
        }
        self.answer(&list(changes), terminal)?;
        let edits = if changes.count(Change::Edited) > 0 { "; an edit by hand is discarded by `--force`" } else { "" };
        terminal.note(&failure::text(&format!("{} is stale", shown(folder)), &format!("run `{}`{edits}", self.command())));
        Ok(Verdict::Findings)
    }

    /// The command that writes what this one checks.
    fn command(&self) -> String {
        let mut words = vec!["specwright generate".to_owned()];
        words.extend(self.spec.as_deref().map(shown));
        words.extend(self.out.as_deref().map(|out| format!("--out {}", shown(out))));
        words.extend(self.name.as_ref().map(|name| format!("--name {name}")));
        words.extend(self.config.as_deref().map(|config| format!("--config {}", shown(config))));
        words.extend(self.only.filter(|only| *only == Part::Models).map(|_| "--only models".to_owned()));
        words.join(" ")
    }

    fn answer(&self, text: &str, terminal: &Terminal) -> Result<(), Failure> {
        if text.is_empty() || self.quiet || self.findings.is_for_programs() { Ok(()) } else { terminal.answer(text) }
    }

    fn note(&self, text: &str, terminal: &Terminal) {
        if !self.quiet && !self.findings.is_for_programs() {
            terminal.note(text);
        }
    }
}

/// One line for each path to which something happens, or at which somebody else's file lies.
fn list(changes: &Changes) -> String {
    let told = changes.paths.iter().filter(|(_, change)| **change != Change::Unchanged);
    let lines = told.map(|(path, change)| format!("{:14}  {}", change.word(), escape::message(path)));
    lines.collect::<Vec<_>>().join("\n")
}

/// The list of written files is ours to keep; it is not counted.
fn summary(changes: &Changes) -> String {
    let count = |change| changes.with(change).filter(|path| *path != LIST).count();
    let written = count(Change::Created) + count(Change::Changed);
    let files = if written == 1 { "file" } else { "files" };
    format!("{written} {files} written, {} unchanged, {} removed", count(Change::Unchanged), count(Change::Removed))
}
