//! Further attempts: when, after which wait, and how many for all callers together. Time is virtual here, and nothing travels.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use huaweicloud_gaussdb::retry::{Failed, Retry, RetryPolicy};
use huaweicloud_gaussdb::transport::{Body, BoxFuture, Transport, TransportError, TransportErrorKind};
use huaweicloud_gaussdb::{Client, Clock, Credentials, Error, ErrorKind, Service, models};

use super::{HTAP, PROJECT};

/// What becomes of an attempt.
#[derive(Clone)]
enum Fate {
    /// A status, headers and a body.
    Answer(u16, &'static [(&'static str, &'static str)], &'static str),
    Failure(TransportErrorKind),
    /// No answer, ever.
    Silence,
}

use Fate::{Answer, Failure, Silence};

const FINE: Fate = Answer(200, &[], "{}");
const DOWN: Fate = Answer(503, &[], "");

/// A world of its own: a server that does what a script says, and time that passes only while someone waits.
#[derive(Default)]
struct World {
    script: VecDeque<Fate>,
    dates: Vec<String>,
    elapsed: Duration,
    sleeps: Vec<Duration>,
}

#[derive(Clone, Default)]
struct Shared(Arc<Mutex<World>>);

/// 2023-11-14T22:13:20Z.
const START: u64 = 1_700_000_000;

impl Transport for Shared {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let fate = {
            let mut world = self.0.lock().unwrap();
            world.dates.push(request.headers().get("x-sdk-date").map_or("", |date| date.to_str().unwrap()).to_owned());
            // The last of a script goes on.
            if world.script.len() > 1 { world.script.pop_front() } else { world.script.front().cloned() }.unwrap()
        };
        Box::pin(async move {
            match fate {
                Answer(status, headers, body) => {
                    let builder = http::Response::builder().status(status).header("content-type", "application/json");
                    let builder = headers.iter().fold(builder, |builder, (name, value)| builder.header(*name, *value));
                    Ok(builder.body(Body::Bytes(Bytes::from_static(body.as_bytes()))).unwrap())
                }
                Failure(kind) => Err(TransportError::new(kind, "as scripted")),
                Silence => std::future::pending().await,
            }
        })
    }
}

impl Clock for Shared {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(START) + self.elapsed()
    }

    fn elapsed(&self) -> Duration {
        self.0.lock().unwrap().elapsed
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let world = Arc::clone(&self.0);
        Box::pin(async move {
            let mut world = world.lock().unwrap();
            world.elapsed += duration;
            world.sleeps.push(duration);
        })
    }

    fn spread(&self) -> f64 {
        0.5
    }
}

impl Shared {
    fn new(script: impl IntoIterator<Item = Fate>) -> Self {
        let shared = Self::default();
        shared.0.lock().unwrap().script.extend(script);
        shared
    }

    fn client(&self, set: impl FnOnce(huaweicloud_gaussdb::ClientBuilder) -> huaweicloud_gaussdb::ClientBuilder) -> Client {
        let builder = Client::builder().endpoint(Service::Taurusdb, "https://gaussdb.example").project_id(PROJECT);
        let credentials = Credentials::ak_sk("AK", "SK");
        set(builder.credentials(credentials).transport(self.clone()).clock(self.clone())).build().unwrap()
    }

    async fn ask(&self) -> Result<models::HtapProcessList, Error> {
        self.client(|builder| builder).taurusdb().show_htap_process_list(HTAP).await
    }

    /// The waits so far, in milliseconds.
    fn sleeps(&self) -> Vec<u128> {
        self.0.lock().unwrap().sleeps.iter().map(Duration::as_millis).collect()
    }

    fn attempts(&self) -> usize {
        self.0.lock().unwrap().dates.len()
    }
}

#[tokio::test]
async fn a_failure_that_passes_is_tried_three_times_with_waits_that_double() {
    let world = Shared::new([DOWN, DOWN, FINE]);
    world.ask().await.unwrap();
    // Half of 100 ms and of 200 ms: the spread is a half here.
    assert_eq!((world.attempts(), world.sleeps()), (3, vec![50, 100]));

    let world = Shared::new([DOWN]);
    let error = world.ask().await.unwrap_err();
    assert_eq!((error.attempts(), error.status().unwrap().as_u16(), world.attempts(), world.sleeps()), (3, 503, 3, vec![50, 100]));
    assert_eq!(error.to_string(), "taurusdb.show_htap_process_list: 503 Service Unavailable (3 attempts)");
}

#[tokio::test]
async fn each_attempt_is_dated_and_signed_anew() {
    let world = Shared::new([Answer(503, &[("retry-after", "7")], ""), FINE]);
    world.ask().await.unwrap();
    assert_eq!(world.0.lock().unwrap().dates, ["20231114T221320Z", "20231114T221327Z"]);
}

#[tokio::test]
async fn what_passes_and_what_does_not() {
    let passes = [408, 429, 500, 502, 503, 504].map(|status| Answer(status, &[], ""));
    let breaks = [TransportErrorKind::Connect, TransportErrorKind::Broken, TransportErrorKind::Timeout].map(Failure);
    for fate in passes.into_iter().chain(breaks) {
        let world = Shared::new([fate, FINE]);
        world.ask().await.unwrap();
        assert_eq!(world.attempts(), 2);
    }
    let stays = [400, 401, 403, 404, 409, 501, 599, 302, 204].map(|status| Answer(status, &[], ""));
    let lasts = [TransportErrorKind::Untrusted, TransportErrorKind::TooLarge, TransportErrorKind::Unusable].map(Failure);
    let undecodable = [Answer(200, &[], "<html>")];
    for fate in stays.into_iter().chain(lasts).chain(undecodable) {
        let world = Shared::new([fate, FINE]);
        world.ask().await.unwrap_err();
        assert_eq!((world.attempts(), world.sleeps()), (1, vec![]));
    }
}

#[tokio::test]
async fn a_service_that_throttles_is_given_more_time() {
    let world = Shared::new([Answer(429, &[], ""), FINE]);
    world.ask().await.unwrap();
    assert_eq!(world.sleeps(), [500]);
    // The gateway says it by its code, whatever the status.
    let world = Shared::new([Answer(503, &[], r#"{"error_code": "APIGW.0308", "error_msg": "Too many."}"#)]);
    assert!(world.ask().await.unwrap_err().is_throttled());
    assert_eq!(world.sleeps(), [500, 1000]);
}

#[tokio::test]
async fn a_service_that_says_how_long_is_given_that_time() {
    let date = ("date", "Sun, 06 Nov 1994 08:49:37 GMT");
    let cases: [(&'static [(&'static str, &'static str)], u128); 6] = [
        (&[("retry-after", "0")], 0),
        (&[("retry-after", " 5 ")], 5000),
        // As long as this after the answer was dated; the clock here is 29 years ahead.
        (Box::leak(Box::new([date, ("retry-after", "Sun, 06 Nov 1994 08:49:40 GMT")])), 3000),
        (Box::leak(Box::new([date, ("retry-after", "Sun, 06 Nov 1994 08:49:00 GMT")])), 0),
        (&[("retry-after", "-1")], 50),
        (&[("retry-after", "soon")], 50),
    ];
    for (headers, wait) in cases {
        let world = Shared::new([Answer(503, headers, ""), FINE]);
        world.ask().await.unwrap();
        assert_eq!(world.sleeps(), [wait], "{headers:?}");
    }
}

#[tokio::test]
async fn nobody_waits_for_longer_than_the_call_may_take() {
    for (asked, told) in [("90", 90), ("99999", 3600)] {
        let world = Shared::new([Answer(503, Box::leak(Box::new([("retry-after", asked)])), ""), FINE]);
        let error = world.ask().await.unwrap_err();
        assert_eq!((error.attempts(), error.retry_after(), world.sleeps()), (1, Some(Duration::from_secs(told)), vec![]));
    }
}

#[tokio::test]
async fn silence_ends_with_the_attempt_and_with_the_call() {
    let world = Shared::new([Silence]);
    let error = world.ask().await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 3));
    // An attempt has 30 s, the call 90: what is left for the third is what the waits before it took.
    assert_eq!(world.sleeps(), [30_000, 50, 30_000, 100, 29_850]);

    let world = Shared::new([Silence]);
    let client = world.client(|builder| builder.attempt_timeout(Duration::from_secs(2)).timeout(Duration::from_secs(3)));
    client.taurusdb().show_htap_process_list(HTAP).await.unwrap_err();
    assert_eq!(world.sleeps(), [2000, 50, 950]);

    let world = Shared::new([Silence]);
    let call = world.client(|builder| builder).taurusdb().show_htap_process_list(HTAP);
    let error = call.with_timeout(Duration::from_secs(1)).with_attempt_timeout(Duration::from_secs(5)).await.unwrap_err();
    assert_eq!((error.attempts(), world.sleeps()), (1, vec![1000]));
}

/// Goes on for as long as it is let.
struct Always;

impl RetryPolicy for Always {
    fn wait(&self, failed: &Failed<'_>) -> Option<Duration> {
        assert!(failed.idempotent && failed.is_safe() && failed.error.status().is_some());
        Some(Duration::from_millis(u64::from(failed.attempts)))
    }
}

#[tokio::test]
async fn the_policy_is_the_callers() {
    let world = Shared::new([DOWN, DOWN, DOWN, DOWN, FINE]);
    let call = world.client(|builder| builder.retry(Always)).taurusdb().show_htap_process_list(HTAP);
    assert_eq!(call.clone().send_raw().await.unwrap().attempts(), 5);
    assert_eq!(world.sleeps(), [1, 2, 3, 4]);

    let world = Shared::new([DOWN, FINE]);
    let call = world.client(|builder| builder.retry(Always)).taurusdb().show_htap_process_list(HTAP);
    assert_eq!(call.with_retry(Retry::none()).await.unwrap_err().attempts(), 1);

    let patient =
        Retry::default().attempts(5).base(Duration::from_secs(8)).throttled_base(Duration::from_secs(1)).longest(Duration::from_secs(20));
    let world = Shared::new([DOWN]);
    world.client(|builder| builder.retry(patient)).taurusdb().show_htap_process_list(HTAP).await.unwrap_err();
    assert_eq!(world.sleeps(), [4000, 8000, 10_000, 10_000]);
}

#[tokio::test]
async fn all_callers_together_have_a_budget() {
    let world = Shared::new([DOWN]);
    let client = world.client(|builder| builder);
    for _ in 0..100 {
        client.clone().taurusdb().show_htap_process_list(HTAP).await.unwrap_err();
    }
    // 500 tokens, of which a further attempt costs 5.
    assert_eq!(world.attempts(), 100 + 100);
    world.0.lock().unwrap().script = VecDeque::from([FINE, FINE, FINE, FINE, FINE, DOWN]);
    for _ in 0..5 {
        client.taurusdb().show_htap_process_list(HTAP).await.unwrap();
    }
    // Five successes give back what one further attempt costs.
    assert_eq!(client.taurusdb().show_htap_process_list(HTAP).await.unwrap_err().attempts(), 2);
}
