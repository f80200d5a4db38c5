//! Calls that are repeated until their answer tells what is waited for.

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::Poll;
use std::time::Duration;

use super::call::Call;
use super::clock::Clock;
use super::codec::from_json;
use super::member::{at, scalar};
use super::response::Read;
use super::search::joined;
use super::{DEFAULTS, Error, ErrorKind, Response, Sending};

/// What an answer says of what is waited for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It is there.
    Done,
    /// It may still come.
    Again,
    /// It will not come any more, and why.
    Failed(String),
}

/// How often a call is repeated, and for how long at most.
#[derive(Clone)]
#[must_use = "a waiter waits for nothing until it is told what for"]
pub struct Waiter {
    pub(super) interval: Duration,
    pub(super) limit: Duration,
    pub(super) clock: Option<Arc<dyn Clock>>,
}

impl Waiter {
    /// Calls again when so much time has passed, for at most 10 minutes.
    pub fn every(interval: Duration) -> Self {
        Self { interval, limit: Duration::from_secs(600), clock: None }
    }

    /// Gives up when so much time has passed.
    pub fn for_at_most(mut self, limit: Duration) -> Self {
        self.limit = limit;
        self
    }

    /// Tells the time and waits, instead of the clock of the client or of the default transport.
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Some(Arc::new(clock));
        self
    }

    /// Makes `call` again and again until `judge` is done with its answer: `waiter.until(|| request.clone().send(), |answer| …)`.
    ///
    /// # Errors
    ///
    /// Those of the call; what `judge` says failed; and a timeout.
    pub async fn until<T, F: Future<Output = Result<T, Error>>>(
        self,
        mut call: impl FnMut() -> F,
        judge: impl FnMut(&T) -> Verdict,
    ) -> Result<T, Error> {
        let clock = self.clock.clone().or_else(DEFAULTS.clock);
        self.repeat(clock, |_| call(), judge, |_, why| Error::new(ErrorKind::Waiter, why)).await
    }

    fn too_long(&self) -> Error {
        Error::new(ErrorKind::Timeout, format!("what is waited for did not come within {:?}", self.limit))
    }

    pub(super) async fn repeat<T, F: Future<Output = Result<T, Error>>>(
        &self,
        clock: Option<Arc<dyn Clock>>,
        mut call: impl FnMut(Duration) -> F,
        mut judge: impl FnMut(&T) -> Verdict,
        failed: impl Fn(T, String) -> Error,
    ) -> Result<T, Error> {
        let Some(clock) = clock.filter(Clock::can_wait) else {
            return Err(Error::new(ErrorKind::Config, "clock: without one, nobody can wait"));
        };
        let start = clock.elapsed();
        loop {
            let left = self.limit.saturating_sub(clock.elapsed().saturating_sub(start));
            let (mut answer, mut timer) = (std::pin::pin!(call(left)), clock.sleep(left));
            let answer = std::future::poll_fn(|context| match answer.as_mut().poll(context) {
                Poll::Ready(answer) => Poll::Ready(answer),
                Poll::Pending => timer.as_mut().poll(context).map(|()| Err(self.too_long())),
            });
            let is_over = || clock.elapsed().saturating_sub(start) >= self.limit;
            let answer = match answer.await {
                Err(error) if error.kind() == ErrorKind::Timeout && is_over() => return Err(self.too_long()),
                answer => answer?,
            };
            match judge(&answer) {
                Verdict::Done => return Ok(answer),
                Verdict::Failed(why) => return Err(failed(answer, why)),
                Verdict::Again => {}
            }
            if clock.elapsed().saturating_sub(start).saturating_add(self.interval) > self.limit {
                return Err(self.too_long());
            }
            clock.sleep(self.interval).await;
        }
    }
}

impl std::fmt::Debug for Waiter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Waiter").field("interval", &self.interval).field("limit", &self.limit).finish_non_exhaustive()
    }
}

/// A state that an answer tells of.
pub(crate) struct Goal {
    /// Where it stands: names of members, from the outside in.
    pub field: &'static [&'static str],
    /// The states that are waited for, and those from which they no longer come.
    pub until: &'static [&'static str],
    pub unless: &'static [&'static str],
}

impl Goal {
    fn judge<T>(&self, answer: &Response<T>) -> Verdict {
        // What its type has no place for was skipped when it was decoded. Who waited on would wait in vain.
        let Ok(body) = from_json(answer.bytes()) else {
            return Verdict::Failed("the answer cannot be read as a whole".to_owned());
        };
        let state = at(&body, self.field).and_then(scalar).unwrap_or_default();
        if self.until.contains(&&*state) {
            Verdict::Done
        } else if self.unless.contains(&&*state) {
            let field = joined(&mut self.field.iter().copied(), ".");
            Verdict::Failed(format!("{field} is {state:?} now, from which what is waited for no longer comes"))
        } else {
            Verdict::Again
        }
    }
}

impl Call {
    /// Repeats the call until its answer tells of one of the states.
    pub(crate) fn until<T: Send + 'static>(self, waiter: Waiter, goal: &'static Goal, read: Read<T>) -> Sending<T> {
        Box::pin(async move {
            let clock = waiter.clock.clone().or_else(|| self.clock());
            let sent = AtomicU32::new(0);
            let judge = |answer: &Response<T>| {
                sent.fetch_add(answer.attempts(), Ordering::Relaxed);
                goal.judge(answer)
            };
            let failed = |answer: Response<T>, why| answer.failed(self.operation, Error::new(ErrorKind::Waiter, why));
            let answer = waiter.repeat(clock, |left| self.clone().within(left).send_raw(read), judge, failed).await;
            let during = |error: Error| if error.attempts() == 0 { error.during(self.name(), sent.load(Ordering::Relaxed)) } else { error };
            answer.map(Response::into_inner).map_err(during)
        })
    }
}

/// The methods of a request that wait for a state: `method, the same with a waiter: [names of members] is [states]
/// and never [states], every seconds for seconds;`
#[allow(unused_macros)] // A document may have nothing to wait for.
macro_rules! waits {
    (
        $request:ident: $($read:ident)::+ -> $output:ty;
        $(#[$about:meta])*
        $method:ident, $by:ident: [$($field:literal),*] is [$($until:literal),*] and never [$($unless:literal),*],
        every $every:literal for $most:literal;
    ) => {
        impl Request<$request> {
            $(#[$about])*
            ///
            /// # Errors
            ///
            /// Those of the call, a state from which that no longer comes, and a timeout.
            #[inline]
            pub fn $method(self) -> runtime::Sending<$output> {
                let every = std::time::Duration::from_secs($every);
                self.$by(runtime::Waiter::every(every).for_at_most(std::time::Duration::from_secs($most)))
            }

            /// The same, as often and for as long as `waiter` says.
            ///
            /// # Errors
            ///
            /// The same.
            #[inline]
            pub fn $by(self, waiter: runtime::Waiter) -> runtime::Sending<$output> {
                const GOAL: runtime::waiter::Goal =
                    runtime::waiter::Goal { field: &[$($field),*], until: &[$($until),*], unless: &[$($unless),*] };
                runtime::sent(self.0.until(waiter, &GOAL, $($read)::+))
            }
        }
    };
}

#[allow(unused_imports)] // The same.
pub(crate) use waits;
