//! Where a service answers.

use super::operation::Service;
use super::search::{has, has_dots, joined, replaced};
use super::{Error, ErrorKind};

/// A checked address: scheme, host, port and a path prefix, without a slash at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Endpoint(String);

impl Endpoint {
    /// Checks an address that `setting` gave.
    pub(crate) fn new(address: &str, setting: &str, allow_http: bool) -> Result<Self, Error> {
        let wrong = |what: &str| Err(Error::new(ErrorKind::Config, format!("{setting}: {what}")));
        let Ok(uri) = address.parse::<http::Uri>() else { return wrong("this is not an address") };
        let (scheme, default_port) = match uri.scheme_str() {
            Some("https") => ("https", 443),
            Some("http") if allow_http => ("http", 80),
            Some("http") => return wrong("plain http would show credentials to everyone on the way; `allow_http(true)` allows it"),
            _ => return wrong("the address must begin with https://"),
        };
        let authority = match uri.authority() {
            Some(authority) if !authority.as_str().as_bytes().contains(&b'@') && !authority.host().is_empty() => authority,
            _ => return wrong("the address must have a host and no user"),
        };
        if uri.query().is_some() || address.as_bytes().contains(&b'#') {
            return wrong("the address must not have a query or a fragment");
        }
        // URL libraries take such segments out, and the path that is sent would not be the one that is signed.
        if has_dots(uri.path()) {
            return wrong("the path must not have segments of dots");
        }
        // They encode other characters, too.
        if !uri.path().bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~%!$&'()*+,;=:@/".contains(&byte)) {
            return wrong("the path must be percent-encoded");
        }
        // HTTP libraries write hosts in small letters and leave a default port out of the `Host` header, which is signed.
        let host = authority.host().to_ascii_lowercase();
        let port = match authority.port_u16() {
            None if authority.as_str().len() > host.len() => return wrong("the port must be a number up to 65535"),
            Some(port) if port != default_port => format!(":{port}"),
            _ => String::new(),
        };
        Ok(Self(format!("{scheme}://{host}{port}{}", uri.path().trim_end_matches('/'))))
    }

    /// The address of a service: what the user gave, what the environment names, or what the document has.
    pub(crate) fn of(service: &Service, given: Option<&str>, region: Option<&str>, allow_http: bool) -> Result<Self, Error> {
        let setting = if service.name.is_empty() { "endpoint".to_owned() } else { format!("endpoint of {}", service.name) };
        if let Some(address) = given {
            return Self::new(address, &setting, allow_http);
        }
        if let Some(variable) = service.env.map(|name| replaced(name, "{REGION}", &variable_part(region.unwrap_or_default()))) {
            if let Some(address) = super::credentials::from_env(&[&variable]) {
                return Self::new(&address, &variable, allow_http);
            }
        }
        match (region, service.regions) {
            (_, []) if service.address.is_empty() => {
                Err(Error::new(ErrorKind::Config, format!("{setting}: the address is known to you alone; set it")))
            }
            (region, []) if has(service.address, "{region}") => match region {
                Some(region) if !region.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') => {
                    Err(Error::new(ErrorKind::Config, format!("region: {region:?} cannot be part of an address")))
                }
                Some(region) => Self::new(&replaced(service.address, "{region}", region), &setting, allow_http),
                None => Err(Error::new(ErrorKind::Config, format!("region: {setting} depends on it, and none is set"))),
            },
            (_, []) => Self::new(service.address, &setting, allow_http),
            (None, _) => Err(Error::new(ErrorKind::Config, "region: no region and no endpoint is set")),
            (Some(region), known) => {
                if let Some((_, address)) = known.iter().find(|(id, _)| *id == region) {
                    return Self::new(address, &setting, allow_http);
                }
                let known = joined(&mut known.iter().map(|(id, _)| *id), ", ");
                let message = format!("region: {} is not in {region:?}; it is in {known}", service.name);
                Err(Error::new(ErrorKind::Config, message))
            }
        }
    }

    /// The address as text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

fn variable_part(region: &str) -> String {
    replaced(&region.to_ascii_uppercase(), "-", "_")
}
