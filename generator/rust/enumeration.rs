//! An enumeration → the table of its values, which is an open enum.

use serde_json::Value;

use super::Rust;
use super::docs::{Docs, code};
use super::literal::Literal;
use super::name::{Case, Ident};
use super::scope::Scope;
use super::view::{Form, Known, Model, Table};
use crate::api::{Enumeration, SchemaId};

impl Rust<'_> {
    /// An enumeration.
    pub(super) fn enumeration(&mut self, id: SchemaId, name: &Ident, enumeration: &Enumeration) -> Model {
        let closed = self.target.config.types.is_closed(self.owner(id));
        let form = match (enumeration.text, closed) {
            (true, false) => Form::Text,
            (false, false) => Form::Integer,
            (true, true) => Form::ClosedText,
            (false, true) => Form::ClosedInteger,
        };
        self.needs.enumeration = true;
        self.needs.closed |= closed;
        let docs = self.docs(self.api.schemas.get(id));
        let mut scope = Scope::reserving(if closed { &[] } else { &["Unknown"] });
        let mut rows = Vec::new();
        for value in &enumeration.values {
            let text = match &value.value {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            let variant = scope.take(&Ident::new(value.name.as_deref().unwrap_or(&text), Case::Camel));
            let wire = if enumeration.text { Literal::new(&text).to_string() } else { separated(&text) };
            let shown = (!is_plain(&text)).then(|| {
                Literal::new(&if text.is_empty() {
                    " The empty text.".to_owned()
                } else {
                    format!(" {}", Docs::new(&code(&text)).first_line())
                })
            });
            rows.push(Known { variant, wire, shown, docs: Docs::of(value.description.as_ref()) });
        }
        self.show_enumeration(id, name, enumeration, &rows, closed);
        self.note(&scope.renamed(), &self.api.schemas.get(id).pointer);
        let derives =
            self.derives(id, &["Debug", "Clone", "PartialEq", "Eq", "Hash", if closed || !enumeration.text { "Copy" } else { "" }]);
        self.show_derived(id, name, &derives);
        let docs = if derives.is_empty() { docs } else { docs.or(|| Docs::ours(format!("`{name}`."))) };
        Model { docs, derives, ..Model::new(name, Table::Enumeration(form, rows)) }
    }
}

/// Whether a value can stand between backticks in Markdown as it is.
fn is_plain(text: &str) -> bool {
    !text.is_empty() && text.trim() == text && text.chars().all(|c| c.is_ascii_graphic() && c != '`' || c == ' ')
}

/// An integer with its digits in groups of three, if it is long.
fn separated(integer: &str) -> String {
    let (sign, digits) = integer.split_at(integer.len() - integer.trim_start_matches('-').len());
    let mut text = sign.to_owned();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && digits.len() > 4 && (digits.len() - index) % 3 == 0 {
            text.push('_');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::separated;

    #[test]
    fn long_integers_are_grouped() {
        for (integer, text) in [("0", "0"), ("-1", "-1"), ("1000", "1000"), ("-10000", "-10_000"), ("5000000000", "5_000_000_000")] {
            assert_eq!(separated(integer), text);
        }
    }
}
