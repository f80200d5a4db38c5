//! How an operation spreads its answer over pages, as the document says it: `x-pagination`.

use serde_json::Value;

use super::Lowering;
use super::extension::Extensions;
use super::operation::named;
use crate::api::{Kind, Operation, Pagination, Paging, Place, SchemaId, Step};
use crate::pointer::Pointer;
use crate::report::code;

const FORMS: &str = "a map with a `style` (`offset`, `page`, `cursor`, `address` or `none`), the names of its parameters, and `items`";

/// What it may say.
const KEYS: [&str; 10] = ["style", "limit", "offset", "page", "first", "cursor", "next", "more", "items", "total"];

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
        self.hold_paging(operation, value, &at);
        let items = part("items");
        if !self.has_items(operation, items.as_deref()) {
            let what = items.map_or("the answer itself".to_owned(), |items| format!("`{items}`"));
            self.report.add(&code::ODD_EXTENSION, &at, format!("{what} is not a list in the successful response of this operation"));
            return Paging::Whole;
        }
        Paging::Pages(Pagination { step, items, total: path("total") })
    }

    /// Tells names that the operation does not have: the parameter of a cursor, and the properties of the answer.
    fn hold_paging(&mut self, operation: &Operation, value: &Value, at: &Pointer) {
        self.drain();
        for key in value.as_object().into_iter().flat_map(|members| members.keys()).filter(|key| !KEYS.contains(&key.as_str())) {
            self.report.add(&code::ODD_EXTENSION, &at.child(key), format!("`{key}` is no part of `x-pagination`; it is ignored"));
        }
        let text = |key: &str| value.get(key).and_then(Value::as_str);
        if let Some(cursor) = text("cursor").filter(|cursor| named(&operation.parameters, cursor).is_none()) {
            self.report.add(&code::ODD_EXTENSION, &at.child("cursor"), format!("`{cursor}` is no parameter of this operation"));
        }
        for (key, path) in ["next", "more", "total"].iter().filter_map(|key| Some((*key, text(key)?))) {
            if !self.answer(operation).is_some_and(|answer| self.leads(answer, path)) {
                let message = format!("`{path}` leads to nothing in the successful response of this operation");
                self.report.add(&code::ODD_EXTENSION, &at.child(key), message);
            }
        }
    }

    /// Whether a path of properties leads to something in values of a schema; `-` is the last item of a list.
    fn leads(&self, schema: SchemaId, path: &str) -> bool {
        let mut schema = schema;
        for name in path.split('.') {
            let next = match self.api.schemas.kind(schema) {
                Kind::Record(record) => record.fields.iter().find(|field| field.name == name).map(|field| field.schema),
                Kind::Map(value) => Some(*value),
                Kind::Array(item) if name == "-" => Some(*item),
                Kind::Any | Kind::Union(_) => return true,
                _ => None,
            };
            match next {
                Some(next) => schema = next,
                None => return false,
            }
        }
        true
    }

    /// What the successful response of an operation carries.
    fn answer(&self, operation: &Operation) -> Option<SchemaId> {
        operation.responses.iter().find(|response| response.status.is_success())?.body.as_ref()?.schema
    }

    fn default_number(&self, schema: SchemaId) -> Option<u64> {
        let target = self.api.schemas.target(schema);
        [schema, target].into_iter().find_map(|id| self.api.schemas.get(id).default.as_ref()?.as_u64())
    }

    /// Whether the successful answer has a list of this name, or is one.
    fn has_items(&mut self, operation: &Operation, items: Option<&str>) -> bool {
        self.drain();
        let Some(schema) = self.answer(operation) else { return false };
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
