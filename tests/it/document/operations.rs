//! The request lines, headings and tables of parameters against the operations.

use serde_json::{Map, Value, json};

use super::schema::validator;
use super::tables::{PAGES, Page, Parameter};
use super::{at, document, keys, operations, resolve};

fn page(operation: &Value) -> &'static Page {
    let id = operation["operationId"].as_str().expect("an operation has its id");
    PAGES.iter().find(|page| page.operation == id).unwrap_or_else(|| panic!("no page has {id}"))
}

/// What a schema allows, besides its type.
fn range(schema: &Value) -> Value {
    let limits = schema.as_object().unwrap().iter().filter(|(key, _)| !matches!(key.as_str(), "type" | "format" | "description"));
    limits.filter(|(key, _)| !key.starts_with("x-")).map(|(key, value)| (key.clone(), value.clone())).collect::<Map<_, _>>().into()
}

#[test]
fn each_page_is_an_operation() {
    let document = document();
    let written: Vec<(&str, Vec<&str>)> = operations(&document)
        .map(|(path, item, operation)| {
            let page = page(operation);
            assert_eq!((path, &operation["tags"]), (page.path, &json!([page.tag])), "{}", page.operation);
            assert_eq!(operation["x-source"]["title"], page.title);
            assert_eq!(operation["x-source"].get("updated").and_then(Value::as_str), page.updated, "{}", page.operation);
            assert!(operation["x-source"]["place"].as_str().unwrap().starts_with("Help Center / "), "{}", page.operation);
            (page.operation, keys(item))
        })
        .collect();
    assert_eq!(written, PAGES.iter().map(|page| (page.operation, vec!["servers", "get"])).collect::<Vec<_>>());
}

#[test]
fn the_parameters_are_the_rows_of_the_tables() {
    let document = document();
    for (_, _, operation) in operations(&document) {
        let page = page(operation);
        let written: Vec<&Value> =
            operation["parameters"].as_array().unwrap().iter().map(|parameter| resolve(&document, parameter)).collect();
        // Two headers are not parameters: the token is a security scheme, and OpenAPI ignores a parameter named Content-Type.
        let apart = |row: &&Parameter| matches!(row.name, "X-Auth-Token" | "Content-Type");
        let rows: Vec<&Parameter> = page.parameters.iter().filter(|row| !apart(row)).collect();
        assert_eq!(written.len(), rows.len(), "{}", page.operation);
        for (parameter, row) in written.into_iter().zip(rows) {
            let place = format!("{} {}", page.operation, row.name);
            let schema = resolve(&document, &parameter["schema"]);
            assert_eq!((parameter["name"].as_str(), parameter["in"].as_str()), (Some(row.name), Some(row.place)), "{place}");
            assert_eq!(parameter.get("required").is_some_and(|required| required == true), row.mandatory, "{place}");
            assert_eq!(row.kind, "String", "every parameter is a string on the pages");
            // Strings that "must be an integer" are integers.
            let kind = if row.place == "query" { "integer" } else { "string" };
            assert_eq!(schema["type"], kind, "{place}");
            assert_eq!(range(schema), serde_json::from_str::<Value>(row.range).unwrap(), "{place}");
            assert!(parameter["description"].as_str().is_some_and(|text| text.trim_end().ends_with('.')), "{place}");
        }
        let headers: Vec<&str> = page.parameters.iter().filter(apart).map(|row| row.name).collect();
        assert_eq!(headers.contains(&"Content-Type"), page.operation == "ListHtapInstanceInfo");
        assert!(headers.contains(&"X-Auth-Token"));
    }
}

#[test]
fn the_replies_are_those_of_the_pages() {
    let document = document();
    for (_, _, operation) in operations(&document) {
        let page = page(operation);
        let statuses: Vec<&str> = page.replies.iter().map(|(status, _)| *status).collect();
        assert_eq!(keys(&operation["responses"]), statuses, "{}", page.operation);
        for (status, schema) in page.replies {
            let response = resolve(&document, &operation["responses"][status]);
            let reference = &response["content"]["application/json"]["schema"]["$ref"];
            assert_eq!(*reference, format!("#/components/schemas/{schema}"), "{} {status}", page.operation);
        }
    }
}

#[test]
fn ids_are_held_against_their_ranges() {
    let document = document();
    let letters = "0123456789abcdefABCDEFghijklmnop";
    for (parameter, good, bad) in [
        ("ProjectId", vec!["054e292c9880d4992f02c0196d3ea468", letters], vec!["", "054e", "054e292c9880d4992f02c0196d3ea46-"]),
        ("TaurusdbInstanceId", vec!["18c3eeb7b788479eb8b93b209946a83bin07", "f7876b94-3696-419b-a609-161de4b42d59"], vec![]),
        ("HtapInstanceId", vec!["af315b8e6aaa41799bd9a31f2de15abcin17"], vec!["af315b8e6aaa41799bd9a31f2de15abcin14", "in17", letters]),
        ("GaussdbInstanceId", vec!["d04686c6baae4f65a742771186f47b7ain14"], vec!["d04686c6baae4f65a742771186f47b7ain14x", letters]),
    ] {
        let validator = validator(&document, at(&document, &format!("/components/parameters/{parameter}/schema")));
        for (ids, fits) in [(good, true), (bad, false)] {
            for id in ids {
                assert_eq!(validator.is_valid(&json!(id)), fits, "{parameter} {id}");
            }
        }
    }
}

#[test]
fn the_extensions_say_what_the_pages_cannot() {
    let document = document();
    for (pointer, value) in [
        ("/openapi", json!("3.0.3")),
        ("/x-headers", json!({"Content-Type": "application/json"})),
        ("/x-errors/code", json!(["error_code", "errorCode", "code"])),
        ("/x-errors/message", json!(["error_msg", "errorMsg", "message"])),
        ("/x-errors/request-id", json!("X-Request-Id")),
        ("/x-errors/detail", json!(["encoded_authorization_message"])),
        ("/security", json!([{"AkSk": []}, {"AuthToken": []}])),
        ("/tags/0/x-endpoint-env", json!("HUAWEICLOUD_SDK_REGION_GAUSSDB_{REGION}")),
        ("/tags/1/x-endpoint-env", json!("HUAWEICLOUD_SDK_REGION_GAUSSDBFOROPENGAUSS_{REGION}")),
        ("/components/securitySchemes/AuthToken/name", json!("X-Auth-Token")),
        ("/components/securitySchemes/AkSk/scheme", json!("SDK-HMAC-SHA256")),
        ("/components/securitySchemes/AkSk/x-headers", json!({"X-Project-Id": "{project_id}"})),
        (
            "/components/securitySchemes/AkSk/x-env",
            json!({
                "access-key": ["HUAWEICLOUD_SDK_AK", "CLOUD_SDK_AK"],
                "secret-key": ["HUAWEICLOUD_SDK_SK", "CLOUD_SDK_SK"],
                "security-token": ["HUAWEICLOUD_SDK_SECURITY_TOKEN"],
            }),
        ),
        ("/components/parameters/ProjectId/x-client", json!(true)),
        ("/components/parameters/ProjectId/x-env", json!(["HUAWEICLOUD_SDK_PROJECT_ID"])),
        ("/components/parameters/Language/x-send-default", json!(true)),
        (
            "/paths/~1v3~1{project_id}~1instances~1{instance_id}~1htap~1process/get/x-pagination",
            json!({"style": "offset", "limit": "limit", "offset": "offset", "items": "process_list"}),
        ),
    ] {
        assert_eq!(at(&document, pointer), &value, "{pointer}");
    }
    for resolved in ["securitySchemes/AuthToken", "parameters/Limit", "parameters/Offset", "parameters/Language", "responses/AnyError"] {
        assert!(at(&document, &format!("/components/{resolved}"))["x-note"].is_string(), "{resolved}");
    }
}
