//! Which library speaks TLS, and whose certificates it believes.

#[cfg(feature = "reqwest")]
use super::TransportBuilder;
use super::{TransportError, unusable};

/// A library that speaks TLS. Which there are is a matter of the features of this crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Tls {
    /// rustls with ring, which is the usual one.
    #[cfg(feature = "rustls-ring")]
    Rustls,
    /// The library of the system: Schannel, Secure Transport, or OpenSSL.
    #[cfg(feature = "native-tls")]
    Native,
}

impl Tls {
    pub(in super::super) const NONE: &str = "for TLS, enable the feature `rustls-ring` or `native-tls` of this crate";

    /// The one that is taken unless a transport is told otherwise.
    #[cfg(feature = "rustls-ring")]
    pub(in super::super) const USUAL: Option<Self> = Some(Self::Rustls);
    #[cfg(all(feature = "native-tls", not(feature = "rustls-ring")))]
    pub(in super::super) const USUAL: Option<Self> = Some(Self::Native);
    #[cfg(not(any(feature = "native-tls", feature = "rustls-ring")))]
    pub(in super::super) const USUAL: Option<Self> = None;

    /// Those that this crate is built with.
    #[must_use]
    pub fn available() -> &'static [Self] {
        &[
            #[cfg(feature = "rustls-ring")]
            Self::Rustls,
            #[cfg(feature = "native-tls")]
            Self::Native,
        ]
    }

    /// Without such a library there are addresses that cannot be reached.
    #[allow(clippy::unnecessary_wraps)] // Which it is, features decide.
    pub(in super::super) fn check(address: &http::Uri) -> Result<(), TransportError> {
        if Self::USUAL.is_none() && address.scheme() == Some(&http::uri::Scheme::HTTPS) {
            return Err(unusable(Self::NONE));
        }
        Ok(())
    }

    /// Makes reqwest use it.
    #[cfg(feature = "reqwest")]
    #[allow(unused_variables, clippy::unnecessary_wraps, clippy::needless_pass_by_value)] // There may be none.
    pub(super) fn of_reqwest<T>(
        self,
        settings: &TransportBuilder<T>,
        builder: reqwest::ClientBuilder,
    ) -> Result<reqwest::ClientBuilder, TransportError> {
        match self {
            #[cfg(feature = "rustls-ring")]
            Self::Rustls => super::rustls::of_reqwest(settings, builder),
            #[cfg(feature = "native-tls")]
            Self::Native => super::native::of_reqwest(settings, builder),
        }
    }
}
