//! A setting → the line of the file that it stands at, for findings about what it asks for.

use std::ops::Range;
use std::path::{Path, PathBuf};

use toml::de::{DeTable, DeValue};

use super::{Config, Error};
use crate::pointer::Pointer;
use crate::report::{Diagnostic, Report, Spot, code};
use crate::source;

/// A configuration's file and text.
#[derive(Debug, Clone)]
pub(super) struct Written {
    pub(super) path: PathBuf,
    pub(super) text: String,
}

impl Written {
    pub(super) fn new(path: &Path, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }
}

/// One step on the way to a setting.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Step<'s> {
    /// Into the member of this name.
    Key(&'s str),
    /// Into the item of this number.
    Item(usize),
}

impl Config {
    /// Reports, at its line, a setting that asks for what is not there.
    pub(crate) fn unmatched(&self, report: &mut Report, way: &[Step<'_>], message: String, help: Option<String>) {
        if self.lenient {
            return;
        }
        let spot = self.spot(report, way);
        report.push(Diagnostic { help, ..Diagnostic::new(&code::UNMATCHED_SETTING, &Pointer::root(), message).spot(spot) });
    }

    /// The error that a setting is, at its line; nothing if no file says so.
    pub(crate) fn refused(&self, way: &[Step<'_>], message: String, help: Option<&str>) -> Option<Error> {
        let written = self.written.as_ref()?;
        let error = Error::at(&written.path, &written.text, span(&written.text, way)?, message);
        Some(help.into_iter().fold(error, Error::help))
    }

    /// Where a setting stands.
    pub(crate) fn spot(&self, report: &mut Report, way: &[Step<'_>]) -> Spot {
        let span = self.written.as_ref().and_then(|written| Some((written, span(&written.text, way)?)));
        span.map_or(Spot::Nowhere, |(written, Range { start, end })| Spot::Bytes {
            file: report.sources.add_beside(&written.path, &written.text),
            start,
            end,
        })
    }
}

/// The question whether another name was meant, if there is one that is close.
pub(crate) fn did_you_mean<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<String> {
    source::closest(name, candidates).map(|meant| format!("did you mean `{meant}`?"))
}

/// Where a setting stands: the key of a member, an item itself.
fn span(text: &str, way: &[Step<'_>]) -> Option<Range<usize>> {
    let table = DeTable::parse(text).ok()?;
    let (first, way) = way.split_first()?;
    let Step::Key(first) = first else { return None };
    let (key, mut value) = table.get_ref().get_key_value(*first)?;
    let mut span = key.span();
    for step in way {
        (span, value) = match (step, value.get_ref()) {
            (Step::Key(name), DeValue::Table(table)) => table.get_key_value(*name).map(|(key, value)| (key.span(), value))?,
            (Step::Item(index), DeValue::Array(items)) => items.get(*index).map(|item| (item.span(), item))?,
            _ => return None,
        };
    }
    Some(span)
}

#[cfg(test)]
mod tests {
    use super::{Step, span};

    #[test]
    fn settings_are_found_in_every_form_of_a_table() {
        let item = [Step::Key("select"), Step::Key("operations"), Step::Item(1)];
        let key = [Step::Key("rename"), Step::Key("fields"), Step::Key("Pet.x")];
        let cases = [
            ("[select]\noperations = [\n  \"a\", # one\n  \"b\",\n]\n", &item, Some("\"b\"")),
            ("select.operations = ['a', 'b']", &item, Some("'b'")),
            ("select = { operations = ['a'] }", &item, None),
            ("[rename]\nfields = { \"Pet.x\" = \"y\" }", &key, Some("\"Pet.x\"")),
            ("[rename.fields]\n'Pet.x' = 'y'", &key, Some("'Pet.x'")),
            ("[rename", &key, None),
        ];
        for (text, way, expected) in cases {
            assert_eq!(span(text, way).and_then(|span| text.get(span)), expected, "{text}");
        }
    }
}
