//! Building requests and reading answers without sending anything.

use bytes::Bytes;
use http::Response;
use huaweicloud_gaussdb::{Client, ErrorKind, Region};

use super::{GAUSSDB, HTAP, PROJECT, SESSIONS};

fn client() -> Client {
    Client::builder().region(Region::AP_SOUTHEAST_1).project_id(PROJECT).build().unwrap()
}

#[test]
fn a_request_is_built_without_credentials_or_runtime() {
    let call = client().taurusdb().show_htap_process_list(HTAP).limit(10).offset(1).query("q", "é");
    let request = call.header("X-Trace", "1").to_request().unwrap();
    assert_eq!(request.method(), "GET");
    let expected = format!("https://gaussdbformysql.ap-southeast-1.myhuaweicloud.com{SESSIONS}?limit=10&offset=1&q=%C3%A9");
    assert_eq!(request.uri().to_string(), expected);
    let mut headers: Vec<_> = request.headers().iter().map(|(name, value)| (name.as_str(), value.to_str().unwrap())).collect();
    headers.sort_unstable();
    let expected = [
        ("accept", "application/json"),
        ("content-type", "application/json"),
        ("user-agent", "huaweicloud-gaussdb/0.1.0"),
        ("x-language", "en-us"),
        ("x-trace", "1"),
    ];
    assert_eq!(headers, expected);
    assert!(request.body().is_empty());
}

#[test]
fn the_same_call_builds_the_same_request_and_can_still_be_sent() {
    let call = client().gaussdb().show_session_overview(GAUSSDB);
    let (first, second) = (call.to_request().unwrap(), call.clone().to_request().unwrap());
    assert_eq!((first.uri(), first.headers()), (second.uri(), second.headers()));
    drop(call.send());
}

fn answer(status: u16, body: &'static str) -> Response<Bytes> {
    let builder = Response::builder().status(status).header("X-Request-Id", "5f3c09e1").header("retry-after", "3");
    builder.body(Bytes::from_static(body.as_bytes())).unwrap()
}

#[test]
fn an_answer_is_read_wherever_it_came_from() {
    let call = client().gaussdb().show_session_overview(GAUSSDB);
    let response = call.read(answer(200, r#"{"active_num": "12", "total_num": "036"}"#)).unwrap();
    assert_eq!((response.status().as_u16(), response.request_id()), (200, Some("5f3c09e1")));
    assert_eq!(response.headers()["retry-after"], "3");
    assert_eq!(response.body().total_num_value(), Some(36));
    assert_eq!(response.into_inner().active_num.as_deref(), Some("12"));
}

#[test]
fn an_answer_that_is_an_error_is_read_as_one() {
    let call = client().gaussdb().show_session_overview(GAUSSDB);
    let error = call.read(answer(404, r#"{"error_code": "DBS.200022", "error_msg": "Instance not found."}"#)).unwrap_err();
    assert!(error.is_not_found());
    assert_eq!((error.kind(), error.code()), (ErrorKind::Service, Some("DBS.200022")));
    assert_eq!(error.retry_after(), Some(std::time::Duration::from_secs(3)));
    assert!(error.to_string().starts_with(r#"gaussdb.show_session_overview: 404 DBS.200022 "Instance not found." (request id 5f3c09e1"#));
    let error = call.read(answer(200, r#"{"active_num": {}}"#)).unwrap_err();
    assert_eq!((error.kind(), error.json_path()), (ErrorKind::Decode, Some("$.active_num")));
    assert_eq!(call.read(answer(204, "")).unwrap_err().kind(), ErrorKind::UnexpectedStatus);
}
