//! The client: its groups, regions, services, settings and credentials.

use super::docs::{Docs, code};
use super::literal::Literal;
use super::name::{Case, Ident};
use super::operation::Named;
use super::scope::Scope;
use super::view::{self, Holds, View};
use super::{Rust, description, lookup, metadata};
use crate::api::{Api, Mechanism, SecurityScheme};
use crate::pointer::Pointer;

/// Methods of the client and its builder, and what is in scope beside the groups.
const CLIENT: &[&str] = &["builder", "clone", "fmt", "into", "from", "to_owned", "new"];
const BUILDER: &[&str] = &[
    "credentials", "credentials_provider", "endpoint", "allow_http", "transport", "timeout", "connect_timeout", "attempt_timeout", "retry",
    "clock", "interceptor", "proxy", "root_certificate", "user_agent", "body_limit", "header_limit", "build", "new", "default", "clone",
    "fmt", "into", "from",
];
const CLIENT_TYPES: &[&str] = &[
    "Client", "ClientBuilder", "Service", "Credentials", "Region", "Connection", "Setup", "Transport", "Error", "ProvideCredentials",
    "API", "New",
];
const GROUP_TYPES: &[&str] = &["Call", "Operation", "Request", "Style", "Step", "Client"];

/// The most groups whose methods stand together in the file of the client.
const TOGETHER: usize = 150;

impl Rust<'_> {
    /// Everything beside the models.
    pub(super) fn client(&mut self, view: &mut View) {
        self.needs.client = true;
        self.needs.secret = true;
        let mut constructors = Scope::reserving(&[
            "from_env", "find_env", "chain", "of", "settings", "and", "get", "with_security_token", "clone", "fmt", "default",
            "credentials",
        ]);
        view.schemes = self.api.security_schemes.iter().map(|written| scheme(self.api, written, &mut constructors)).collect();
        self.note(&constructors.renamed(), &Pointer::root().child("components").child("securitySchemes"));
        // Operations name them.
        self.surface.credentials = view.schemes.iter().map(|scheme| scheme.constructor.to_string()).collect();
        view.groups = self.groups();
        view.api = description::api(self.api);
        view.metadata = metadata::tables(self.api);
        view.lookups = lookup::tables(self.api);
        self.needs.metadata = !view.metadata.is_empty();
        self.needs.lookup = !view.lookups.is_empty();
        self.needs.reading |= self.needs.metadata;
        view.regions = self.regions();
        view.services = self.services();
        let mut builder = Scope::reserving(BUILDER);
        builder.reserve(if view.regions.is_empty() { &[] } else { &["region"] });
        for (index, setting) in self.api.settings.iter().enumerate() {
            let method = builder.take(&Ident::new(&setting.name, Case::Snake));
            let env = setting.env.iter().map(|name| Literal::new(name)).collect();
            let lookup = self.api.lookups.iter().find(|lookup| lookup.setting == index).map(|lookup| view::LookedUp {
                method: builder.take(&Ident::new(&format!("look up {}", setting.name), Case::Snake)),
                table: lookup::name(&setting.name),
                service: Docs::new(&code(&lookup.service)),
            });
            view.settings.push(view::Setting { method, docs: self.parameter_docs(setting), env, lookup });
        }
        view.variables = self.variables(&mut builder);
        view.elsewhere = super::server::elsewhere(self.api);
        self.needs.variables = !view.variables.is_empty();
        self.note(&builder.renamed(), &Pointer::root());
        self.needs.signature = view.schemes.iter().any(|scheme| scheme.holds == Holds::Key);
        self.needs.credentials = view.schemes.iter().any(|scheme| scheme.holds != Holds::Nothing);
        self.needs.profile = view.schemes.iter().any(|scheme| scheme.profile.is_some());
        let has_env = |scheme: &view::Scheme| scheme.env.iter().any(|names| !names.is_empty());
        self.needs.chain = self.needs.profile || view.schemes.iter().any(has_env);
        self.show_client(view);
        self.needs.basic = view.schemes.iter().any(|scheme| scheme.holds == Holds::Password);
    }

    fn groups(&mut self) -> Vec<view::Group> {
        let api = self.api;
        let mut modules =
            Scope::modules(&["api", "client", "credentials", "models", "region", "runtime", "description", "transport", "sign", "mod"]);
        let mut methods = Scope::reserving(CLIENT);
        // The client has all of them in scope.
        let mut group_types = Scope::beside_prelude(&[CLIENT_TYPES, GROUP_TYPES].concat());
        let apart = api.groups.len() > TOGETHER;
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
            self.note(&methods.renamed(), &group.pointer);
            let mut types = Scope::beside_prelude(GROUP_TYPES);
            types.try_take(&name);
            let docs = Docs::of(group.description.as_ref()).or(|| Docs::new(&format!("Operations tagged {}.", code(&group.name))));
            let path = format!("client.{method}()");
            let mut own = Scope::reserving(CLIENT);
            let named: Vec<Named<'_>> = self.named(&operations, &mut own, &mut types);
            let feature = self.features.of_group(index);
            let group = view::Group { path, feature, apart, ..view::Group::new(module, Some(name), method, docs) };
            groups.push(self.group(&named, group));
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

fn scheme(api: &Api, scheme: &SecurityScheme, scope: &mut Scope) -> view::Scheme {
    let lists = |lists: &[&Vec<String>]| lists.iter().map(|names| names.iter().map(|name| Literal::new(name)).collect()).collect();
    let (holds, env) = match &scheme.mechanism {
        Mechanism::Header(_, env)
        | Mechanism::Query(_, env)
        | Mechanism::Cookie(_, env)
        | Mechanism::Http(_, env)
        | Mechanism::Bearer(env) => (Holds::Token, lists(&[env])),
        Mechanism::Basic(user, password) => (Holds::Password, lists(&[user, password])),
        Mechanism::SdkHmac(names) => (Holds::Key, lists(&[&names.access_key, &names.secret_key, &names.security_token])),
        Mechanism::MutualTls => (Holds::Nothing, Vec::new()),
    };
    let docs = Docs::of(scheme.description.as_ref()).or(|| Docs::new(&format!("Credentials of the scheme {}.", code(&scheme.name))));
    let docs = match &scheme.mechanism {
        Mechanism::Http(name, _) => {
            docs.and(Docs::new(&format!("The token is sent as it is, behind {} in the `Authorization` header.", code(name))))
        }
        _ => docs,
    };
    let constructor = scope.take(&Ident::new(&scheme.name, Case::Snake));
    let position = |name: &str| api.settings.iter().position(|setting| setting.name == name);
    let profile = scheme.profile.as_ref().map(|profile| view::Profile {
        method: scope.take(&Ident::new("from profile", Case::Snake)),
        find: scope.take(&Ident::new("find profile", Case::Snake)),
        reads: match holds {
            Holds::Token | Holds::Nothing => "token",
            Holds::Password => "password",
            Holds::Key => "key",
        },
        path: Literal::new(&profile.path),
        variable: profile.variable.as_ref().map(|name| Literal::new(name)),
        section: Literal::new(&profile.section),
        names: profile.names.iter().map(|name| Literal::new(name)).collect(),
        settings: profile.settings.iter().filter_map(|(setting, name)| Some((position(setting)?, Literal::new(name)))).collect(),
    });
    let metadata = scheme.metadata.as_ref().map(|metadata| view::Metadata {
        method: scope.take(&Ident::new("from metadata", Case::Snake)),
        table: metadata::name(&scheme.name),
        url: Docs::new(&code(&metadata.url)),
    });
    view::Scheme { constructor, docs, holds, env, profile, metadata }
}
