//! Servers: which operations share a list, and what each address is.

use openapiv3::{Operation, PathItem, Server as Written};

use super::Lowering;
use crate::api::{Server, Service};
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
        let urls: Vec<(String, Option<String>)> = list.iter().map(|server| (address(server), region(server))).collect();
        let same =
            |service: &Service| service.servers.iter().map(|server| (server.url.clone(), server.region.clone())).eq(urls.iter().cloned());
        if let Some(index) = self.api.services.iter().position(same) {
            return index;
        }
        let mut servers = Vec::new();
        for (index, server) in list.iter().enumerate() {
            let url = self.checked(server, &place.index(index));
            servers.push(Server { url, region: region(server), description: server.description.clone() });
        }
        self.api.services.push(Service { name: None, servers, endpoint_env: None });
        self.api.services.len() - 1
    }

    /// The address of a server; empty, with a finding, where only the user can know it.
    fn checked(&mut self, server: &Written, at: &Pointer) -> String {
        let url = address(server);
        if server.variables.as_ref().is_some_and(|variables| !variables.is_empty()) {
            let message = format!("the variables of this address take their defaults: `{url}`");
            self.report.add_with_help(&code::SERVER_VARIABLES, at, message, "users choose another address with `endpoint`");
        }
        if let Err(reason) = absolute(&url) {
            let message = format!("`{url}` {reason}; users of the client must give an endpoint");
            self.report.add(&code::UNUSABLE_SERVER, &at.child("url"), message);
            return String::new();
        }
        url
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

/// The address with the defaults of its variables put in.
fn address(server: &Written) -> String {
    let mut url = server.url.clone();
    for (name, variable) in server.variables.iter().flatten() {
        url = url.replace(&format!("{{{name}}}"), &variable.default);
    }
    url.trim_end_matches('/').to_owned()
}

/// Whether an address is one that a client can call: http or https, a host, perhaps a path, and nothing else.
fn absolute(url: &str) -> Result<(), &'static str> {
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
