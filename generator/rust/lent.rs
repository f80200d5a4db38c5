//! Where a client finds what it is not given: the tables of metadata services, and of services that know a setting.

use proc_macro2::TokenStream;
use quote::quote;

use super::description;
use super::literal::Literal;
use super::name::{Case, Ident};
use crate::api::{Alternative, Api, Lookup, Metadata};

/// The constant of the metadata service of the scheme `name`.
pub(super) fn metadata_name(name: &str) -> Ident {
    Ident::new(&format!("{name} metadata"), Case::Shouty)
}

/// The constant of the lookup of the setting `name`.
pub(super) fn lookup_name(name: &str) -> Ident {
    Ident::new(&format!("look up {name}"), Case::Shouty)
}

fn names(names: &[String]) -> TokenStream {
    let names = names.iter().map(|name| Literal::new(name));
    quote!(&[#(#names),*])
}

/// One table for each scheme whose credentials a machine can ask for.
pub(super) fn metadata(api: &Api) -> Vec<TokenStream> {
    let table = |(name, metadata): (Ident, &Metadata)| {
        let Metadata { url, session, parts, expires } = metadata;
        let (url, expires) = (Literal::new(url), names(expires));
        let parts = parts.iter().map(|path| names(path));
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
    schemes.filter_map(|scheme| Some((metadata_name(&scheme.name), scheme.metadata.as_ref()?))).map(table).collect()
}

/// One table for each setting that a service knows.
pub(super) fn lookups(api: &Api) -> TokenStream {
    api.lookups.iter().filter_map(|lookup| table(api, lookup)).collect()
}

fn table(api: &Api, lookup: &Lookup) -> Option<TokenStream> {
    let setting = &api.settings.get(lookup.setting)?.name;
    let (constant, method) = (lookup_name(setting), Ident::new(&format!("look up {setting}"), Case::Snake));
    let (setting, value, items) = (Literal::new(setting), Literal::new(&lookup.value), names(&lookup.items));
    let query = lookup.query.iter().map(|(name, value)| {
        let (name, value) = (Literal::new(name), Literal::new(value));
        quote!((#name, #value))
    });
    let (service, address, path) = (Literal::new(&lookup.service), Literal::new(&lookup.address), Literal::new(&lookup.path));
    let name = Literal::new(&format!("{}.{method}", lookup.service));
    let env = match &lookup.endpoint_env {
        None => quote!(None),
        Some(env) => {
            let env = Literal::new(env);
            quote!(Some(#env))
        }
    };
    let security = lookup.security.iter().map(|Alternative { schemes }| {
        let schemes = schemes.iter().map(|index| proc_macro2::Literal::usize_unsuffixed(*index));
        quote!(&[#(#schemes),*])
    });
    let (schemes, errors) = description::schemes_and_errors(api);
    Some(quote! {
        pub(crate) static #constant: Lookup = Lookup {
            setting: #setting,
            api: Api {
                headers: &[],
                settings: &[],
                services: &[Service { name: #service, env: #env, address: #address, regions: &[] }],
                schemes: #schemes,
                errors: #errors,
            },
            operation: Operation {
                name: #name,
                start: #path,
                security: &[#(#security),*],
                ..Operation::USUAL
            },
            query: &[#(#query),*],
            items: #items,
            value: #value,
        };
    })
}
