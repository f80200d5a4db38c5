//! The client: its groups, regions, services, settings and credentials.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::docs::{Docs, code};
use super::literal::Literal;
use super::name::{Case, Ident};
use super::operation::Named;
use super::scope::Scope;
use super::view::{self, Holds, View};
use super::words::Words;
use super::{Rust, description};
use crate::api::{Mechanism, SecurityScheme};
use crate::pointer::Pointer;

/// Methods of the client and its builder, and what is in scope beside the groups.
const CLIENT: &[&str] = &["builder", "clone", "fmt", "into", "from", "to_owned", "new"];
const BUILDER: &[&str] = &[
    "region", "credentials", "credentials_provider", "endpoint", "allow_http", "transport", "timeout", "connect_timeout", "proxy",
    "root_certificate", "user_agent", "body_limit", "build", "new", "default", "clone", "fmt", "into", "from",
];
const CLIENT_TYPES: &[&str] = &[
    "Client", "ClientBuilder", "Service", "Credentials", "Region", "Connection", "Setup", "Transport", "Error", "ProvideCredentials",
    "API", "New",
];
const GROUP_TYPES: &[&str] = &["Call", "Operation", "Style", "Step", "Connection", "Client"];

impl Rust<'_> {
    /// Everything beside the models.
    pub(super) fn client(&mut self, view: &mut View) {
        self.needs.client = true;
        self.needs.secret = true;
        view.groups = self.groups();
        view.api = description::api(self.api);
        view.regions = self.regions();
        view.services = self.services();
        let mut builder = Scope::reserving(BUILDER);
        for setting in &self.api.settings {
            let method = builder.take(&Ident::new(&setting.name, Case::Snake));
            let env = setting.env.iter().map(|name| Literal::new(name)).collect();
            view.settings.push(view::Setting { method, docs: self.parameter_docs(setting), env });
        }
        self.note(&builder.renamed(), &Pointer::root());
        let mut constructors =
            Scope::reserving(&["from_env", "and", "get", "with_security_token", "clone", "fmt", "default", "credentials"]);
        view.schemes = self.api.security_schemes.iter().map(|written| scheme(written, &mut constructors)).collect();
        self.note(&constructors.renamed(), &Pointer::root().child("components").child("securitySchemes"));
        self.needs.signature = view.schemes.iter().any(|scheme| scheme.holds == Holds::Key);
        self.needs.basic = view.schemes.iter().any(|scheme| scheme.holds == Holds::Password);
    }

    fn groups(&mut self) -> Vec<view::Group> {
        let api = self.api;
        let mut modules =
            Scope::modules(&["api", "client", "credentials", "models", "region", "runtime", "description", "transport", "sign", "mod"]);
        let mut methods = Scope::reserving(CLIENT);
        // The client has all of them in scope.
        let mut group_types = Scope::beside_prelude(&[CLIENT_TYPES, GROUP_TYPES].concat());
        let mut groups = Vec::new();
        for (index, group) in api.groups.iter().enumerate() {
            let operations: Vec<_> = api.operations.iter().filter(|operation| operation.group == Some(index)).collect();
            if operations.is_empty() {
                continue;
            }
            let module = modules.take(&Ident::new(&group.name, Case::Snake));
            let method = methods.take(&Ident::new(&group.name, Case::Snake));
            let name = group_types.take(&Ident::new(&group.name, Case::Camel));
            // Told with the method, which wanted the same name.
            group_types.renamed();
            self.note(&methods.renamed(), &Pointer::root().child("tags"));
            let mut types = Scope::beside_prelude(GROUP_TYPES);
            types.try_take(&name);
            let docs = Docs::of(group.description.as_ref()).or(|| Docs::new(&format!("Operations tagged {}.", code(&group.name))));
            let path = format!("client.{method}()");
            let mut own = Scope::reserving(CLIENT);
            let named: Vec<Named<'_>> = self.named(&operations, &mut own, &mut types);
            let feature = self.features.of_group(index);
            groups.push(self.group(&named, view::Group { path, feature, ..view::Group::new(module, Some(name), method, docs) }));
        }
        let untagged: Vec<_> = api.operations.iter().filter(|operation| operation.group.is_none()).collect();
        if !untagged.is_empty() {
            let module = modules.take(&Ident::new("operations", Case::Snake));
            let mut types = Scope::beside_prelude(GROUP_TYPES);
            let named: Vec<Named<'_>> = self.named(&untagged, &mut methods, &mut types);
            let method = Ident::new("operations", Case::Snake);
            let group = view::Group::new(module, None, method, Docs::ours("Operations without a tag."));
            groups.push(self.group(&named, view::Group { path: "client".to_owned(), ..group }));
        }
        groups
    }

    fn group(&mut self, named: &[Named<'_>], mut group: view::Group) -> view::Group {
        let prefix = group.name.as_ref().map(|_| group.method.to_string()).unwrap_or_default();
        let mut methods = TokenStream::new();
        for operation in named {
            self.note(&operation.renamed, &operation.operation.pointer);
            methods.extend(self.method(operation, &group.path));
            group.operations.push(self.request(operation, &prefix));
        }
        let owner = group.name.clone().map_or_else(|| quote!(Client), |name| quote!(#name));
        group.methods = quote!(impl #owner { #methods });
        group.imports = imports(&group);
        group
    }

    /// One constant for each region of any service, in the order of the first service that has it.
    fn regions(&self) -> Vec<view::Region> {
        let mut scope = Scope::default();
        let mut known: Vec<(&String, Option<&String>)> = Vec::new();
        for server in self.api.services.iter().flat_map(|service| &service.servers) {
            let Some(region) = &server.region else { continue };
            if !known.iter().any(|(id, _)| *id == region) {
                known.push((region, server.description.as_ref()));
            }
        }
        let region = |(id, about): (&String, Option<&String>)| view::Region {
            constant: scope.take(&Ident::new(id, Case::Shouty)),
            id: Literal::new(id),
            docs: Docs::new(&match about {
                Some(about) => format!("{}: {about}.", code(id)),
                None => format!("{}.", code(id)),
            }),
        };
        known.into_iter().map(region).collect()
    }

    fn services(&self) -> Vec<view::Service> {
        if self.api.services.len() < 2 {
            return Vec::new();
        }
        let mut scope = Scope::default();
        let service = |(index, service): (usize, &crate::api::Service)| {
            let name = service.name.clone().unwrap_or_else(|| format!("service {}", index + 1));
            let docs = match service.servers.first() {
                Some(server) if service.name.is_none() => format!("The operations at {}.", code(&server.url)),
                _ => format!("The operations of {}.", code(&name)),
            };
            let docs = Docs::new(&docs);
            view::Service { variant: scope.take(&Ident::new(&name, Case::Camel)), docs }
        };
        self.api.services.iter().enumerate().map(service).collect()
    }
}

fn scheme(scheme: &SecurityScheme, scope: &mut Scope) -> view::Scheme {
    let lists = |lists: &[&Vec<String>]| lists.iter().map(|names| names.iter().map(|name| Literal::new(name)).collect()).collect();
    let (holds, env) = match &scheme.mechanism {
        Mechanism::Header(_, env) | Mechanism::Query(_, env) | Mechanism::Cookie(_, env) | Mechanism::Bearer(env) => {
            (Holds::Token, lists(&[env]))
        }
        Mechanism::Basic(user, password) => (Holds::Password, lists(&[user, password])),
        Mechanism::SdkHmac(names) => (Holds::Key, lists(&[&names.access_key, &names.secret_key, &names.security_token])),
        Mechanism::MutualTls => (Holds::Nothing, Vec::new()),
    };
    let docs = Docs::of(scheme.description.as_ref()).or(|| Docs::new(&format!("Credentials of the scheme {}.", code(&scheme.name))));
    view::Scheme { constructor: scope.take(&Ident::new(&scheme.name, Case::Snake)), docs, holds, env }
}

/// The functions of the runtime that read answers.
const READS: [&str; 5] = ["bytes", "empty", "json", "maybe_json", "text"];

/// What a module of operations takes from elsewhere.
fn imports(group: &view::Group) -> Vec<String> {
    let mut words = Words::default();
    words.add(group.methods.clone());
    for operation in &group.operations {
        operation.items.iter().for_each(|tokens| words.add(tokens.clone()));
        let differing = operation.differing.iter().map(|(_, value)| value);
        let texts = operation.parameters.iter().chain([&operation.output]).chain(differing);
        texts.for_each(|text| words.add(text.parse().unwrap_or_default()));
        operation.pages.iter().for_each(|pages| words.add(pages.item.parse().unwrap_or_default()));
        operation.setters.iter().for_each(|setter| words.add(setter.typ.to_token_stream()));
    }
    let has = |word: &str| words.has(word);
    let parameters = || group.operations.iter().flat_map(|operation| &operation.parameters);
    let places = ["cookie", "header", "path", "query"].into_iter();
    let places: String =
        places.filter(|place| parameters().any(|text| text.starts_with(&format!("{place}(")))).map(|place| format!(", {place}")).collect();
    let mut imports = Vec::new();
    imports.extend(has("BTreeMap").then(|| "use std::collections::BTreeMap;".to_owned()));
    imports.extend(group.name.as_ref().map(|_| "use std::sync::Arc;".to_owned()));
    if !imports.is_empty() {
        imports.push(String::new());
    }
    if has("Value") {
        imports.extend(["use serde_json::Value;".to_owned(), String::new()]);
    }
    let first = imports.len();
    imports.extend(group.name.is_none().then(|| "use super::super::client::Client;".to_owned()));
    imports.extend(words.leads("limits").then(|| "use super::super::limits;".to_owned()));
    imports.extend(words.leads("models").then(|| "use super::super::models;".to_owned()));
    let paged = group.operations.iter().any(|operation| operation.pages.is_some());
    imports.push("use super::super::runtime;".to_owned());
    imports.push("use super::super::runtime::call::Call;".to_owned());
    imports.extend(group.name.as_ref().map(|_| "use super::super::runtime::connection::Connection;".to_owned()));
    imports.push(match places.as_str() {
        "" => "use super::super::runtime::operation::Operation;".to_owned(),
        _ => format!("use super::super::runtime::operation::{{Operation{places}}};"),
    });
    imports.extend(paged.then(|| "use super::super::runtime::page::{Step, pages};".to_owned()));
    imports.push("use super::super::runtime::request::request;".to_owned());
    let headers = group.operations.iter().any(|operation| operation.headers.is_some());
    imports.extend(headers.then(|| "use super::super::runtime::header::headers;".to_owned()));
    let reads: BTreeSet<&str> =
        group.operations.iter().map(|operation| operation.read.as_str()).filter(|read| READS.contains(read)).collect();
    imports.extend(match reads.iter().copied().collect::<Vec<_>>().as_slice() {
        [] => None,
        [only] => Some(format!("use super::super::runtime::response::{only};")),
        several => Some(format!("use super::super::runtime::response::{{{}}};", several.join(", "))),
    });
    imports.extend(has("Secret").then(|| "use super::super::runtime::Secret;".to_owned()));
    imports.extend(has("Style").then(|| "use super::super::runtime::Style;".to_owned()));
    if let Some(own) = imports.get_mut(first..) {
        own.sort_by(|one, other| one.trim_end_matches(';').cmp(other.trim_end_matches(';')));
    }
    imports
}
