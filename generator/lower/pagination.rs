//! How an operation spreads its answer over pages, as the document says it: `x-pagination`.

use serde_json::Value;

use super::Lowering;
use super::extension::Extensions;
use super::operation::named;
use crate::api::{Kind, Operation, Pagination, Paging, Place, Step};
use crate::report::code;

const FORMS: &str = "a map with a `style` (`offset`, `page`, `cursor`, `address` or `none`), the names of its parameters, and `items`";

impl Lowering<'_> {
    /// What the extension declares, held against the operation.
    pub(super) fn paging(&mut self, operation: &Operation, extensions: &Extensions) -> Paging {
        let Some(value) = extensions.get("x-pagination") else { return Paging::Unsaid };
        let at = operation.pointer.child("x-pagination");
        let part = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
        let path = |key: &str| part(key).map(|path| path.split('.').map(str::to_owned).collect::<Vec<_>>()).unwrap_or_default();
        let (step, parameters) = match (part("style").as_deref(), part("limit"), part("offset"), part("page"), part("cursor")) {
            (Some("none"), ..) => return Paging::Whole,
            (Some("offset"), Some(limit), Some(offset), ..) => {
                let default_limit = named(&operation.parameters, &limit).and_then(|parameter| self.default_number(parameter.schema));
                let step = Step::Offset { limit: limit.clone(), offset: offset.clone(), default_limit: default_limit.unwrap_or(0) };
                (step, vec![limit, offset])
            }
            (Some("page"), limit, _, Some(page), _) => {
                let first = value.get("first").and_then(Value::as_u64).unwrap_or(1);
                (Step::Page { page: page.clone(), first, limit: limit.clone() }, std::iter::once(page).chain(limit).collect())
            }
            (Some("cursor"), _, _, _, Some(cursor)) if !path("next").is_empty() => {
                (Step::Cursor { cursor: cursor.clone(), next: path("next"), more: path("more") }, Vec::new())
            }
            (Some("address"), ..) => (Step::Address { next: path("next") }, Vec::new()),
            _ => {
                let _: Option<()> = self.odd("x-pagination", &operation.pointer, FORMS);
                return Paging::Whole;
            }
        };
        for name in &parameters {
            let known = named(&operation.parameters, name).filter(|parameter| parameter.place == Place::Query);
            if !known.is_some_and(|parameter| matches!(self.api.schemas.kind(parameter.schema), Kind::Integer(_))) {
                self.report.add(&code::ODD_EXTENSION, &at, format!("`{name}` is not an integer in the query of this operation"));
                return Paging::Whole;
            }
        }
        let items = part("items");
        if !self.has_items(operation, items.as_deref()) {
            let what = items.map_or("the answer itself".to_owned(), |items| format!("`{items}`"));
            self.report.add(&code::ODD_EXTENSION, &at, format!("{what} is not a list in the successful response of this operation"));
            return Paging::Whole;
        }
        Paging::Pages(Pagination { step, items, total: path("total") })
    }

    fn default_number(&self, schema: crate::api::SchemaId) -> Option<u64> {
        let target = self.api.schemas.target(schema);
        [schema, target].into_iter().find_map(|id| self.api.schemas.get(id).default.as_ref()?.as_u64())
    }

    /// Whether the successful answer has a list of this name, or is one.
    fn has_items(&mut self, operation: &Operation, items: Option<&str>) -> bool {
        self.drain();
        let success = operation.responses.iter().find(|response| response.status.is_success());
        let Some(schema) = success.and_then(|response| response.body.as_ref()?.schema) else { return false };
        match (self.api.schemas.kind(schema), items) {
            (Kind::Array(_), None) => true,
            (Kind::Record(record), Some(items)) => {
                let field = record.fields.iter().find(|field| field.name == items);
                field.is_some_and(|field| matches!(self.api.schemas.kind(field.schema), Kind::Array(_)))
            }
            _ => false,
        }
    }
}
