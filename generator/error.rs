//! What can go wrong outside the document: files that cannot be read or written, and a configuration that cannot be used.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::config::{self, Config, Step};
use crate::package;

/// Why a run could not be carried out. What is wrong with a document is not here but in the report.
#[derive(Debug)]
pub enum Error {
    /// A file that the configuration or the command names cannot be read.
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// No thread could be started to work on.
    Thread(io::Error),
    /// The configuration cannot be used.
    Config(config::Error),
    /// The output folder was left as it is.
    Package(package::Error),
}

impl Error {
    pub(crate) fn unreadable(path: &Path, cause: io::Error) -> Self {
        Self::Unreadable { path: path.to_owned(), cause }
    }

    /// The same, shown at the setting that names the file, if one does.
    pub(crate) fn at(self, config: &Config, way: &[Step<'_>]) -> Self {
        let help = if let Self::Package(error) = &self { Some(error.help()) } else { None };
        config.refused(way, self.to_string(), help).map_or(self, Self::Config)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { path, cause } => write!(f, "cannot read {path:?}: {cause}"),
            Self::Thread(cause) => write!(f, "cannot start a thread: {cause}"),
            Self::Config(error) => error.fmt(f),
            Self::Package(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Unreadable { cause, .. } | Self::Thread(cause) => Some(cause),
            Self::Config(error) => Some(error),
            Self::Package(error) => Some(error),
        }
    }
}

impl From<config::Error> for Error {
    fn from(error: config::Error) -> Self {
        Self::Config(error)
    }
}

impl From<package::Error> for Error {
    fn from(error: package::Error) -> Self {
        Self::Package(error)
    }
}
