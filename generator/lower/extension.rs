//! The `x-` keys that specwright understands, and how their values are read.

use indexmap::IndexMap;
use serde_json::Value;

use super::Lowering;
use crate::api::{ErrorNames, SentHeader, SignerNames};
use crate::pointer::Pointer;
use crate::report::code;

/// The extensions of one object.
pub(super) type Extensions = IndexMap<String, Value>;

impl Lowering<'_> {
    /// Whether the extension `key` is `true`.
    pub(super) fn flag(&mut self, extensions: &Extensions, key: &str, at: &Pointer) -> bool {
        match extensions.get(key) {
            None => false,
            Some(Value::Bool(flag)) => *flag,
            Some(_) => self.odd(key, at, "true or false"),
        }
    }

    /// The text of the extension `key`.
    pub(super) fn text(&mut self, extensions: &Extensions, key: &str, at: &Pointer) -> Option<String> {
        match extensions.get(key)? {
            Value::String(text) => Some(text.clone()),
            _ => self.odd(key, at, "a text"),
        }
    }

    /// The texts of the extension `key`; one text counts as a list of one.
    pub(super) fn texts(&mut self, extensions: &Extensions, key: &str, at: &Pointer) -> Vec<String> {
        match extensions.get(key) {
            None => Vec::new(),
            Some(value) => list(value).unwrap_or_else(|| self.odd(key, at, "a list of texts")),
        }
    }

    /// Headers that `x-headers` says are sent.
    pub(super) fn sent_headers(&mut self, extensions: &Extensions, at: &Pointer) -> Vec<SentHeader> {
        let Some(value) = extensions.get("x-headers") else { return Vec::new() };
        let Value::Object(headers) = value else { return self.odd("x-headers", at, "a map from header names to values") };
        let mut sent = Vec::new();
        for (name, value) in headers {
            let token = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte));
            match value {
                Value::String(value) if token && value.bytes().all(|byte| matches!(byte, b' '..=b'~')) => {
                    sent.push(SentHeader { name: name.clone(), value: value.clone() });
                }
                _ => self.report.add(
                    &code::ODD_EXTENSION,
                    &at.child("x-headers").child(name),
                    format!("`{name}` is not a header with a text as its value"),
                ),
            }
        }
        sent
    }

    /// Where error bodies keep their parts: `x-errors` at the root.
    pub(super) fn error_names(&mut self) {
        let Some(value) = self.document.api.extensions.get("x-errors") else { return };
        let names = |key: &str| value.get(key).and_then(list).unwrap_or_default();
        if !value.is_object() || names("code").is_empty() || names("message").is_empty() {
            return self.odd("x-errors", &Pointer::root(), "a map with `code` and `message`, lists of property names");
        }
        let request_id = value.get("request-id").and_then(Value::as_str).map(str::to_owned);
        self.api.errors = ErrorNames {
            code: names("code"),
            message: names("message"),
            request_id,
            detail: names("detail"),
            throttled: names("throttled"),
        };
    }

    /// Environment variables for the parts of a signing key: `x-env` of a signing scheme.
    pub(super) fn signer_names(&mut self, extensions: &Extensions, at: &Pointer) -> SignerNames {
        let Some(value) = extensions.get("x-env") else { return SignerNames::default() };
        if !value.is_object() {
            return self.odd("x-env", at, "a map with `access-key`, `secret-key` and `security-token`");
        }
        let names = |key: &str| value.get(key).and_then(list).unwrap_or_default();
        SignerNames { access_key: names("access-key"), secret_key: names("secret-key"), security_token: names("security-token") }
    }

    /// Reports that an extension is not what it should be, and goes on as if it were not there.
    pub(super) fn odd<T: Default>(&mut self, key: &str, at: &Pointer, wanted: &str) -> T {
        self.report.add(&code::ODD_EXTENSION, &at.child(key), format!("`{key}` must be {wanted}; it is ignored"));
        T::default()
    }
}

/// The text that a map has under `key`, unless it is empty.
pub(super) fn part(map: &Value, key: &str) -> Option<String> {
    map.get(key)?.as_str().filter(|text| !text.is_empty()).map(str::to_owned)
}

/// The names that a map has under `key`, joined by dots there: a way from the outside in.
pub(super) fn path(map: &Value, key: &str) -> Option<Vec<String>> {
    part(map, key).map(|path| path.split('.').map(str::to_owned).collect())
}

/// The texts of the map that a map has under `key`, by name; none if it has none there.
pub(super) fn pairs(map: &Value, key: &str) -> Option<Vec<(String, String)>> {
    let Some(pairs) = map.get(key) else { return Some(Vec::new()) };
    pairs.as_object()?.iter().map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned()))).collect()
}

pub(super) fn list(value: &Value) -> Option<Vec<String>> {
    match value {
        Value::String(text) => Some(vec![text.clone()]),
        Value::Array(items) => items.iter().map(|item| item.as_str().map(str::to_owned)).collect(),
        _ => None,
    }
}
