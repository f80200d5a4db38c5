//! The headers of an operation's successes → a struct that reads them.

use super::Rust;
use super::docs::{Docs, code};
use super::literal::Literal;
use super::name::{Case, Ident};
use super::operation::Named;
use super::response::successes;
use super::scope::Scope;
use super::types::RustType;
use super::view::{Header, Headers};
use crate::api::{Kind, ResponseHeader, SchemaId};

impl Rust<'_> {
    /// The headers of an operation's successes; nothing if the document describes none.
    pub(super) fn headers(&mut self, named: &Named<'_>) -> Option<Headers> {
        let mut described: Vec<&ResponseHeader> = Vec::new();
        for header in successes(named.operation).into_iter().flat_map(|response| &response.headers) {
            if !described.iter().any(|known| known.name.eq_ignore_ascii_case(&header.name)) {
                described.push(header);
            }
        }
        if described.is_empty() {
            return None;
        }
        self.needs.headers = true;
        let mut scope = Scope::reserving(&["of"]);
        let fields = described.into_iter().map(|header| {
            let docs = Docs::of(header.description.as_ref().or(self.api.schemas.description(header.schema)));
            Header {
                field: scope.take(&Ident::new(&header.name, Case::Snake)),
                docs: docs.or(|| Docs::new(&format!("{}.", code(&header.name)))).and(self.limits_docs(header.schema)),
                typ: self.header_type(header.schema),
                text: self.is_open_text(header.schema),
                wire: Literal::new(&header.name),
            }
        });
        Some(Headers {
            name: named.headers.clone(),
            docs: Docs::ours(format!("What the headers of a success of `{}` say.", named.method)),
            fields: fields.collect(),
        })
    }

    /// The type of a header: a number, a boolean or one of several texts, or else its text as it is.
    fn header_type(&self, schema: SchemaId) -> RustType {
        match self.api.schemas.kind(schema) {
            Kind::Boolean | Kind::Integer(_) | Kind::Number(_) => self.outer_type(schema),
            _ if self.is_open_text(schema) => self.outer_type(schema),
            _ => RustType::Plain("String"),
        }
    }

    /// Whether a schema is an enum of texts that keeps others, too.
    fn is_open_text(&self, schema: SchemaId) -> bool {
        let Kind::Enumeration(enumeration) = self.api.schemas.kind(schema) else { return false };
        enumeration.text && !self.target.config.types.is_closed(self.owner(self.api.schemas.target(schema)))
    }
}
