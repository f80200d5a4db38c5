//! What a caller shows: values for the security schemes, or a provider that has them.

use std::sync::Arc;

use super::argument::is_header_value;
use super::transport::BoxFuture;
use super::{Error, ErrorKind, Secret};

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

impl Credential {
    /// Whether this can be what was meant. What has a line break cannot, also where it would be encoded; names and passwords may have all but
    /// control characters (RFC 7617, 2).
    pub(super) fn is_meant(&self) -> bool {
        match self {
            Self::Token(token) => is_header_value(token.expose()),
            Self::Password(user, password) => ![user, password.expose()].iter().any(|part| part.contains(char::is_control)),
            Self::Key(access, secret, token) => [Some(access.as_str()), Some(secret.expose()), token.as_ref().map(Secret::expose)]
                .into_iter()
                .flatten()
                .all(is_header_value),
        }
    }
}

/// The first of these environment variables that is set and not empty.
pub(crate) fn from_env(names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
}

/// A user name and a password from the environment.
#[allow(dead_code)] // Not every document names environment variables.
pub(crate) fn password_from_env(users: &[&str], passwords: &[&str]) -> Result<Option<Credential>, Error> {
    Ok(pair(users, passwords)?.map(|(user, password)| Credential::Password(user, password.into())))
}

/// A signing key from the environment. The token of temporary keys may be missing.
#[allow(dead_code)] // Not every document names environment variables.
pub(crate) fn key_from_env(access: &[&str], secret: &[&str], tokens: &[&str]) -> Result<Option<Credential>, Error> {
    let token = from_env(tokens).map(Secret::from);
    Ok(pair(access, secret)?.map(|(access, secret)| Credential::Key(access, secret.into(), token)))
}

/// The first two variables, in the same place of both lists, that are set. Half of a pair is an error: it would be paired with a stranger.
#[allow(dead_code)] // Not every document names environment variables.
fn pair(firsts: &[&str], seconds: &[&str]) -> Result<Option<(String, String)>, Error> {
    for (first, second) in firsts.iter().zip(seconds) {
        match (from_env(&[first]), from_env(&[second])) {
            (Some(one), Some(other)) => return Ok(Some((one, other))),
            (Some(_), None) => return Err(Error::new(ErrorKind::Credentials, format!("{first} is set, but {second} is not"))),
            (None, Some(_)) => return Err(Error::new(ErrorKind::Credentials, format!("{second} is set, but {first} is not"))),
            (None, None) => {}
        }
    }
    Ok(None)
}

/// Where credentials come from when they change over time. Asked before every attempt, so it should remember what it has.
pub trait ProvideCredentials: Send + Sync {
    /// The credentials to use now.
    fn credentials(&self) -> BoxFuture<'_, Result<super::Credentials, Error>>;

    /// The same, if they never change: then a call does not wait for them. Refused ones are asked for above.
    fn unchanging(&self) -> Option<&super::Credentials> {
        None
    }

    /// Hears that a service refused these (401). Whether there may be others now: then the call is sent once more.
    fn refused(&self, credentials: &super::Credentials) -> bool {
        let _ = credentials; // What never changes is refused again.
        false
    }
}

impl ProvideCredentials for super::Credentials {
    fn credentials(&self) -> BoxFuture<'_, Result<super::Credentials, Error>> {
        let credentials = self.clone();
        Box::pin(async move { Ok(credentials) })
    }

    fn unchanging(&self) -> Option<&super::Credentials> {
        Some(self)
    }
}

impl<T: ProvideCredentials + ?Sized> ProvideCredentials for Arc<T> {
    fn credentials(&self) -> BoxFuture<'_, Result<super::Credentials, Error>> {
        (**self).credentials()
    }

    fn unchanging(&self) -> Option<&super::Credentials> {
        (**self).unchanging()
    }

    fn refused(&self, credentials: &super::Credentials) -> bool {
        (**self).refused(credentials)
    }
}
