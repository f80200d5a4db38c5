//! Services that lend credentials to machines → the tables of how they are asked.

use proc_macro2::TokenStream;
use quote::quote;

use super::description::texts;
use super::literal::Literal;
use super::name::{Case, Ident};
use crate::api::{Api, Metadata};

/// The constant of the metadata service of the scheme `name`.
pub(super) fn name(name: &str) -> Ident {
    Ident::new(&format!("{name} metadata"), Case::Shouty)
}

/// One table for each scheme whose credentials a machine can ask for.
pub(super) fn tables(api: &Api) -> Vec<TokenStream> {
    let table = |(name, metadata): (Ident, &Metadata)| {
        let Metadata { url, session, parts, expires } = metadata;
        let (url, expires) = (Literal::new(url), texts(expires));
        let parts = parts.iter().map(|path| texts(path));
        let session = match session {
            None => quote!(None),
            Some(session) => {
                let (url, header) = (Literal::new(&session.url), Literal::new(&session.header));
                let (ttl, seconds) = (Literal::new(&session.ttl.0), Literal::new(&session.ttl.1.to_string()));
                quote!(Some(Session { url: #url, ttl: (#ttl, #seconds), header: #header }))
            }
        };
        quote! {
            pub(crate) static #name: Metadata =
                Metadata { url: #url, session: #session, parts: &[#(#parts),*], expires: #expires };
        }
    };
    let schemes = api.security_schemes.iter();
    schemes.filter_map(|scheme| Some((self::name(&scheme.name), scheme.metadata.as_ref()?))).map(table).collect()
}
