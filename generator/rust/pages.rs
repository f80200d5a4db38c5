//! An operation that spreads its answer over pages → `items()`, `pages()` and the plan that they follow.

use proc_macro2::TokenStream;
use quote::quote;

use super::Rust;
use super::answer::Answer;
use super::name::Ident;
use super::operation::{Named, index};
use super::record::RESERVED;
use super::scope::Scope;
use super::types::RustType;
use crate::api::{Kind, Pagination};

impl Rust<'_> {
    /// `items()` and `pages()`.
    pub(super) fn pages(&mut self, named: &Named<'_>, answer: &Answer) -> Option<TokenStream> {
        let (_, item) = self.paged(named, answer)?;
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

    /// The name of the field that holds the items of a page, and their type.
    fn paged(&self, named: &Named<'_>, answer: &Answer) -> Option<(Ident, RustType)> {
        let Pagination::Offset { items, .. } = named.operation.pagination.as_ref()?;
        if !matches!(answer.typ, Some(RustType::Outer(_))) {
            return None;
        }
        let success = named.operation.responses.iter().find(|response| response.status.is_success())?;
        let page = self.api.schemas.target(success.body.as_ref()?.schema?);
        let Kind::Record(record) = self.api.schemas.kind(page) else { return None };
        let names = self.field_names(page, record, &mut Scope::reserving(RESERVED));
        let (field, name) = record.fields.iter().zip(names).find(|(field, _)| field.name == *items)?;
        let Kind::Array(item) = self.api.schemas.kind(field.schema) else { return None };
        Some((name, self.nullable_type(*item, RustType::Outer)))
    }

    pub(super) fn plan(&self, named: &Named<'_>, answer: &Answer) -> Option<TokenStream> {
        let Pagination::Offset { limit, offset, default_limit, .. } = named.operation.pagination.as_ref()?;
        let (field, item) = self.paged(named, answer)?;
        let position = |name: &str| named.operation.parameters.iter().position(|parameter| parameter.name == name);
        let (limit, offset) = (index(position(limit)?), index(position(offset)?));
        let default_limit = proc_macro2::Literal::u64_unsuffixed(*default_limit);
        let plan = named.constant.with_suffix("_PAGES");
        let read: TokenStream = answer.read.parse().unwrap_or_default();
        let output = &answer.typ;
        Some(quote! {
            static #plan: Plan<#output, #item> = Plan {
                limit: #limit,
                default_limit: #default_limit,
                offset: #offset,
                read: #read,
                count: |page| page.#field.len(),
                items: |page| page.#field,
            };
        })
    }
}
