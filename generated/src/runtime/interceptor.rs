//! Those who watch calls: to count them, to log them, to send a header of their own with each.

use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, StatusCode};

use super::{Error, ErrorKind};

/// Watches the calls of a client. It is called within the call: whatever it does takes the call's time.
pub trait Interceptor: Send + Sync {
    /// Before a request is sent, and before credentials are put to it. Headers that are added are signed where signing covers them, and
    /// sent; where a request goes to cannot be changed.
    ///
    /// # Errors
    ///
    /// What is wrong with the request, which ends the call.
    fn before_attempt(&self, attempt: &Attempt, headers: &mut HeaderMap) -> Result<(), Error> {
        let _ = (attempt, headers);
        Ok(())
    }

    /// After an attempt: the status of its answer if there was one, or why there was none. One that took too long, or that its caller dropped,
    /// is told with the time at which it began.
    fn after_attempt(&self, attempt: &Attempt, outcome: Result<StatusCode, &Error>) {
        let _ = (attempt, outcome);
    }

    /// After the last attempt of a call, or when its caller drops it. An answer may turn out not to be what was promised when it is read.
    fn done(&self, call: &Attempt, outcome: Result<(), &Error>) {
        let _ = (call, outcome);
    }
}

/// An attempt to carry a call out.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Attempt {
    /// The operation: `group.operation`.
    pub operation: &'static str,
    /// Its number, from 1; after the call, how many there were.
    pub number: u32,
    /// How long the call has taken so far; nothing without a clock.
    pub elapsed: Duration,
}

/// An attempt that is watched to its end, also when it is given up: then what it waited for is dropped.
pub(super) struct Watched<'w> {
    pub(super) watchers: &'w [Arc<dyn Interceptor>],
    pub(super) attempt: Attempt,
    pub(super) ended: bool,
}

impl Watched<'_> {
    /// Tells those who watch how it ended.
    pub(super) fn end(mut self, elapsed: Duration, outcome: Result<StatusCode, &Error>) {
        self.attempt.elapsed = elapsed;
        self.ended = true;
        self.watchers.iter().for_each(|watcher| watcher.after_attempt(&self.attempt, outcome));
    }
}

impl Drop for Watched<'_> {
    fn drop(&mut self) {
        if !self.ended {
            let error = Error::new(ErrorKind::Timeout, "it was given up before there was an answer");
            self.watchers.iter().for_each(|watcher| watcher.after_attempt(&self.attempt, Err(&error)));
        }
    }
}
