//! A call → the address that it is sent to.

use bytes::Bytes;
use http::Uri;

use super::call::Call;
use super::operation::Place;
use super::search::{before, cut, has_dots};
use super::style::{Pairs, encode, encode_address, encode_lightly};
use super::{Error, ErrorKind};

impl Call {
    /// The address with path and query.
    pub(super) fn uri(&self) -> Result<Uri, Error> {
        let endpoint = self.connection.endpoint(self.operation.service).map_err(|error| error.during(self.operation.name, 0))?;
        let mut target = String::with_capacity(256);
        if let Some(given) = &self.own().target {
            target.extend([origin(endpoint.as_str()), given]);
        } else {
            target.push_str(endpoint.as_str());
            self.write_path(&mut target)?;
            self.write_query(&mut target)?;
        }
        Uri::from_maybe_shared(Bytes::from(target))
            .map_err(|error| self.refuse(format!("{}: the address cannot be sent: {error}", self.longest())))
    }

    /// The path. Values are encoded once and never change the number of segments.
    fn write_path(&self, into: &mut String) -> Result<(), Error> {
        let start = into.len();
        into.push_str(self.operation.start);
        for (index, behind) in self.operation.path {
            let Some(parameter) = self.operation.parameters.get(*index) else { continue };
            let before = into.len();
            if let Some(argument) = self.argument(*index, parameter)? {
                argument.write(into, parameter.name, parameter.style, encode);
            }
            // Servers and URL libraries take such segments out, and the call would reach another endpoint.
            if let Some(text @ ("" | "." | "..")) = into.get(before..) {
                return Err(self.refuse(format!("{}: {text:?} in the path would change the endpoint", parameter.name)));
            }
            into.push_str(behind);
        }
        let path = into.get(start..).unwrap_or_default();
        if path.as_bytes().contains(&b'.') && path.split('/').any(|segment| segment == "." || segment == "..") {
            return Err(self.refuse("these values would change the endpoint together"));
        }
        Ok(())
    }

    fn write_query(&self, into: &mut String) -> Result<(), Error> {
        let mut pairs = Pairs::of(into, "?");
        for (index, parameter) in self.operation.parameters.iter().enumerate() {
            if parameter.place == Place::Query {
                if let Some(argument) = self.argument(index, parameter)? {
                    let write = if parameter.reserved { encode_lightly } else { encode };
                    argument.pair(&mut pairs, parameter.name, parameter.style, write);
                }
            }
        }
        self.own().query.iter().for_each(|(name, value)| pairs.begin().extend([name, "=", value]));
        Ok(())
    }

    /// The same call, of an address that the server named, or of one that begins where this call went (RFC 3986, 5.2). It has to be of the same
    /// origin: credentials go there.
    #[allow(dead_code)] // Pagination asks for it.
    pub(crate) fn follow(mut self, address: &str) -> Result<Self, Error> {
        let endpoint = self.connection.endpoint(self.operation.service)?;
        let refused = |problem: &str| Error::new(ErrorKind::Decode, format!("the address of the next page {problem}, and is not followed"));
        // What names a part of a page is not sent.
        let address = before(address, b"#");
        let is_whole = before(address, b"/?").as_bytes().contains(&b':');
        let here = origin(address);
        if is_whole && !without_port(here).eq_ignore_ascii_case(without_port(origin(endpoint.as_str()))) || address.starts_with("//") {
            return Err(refused("is not one of this origin"));
        }
        let rest = if is_whole { address.get(here.len()..).unwrap_or_default() } else { address };
        if has_dots(before(rest, b"?")) {
            return Err(refused("has segments of dots"));
        }
        if rest.starts_with("//") || rest.as_bytes().contains(&b'\\') || rest.contains(char::is_whitespace) {
            return Err(refused("is none"));
        }
        let mut target = String::with_capacity(rest.len());
        if is_whole && !rest.starts_with('/') {
            target.push('/');
        } else if !rest.starts_with('/') {
            let path = self.uri()?.path().to_owned();
            let last = if rest.starts_with('?') || rest.is_empty() { path.len() } else { path.rfind('/').map_or(0, |last| last + 1) };
            target.push_str(path.get(..last).unwrap_or_default());
        }
        encode_address(rest, &mut target);
        self.own_mut().target = Some(target);
        Ok(self)
    }

    /// The address of a server that it follows, if it does.
    #[allow(dead_code)] // The same.
    pub(crate) fn followed(&self) -> Option<&str> {
        self.own().target.as_deref()
    }

    /// The name of the longest value: the one to blame when an address is too long.
    fn longest(&self) -> &str {
        let arguments = self.operation.parameters.iter().enumerate().filter_map(|(index, parameter)| {
            let argument = self.argument(index, parameter).ok().flatten()?;
            Some((parameter.name, argument.text("", parameter.style, encode).len()))
        });
        let query = self.own().query.iter().map(|(name, value)| (name.as_str(), value.len()));
        arguments.chain(query).max_by_key(|(_, length)| *length).map_or("query", |(name, _)| name)
    }
}

/// Scheme and authority of an address.
fn origin(address: &str) -> &str {
    let authority = cut(address, "://").map_or(0, |(scheme, _)| scheme.len() + 3);
    let end = address.get(authority..).and_then(|rest| rest.find(['/', '?'])).map_or(address.len(), |length| authority + length);
    address.get(..end).unwrap_or(address)
}

/// An origin without the port that its scheme has anyway.
fn without_port(origin: &str) -> &str {
    let port = if origin.get(..6).is_some_and(|scheme| scheme.eq_ignore_ascii_case("https:")) { ":443" } else { ":80" };
    origin.strip_suffix(port).unwrap_or(origin)
}
