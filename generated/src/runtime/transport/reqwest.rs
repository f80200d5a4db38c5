//! The default transport: reqwest with rustls.

use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, LazyLock};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use bytes::Bytes;
use futures_core::Stream;

use super::super::clock::Clock;
use super::{Body, BoxFuture, Transport, TransportBuilder, TransportError, TransportErrorKind, is_distrust};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject};
use rustls_platform_verifier::Verifier;

/// The default transport: reqwest with rustls and the certificates of the system.
#[derive(Clone)]
pub struct Reqwest(reqwest::Client);

impl Reqwest {
    /// Begins to set up a transport.
    pub fn builder() -> ReqwestBuilder {
        ReqwestBuilder::default()
    }
}

impl fmt::Debug for Reqwest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The client is left out: it would show its proxies, whose addresses may hold passwords.
        f.debug_struct("Reqwest").finish_non_exhaustive()
    }
}

/// Settings of the default transport.
pub type ReqwestBuilder = TransportBuilder<Reqwest>;

impl ReqwestBuilder {
    /// Makes the transport.
    ///
    /// # Errors
    ///
    /// A proxy address or a certificate that cannot be read.
    pub fn build(self) -> Result<Reqwest, TransportError> {
        let tls = self.tls()?;
        let mut builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .connect_timeout(self.connect_timeout)
            .tls_backend_preconfigured(tls);
        if !self.system_proxy {
            builder = builder.no_proxy();
        }
        if let Some(proxy) = &self.proxy {
            // The cause is left out: it would show the address, which may hold a password.
            let proxy = reqwest::Proxy::all(proxy.expose()).map_err(|_| unusable("the address of the proxy cannot be read"))?;
            builder = builder.no_proxy().proxy(proxy);
        }
        builder.build().map(Reqwest).map_err(unusable)
    }

    /// The provider and the certificates are chosen here, so that no other crate of the program decides them.
    fn tls(&self) -> Result<rustls::ClientConfig, TransportError> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut roots = Vec::new();
        for pem in &self.root_certificates {
            let read = CertificateDer::pem_slice_iter(pem).collect::<Result<Vec<_>, _>>();
            let read = read.ok().filter(|read| !read.is_empty());
            roots.extend(read.ok_or_else(|| unusable("a root certificate cannot be read"))?);
        }
        let verifier = Verifier::new_with_extra_roots(roots, Arc::clone(&provider)).map_err(unusable)?;
        let builder = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().map_err(unusable)?;
        let verified = builder.dangerous().with_custom_certificate_verifier(Arc::new(verifier));
        let mut config = match &self.client_certificate {
            None => verified.with_no_client_auth(),
            Some(pem) => {
                let unreadable = |_| unusable("the client certificate or its key cannot be read");
                let pem = pem.expose().as_bytes();
                let chain = CertificateDer::pem_slice_iter(pem).collect::<Result<Vec<_>, _>>().map_err(unreadable)?;
                let key = PrivateKeyDer::from_pem_slice(pem).map_err(unreadable)?;
                verified
                    .with_client_auth_cert(chain, key)
                    .map_err(|_| unusable("the client certificate and its key do not belong together"))?
            }
        };
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(config)
    }
}

fn unusable(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> TransportError {
    TransportError::new(TransportErrorKind::Unusable, error)
}

impl Transport for Reqwest {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            if tokio::runtime::Handle::try_current().is_err() {
                return Err(TransportError::new(TransportErrorKind::Unusable, "this transport works inside a tokio runtime only"));
            }
            let request = request.map(|body| match body {
                Body::Bytes(bytes) => reqwest::Body::from(bytes),
                Body::Stream(stream) => reqwest::Body::wrap_stream(stream),
            });
            let request = reqwest::Request::try_from(request).map_err(failed)?;
            let response: http::Response<reqwest::Body> = self.0.execute(request).await.map_err(failed)?.into();
            Ok(response.map(|body| Body::Stream(Box::pin(Pieces(body)))))
        })
    }
}

/// The time of the runtime that the transport works in.
pub(super) struct Tokio;

impl Clock for Tokio {
    fn elapsed(&self) -> Duration {
        static START: LazyLock<Instant> = LazyLock::new(Instant::now);
        START.elapsed()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        // Outside of a runtime there is no time limit.
        if tokio::runtime::Handle::try_current().is_err() {
            Box::pin(std::future::pending())
        } else {
            Box::pin(tokio::time::sleep(duration))
        }
    }

    fn can_wait(&self) -> bool {
        tokio::runtime::Handle::try_current().is_ok()
    }
}

/// Reqwest's body as a stream of bytes.
struct Pieces(reqwest::Body);

impl Stream for Pieces {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            return match http_body::Body::poll_frame(Pin::new(&mut self.0), context) {
                Poll::Ready(Some(Ok(frame))) => match frame.into_data() {
                    Ok(bytes) => Poll::Ready(Some(Ok(bytes))),
                    Err(_trailers) => continue,
                },
                Poll::Ready(Some(Err(error))) => Poll::Ready(Some(Err(failed(error)))),
                Poll::Ready(None) => Poll::Ready(None),
                Poll::Pending => Poll::Pending,
            };
        }
    }
}

/// The kind of a failure of reqwest. Its address is left out: a query may hold a secret.
fn failed(error: reqwest::Error) -> TransportError {
    let kind = if is_distrust(&error) {
        TransportErrorKind::Untrusted
    } else if error.is_connect() {
        TransportErrorKind::Connect
    } else if error.is_timeout() {
        TransportErrorKind::Timeout
    } else if error.is_builder() {
        TransportErrorKind::Unusable
    } else {
        TransportErrorKind::Broken
    };
    TransportError::new(kind, error.without_url())
}
