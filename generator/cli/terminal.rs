//! Where a command's words go: what was asked for to standard output, everything else to standard error.

use std::io::{self, ErrorKind, Write as _};
use std::path::Path;

use anstream::{AutoStream, ColorChoice};
use clap::ValueEnum;

use super::Failure;

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Colour {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Even into a file.
    Always,
    /// Not at all.
    Never,
}

/// The two streams of this process.
#[derive(Debug)]
pub struct Terminal {
    choice: ColorChoice,
}

impl Terminal {
    pub fn new(colour: Colour) -> Self {
        let choice = match colour {
            Colour::Auto => ColorChoice::Auto,
            Colour::Always => ColorChoice::Always,
            Colour::Never => ColorChoice::Never,
        };
        Self { choice }
    }

    /// Prints what was asked for, with a line end. Whoever closed the pipe has read enough: that is no failure.
    pub fn answer(&self, text: &str) -> Result<(), Failure> {
        let mut out = AutoStream::new(io::stdout(), self.choice).lock();
        match writeln!(out, "{text}").and_then(|()| out.flush()) {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::refused(&format!("cannot write the answer: {error}"))),
            _ => Ok(()),
        }
    }

    /// Says something beside the answer, with a line end. If nobody listens the exit code still tells.
    pub fn note(&self, text: &str) {
        let mut err = AutoStream::new(io::stderr(), self.choice).lock();
        let _ = writeln!(err, "{}", text.trim_end_matches('\n'));
    }
}

/// A path as a shell would take it, with nothing in it that acts on a terminal.
pub fn shown(path: &Path) -> String {
    let text = path.display().to_string();
    let is_special = |c: char| c.is_whitespace() || c.is_control() || "'\"$`\\*?&|;<>()".contains(c);
    if text.contains(is_special) && !cfg!(windows) { format!("{text:?}") } else { text }
}
