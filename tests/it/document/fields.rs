//! The tables of response fields against the schemas.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::tables::{FIELDS, OBJECTS};
use super::{at, document, entries, keys, resolve};

/// Fields that the document has otherwise than the table, with the type that it gives them: the page contradicts itself there.
const RESOLVED: &[(&str, &str)] =
    &[("HtapInstance.data_ips", "one of HtapDataNode, array of string"), ("HtapProcessInfo.duration", "number double")];

/// Schemas that no table shows: the shapes of one field each, and the language of the header.
const BESIDE_THE_TABLES: &[&str] = &["PayModel", "HtapDataNode", "QueryActionStatus", "Language"];

/// Everything that the schemas say beyond names, types and descriptions.
const BEYOND: &[&str] = &[
    "HtapInstance.ch_master_node_id nullable true",
    r#"HtapInstance.create_at x-timestamp "milliseconds""#,
    "HtapInstance.data_ips deprecated true",
    r#"HtapInstance.data_ips x-page {"row":"absent"}"#,
    "HtapInstance.data_vip_v6 nullable true",
    r#"HtapInstance.enterprise_project_id x-aliases ["enter_prise_project_id"]"#,
    "HtapInstance.order_id nullable true",
    "HtapInstanceState.create_fail_error_code nullable true",
    "HtapInstanceState.fail_message nullable true",
    r#"HtapInstanceState.instance_status x-known-values ["creating","normal","abnormal","createfail"]"#,
    r#"HtapProcessInfo.duration x-accept ["string"]"#,
    r#"HtapProcessInfo.duration x-page {"type":"String"}"#,
    r#"Language default "en-us""#,
    r#"Language enum ["en-us","zh-cn"]"#,
    r#"Language x-enum-varnames ["English","Chinese"]"#,
    r#"PayModel enum ["0","1"]"#,
    r#"PayModel x-accept ["number"]"#,
    r#"PayModel x-enum-varnames ["PayPerUse","YearlyMonthly"]"#,
    r#"QueryAction.created_at x-timestamp "milliseconds""#,
    r#"QueryAction.updated_at x-timestamp "milliseconds""#,
    r#"QueryActionStatus enum ["OK_TO_RUN","DELETED"]"#,
    r#"SessionOverview.active_num x-accept ["number"]"#,
    r#"SessionOverview.active_num x-text-of "integer""#,
    r#"SessionOverview.lock_num x-accept ["number"]"#,
    r#"SessionOverview.lock_num x-text-of "integer""#,
    r#"SessionOverview.slow_sql_num x-accept ["number"]"#,
    r#"SessionOverview.slow_sql_num x-text-of "integer""#,
    r#"SessionOverview.total_num x-accept ["number"]"#,
    r#"SessionOverview.total_num x-text-of "integer""#,
];

/// Places where a page contradicts itself or says less than is known: each has its reason beside it.
const REASONED: &[&str] = &[
    "HtapInstance/properties/ch_master_node_id",
    "HtapInstance/properties/create_at",
    "HtapInstance/properties/data_ips",
    "HtapInstance/properties/data_vip_v6",
    "HtapInstance/properties/enterprise_project_id",
    "HtapInstance/properties/order_id",
    "HtapInstance/properties/readable_node_infos",
    "HtapInstanceState/properties/create_fail_error_code",
    "HtapInstanceState/properties/fail_message",
    "HtapInstanceState/properties/instance_status",
    "HtapProcessInfo/properties/duration",
    "PayModel",
    "QueryAction/properties/created_at",
    "QueryAction/properties/updated_at",
    "QueryActionStatus",
    "SessionOverview",
];

/// A type of the document in words: `string`, `integer int64`, `HtapNetwork`, `array of string`.
fn in_words(document: &Value, schema: &Value) -> String {
    if let Some(branches) = schema["oneOf"].as_array() {
        let branches: Vec<String> = branches.iter().map(|branch| in_words(document, branch)).collect();
        return format!("one of {}", branches.join(", "));
    }
    let target = resolve(document, schema);
    if schema.get("$ref").is_some() && target["type"] == "object" {
        let reference = schema["$ref"].as_str().unwrap();
        return reference.rsplit('/').next().unwrap().to_owned();
    }
    match (target["type"].as_str(), target["format"].as_str()) {
        (Some("array"), _) => format!("array of {}", in_words(document, &target["items"])),
        (Some(kind), Some(format)) => format!("{kind} {format}"),
        (Some(kind), None) => kind.to_owned(),
        (None, _) => panic!("a schema without a type: {schema}"),
    }
}

/// A type of the pages in the same words.
fn expected(page_type: &str) -> String {
    let object = |name: &str| OBJECTS.iter().find(|(page, _)| *page == name).unwrap_or_else(|| panic!("{name}")).1.to_owned();
    match page_type {
        "String" => "string".to_owned(),
        "Integer" => "integer int32".to_owned(),
        "Long" => "integer int64".to_owned(),
        "Boolean" => "boolean".to_owned(),
        "Array of strings" => "array of string".to_owned(),
        _ => match page_type.strip_prefix("Array of ") {
            Some(objects) => format!("array of {}", object(objects.strip_suffix(" objects").unwrap())),
            None => object(page_type.strip_suffix(" object").unwrap()),
        },
    }
}

#[test]
fn the_schemas_have_every_row_of_the_tables_and_no_other() {
    let document = document();
    for table in FIELDS {
        let schema = at(&document, &format!("/components/schemas/{}", table.schema));
        assert_eq!(schema["type"], "object", "{}", table.schema);
        assert!(schema.get("required").is_none(), "{}: the pages promise no field", table.schema);
        let resolved = |field: &str| {
            let name = format!("{}.{field}", table.schema);
            RESOLVED.iter().find(|(field, _)| *field == name).map(|(_, kind)| (*kind).to_owned())
        };
        let written: BTreeSet<(&str, String)> =
            entries(&schema["properties"]).map(|(name, property)| (name.as_str(), in_words(&document, property))).collect();
        let rows = table.rows.iter().map(|(name, page_type)| (*name, resolved(name).unwrap_or_else(|| expected(page_type))));
        let unlisted = (table.schema == "HtapInstance").then(|| ("data_ips", resolved("data_ips").unwrap()));
        assert_eq!(written, rows.chain(unlisted).collect(), "{}", table.schema);
    }
}

#[test]
fn every_schema_comes_from_a_table_or_is_listed() {
    let document = document();
    let written: BTreeSet<&str> = keys(&document["components"]["schemas"]).into_iter().collect();
    let expected = FIELDS.iter().map(|table| table.schema).chain(BESIDE_THE_TABLES.iter().copied()).collect();
    assert_eq!(written, expected);
    let node = at(&document, "/components/schemas/HtapDataNode/properties");
    let fields: Vec<_> = entries(node).map(|(name, field)| (name.as_str(), in_words(&document, field))).collect();
    assert_eq!(fields, ["node_ip", "node_id", "node_name"].map(|name| (name, "string".to_owned())));
}

#[test]
fn what_the_schemas_say_beyond_the_tables_is_listed() {
    const EVERYWHERE: &[&str] =
        &["type", "format", "items", "oneOf", "properties", "title", "description", "$ref", "x-note", "x-enum-descriptions"];
    let document = document();
    let mut written = BTreeSet::new();
    let mut note = |place: &str, schema: &Value| {
        for (key, value) in entries(schema).filter(|(key, _)| !EVERYWHERE.contains(&key.as_str())) {
            written.insert(format!("{place} {key} {value}"));
        }
    };
    for (name, schema) in entries(&document["components"]["schemas"]) {
        note(name, schema);
        for (field, property) in entries(&schema["properties"]) {
            note(&format!("{name}.{field}"), property);
        }
    }
    assert_eq!(written, BEYOND.iter().map(|line| (*line).to_owned()).collect());
}

#[test]
fn each_contradiction_has_its_reason_beside_it() {
    let document = document();
    for place in REASONED {
        let note = &at(&document, &format!("/components/schemas/{place}"))["x-note"];
        assert!(note.as_str().is_some_and(|reason| reason.len() > 20), "{place}: {note}");
    }
}

#[test]
fn every_schema_and_field_is_described() {
    let document = document();
    let described = |place: &str, schema: &Value| {
        let text = resolve(&document, schema)["description"].as_str().unwrap_or_default();
        assert!(text.trim_end().ends_with('.'), "{place}: {text:?}");
    };
    for (name, schema) in entries(&document["components"]["schemas"]) {
        described(name, schema);
        entries(&schema["properties"]).for_each(|(field, property)| described(&format!("{name}.{field}"), property));
        if let Some(descriptions) = schema["x-enum-descriptions"].as_array() {
            assert_eq!(json!(descriptions.len()), json!(schema["enum"].as_array().unwrap().len()), "{name}");
        }
    }
}
