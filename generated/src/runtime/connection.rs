//! What the clones of a client share, and one attempt to carry a call out. `attempt.rs` says how often and for how long.

use std::borrow::Cow;
use std::sync::atomic::Ordering;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::response::Parts;
use http::{HeaderName, HeaderValue, StatusCode};

use super::attempt::{Run, within};
use super::call::Call;
use super::clock::{self, Clock};
use super::endpoint::Endpoint;
use super::interceptor::{Interceptor, Watched};
use super::operation::{Api, ErrorNames, Mechanism};
use super::response::Raw;
use super::retry::{Budget, RetryPolicy};
use super::search::has;
use super::security::{self, Shown};
use super::transport::{Body, BoxFuture, ConnectTimeout, OperationName, Streamed, Transport, TransportError, TransportErrorKind};
use super::{Credentials, Error, ErrorKind, ProvideCredentials, trace};

/// From how many seconds on a difference between clocks is worth telling. Signatures are accepted for some minutes.
const SKEW: u64 = 300;

/// What the clones of a client share.
pub(crate) struct Connection {
    pub(crate) api: &'static Api,
    pub(crate) transport: Arc<dyn Transport>,
    /// Without one there is no waiting, and so neither a time limit nor a further attempt.
    pub(crate) clock: Option<Arc<dyn Clock>>,
    pub(crate) retry: Arc<dyn RetryPolicy>,
    pub(crate) budget: Budget,
    pub(crate) interceptors: Vec<Arc<dyn Interceptor>>,
    /// How long making a connection may take, if a transport of the user's has to be told.
    pub(crate) connect_timeout: Option<Duration>,
    /// How long an attempt may take, and all attempts of a call together.
    pub(crate) attempt_timeout: Duration,
    pub(crate) timeout: Duration,
    pub(crate) credentials: Option<Arc<dyn ProvideCredentials>>,
    /// One for each service; what is wrong with it is told when it is called.
    pub(crate) endpoints: Vec<Result<Endpoint, String>>,
    /// One for each setting of the API.
    pub(crate) settings: Vec<Option<String>>,
    /// Those that came with the first credentials that were asked for.
    pub(crate) learned: OnceLock<Vec<(usize, String)>>,
    pub(crate) user_agent: HeaderValue,
    pub(crate) body_limit: usize,
    pub(crate) header_limit: usize,
}

/// The operations of a group: a client of its own, as cheap to clone as the whole one. `Request`, the type of its requests, comes with it.
#[allow(unused_macros)] // A document may have no groups.
macro_rules! group {
    ($(#[$about:meta])* pub struct $name:ident;) => {
        $(#[$about])*
        #[derive(Clone)]
        pub struct $name(std::sync::Arc<super::super::runtime::connection::Connection>);

        impl $name {
            pub(crate) fn new(connection: &std::sync::Arc<super::super::runtime::connection::Connection>) -> Self {
                Self(std::sync::Arc::clone(connection))
            }
        }

        impl std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }

        super::super::runtime::request::requests!();
    };
}

#[allow(unused_imports)] // The same.
pub(crate) use group;

/// An answer of which the body is still to come.
pub(super) type Begun = (Box<Raw>, Body);

/// An answer on its way.
type Answer<'a> = BoxFuture<'a, Result<http::Response<Body>, TransportError>>;

impl Connection {
    /// Where a service answers.
    pub(super) fn endpoint(&self, service: usize) -> Result<&Endpoint, Error> {
        match self.endpoints.get(service) {
            Some(Ok(endpoint)) => Ok(endpoint),
            Some(Err(message)) => Err(Error::new(ErrorKind::Config, message.clone())),
            None => Err(Error::new(ErrorKind::Config, "endpoint: there is none")),
        }
    }

    /// The value of a setting.
    pub(super) fn setting(&self, index: usize) -> Option<&str> {
        let learned = || self.learned.get()?.iter().find(|(known, _)| *known == index);
        self.settings.get(index)?.as_deref().or_else(|| learned().map(|(_, value)| value.as_str()))
    }

    /// A header's template with the settings put in. `None` if one of them is not known.
    pub(super) fn filled(&self, template: &'static str, call: &Call) -> Option<Cow<'static, str>> {
        if !template.as_bytes().contains(&b'{') {
            return Some(Cow::Borrowed(template));
        }
        let mut text = String::new();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, tail) = after.split_once('}')?;
            let setting = self.api.settings.iter().position(|setting| setting.name == name);
            let value = call.setting(name).or_else(|| self.setting(setting?).map(str::to_owned))?;
            text.push_str(before);
            text.push_str(&value);
            rest = tail;
        }
        text.push_str(rest);
        Some(Cow::Owned(text))
    }

    /// Carries a call out once: until the head of its answer is there, and its body if that is read whole. An answer is an error unless its
    /// status is a promised one. There is none if the credentials were refused and have a replacement, which is for the next time. All of it
    /// is one future: what polls it has little to do before it comes to what it waits for.
    pub(super) async fn once(&self, run: &Run<'_>, replacement: &mut Option<Credentials>) -> Result<Option<Begun>, Error> {
        let provider = self.credentials.as_deref().filter(|_| !run.call.operation.security.is_empty());
        let others = replacement.take();
        let replaceable = provider.filter(|_| others.is_none());
        let credentials = match provider.map(|provider| (others, provider.unchanging(), provider)) {
            Some((Some(others), ..)) => Some(Cow::Owned(others)),
            Some((None, Some(unchanging), _)) => Some(Cow::Borrowed(unchanging)),
            Some((None, None, provider)) => Some(Cow::Owned(provider.credentials().await?)),
            None => None,
        };
        if let Some(credentials) = &credentials {
            self.learned.get_or_init(|| credentials.settings().to_vec());
        }
        let (watched, answer) = self.sent(run, credentials.as_deref())?;
        let (mut raw, mut body) = self.answered(run, watched, answer.await)?;
        if raw.head.status == StatusCode::UNAUTHORIZED {
            // Credentials that were refused are replaced, once. Without others, the refusal is what there is to tell.
            if let Some((provider, _)) = replaceable.zip(credentials.as_deref()).filter(|(provider, used)| provider.refused(used)) {
                if let Ok(others) = provider.credentials().await {
                    *replacement = Some(others);
                    return Ok(None);
                }
            }
        }
        if !run.call.operation.promises(raw.head.status) {
            return Err(self.refusal(run, raw, body).await);
        }
        if run.whole {
            body.gather(self.body_limit, &mut raw.bytes).await?;
            if !raw.is_framed() && has(run.call.operation.accept, "json") && raw.is_cut() {
                return Err(TransportError::new(TransportErrorKind::Broken, "the answer ends in the middle of its JSON").into());
            }
        }
        Ok(Some((raw, body)))
    }

    /// The error that an answer is, which may come from a clock that is off. Its status tells most: of its body, what can be read is kept.
    #[cold]
    fn refusal<'r>(&'r self, run: &'r Run<'_>, mut raw: Box<Raw>, mut body: Body) -> BoxFuture<'r, Error> {
        Box::pin(async move {
            // Not to the last of the attempt's time, which would end in a timeout without a status.
            let patience = self.time_limit(run).map(|limit| limit.limit / 10 * 9);
            let gathered = Box::pin(async { Ok(body.gather(self.body_limit, &mut raw.bytes).await) });
            match within(self.clock.as_ref(), patience, gathered).await {
                Ok(Err(error)) if error.kind() == TransportErrorKind::TooLarge => return error.into(),
                _ => {}
            }
            let call = run.call;
            raw.received = Some(self.now());
            let is_signature = |index: &usize| self.api.schemes.get(*index).is_some_and(|scheme| scheme.mechanism == Mechanism::Signature);
            let signed = call.operation.security.iter().copied().flatten().any(is_signature);
            if signed && matches!(raw.head.status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN) {
                raw.skew = raw.ahead_of(self.now()).filter(|seconds| seconds.unsigned_abs() >= SKEW);
            }
            raw.refused(call.operation, &self.api.errors)
        })
    }

    fn now(&self) -> SystemTime {
        self.clock.as_deref().map_or_else(clock::now, Clock::now)
    }

    /// Sends a request, and begins to tell those who watch.
    fn sent(&self, run: &Run<'_>, credentials: Option<&Credentials>) -> Result<(Option<Watched<'_>>, Answer<'_>), Error> {
        let mut request = http::Request::default();
        run.call.make(&mut request)?;
        let watched = self.watch(run, &mut request)?;
        match self.send(run, request, credentials) {
            Ok(answer) => Ok((watched, answer)),
            Err(error) => {
                self.tell(run, watched, Err(&error));
                Err(error)
            }
        }
    }

    /// What came of it, and the end of those who watch.
    fn answered(
        &self,
        run: &Run<'_>,
        watched: Option<Watched<'_>>,
        answer: Result<http::Response<Body>, TransportError>,
    ) -> Result<Begun, Error> {
        let begun = self.begun(run, answer);
        self.tell(run, watched, begun.as_ref().map(|(raw, _)| raw.head.status));
        begun
    }

    /// Tells those who watch how it ended.
    fn tell(&self, run: &Run<'_>, watched: Option<Watched<'_>>, outcome: Result<StatusCode, &Error>) {
        if let Some(watched) = watched {
            watched.end(self.attempt(run, 0).elapsed, outcome);
        }
    }

    /// Begins to tell those who watch, if there are any.
    fn watch(&self, run: &Run<'_>, request: &mut http::Request<Bytes>) -> Result<Option<Watched<'_>>, Error> {
        if self.interceptors.is_empty() {
            return Ok(None);
        }
        let mut watched = Watched { watchers: &[], attempt: self.attempt(run, 1), ended: false };
        for (index, watcher) in self.interceptors.iter().enumerate() {
            if let Err(mut error) = watcher.before_attempt(&watched.attempt, request.headers_mut()) {
                // Those before it have been told of an attempt, which ends here.
                self.tell(run, Some(watched), Err(&error));
                // Whatever kind it is, it ends the call.
                error.details().lasting = true;
                return Err(error);
            }
            watched.watchers = self.interceptors.get(..=index).unwrap_or_default();
        }
        Ok(Some(watched))
    }

    /// Sends a request with the date of the moment. What is waited for is made here and now, so that the request is not kept beside it.
    fn send(&self, run: &Run<'_>, mut request: http::Request<Bytes>, credentials: Option<&Credentials>) -> Result<Answer<'_>, Error> {
        let call = run.call;
        let shown = Shown { api: self.api, credentials, now: &|| self.now(), fill: &|template| self.filled(template, call) };
        security::apply(&mut request, call.operation, &shown)?;
        let streamed = request.extensions_mut().remove::<Streamed>();
        if self.transport.reads_extensions() {
            request.extensions_mut().insert(OperationName(call.operation.name));
            if let Some(limit) = self.time_limit(run) {
                request.extensions_mut().insert(limit);
            }
        }
        if let Some(timeout) = call.own().connect_timeout.or(self.connect_timeout) {
            request.extensions_mut().insert(ConnectTimeout(timeout));
        }
        trace::sent(self.endpoint(call.operation.service)?);
        run.sent.fetch_add(1, Ordering::Relaxed);
        Ok(self.transport.send(request.map(|bytes| streamed.map_or(Body::Bytes(bytes), |streamed| (streamed.0)()))))
    }

    /// What the transport brought, unless it is none of the service's.
    fn begun(&self, run: &Run<'_>, answer: Result<http::Response<Body>, TransportError>) -> Result<Begun, Error> {
        match &answer {
            Ok(answer) => trace::answered(answer.status()),
            Err(error) if error.kind() == TransportErrorKind::Unusable => _ = run.sent.fetch_sub(1, Ordering::Relaxed),
            Err(_) => {}
        }
        let answer = answer?;
        // Only a proxy asks for credentials with this status (RFC 9110, 15.5.8): what was sent did not reach the service.
        if answer.status() == StatusCode::PROXY_AUTHENTICATION_REQUIRED {
            let mut error = Error::from(TransportError::new(TransportErrorKind::Connect, "the proxy asks for credentials"));
            // It will ask again.
            error.details().lasting = true;
            return Err(error);
        }
        let size = |(name, value): (&HeaderName, &HeaderValue)| name.as_str().len() + value.len();
        if answer.headers().iter().map(size).sum::<usize>() > self.header_limit {
            return Err(TransportError::too_large("the headers of the answer have", self.header_limit).into());
        }
        let (head, body) = answer.into_parts();
        Ok((Box::new(Raw::new(head, Bytes::new(), &self.api.errors)), body))
    }
}

impl Raw {
    pub(super) fn new(head: Parts, bytes: Bytes, names: &ErrorNames) -> Self {
        Self { head, bytes, id: names.request_id, attempts: 1, skew: None, received: None }
    }

    /// How many seconds the clock of the service is ahead of this time.
    fn ahead_of(&self, time: SystemTime) -> Option<i64> {
        let date = httpdate::parse_http_date(self.head.headers.get(http::header::DATE)?.to_str().ok()?).ok()?;
        match date.duration_since(time) {
            Ok(ahead) => i64::try_from(ahead.as_secs()).ok(),
            Err(behind) => i64::try_from(behind.duration().as_secs()).ok().map(|seconds| -seconds),
        }
    }
}
