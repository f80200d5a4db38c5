//! Credentials that end: when they are fetched, how often, and what becomes of those who wait. Time is virtual, and nothing travels.

use std::future::Future;
use std::pin::pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, SystemTime};

use huaweicloud_gaussdb::api::taurusdb::ShowHtapProcessList;
use huaweicloud_gaussdb::models::HtapProcessList;
use huaweicloud_gaussdb::testing::Mock;
use huaweicloud_gaussdb::transport::{Body, BoxFuture, TimeLimit, Transport, TransportError};
use huaweicloud_gaussdb::{Client, Clock, Credentials, Error, ErrorKind, ProvideCredentials, Refreshing, Service};
use tokio::sync::oneshot;

use super::{HTAP, PROJECT};

const MINUTE: Duration = Duration::from_secs(60);

/// Tokens `1`, `2`, …, each for an hour; how many were fetched.
fn hourly(mock: &Mock) -> (Refreshing, Arc<AtomicUsize>) {
    let count = Arc::new(AtomicUsize::new(0));
    let (counted, clock) = (Arc::clone(&count), mock.clone());
    let refreshing = Refreshing::new(move || {
        let number = counted.fetch_add(1, Ordering::Relaxed) + 1;
        let ends = clock.now() + 60 * MINUTE;
        async move { Ok((Credentials::auth_token(number.to_string()), Some(ends))) }
    });
    (refreshing.clock(mock.clone()), count)
}

fn client(mock: &Mock, provider: impl ProvideCredentials + 'static) -> Client {
    let builder = Client::builder().endpoint(Service::Taurusdb, "https://gaussdb.example").project_id(PROJECT);
    builder.credentials_provider(provider).transport(mock.clone()).clock(mock.clone()).build().unwrap()
}

/// The tokens that the service was shown.
fn tokens(mock: &Mock) -> Vec<String> {
    mock.seen().iter().map(|seen| seen.request.headers()["x-auth-token"].to_str().unwrap().to_owned()).collect()
}

async fn ask(client: &Client) -> Result<HtapProcessList, Error> {
    client.taurusdb().show_htap_process_list(HTAP).await
}

#[tokio::test]
async fn they_are_fetched_when_needed_and_before_they_end() {
    let mock = Mock::new();
    mock.on::<ShowHtapProcessList>().then(HtapProcessList::default()).always();
    let (provider, count) = hourly(&mock);
    let client = client(&mock, provider);
    assert_eq!(count.load(Ordering::Relaxed), 0);
    ask(&client).await.unwrap();
    // Five minutes and a tenth of them before the end: the spread is a half of a fifth.
    mock.pass(54 * MINUTE + MINUTE / 2 - Duration::from_millis(1));
    ask(&client).await.unwrap();
    mock.pass(Duration::from_millis(1));
    ask(&client).await.unwrap();
    assert_eq!((tokens(&mock), count.load(Ordering::Relaxed)), (vec!["1".to_owned(), "1".to_owned(), "2".to_owned()], 2));
}

#[tokio::test]
async fn what_is_refused_is_replaced_once() {
    let mock = Mock::new();
    mock.on::<ShowHtapProcessList>().status(401).then(HtapProcessList::default()).status(401).always();
    let (provider, _) = hourly(&mock);
    let client = client(&mock, provider);
    let response = client.taurusdb().show_htap_process_list(HTAP).send_raw().await.unwrap();
    assert_eq!((response.attempts(), tokens(&mock)), (2, vec!["1".to_owned(), "2".to_owned()]));
    let error = ask(&client).await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), error.attempts(), tokens(&mock).len()), (401, 2, 4));

    // Values do not change.
    let fixed = Mock::new();
    fixed.on::<ShowHtapProcessList>().status(401).always();
    assert_eq!(ask(&self::client(&fixed, Credentials::auth_token("fixed"))).await.unwrap_err().attempts(), 1);
}

/// A mock that takes 10 seconds for each request, and how long it was allowed to take.
#[derive(Clone)]
struct Slow(Mock, Arc<Mutex<Vec<Duration>>>);

impl Transport for Slow {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        self.1.lock().unwrap().push(request.extensions().get::<TimeLimit>().unwrap().limit);
        self.0.pass(MINUTE / 6);
        self.0.send(request)
    }
}

#[tokio::test]
async fn what_is_sent_again_has_the_time_of_an_attempt_and_no_more_than_is_left_of_the_call() {
    let slow = Slow(Mock::new(), Arc::default());
    slow.0.on::<ShowHtapProcessList>().status(401).status(503).then(HtapProcessList::default());
    let builder = Client::builder().endpoint(Service::Taurusdb, "https://gaussdb.example").project_id(PROJECT).timeout(MINUTE);
    let builder = builder.credentials_provider(hourly(&slow.0).0).transport(slow.clone()).clock(slow.0.clone());
    ask(&builder.attempt_timeout(MINUTE * 3 / 4).build().unwrap()).await.unwrap();
    // Ten seconds went with each of the first two, and the wait between the last two took half of a tenth of one.
    assert_eq!(*slow.1.lock().unwrap(), [MINUTE * 3 / 4, MINUTE * 3 / 4, MINUTE * 2 / 3 - Duration::from_millis(50)]);
}

#[tokio::test]
async fn a_refusal_is_told_where_there_are_no_others() {
    let mock = Mock::new();
    mock.on::<ShowHtapProcessList>().status(401).always();
    let fetches = AtomicUsize::new(0);
    let provider = Refreshing::new(move || {
        let answer = match fetches.fetch_add(1, Ordering::Relaxed) {
            0 => Ok((Credentials::auth_token("first"), None)),
            _ => Err(Error::new(ErrorKind::Credentials, "closed")),
        };
        async move { answer }
    });
    let error = ask(&client(&mock, provider.clock(mock.clone()))).await.unwrap_err();
    assert_eq!((error.kind(), error.status().unwrap().as_u16(), tokens(&mock)), (ErrorKind::Service, 401, vec!["first".to_owned()]));
}

#[tokio::test]
async fn those_that_are_refused_late_do_not_replace_newer_ones() {
    let (provider, count) = hourly(&Mock::new());
    let first = provider.credentials().await.unwrap();
    assert!(provider.refused(&first));
    let second = provider.credentials().await.unwrap();
    assert!(provider.refused(&first));
    assert_eq!((provider.credentials().await.unwrap(), count.load(Ordering::Relaxed)), (second, 2));
}

type Answer = Result<(Credentials, Option<SystemTime>), Error>;

/// Credentials whose fetches end when they are told to, and how to tell them.
fn told() -> (Arc<Refreshing>, impl Fn(Answer), Arc<AtomicUsize>) {
    let count = Arc::new(AtomicUsize::new(0));
    let ends: Arc<Mutex<Vec<oneshot::Sender<Answer>>>> = Arc::default();
    let (counted, kept) = (Arc::clone(&count), Arc::clone(&ends));
    let refreshing = Refreshing::new(move || {
        counted.fetch_add(1, Ordering::Relaxed);
        let (sender, receiver) = oneshot::channel();
        kept.lock().unwrap().push(sender);
        async move { receiver.await.unwrap() }
    });
    (Arc::new(refreshing), move |answer| drop(ends.lock().unwrap().remove(0).send(answer)), count)
}

fn asked(provider: &Arc<Refreshing>) -> tokio::task::JoinHandle<Result<Credentials, Error>> {
    let provider = Arc::clone(provider);
    tokio::spawn(async move { provider.credentials().await })
}

#[tokio::test]
async fn however_many_wait_they_are_fetched_once() {
    let (provider, tell, count) = told();
    let waiting: Vec<_> = (0..100).map(|_| asked(&provider)).collect();
    tokio::task::yield_now().await;
    // The first of them, who has looked after the fetch so far, goes away.
    waiting[0].abort();
    tokio::task::yield_now().await;
    tell(Ok((Credentials::auth_token("one"), None)));
    for one in waiting.into_iter().skip(1) {
        assert_eq!(one.await.unwrap().unwrap(), Credentials::auth_token("one"));
    }
    assert_eq!(count.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn all_who_wait_hear_of_a_failure_and_the_next_one_asks_again() {
    let (provider, tell, count) = told();
    let waiting: Vec<_> = (0..10).map(|_| asked(&provider)).collect();
    tokio::task::yield_now().await;
    tell(Err(Error::new(ErrorKind::Credentials, "the agency is closed")));
    for one in waiting {
        let error = one.await.unwrap().unwrap_err();
        assert_eq!(
            (error.kind(), super::chain(&error).as_str()),
            (ErrorKind::Credentials, "credentials could not be fetched: the agency is closed")
        );
    }
    assert_eq!(count.load(Ordering::Relaxed), 1);
    let next = asked(&provider);
    tokio::task::yield_now().await;
    tell(Ok((Credentials::auth_token("two"), None)));
    assert_eq!(next.await.unwrap().unwrap(), Credentials::auth_token("two"));
}

#[tokio::test]
async fn a_failure_before_their_end_harms_nobody() {
    let mock = Mock::new();
    let fetches = Arc::new(AtomicUsize::new(0));
    let clock = mock.clone();
    let fetched = Arc::clone(&fetches);
    let provider = Refreshing::new(move || {
        let answer = match fetched.fetch_add(1, Ordering::Relaxed) {
            0 => Ok((Credentials::auth_token("first"), Some(clock.now() + 60 * MINUTE))),
            _ => Err(Error::new(ErrorKind::Credentials, "closed")),
        };
        async move { answer }
    });
    let provider = provider.clock(mock.clone());
    provider.credentials().await.unwrap();
    mock.pass(59 * MINUTE);
    // Not every call asks again, so shortly after it failed.
    for (seconds, count) in [(0, 2), (14, 2), (1, 3), (14, 3)] {
        mock.pass(Duration::from_secs(seconds));
        assert_eq!(provider.credentials().await.unwrap(), Credentials::auth_token("first"));
        assert_eq!(fetches.load(Ordering::Relaxed), count);
    }
    mock.pass(MINUTE);
    provider.credentials().await.unwrap_err();
}

#[test]
fn what_still_serves_need_not_wait_for_a_fetch_that_lasts() {
    let (mock, count) = (Mock::new(), Arc::new(AtomicUsize::new(0)));
    let (counted, clock) = (Arc::clone(&count), mock.clone());
    let provider = Refreshing::new(move || {
        let (first, ends) = (counted.fetch_add(1, Ordering::Relaxed) == 0, clock.now() + 60 * MINUTE);
        async move {
            if !first {
                std::future::pending::<()>().await;
            }
            Ok((Credentials::auth_token("first"), Some(ends)))
        }
    });
    let provider = provider.clock(mock.clone());
    let now = |wanted: &mut BoxFuture<'_, _>| match wanted.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(given) => Some(Result::unwrap(given)),
        Poll::Pending => None,
    };
    let first = Some(Credentials::auth_token("first"));
    assert_eq!(now(&mut provider.credentials()), first);
    mock.pass(58 * MINUTE);
    let mut begun = provider.credentials();
    assert_eq!(now(&mut begun), None);
    for (seconds, given) in [(5, None), (1, first.clone()), (50, first.clone())] {
        mock.pass(Duration::from_secs(seconds));
        assert_eq!((now(&mut provider.credentials()), count.load(Ordering::Relaxed)), (given, 2), "{seconds}");
    }
    // They have ended.
    mock.pass(2 * MINUTE);
    assert_eq!((now(&mut provider.credentials()), now(&mut begun)), (None, None));
}

#[test]
fn what_nobody_looked_after_fails_nobody_who_asks_later() {
    let (provider, tell, count) = told();
    let mut context = Context::from_waker(Waker::noop());
    {
        let mut first = pin!(provider.credentials());
        assert!(first.as_mut().poll(&mut context).is_pending());
    }
    tell(Err(Error::new(ErrorKind::Connect, "the connection is long gone")));
    let mut second = pin!(provider.credentials());
    assert!(second.as_mut().poll(&mut context).is_pending());
    tell(Ok((Credentials::auth_token("two"), None)));
    assert!(matches!(second.as_mut().poll(&mut context), Poll::Ready(Ok(_))));
    assert_eq!(count.load(Ordering::Relaxed), 2);
}

#[test]
fn what_is_refused_before_it_is_their_turn_is_fetched_anew() {
    let (provider, tell, count) = told();
    let mut context = Context::from_waker(Waker::noop());
    let (mut first, mut second) = (pin!(provider.credentials()), pin!(provider.credentials()));
    assert!(first.as_mut().poll(&mut context).is_pending() && second.as_mut().poll(&mut context).is_pending());
    tell(Ok((Credentials::auth_token("one"), None)));
    let Poll::Ready(Ok(one)) = first.as_mut().poll(&mut context) else { panic!("it was told") };
    assert!(provider.refused(&one));
    assert!(second.as_mut().poll(&mut context).is_pending());
    tell(Ok((Credentials::auth_token("two"), None)));
    let Poll::Ready(Ok(two)) = second.as_mut().poll(&mut context) else { panic!("it was told") };
    assert_eq!((two, count.load(Ordering::Relaxed)), (Credentials::auth_token("two"), 2));
}

#[test]
fn a_call_that_is_dropped_takes_nothing_from_the_others() {
    let (provider, tell, count) = told();
    let mut context = Context::from_waker(Waker::noop());
    {
        let mut first = pin!(provider.credentials());
        assert!(first.as_mut().poll(&mut context).is_pending());
    }
    let mut second = pin!(provider.credentials());
    assert!(second.as_mut().poll(&mut context).is_pending());
    tell(Ok((Credentials::auth_token("one"), None)));
    assert!(matches!(second.as_mut().poll(&mut context), Poll::Ready(Ok(_))));
    assert_eq!(count.load(Ordering::Relaxed), 1);
}
