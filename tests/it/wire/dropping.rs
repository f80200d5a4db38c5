//! Calls that are dropped half way, at each point where they can be: nothing is left behind that keeps the next call from working.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, StatusCode};
use huaweicloud_gaussdb::interceptor::{Attempt, Interceptor};
use huaweicloud_gaussdb::transport::{Body, BoxFuture, Transport, TransportError};
use huaweicloud_gaussdb::{Client, Clock, Credentials, Error, Refreshing, Service};

use super::{HTAP, PROJECT};

/// Waits a few times, as networks do.
async fn wait(times: usize) {
    let mut left = times;
    poll_fn(|context| {
        if left == 0 {
            return Poll::Ready(());
        }
        left -= 1;
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

/// Pieces of a body, each of which is waited for.
struct Pieces(Vec<&'static str>, bool);

impl Stream for Pieces {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.1 = !self.1;
        if self.1 {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(self.0.pop().map(|piece| Ok(Bytes::from(piece))))
    }
}

/// Refuses every second request, once with 401 and once with 503.
#[derive(Default)]
struct Slow(AtomicUsize);

impl Transport for Slow {
    fn send(&self, _: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let status = match self.0.fetch_add(1, Ordering::Relaxed) % 4 {
            0 => 401,
            2 => 503,
            _ => 200,
        };
        Box::pin(async move {
            wait(2).await;
            let response = http::Response::builder().status(status).header("content-type", "application/json");
            let pieces = if status == 200 { vec!["[]}", "ss_list\": ", "{\"proce"] } else { vec!["{}"] };
            Ok(response.body(Body::Stream(Box::pin(Pieces(pieces, false)))).unwrap())
        })
    }
}

/// A clock whose time stands still: waits are a few turns long, and limits of time are never reached.
struct Still;

impl Clock for Still {
    fn elapsed(&self) -> Duration {
        Duration::ZERO
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        if duration > Duration::from_secs(20) { Box::pin(std::future::pending()) } else { Box::pin(wait(2)) }
    }
}

/// Counts the attempts that begin, those that end, and the calls that do.
#[derive(Clone, Default)]
struct Count(Arc<Mutex<(usize, usize, usize)>>);

impl Interceptor for Count {
    fn before_attempt(&self, _: &Attempt, _: &mut HeaderMap) -> Result<(), Error> {
        self.0.lock().unwrap().0 += 1;
        Ok(())
    }

    fn after_attempt(&self, _: &Attempt, _: Result<StatusCode, &Error>) {
        self.0.lock().unwrap().1 += 1;
    }

    fn done(&self, _: &Attempt, _: Result<(), &Error>) {
        self.0.lock().unwrap().2 += 1;
    }
}

fn client(count: &Count) -> Client {
    let credentials = Refreshing::new(|| async {
        wait(2).await;
        Ok((Credentials::auth_token("token"), None))
    });
    let builder = Client::builder().endpoint(Service::Taurusdb, "https://gaussdb.example").project_id(PROJECT);
    builder.credentials_provider(credentials).interceptor(count.clone()).transport(Slow::default()).clock(Still).build().unwrap()
}

/// Polls a future so often, then drops it. Whether it was ready before.
fn polled(future: impl Future, times: usize) -> bool {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    (0..times).any(|_| future.as_mut().poll(&mut context).is_ready())
}

#[test]
fn a_call_may_be_dropped_wherever_it_waits() {
    let mut points = 0;
    loop {
        let count = Count::default();
        let client = client(&count);
        let done = polled(client.taurusdb().show_htap_process_list(HTAP).into_future(), points);
        let (begun, ended, calls) = *count.0.lock().unwrap();
        assert_eq!((begun, usize::from(points > 0)), (ended, calls), "dropped after {points}");
        // Whatever was left behind, the next calls of the same client succeed.
        for _ in 0..3 {
            assert!(polled(async { client.taurusdb().show_htap_process_list(HTAP).await.unwrap() }, 1_000), "dropped after {points}");
        }
        if done {
            break;
        }
        points += 1;
    }
    // The credentials twice, three attempts, two waits between them, and the pieces of each answer.
    assert!(points > 12, "{points}");
}

#[test]
fn pages_may_be_dropped_and_asked_again() {
    for points in 0..12 {
        let count = Count::default();
        let client = client(&count);
        let mut items = client.taurusdb().show_htap_process_list(HTAP).items();
        let ended = polled(items.try_next(), points);
        // What was under way goes on: nothing is asked twice.
        assert!(ended || polled(async { assert!(items.try_next().await.unwrap().is_none()) }, 1_000), "dropped after {points}");
    }
}
