//! Waiters, where callers wait.

use std::sync::Arc;

use super::super::waiter::{Verdict, Waiter};
use super::super::{Error, ErrorKind, clock::Clock};
use super::wait::{Std, wait};

impl Waiter {
    /// The same as [`Waiter::until`], for calls that give their answer when it is there.
    ///
    /// # Errors
    ///
    /// Those of the call; what `judge` says failed; and a timeout.
    pub fn wait_until<T>(self, mut call: impl FnMut() -> Result<T, Error>, judge: impl FnMut(&T) -> Verdict) -> Result<T, Error> {
        let clock = self.clock.clone().unwrap_or_else(|| Arc::new(Std) as Arc<dyn Clock>);
        let failed = |_, why| Error::new(ErrorKind::Waiter, why);
        wait(self.repeat(Some(clock), |_| std::future::ready(call()), judge, failed))
    }
}
