//! An operation that spreads its answer over pages → `items()`, `pages()` and the plan that they follow.

use proc_macro2::TokenStream;
use quote::quote;

use super::Rust;
use super::answer::Answer;
use super::literal::Literal;
use super::operation::{Named, index};
use super::types::RustType;
use crate::api::{Kind, Pagination, Paging, Step};

/// Where the items of a page are, and what they are.
struct Items {
    count: TokenStream,
    take: TokenStream,
    item: RustType,
}

impl Rust<'_> {
    /// `items()` and `pages()`.
    pub(super) fn pages(&mut self, named: &Named<'_>, answer: &Answer) -> Option<TokenStream> {
        let Items { item, .. } = self.page_items(named)?;
        let output = &answer.typ;
        self.needs.pages = true;
        let plan = named.constant.with_suffix("_PAGES");
        Some(quote! {
            #[doc = " All items, asked for page by page."]
            pub fn items(self) -> Items<#output, #item> {
                Items::new(self.call, &#plan)
            }

            #[doc = " All pages, one call each."]
            pub fn pages(self) -> Pages<#output, #item> {
                Pages::new(self.call, &#plan)
            }
        })
    }

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
                return Some(Items { count: quote!(page.len()), take: quote!(page), item });
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
            RustType::Vec(_) => Items { count: quote!(page.#name.len()), take: quote!(page.#name), item },
            RustType::Option(inner) if matches!(*inner, RustType::Vec(_)) => {
                Items { count: quote!(page.#name.as_ref().map_or(0, Vec::len)), take: quote!(page.#name.unwrap_or_default()), item }
            }
            _ => return None,
        })
    }

    /// The plan of the pages.
    pub(super) fn plan(&self, named: &Named<'_>, answer: &Answer) -> Option<TokenStream> {
        let Paging::Pages(Pagination { step, .. }) = &named.operation.paging else { return None };
        let Items { count, take, item } = self.page_items(named)?;
        let position = |name: &str| Some(index(named.operation.parameters.iter().position(|parameter| parameter.name == name)?));
        let path = |path: &[String]| {
            let names = path.iter().map(|name| Literal::new(name));
            quote!(&[#(#names),*])
        };
        let step = match step {
            Step::Offset { limit, offset, default_limit } => {
                let (limit, offset) = (position(limit)?, position(offset)?);
                let default_limit = proc_macro2::Literal::u64_unsuffixed(*default_limit);
                quote!(Step::Offset { limit: #limit, default_limit: #default_limit, offset: #offset })
            }
            Step::Page { page, first } => {
                let (page, first) = (position(page)?, proc_macro2::Literal::u64_unsuffixed(*first));
                quote!(Step::Page { page: #page, first: #first })
            }
            Step::Cursor { cursor, next, more } => {
                let (cursor, next, more) = (position(cursor)?, path(next), path(more));
                quote!(Step::Cursor { cursor: #cursor, next: #next, more: #more })
            }
            Step::Address { next } => {
                let next = path(next);
                quote!(Step::Address { next: #next })
            }
        };
        let plan = named.constant.with_suffix("_PAGES");
        let read: TokenStream = answer.read.parse().unwrap_or_default();
        let output = &answer.typ;
        Some(quote! {
            static #plan: Plan<#output, #item> = Plan {
                step: #step,
                read: #read,
                count: |page| #count,
                items: |page| #take,
            };
        })
    }
}
