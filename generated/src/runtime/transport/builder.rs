//! The settings that transports have in common.

use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use super::super::Secret;
use super::Tls;

/// The settings of a transport in the making.
#[must_use]
pub struct TransportBuilder<T> {
    pub(in super::super) connect_timeout: Duration,
    pub(in super::super) proxy: Option<Secret>,
    pub(in super::super) system_proxy: bool,
    pub(in super::super) root_certificates: Vec<Vec<u8>>,
    pub(in super::super) client_certificate: Option<Secret>,
    pub(in super::super) tls: Option<Tls>,
    transport: PhantomData<fn() -> T>,
}

impl<T> Default for TransportBuilder<T> {
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(5),
            proxy: None,
            system_proxy: true,
            root_certificates: Vec::new(),
            client_certificate: None,
            tls: None,
            transport: PhantomData,
        }
    }
}

impl<T> TransportBuilder<T> {
    /// The usual settings, with another time for making a connection if there is one.
    pub(in super::super) fn within(connect_timeout: Option<Duration>) -> Self {
        let usual = Self::default();
        Self { connect_timeout: connect_timeout.unwrap_or(usual.connect_timeout), ..usual }
    }

    /// How long making a connection may take; 5 seconds unless set, here, on the client or on a call.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// A proxy for all requests, instead of those that the environment names.
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        // Its address may hold a password.
        self.proxy = Some(Secret::new(url));
        self
    }

    /// No proxy, not even one that the environment names.
    pub fn without_proxy(mut self) -> Self {
        self.proxy = None;
        self.system_proxy = false;
        self
    }

    /// Trusts a certificate, in PEM, beside those of the system. (The transport of clients that wait trusts those of the system no longer:
    /// ureq knows one kind or the other.)
    pub fn root_certificate(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.root_certificates.push(pem.into());
        self
    }

    /// Shows servers who calls: a certificate with its chain, and its private key, both in PEM.
    pub fn client_certificate(mut self, pem: impl Into<String>) -> Self {
        self.client_certificate = Some(Secret::new(pem));
        self
    }

    /// Which library speaks TLS, where this crate is built with several.
    pub fn tls(mut self, tls: Tls) -> Self {
        self.tls = Some(tls);
        self
    }
}

impl<T> Clone for TransportBuilder<T> {
    fn clone(&self) -> Self {
        Self {
            connect_timeout: self.connect_timeout,
            proxy: self.proxy.clone(),
            system_proxy: self.system_proxy,
            root_certificates: self.root_certificates.clone(),
            client_certificate: self.client_certificate.clone(),
            tls: self.tls,
            transport: PhantomData,
        }
    }
}

impl<T> fmt::Debug for TransportBuilder<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let roots = &self.root_certificates.len();
        f.debug_struct("TransportBuilder")
            .field("connect_timeout", &self.connect_timeout)
            .field("root_certificates", roots)
            .finish_non_exhaustive()
    }
}
