//! Addresses with variables.

use super::search::{cut, joined};
use super::style::encoded;
use super::{Error, ErrorKind};

/// An address with variables.
#[derive(Debug)]
pub(crate) struct Server {
    /// The service that answers there: an index.
    pub(crate) service: usize,
    /// How it begins.
    pub(crate) start: &'static str,
    /// The rest of it: variables, each with the text behind it.
    pub(crate) rest: &'static [(Variable, &'static str)],
}

/// A variable of an address.
#[derive(Debug)]
pub(crate) struct Variable {
    /// Its name.
    pub(crate) name: &'static str,
    /// What stands for it unless it is set.
    pub(crate) default: &'static str,
    /// The values that it can have; any if there are none.
    pub(crate) values: &'static [&'static str],
}

/// The addresses, by the indices of their services, in which a variable is set.
pub(crate) fn addresses(servers: &[Server], set: &[(&'static str, String)]) -> Result<Vec<(usize, String)>, Error> {
    let given = |variable: &Variable| set.iter().rev().find(|(name, _)| *name == variable.name).map(|(_, value)| value.as_str());
    let mut addresses = Vec::new();
    for server in servers.iter().filter(|server| server.rest.iter().any(|(variable, _)| given(variable).is_some())) {
        let mut address = server.start.to_owned();
        for (variable, text) in server.rest {
            match given(variable) {
                Some(value) => address.push_str(&variable.checked(value, &address, text)?),
                None => address.push_str(variable.default),
            }
            address.push_str(text);
        }
        addresses.push((server.service, address));
    }
    Ok(addresses)
}

impl Variable {
    /// A value as it goes between `before` and `behind`: it stays within the part of the address that the variable stands in.
    fn checked(&self, value: &str, before: &str, behind: &str) -> Result<String, Error> {
        let wrong = |what: String| Err(Error::new(ErrorKind::Config, format!("{}: {what}", self.name)));
        if !self.values.is_empty() {
            return match self.values.iter().find(|known| **known == value) {
                Some(known) => Ok((*known).to_owned()),
                None => wrong(format!("{value:?} is none of {}", joined(&mut self.values.iter().copied(), ", "))),
            };
        }
        if cut(before, "://").is_some_and(|(_, rest)| rest.as_bytes().contains(&b'/')) {
            // A path of several segments, where the default is one.
            let segments = if self.default.as_bytes().contains(&b'/') { value.split('/').collect() } else { vec![value] };
            return Ok(segments.into_iter().map(encoded).collect::<Vec<_>>().join("/"));
        }
        // Several labels, or a port, where the default has such or the variable is all of the host.
        let whole = before.ends_with("://") && (behind.is_empty() || behind.starts_with(['/', ':']));
        let structure = |byte: u8| matches!(byte, b'.' | b':') && (whole || self.default.as_bytes().contains(&byte));
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') || structure(byte);
        if value.is_empty() || !value.bytes().all(plain) {
            return wrong("this cannot stand in the name of a host".to_owned());
        }
        Ok(value.to_owned())
    }
}
