//! Error bodies that differ by status → an enum with a variant for each status.

use proc_macro2::TokenStream;
use quote::quote;

use super::Rust;
use super::docs::Docs;
use super::operation::Named;
use super::status::{about, statuses, variant};
use super::types::RustType;
use crate::api::{Format, Response, Status};

impl Rust<'_> {
    /// The enum of an operation's error bodies; nothing where they are all of one type, which `Error::body` or `Error::raw_body` gives as well.
    pub(super) fn errors(&self, named: &Named<'_>) -> Vec<TokenStream> {
        let Some(described) = self.error_bodies(named) else { return Vec::new() };
        let (name, method) = (&named.error, &named.method);
        let docs = self.marks.keep(Docs::ours(format!("What the service says when it refuses `{method}`, by status.")));
        let variants = described.iter().map(|(response, typ)| {
            let variant = variant(response.status);
            let docs = self.marks.keep(about(response));
            quote!(#docs #variant(#typ))
        });
        let arms = described.iter().map(|(response, _)| {
            let variant = variant(response.status);
            let statuses = statuses(response.status);
            let read = if is_text(response) { quote!(text) } else { quote!(body) };
            quote!(#statuses => error.#read().map(Self::#variant))
        });
        let rest = (!described.iter().any(|(response, _)| response.status == Status::Default)).then(|| quote!(_ => None,));
        vec![
            quote! {
                #docs
                #[derive(Debug, Clone, PartialEq)]
                #[non_exhaustive]
                pub enum #name { #(#variants),* }
            },
            quote! {
                impl #name {
                    #[doc = " The body of an error of this call. `None` if there is none, or if it is not what its status promises."]
                    #[must_use]
                    #[inline]
                    pub fn of(error: &runtime::Error) -> Option<Self> {
                        match error.status()?.as_u16() {
                            #(#arms,)*
                            #rest
                        }
                    }
                }
            },
        ]
    }

    /// The responses that are refusals, each with its type, if they are of several.
    pub(super) fn error_bodies<'n>(&self, named: &Named<'n>) -> Option<Vec<(&'n Response, RustType)>> {
        let mut described: Vec<(&Response, RustType)> =
            named.operation.responses.iter().filter_map(|response| self.error_body(response)).collect();
        described.sort_by_key(|(response, _)| response.status);
        let alike = described.windows(2).all(|pair| matches!(pair, [(_, first), (_, second)] if first == second));
        (!alike).then_some(described)
    }

    /// A response that is a refusal, with the type of its body.
    pub(super) fn error_body<'a>(&self, response: &'a Response) -> Option<(&'a Response, RustType)> {
        let body = response.body.as_ref().filter(|_| !response.status.is_success())?;
        let typ = match body.format {
            Format::Json => self.outer_type(body.schema?),
            Format::Text => RustType::Plain("String"),
            _ => return None,
        };
        Some((response, typ))
    }
}

fn is_text(response: &Response) -> bool {
    response.body.as_ref().is_some_and(|body| body.format == Format::Text)
}
