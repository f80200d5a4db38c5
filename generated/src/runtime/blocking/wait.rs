//! Waiting for a future on the thread that asks, and the clock that goes with it.

use std::cell::Cell;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

use super::super::clock::Clock;
use super::super::transport::BoxFuture;

thread_local! {
    /// When the first of those that sleep on this thread wakes up.
    static NEXT: Cell<Option<Instant>> = const { Cell::new(None) };
}

struct Unpark {
    thread: Thread,
    /// Whoever else parks on this thread takes the one token that there is.
    woken: AtomicBool,
}

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.woken.store(true, Ordering::Release);
        self.thread.unpark();
    }
}

/// Waits for a future.
pub(crate) fn wait<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let unpark = Arc::new(Unpark { thread: thread::current(), woken: AtomicBool::new(false) });
    let waker = Waker::from(Arc::clone(&unpark));
    let mut context = Context::from_waker(&waker);
    // What a future waits for may wait itself, such as a body that is read from a call of its own.
    let outer = NEXT.take();
    let done = loop {
        if let Poll::Ready(done) = future.as_mut().poll(&mut context) {
            break done;
        }
        let next = NEXT.take();
        if unpark.woken.swap(false, Ordering::Acquire) {
            continue;
        }
        match next {
            Some(next) => thread::park_timeout(next.saturating_duration_since(Instant::now())),
            None => thread::park(),
        }
    };
    NEXT.set(outer);
    done
}

/// The time of the thread that waits.
pub(super) struct Std;

impl Clock for Std {
    fn elapsed(&self) -> Duration {
        static START: LazyLock<Instant> = LazyLock::new(Instant::now);
        START.elapsed()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Until(Instant::now().checked_add(duration)).sleep(duration)
    }
}

/// A time that ends: whoever sleeps wakes up then.
pub(super) struct Until(pub(super) Option<Instant>);

impl Clock for Until {
    fn elapsed(&self) -> Duration {
        Std.elapsed()
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        let end = self.0;
        Box::pin(std::future::poll_fn(move |_| {
            if end.is_some_and(|end| end <= Instant::now()) {
                return Poll::Ready(());
            }
            NEXT.set(NEXT.get().into_iter().chain(end).min());
            Poll::Pending
        }))
    }
}
