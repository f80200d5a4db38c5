//! Headers that are no parameters in the document: those of security schemes, and those that every call sends.

use serde_json::Value;

use super::super::typ::Type;
use super::super::{Place, Row};
use super::Checking;
use super::place::{Operation, Spot};
use crate::pointer::Pointer;

impl<'d> Checking<'d> {
    /// Whether a header is one of a security scheme, or sent with every call.
    pub(super) fn is_sent(&self, operation: &Operation<'d>, row: &Row) -> bool {
        let is_scheme = self.header_schemes().any(|scheme| scheme.text("name").eq_ignore_ascii_case(&row.name));
        is_scheme || self.constant(operation, &row.name).is_some()
    }

    /// The security schemes that are headers.
    fn header_schemes(&self) -> impl Iterator<Item = Spot<'d>> {
        let at = Pointer::root().child("components").child("securitySchemes");
        let schemes = at.find(self.tree).and_then(Value::as_object).into_iter().flatten();
        let schemes = schemes.map(move |(name, scheme)| (at.child(name), scheme));
        let tree = self.tree;
        schemes.map(move |(at, scheme)| Spot::new(tree, at, scheme)).filter(|scheme| scheme.text("in") == "header")
    }

    /// What every call sends in a header.
    fn constant(&self, operation: &Operation<'d>, name: &str) -> Option<&'d str> {
        let maps = [operation.spot.find("x-headers"), self.tree.get("x-headers")];
        let mut headers = maps.into_iter().flatten().filter_map(Value::as_object).flatten();
        headers.find(|(header, _)| header.eq_ignore_ascii_case(name)).and_then(|(_, value)| value.as_str())
    }

    /// What must be shown for an operation.
    fn security(&self, operation: &Operation<'d>) -> Option<&'d Vec<Value>> {
        operation.spot.find("security").or_else(|| self.tree.get("security")).and_then(Value::as_array)
    }

    /// What the page says of such headers.
    pub(super) fn sent(&mut self, operation: &Operation<'d>, rows: &[&Row]) {
        let security = self.security(operation);
        let is_secured =
            security.is_some_and(|ways| !ways.is_empty() && ways.iter().all(|way| way.as_object().is_some_and(|way| !way.is_empty())));
        for row in rows {
            let constant = self.constant(operation, &row.name);
            let scheme = self.header_schemes().find(|scheme| scheme.text("name").eq_ignore_ascii_case(&row.name));
            let spot = scheme.unwrap_or_else(|| operation.spot.clone());
            self.given(&spot, row, constant.is_some() || is_secured);
            if let Some(typ) = row.typ.as_ref().filter(|typ| typ.what != Type::String) {
                let what = format!("`{}` is of type {} on the page, and a text in the document", row.name, typ.what);
                self.add(&spot, ("type", &typ.what.to_string()), typ.line, what);
            }
            let said = media_type(&row.facts.description).zip(constant).filter(|(said, constant)| said != constant);
            if let Some((said, constant)) = said {
                let what = format!("`{}` is {said} on the page, and {constant} in the document", row.name);
                self.add(&spot, ("values", said), row.line, what);
            }
        }
    }

    /// Credentials that the page says nothing of. One of the rows that the document has not, `strange`, may be what the page calls it.
    pub(super) fn unsaid(&mut self, operation: &Operation<'d>, all: &[&Row], strange: &mut Vec<&Row>) {
        // A page without any header says nothing of them.
        let headers = || all.iter().filter(|row| row.place == Some(Place::Header));
        let asked = |name: &str| self.security(operation).into_iter().flatten().any(|way| way.get(name).is_some());
        let is_unsaid = |scheme: &Spot<'_>| {
            let is_said = headers().any(|row| row.name.eq_ignore_ascii_case(scheme.text("name")));
            headers().count() > 0 && asked(&scheme.at.last().unwrap_or_default()) && !is_said
        };
        for scheme in self.header_schemes().filter(is_unsaid).collect::<Vec<_>>() {
            let header = scheme.text("name");
            match strange.iter().position(|row| row.place == Some(Place::Header)).map(|at| strange.remove(at)) {
                Some(row) => {
                    let what = format!("`{}` on the page is not in the document, whose `{header}` is not on the page", row.name);
                    self.add(&scheme, ("name", &row.name), row.line, what);
                }
                None => {
                    let what = format!("the document has a credential `{header}` in its header, which the page has not");
                    self.add(&scheme, ("row", "absent"), self.page.line, what);
                }
            }
        }
    }
}

/// The media type that a description names.
fn media_type(text: &str) -> Option<&str> {
    let words = text.split(|c: char| c.is_whitespace() || ",;".contains(c)).map(|word| word.trim_end_matches('.'));
    words.into_iter().find(|word| ["application/", "text/", "multipart/"].iter().any(|start| word.starts_with(start)))
}
