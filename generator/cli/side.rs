//! One side of a comparison: a document with its configuration, from a file or from a revision.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::{Failure, Terminal, input, revision};
use crate::config::crate_name;
use crate::report::Style;
use crate::{Comparison, Config, Input};

/// A document and how its crate is generated.
#[derive(Debug)]
pub struct Side {
    pub config: Config,
    pub input: Input,
    /// Whether it was named by its configuration, which has a version of its own.
    pub is_configured: bool,
    /// The files of a revision, for as long as what they refer to may be read.
    _files: Option<TempDir>,
}

impl Side {
    /// Reads what an argument names. A document that comes without a configuration has that of `usual`, if there is one.
    pub fn read(argument: &str, usual: Option<&Config>) -> Result<Self, Failure> {
        let (files, path) = match revision::parse(argument)? {
            Some(revision) => revision.check_out().map(|(files, path)| (Some(files), path))?,
            None => (None, PathBuf::from(argument)),
        };
        let is_configured = is_configuration(&path);
        let config = if is_configured {
            Config::read(&path)?
        } else {
            let mut config = match usual {
                Some(usual) => usual.clone(),
                None => Config::for_document(&path, "generated", &crate_name(&path))?,
            };
            config.document = path;
            config
        };
        let mut input = input::read(&config.document)?;
        if let Some(files) = &files {
            let path = config.document.strip_prefix(files.path()).unwrap_or(&config.document);
            let revision = argument.split(':').nth(1).unwrap_or_default();
            input.name = format!("git:{revision}:{}", path.display());
        }
        Ok(Self { config, input, is_configured, _files: files })
    }
}

/// What changes from one side to the other; nothing if a document has errors, which are shown.
pub fn compare(old: &Side, new: (&Config, &Input), terminal: &Terminal) -> Result<Option<Comparison>, Failure> {
    let compared = crate::compare((&old.config, &old.input), new)?;
    if compared.comparison.is_none() {
        for report in [&compared.old, &compared.new].into_iter().filter(|report| report.has_errors()) {
            terminal.note(&report.render(Style::Coloured));
        }
    }
    Ok(compared.comparison)
}

fn is_configuration(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "toml")
}

/// Whether an argument names the document of a configuration, or a configuration.
pub fn is_of(argument: &str, config: &Config) -> bool {
    let revised = argument.strip_prefix("git:").and_then(|rest| rest.split_once(':')).map(|(_, path)| path);
    match revised {
        None => is_configuration(Path::new(argument)) || Path::new(argument).components().eq(config.document.components()),
        Some(path) if is_configuration(Path::new(path)) => true,
        Some(path) => revision::path_in_repository(&config.document).is_ok_and(|own| Path::new(&own) == Path::new(path)),
    }
}

/// The configuration that is given, or the one in its usual place, if there is one.
pub fn usual(given: Option<&Path>) -> Result<Option<Config>, Failure> {
    let usual = || input::USUAL.into_iter().map(Path::new).find(|path| path.is_file());
    given.or_else(usual).map(Config::read).transpose().map_err(Failure::from)
}

/// The argument that means `file` as it was committed last.
pub fn committed(file: &Path) -> Result<String, Failure> {
    Ok(format!("git:HEAD:{}", revision::path_in_repository(file)?))
}
