//! Shows who calls: applies the first way of an operation's `security` that there are credentials for, or else one that asks for none.

use std::borrow::Cow;
use std::time::SystemTime;

use bytes::Bytes;
use http::header::{AUTHORIZATION, COOKIE, HeaderName, HeaderValue};

use super::argument::{header_value, set_header};
use super::credentials::Credential;
use super::operation::{Api, Mechanism, Operation, Scheme};
use super::search::joined;
use super::signed::signed;
use super::style::encoded;
use super::{Credentials, Error, ErrorKind};

/// What is shown.
pub(super) struct Shown<'a> {
    pub(super) api: &'a Api,
    pub(super) credentials: Option<&'a Credentials>,
    /// When.
    pub(super) now: &'a (dyn Fn() -> SystemTime + Sync),
    /// Puts a setting into a header's template.
    pub(super) fill: &'a (dyn Fn(&'static str) -> Option<Cow<'static, str>> + Sync),
}

/// Applies credentials to a request that is about to be sent.
pub(super) fn apply(request: &mut http::Request<Bytes>, operation: &Operation, shown: &Shown<'_>) -> Result<(), Error> {
    let Shown { api, credentials, .. } = *shown;
    let held = |scheme: &usize| credentials.is_some_and(|credentials| credentials.get(*scheme).is_some());
    let known = |scheme: &usize| {
        held(scheme) || api.schemes.get(*scheme).is_some_and(|scheme| scheme.mechanism == Mechanism::Certificate)
    };
    if operation.security.is_empty() {
        return Ok(());
    }
    // Who has credentials means to use them, also where nothing is asked or a certificate would do.
    let mut ways = operation.security.iter().filter(|schemes| schemes.iter().all(known));
    let Some(schemes) = ways.clone().find(|schemes| schemes.iter().any(held)).or_else(|| ways.next()) else {
        return Err(missing(operation, api));
    };
    for index in *schemes {
        let held = credentials.and_then(|credentials| credentials.get(*index));
        if let (Some(scheme), Some(credential)) = (api.schemes.get(*index), held) {
            show(request, scheme, credential, shown)?;
        }
    }
    Ok(())
}

#[cold]
fn missing(operation: &Operation, api: &Api) -> Error {
    let name = |index: &usize| api.schemes.get(*index).map_or("?", |scheme| scheme.name);
    let ways: Vec<_> = operation.security.iter().map(|schemes| joined(&mut schemes.iter().map(name), " with ")).collect();
    Error::new(ErrorKind::Credentials, format!("this call needs credentials: {}", joined(&mut ways.iter().map(String::as_str), ", or ")))
}

fn show(request: &mut http::Request<Bytes>, scheme: &Scheme, credential: &Credential, shown: &Shown<'_>) -> Result<(), Error> {
    for (name, template) in scheme.headers {
        if let Some(value) = (shown.fill)(template) {
            // A setting is to blame, not the credential.
            let refusal = || Error::new(ErrorKind::InvalidRequest, format!("{name}: this cannot be sent in a header"));
            set(request, name, header_value(value).ok_or_else(refusal)?, scheme)?;
        }
    }
    match (scheme.mechanism, credential) {
        // Headers are held against what they can carry as it is.
        (Mechanism::Header(name), Credential::Token(token)) => insert(request, name, token.expose(), scheme),
        (_, credential) if !credential.is_meant() => Err(unusable(scheme)),
        (Mechanism::Bearer, Credential::Token(token)) => insert(request, AUTHORIZATION.as_str(), &format!("Bearer {}", token.expose()), scheme),
        (Mechanism::Http(name), Credential::Token(token)) => insert(request, AUTHORIZATION.as_str(), &format!("{name} {}", token.expose()), scheme),
        (Mechanism::Query(name), Credential::Token(token)) => {
            let (target, name) = (request.uri().to_string(), encoded(name));
            let (path, query) = target.split_once('?').unwrap_or((&target, ""));
            // The address of a next page may have it already, and maybe another one.
            let others = query.split('&').filter(|pair| !pair.is_empty() && pair.split('=').next() != Some(&*name));
            let others = others.fold(String::new(), |others, pair| others + pair + "&");
            let target = format!("{path}?{others}{name}={}", encoded(token.expose()));
            *request.uri_mut() = target.parse().map_err(|_| unusable(scheme))?;
            Ok(())
        }
        (Mechanism::Cookie(name), Credential::Token(token)) => {
            let before = request.headers().get(COOKIE).and_then(|value| value.to_str().ok()).map(|value| format!("{value}; "));
            let cookies = format!("{}{name}={}", before.unwrap_or_default(), encoded(token.expose()));
            insert(request, COOKIE.as_str(), &cookies, scheme)
        }
        (Mechanism::Signature, Credential::Key(access_key, secret_key, security_token)) => {
            if let Some(token) = security_token {
                insert(request, "x-security-token", token.expose(), scheme)?;
            }
            let authorization = signed(request, (access_key, secret_key.expose()), scheme, (shown.now)())?;
            insert(request, AUTHORIZATION.as_str(), &authorization, scheme)
        }
        // Constructors pair each scheme with its kind of credential.
        _ => Err(unusable(scheme)),
    }
}

/// Sets a header and marks it as sensitive, so that it is not logged.
pub(super) fn insert(request: &mut http::Request<Bytes>, name: &str, value: &str, scheme: &Scheme) -> Result<(), Error> {
    set(request, name, header_value(value.to_owned()).ok_or_else(|| unusable(scheme))?, scheme)
}

fn set(request: &mut http::Request<Bytes>, name: &str, value: HeaderValue, scheme: &Scheme) -> Result<(), Error> {
    let name = HeaderName::try_from(name).map_err(|_| unusable(scheme))?;
    set_header(request.headers_mut(), name, value, true);
    Ok(())
}

/// The error names the scheme, never the value.
#[cold]
pub(super) fn unusable(scheme: &Scheme) -> Error {
    Error::new(ErrorKind::Credentials, format!("{}: the credential has characters that no credential has, such as a line break", scheme.name))
}
