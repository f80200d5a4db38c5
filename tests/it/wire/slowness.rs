//! Servers that take their time: no call takes longer than it may.

use std::ops::RangeInclusive;
use std::time::Duration;

use huaweicloud_gaussdb::{ErrorKind, Retry};

use super::both::{Outcome, both};
use super::server::{Answer, Server};

const fn milliseconds(count: u64) -> Duration {
    Duration::from_millis(count)
}

/// The error of a call that ended when its time was up.
#[track_caller]
fn assert_in_time(outcome: Outcome, limit: Duration, attempts: RangeInclusive<u32>, context: &str) {
    let Outcome { over, elapsed, .. } = outcome;
    assert!(limit <= elapsed && elapsed < limit + milliseconds(600), "{context} over {over}: {elapsed:?}");
    let error = outcome.error(ErrorKind::Timeout, context);
    assert!(attempts.contains(&error.attempts()), "{context} over {over}: {error}");
    assert!(error.is_timeout() && error.is_retryable(), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_drips_is_not_waited_for() {
    let (head, body) = ("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 20\r\n\r\n", r#"{"process_list": []}"#);
    let chunked = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n14\r\n";
    let endless = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n";
    for (at_once, slowly) in [("", head), (head, body), (chunked, body), (endless, body)] {
        let server = Server::with([Answer::dripping(at_once, slowly)]).await;
        let retry = Retry::default().base(Duration::ZERO);
        // 150 ms, 150 ms, and the 100 ms that are left, unless the machine is busy.
        for outcome in
            both!(&server.url(), client: |it| it.attempt_timeout(milliseconds(150)).timeout(milliseconds(400)).retry(retry.clone()))
        {
            assert_in_time(outcome, milliseconds(400), 2..=3, at_once);
        }
        for outcome in both!(&server.url(), call: |it| it.with_attempt_timeout(milliseconds(150))) {
            assert_in_time(outcome, milliseconds(150), 1..=1, at_once);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_never_answers_takes_no_longer_than_the_call_may() {
    let server = Server::with([Answer::stalled("")]).await;
    for outcome in both!(&server.url(), client: |it| it.retry(Retry::default()).timeout(milliseconds(300))) {
        assert_in_time(outcome, milliseconds(300), 1..=1, "silence");
    }
    for outcome in both!(&server.url(), call: |it| it.with_retry(Retry::default()).with_timeout(milliseconds(300))) {
        assert_in_time(outcome, milliseconds(300), 1..=1, "silence");
    }
    // What the waits take is taken from the last attempt.
    let shorter = milliseconds(200);
    for outcome in both!(&server.url(), client: |it| it.retry(Retry::default()).timeout(milliseconds(500)).attempt_timeout(shorter)) {
        assert_in_time(outcome, milliseconds(400), 2..=3, "silence");
    }
}
