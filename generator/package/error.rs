//! Why the output folder was left as it is, and what to do about it.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why a package could not be compared or written.
#[derive(Debug)]
pub enum Error {
    /// The system refused.
    Io {
        /// What we wanted to do: read, write, remove.
        verb: &'static str,
        /// With what.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// A symbolic link stands where we would write. Following it could lead anywhere.
    Link {
        /// The link.
        path: PathBuf,
    },
    /// A folder, or something that is no regular file, stands where a file is to be; or a file where a folder is to be.
    InTheWay {
        /// The thing in the way.
        path: PathBuf,
    },
    /// The folder has no list of ours and holds other things.
    NotOurs {
        /// The folder.
        folder: PathBuf,
        /// What it holds.
        files: Vec<String>,
    },
    /// Files differ from what an earlier run wrote.
    Edited {
        /// The folder.
        folder: PathBuf,
        /// The files.
        files: Vec<String>,
    },
    /// The list of an earlier run cannot be read.
    List {
        /// The list.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// Two runs wrote different things into the folder at once.
    Busy {
        /// The folder.
        folder: PathBuf,
    },
    /// A path that we may not write. The stages before only make paths that we may, and the configuration is checked when it is read.
    Name {
        /// The path, relative to the output folder.
        path: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// What is to be copied holds what a run wrote, and would hold itself after each run.
    Output {
        /// The folder that was written.
        path: PathBuf,
    },
    /// A copied file would replace one that was generated.
    Copied {
        /// The path, relative to the output folder.
        path: String,
    },
}

impl Error {
    pub(crate) fn io(verb: &'static str, path: &Path, cause: io::Error) -> Self {
        Self::Io { verb, path: path.to_owned(), cause }
    }

    /// What to do about it, in one sentence.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Io { .. } => "mend what the system names and run the command again: it finishes what was begun",
            Self::Link { .. } => "links are never followed: name the real folder as the output, or remove the link",
            Self::InTheWay { .. } => "move it elsewhere and run the command again",
            Self::NotOurs { .. } => "choose a folder that is empty or does not exist yet",
            Self::Edited { .. } => "change the document or the configuration instead and keep the edit elsewhere; `--force` discards it",
            Self::List { .. } => "restore the list from version control, or delete the whole folder and generate it again",
            Self::Busy { .. } => "run the command again, once at a time",
            Self::Name { .. } => "a copied file can be renamed; for any other this is a defect of specwright, please report it",
            Self::Output { .. } => "copy the files and folders beside it one by one",
            Self::Copied { .. } => "give it another place with `to` under `[[copy]]` in the configuration",
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { verb, path, cause } => write!(f, "cannot {verb} {path:?}: {cause}"),
            Self::Link { path } => write!(f, "{path:?} is a symbolic link"),
            Self::InTheWay { path } => write!(f, "{path:?} is in the way"),
            Self::NotOurs { folder, files } => {
                write!(f, "{folder:?} is not empty and was not written by specwright: it holds {}", Names(files))
            }
            Self::Edited { folder, files } => {
                write!(f, "in {folder:?} something was edited by hand since it was generated: {}", Names(files))
            }
            Self::List { path, line, reason } => write!(f, "cannot read line {line} of {path:?}: {reason}"),
            Self::Busy { folder } => write!(f, "another run wrote into {folder:?} at the same time"),
            Self::Name { path, reason } => write!(f, "{path:?} cannot be written: {reason}"),
            Self::Output { path } => write!(f, "{path:?} is what a run wrote, which is not copied"),
            Self::Copied { path } => write!(f, "a copied file would replace {path:?}, which is generated"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { cause, .. } => Some(cause),
            _ => None,
        }
    }
}

/// A few names of many, escaped: they come from a folder that may hold anything.
struct Names<'a>(&'a [String]);

impl fmt::Display for Names<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 5;
        for (index, name) in self.0.iter().take(SHOWN).enumerate() {
            let separator = if index == 0 { "" } else { ", " };
            write!(f, "{separator}{name:?}")?;
        }
        match self.0.len().saturating_sub(SHOWN) {
            0 => Ok(()),
            more => write!(f, " and {more} more"),
        }
    }
}
