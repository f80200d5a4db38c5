//! What holds for the whole API → the static description that the runtime works from.

use proc_macro2::TokenStream;
use quote::quote;

use super::literal::Literal;
use crate::api::{Api, Mechanism, Parameter, SecurityScheme, SentHeader, Service};

/// The static `API`.
pub(super) fn api(api: &Api) -> TokenStream {
    let headers = api.headers.iter().map(pair);
    let settings = api.settings.iter().map(setting);
    let services = api.services.iter().map(service);
    let servers = super::server::table(api);
    let schemes = api.security_schemes.iter().map(scheme);
    let names = &api.errors;
    let (code, message, detail, throttled) = (texts(&names.code), texts(&names.message), texts(&names.detail), texts(&names.throttled));
    let request_id = match &api.errors.request_id {
        Some(name) => {
            let name = Literal::new(name);
            quote!(Some(#name))
        }
        None => quote!(None),
    };
    quote! {
        pub(crate) static API: Api = Api {
            headers: &[#(#headers),*],
            settings: &[#(#settings),*],
            services: &[#(#services),*],
            schemes: &[#(#schemes),*],
            errors: ErrorNames { code: #code, message: #message, detail: #detail, throttled: #throttled, request_id: #request_id },
        };
        #servers
    }
}

/// A header and its value.
pub(super) fn pair(header: &SentHeader) -> TokenStream {
    let (name, value) = (Literal::new(&header.name), Literal::new(&header.value));
    quote!((#name, #value))
}

pub(super) fn texts(texts: &[String]) -> TokenStream {
    let texts = texts.iter().map(|text| Literal::new(text));
    quote!(&[#(#texts),*])
}

fn setting(parameter: &Parameter) -> TokenStream {
    let (name, env) = (Literal::new(&parameter.name), texts(&parameter.env));
    quote!(Setting { name: #name, env: #env })
}

fn service(service: &Service) -> TokenStream {
    let name = Literal::new(service.name.as_deref().unwrap_or_default());
    let env = match &service.endpoint_env {
        Some(name) => {
            let name = Literal::new(name);
            quote!(Some(#name))
        }
        None => quote!(None),
    };
    let address = service.servers.iter().find(|server| server.region.is_none() && !server.url.is_empty());
    let address = Literal::new(address.map_or("", |server| &server.url));
    let regions = service.servers.iter().filter_map(|server| {
        let (region, url) = (Literal::new(server.region.as_ref()?), Literal::new(&server.url));
        Some(quote!((#region, #url)))
    });
    quote!(Service { name: #name, env: #env, address: #address, regions: &[#(#regions),*] })
}

fn scheme(scheme: &SecurityScheme) -> TokenStream {
    let name = Literal::new(&scheme.name);
    let headers = scheme.headers.iter().map(pair);
    let named = |name: &str| Literal::new(name);
    let mechanism = match &scheme.mechanism {
        Mechanism::Header(header, _) => {
            let header = named(header);
            quote!(Header(#header))
        }
        Mechanism::Query(parameter, _) => {
            let parameter = named(parameter);
            quote!(Query(#parameter))
        }
        Mechanism::Cookie(cookie, _) => {
            let cookie = named(cookie);
            quote!(Cookie(#cookie))
        }
        Mechanism::Http(name, _) => {
            let name = named(name);
            quote!(Http(#name))
        }
        Mechanism::Basic(..) => quote!(Basic),
        Mechanism::Bearer(_) => quote!(Bearer),
        Mechanism::SdkHmac(_) => quote!(Signature),
        Mechanism::MutualTls => quote!(Certificate),
    };
    quote!(Scheme { name: #name, mechanism: Mechanism::#mechanism, headers: &[#(#headers),*] })
}
