//! The default transport: reqwest.

use std::fmt;
use std::pin::Pin;
use std::sync::LazyLock;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use bytes::Bytes;
use futures_core::Stream;

use super::super::clock::Clock;
use super::connecting::{self, Connecting};
use super::{Body, BoxFuture, ConnectTimeout, Tls, Transport, TransportBuilder, TransportError, TransportErrorKind, is_distrust, unusable};

/// The default transport: reqwest, with the certificates of the system.
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
        let mut builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .connector_layer(Connecting(self.connect_timeout));
        if let Some(tls) = self.tls.or(Tls::USUAL) {
            builder = tls.of_reqwest(&self, builder)?;
        }
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
}

impl Transport for Reqwest {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            if tokio::runtime::Handle::try_current().is_err() {
                return Err(unusable("this transport works inside a tokio runtime only"));
            }
            Tls::check(request.uri())?;
            let connect_timeout = request.extensions().get().map(|ConnectTimeout(timeout)| *timeout);
            let request = request.map(|body| match body {
                Body::Bytes(bytes) => reqwest::Body::from(bytes),
                Body::Stream(stream) => reqwest::Body::wrap_stream(stream),
            });
            let request = reqwest::Request::try_from(request).map_err(failed)?;
            let response: http::Response<reqwest::Body> =
                connecting::within(connect_timeout, self.0.execute(request)).await.map_err(failed)?.into();
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
    } else if is_too_large(&error) {
        TransportErrorKind::TooLarge
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

/// Whether the head of the answer was too large for hyper, which says so in words alone.
fn is_too_large(error: &reqwest::Error) -> bool {
    let mut causes = std::iter::successors(Some(error as &dyn std::error::Error), |error| error.source());
    causes.any(|cause| cause.to_string().contains("message head is too large"))
}
