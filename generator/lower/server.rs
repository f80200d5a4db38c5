//! Servers: which operations share a list, and what each address is.

use openapiv3::{Operation, PathItem, Server as Written, ServerVariable};

use super::Lowering;
use crate::api::{Server, Service, Variable};
use crate::pointer::Pointer;
use crate::report::code;

impl Lowering<'_> {
    /// The service of an operation: the nearest list of servers, its own, its path's or the document's.
    pub(super) fn service(&mut self, item: &PathItem, operation: &Operation, at: &Pointer) -> usize {
        let document = self.document;
        let (list, place) = match (operation.servers.as_slice(), item.servers.as_slice()) {
            ([], []) => (document.api.servers.as_slice(), Pointer::root().child("servers")),
            ([], of_path) => (of_path, at.parent().unwrap_or_default().child("servers")),
            (own, _) => (own, at.child("servers")),
        };
        let written: Vec<Server> = list.iter().map(server).collect();
        // One that cannot be used has no address any more.
        let alike = |server: &Server, other: &Server| {
            server.template == other.template && server.region == other.region && (server.url == other.url || server.url.is_empty())
        };
        let same = |service: &Service| {
            service.servers.len() == written.len() && service.servers.iter().zip(&written).all(|(server, other)| alike(server, other))
        };
        if let Some(index) = self.api.services.iter().position(same) {
            return index;
        }
        let mut servers = Vec::new();
        let usable = written.iter().filter(|server| absolute(&server.url).is_ok()).count();
        for (index, server) in written.into_iter().enumerate() {
            servers.push(self.checked(server, usable == 0, &place.index(index)));
        }
        self.api.services.push(Service { pointer: place, name: None, servers, endpoint_env: None });
        self.api.services.len() - 1
    }

    /// The server, without an address, and with a finding, where only the user can know it.
    fn checked(&mut self, server: Server, is_alone: bool, at: &Pointer) -> Server {
        for variable in &server.variables {
            let place = at.child("variables").child(&variable.name);
            if !variable.values.is_empty() && !variable.values.contains(&variable.default) {
                let message = format!("the default `{}` is none of the values that `{}` may have", variable.default, variable.name);
                self.report.add(&code::DEFAULT_MISMATCH, &place.child("default"), message);
            }
            if !server.template.contains(&format!("{{{}}}", variable.name)) {
                let message = format!("the address has no `{{{}}}`, so this variable has no effect", variable.name);
                self.report.add(&code::UNUSED_VARIABLE, &place, message);
            }
        }
        let used = server.variables.iter().filter(|variable| server.template.contains(&format!("{{{}}}", variable.name)));
        let server = Server { variables: used.cloned().collect(), ..server };
        if let Err(reason) = absolute(&server.url) {
            let instead = if is_alone { "users of the client must give an endpoint" } else { "it is left out" };
            self.report.add(&code::UNUSABLE_SERVER, &at.child("url"), format!("`{}` {reason}; {instead}", server.url));
            return Server { url: String::new(), variables: Vec::new(), ..server };
        }
        // A server of a region is chosen by it alone.
        let settable = server.region.is_none() && absolute(&substituted(&server, |_| "x")).is_ok();
        let variables = if settable { server.variables } else { Vec::new() };
        if server.template.contains('{') {
            let names: Vec<String> = variables.iter().map(|variable| format!("`{}`", variable.name)).collect();
            let message = match names.as_slice() {
                [] => format!("the variables of this address take their defaults: `{}`", server.url),
                names => format!("the address is `{}`, unless the client is built with another {}", server.url, names.join(", ")),
            };
            self.report.add_with_help(&code::SERVER_VARIABLES, at, message, "users choose any other address with `endpoint`");
        }
        Server { variables, ..server }
    }

    /// Names each service after the group that it serves, when all its operations are of one group.
    pub(super) fn name_services(&mut self) {
        let document = self.document;
        for index in 0..self.api.services.len() {
            let groups: Vec<Option<usize>> =
                self.api.operations.iter().filter(|operation| operation.service == index).map(|operation| operation.group).collect();
            let Some(Some(first)) = groups.first().copied() else { continue };
            if self.api.services.len() == 1 || groups.iter().any(|group| *group != Some(first)) {
                continue;
            }
            let Some(name) = self.api.groups.get(first).map(|group| group.name.clone()) else { continue };
            let tag = document.api.tags.iter().position(|tag| tag.name == name);
            let place = Pointer::root().child("tags").index(tag.unwrap_or_default());
            let env = tag.and_then(|tag| document.api.tags.get(tag)).and_then(|tag| self.text(&tag.extensions, "x-endpoint-env", &place));
            if let Some(service) = self.api.services.get_mut(index) {
                service.name = Some(name);
                service.endpoint_env = env;
            }
        }
    }
}

fn region(server: &Written) -> Option<String> {
    server.extensions.get("x-region").and_then(|region| region.as_str()).map(str::to_owned)
}

/// A server as it is written.
fn server(written: &Written) -> Server {
    let variable = |(name, variable): (&String, &ServerVariable)| Variable {
        name: name.clone(),
        default: variable.default.clone(),
        values: variable.enumeration.clone(),
        description: variable.description.clone(),
    };
    let variables: Vec<Variable> = written.variables.iter().flatten().map(variable).collect();
    let (template, description) = (written.url.clone(), written.description.clone());
    let server = Server { url: String::new(), region: region(written), description, template, variables };
    let url = substituted(&server, |variable| &variable.default).trim_end_matches('/').to_owned();
    Server { url, ..server }
}

/// The address with these values of its variables.
fn substituted<'v>(server: &'v Server, value: impl Fn(&'v Variable) -> &'v str) -> String {
    server.variables.iter().fold(server.template.clone(), |url, variable| url.replace(&format!("{{{}}}", variable.name), value(variable)))
}

/// Whether an address is one that a client can call: http or https, a host, perhaps a path, and nothing else.
pub(super) fn absolute(url: &str) -> Result<(), &'static str> {
    let Some(rest) = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")) else {
        return Err("is not an absolute http or https address");
    };
    let host = rest.split('/').next().unwrap_or_default();
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:[]".contains(&byte);
    if host.is_empty() || !host.bytes().all(plain) {
        return Err("has no plain host name");
    }
    let path = rest.strip_prefix(host).unwrap_or_default();
    if !path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~/%".contains(&byte)) {
        return Err("has more than a path after its host");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::absolute;

    #[test]
    fn only_plain_addresses_are_used() {
        for url in ["https://a.example", "http://127.0.0.1:8080/v1", "https://[::1]:1/x%20y"] {
            assert!(absolute(url).is_ok(), "{url}");
        }
        for url in [
            "", "/v1", "javascript:alert(1)", "file:///x", "https://", "https://a@b", "https://evil#/x", "https://a/?q",
            "https://ä.example",
        ] {
            assert!(absolute(url).is_err(), "{url}");
        }
    }
}
