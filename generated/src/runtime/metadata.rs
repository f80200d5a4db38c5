//! Credentials that are lent to the machine that a program runs on: its metadata service is asked for them.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Method, StatusCode};
use serde_json::Value;

use super::attempt::within;
use super::codec::{date_time, from_json};
use super::credentials::Credential;
use super::member::{at, text};
use super::refresh::{Fetched, Refreshing};
use super::transport::{Body, ConnectTimeout, TimeLimit, Transport};
use super::{Credentials, DEFAULTS, Error, ErrorKind};

/// A service that lends credentials.
pub(crate) struct Metadata {
    /// Its address.
    pub url: &'static str,
    /// What has to be asked for first.
    pub session: Option<Session>,
    /// Where the parts of the credential stand in its answer: a token; a user name and a password; a signing key and its token.
    pub parts: &'static [&'static [&'static str]],
    /// Where the time stands at which they end.
    pub expires: &'static [&'static str],
}

/// A token that allows to ask.
pub(crate) struct Session {
    /// The address that gives it.
    pub url: &'static str,
    /// The header that says for how many seconds, and how many.
    pub ttl: (&'static str, &'static str),
    /// The header that it is shown in.
    pub header: &'static str,
}

/// It is on the same machine: who does not answer soon is not there.
const LIMIT: Duration = Duration::from_secs(3);
const LARGEST: usize = 64 * 1024;

/// The credentials of a scheme, fetched when they are needed, and before they end.
pub(crate) fn refreshing(source: &'static Metadata, scheme: usize, transport: impl Transport + 'static) -> Refreshing {
    let transport: Arc<dyn Transport> = Arc::new(transport);
    Refreshing::new(move || fetch(source, scheme, Arc::clone(&transport)))
}

async fn fetch(source: &'static Metadata, scheme: usize, transport: Arc<dyn Transport>) -> Result<Fetched, Error> {
    let token = match &source.session {
        Some(session) => session.token(&*transport).await?.map(|token| (session.header, token)),
        None => None,
    };
    let header = token.as_ref().map(|(name, token)| (*name, token.as_str()));
    let (status, body) = ask(&*transport, Method::GET, source.url, header).await?;
    if !status.is_success() {
        return Err(refuse(&format!("it answers with the status {}: perhaps nothing was lent to this machine", status.as_u16())));
    }
    let answer: Value = from_json(&body).map_err(|_| refuse("its answer is not JSON"))?;
    let part = |path: &[&str]| at(&answer, path).and_then(text).ok_or_else(|| refuse(&format!("its answer has no {}", path.join("."))));
    let credential = match source.parts {
        [token] => Credential::Token(part(token)?.into()),
        [user, password] => Credential::Password(part(user)?, part(password)?.into()),
        [access, secret, token, ..] => Credential::Key(part(access)?, part(secret)?.into(), Some(part(token)?.into())),
        [] => return Err(refuse("it lends nothing")),
    };
    let ends = date_time(&part(source.expires)?).ok_or_else(|| refuse("the time at which they end cannot be read"))?;
    Ok((Credentials::of(scheme, credential), Some(ends)))
}

impl Session {
    /// The token; nothing from services that know none.
    async fn token(&self, transport: &dyn Transport) -> Result<Option<String>, Error> {
        let (status, body) = ask(transport, Method::PUT, self.url, Some(self.ttl)).await?;
        if matches!(status, StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED | StatusCode::SERVICE_UNAVAILABLE) {
            return Ok(None);
        }
        let token = std::str::from_utf8(&body).ok().map(str::trim).filter(|token| status.is_success() && !token.is_empty());
        token.map(|token| Some(token.to_owned())).ok_or_else(|| refuse(&format!("it gives no token (status {})", status.as_u16())))
    }
}

async fn ask(transport: &dyn Transport, method: Method, url: &str, header: Option<(&str, &str)>) -> Result<(StatusCode, Bytes), Error> {
    let mut request = http::Request::new(Body::Bytes(Bytes::new()));
    *request.method_mut() = method;
    *request.uri_mut() = url.parse().map_err(|_| refuse("its address cannot be used"))?;
    request.extensions_mut().insert(ConnectTimeout(LIMIT));
    request.extensions_mut().insert(TimeLimit { limit: LIMIT, whole: true });
    if let Some((name, value)) = header {
        let (name, value) = (HeaderName::try_from(name), HeaderValue::try_from(value));
        let (Ok(name), Ok(mut value)) = (name, value) else { return Err(refuse("its token cannot be sent")) };
        value.set_sensitive(true);
        request.headers_mut().insert(name, value);
    }
    let answer = async {
        let (head, body) = transport.send(request).await?.into_parts();
        Ok((head.status, body.collect(LARGEST).await?))
    };
    let answer = within((DEFAULTS.clock)().as_ref(), Some(LIMIT), Box::pin(answer)).await;
    answer.map_err(|error| refuse("it cannot be asked").caused_by(error))
}

/// The error never shows what the service said.
fn refuse(what: &str) -> Error {
    Error::new(ErrorKind::Credentials, format!("the metadata service: {what}"))
}
