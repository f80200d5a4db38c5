//! What a client finds by itself: credentials that a machine is lent, a chain of places, and a project that IAM knows. What is asked, and in
//! which order, is that of the official SDKs.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use huaweicloud_gaussdb::transport::{Body, BoxFuture, ConnectTimeout, TimeLimit, Transport, TransportError, TransportErrorKind};
use huaweicloud_gaussdb::{Chain, Client, Credentials, Error, ErrorKind, ProvideCredentials, Region, Retry, Secret, blocking};

use super::{GAUSSDB, PROJECT, chain};

/// A status and a body.
type Answer = Result<(u16, String), TransportErrorKind>;

/// A machine around the client: what it answers to a request line.
#[derive(Clone)]
struct Machine {
    answer: Arc<dyn Fn(&str) -> Answer + Send + Sync>,
    seen: Arc<Mutex<Vec<http::Request<()>>>>,
}

fn machine(answer: impl Fn(&str) -> Answer + Send + Sync + 'static) -> Machine {
    Machine { answer: Arc::new(answer), seen: Arc::default() }
}

impl Machine {
    /// The request lines so far, each with what it says in these headers.
    fn lines(&self, headers: &[&str]) -> Vec<String> {
        let seen = self.seen.lock().unwrap();
        let line = |request: &http::Request<()>| {
            let said = headers.iter().filter_map(|name| Some(format!(" {name}={}", request.headers().get(*name)?.to_str().unwrap())));
            format!("{} {}{}", request.method(), request.uri(), said.collect::<String>())
        };
        seen.iter().map(line).collect()
    }
}

impl Transport for Machine {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let request = request.map(drop);
        let answer = (self.answer)(&format!("{} {}", request.method(), request.uri()));
        self.seen.lock().unwrap().push(request);
        Box::pin(async move {
            let (status, body) = answer.map_err(|kind| TransportError::new(kind, "as scripted"))?;
            Ok(http::Response::builder().status(status).body(Body::Bytes(Bytes::from(body))).unwrap())
        })
    }
}

const SESSION: &str = "PUT http://169.254.169.254/meta-data/latest/api/token";
const KEY: &str = "GET http://169.254.169.254/openstack/latest/securitykey";

fn lent(expires: &str) -> String {
    format!(r#"{{"credential":{{"access":"AK","secret":"SK","securitytoken":"ST","expires_at":"{expires}"}}}}"#)
}

/// An overview, with what is lent to a machine whose token service answers like this.
async fn called_on(session: (u16, &'static str), expires: &'static str) -> (Machine, Result<(), Error>) {
    let machine = machine(move |line| match line {
        SESSION => Ok((session.0, session.1.to_owned())),
        KEY => Ok((200, lent(expires))),
        _ => Ok((200, "{}".to_owned())),
    });
    let builder = Client::builder().region(Region::AP_SOUTHEAST_1).project_id(PROJECT).transport(machine.clone()).retry(Retry::none());
    let client = builder.credentials_provider(Credentials::from_metadata(machine.clone())).build().unwrap();
    let mut result = Ok(());
    for _ in 0..2 {
        result = result.and(client.gaussdb().show_session_overview(GAUSSDB).await.map(drop));
    }
    (machine, result)
}

fn overview() -> String {
    format!("GET https://gaussdb-opengauss.ap-southeast-1.myhuaweicloud.com/v3/{PROJECT}/instances/{GAUSSDB}/session-overview")
}

#[tokio::test]
async fn a_machine_is_lent_credentials_that_are_kept_until_they_end() {
    let (machine, result) = called_on((200, "IMDSTOKEN\n"), "2126-11-21T12:00:00.000000Z").await;
    result.unwrap();
    let headers = ["x-metadata-token-ttl-seconds", "x-metadata-token", "x-security-token"];
    let call = format!("{} x-security-token=ST", overview());
    let expected =
        [format!("{SESSION} x-metadata-token-ttl-seconds=21600"), format!("{KEY} x-metadata-token=IMDSTOKEN"), call.clone(), call];
    assert_eq!(machine.lines(&headers), expected);
    let seen = machine.seen.lock().unwrap();
    let three = Duration::from_secs(3);
    for asked in seen.iter().take(2) {
        assert_eq!(asked.extensions().get(), Some(&TimeLimit { limit: three, whole: true }));
        assert_eq!(asked.extensions().get(), Some(&ConnectTimeout(three)));
    }
    assert!(seen[1].headers()["x-metadata-token"].is_sensitive());
    assert!(seen[2].headers()["authorization"].to_str().unwrap().starts_with("SDK-HMAC-SHA256 Access=AK, "));
}

#[tokio::test]
async fn credentials_that_have_ended_are_not_used() {
    let (machine, result) = called_on((200, "IMDSTOKEN"), "2021-11-21T12:00:00Z").await;
    let error = result.unwrap_err();
    assert_eq!(error.to_string(), "gaussdb.show_session_overview: the credentials that were fetched have ended already");
    // They are asked for again, for each call.
    assert_eq!(machine.lines(&[]), [SESSION, KEY, SESSION, KEY]);
}

#[tokio::test]
async fn an_older_service_is_asked_without_a_token() {
    for status in [404, 405, 503] {
        let (machine, result) = called_on((status, "<html>"), "2126-11-21T12:00:00Z").await;
        result.unwrap();
        assert_eq!(machine.lines(&["x-metadata-token"])[..2], [SESSION, KEY]);
    }
}

/// What is said where the metadata service answers like this.
async fn refused(session: Result<(u16, &'static str), TransportErrorKind>, key: (u16, &'static str)) -> String {
    let machine = machine(move |line| match line {
        SESSION => session.map(|(status, body)| (status, body.to_owned())),
        _ => Ok((key.0, key.1.to_owned())),
    });
    let error = Credentials::from_metadata(machine).credentials().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    chain(&error)
}

#[tokio::test]
async fn what_a_metadata_service_does_not_say_is_told_and_nothing_that_it_says() {
    let token = Ok((200, "T"));
    assert!(refused(Err(TransportErrorKind::Connect), (200, "")).await.contains("the metadata service: it cannot be asked"));
    assert!(refused(Ok((500, "CANARY")), (200, "")).await.contains("it gives no token (status 500)"));
    assert!(refused(Ok((200, "CANA\nRY")), (200, "")).await.contains("its token cannot be sent"));
    assert!(refused(token, (404, "CANARY")).await.contains("it answers with the status 404: perhaps nothing was lent to this machine"));
    assert!(refused(token, (200, "CANARY")).await.contains("its answer is not JSON"));
    let partial = r#"{"credential":{"access":"CANARY","expires_at":"2126-11-21T12:00:00Z"}}"#;
    assert!(refused(token, (200, partial)).await.contains("its answer has no credential.secret"));
    let endless = r#"{"credential":{"access":"A","secret":"CANARY","securitytoken":"T","expires_at":"never"}}"#;
    for said in [refused(token, (200, endless)).await, refused(Ok((200, "CANA\nRY")), (200, "")).await] {
        assert!(!said.contains("CANA"), "{said}");
    }
}

/// Has credentials, or not.
struct Provider(Result<&'static str, &'static str>, Arc<Mutex<u32>>);

impl ProvideCredentials for Provider {
    fn credentials(&self) -> BoxFuture<'_, Result<Credentials, Error>> {
        *self.1.lock().unwrap() += 1;
        let credentials = self.0.map(Credentials::auth_token).map_err(|why| Error::new(ErrorKind::Credentials, why));
        Box::pin(async { credentials })
    }

    fn refused(&self, _: &Credentials) -> bool {
        true
    }
}

#[tokio::test]
async fn the_first_provider_that_has_credentials_is_asked_from_then_on() {
    let counts: [Arc<Mutex<u32>>; 3] = Default::default();
    let outcomes = [Err("one has none"), Ok("two"), Ok("three")];
    let providers = outcomes.into_iter().zip(&counts).map(|(outcome, count)| Provider(outcome, Arc::clone(count)));
    let chain = providers.fold(Chain::default(), Chain::then);
    let two = Credentials::auth_token(Secret::from("two"));
    assert!(!chain.refused(&two));
    for _ in 0..3 {
        assert_eq!(chain.credentials().await.unwrap(), two);
    }
    assert!(chain.refused(&two));
    assert_eq!(counts.map(|count| *count.lock().unwrap()), [1, 3, 0]);
    assert_eq!(format!("{chain:?}"), "Chain { held: false, providers: 3, .. }");
}

#[tokio::test]
async fn a_chain_without_credentials_says_where_it_looked() {
    let providers = ["one", "two"].map(|why| Provider(Err(why), Arc::default()));
    let error = providers.into_iter().fold(Chain::default(), Chain::then).credentials().await.unwrap_err();
    assert_eq!((error.kind(), error.to_string().as_str()), (ErrorKind::Credentials, "there are no credentials; one; two"));
}

/// IAM, which knows these projects.
fn iam(projects: &'static str) -> Machine {
    machine(move |line| match line {
        "GET https://iam.ap-southeast-1.myhuaweicloud.com/v3/projects?name=ap-southeast-1" => Ok((200, projects.to_owned())),
        _ => Ok((200, "{}".to_owned())),
    })
}

const ONE: &str = r#"{"projects": [{"id": "054e292c9880d4992f02c0196d3ea468", "name": "ap-southeast-1"}], "links": {}}"#;

#[tokio::test]
async fn iam_is_asked_for_the_project_of_the_region_when_the_user_says_so() {
    let iam = iam(ONE);
    let builder = Client::builder().region(Region::AP_SOUTHEAST_1).transport(iam.clone()).credentials(Credentials::ak_sk("AK", "SK"));
    let client = builder.look_up_project_id().await.unwrap().build().unwrap();
    client.gaussdb().show_session_overview(GAUSSDB).await.unwrap();
    let asked = "GET https://iam.ap-southeast-1.myhuaweicloud.com/v3/projects?name=ap-southeast-1";
    assert_eq!(iam.lines(&["x-project-id"]), [asked.to_owned(), format!("{} x-project-id={PROJECT}", overview())]);
    let authorization = iam.seen.lock().unwrap()[0].headers()["authorization"].to_str().unwrap().to_owned();
    assert!(authorization.starts_with("SDK-HMAC-SHA256 Access=AK, SignedHeaders=host;x-sdk-date, Signature="), "{authorization}");
}

#[test]
fn callers_that_block_ask_for_it_too() {
    let builder =
        blocking::Client::builder().region(Region::AP_SOUTHEAST_1).transport(iam(ONE)).credentials(Credentials::ak_sk("AK", "SK"));
    builder.look_up_project_id().unwrap().build().unwrap().gaussdb().show_session_overview(GAUSSDB).send().unwrap();
}

#[tokio::test]
async fn no_project_and_several_are_errors_and_so_is_a_strange_region() {
    let ask = async |region: &'static str, projects| {
        let builder =
            Client::builder().region(Region::from_id(region)).transport(iam(projects)).credentials(Credentials::ak_sk("AK", "SK"));
        let error = builder.look_up_project_id().await.map(drop).unwrap_err();
        (error.kind(), error.to_string())
    };
    let known =
        |count| format!("iam.look_up_project_id: project_id: {count} are known in this region; set the one that is meant (1 attempt)");
    let here = "ap-southeast-1";
    assert_eq!(ask(here, r#"{"projects": []}"#).await, (ErrorKind::Config, known(0)));
    assert_eq!(ask(here, r#"{"projects": [{"id": "a"}, {"id": "b"}]}"#).await, (ErrorKind::Config, known(2)));
    assert_eq!(ask(here, "{}").await.0, ErrorKind::Decode);
    assert_eq!(ask(here, r#"{"projects": [{"name": "a"}]}"#).await.0, ErrorKind::Decode);
    let (kind, text) = ask("evil.example/", ONE).await;
    assert_eq!((kind, text.as_str()), (ErrorKind::Config, "region: \"evil.example/\" cannot be part of an address"));
}
