//! The address of a request → reqwest's, whose host need not be read again for each request: that takes longer than all the rest of it.

use std::sync::{PoisonError, RwLock};

use http::Uri;
use http::uri::Authority;
use reqwest::Url;

use super::{TransportError, unusable};

/// As many origins as are remembered.
const MOST: usize = 8;

/// The origins of earlier requests: scheme and authority, and how reqwest reads them. Nothing else of an address is kept, whose query may
/// hold a secret.
#[derive(Default)]
pub(super) struct Origins(RwLock<Vec<(String, String, Url)>>);

impl Origins {
    /// The address, as reqwest reads it.
    pub(super) fn address(&self, uri: &Uri) -> Result<Url, TransportError> {
        self.known(uri).map_or_else(|| self.learn(uri), Ok)
    }

    #[cold]
    fn learn(&self, uri: &Uri) -> Result<Url, TransportError> {
        // The cause is left out: it would show the query, which may hold a secret.
        let address = Url::parse(&uri.to_string()).map_err(|_| unusable("the address of the request cannot be read"))?;
        let mut origin = address.clone();
        origin.set_query(None);
        origin.set_path("/");
        let mut origins = self.0.write().unwrap_or_else(PoisonError::into_inner);
        // Several requests at once may be the first of their origin.
        if origins.len() < MOST && of(&origins, uri).is_none() {
            let (scheme, authority) = (uri.scheme_str().unwrap_or_default(), uri.authority().map_or("", Authority::as_str));
            origins.push((scheme.to_owned(), authority.to_owned(), origin));
        }
        Ok(address)
    }

    fn known(&self, uri: &Uri) -> Option<Url> {
        let origins = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let origin = of(&origins, uri)?;
        let address = origin.join(uri.path_and_query()?.as_str()).ok()?;
        // A path that begins with two slashes would name another host.
        address.as_str().starts_with(origin.as_str()).then_some(address)
    }
}

fn of<'o>(origins: &'o [(String, String, Url)], uri: &Uri) -> Option<&'o Url> {
    let (scheme, authority) = (uri.scheme_str()?, uri.authority()?.as_str());
    origins.iter().find(|(known, at, _)| known == scheme && at == authority).map(|(.., origin)| origin)
}
