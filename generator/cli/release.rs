//! `specwright generate --release`: the version and the changelog that go with what changed since the last release.

use std::path::{Path, PathBuf};

use super::diff::is_at_least;
use super::side::{self, Side};
use super::terminal::shown;
use super::{Failure, Terminal, revision};
use crate::diff::changelog;
use crate::{Config, Error, package, source};

/// What a release writes beside the crate, and what it is compared with.
#[derive(Debug)]
pub struct Release {
    /// The configuration, with the new version.
    pub config: Config,
    /// What is to be written, each file with its text.
    files: Vec<(PathBuf, String)>,
    /// The changelog as the crate has it.
    changelog: Option<String>,
    /// What was found out.
    said: String,
}

impl Release {
    /// Holds the document against that of the last release, which `since` names, or git: the tag of the version, or else the last commit.
    /// Nothing is written yet. Nothing comes back when one of the documents has errors, which are shown.
    pub fn plan(config: &Config, since: Option<&str>, terminal: &Terminal) -> Result<Option<Self>, Failure> {
        let Some(file) = config.file() else {
            let help = "`specwright init SPEC` writes one";
            return Err(Failure::usage("a release needs a configuration, which keeps the version", help));
        };
        let since = match since {
            Some(since) => since.to_owned(),
            None => last(file)?,
        };
        let old = Side::read(&since, Some(config))?;
        let input = super::input::read(&config.document)?;
        let Some(comparison) = side::compare(&old, (config, &input), terminal)? else { return Ok(None) };
        let (verdict, next) = (comparison.verdict(), comparison.next());
        let is_raised = is_at_least(&config.package.version, &next) && config.package.version != comparison.version;
        let version = if is_raised { config.package.version.clone() } else { next };
        let mut release = Self { config: config.clone(), files: Vec::new(), changelog: None, said: String::new() };
        if version == comparison.version {
            release.said = format!("nothing changes for users since {}: the version stays {version}", shown(Path::new(&since)));
            return Ok(Some(release));
        }
        release.said = format!("{} since {}: {} → {version}", verdict.name(), shown(Path::new(&since)), comparison.version);
        release.config.package.version.clone_from(&version);
        let text = config.text_with_version(&version).filter(|_| config.package.version != version);
        release.files.extend(text.map(|text| (file.to_owned(), text)));
        if let Some(path) = &config.changelog {
            let text = match source::file::read_text(path) {
                Ok(text) => text,
                Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => String::new(),
                Err(cause) => return Err(Error::unreadable(path, cause).into()),
            };
            // A version that is in the configuration and not the last release was written before, and never released.
            let pending = Some(config.package.version.as_str()).filter(|pending| *pending != comparison.version);
            let text = changelog::updated(&text, (&version, pending), &comparison.section());
            release.files.push((path.clone(), text.clone()));
            // It is not on the disk yet.
            release.config.changelog = None;
            release.changelog = Some(text);
        }
        Ok(Some(release))
    }

    /// The file that the crate gets of it.
    pub fn changelog(&self) -> Option<(String, Vec<u8>)> {
        self.changelog.as_ref().map(|text| ("CHANGELOG.md".to_owned(), text.clone().into_bytes()))
    }

    /// Writes the version and the changelog, and says what they are.
    pub fn write(&self, quiet: bool, terminal: &Terminal) -> Result<(), Failure> {
        for (path, text) in &self.files {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            package::write_file(folder, &name, text.as_bytes())?;
        }
        let wrote: Vec<String> = self.files.iter().map(|(path, _)| shown(path)).collect();
        let wrote = if wrote.is_empty() { String::new() } else { format!("; wrote {}", wrote.join(" and ")) };
        if !quiet {
            terminal.note(&format!("{}{wrote}", self.said));
        }
        Ok(())
    }
}

/// The last release: the tag of the version that was committed last, if there is one, or else that commit. The version on the disk may be that of a
/// release that is being made.
fn last(file: &Path) -> Result<String, Failure> {
    let committed = side::committed(file)?;
    let package = Side::read(&committed, None)?.config.package;
    let tags = [format!("{}-v{}", package.name, package.version), format!("v{}", package.version)];
    let tag = tags.into_iter().map(|tag| format!("refs/tags/{tag}")).find(|tag| revision::resolve(tag).is_some());
    Ok(tag.map_or(committed.clone(), |tag| committed.replacen("git:HEAD:", &format!("git:{tag}:"), 1)))
}
