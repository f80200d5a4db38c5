//! What a caller shows: values for the security schemes, or a provider that has them.

use super::transport::BoxFuture;
use super::{Error, Secret};

/// A value for one security scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Credential {
    /// A key or a token.
    Token(Secret),
    /// A user name and a password.
    Password(String, Secret),
    /// A signing key: access key, secret key, and the token of temporary keys.
    Key(String, Secret, Option<Secret>),
}

/// The first of these environment variables that is set and not empty.
pub(crate) fn from_env(names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
}

/// Where credentials come from when they change over time. Asked before every attempt, so it should remember what it has.
pub trait ProvideCredentials: Send + Sync {
    /// The credentials to use now.
    fn credentials(&self) -> BoxFuture<'_, Result<super::Credentials, Error>>;
}

impl ProvideCredentials for super::Credentials {
    fn credentials(&self) -> BoxFuture<'_, Result<super::Credentials, Error>> {
        let credentials = self.clone();
        Box::pin(async move { Ok(credentials) })
    }
}
