//! What the client sends.

use huaweicloud_gaussdb::models::Language;

use super::server::{Answer, Request, Server};
use super::{GAUSSDB, HTAP, PROJECT, SESSIONS, TAURUSDB, TOKEN, builder, client};

async fn server() -> Server {
    Server::with([Answer::json(200, "{}")]).await
}

/// Every header of a call with a token, sorted, unless the test changes it.
fn headers(server: &Server, changed: &[&str]) -> Vec<String> {
    let usual = [
        "accept: application/json".to_owned(),
        "accept-encoding: gzip".to_owned(),
        "content-type: application/json".to_owned(),
        format!("host: {}", server.address),
        "user-agent: huaweicloud-gaussdb/0.1.0".to_owned(),
        format!("x-auth-token: {TOKEN}"),
        "x-language: en-us".to_owned(),
    ];
    let name = |line: &str| line.split(':').next().unwrap().to_owned();
    let mut lines: Vec<String> = usual.into_iter().filter(|line| !changed.iter().any(|other| name(other) == name(line))).collect();
    lines.extend(changed.iter().map(|line| (*line).to_owned()));
    lines.sort();
    lines
}

#[track_caller]
fn assert_sent(request: &Request, target: &str, lines: &[String]) {
    assert_eq!((request.method.as_str(), request.target.as_str()), ("GET", target));
    assert_eq!(request.lines(), lines);
    assert_eq!(request.body, b"");
}

#[tokio::test]
async fn list_htap_instance_info() {
    let server = server().await;
    client(&server).taurusdb().list_htap_instance_info(TAURUSDB).await.unwrap();
    let target = "/v3/054e292c9880d4992f02c0196d3ea468/instances/18c3eeb7b788479eb8b93b209946a83bin07/htap";
    assert_sent(&server.request(), target, &headers(&server, &[]));
}

#[tokio::test]
async fn show_htap_process_list() {
    let server = server().await;
    client(&server).taurusdb().show_htap_process_list(HTAP).await.unwrap();
    assert_sent(&server.request(), SESSIONS, &headers(&server, &[]));
}

#[tokio::test]
async fn show_session_overview() {
    let server = server().await;
    client(&server).gaussdb().show_session_overview(GAUSSDB).await.unwrap();
    let target = "/v3/054e292c9880d4992f02c0196d3ea468/instances/d04686c6baae4f65a742771186f47b7ain14/session-overview";
    assert_sent(&server.request(), target, &headers(&server, &[]));
}

#[tokio::test]
async fn limit_and_offset_go_into_the_query() {
    let server = server().await;
    let taurusdb = client(&server).taurusdb();
    let call = taurusdb.show_htap_process_list(HTAP);
    call.clone().limit(10).offset(1).await.unwrap();
    call.clone().offset(0).await.unwrap();
    // The order is the document's, not the caller's; a later value replaces an earlier one.
    call.offset(7).limit(1).limit(100).send().await.unwrap();
    assert_eq!(server.targets(), ["?limit=10&offset=1", "?offset=0", "?limit=100&offset=7"].map(|query| format!("{SESSIONS}{query}")));
}

#[tokio::test]
async fn the_language_is_english_unless_set() {
    let server = server().await;
    let call = client(&server).gaussdb().show_session_overview(GAUSSDB);
    call.clone().x_language(Language::Chinese).await.unwrap();
    call.clone().x_language("zh-cn").await.unwrap();
    call.x_language("fr-fr".to_owned()).await.unwrap();
    let sent = server.requests();
    let languages: Vec<_> = sent.iter().map(|request| request.header("x-language").unwrap()).collect();
    assert_eq!(languages, ["zh-cn", "zh-cn", "fr-fr"]);
}

#[tokio::test]
async fn one_call_may_have_headers_of_its_own() {
    let server = server().await;
    let call = client(&server).taurusdb().show_htap_process_list(HTAP);
    call.header("X-Trace", "a b\tc").header("user-agent", "mine/2").header("X-LANGUAGE", "zh-cn").await.unwrap();
    let changed = ["user-agent: mine/2", "x-language: zh-cn", "x-trace: a b\tc"];
    assert_sent(&server.request(), SESSIONS, &headers(&server, &changed));
}

#[tokio::test]
async fn no_call_can_replace_its_credentials_by_a_header() {
    let server = server().await;
    client(&server).taurusdb().show_htap_process_list(HTAP).header("x-auth-token", "other").await.unwrap();
    assert_sent(&server.request(), SESSIONS, &headers(&server, &[]));
}

#[tokio::test]
async fn one_call_may_have_a_query_of_its_own() {
    let server = server().await;
    let call = client(&server).taurusdb().show_htap_process_list(HTAP).query("z", "1 +").limit(2);
    call.query("a&b", "").query("z", "2").await.unwrap();
    assert_eq!(server.targets(), [format!("{SESSIONS}?limit=2&z=1%20%2B&a%26b=&z=2")]);
}

#[tokio::test]
async fn one_call_may_be_for_another_project() {
    let server = server().await;
    let taurusdb = client(&server).taurusdb();
    taurusdb.show_htap_process_list(HTAP).project_id("0123456789abcdef0123456789ABCDEF").await.unwrap();
    taurusdb.show_htap_process_list(HTAP).await.unwrap();
    assert_eq!(server.targets(), [SESSIONS.replace(PROJECT, "0123456789abcdef0123456789ABCDEF"), SESSIONS.to_owned()]);
}

#[tokio::test]
async fn a_program_adds_its_name_to_the_user_agent() {
    let server = server().await;
    let client = builder(&server).user_agent("inventory/3.1 (nightly)").build().unwrap();
    client.taurusdb().show_htap_process_list(HTAP).await.unwrap();
    let expected = headers(&server, &["user-agent: huaweicloud-gaussdb/0.1.0 inventory/3.1 (nightly)"]);
    assert_sent(&server.request(), SESSIONS, &expected);
}

#[tokio::test]
async fn an_endpoint_may_have_a_path_of_its_own() {
    let server = server().await;
    let url = format!("{}/proxy/v1/", server.url());
    let client = super::at(&url).credentials(huaweicloud_gaussdb::Credentials::auth_token(TOKEN)).build().unwrap();
    client.taurusdb().show_htap_process_list(HTAP).await.unwrap();
    assert_eq!(server.targets(), [format!("/proxy/v1{SESSIONS}")]);
}

#[tokio::test]
async fn every_way_to_send_is_the_same() {
    let server = Server::with([Answer::json(200, r#"{"process_list": [{"id": "7"}]}"#)]).await;
    let call = client(&server).taurusdb().show_htap_process_list(HTAP);
    let awaited = call.clone().await.unwrap();
    let sent = call.clone().send().await.unwrap();
    let raw = call.send_raw().await.unwrap();
    assert_eq!(awaited.process_list[0].id.as_deref(), Some("7"));
    assert_eq!((&awaited, &sent), (&sent, raw.body()));
    assert_eq!((raw.status().as_u16(), raw.request_id(), raw.attempts()), (200, Some("5f3c09e1"), 1));
    assert_eq!(raw.headers()["content-type"], "application/json");
    assert_eq!(raw.bytes().as_ref(), br#"{"process_list": [{"id": "7"}]}"#);
    assert_eq!(raw.into_inner(), sent);
    // The connection is kept.
    assert_eq!((server.requests().len(), server.connections()), (3, 1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn clones_are_used_at_once() {
    let server = Server::start(|_, request| Answer::json(200, &format!(r#"{{"process_list": [{{"id": "{}"}}]}}"#, request.target))).await;
    let client = client(&server);
    let calls = (0..32).map(|offset| {
        let taurusdb = client.clone().taurusdb();
        tokio::spawn(async move { taurusdb.show_htap_process_list(HTAP).offset(offset).await.unwrap() })
    });
    for (offset, call) in calls.collect::<Vec<_>>().into_iter().enumerate() {
        let page = call.await.unwrap();
        assert_eq!(page.process_list[0].id, Some(format!("{SESSIONS}?offset={offset}")));
    }
    assert_eq!(server.requests().len(), 32);
}

#[test]
fn a_client_is_small_and_goes_anywhere() {
    fn goes_anywhere<T: Clone + Send + Sync + Unpin + std::fmt::Debug + 'static>() -> usize {
        size_of::<T>()
    }
    fn is_sent<T: Send + 'static>(_: T) {}
    fn is_an_error<T: std::error::Error + Send + Sync + 'static>() -> usize {
        size_of::<T>()
    }
    assert_eq!(goes_anywhere::<huaweicloud_gaussdb::Client>(), size_of::<usize>());
    assert_eq!(is_an_error::<huaweicloud_gaussdb::Error>(), size_of::<usize>());
    let client = super::at("https://example.com").build().unwrap();
    is_sent(client.taurusdb().show_htap_process_list(HTAP).into_future());
    is_sent(client.taurusdb().show_htap_process_list(HTAP).send_raw());
    is_sent(client.taurusdb().show_htap_process_list(HTAP).items());
}
