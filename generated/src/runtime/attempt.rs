//! A call → attempts: how often it is tried, how long each may take, and how long all of them together.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http::StatusCode;

use super::call::Call;
use super::clock::Clock;
use super::connection::{Begun, Connection};
use super::interceptor::Attempt;
use super::retry::Failed;
use super::trace::Span;
use super::transport::{Body, BoxFuture, TimeLimit, TransportError, TransportErrorKind};
use super::{Error, ErrorKind};

/// A call on its way.
pub(super) struct Run<'c> {
    pub(super) call: &'c Call,
    /// Whether its answer is read to its end before anyone sees it.
    pub(super) whole: bool,
    /// When it began, if there is a clock.
    start: Option<Duration>,
    /// How often it was sent.
    pub(super) sent: AtomicU32,
    /// How many microseconds of its time were gone when the present attempt began.
    gone: AtomicU64,
}

impl Connection {
    /// Tries to carry a call out until it succeeds, or until it should not be tried again.
    pub(super) async fn attempts(&self, call: &Call, whole: bool) -> Result<Begun, Error> {
        let run = Run { call, whole, start: self.clock.as_deref().map(Clock::elapsed), sent: AtomicU32::new(0), gone: AtomicU64::new(0) };
        let span = Span::of_call(call.operation);
        let ending = (!self.interceptors.is_empty()).then(|| Ending { connection: self, run: &run, ended: false });
        let result = span.around(self.tries(&run)).await;
        result.as_ref().err().into_iter().for_each(|error| span.end(error));
        if let Some(ending) = ending {
            ending.end(result.as_ref().map(|_| ()));
        }
        let (mut raw, body) = result?;
        raw.attempts = run.sent.load(Ordering::Relaxed);
        Ok((raw, body))
    }

    async fn tries(&self, run: &Run<'_>) -> Result<Begun, Error> {
        let (mut attempts, mut paid, mut replacement) = (0, 0, None);
        loop {
            // What is sent again with other credentials is no try more.
            attempts += u32::from(replacement.is_none());
            let span = Span::of_attempt(run.call.operation, run.sent.load(Ordering::Relaxed));
            // At first nothing of the time is gone, and no clock need say so.
            let left = if attempts == 1 && replacement.is_none() { self.whole_time(run) } else { self.left(run) };
            run.gone.store(left.map_or(0, |left| self.gone(run, left)), Ordering::Relaxed);
            let limit = left.map(|left| left.min(self.attempt_timeout(run.call)));
            let result = span.around(within(self.clock.as_ref(), limit, Box::pin(self.once(run, &mut replacement)))).await;
            let error = match result {
                Ok(Some(done)) => {
                    self.budget.give(paid);
                    return Ok(done);
                }
                Ok(None) => {
                    span.refused(StatusCode::UNAUTHORIZED);
                    continue;
                }
                Err(error) => error.during(run.call.operation.name, run.sent.load(Ordering::Relaxed)),
            };
            span.end(&error);
            let Some((clock, wait)) = self.wait(run, &error, attempts) else { return Err(error) };
            let Some(cost) = self.budget.pay(&error) else { return Err(error) };
            paid = cost;
            clock.sleep(wait).await;
        }
    }

    /// What those who watch hear of an attempt: `next` is 1 before it is sent.
    pub(super) fn attempt(&self, run: &Run<'_>, next: u32) -> Attempt {
        let elapsed = self.clock.as_ref().zip(run.start).map(|(clock, start)| clock.elapsed().saturating_sub(start));
        let number = run.sent.load(Ordering::Relaxed) + next;
        Attempt { operation: run.call.operation.name, number, elapsed: elapsed.unwrap_or_default() }
    }

    /// How long to wait before the next attempt; nothing if there is none, or if it would begin when the time of the call is up.
    fn wait(&self, run: &Run<'_>, error: &Error, attempts: u32) -> Option<(&Arc<dyn Clock>, Duration)> {
        let clock = self.clock.as_ref().filter(|clock| clock.can_wait())?;
        let policy = run.call.own().retry.as_ref().unwrap_or(&self.retry);
        let wait = policy.wait(&Failed::new(error, attempts, run.call.operation.is_idempotent(), clock.spread()))?;
        (wait < self.left(run)?).then_some((clock, wait))
    }

    /// The time of a call, if there is a clock.
    fn whole_time(&self, run: &Run<'_>) -> Option<Duration> {
        run.start.map(|_| run.call.own().timeout.unwrap_or(self.timeout))
    }

    /// What is left of it.
    fn left(&self, run: &Run<'_>) -> Option<Duration> {
        let passed = self.clock.as_ref()?.elapsed().saturating_sub(run.start?);
        Some(self.whole_time(run)?.saturating_sub(passed))
    }

    /// What is left of the time of an attempt, its own or the call's, for a transport that waits itself. Credentials may have taken some of it.
    pub(super) fn time_limit(&self, run: &Run<'_>) -> Option<TimeLimit> {
        let left = self.left(run)?;
        let spent = self.gone(run, left).saturating_sub(run.gone.load(Ordering::Relaxed));
        Some(TimeLimit { limit: left.min(self.attempt_timeout(run.call).saturating_sub(Duration::from_micros(spent))), whole: run.whole })
    }

    /// How many microseconds of the time of a call are gone when so much of it is left.
    fn gone(&self, run: &Run<'_>, left: Duration) -> u64 {
        let gone = self.whole_time(run).unwrap_or_default().saturating_sub(left);
        u64::try_from(gone.as_micros()).unwrap_or(u64::MAX)
    }

    /// How long an attempt may take.
    pub(super) fn attempt_timeout(&self, call: &Call) -> Duration {
        call.own().attempt_timeout.unwrap_or(self.attempt_timeout)
    }
}

/// The end of a call, of which those who watch hear also when its caller drops it.
struct Ending<'c> {
    connection: &'c Connection,
    run: &'c Run<'c>,
    ended: bool,
}

impl Ending<'_> {
    fn end(mut self, outcome: Result<(), &Error>) {
        self.ended = true;
        self.tell(outcome);
    }

    fn tell(&self, outcome: Result<(), &Error>) {
        let whole = self.connection.attempt(self.run, 0);
        self.connection.interceptors.iter().for_each(|watcher| watcher.done(&whole, outcome));
    }
}

impl Drop for Ending<'_> {
    fn drop(&mut self) {
        if !self.ended {
            self.tell(Err(&Error::new(ErrorKind::Timeout, "it was given up before it was done")));
        }
    }
}

/// What `work` gives, unless it takes longer than `limit` by this clock.
pub(super) async fn within<T>(
    clock: Option<&Arc<dyn Clock>>,
    limit: Option<Duration>,
    mut work: BoxFuture<'_, Result<T, Error>>,
) -> Result<T, Error> {
    let mut timer = clock.zip(limit).map(|(clock, limit)| clock.sleep(limit));
    std::future::poll_fn(|context| {
        if let Poll::Ready(done) = work.as_mut().poll(context) {
            return Poll::Ready(done);
        }
        match timer.as_mut().map(|timer| timer.as_mut().poll(context)) {
            Some(Poll::Ready(())) => Poll::Ready(Err(too_long(limit.unwrap_or_default()).into())),
            _ => Poll::Pending,
        }
    })
    .await
}

#[cold]
fn too_long(limit: Duration) -> TransportError {
    TransportError::new(TransportErrorKind::Timeout, format!("nothing came within {limit:?}"))
}

/// A body that may come slowly, but whose pieces do not keep anyone waiting for longer than an attempt may take.
pub(super) struct Patient {
    /// None once they kept someone waiting for too long.
    pieces: Option<Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>>,
    clock: Arc<dyn Clock>,
    limit: Duration,
    timer: Option<BoxFuture<'static, ()>>,
}

impl Patient {
    /// The body, with a limit to the time between its pieces if there is a clock.
    #[inline]
    pub(super) fn body(body: Body, clock: Option<Arc<dyn Clock>>, limit: Duration) -> Body {
        match (body, clock) {
            (Body::Stream(pieces), Some(clock)) => Body::Stream(Box::pin(Self { pieces: Some(pieces), clock, limit, timer: None })),
            (body, _) => body,
        }
    }
}

impl Stream for Patient {
    type Item = Result<Bytes, TransportError>;

    #[inline]
    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(pieces) = &mut self.pieces else { return Poll::Ready(None) };
        if let Poll::Ready(piece) = pieces.as_mut().poll_next(context) {
            self.timer = None;
            return Poll::Ready(piece);
        }
        let (clock, limit) = (Arc::clone(&self.clock), self.limit);
        let timer = self.timer.get_or_insert_with(|| clock.sleep(limit));
        ready!(timer.as_mut().poll(context));
        (self.pieces, self.timer) = (None, None);
        Poll::Ready(Some(Err(too_long(limit))))
    }
}
