//! How an operation spreads its answer over pages: `x-pagination`.

use serde_json::Value;

use super::Lowering;
use super::extension::Extensions;
use super::operation::named;
use crate::api::{Kind, Operation, Pagination, Place};
use crate::report::code;

impl Lowering<'_> {
    /// The pagination that the extension declares, held against the operation.
    pub(super) fn pagination(&mut self, operation: &Operation, extensions: &Extensions) -> Option<Pagination> {
        let value = extensions.get("x-pagination")?;
        let at = operation.pointer.child("x-pagination");
        let part = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
        let (Some("offset"), Some(limit), Some(offset), Some(items)) =
            (part("style").as_deref(), part("limit"), part("offset"), part("items"))
        else {
            return self.odd("x-pagination", &operation.pointer, "a map with `style: offset`, `limit`, `offset` and `items`");
        };
        for name in [&limit, &offset] {
            let known = named(&operation.parameters, name).filter(|parameter| parameter.place == Place::Query);
            if !known.is_some_and(|parameter| matches!(self.api.schemas.kind(parameter.schema), Kind::Integer(_))) {
                self.report.add(&code::ODD_EXTENSION, &at, format!("`{name}` is not an integer in the query of this operation"));
                return None;
            }
        }
        if !self.has_items(operation, &items) {
            self.report.add(&code::ODD_EXTENSION, &at, format!("`{items}` is not a list in the successful response of this operation"));
            return None;
        }
        let default_limit = named(&operation.parameters, &limit).and_then(|parameter| self.default_number(parameter.schema)).unwrap_or(0);
        Some(Pagination::Offset { limit, offset, items, default_limit })
    }

    fn default_number(&self, schema: crate::api::SchemaId) -> Option<u64> {
        let target = self.api.schemas.target(schema);
        [schema, target].into_iter().find_map(|id| self.api.schemas.get(id).default.as_ref()?.as_u64())
    }

    /// Whether the successful answer is a record with a list of this name.
    fn has_items(&mut self, operation: &Operation, items: &str) -> bool {
        self.drain();
        let success = operation.responses.iter().find(|response| response.status.is_success());
        let Some(schema) = success.and_then(|response| response.body.as_ref()?.schema) else { return false };
        let Kind::Record(record) = self.api.schemas.kind(schema) else { return false };
        let field = record.fields.iter().find(|field| field.name == items);
        field.is_some_and(|field| matches!(self.api.schemas.kind(field.schema), Kind::Array(_)))
    }
}
