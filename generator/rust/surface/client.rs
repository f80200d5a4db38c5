//! The client, its settings and its credentials as their users see them.

use super::operation::name;
use super::{Fact, Item, Kind};
use crate::api::{Api, Mechanism, Server, Service};
use crate::pointer::Pointer;
use crate::rust::Rust;
use crate::rust::view::{Holds, Scheme, View};

impl Rust<'_> {
    /// Everything beside models and operations.
    pub(in crate::rust) fn show_client(&mut self, view: &View) {
        if !self.surface.wanted {
            return;
        }
        let root = Pointer::root();
        let function = |at: &Pointer| Item::new(Kind::Function, at);
        self.show_groups(view);
        self.show_settings(view);
        self.show_services(view);
        let errors = &self.api.errors;
        let names = [&errors.code, &errors.message, &errors.detail, &errors.throttled].map(|names| names.join(", ")).join("; ");
        let names = format!("{names}; {}", errors.request_id.as_deref().unwrap_or_default());
        let address = match self.api.services.as_slice() {
            [only] => {
                self.surface.service = Some(name(only));
                unregional(only)
            }
            _ => String::new(),
        };
        let headers = self.api.headers.iter().map(|header| format!("{}: {}", header.name, header.value)).collect::<Vec<_>>().join(", ");
        let root = if address.is_empty() { root } else { root.child("servers") };
        let item = Item::new(Kind::Handle, &root)
            .fact(Fact::Errors, names)
            .fact(Fact::Address, address)
            .fact(Fact::Headers, headers)
            .docs(self.api.description.as_ref());
        self.surface.add("Client", item);
        for (scheme, written) in view.schemes.iter().zip(&self.api.security_schemes) {
            let at = root.child("components").child("securitySchemes").child(&written.name);
            self.show_scheme(scheme, &written.mechanism, &at);
        }
        let at = root.child("components").child("securitySchemes");
        if self.needs.chain {
            self.surface.add("Credentials::chain", function(&at));
        }
        if self.needs.signature {
            self.surface.add("Credentials::with_security_token", function(&at));
        }
        if view.schemes.iter().any(|scheme| scheme.env.iter().any(|names| !names.is_empty())) {
            self.surface.add("Credentials::from_env", function(&at));
        }
    }

    /// The groups of operations: how the client gives them, and what stands behind a Cargo feature.
    fn show_groups(&mut self, view: &View) {
        let root = Pointer::root();
        for group in &view.groups {
            let Some(name) = &group.name else { continue };
            let handle = format!("api::{}::{name}", group.module);
            let docs = group.docs.lines().collect::<Vec<_>>().join("\n");
            let item = Item::new(Kind::Function, &root.child("tags")).typ(&handle).fact(Fact::Docs, docs);
            let method = format!("Client::{}", group.method);
            self.surface.add(&method, item);
            self.surface.add(format!("api::{}", group.module), Item::new(Kind::Module, &root.child("tags")).of(&method));
            self.surface.add(&handle, Item::new(Kind::Group, &root.child("tags")).of(&method));
            if let Some(feature) = &group.feature {
                self.surface.add(format!("feature {}", feature.kebab()), Item::new(Kind::Feature, &root.child("tags")));
            }
        }
    }

    /// What is set when a client is made.
    fn show_settings(&mut self, view: &View) {
        for (setting, written) in view.settings.iter().zip(&self.api.settings) {
            let takes = vec![(setting.method.to_string(), "impl Into<String>".to_owned())];
            let item = Item::new(Kind::Setter, &written.pointer).takes(takes).fact(Fact::Environment, written.env.join(", "));
            let item = item.fact(Fact::Sent, "with operations");
            self.surface.add(format!("ClientBuilder::{}", setting.method), item.docs(written.description.as_ref()));
            if let Some(lookup) = &setting.lookup {
                self.surface.add(format!("ClientBuilder::{}", lookup.method), Item::new(Kind::Function, &written.pointer));
            }
        }
        for variable in &view.variables {
            let takes = vec![(variable.method.to_string(), "impl Into<String>".to_owned())];
            let docs = variable.docs.lines().collect::<Vec<_>>().join(" ");
            let item = Item::new(Kind::Setter, &Pointer::root().child("servers")).takes(takes).fact(Fact::Docs, docs);
            self.surface.add(format!("ClientBuilder::{}", variable.method), item.fact(Fact::Sent, "in the address"));
        }
    }

    /// What stands at the root of the crate because something needs it.
    pub(in crate::rust) fn show_exports(&mut self) {
        let needs = self.needs;
        let all = [
            // A client has it in any case.
            (needs.secret && !needs.client, "Secret"),
            (needs.multipart, "File"),
            (needs.streams, "Event"),
            (needs.streams, "Streamed"),
            (needs.pages, "Items"),
            (needs.pages, "Pages"),
            (needs.credentials, "Refreshing"),
        ];
        for (_, name) in all.into_iter().filter(|(is_needed, _)| *is_needed) {
            self.surface.add(name, Item::new(Kind::Handle, &Pointer::root()));
        }
        if needs.metadata {
            self.surface.add("feature metadata", Item::new(Kind::Feature, &Pointer::root().child("components").child("securitySchemes")));
        }
    }

    fn show_services(&mut self, view: &View) {
        let at = Pointer::root().child("servers");
        let setter = |takes: &[(&str, &str)]| {
            let takes = takes.iter().map(|(name, typ)| ((*name).to_owned(), (*typ).to_owned())).collect();
            Item::new(Kind::Setter, &at).takes(takes)
        };
        if !view.regions.is_empty() {
            self.surface.add("Region", Item::new(Kind::Handle, &at));
            self.surface.add("ClientBuilder::region", setter(&[("region", "impl Into<Region>")]));
        }
        let address = ("address", "impl Into<String>");
        let endpoint = if view.services.is_empty() { setter(&[address]) } else { setter(&[("service", "Service"), address]) };
        self.surface.add("ClientBuilder::endpoint", endpoint);
        for region in &view.regions {
            let id = region.id.to_string();
            let at = regional(self.api, id.trim_matches('"')).unwrap_or_else(|| at.clone());
            let item = Item::new(Kind::Constant, &at).fact(Fact::Wire, &id).fact(Fact::Address, addresses(self.api, id.trim_matches('"')));
            self.surface.add(format!("Region::{}", region.constant), item);
        }
        if !view.services.is_empty() {
            self.surface.add("Service", Item::new(Kind::Handle, &at));
        }
        for (service, written) in view.services.iter().zip(&self.api.services) {
            let item = Item::new(Kind::Variant, &written.pointer).fact(Fact::Address, unregional(written));
            let item = item.fact(Fact::Environment, written.endpoint_env.as_deref().unwrap_or_default());
            self.surface.add(format!("Service::{}", service.variant), item);
        }
    }

    fn show_scheme(&mut self, scheme: &Scheme, mechanism: &Mechanism, at: &Pointer) {
        let takes: &[(&str, &str)] = match scheme.holds {
            Holds::Token => &[("token", "impl Into<Secret>")],
            Holds::Password => &[("user", "impl Into<String>"), ("password", "impl Into<Secret>")],
            Holds::Key => &[("access_key", "impl Into<String>"), ("secret_key", "impl Into<Secret>")],
            Holds::Nothing => return,
        };
        let takes = takes.iter().map(|(name, typ)| ((*name).to_owned(), (*typ).to_owned())).collect();
        let env: Vec<String> = scheme.env.iter().flatten().map(|name| name.to_string().trim_matches('"').to_owned()).collect();
        let docs = scheme.docs.lines().collect::<Vec<_>>().join("\n");
        let item = Item::new(Kind::Function, at).takes(takes).fact(Fact::Sent, shown(mechanism)).fact(Fact::Docs, docs);
        self.surface.add(format!("Credentials::{}", scheme.constructor), item.fact(Fact::Environment, env.join(", ")));
        let more = scheme.profile.iter().flat_map(|profile| [&profile.method, &profile.find]);
        for method in more.chain(scheme.metadata.iter().map(|metadata| &metadata.method)) {
            self.surface.add(format!("Credentials::{method}"), Item::new(Kind::Function, at));
        }
    }
}

/// How what a caller shows goes out.
fn shown(mechanism: &Mechanism) -> String {
    match mechanism {
        Mechanism::Header(name, _) => format!("header {name}"),
        Mechanism::Query(name, _) => format!("query {name}"),
        Mechanism::Cookie(name, _) => format!("cookie {name}"),
        Mechanism::Basic(..) => "basic".to_owned(),
        Mechanism::Bearer(_) => "bearer".to_owned(),
        Mechanism::Http(scheme, _) => scheme.clone(),
        Mechanism::SdkHmac(_) => "a signature".to_owned(),
        Mechanism::MutualTls => "a certificate".to_owned(),
    }
}

/// The addresses of all services in a region.
fn addresses(api: &Api, region: &str) -> String {
    let here = |server: &&Server| server.region.as_deref() == Some(region);
    let urls = api.services.iter().filter_map(|service| service.servers.iter().find(here)).map(|server| server.url.clone());
    urls.collect::<Vec<_>>().join(", ")
}

/// Where the first server of a region stands.
fn regional(api: &Api, region: &str) -> Option<Pointer> {
    let here = |server: &Server| server.region.as_deref() == Some(region);
    api.services.iter().find_map(|service| Some(service.pointer.index(service.servers.iter().position(here)?)))
}

/// The addresses of a service that are in no region.
fn unregional(service: &Service) -> String {
    let urls = service.servers.iter().filter(|server| server.region.is_none()).map(|server| server.url.clone());
    urls.collect::<Vec<_>>().join(", ")
}
