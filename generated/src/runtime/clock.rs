//! Time, as far as a client needs it: what time it is, and waiting.

use std::time::{Duration, SystemTime};

use super::transport::BoxFuture;

/// The time of day as the system tells it. In a browser it tells none, and 1970 is as good as any: clients are given a clock there.
pub(super) fn now() -> SystemTime {
    if cfg!(all(target_family = "wasm", target_os = "unknown")) { SystemTime::UNIX_EPOCH } else { SystemTime::now() }
}

/// Tells the time and waits. Tests put one in that does not wait.
pub trait Clock: Send + Sync {
    /// The time of day, by which requests are dated.
    fn now(&self) -> SystemTime {
        now()
    }

    /// How much time has passed since some moment that never changes. It never goes back.
    fn elapsed(&self) -> Duration;

    /// Resolves when `duration` has passed.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;

    /// Whether it can wait where it is asked. Where it cannot, there is no further attempt.
    fn can_wait(&self) -> bool {
        true
    }

    /// A number from 0 up to 1, another one each time: callers that failed together do not come back together.
    fn spread(&self) -> f64 {
        use std::hash::{BuildHasher, RandomState};
        let bits = RandomState::new().hash_one(0_u8) >> 32;
        f64::from(u32::try_from(bits).unwrap_or_default()) / (f64::from(u32::MAX) + 1.0)
    }
}

impl<T: Clock + ?Sized> Clock for std::sync::Arc<T> {
    fn now(&self) -> SystemTime {
        (**self).now()
    }

    fn elapsed(&self) -> Duration {
        (**self).elapsed()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        (**self).sleep(duration)
    }

    fn can_wait(&self) -> bool {
        (**self).can_wait()
    }

    fn spread(&self) -> f64 {
        (**self).spread()
    }
}
