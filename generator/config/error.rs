//! What is wrong with a configuration, shown at its line.

use std::fmt;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::check::Invalid;
use crate::report::{Style, escape};

/// Why a configuration cannot be used. Its `Display` is the whole listing: message, marked line, help.
#[derive(Debug)]
pub struct Error {
    message: String,
    help: Option<String>,
    place: Option<Place>,
}

/// Where in which text.
#[derive(Debug)]
struct Place {
    file: PathBuf,
    text: String,
    span: Range<usize>,
}

impl Error {
    pub(super) fn unreadable(file: &Path, cause: &io::Error) -> Self {
        let help = match cause.kind() {
            io::ErrorKind::NotFound => Some("`specwright init SPEC` writes a configuration to start from".to_owned()),
            _ => None,
        };
        Self { message: format!("cannot read {file:?}: {cause}"), help, place: None }
    }

    pub(super) fn without_place(invalid: Invalid) -> Self {
        Self { message: invalid.message, help: Some(invalid.help.into_owned()), place: None }
    }

    pub(super) fn at(file: &Path, text: &str, span: Range<usize>, message: String) -> Self {
        let end = span.end.min(text.len());
        let place = Place { file: file.to_owned(), text: text.to_owned(), span: span.start.min(end)..end };
        Self { message, help: None, place: Some(place) }
    }

    pub(super) fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// The listing, as the terminal shows it.
    pub fn render(&self, style: Style) -> String {
        let renderer = match style {
            Style::Plain => Renderer::plain(),
            Style::Coloured => Renderer::styled(),
        };
        let message = escape::message(&self.message);
        let help = self.help.as_deref().map(escape::message);
        let path = self.place.as_ref().map(|place| escape::message(&place.file.display().to_string()));
        let mut group = Level::ERROR.primary_title(message.as_str()).elements(None::<annotate_snippets::Message<'_>>);
        if let (Some(place), Some(path)) = (&self.place, &path) {
            let mark = AnnotationKind::Primary.span(place.span.clone());
            group = group.element(Snippet::source(place.text.as_str()).path(path.as_str()).annotation(mark));
        }
        if let Some(help) = &help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        renderer.render(&[group])
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(Style::Plain))
    }
}

impl std::error::Error for Error {}
