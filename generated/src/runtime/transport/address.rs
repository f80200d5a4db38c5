//! The address of a request → reqwest's, whose host need not be read again for each request: that takes longer than all the rest of it.

use std::sync::{PoisonError, RwLock};

use http::Uri;
use reqwest::Url;

use super::{TransportError, unusable};

/// As many origins as are remembered.
const MOST: usize = 8;

/// The origins of earlier requests.
#[derive(Default)]
pub(super) struct Origins(RwLock<Vec<(Uri, Url)>>);

impl Origins {
    /// The address, as reqwest reads it.
    pub(super) fn address(&self, uri: &Uri) -> Result<Url, TransportError> {
        if let Some(address) = self.known(uri) {
            return Ok(address);
        }
        // The cause is left out: it would show the query, which may hold a secret.
        let address = Url::parse(&uri.to_string()).map_err(|_| unusable("the address of the request cannot be read"))?;
        let mut origin = address.clone();
        origin.set_query(None);
        origin.set_path("/");
        let mut origins = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if origins.len() < MOST {
            origins.push((uri.clone(), origin));
        }
        Ok(address)
    }

    fn known(&self, uri: &Uri) -> Option<Url> {
        let origins = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let same = |known: &Uri| known.authority() == uri.authority() && known.scheme() == uri.scheme();
        let (_, origin) = origins.iter().find(|(known, _)| same(known))?;
        let address = origin.join(uri.path_and_query()?.as_str()).ok()?;
        // A path that begins with two slashes would name another host.
        address.as_str().starts_with(origin.as_str()).then_some(address)
    }
}
