//! Further attempts: when, after which wait, and how many for all callers together. Time is virtual here, and nothing travels.

use std::time::Duration;

use huaweicloud_gaussdb::api::taurusdb::ShowHtapProcessList;
use huaweicloud_gaussdb::models::{HtapProcessInfo, HtapProcessList};
use huaweicloud_gaussdb::retry::{Failed, Retry, RetryPolicy};
use huaweicloud_gaussdb::testing::{Expectation, Mock};
use huaweicloud_gaussdb::transport::TransportErrorKind;
use huaweicloud_gaussdb::{Client, ClientBuilder, Credentials, Error, ErrorKind, Service};
use serde_json::json;

use super::{HTAP, PROJECT};

fn client(mock: &Mock, set: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Client {
    let builder = Client::builder().endpoint(Service::Taurusdb, "https://gaussdb.example").project_id(PROJECT);
    let credentials = Credentials::ak_sk("AK", "SK");
    set(builder.credentials(credentials).transport(mock.clone()).clock(mock.clone())).build().unwrap()
}

/// A service whose answers `script` gives.
fn mock(script: impl FnOnce(Expectation<ShowHtapProcessList>) -> Expectation<ShowHtapProcessList>) -> Mock {
    let mock = Mock::new();
    script(mock.on());
    mock
}

async fn ask(mock: &Mock) -> Result<HtapProcessList, Error> {
    client(mock, |builder| builder).taurusdb().show_htap_process_list(HTAP).await
}

/// The waits so far, in milliseconds.
fn waits(mock: &Mock) -> Vec<u128> {
    mock.waits().iter().map(Duration::as_millis).collect()
}

fn fine() -> HtapProcessList {
    HtapProcessList::default().process_list([HtapProcessInfo::default().id("7")])
}

#[tokio::test]
async fn a_failure_that_passes_is_tried_three_times_with_waits_that_double() {
    let service = mock(|on| on.status(503).times(2).then(fine()));
    assert_eq!(ask(&service).await.unwrap(), fine());
    // Half of 100 ms and of 200 ms: the spread is a half here.
    assert_eq!((service.seen().len(), waits(&service), service.left()), (3, vec![50, 100], 0));

    let service = mock(|on| on.status(503).always());
    let error = ask(&service).await.unwrap_err();
    assert_eq!((error.attempts(), error.status().unwrap().as_u16(), service.seen().len(), waits(&service)), (3, 503, 3, vec![50, 100]));
    assert_eq!(error.to_string(), "taurusdb.show_htap_process_list: 503 Service Unavailable (3 attempts)");
}

#[tokio::test]
async fn each_attempt_is_dated_and_signed_anew() {
    let service = mock(|on| on.answer(503, &[("retry-after", "7")], "").then(fine()));
    ask(&service).await.unwrap();
    let header =
        |name: &str| service.seen().iter().map(|seen| seen.request.headers()[name].to_str().unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(header("x-sdk-date"), ["20250101T000000Z", "20250101T000007Z"]);
    let signatures = header("authorization");
    assert!(signatures[0].starts_with("SDK-HMAC-SHA256 Access=AK, ") && signatures[0] != signatures[1], "{signatures:?}");
    assert!(service.seen().iter().all(|seen| seen.operation == "taurusdb.show_htap_process_list"));
}

#[tokio::test]
async fn what_passes_and_what_does_not() {
    use TransportErrorKind::{Broken, Connect, Timeout, TooLarge, Untrusted, Unusable};
    for status in [408, 429, 500, 502, 503, 504] {
        let service = mock(|on| on.status(status).then(fine()));
        ask(&service).await.unwrap();
    }
    for kind in [Connect, Broken, Timeout] {
        let service = mock(|on| on.fails(kind).then(fine()));
        ask(&service).await.unwrap();
    }
    let stays = [400, 401, 403, 404, 409, 501, 599, 302, 204].map(|status| mock(|on| on.status(status).then(fine())));
    let lasts = [Untrusted, TooLarge, Unusable].map(|kind| mock(|on| on.fails(kind).then(fine())));
    let undecodable = [mock(|on| on.answer(200, &[("content-type", "text/html")], "<html>").then(fine()))];
    for service in stays.into_iter().chain(lasts).chain(undecodable) {
        ask(&service).await.unwrap_err();
        assert_eq!((service.seen().len(), waits(&service), service.left()), (1, vec![], 1));
    }
}

#[tokio::test]
async fn a_service_that_throttles_is_given_more_time() {
    let service = mock(|on| on.status(429).then(fine()));
    ask(&service).await.unwrap();
    assert_eq!(waits(&service), [500]);
    // The gateway says it by its code, whatever the status.
    let service = mock(|on| on.json(503, &json!({"error_code": "APIGW.0308", "error_msg": "Too many."})).always());
    assert!(ask(&service).await.unwrap_err().is_throttled());
    assert_eq!(waits(&service), [500, 1000]);
}

#[tokio::test]
async fn a_service_that_says_how_long_is_given_that_time() {
    let date = ("date", "Sun, 06 Nov 1994 08:49:37 GMT");
    let cases: [(&[(&str, &str)], u128); 6] = [
        (&[("retry-after", "0")], 0),
        (&[("retry-after", " 5 ")], 5000),
        // As long as this after the answer was dated; the clock here is 30 years ahead.
        (&[date, ("retry-after", "Sun, 06 Nov 1994 08:49:40 GMT")], 3000),
        (&[date, ("retry-after", "Sun, 06 Nov 1994 08:49:00 GMT")], 0),
        (&[("retry-after", "-1")], 50),
        (&[("retry-after", "soon")], 50),
    ];
    for (headers, wait) in cases {
        let service = mock(|on| on.answer(503, headers, "").then(fine()));
        ask(&service).await.unwrap();
        assert_eq!(waits(&service), [wait], "{headers:?}");
    }
}

#[tokio::test]
async fn nobody_waits_for_longer_than_the_call_may_take() {
    for (asked, told) in [("90", 90), ("99999", 3600)] {
        let service = mock(|on| on.answer(503, &[("retry-after", asked)], "").then(fine()));
        let error = ask(&service).await.unwrap_err();
        assert_eq!((error.attempts(), error.retry_after(), waits(&service)), (1, Some(Duration::from_secs(told)), vec![]));
    }
}

#[tokio::test]
async fn silence_ends_with_the_attempt_and_with_the_call() {
    let silent = || mock(|on| on.hangs().always());
    let service = silent();
    let error = ask(&service).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 3));
    // An attempt has 30 s, the call 90: what is left for the third is what the waits before it took.
    assert_eq!(waits(&service), [30_000, 50, 30_000, 100, 29_850]);

    let service = silent();
    let hasty = client(&service, |builder| builder.attempt_timeout(Duration::from_secs(2)).timeout(Duration::from_secs(3)));
    hasty.taurusdb().show_htap_process_list(HTAP).await.unwrap_err();
    assert_eq!(waits(&service), [2000, 50, 950]);

    let service = silent();
    let call = client(&service, |builder| builder).taurusdb().show_htap_process_list(HTAP);
    let error = call.with_timeout(Duration::from_secs(1)).with_attempt_timeout(Duration::from_secs(5)).await.unwrap_err();
    assert_eq!((error.attempts(), waits(&service)), (1, vec![1000]));
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
    let service = mock(|on| on.status(503).times(4).then(fine()));
    let call = client(&service, |builder| builder.retry(Always)).taurusdb().show_htap_process_list(HTAP);
    assert_eq!(call.clone().send_raw().await.unwrap().attempts(), 5);
    assert_eq!(waits(&service), [1, 2, 3, 4]);

    let service = mock(|on| on.status(503).then(fine()));
    let call = client(&service, |builder| builder.retry(Always)).taurusdb().show_htap_process_list(HTAP);
    assert_eq!(call.with_retry(Retry::none()).await.unwrap_err().attempts(), 1);

    let patient = Retry::default().attempts(5).base(Duration::from_secs(8)).longest(Duration::from_secs(20));
    let service = mock(|on| on.status(503).always());
    client(&service, |builder| builder.retry(patient)).taurusdb().show_htap_process_list(HTAP).await.unwrap_err();
    assert_eq!(waits(&service), [4000, 8000, 10_000, 10_000]);
}

#[tokio::test]
async fn all_callers_together_have_a_budget() {
    let service = mock(|on| on.status(503).times(200).then(fine()).times(5).status(503).always());
    let shared = client(&service, |builder| builder);
    for _ in 0..100 {
        shared.clone().taurusdb().show_htap_process_list(HTAP).await.unwrap_err();
    }
    // 500 tokens, of which a further attempt costs 5.
    assert_eq!(service.seen().len(), 100 + 100);
    for _ in 0..5 {
        shared.taurusdb().show_htap_process_list(HTAP).await.unwrap();
    }
    // Five successes give back what one further attempt costs.
    assert_eq!(shared.taurusdb().show_htap_process_list(HTAP).await.unwrap_err().attempts(), 2);
}

#[tokio::test]
async fn what_nobody_expects_is_an_error() {
    let error = ask(&Mock::new()).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Config, 0));
    assert!(error.to_string().contains("expects no more calls of `taurusdb.show_htap_process_list`"), "{error}");
}

#[tokio::test]
async fn a_refusal_says_how_far_off_the_clock_is() {
    let refusal = |date: &'static str| async move {
        let body = r#"{"error_code": "APIGW.0301", "error_msg": "Incorrect IAM authentication information"}"#;
        let service = mock(|on| on.answer(401, &[("date", date)], body));
        ask(&service).await.unwrap_err()
    };
    let error = refusal("Wed, 01 Jan 2025 00:20:00 GMT").await;
    assert_eq!(error.clock_skew(), Some(1200));
    let expected = "taurusdb.show_htap_process_list: 401 APIGW.0301 \"Incorrect IAM authentication information\" (1 attempt); the clock here is \
                    1200 s behind that of the service";
    assert_eq!(error.to_string(), expected);
    let error = refusal("Tue, 31 Dec 2024 23:00:00 GMT").await;
    assert!(error.to_string().ends_with("; the clock here is 3600 s ahead of that of the service"), "{error}");
    for usual in ["Wed, 01 Jan 2025 00:04:59 GMT", "today"] {
        assert_eq!(refusal(usual).await.clock_skew(), None);
    }
    // Other refusals do not come from the clock.
    let service = mock(|on| on.answer(404, &[("date", "Wed, 01 Jan 2025 00:20:00 GMT")], ""));
    assert_eq!(ask(&service).await.unwrap_err().clock_skew(), None);
}
