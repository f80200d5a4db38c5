//! Settings that a service knows → the tables of how it is asked.

use proc_macro2::TokenStream;
use quote::quote;

use super::description::texts;
use super::literal::Literal;
use super::name::{Case, Ident};
use crate::api::{Alternative, Api, Lookup};

/// The constant of the lookup of the setting `name`.
pub(super) fn name(name: &str) -> Ident {
    Ident::new(&format!("look up {name}"), Case::Shouty)
}

/// One table for each setting that a service knows.
pub(super) fn tables(api: &Api) -> TokenStream {
    api.lookups.iter().filter_map(|lookup| table(api, lookup)).collect()
}

fn table(api: &Api, lookup: &Lookup) -> Option<TokenStream> {
    let setting = &api.settings.get(lookup.setting)?.name;
    let (constant, method) = (self::name(setting), Ident::new(&format!("look up {setting}"), Case::Snake));
    let (setting, value, items) = (Literal::new(setting), Literal::new(&lookup.value), texts(&lookup.items));
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
    Some(quote! {
        pub(crate) static #constant: Lookup = Lookup {
            setting: #setting,
            api: Api {
                headers: &[],
                settings: &[],
                services: &[Service { name: #service, env: #env, address: #address, regions: &[] }],
                schemes: API.schemes,
                errors: API.errors,
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
