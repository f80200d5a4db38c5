//! Dates and signs a request that is about to be sent.

use std::time::SystemTime;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HOST};

use super::operation::Scheme;
use super::search::has;
use super::security::{insert, unusable};
use super::transport::Streamed;
use super::{Error, sign};

/// Dates a request and signs it. What is signed is little, so that a proxy that touches other headers does not break the signature.
pub(super) fn signed(
    request: &mut http::Request<Bytes>,
    (access_key, secret_key): (&str, &str),
    scheme: &Scheme,
    now: SystemTime,
) -> Result<String, Error> {
    insert(request, "x-sdk-date", &sign::date(now), scheme)?;
    let content_type = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let nothing = request.body().is_empty() && request.extensions().get::<Streamed>().is_none();
    let json = nothing || content_type.is_some_and(|value| has(value, "json"));
    if !json {
        insert(request, "x-sdk-content-sha256", sign::UNSIGNED_PAYLOAD, scheme)?;
    }
    let payload = if json { sign::payload_hash(request.body()) } else { sign::UNSIGNED_PAYLOAD.to_owned() };
    let given = request.headers().get(HOST).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let host = given.or_else(|| request.uri().authority().map(ToString::to_string)).unwrap_or_default();
    let mut headers = vec![("host", host.as_str())];
    for name in ["x-sdk-date", "x-project-id", "x-security-token", "x-sdk-content-sha256"] {
        if let Some(value) = request.headers().get(name) {
            headers.push((name, value.to_str().map_err(|_| unusable(scheme))?));
        }
    }
    let (path, query) = (request.uri().path(), request.uri().query().unwrap_or_default());
    let unsigned = sign::Unsigned { method: request.method().as_str(), path, query, headers: &headers, payload: &payload };
    Ok(sign::authorization(&unsigned, access_key, secret_key))
}
