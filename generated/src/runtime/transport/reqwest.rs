//! The default transport: reqwest.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, LazyLock, OnceLock};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use bytes::Bytes;
use futures_core::Stream;
use http::Method;
use http::header::{CONTENT_LENGTH, HeaderValue};
use http::request::Parts;

use super::super::argument::set_header;
use super::super::clock::Clock;
use super::super::search::{cut, has};
use super::address::Origins;
use super::connecting::{self, Connecting};
use super::{Body, BoxFuture, ConnectTimeout, Tls, Transport, TransportBuilder, TransportError, TransportErrorKind, is_distrust, unusable};

/// The default transport: reqwest, with the certificates of the system.
#[derive(Clone)]
pub struct Reqwest {
    client: reqwest::Client,
    settings: Arc<ReqwestBuilder>,
    /// For calls that say how long making a connection may take. What reads it is copied a dozen times for each request, so others do
    /// without, and this is made when the first such call comes.
    timed: Arc<OnceLock<reqwest::Client>>,
    origins: Arc<Origins>,
}

/// As many bytes of headers as HTTP/1 would let through, where less is usual: the client has a limit of its own.
const HEADERS: u32 = 400 * 1024;

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
        let client = self.client(false)?;
        Ok(Reqwest { client, settings: Arc::new(self), timed: Arc::default(), origins: Arc::default() })
    }

    /// `asking`: whether each call may say how long making a connection may take.
    fn client(&self, asking: bool) -> Result<reqwest::Client, TransportError> {
        let proxy = self.proxy.as_ref().map(|address| read_proxy(address.expose())).transpose()?;
        let builder = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).retry(reqwest::retry::never()).referer(false);
        let builder = builder.http2_max_header_list_size(HEADERS);
        let limit = self.connect_timeout;
        let mut builder = if asking { builder.connector_layer(Connecting(limit)) } else { builder.connect_timeout(limit) };
        if proxy.is_some() || !self.system_proxy {
            builder = builder.no_proxy();
        }
        if let Some(proxy) = proxy {
            builder = builder.proxy(proxy);
        }
        if let Some(tls) = self.tls.or(Tls::USUAL) {
            builder = tls.of_reqwest(self, builder)?;
        }
        builder.build().map_err(unusable)
    }
}

fn read_proxy(address: &str) -> Result<reqwest::Proxy, TransportError> {
    // Of others nothing would be known but that they are not used, and a call would go out past them.
    let scheme = cut(address, "://").map_or("http", |(scheme, _)| scheme);
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return Err(unusable("the address of the proxy begins with neither http:// nor https://"));
    }
    // The cause is left out: it would show the address, which may hold a password.
    reqwest::Proxy::all(address).map_err(|_| unusable("the address of the proxy cannot be read"))
}

impl Reqwest {
    /// The client for calls that say how long making a connection may take.
    fn timed(&self) -> Result<&reqwest::Client, TransportError> {
        if let Some(client) = self.timed.get() {
            return Ok(client);
        }
        let client = self.settings.client(true)?;
        Ok(self.timed.get_or_init(|| client))
    }

    /// What reqwest makes of a request. Nothing is sent before it is polled.
    fn begin(&self, request: http::Request<Body>) -> Result<(impl Future<Output = Answer> + use<>, Option<Duration>), TransportError> {
        Tls::check(request.uri())?;
        let (Parts { method, uri, headers, extensions, .. }, body) = request.into_parts();
        let mut request = reqwest::Request::new(method, self.origins.address(&uri)?);
        *request.headers_mut() = headers;
        // What has a body usually says that it has none (RFC 9110, 8.6).
        if matches!(*request.method(), Method::POST | Method::PUT | Method::PATCH)
            && matches!(&body, Body::Bytes(bytes) if bytes.is_empty())
            && !request.headers().contains_key(CONTENT_LENGTH)
        {
            set_header(request.headers_mut(), CONTENT_LENGTH, HeaderValue::from_static("0"), false);
        }
        *request.body_mut() = Some(match body {
            Body::Bytes(bytes) => bytes.into(),
            Body::Stream(stream) => reqwest::Body::wrap_stream(stream),
        });
        let connecting = extensions.get().map(|ConnectTimeout(time)| *time);
        let client = if connecting.is_some() { self.timed()? } else { &self.client };
        Ok((client.execute(request), connecting))
    }
}

type Answer = reqwest::Result<reqwest::Response>;

impl Transport for Reqwest {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        // Here and now, so that the request is not kept beside what is waited for.
        let begun = self.begin(request);
        Box::pin(async move {
            if tokio::runtime::Handle::try_current().is_err() {
                return Err(unusable("this transport works inside a tokio runtime only"));
            }
            let (answer, connecting) = begun?;
            let mut answer = std::pin::pin!(answer);
            let answer = std::future::poll_fn(|context| connecting::within(connecting, || answer.as_mut().poll(context)));
            let mut answer = answer.await.map_err(failed)?;
            let mut response = http::Response::new(());
            *response.status_mut() = answer.status();
            *response.version_mut() = answer.version();
            std::mem::swap(response.headers_mut(), answer.headers_mut());
            let pieces = Pieces(answer.bytes_stream());
            Ok(response.map(|()| Body::Stream(Box::pin(pieces))))
        })
    }

    fn reads_extensions(&self) -> bool {
        false
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

/// The pieces of reqwest's body.
struct Pieces<S>(S);

impl<S: Stream<Item = reqwest::Result<Bytes>> + Unpin> Stream for Pieces<S> {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Pin::new(&mut self.0).poll_next(context).map_err(failed)
    }
}

/// The kind of a failure of reqwest. Its address is left out: a query may hold a secret.
#[cold]
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
    causes.any(|cause| has(&cause.to_string(), "message head is too large"))
}
