//! Credentials from the first of several places that has any.

use std::sync::OnceLock;

use super::transport::BoxFuture;
use super::{Credentials, Error, ErrorKind, ProvideCredentials};

/// Credentials from the first of several places that has any. What is found stays what is used.
#[derive(Default)]
pub struct Chain {
    /// Those that were found when the chain was made.
    held: Option<Credentials>,
    /// Where there were none.
    without: Vec<&'static str>,
    providers: Vec<Box<dyn ProvideCredentials>>,
    /// The provider that had some first.
    found: OnceLock<usize>,
}

impl Chain {
    /// Looks in another place, if there are none yet.
    pub(crate) fn read(mut self, place: &'static str, read: fn() -> Result<Option<Credentials>, Error>) -> Result<Self, Error> {
        if self.held.is_none() {
            self.held = read()?;
            self.without.push(place);
        }
        Ok(self)
    }

    /// Asks a provider, too, if nobody before it has any.
    #[must_use]
    pub fn then(mut self, provider: impl ProvideCredentials + 'static) -> Self {
        self.providers.push(Box::new(provider));
        self
    }

    fn provider(&self) -> Option<&dyn ProvideCredentials> {
        self.providers.get(*self.found.get()?).map(|provider| &**provider)
    }

    async fn first(&self) -> Result<Credentials, Error> {
        if let Some(held) = &self.held {
            return Ok(held.clone());
        }
        if let Some(provider) = self.provider() {
            return provider.credentials().await;
        }
        let mut failures = Vec::new();
        for (index, provider) in self.providers.iter().enumerate() {
            match provider.credentials().await {
                Ok(credentials) => {
                    self.found.get_or_init(|| index);
                    return Ok(credentials);
                }
                Err(error) => failures.push(format!("; {error}")),
            }
        }
        let places = if self.without.is_empty() { String::new() } else { format!(" in {}", self.without.join(" and ")) };
        Err(Error::new(ErrorKind::Credentials, format!("there are no credentials{places}{}", failures.concat())))
    }
}

impl ProvideCredentials for Chain {
    fn credentials(&self) -> BoxFuture<'_, Result<Credentials, Error>> {
        Box::pin(self.first())
    }

    fn refused(&self, credentials: &Credentials) -> bool {
        self.held.is_none() && self.provider().is_some_and(|provider| provider.refused(credentials))
    }
}

impl std::fmt::Debug for Chain {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Chain").field("held", &self.held.is_some()).field("providers", &self.providers.len()).finish_non_exhaustive()
    }
}
