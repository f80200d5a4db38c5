//! When a call that failed is attempted again, and how long to wait before.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use super::{Error, ErrorKind};

/// Decides whether a call that failed is attempted again. [`Retry`] is the usual policy.
pub trait RetryPolicy: Send + Sync {
    /// How long to wait before the next attempt; `None` if there is to be none.
    ///
    /// Whatever it says, no attempt begins after the time of the call is up, and none is made that the client's budget does not allow.
    fn wait(&self, failed: &Failed<'_>) -> Option<Duration>;
}

impl<T: RetryPolicy + ?Sized> RetryPolicy for std::sync::Arc<T> {
    fn wait(&self, failed: &Failed<'_>) -> Option<Duration> {
        (**self).wait(failed)
    }
}

/// A call whose last attempt failed.
#[derive(Debug)]
#[non_exhaustive]
pub struct Failed<'a> {
    /// Why.
    pub error: &'a Error,
    /// How often it was attempted, at least once.
    pub attempts: u32,
    /// Whether doing it twice is the same as doing it once (RFC 9110, 9.2.2).
    pub idempotent: bool,
    /// A number from 0 up to 1, another one each time, to spread waits by.
    pub spread: f64,
}

impl<'a> Failed<'a> {
    pub(super) fn new(error: &'a Error, attempts: u32, idempotent: bool, spread: f64) -> Self {
        Self { error, attempts, idempotent, spread }
    }

    /// Whether nothing can have happened twice if it is done again, and it may succeed then: no connection was made, or the failure
    /// passes and the call is idempotent. A server whose certificate is wrong is not asked again.
    #[must_use]
    pub fn is_safe(&self) -> bool {
        self.error.is_retryable() && (self.idempotent || self.error.is_connect())
    }
}

/// The usual policy: up to three attempts, with waits that double and are spread from nothing to all of their length.
///
/// A service that says how long to wait (`Retry-After`) is given that time, neither more nor less.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retry {
    attempts: u32,
    base: Duration,
    throttled: Duration,
    longest: Duration,
}

impl Default for Retry {
    fn default() -> Self {
        Self { attempts: 3, base: Duration::from_millis(100), throttled: Duration::from_secs(1), longest: Duration::from_secs(20) }
    }
}

impl Retry {
    /// One attempt, and no other.
    #[must_use]
    pub fn none() -> Self {
        Self::default().attempts(1)
    }

    /// How often a call is attempted at most; 3 times unless set.
    #[must_use]
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// The first wait at its longest; 100 ms unless set. Each further one is twice as long.
    #[must_use]
    pub fn base(mut self, wait: Duration) -> Self {
        self.base = wait;
        self
    }

    /// The same where the service asks to call less often; 1 s unless set.
    #[must_use]
    pub fn throttled_base(mut self, wait: Duration) -> Self {
        self.throttled = wait;
        self
    }

    /// The longest wait; 20 s unless set.
    #[must_use]
    pub fn longest(mut self, wait: Duration) -> Self {
        self.longest = wait;
        self
    }
}

impl RetryPolicy for Retry {
    fn wait(&self, failed: &Failed<'_>) -> Option<Duration> {
        if failed.attempts >= self.attempts || !failed.is_safe() {
            return None;
        }
        if let Some(asked) = failed.error.retry_after() {
            return Some(asked);
        }
        let base = if failed.error.is_throttled() { self.throttled } else { self.base };
        let doubled = base.saturating_mul(2_u32.saturating_pow(failed.attempts.saturating_sub(1)));
        let most = doubled.min(self.longest);
        Some(Duration::try_from_secs_f64(most.as_secs_f64() * failed.spread.clamp(0.0, 1.0)).unwrap_or(most))
    }
}

/// What all clones of a client may spend on further attempts, so that a service that is down is not brought down further. A further
/// attempt costs 5, or 10 after a timeout; a success gives back what its last attempt cost, or 1.
#[derive(Debug)]
pub(crate) struct Budget(AtomicU32);

impl Budget {
    const FULL: u32 = 500;

    pub(super) fn full() -> Self {
        Self(AtomicU32::new(Self::FULL))
    }

    /// What an attempt after this failure costs.
    fn cost(error: &Error) -> u32 {
        if error.kind() == ErrorKind::Timeout { 10 } else { 5 }
    }

    /// Pays for an attempt after this failure: what it cost, unless there is too little left.
    pub(super) fn pay(&self, error: &Error) -> Option<u32> {
        let cost = Self::cost(error);
        let paid = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(cost));
        paid.is_ok().then_some(cost)
    }

    /// Takes back what a success gives.
    pub(super) fn give(&self, paid: u32) {
        // It always succeeds: the function never says no.
        let _ = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| Some((left + paid.max(1)).min(Self::FULL)));
    }
}
