//! Addresses with variables → settings of the client, and the tables that its addresses are made from.

use proc_macro2::TokenStream;
use quote::quote;

use super::Rust;
use super::docs::{Docs, code};
use super::literal::Literal;
use super::name::{Case, Ident};
use super::operation::index;
use super::scope::Scope;
use super::view;
use crate::api::{Api, Server, Variable};

impl Rust<'_> {
    /// A setting for each name that variables have.
    pub(super) fn variables(&self, methods: &mut Scope) -> Vec<view::Variable> {
        let mut known: Vec<&Variable> = Vec::new();
        for variable in servers(self.api).flat_map(|(_, server)| &server.variables) {
            if !known.iter().any(|other| other.name == variable.name) {
                known.push(variable);
            }
        }
        let setting = |variable: &Variable| {
            let values = variable.values.iter().map(|value| code(value)).collect::<Vec<_>>().join(", ");
            let one_of = if values.is_empty() { String::new() } else { format!(", one of {values}") };
            let ours = Docs::new(&format!(
                "The part {} of the address{one_of}; {} unless it is set.",
                code(&variable.name),
                code(&variable.default)
            ));
            let docs = Docs::of(variable.description.as_ref()).and(ours);
            view::Variable { method: methods.take(&Ident::new(&variable.name, Case::Snake)), docs, name: Literal::new(&variable.name) }
        };
        known.into_iter().map(setting).collect()
    }
}

/// How many servers are listed.
const MOST: usize = 20;

/// A list of the servers that a document names beside those that are asked.
pub(super) fn elsewhere(api: &Api) -> Docs {
    let mut docs = Docs::default();
    let others = api.services.iter().flat_map(|service| {
        let usable = service.servers.iter().filter(|server| server.region.is_none() && !server.url.is_empty());
        usable.skip(1)
    });
    for server in others.take(MOST) {
        let about = Docs::of(server.description.as_ref()).first_line();
        let about = if about.is_empty() { String::new() } else { format!(": {about}") };
        docs = docs.then(Docs::ours(format!("- {}{about}", code(&server.url))));
    }
    if docs.is_empty() { docs } else { Docs::ours("The document names these:").and(docs) }
}

/// The address of each service that has variables.
fn servers(api: &Api) -> impl Iterator<Item = (usize, &Server)> {
    let default = |server: &&Server| server.region.is_none() && !server.url.is_empty();
    let servers = api.services.iter().map(move |service| service.servers.iter().find(default)).enumerate();
    servers.filter_map(|(index, server)| Some((index, server?))).filter(|(_, server)| !server.variables.is_empty())
}

/// The static `SERVERS`; nothing if no address has variables.
pub(super) fn table(api: &Api) -> Option<TokenStream> {
    let server = |(service, server): (usize, &Server)| {
        let (start, pieces) = server.pieces();
        let (service, start) = (index(service), Literal::new(start));
        let pieces = pieces.into_iter().map(|(variable, text)| {
            let (name, default, text) = (Literal::new(&variable.name), Literal::new(&variable.default), Literal::new(text));
            let values = variable.values.iter().map(|value| Literal::new(value));
            quote!((Variable { name: #name, default: #default, values: &[#(#values),*] }, #text))
        });
        quote!(Server { service: #service, start: #start, rest: &[#(#pieces),*] })
    };
    let servers: Vec<TokenStream> = servers(api).map(server).collect();
    (!servers.is_empty()).then(|| quote!(pub(crate) static SERVERS: &[Server] = &[#(#servers),*];))
}
