//! Servers whose pages are not as they should be: too long, empty too early, overlapping, the same again, or without an end.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use huaweicloud_gaussdb::transport::{Body, BoxFuture, Transport, TransportError};
use huaweicloud_gaussdb::{Credentials, Error, ErrorKind};

use super::pages::{all, page, targets};
use super::server::{Answer, Server};
use super::{HTAP, TOKEN, at, blocking};

#[tokio::test]
async fn a_page_above_its_limit_is_taken_whole() {
    let server = Server::with([page(0..3), page(3..6), page(6..7)]).await;
    assert_eq!(all(&server, Some(2), None).await.0, [0, 1, 2, 3, 4, 5, 6]);
    assert_eq!(server.targets(), targets(&["limit=2&offset=0", "limit=2&offset=3", "limit=2&offset=6"]));
}

#[tokio::test]
async fn a_server_that_ignores_the_offset_is_an_error() {
    let server = Server::with([page(0..2)]).await;
    let (ids, error) = all(&server, Some(2), None).await;
    assert_eq!(ids, [0, 1]);
    let error = error.unwrap();
    assert_eq!(error.kind(), ErrorKind::Decode);
    let expected = "taurusdb.show_htap_process_list: the pages do not end: the server does not seem to move on (1 attempt)";
    assert_eq!(error.to_string(), expected);
    assert!(!error.is_retryable());
    assert_eq!(server.targets(), targets(&["limit=2&offset=0", "limit=2&offset=2"]));
}

#[tokio::test]
async fn the_same_items_again_are_the_same_page_whatever_stands_beside_them() {
    let server =
        Server::start(|count, _| Answer::json(200, &format!(r#"{{"process_list": [{{"id": "0"}}, {{"id": "1"}}], "asked": {count}}}"#)));
    let (ids, error) = all(&server.await, Some(2), None).await;
    assert_eq!((ids, error.unwrap().kind()), (vec![0, 1], ErrorKind::Decode));
}

#[tokio::test]
async fn an_empty_page_is_the_last_whatever_would_follow() {
    let server = Server::with([page(0..2), page([]), page(2..4)]).await;
    let (ids, error) = all(&server, Some(2), None).await;
    assert_eq!((ids, error.is_none()), (vec![0, 1], true));
    assert_eq!(server.targets(), targets(&["limit=2&offset=0", "limit=2&offset=2"]));
}

#[tokio::test]
async fn pages_that_overlap_are_handed_on_as_they_are() {
    let server = Server::with([page([0, 1]), page([1, 2]), page([2])]).await;
    assert_eq!(all(&server, Some(2), None).await.0, [0, 1, 1, 2, 2]);
    assert_eq!(server.targets(), targets(&["limit=2&offset=0", "limit=2&offset=2", "limit=2&offset=4"]));
}

#[tokio::test]
async fn of_two_pages_that_take_turns_neither_is_the_end() {
    // Only a page that repeats the one before is known to stall.
    let server = Server::with([page([0, 1]), page([2, 3]), page([0, 1]), page([2, 3]), page([4])]).await;
    assert_eq!(all(&server, Some(2), None).await.0, [0, 1, 2, 3, 0, 1, 2, 3, 4]);
}

/// Has another session for each page, and no last one.
#[derive(Clone, Default)]
struct Unending(Arc<AtomicUsize>);

impl Transport for Unending {
    fn send(&self, _: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let id = self.0.fetch_add(1, Ordering::Relaxed);
        Box::pin(async move { Ok(http::Response::new(format!(r#"{{"process_list": [{{"id": "{id}"}}]}}"#).into())) })
    }
}

/// The page that would be the ten-thousandth is an error instead.
#[track_caller]
fn assert_capped(server: &Unending, items: usize, error: &Error) {
    assert_eq!((server.0.load(Ordering::Relaxed), items), (10_000, 9_999));
    assert_eq!((error.kind(), error.is_retryable()), (ErrorKind::Decode, false));
    assert!(error.to_string().contains("the pages do not end"), "{error}");
}

#[tokio::test]
async fn pages_without_an_end_are_an_error_after_ten_thousand() {
    let server = Unending::default();
    let client = at("https://gaussdb.example").credentials(Credentials::auth_token(TOKEN)).transport(server.clone()).build().unwrap();
    let (mut items, mut count) = (client.taurusdb().show_htap_process_list(HTAP).limit(1).items(), 0);
    let error = loop {
        match items.try_next().await {
            Ok(item) => assert_eq!(item.unwrap().id, Some(count.to_string())),
            Err(error) => break error,
        }
        count += 1;
    };
    assert_capped(&server, count, &error);
    assert!(items.try_next().await.unwrap().is_none());
}

#[test]
fn so_it_is_for_those_who_wait() {
    let server = Unending::default();
    let client = blocking::builder("https://gaussdb.example").transport(server.clone()).build().unwrap();
    let mut items = client.taurusdb().show_htap_process_list(HTAP).limit(1).items();
    let (count, error) = items.by_ref().enumerate().find_map(|(index, item)| item.err().map(|error| (index, error))).unwrap();
    assert_capped(&server, count, &error);
    assert!(items.next().is_none());
}
