//! Credentials that end: fetched when they are needed, before they end, and once for all who wait.

use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::time::{Duration, SystemTime};

use super::clock::Clock;
use super::transport::BoxFuture;
use super::{Credentials, Error, ErrorKind, ProvideCredentials};

/// What was fetched: credentials, and when they end, if they do.
pub type Fetched = (Credentials, Option<SystemTime>);

/// Credentials that end. They are fetched anew some minutes before that, each client at a moment of its own, and when a service refuses
/// them. However many calls wait for them, they are fetched once; a call that is dropped while it waits takes nothing from the others. If
/// they cannot be fetched, those that there are serve until their end; for calls that come 5 seconds after a fetch began, also while it lasts.
pub struct Refreshing {
    fetch: Box<dyn Fn() -> BoxFuture<'static, Result<Fetched, Error>> + Send + Sync>,
    clock: Arc<dyn Clock>,
    early: Duration,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    held: Option<Held>,
    flight: Option<Flight>,
    /// How many flights have ended, and why the last of them failed.
    ended: u64,
    failure: Option<Arc<Error>>,
    waiting: Vec<Waker>,
    /// How many calls want credentials.
    callers: usize,
    /// Whether there was a time in which nobody looked after the flight: what it waited for may be gone since.
    left: bool,
    /// Whether the fetch has something new to tell.
    woken: bool,
}

struct Held {
    credentials: Credentials,
    /// When others should be fetched, and when these are of no use any more.
    stale: Option<SystemTime>,
    ends: Option<SystemTime>,
}

/// How long credentials that end soon are used before others are asked for again.
const PAUSE: Duration = Duration::from_secs(15);

/// A fetch on its way, and when it began. Its future is away while someone looks after it.
struct Flight(Option<BoxFuture<'static, Result<Fetched, Error>>>, SystemTime);

/// How long a fetch keeps those who come, while what there is still serves.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long a fetch may take. One that hangs would keep all who come after it.
const LONGEST: Duration = Duration::from_secs(60);

impl Refreshing {
    /// Credentials that `fetch` gives, with the time at which they end.
    pub fn new<F: Future<Output = Result<Fetched, Error>> + Send + 'static>(fetch: impl Fn() -> F + Send + Sync + 'static) -> Self {
        let fetch = Box::new(move || -> BoxFuture<'static, _> { Box::pin(fetch()) });
        Self { fetch, clock: Arc::new(SystemTimes), early: Duration::from_secs(300), state: Arc::default() }
    }

    /// How long before their end they are fetched anew; 5 minutes unless set, and up to a fifth more.
    #[must_use]
    pub fn early(mut self, time: Duration) -> Self {
        self.early = time;
        self
    }

    /// Tells the time instead of the system.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }

    /// The credentials, if they need not be fetched; otherwise looks after the fetch. `joined`: the flight that the caller waits for.
    fn poll(&self, joined: &mut Option<u64>, context: &mut Context<'_>) -> Poll<Result<Credentials, Error>> {
        let now = self.clock.now();
        loop {
            let mut state = self.state();
            if let Some(held) = state.held.as_ref().filter(|held| held.stale.is_none_or(|stale| now < stale)) {
                return Poll::Ready(Ok(held.credentials.clone()));
            }
            if joined.is_some_and(|number| number < state.ended) {
                if let Some(landed) = state.landed(now) {
                    return Poll::Ready(landed);
                }
                *joined = None;
            }
            joined.get_or_insert(state.ended);
            if !state.waiting.iter().any(|waiting| waiting.will_wake(context.waker())) {
                state.waiting.push(context.waker().clone());
            }
            let hangs = |began: SystemTime| now.duration_since(began).is_ok_and(|passed| passed > LONGEST);
            let hung = state.flight.take_if(|flight| flight.0.is_some() && hangs(flight.1));
            let flight = state.flight.get_or_insert_with(|| Flight(Some((self.fetch)()), now));
            let (future, began) = (flight.0.take(), flight.1);
            drop(state);
            drop(hung);
            if future.is_none_or(|future| self.look_after(future, began).is_pending()) {
                let is_late = now.duration_since(began).is_ok_and(|passed| passed > PATIENCE);
                let usable = |held: &&Held| is_late && held.ends.is_none_or(|ends| now < ends);
                return self.state().held.as_ref().filter(usable).map_or(Poll::Pending, |held| Poll::Ready(Ok(held.credentials.clone())));
            }
        }
    }

    /// When to fetch again what ends soon, or could not be fetched: not for every call.
    fn again(&self, ends: SystemTime) -> SystemTime {
        (self.clock.now() + PAUSE).min(ends)
    }

    /// Polls a fetch for all who wait, without keeping anyone from asking in the meantime.
    fn look_after(&self, mut future: BoxFuture<'static, Result<Fetched, Error>>, began: SystemTime) -> Poll<()> {
        let everyone = Waker::from(Arc::new(Everyone(Arc::clone(&self.state))));
        self.state().woken = false;
        let landing = Landing(&self.state);
        let result = future.as_mut().poll(&mut Context::from_waker(&everyone));
        std::mem::forget(landing);
        let mut state = self.state();
        let Poll::Ready(result) = result else {
            state.flight = Some(Flight(Some(future), began));
            // Who asked while the future was away found nobody to look after.
            let waiting = if std::mem::take(&mut state.woken) { std::mem::take(&mut state.waiting) } else { Vec::new() };
            drop(state);
            waiting.into_iter().for_each(Waker::wake);
            return Poll::Pending;
        };
        match result {
            Ok((credentials, ends)) => {
                let spread = 1.0 + self.clock.spread().clamp(0.0, 1.0) / 5.0;
                let early = Duration::try_from_secs_f64(self.early.as_secs_f64() * spread).unwrap_or(self.early);
                let stale = ends.map(|ends| ends.checked_sub(early).unwrap_or(SystemTime::UNIX_EPOCH).max(self.again(ends)));
                state.held = Some(Held { credentials, stale, ends });
                state.failure = None;
            }
            // Those who wait now did not see how it began; they get one of their own.
            Err(_) if std::mem::take(&mut state.left) => {
                state.flight = None;
                return Poll::Ready(());
            }
            Err(error) => {
                state.failure = Some(Arc::new(error));
                if let Some(held) = &mut state.held {
                    held.stale = Some(held.ends.map_or(SystemTime::UNIX_EPOCH, |ends| self.again(ends)));
                }
            }
        }
        let waiting = state.land();
        drop(state);
        waiting.into_iter().for_each(Waker::wake);
        Poll::Ready(())
    }
}

impl State {
    /// What those get who waited for a fetch that did not bring what lasts. Nothing if what it brought was refused before it was their turn.
    fn landed(&self, now: SystemTime) -> Option<Result<Credentials, Error>> {
        match (&self.held, &self.failure) {
            (Some(held), _) if held.ends.is_none_or(|ends| now < ends) => Some(Ok(held.credentials.clone())),
            (_, Some(failure)) => {
                Some(Err(Error::new(ErrorKind::Credentials, "credentials could not be fetched").caused_by(Arc::clone(failure))))
            }
            (Some(_), None) => Some(Err(Error::new(ErrorKind::Credentials, "the credentials that were fetched have ended already"))),
            (None, None) => None,
        }
    }

    /// Ends a flight. Gives those who wait, to be woken when nobody else is kept from asking.
    fn land(&mut self) -> Vec<Waker> {
        (self.flight, self.left) = (None, false);
        self.ended += 1;
        std::mem::take(&mut self.waiting)
    }
}

/// Ends a flight whose future panicked, so that nobody waits for it forever.
struct Landing<'a>(&'a Mutex<State>);

impl Drop for Landing<'_> {
    fn drop(&mut self) {
        let waiting = lock(self.0).land();
        waiting.into_iter().for_each(Waker::wake);
    }
}

/// A call that wants credentials. When the last of them goes, nobody looks after a fetch any more, until somebody asks again.
struct Caller<'a>(&'a Mutex<State>);

impl<'a> Caller<'a> {
    fn new(state: &'a Mutex<State>) -> Self {
        lock(state).callers += 1;
        Self(state)
    }
}

impl Drop for Caller<'_> {
    fn drop(&mut self) {
        let mut state = lock(self.0);
        state.callers -= 1;
        state.left |= state.callers == 0 && state.flight.is_some();
    }
}

/// Wakes all who wait for a fetch: whichever of them is still there looks after it.
struct Everyone(Arc<Mutex<State>>);

impl Wake for Everyone {
    fn wake(self: Arc<Self>) {
        let mut state = lock(&self.0);
        state.woken = true;
        let waiting = std::mem::take(&mut state.waiting);
        drop(state);
        waiting.into_iter().for_each(Waker::wake);
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The time of the system, which nobody waits by.
struct SystemTimes;

impl Clock for SystemTimes {
    fn elapsed(&self) -> Duration {
        Duration::ZERO
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(std::future::pending())
    }
}

impl ProvideCredentials for Refreshing {
    fn credentials(&self) -> BoxFuture<'_, Result<Credentials, Error>> {
        let (caller, mut joined) = (Caller::new(&self.state), None);
        Box::pin(std::future::poll_fn(move |context| {
            let _ = &caller;
            self.poll(&mut joined, context)
        }))
    }

    /// What a service refused is of no use, whatever its end. Others may have come since it was asked.
    fn refused(&self, credentials: &Credentials) -> bool {
        let mut state = self.state();
        if state.held.as_ref().is_some_and(|held| held.credentials == *credentials) {
            state.held = None;
        }
        true
    }
}

impl std::fmt::Debug for Refreshing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Refreshing").field("early", &self.early).finish_non_exhaustive()
    }
}
