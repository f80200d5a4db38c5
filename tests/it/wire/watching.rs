//! What those who watch calls are told: interceptors, and spans for `tracing`.

use std::fmt::Debug;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use http::{HeaderMap, HeaderValue, StatusCode};
use huaweicloud_gaussdb::api::taurusdb::ShowHtapProcessList;
use huaweicloud_gaussdb::interceptor::{Attempt, Interceptor};
use huaweicloud_gaussdb::models::HtapProcessList;
use huaweicloud_gaussdb::testing::Mock;
use huaweicloud_gaussdb::{Client, ClientBuilder, Credentials, Error, ErrorKind, Refreshing, Service};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};
use tracing_core::span::Current;

use super::{HTAP, PROJECT};

const CANARY: &str = "c4n4ry-5ecret";

fn builder(mock: &Mock) -> ClientBuilder {
    let builder = Client::builder().endpoint(Service::Taurusdb, "https://gaussdb.example/").project_id(PROJECT);
    builder.credentials(Credentials::ak_sk("AK", CANARY)).transport(mock.clone()).clock(mock.clone())
}

/// Writes down what it is told.
#[derive(Clone, Default)]
struct Diary(Arc<Mutex<Vec<String>>>);

impl Diary {
    fn note(&self, line: String) {
        self.0.lock().unwrap().push(line);
    }

    fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

impl Interceptor for Diary {
    fn before_attempt(&self, attempt: &Attempt, headers: &mut HeaderMap) -> Result<(), Error> {
        assert!(!headers.contains_key("authorization") && headers.contains_key("user-agent"));
        headers.insert("x-trace", HeaderValue::from(attempt.number));
        self.note(format!("{} {} at {:?}", attempt.operation, attempt.number, attempt.elapsed));
        Ok(())
    }

    fn after_attempt(&self, attempt: &Attempt, outcome: Result<StatusCode, &Error>) {
        self.note(format!("{}: {}", attempt.number, outcome.map_or_else(ToString::to_string, |status| status.as_u16().to_string())));
    }

    fn done(&self, call: &Attempt, outcome: Result<(), &Error>) {
        self.note(format!("done after {} in {:?}: {:?}", call.number, call.elapsed, outcome.map_err(Error::kind)));
    }
}

#[tokio::test]
async fn an_interceptor_hears_of_each_attempt_and_of_the_end() {
    let (mock, diary) = (Mock::new(), Diary::default());
    mock.on::<ShowHtapProcessList>().status(503).hangs().then(HtapProcessList::default());
    let client = builder(&mock).interceptor(diary.clone()).build().unwrap();
    client.taurusdb().show_htap_process_list(HTAP).await.unwrap();
    let expected = [
        "taurusdb.show_htap_process_list 1 at 0ns",
        "1: 503",
        "taurusdb.show_htap_process_list 2 at 50ms",
        "2: it was given up before there was an answer",
        "taurusdb.show_htap_process_list 3 at 30.15s",
        "3: 200",
        "done after 3 in 30.15s: Ok(())",
    ];
    assert_eq!(diary.take(), expected);
    assert_eq!(mock.seen().iter().map(|seen| seen.request.headers()["x-trace"].clone()).collect::<Vec<_>>(), ["1", "2", "3"]);
}

/// Refuses everything.
struct Guard;

impl Interceptor for Guard {
    fn before_attempt(&self, _: &Attempt, _: &mut HeaderMap) -> Result<(), Error> {
        Err(Error::new(ErrorKind::InvalidRequest, "not today"))
    }
}

/// Refuses everything, for a reason that would pass if it were that of a connection.
struct Drawbridge;

impl Interceptor for Drawbridge {
    fn before_attempt(&self, _: &Attempt, _: &mut HeaderMap) -> Result<(), Error> {
        Err(Error::new(ErrorKind::Connect, "the bridge is up"))
    }
}

/// Hears of no attempt.
struct Later;

impl Interceptor for Later {
    fn before_attempt(&self, _: &Attempt, _: &mut HeaderMap) -> Result<(), Error> {
        unreachable!("the call has ended")
    }

    fn after_attempt(&self, _: &Attempt, _: Result<StatusCode, &Error>) {
        unreachable!("it was told of no attempt")
    }
}

#[tokio::test]
async fn an_interceptor_can_end_a_call_before_it_is_sent() {
    let (mock, diary) = (Mock::new(), Diary::default());
    let client = builder(&mock).interceptor(diary.clone()).interceptor(Guard).build().unwrap();
    let error = client.taurusdb().show_htap_process_list(HTAP).await.unwrap_err();
    assert_eq!((error.to_string().as_str(), mock.seen().len()), ("taurusdb.show_htap_process_list: not today", 0));
    // Who was told of an attempt hears of its end, and who comes later of neither.
    let client = builder(&mock).interceptor(diary.clone()).interceptor(Guard).interceptor(Later).build().unwrap();
    client.taurusdb().show_htap_process_list(HTAP).await.unwrap_err();
    let expected = ["taurusdb.show_htap_process_list 1 at 0ns", "1: not today", "done after 0 in 0ns: Err(InvalidRequest)"];
    assert_eq!(diary.take(), [expected, expected].concat());
    let client = builder(&mock).interceptor(diary.clone()).interceptor(Drawbridge).build().unwrap();
    client.taurusdb().show_htap_process_list(HTAP).await.unwrap_err();
    assert_eq!(diary.take().len(), 3);
}

/// Keeps what spans say, each line with the number of its span.
#[derive(Clone, Default)]
struct Spans(Diary, Arc<Mutex<Known>>);

/// The spans so far, and those that are entered, the innermost last.
#[derive(Default)]
struct Known {
    all: Vec<&'static Metadata<'static>>,
    entered: Vec<u64>,
}

struct Fields<'a>(&'a Spans, u64);

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.0.note(format!("{} {}={value:?}", self.1, field.name()));
    }
}

impl Subscriber for Spans {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("huaweicloud_gaussdb")
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        let mut known = self.1.lock().unwrap();
        known.all.push(attributes.metadata());
        let number = u64::try_from(known.all.len()).unwrap();
        self.0.note(format!("{number} is {}", attributes.metadata().name()));
        attributes.record(&mut Fields(self, number));
        Id::from_u64(number)
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        values.record(&mut Fields(self, span.into_u64()));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, event: &Event<'_>) {
        event.record(&mut Fields(self, 0));
    }
    fn enter(&self, span: &Id) {
        self.1.lock().unwrap().entered.push(span.into_u64());
    }

    fn exit(&self, _: &Id) {
        self.1.lock().unwrap().entered.pop();
    }

    fn current_span(&self) -> Current {
        let known = self.1.lock().unwrap();
        let Some(number) = known.entered.last() else { return Current::none() };
        Current::new(Id::from_u64(*number), known.all[usize::try_from(*number).unwrap() - 1])
    }
}

#[tokio::test]
async fn calls_and_attempts_are_spans_that_say_nothing_secret() {
    let (mock, spans) = (Mock::new(), Spans::default());
    mock.on::<ShowHtapProcessList>()
        .status(503)
        .fails(huaweicloud_gaussdb::transport::TransportErrorKind::Broken)
        .status(401)
        .then(HtapProcessList::default());
    let provider = Refreshing::new(|| async { Ok((Credentials::ak_sk("AK", CANARY), None)) });
    let client = builder(&mock).credentials_provider(provider).build().unwrap();
    let guard = tracing::subscriber::set_default(spans.clone());
    let call = client.taurusdb().show_htap_process_list(HTAP).query("token", CANARY).header("x-canary", CANARY);
    call.with_timeout(Duration::from_secs(60)).await.unwrap();
    drop(guard);
    let operation = r#"otel.name="taurusdb.show_htap_process_list""#;
    let attempt = |number: u32| {
        let own = number + 1;
        let mut said = vec![
            format!("{own} is http.client.attempt"),
            format!("{own} {operation}"),
            format!(r#"{own} otel.kind="client""#),
            format!(r#"{own} http.request.method="GET""#),
            format!("{own} http.request.resend_count={}", number - 1),
            format!(r#"{own} server.address="gaussdb.example""#),
            format!("{own} server.port=443"),
        ];
        // Only what is sent again says how often.
        said.retain(|line| !line.ends_with("resend_count=0"));
        said
    };
    let mut expected = vec!["1 is http.client.call".to_owned(), format!("1 {operation}"), r#"1 http.request.method="GET""#.to_owned()];
    expected.extend(attempt(1));
    expected.extend(["2 http.response.status_code=503".to_owned(), r#"2 error.type="503""#.to_owned()]);
    expected.extend(attempt(2));
    expected.push(r#"3 error.type="Transport""#.to_owned());
    expected.extend(attempt(3));
    // What is sent again with other credentials, too, is an attempt.
    expected.extend(["4 http.response.status_code=401".to_owned(), r#"4 error.type="401""#.to_owned()]);
    expected.extend(attempt(4));
    expected.push("5 http.response.status_code=200".to_owned());
    assert_eq!(spans.0.take(), expected);
}
