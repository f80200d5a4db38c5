//! The signature `SDK-HMAC-SHA256`: a pure function from a request and a key to an `Authorization` header.

use std::fmt::Write as _;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use hmac::{Hmac, KeyInit, Mac};
use percent_encoding::percent_decode_str;
use sha2::{Digest, Sha256};

use super::style::encoded;

/// The name of the algorithm, as it stands in the `Authorization` header.
pub const ALGORITHM: &str = "SDK-HMAC-SHA256";

/// What stands in the place of the payload's hash for a body that is not JSON.
pub const UNSIGNED_PAYLOAD: &str = "UNSIGNED-PAYLOAD";

/// What is signed.
#[derive(Debug, Clone, Copy)]
pub struct Unsigned<'a> {
    /// The method.
    pub method: &'a str,
    /// The path as it is sent, without the query.
    pub path: &'a str,
    /// The query as it is sent, without its question mark.
    pub query: &'a str,
    /// The headers that are signed. `X-Sdk-Date` must be among them; names with an underscore are left out.
    pub headers: &'a [(&'a str, &'a str)],
    /// The hexadecimal SHA-256 of the body ([`payload_hash`]), or [`UNSIGNED_PAYLOAD`].
    pub payload: &'a str,
}

/// The value of the `Authorization` header.
#[must_use]
pub fn authorization(request: &Unsigned<'_>, access_key: &str, secret_key: &str) -> String {
    let headers = canonical_headers(request.headers);
    let names = headers.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(";");
    let date = headers.iter().find(|(name, _)| name == "x-sdk-date").map(|(_, value)| value.as_str()).unwrap_or_default();
    let to_sign = format!("{ALGORITHM}\n{date}\n{}", payload_hash(canonical(request, &headers, &names).as_bytes()));
    let signature = signature(secret_key, &to_sign);
    format!("{ALGORITHM} Access={access_key}, SignedHeaders={names}, Signature={signature}")
}

/// The hexadecimal SHA-256 of a body.
#[must_use]
pub fn payload_hash(body: &[u8]) -> String {
    hex(&Sha256::digest(body))
}

/// The value of `X-Sdk-Date`: `20191115T033655Z`.
#[must_use]
pub fn date(time: SystemTime) -> String {
    let seconds = time.duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO).as_secs();
    let (day, second) = (seconds / 86_400, seconds % 86_400);
    // Days to a civil date, over eras of 400 years that begin on the first of March.
    let shifted = day + 719_468;
    let (era, of_era) = (shifted / 146_097, shifted % 146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let (day, month) = (of_year - (153 * month + 2) / 5 + 1, if month < 10 { month + 3 } else { month - 9 });
    let year = year + era * 400 + u64::from(month <= 2);
    format!("{year:04}{month:02}{day:02}T{:02}{:02}{:02}Z", second / 3_600, second / 60 % 60, second % 60)
}

fn canonical(request: &Unsigned<'_>, headers: &[(String, String)], names: &str) -> String {
    let lines = headers.iter().fold(String::new(), |lines, (name, value)| lines + name + ":" + value + "\n");
    let (path, query) = (canonical_path(request.path), canonical_query(request.query));
    format!("{}\n{path}\n{query}\n{lines}\n{names}\n{}", request.method, request.payload)
}

/// Decoded, then each segment encoded once (a slash within a value separates, too), and a slash at the end, which is in the signature only.
fn canonical_path(path: &str) -> String {
    let decoded = percent_decode_str(path).decode_utf8_lossy();
    let path = decoded.split('/').map(encoded).collect::<Vec<_>>().join("/");
    if path.ends_with('/') { path } else { path + "/" }
}

/// Pairs sorted by name, then by value, before they are encoded; a name without a value gets an equals sign.
fn canonical_query(query: &str) -> String {
    let decoded = |text| percent_decode_str(text).decode_utf8_lossy();
    let pairs = query.split('&').filter(|pair| !pair.is_empty()).map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    let mut pairs: Vec<_> = pairs.map(|(name, value)| (decoded(name), decoded(value))).collect();
    pairs.sort();
    pairs.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect::<Vec<_>>().join("&")
}

fn canonical_headers(headers: &[(&str, &str)]) -> Vec<(String, String)> {
    let signed = headers.iter().filter(|(name, _)| !name.as_bytes().contains(&b'_'));
    let mut headers: Vec<_> = signed.map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned())).collect();
    headers.sort();
    headers
}

fn signature(secret_key: &str, text: &str) -> String {
    // HMAC takes a key of any length.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret_key.as_bytes()) else { return String::new() };
    mac.update(text.as_bytes());
    hex(&mac.finalize().into_bytes())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
