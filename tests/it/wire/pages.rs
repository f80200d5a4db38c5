//! Answers that are spread over pages, by limit and offset.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use futures_core::Stream;
use huaweicloud_gaussdb::Error;

use super::server::{Answer, Request, Server};
use super::{HTAP, SESSIONS, client};

/// The number that a parameter of the query has.
fn parameter(request: &Request, name: &str) -> Option<usize> {
    let (_, query) = request.target.split_once('?')?;
    query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=')).map(|text| text.parse().unwrap())
}

pub fn page(ids: impl IntoIterator<Item = usize>) -> Answer {
    let sessions: Vec<String> = ids.into_iter().map(|id| format!(r#"{{"id": "{id}"}}"#)).collect();
    Answer::json(200, &format!(r#"{{"process_list": [{}]}}"#, sessions.join(", ")))
}

/// A server that has so many sessions, numbered from 0, and pages of 100 unless asked for fewer.
async fn server(total: usize) -> Server {
    Server::start(move |_, request| {
        let (limit, offset) = (parameter(request, "limit").unwrap_or(100), parameter(request, "offset").unwrap_or(0));
        page((offset..total).take(limit))
    })
    .await
}

pub fn targets(queries: &[&str]) -> Vec<String> {
    queries.iter().map(|query| format!("{SESSIONS}?{query}")).collect()
}

/// The ids that come before the end, and the error if it is one.
pub async fn all(server: &Server, limit: Option<i32>, offset: Option<i32>) -> (Vec<usize>, Option<Error>) {
    let mut call = client(server).taurusdb().show_htap_process_list(HTAP);
    if let Some(limit) = limit {
        call = call.limit(limit);
    }
    if let Some(offset) = offset {
        call = call.offset(offset);
    }
    let (mut items, mut ids) = (call.items(), Vec::new());
    loop {
        match items.try_next().await {
            Ok(Some(item)) => ids.push(item.id.unwrap().parse().unwrap()),
            end => {
                // The end is the end.
                let requests = server.requests().len();
                assert!(items.try_next().await.unwrap().is_none());
                assert_eq!(server.requests().len(), requests);
                return (ids, end.err());
            }
        }
    }
}

#[tokio::test]
async fn a_short_page_is_the_last() {
    let server = server(5).await;
    let (ids, error) = all(&server, Some(2), None).await;
    assert!(error.is_none());
    assert_eq!(ids, [0, 1, 2, 3, 4]);
    assert_eq!(server.targets(), targets(&["limit=2&offset=0", "limit=2&offset=2", "limit=2&offset=4"]));
}

#[tokio::test]
async fn after_a_full_page_an_empty_one_is_the_end() {
    let server = server(4).await;
    assert_eq!(all(&server, Some(2), None).await.0, [0, 1, 2, 3]);
    assert_eq!(server.targets(), targets(&["limit=2&offset=0", "limit=2&offset=2", "limit=2&offset=4"]));
}

#[tokio::test]
async fn without_a_limit_the_default_is_sent_and_tells_a_short_page() {
    let long = server(250).await;
    assert_eq!(all(&long, None, None).await.0, (0..250).collect::<Vec<_>>());
    assert_eq!(long.targets(), targets(&["limit=100&offset=0", "limit=100&offset=100", "limit=100&offset=200"]));
    let short = server(99).await;
    assert_eq!(all(&short, None, None).await.0.len(), 99);
    assert_eq!(short.targets(), targets(&["limit=100&offset=0"]));
}

#[tokio::test]
async fn no_session_at_all_is_one_call() {
    let server = server(0).await;
    assert_eq!(all(&server, Some(10), None).await.0, [0; 0]);
    assert_eq!(server.targets(), targets(&["limit=10&offset=0"]));
}

#[tokio::test]
async fn pages_begin_where_the_caller_says() {
    let server = server(6).await;
    assert_eq!(all(&server, Some(2), Some(3)).await.0, [3, 4, 5]);
    assert_eq!(server.targets(), targets(&["limit=2&offset=3", "limit=2&offset=5"]));
}

#[tokio::test]
async fn an_error_in_the_middle_is_handed_on_once() {
    let refusal = Answer::json(400, r#"{"error_code": "DBS.200022", "error_msg": "Instance not found."}"#);
    let server = Server::with([page(0..2), refusal, page(2..4)]).await;
    let (ids, error) = all(&server, Some(2), None).await;
    assert_eq!(ids, [0, 1]);
    assert_eq!(error.unwrap().code(), Some("DBS.200022"));
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn pages_are_whole_and_keep_what_the_call_has() {
    let server = server(3).await;
    let call = client(&server).taurusdb().show_htap_process_list(HTAP).limit(2);
    let mut pages = call.project_id("p").query("q", "1").header("x-trace", "7").x_language("zh-cn").pages();
    assert_eq!(pages.try_next().await.unwrap().unwrap().process_list.len(), 2);
    assert_eq!(pages.try_next().await.unwrap().unwrap().process_list.len(), 1);
    assert!(pages.try_next().await.unwrap().is_none());
    let sent = server.requests();
    assert_eq!(sent[1].target, format!("/v3/p/instances/{HTAP}/htap/process?limit=2&offset=2&q=1"));
    assert_eq!((sent[1].header("x-trace"), sent[1].header("x-language")), (Some("7"), Some("zh-cn")));
}

async fn collected<S: Stream<Item = Result<T, Error>> + Unpin, T>(mut stream: S) -> Vec<T> {
    let mut collected = Vec::new();
    while let Some(item) = poll_fn(|context| Pin::new(&mut stream).poll_next(context)).await {
        collected.push(item.unwrap());
    }
    assert!(poll_fn(|context| Pin::new(&mut stream).poll_next(context)).await.is_none());
    collected
}

#[tokio::test]
async fn items_and_pages_are_streams() {
    let server = server(5).await;
    let call = client(&server).taurusdb().show_htap_process_list(HTAP).limit(3);
    let items = collected(call.clone().items()).await;
    let ids: Vec<_> = items.iter().map(|item| item.id.as_deref().unwrap()).collect();
    assert_eq!(ids, ["0", "1", "2", "3", "4"]);
    let pages = collected(call.pages()).await;
    assert_eq!(pages.iter().map(|page| page.process_list.len()).collect::<Vec<_>>(), [3, 2]);
}

#[tokio::test]
async fn nothing_is_asked_for_before_it_is_wanted() {
    let server = server(5).await;
    let mut items = client(&server).taurusdb().show_htap_process_list(HTAP).limit(2).items();
    assert_eq!(server.requests().len(), 0);
    items.try_next().await.unwrap().unwrap();
    items.try_next().await.unwrap().unwrap();
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn an_item_that_is_no_longer_awaited_is_not_lost() {
    let server = server(3).await;
    let mut items = client(&server).taurusdb().show_htap_process_list(HTAP).limit(2).items();
    let mut seen = Vec::new();
    loop {
        // Each wait is given up once before it is resumed.
        if let Poll::Ready(item) = Pin::new(&mut items).poll_next(&mut Context::from_waker(Waker::noop())) {
            seen.extend(item.map(|item| item.unwrap().id.unwrap()));
        }
        match items.try_next().await.unwrap() {
            Some(item) => seen.push(item.id.unwrap()),
            None => break,
        }
    }
    assert_eq!(seen, ["0", "1", "2"]);
    assert_eq!(server.targets(), targets(&["limit=2&offset=0", "limit=2&offset=2"]));
}

#[tokio::test]
async fn a_part_can_be_collected_and_gone_on_from() {
    let server = server(7).await;
    let call = || client(&server).taurusdb().show_htap_process_list(HTAP).limit(3);
    let ids = |sessions: Vec<huaweicloud_gaussdb::models::HtapProcessInfo>| {
        sessions.into_iter().map(|session| session.id.unwrap()).collect::<Vec<_>>().join(" ")
    };
    let mut items = call().items();
    assert_eq!(items.position().as_deref(), Some("0"));
    assert_eq!(ids(items.collect_up_to(4).await.unwrap()), "0 1 2 3");
    // The third page was not asked for.
    assert_eq!(server.targets(), targets(&["limit=3&offset=0", "limit=3&offset=3"]));
    let position = items.position().unwrap();
    assert_eq!(position, "4");
    let mut rest = call().offset(position.parse().unwrap()).items();
    assert_eq!(ids(rest.collect_up_to(usize::MAX).await.unwrap()), "4 5 6");
    assert_eq!((rest.position(), ids(items.collect_up_to(9).await.unwrap()).as_str()), (None, "4 5 6"));

    let mut pages = call().pages();
    pages.try_next().await.unwrap().unwrap();
    assert_eq!(pages.position().as_deref(), Some("3"));
}

#[tokio::test]
async fn after_an_error_the_position_is_where_to_go_on() {
    let server = Server::with([page(0..2), Answer::new(400, "", "")]).await;
    let mut items = client(&server).taurusdb().show_htap_process_list(HTAP).limit(2).items();
    items.collect_up_to(2).await.unwrap();
    assert_eq!(items.try_next().await.unwrap_err().kind(), huaweicloud_gaussdb::ErrorKind::Service);
    assert_eq!(items.position().as_deref(), Some("2"));
    assert!(items.try_next().await.unwrap().is_none());
}
