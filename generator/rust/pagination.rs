//! An operation that spreads its answer over pages → the plan that `items()` and `pages()` follow.

use super::Rust;
use super::literal::Literal;
use super::operation::Named;
use super::types::RustType;
use super::view;
use crate::api::{Kind, Pagination, Paging, Step};

/// Where the items of a page are, and what they are.
struct Items {
    count: String,
    take: String,
    item: RustType,
}

impl Rust<'_> {
    fn page_items(&self, named: &Named<'_>) -> Option<Items> {
        let Paging::Pages(Pagination { items, .. }) = &named.operation.paging else { return None };
        let success = named.operation.responses.iter().find(|response| response.status.is_success())?;
        let answer = success.body.as_ref()?.schema?;
        if self.api.schemas.nullable(answer) {
            return None;
        }
        let record = match (self.api.schemas.kind(answer), items) {
            (Kind::Array(item), None) => {
                let item = self.nullable_type(*item, RustType::Outer);
                return Some(Items { count: "page.len()".to_owned(), take: "page".to_owned(), item });
            }
            (Kind::Record(record), Some(_)) => record,
            _ => return None,
        };
        let position = record.fields.iter().position(|field| Some(&field.name) == items.as_ref())?;
        let field = record.fields.get(position)?;
        let Kind::Array(item) = self.api.schemas.kind(field.schema) else { return None };
        let item = self.nullable_type(*item, RustType::Outer);
        let (name, typ) = self.field_type(self.api.schemas.target(answer), position)?;
        Some(match typ {
            RustType::Vec(_) => Items { count: format!("page.{name}.len()"), take: format!("page.{name}"), item },
            RustType::Option(inner) if matches!(*inner, RustType::Vec(_)) => {
                Items { count: format!("page.{name}.as_ref().map_or(0, Vec::len)"), take: format!("page.{name}.unwrap_or_default()"), item }
            }
            _ => return None,
        })
    }

    /// The plan of the pages.
    pub(super) fn pages(&mut self, named: &Named<'_>) -> Option<view::Pages> {
        let Paging::Pages(Pagination { step, total, items, .. }) = &named.operation.paging else { return None };
        let Items { count, take, item } = self.page_items(named)?;
        let position = |name: &str| named.operation.parameters.iter().position(|parameter| parameter.name == name);
        let path = |path: &[String]| {
            let names: Vec<String> = path.iter().map(|name| Literal::new(name).to_string()).collect();
            format!("&[{}]", names.join(", "))
        };
        let step = match step {
            Step::Offset { limit, offset, default_limit } => {
                let (limit, offset) = (position(limit)?, position(offset)?);
                format!("Offset {{ limit: {limit}, default_limit: {default_limit}, offset: {offset}, total: {} }}", path(total))
            }
            Step::Page { page, first, limit } => {
                let limit = limit.as_deref().and_then(position);
                format!("Page {{ page: {}, first: {first}, limit: {limit:?}, total: {} }}", position(page)?, path(total))
            }
            Step::Cursor { cursor, next, more } => {
                format!("Cursor {{ cursor: {}, next: {}, more: {} }}", position(cursor)?, path(next), path(more))
            }
            Step::Address { next } => format!("Address {{ next: {} }}", path(next)),
        };
        self.needs.pages = true;
        let member = Literal::new(items.as_deref().unwrap_or_default());
        Some(view::Pages { plan: named.constant.with_suffix("_PAGES"), item: item.to_string(), member, step, count, take })
    }
}
