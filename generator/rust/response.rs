//! What a call gives: the one body of its successes, or an enum with a variant for each of their statuses.

use proc_macro2::TokenStream;
use quote::quote;

use super::Rust;
use super::docs::Docs;
use super::name::{Case, Ident};
use super::operation::Named;
use super::status::{about, statuses, variant};
use super::types::RustType;
use crate::api::{Body, Format, Operation, Response};

/// What reads a body that some successes have and others do not.
pub(super) const MAYBE: &str = "maybe_json";

/// What a call gives, and how the runtime reads it.
pub(super) struct Answer {
    /// The path of the function that reads it.
    pub(super) read: String,
    /// Its type; nothing for `()`.
    pub(super) typ: Option<RustType>,
    /// The enum and the function that reads it, where the statuses differ.
    pub(super) items: Vec<TokenStream>,
}

impl std::fmt::Display for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.typ {
            Some(typ) => typ.fmt(f),
            None => f.write_str("()"),
        }
    }
}

impl Rust<'_> {
    /// What an operation gives.
    pub(super) fn answer(&self, named: &Named<'_>) -> Answer {
        let successes = successes(named.operation);
        let mut bodies: Vec<(&str, Option<RustType>)> = successes.iter().map(|response| self.read(response.body.as_ref())).collect();
        bodies.dedup();
        let single = |read: &str, typ: Option<RustType>| Answer { read: read.to_owned(), typ, items: Vec::new() };
        match bodies.as_slice() {
            [] => single("empty", None),
            [(read, typ)] => single(read, typ.clone()),
            // A body for some statuses and none for others.
            [("json", Some(typ)), ("empty", None)] | [("empty", None), ("json", Some(typ))] => {
                single(MAYBE, Some(if matches!(typ, RustType::Option(_)) { typ.clone() } else { RustType::Option(Box::new(typ.clone())) }))
            }
            _ => self.by_status(named, &successes),
        }
    }

    fn by_status(&self, named: &Named<'_>, successes: &[&Response]) -> Answer {
        let name = &named.answer;
        let (mut variants, mut arms) = (TokenStream::new(), TokenStream::new());
        for (index, response) in successes.iter().enumerate() {
            let (function, typ) = self.read(response.body.as_ref());
            let function = Ident::new(function, Case::Snake);
            let (docs, variant) = (self.marks.keep(about(response)), variant(response.status));
            // Other statuses are refused before.
            let pattern = if index + 1 == successes.len() { quote!(_) } else { statuses(response.status) };
            match typ {
                Some(typ) => {
                    variants.extend(quote!(#docs #variant(#typ),));
                    arms.extend(quote!(#pattern => runtime::response::#function(raw, names).map(Self::#variant),));
                }
                None => {
                    variants.extend(quote!(#docs #variant,));
                    arms.extend(quote!(#pattern => Ok(Self::#variant),));
                }
            }
        }
        let docs = self.marks.keep(Docs::ours(format!("What the service answers to `{}`, by status.", named.method)));
        let items = vec![
            quote! {
                #docs
                #[derive(Debug, Clone, PartialEq)]
                #[non_exhaustive]
                pub enum #name { #variants }
            },
            quote! {
                impl #name {
                    #[inline]
                    fn read(raw: &runtime::response::Raw, names: &runtime::operation::ErrorNames) -> Result<Self, runtime::Error> {
                        match raw.code() { #arms }
                    }
                }
            },
        ];
        Answer { read: format!("{name}::read"), typ: Some(RustType::Model(name.clone())), items }
    }

    /// The function that reads a body, and what it gives.
    pub(super) fn read(&self, body: Option<&Body>) -> (&'static str, Option<RustType>) {
        match body.map(|body| (body.format, body.schema)) {
            None => ("empty", None),
            Some((Format::Json, Some(schema))) => ("json", Some(self.nullable_type(schema, RustType::Outer))),
            Some((Format::AnyText, _)) => ("any_text", Some(RustType::Plain("String"))),
            Some((Format::Binary, _)) => ("bytes", Some(RustType::Bytes)),
            Some(_) => ("text", Some(RustType::Plain("String"))),
        }
    }
}

/// Whether the body of a success can be read while it comes, however long it is.
pub(super) fn is_download(operation: &Operation) -> bool {
    let is_binary = |response: &Response| response.body.as_ref().is_some_and(|body| body.format == Format::Binary);
    operation.responses.iter().any(|response| response.status.is_success() && is_binary(response))
}

/// The responses that promise success, the narrower first.
pub(super) fn successes(operation: &Operation) -> Vec<&Response> {
    let mut successes: Vec<&Response> = operation.responses.iter().filter(|response| response.status.is_success()).collect();
    successes.sort_by_key(|response| response.status);
    successes
}
