//! What the client knows of its API: constant tables, written by the generator from the document.

use http::Method;

use super::Style;
use super::codec::Shape;

/// What holds for the whole API.
#[derive(Debug)]
pub struct Api {
    /// Headers that every call sends; `{name}` stands for a setting.
    pub headers: &'static [(&'static str, &'static str)],
    /// Parameters that are settings of the client.
    pub settings: &'static [Setting],
    /// The services, each with its addresses.
    pub services: &'static [Service],
    /// The security schemes.
    pub schemes: &'static [Scheme],
    /// Where an error body keeps its parts.
    pub errors: ErrorNames,
}

/// A parameter that is a setting of the client.
#[derive(Debug)]
pub struct Setting {
    /// Its name.
    pub name: &'static str,
    /// Environment variables that it is read from, the first that is set counts.
    pub env: &'static [&'static str],
}

/// Servers that some operations share.
#[derive(Debug)]
pub struct Service {
    /// Its name, empty when there is only one.
    pub name: &'static str,
    /// The environment variable that names another endpoint; `{REGION}` in it stands for the region.
    pub env: Option<&'static str>,
    /// The address without a region, empty where only the user can know it.
    pub address: &'static str,
    /// Region and address.
    pub regions: &'static [(&'static str, &'static str)],
}

/// A security scheme.
#[derive(Debug)]
pub struct Scheme {
    /// Its name.
    pub name: &'static str,
    /// How it is shown.
    pub mechanism: Mechanism,
    /// Headers that come with it; `{name}` stands for a setting, and a header whose setting is not known is left out.
    pub headers: &'static [(&'static str, &'static str)],
}

/// How a caller shows who it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mechanism {
    /// A secret in this header.
    Header(&'static str),
    /// A secret in this query parameter.
    Query(&'static str),
    /// A secret in this cookie.
    Cookie(&'static str),
    /// User name and password (RFC 7617).
    Basic,
    /// A bearer token (RFC 6750).
    Bearer,
    /// What another scheme of this name asks for.
    Http(&'static str),
    /// A signature over the request.
    Signature,
    /// A client certificate, which the transport shows.
    Certificate,
}

/// Where an error body keeps its parts: the first name that is there counts.
#[derive(Debug, Clone, Copy)]
pub struct ErrorNames {
    /// The code.
    pub code: &'static [&'static str],
    /// The message.
    pub message: &'static [&'static str],
    /// Further detail.
    pub detail: &'static [&'static str],
    /// Codes that ask to call less often, whatever the status.
    pub throttled: &'static [&'static str],
    /// The response header with the id of the request.
    pub request_id: Option<&'static str>,
}

/// One operation.
#[derive(Debug)]
pub struct Operation {
    /// Its name in errors: `group.operation`.
    pub name: &'static str,
    /// Its method.
    pub method: &'static Method,
    /// How its path begins.
    pub start: &'static str,
    /// The rest of its path: the values of parameters, by their indices, each with the text behind it.
    pub path: &'static [(usize, &'static str)],
    /// Its parameters.
    pub parameters: &'static [Parameter],
    /// Headers that it sends without being asked.
    pub headers: &'static [(&'static str, &'static str)],
    /// The service that answers it: an index.
    pub service: usize,
    /// Ways to be allowed to call it: indices of the schemes that must all be shown.
    pub security: &'static [&'static [usize]],
    /// The fields of its body, if that is a form, that have a style of their own.
    pub styles: &'static [(&'static str, Style)],
    /// Holds what is to be sent against the limits of the document: the parameter of an index, or the body.
    pub check: fn(Option<usize>, Shape<'_>) -> Result<(), String>,
    /// Those of them whose reserved characters go out as they are.
    pub reserved: &'static [&'static str],
    /// The media type of its body, if it has one.
    pub content_type: &'static str,
    /// The media type that it asks for, empty where it answers nothing.
    pub accept: &'static str,
    /// The statuses that promise success, from and to.
    pub success: &'static [(u16, u16)],
    /// Those of them that have no content, where others have some that is read the same way.
    pub empty: &'static [(u16, u16)],
    /// Whether doing it twice is the same as doing it once, where its method does not say it.
    pub idempotent: Option<bool>,
}

impl Operation {
    /// One as most are, for tables that say only how theirs differs.
    pub const USUAL: Self = Self {
        name: "",
        method: &Method::GET,
        start: "",
        path: &[],
        parameters: &[],
        headers: &[],
        service: 0,
        security: &[],
        styles: &[],
        check: |_, _| Ok(()),
        reserved: &[],
        content_type: "application/json",
        accept: "application/json",
        success: &[(200, 200)],
        empty: &[],
        idempotent: None,
    };

    /// Whether doing it twice is the same as doing it once.
    pub(super) fn is_idempotent(&self) -> bool {
        self.idempotent.unwrap_or_else(|| self.method.is_idempotent())
    }

    /// Whether a status promises success.
    pub(super) fn promises(&self, status: http::StatusCode) -> bool {
        is_among(self.success, status.as_u16())
    }

    /// Whether a success has content by its status, where others have none.
    pub(super) fn fills(&self, status: http::StatusCode) -> bool {
        !self.empty.is_empty() && !is_among(self.empty, status.as_u16())
    }
}

/// Whether one of these ranges has a status.
pub(super) fn is_among(ranges: &[(u16, u16)], status: u16) -> bool {
    ranges.iter().any(|(from, to)| (*from..=*to).contains(&status))
}

/// A parameter.
#[derive(Debug)]
pub struct Parameter {
    /// Its name on the wire.
    pub name: &'static str,
    /// Where it goes.
    pub place: Place,
    /// How lists and objects are written.
    pub style: Style,
    /// Whether it must be given.
    pub required: bool,
    /// The setting of the client that it is: an index.
    pub setting: Option<usize>,
    /// What is sent when it is not given.
    pub default: Option<&'static str>,
    /// Whether reserved characters go out as they are.
    pub reserved: bool,
}

/// A parameter of the path.
pub const fn path(name: &'static str) -> Parameter {
    Parameter { required: true, ..Parameter::new(name, Place::Path, Style::Simple { explode: false }) }
}

/// A parameter of the query.
pub const fn query(name: &'static str) -> Parameter {
    Parameter::new(name, Place::Query, Style::Form { explode: true })
}

/// A header.
pub const fn header(name: &'static str) -> Parameter {
    Parameter::new(name, Place::Header, Style::Simple { explode: false })
}

/// A cookie.
pub const fn cookie(name: &'static str) -> Parameter {
    Parameter::new(name, Place::Cookie, Style::Form { explode: true })
}

impl Parameter {
    const fn new(name: &'static str, place: Place, style: Style) -> Self {
        Self { name, place, style, required: false, setting: None, default: None, reserved: false }
    }

    /// The same, written in another style.
    pub const fn style(self, style: Style) -> Self {
        Self { style, ..self }
    }

    /// The same, which must be given.
    pub const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// The same, with the client's setting of this index for its default.
    pub const fn setting(self, index: usize) -> Self {
        Self { setting: Some(index), ..self }
    }

    /// The same, with reserved characters as they are.
    pub const fn reserved(self) -> Self {
        Self { reserved: true, ..self }
    }

    /// The same, with a default that is sent.
    pub const fn default(self, text: &'static str) -> Self {
        Self { default: Some(text), ..self }
    }
}

/// Where a parameter goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Into the path.
    Path,
    /// Into the query.
    Query,
    /// Into a header of its own.
    Header,
    /// Into the cookie header.
    Cookie,
}
