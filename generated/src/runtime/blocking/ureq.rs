//! The transport of clients that wait: ureq.

use std::fmt;
use std::io::{self, Read};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use bytes::Bytes;
use futures_core::Stream;
use http::StatusCode;
use ureq::{Agent, BodyReader, SendBody, Timeout};

use super::super::attempt::Patient;
use super::super::clock::Clock;
use super::super::transport::{
    Body, BoxFuture, ConnectTimeout, TimeLimit, Tls, Transport, TransportBuilder, TransportError, TransportErrorKind, is_distrust, of_tls,
    unusable,
};
use super::Download;
use super::deadline::{Connections, Names, until};
use super::proxy::Proxies;
use super::wait::Until;

/// The transport of clients that wait: ureq, with the certificates of the system.
#[derive(Clone)]
pub struct Ureq {
    agent: Agent,
    proxies: Proxies,
}

impl Ureq {
    /// Begins to set up a transport.
    pub fn builder() -> UreqBuilder {
        UreqBuilder::default()
    }
}

impl fmt::Debug for Ureq {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The agent is left out: it would show its proxy, whose address may hold a password.
        f.debug_struct("Ureq").finish_non_exhaustive()
    }
}

/// Settings of that transport.
pub type UreqBuilder = TransportBuilder<Ureq>;

impl UreqBuilder {
    /// Makes the transport.
    ///
    /// # Errors
    ///
    /// A proxy address or a certificate that cannot be read.
    pub fn build(self) -> Result<Ureq, TransportError> {
        let proxies = Proxies::of(&self)?;
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .allow_non_standard_methods(true)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_resolve(bounded(self.connect_timeout))
            .timeout_connect(bounded(self.connect_timeout))
            // The client has a limit of its own.
            .max_response_header_size(HEADERS)
            .proxy(None);
        let config = super::tls::of_ureq(&self, config)?.build();
        Ok(Ureq { agent: Agent::with_parts(config, Connections::default(), Names::default()), proxies })
    }
}

/// The most bytes that the head of an answer may have, whatever the client allows.
const HEADERS: usize = 1024 * 1024;

/// A time that a clock can be asked about.
fn bounded(time: Duration) -> Option<Duration> {
    Instant::now().checked_add(time).map(|_| time)
}

impl Transport for Ureq {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move { self.run(request) })
    }
}

impl Ureq {
    fn run(&self, request: http::Request<Body>) -> Result<http::Response<Body>, TransportError> {
        Tls::check(request.uri())?;
        let limits: (Option<TimeLimit>, _) = (request.extensions().get().copied(), request.extensions().get().copied());
        // A body that is read while it comes has its time between two pieces; what comes before has one end, and so has a refusal.
        let end = limits.0.filter(|limit| !limit.whole).and_then(|limit| Instant::now().checked_add(limit.limit));
        let (head, body) = request.into_parts();
        let is_head = head.method == http::Method::HEAD;
        let response = match body {
            // Only a body that is there has a length.
            Body::Bytes(bytes)
                if bytes.is_empty() && matches!(head.method, http::Method::GET | http::Method::HEAD | http::Method::DELETE) =>
            {
                self.exchange(http::Request::from_parts(head, ()), limits, end)
            }
            Body::Bytes(bytes) => self.exchange(http::Request::from_parts(head, &*bytes), limits, end),
            stream @ Body::Stream(_) => {
                let limit = limits.0.map(|limit| limit.limit);
                // What is sent does not begin anew with each piece, either.
                let clock = limit.map(|limit| Arc::new(Until(Instant::now().checked_add(limit))) as Arc<dyn Clock>);
                let stream = Patient::body(stream, clock, limit.unwrap_or_default());
                let reader = SendBody::from_owned_reader(Download::new(stream));
                self.exchange(http::Request::from_parts(head, reader), limits, end)
            }
        };
        let response = response?;
        // What is not there is not unpacked, either.
        let status = response.status();
        let is_empty = is_head
            || matches!(status, StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT | StatusCode::NOT_MODIFIED)
            || response.body().content_length() == Some(0);
        let (optional, end) = (!status.is_success(), end.filter(|_| !status.is_success()));
        let pieces = |body: ureq::Body| Pieces { body: body.into_reader(), rests: false, optional, end };
        Ok(response.map(|body| if is_empty { Body::Bytes(Bytes::new()) } else { Body::Stream(Box::pin(pieces(body))) }))
    }

    fn exchange(
        &self,
        request: http::Request<impl ureq::AsSendBody>,
        (limit, connect): (Option<TimeLimit>, Option<ConnectTimeout>),
        end: Option<Instant>,
    ) -> Result<http::Response<ureq::Body>, TransportError> {
        let proxy = self.proxies.pick(request.uri())?;
        let config = self.agent.configure_request(request).proxy(proxy);
        let config = match connect {
            None => config,
            Some(ConnectTimeout(timeout)) => config.timeout_resolve(bounded(timeout)).timeout_connect(bounded(timeout)),
        };
        let request = match limit {
            None => config.build(),
            Some(TimeLimit { limit, whole: true }) => config.timeout_global(bounded(limit)).build(),
            Some(TimeLimit { limit, whole: false }) => config.timeout_per_read(bounded(limit)).build(),
        };
        until(end, || self.agent.run(request)).map_err(failed)
    }
}

/// The kind of a failure of ureq. Addresses are left out: a query may hold a secret.
fn failed(error: ureq::Error) -> TransportError {
    use ureq::Error as Ureq;
    let kind = match error {
        Ureq::Io(error) => return TransportError::new(kind_of(&error), error),
        #[cfg(feature = "rustls-ring")]
        Ureq::Rustls(error) => return of_handshake(error),
        #[cfg(feature = "native-tls")]
        Ureq::NativeTls(error) => return of_handshake(error),
        Ureq::BadUri(_) | Ureq::Http(_) => return unusable("the address cannot be used"),
        Ureq::HostNotFound
        | Ureq::ConnectionFailed
        | Ureq::ConnectProxyFailed(_)
        | Ureq::Tls(_)
        | Ureq::Timeout(Timeout::Resolve | Timeout::Connect) => TransportErrorKind::Connect,
        Ureq::Timeout(_) => TransportErrorKind::Timeout,
        Ureq::LargeResponseHeader(..) => TransportErrorKind::TooLarge,
        // It has no kind for it that could be named here.
        Ureq::Protocol(ref error) if error.to_string().contains("too many headers") => TransportErrorKind::TooLarge,
        _ => TransportErrorKind::Broken,
    };
    TransportError::new(kind, error)
}

/// A handshake that failed: nothing was sent.
#[cfg(any(feature = "native-tls", feature = "rustls-ring"))]
fn of_handshake(error: impl std::error::Error + Send + Sync + 'static) -> TransportError {
    let kind = if is_distrust(&error) { TransportErrorKind::Untrusted } else { TransportErrorKind::Connect };
    TransportError::new(kind, error)
}

pub(super) fn kind_of(error: &io::Error) -> TransportErrorKind {
    use io::ErrorKind::{AddrNotAvailable, ConnectionRefused, HostUnreachable, NetworkUnreachable, TimedOut};
    match error.kind() {
        _ if is_distrust(error) => TransportErrorKind::Untrusted,
        _ if of_tls(error).is_some() || is_lookup(error) => TransportErrorKind::Connect,
        AddrNotAvailable | ConnectionRefused | HostUnreachable | NetworkUnreachable => TransportErrorKind::Connect,
        TimedOut => TransportErrorKind::Timeout,
        _ => TransportErrorKind::Broken,
    }
}

/// Whether the name of a host could not be resolved, which std has no kind for: by its words, and by the numbers that Windows has for it.
fn is_lookup(error: &io::Error) -> bool {
    matches!(error.raw_os_error(), Some(11_001..=11_004)) || error.to_string().starts_with("failed to lookup address information")
}

/// Ureq's body as a stream of bytes, each of which is waited for. Between two of them others get their turn: who watches the time.
struct Pieces {
    body: BodyReader<'static>,
    rests: bool,
    /// Whether nothing has come yet of a body that may as well not be there, such as that of a refusal.
    optional: bool,
    /// When it has to be there, if that is not a matter of each piece.
    end: Option<Instant>,
}

const PIECE: usize = 16 * 1024;

impl Stream for Pieces {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.rests = !self.rests;
        if !self.rests {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        let mut piece = vec![0; PIECE];
        let (optional, end) = (std::mem::take(&mut self.optional), self.end);
        Poll::Ready(match until(end, || self.body.read(&mut piece)).map_err(ureq::Error::from) {
            Ok(0) => None,
            Ok(length) => {
                piece.truncate(length);
                Some(Ok(piece.into()))
            }
            // Ureq unpacks what is not there, too.
            Err(ureq::Error::Decompress(_, error)) if optional && error.kind() == io::ErrorKind::UnexpectedEof => None,
            Err(error) => Some(Err(failed(error))),
        })
    }
}
