//! Why a command could not be carried out, and the exit code for it.

use crate::report::{Style, escape};
use crate::{Error, config, package};

/// The last words of a command.
#[derive(Debug)]
pub struct Failure {
    /// What to print, coloured.
    pub text: String,
    /// 1 or 2.
    pub code: u8,
}

impl Failure {
    /// The command cannot be understood as it was given.
    pub fn usage(message: &str, help: &str) -> Self {
        Self { text: text(message, help), code: 2 }
    }

    /// The system refused.
    pub fn refused(message: &str) -> Self {
        Self { text: text(message, ""), code: 1 }
    }
}

/// A message without a place, in the form that listings have.
pub fn text(message: &str, help: &str) -> String {
    let error = "\u{1b}[1m\u{1b}[91merror\u{1b}[0m\u{1b}[1m";
    let message = escape::message(message);
    if help.is_empty() { format!("{error}: {message}\u{1b}[0m") } else { format!("{error}: {message}\u{1b}[0m\n  = help: {help}") }
}

impl From<config::Error> for Failure {
    fn from(error: config::Error) -> Self {
        Self { text: error.render(Style::Coloured), code: 2 }
    }
}

impl From<package::Error> for Failure {
    fn from(error: package::Error) -> Self {
        Self { text: text(&error.to_string(), error.help()), code: 1 }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::Config(error) => error.into(),
            Error::Package(error) => error.into(),
            Error::Unreadable { .. } => Self::usage(&error.to_string(), ""),
            Error::Thread(_) => Self { text: text(&error.to_string(), "let the process have more threads or memory"), code: 1 },
        }
    }
}
