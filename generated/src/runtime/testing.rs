//! A service for tests that is none: it answers as expected, remembers what it was asked, and its time passes only while someone waits.
//!
//! It is transport and clock of a client at once. No network and no runtime is needed, and no test waits.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::{Duration, SystemTime};

use bytes::Bytes;

use super::clock::Clock;
use super::codec::{Encode, Shape, to_json};
use super::operation::is_among;
use super::request::Described;
use super::transport::{Body, BoxFuture, OperationName, Transport, TransportError, TransportErrorKind};

/// A service for tests. Clones are one and the same.
#[derive(Clone, Default)]
pub struct Mock(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    /// By the name of the operation.
    expected: BTreeMap<&'static str, VecDeque<(Fate, usize)>>,
    seen: Vec<Seen>,
    waits: Vec<Duration>,
    elapsed: Duration,
    /// The moments until which someone waits, each with a number of its own.
    awaited: BTreeSet<(Duration, usize)>,
    sleepers: usize,
}

/// What becomes of an attempt.
#[derive(Clone)]
enum Fate {
    Answer(http::Response<Bytes>),
    Failure(TransportErrorKind),
    Silence,
}

/// A request that arrived.
#[derive(Clone)]
#[non_exhaustive]
pub struct Seen {
    /// The operation: `group.operation`.
    pub operation: &'static str,
    /// The request, as it would have travelled.
    pub request: http::Request<Bytes>,
}

impl std::fmt::Debug for Seen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The request is left out: it may hold what should not be logged.
        f.debug_struct("Seen").field("operation", &self.operation).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Mock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mock").field("seen", &self.state().seen).finish_non_exhaustive()
    }
}

impl Mock {
    /// A service that expects nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// What is to become of the calls of an operation, which its type names. Its answers are given in turn, behind those that it
    /// has already.
    #[must_use]
    pub fn on<O: Described>(&self) -> Expectation<O> {
        Expectation { mock: self.clone(), operation: PhantomData }
    }

    /// The requests so far, each attempt by itself.
    #[must_use]
    pub fn seen(&self) -> Vec<Seen> {
        self.state().seen.clone()
    }

    /// The waits so far, before further attempts and at time limits.
    #[must_use]
    pub fn waits(&self) -> Vec<Duration> {
        self.state().waits.clone()
    }

    /// How many answers are expected that nobody has asked for.
    #[must_use]
    pub fn left(&self) -> usize {
        self.state().expected.values().flatten().filter(|(_, times)| *times < usize::MAX).map(|(_, times)| times).sum()
    }

    /// Lets time pass.
    pub fn pass(&self, time: Duration) {
        let mut state = self.state();
        state.elapsed = state.elapsed.saturating_add(time);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A test that failed elsewhere leaves nothing half done.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn next(&self, operation: &'static str) -> Option<Fate> {
        let mut state = self.state();
        let fates = state.expected.get_mut(operation)?;
        let (fate, times) = fates.front_mut()?;
        if *times > 1 {
            *times -= usize::from(*times < usize::MAX);
            return Some(fate.clone());
        }
        fates.pop_front().map(|(fate, _)| fate)
    }
}

/// What is to become of the calls of an operation.
#[derive(Debug)]
pub struct Expectation<O> {
    mock: Mock,
    operation: PhantomData<fn() -> O>,
}

#[allow(clippy::return_self_not_must_use)] // Each step takes effect by itself.
impl<O: Described> Expectation<O> {
    fn add(self, fate: Fate) -> Self {
        self.mock.state().expected.entry(O::OPERATION.name).or_default().push_back((fate, 1));
        self
    }

    /// A success with this body.
    pub fn then(self, body: impl Into<O::Output>) -> Self
    where
        O::Output: Reply,
    {
        let (media_type, bytes) = body.into().reply(O::OPERATION.accept);
        let success = O::OPERATION.success;
        let status = if bytes.is_empty() && is_among(success, 204) { 204 } else { success.first().map_or(200, |(from, _)| *from) };
        self.answer(status, &[("content-type", media_type)], bytes)
    }

    /// An answer of this status without a body.
    pub fn status(self, status: u16) -> Self {
        self.answer(status, &[], Bytes::new())
    }

    /// An answer of this status with a JSON body.
    pub fn json(self, status: u16, body: &serde_json::Value) -> Self {
        self.answer(status, &[("content-type", "application/json")], body.to_string())
    }

    /// Any answer. A status or a header that HTTP does not have is left out.
    pub fn answer(self, status: u16, headers: &[(&str, &str)], body: impl Into<Bytes>) -> Self {
        let mut answer = http::Response::new(body.into());
        *answer.status_mut() = http::StatusCode::from_u16(status).unwrap_or_default();
        for (name, value) in headers {
            if let (Ok(name), Ok(value)) = (http::HeaderName::try_from(*name), http::HeaderValue::try_from(*value)) {
                answer.headers_mut().append(name, value);
            }
        }
        self.add(Fate::Answer(answer))
    }

    /// A failure on the way.
    pub fn fails(self, kind: TransportErrorKind) -> Self {
        self.add(Fate::Failure(kind))
    }

    /// No answer, ever: the attempt ends at its time limit.
    pub fn hangs(self) -> Self {
        self.add(Fate::Silence)
    }

    /// The last of these so often.
    pub fn times(self, times: usize) -> Self {
        if let Some(fates) = self.mock.state().expected.get_mut(O::OPERATION.name) {
            if times == 0 {
                fates.pop_back();
            }
            fates.back_mut().filter(|_| times > 0).into_iter().for_each(|(_, known)| *known = times);
        }
        self
    }

    /// The last of these again and again.
    pub fn always(self) -> Self {
        self.times(usize::MAX)
    }
}

/// A body that an expectation can be given as what it is read as.
pub trait Reply {
    /// Its media type, where `accept` is asked for, and its bytes.
    fn reply(&self, accept: &'static str) -> (&'static str, Bytes);
}

impl<T: Encode> Reply for T {
    fn reply(&self, accept: &'static str) -> (&'static str, Bytes) {
        match self.shape() {
            Shape::Text(text) if !accept.contains("json") => ("text/plain", Bytes::copy_from_slice(text.as_bytes())),
            // What cannot be written, such as a number that is not finite, is an empty body, which no operation takes for JSON.
            shape => ("application/json", to_json(shape).unwrap_or_default().into()),
        }
    }
}

impl Reply for () {
    fn reply(&self, _: &'static str) -> (&'static str, Bytes) {
        ("text/plain", Bytes::new())
    }
}

impl Reply for Bytes {
    fn reply(&self, _: &'static str) -> (&'static str, Bytes) {
        ("application/octet-stream", self.clone())
    }
}

impl Transport for Mock {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let (head, body) = request.into_parts();
            let operation = head.extensions.get::<OperationName>().map_or("", |name| name.0);
            let request = http::Request::from_parts(head, body.collect(usize::MAX).await?);
            let fate = self.next(operation);
            self.state().seen.push(Seen { operation, request });
            match fate {
                Some(Fate::Answer(answer)) => Ok(answer.map(Body::Bytes)),
                Some(Fate::Failure(kind)) => Err(TransportError::new(kind, "as the test expects")),
                Some(Fate::Silence) => std::future::pending().await,
                None => Err(TransportError::new(TransportErrorKind::Unusable, format!("the mock expects no more calls of `{operation}`"))),
            }
        })
    }
}

/// How often others get their turn before time passes: credentials that are waited for for a moment are no timeout.
const TURNS: u32 = 32;

impl Clock for Mock {
    /// The time that has passed since 1 January 2025.
    fn now(&self) -> SystemTime {
        let start = SystemTime::UNIX_EPOCH + Duration::from_secs(1_735_689_600);
        start.checked_add(self.elapsed()).unwrap_or(start)
    }

    fn elapsed(&self) -> Duration {
        self.state().elapsed
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(Sleep { mock: self.clone(), duration, until: None, turns: 0 })
    }

    /// Always a half.
    fn spread(&self) -> f64 {
        0.5
    }
}

/// Waits until a moment. Time passes from one moment that someone waits for to the next, and does so when others have had their turns.
struct Sleep {
    mock: Mock,
    duration: Duration,
    /// The moment, once someone waits for it.
    until: Option<(Duration, usize)>,
    turns: u32,
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mock = self.mock.clone();
        let mut state = mock.state();
        let until = self.until.unwrap_or_else(|| {
            state.sleepers += 1;
            (state.elapsed.saturating_add(self.duration), state.sleepers)
        });
        if self.until.replace(until).is_none() {
            state.awaited.insert(until);
        }
        self.turns += 1;
        let is_next = state.awaited.first() == Some(&until);
        // Who waits for an earlier moment, and is not asked any more, keeps nobody waiting for ever.
        let is_due = until.0 <= state.elapsed || (is_next && self.turns > TURNS) || self.turns > TURNS * TURNS;
        if !is_due {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        state.elapsed = state.elapsed.max(until.0);
        state.waits.push(self.duration);
        Poll::Ready(())
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        if let Some(until) = self.until {
            self.mock.state().awaited.remove(&until);
        }
    }
}
