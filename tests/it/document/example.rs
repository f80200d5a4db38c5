//! The examples of the pages: each fits its schema, loses nothing in it, and holds what the page shows.

use serde_json::{Value, json};

use super::schema::{closed_validator, validator};
use super::{at, document, entries, operations, resolve};

/// Each example of a response: operation, status, name, schema and value.
fn examples(document: &Value) -> Vec<(String, &Value, &Value)> {
    let mut found = Vec::new();
    for (_, _, operation) in operations(document) {
        for (status, response) in entries(&operation["responses"]) {
            let media = &resolve(document, response)["content"]["application/json"];
            for (name, example) in entries(&media["examples"]) {
                let place = format!("{} {status} {name}", operation["operationId"].as_str().unwrap());
                found.push((place, &media["schema"], &resolve(document, example)["value"]));
            }
        }
    }
    found
}

#[test]
fn every_example_response_of_the_pages_fits_its_schema() {
    let document = document();
    let examples = examples(&document);
    let places: Vec<&str> = examples.iter().map(|(place, ..)| place.as_str()).collect();
    assert_eq!(
        places,
        [
            "ListHtapInstanceInfo 200 four_instances",
            "ListHtapInstanceInfo 400 instance_not_found",
            "ShowHtapProcessList 200 one_session",
            "ShowHtapProcessList 400 instance_not_found",
            "ShowSessionOverview 200 twelve_active",
        ]
    );
    for (place, schema, value) in examples {
        for (what, validator) in [("fits", validator(&document, schema)), ("is known in full", closed_validator(&document, schema))] {
            let errors: Vec<String> = validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
            assert!(errors.is_empty(), "{place} {what} not: {errors:#?}");
        }
    }
}

#[test]
fn every_example_of_a_parameter_fits_its_schema() {
    let document = document();
    for (name, parameter) in entries(&document["components"]["parameters"]) {
        if let Some(example) = parameter.get("example") {
            assert!(validator(&document, &parameter["schema"]).is_valid(example), "{name}: {example}");
        }
    }
}

/// The check sees what the pages' own tables get wrong: put back, each contradiction makes an example fail.
#[test]
fn contradictions_that_are_put_back_are_seen() {
    let schemas = "/components/schemas";
    for (pointer, as_the_page_has_it) in [
        ("HtapProcessInfo/properties/duration/type", json!("string")),
        ("HtapInstance/properties/order_id/nullable", json!(false)),
        ("HtapInstance/properties/data_vip_v6/nullable", json!(false)),
        ("HtapInstance/properties/ch_master_node_id/nullable", json!(false)),
        ("HtapInstanceState/properties/fail_message/nullable", json!(false)),
        ("HtapInstanceState/properties/create_fail_error_code/nullable", json!(false)),
        ("HtapInstance/properties/enterprise_project_id/x-aliases", json!([])),
        ("HtapInstance/properties/data_ips/oneOf", json!([{"type": "array", "items": {"type": "string"}}])),
        ("SessionOverview/properties/total_num/type", json!("integer")),
    ] {
        let mut document = document();
        *document.pointer_mut(&format!("{schemas}/{pointer}")).unwrap_or_else(|| panic!("{pointer}")) = as_the_page_has_it;
        let fits = examples(&document).iter().all(|(_, schema, value)| closed_validator(&document, schema).is_valid(value));
        assert!(!fits, "{pointer}");
    }
}

#[test]
fn the_examples_hold_what_the_pages_show() {
    let document = document();
    for (pointer, value) in [
        ("FourHtapInstances/value/total", json!(4)),
        ("FourHtapInstances/value/max_htap_instance_num_of_taurus", json!(10)),
        ("FourHtapInstances/value/instances/0/id", json!("bfc970d8e9b34a399b4c422aabe11409in17")),
        ("FourHtapInstances/value/instances/0/engine_version", json!("3.1.6")),
        ("FourHtapInstances/value/instances/0/create_at", json!(1_711_094_408_228_i64)),
        ("FourHtapInstances/value/instances/0/pay_model", json!("0")),
        ("FourHtapInstances/value/instances/0/order_id", json!(null)),
        ("FourHtapInstances/value/instances/0/alter_order_id", json!("")),
        (
            "FourHtapInstances/value/instances/0/data_ips",
            json!({
                "node_ip": "192.168.0.207",
                "node_id": "36d62cd6a77a4e80a335077867e7912bno16",
                "node_name": "htap-1244_shard01_node01",
            }),
        ),
        ("FourHtapInstances/value/instances/0/enter_prise_project_id", json!("0")),
        (
            "FourHtapInstances/value/instances/0/instance_state",
            json!({
                "instance_status": "normal",
                "create_fail_error_code": null,
                "fail_message": null,
                "wait_restart_for_params": false,
            }),
        ),
        ("FourHtapInstances/value/instances/1/data_ips", json!(["192.168.0.201"])),
        ("FourHtapInstances/value/instances/1/available_zones", json!([{"code": "az", "description": "az2", "az_type": "Center"}])),
        ("FourHtapInstances/value/instances/2/data_ips", json!(["192.168.0.183", "192.168.0.7", "192.168.0.41"])),
        ("FourHtapInstances/value/instances/2/ha_mode", json!("Cluster")),
        ("FourHtapInstances/value/instances/2/node_num", json!(6)),
        ("FourHtapInstances/value/instances/3/data_ips", json!(["192.168.0.151", "192.168.0.209"])),
        ("FourHtapInstances/value/instances/3/create_at", json!(1_711_021_269_903_i64)),
        (
            "OneSession/value",
            json!({"process_list": [{
                "id": "1",
                "user": "user",
                "host": "host",
                "state": "OK",
                "database": "sys",
                "sql_statement": "show full processlist",
                "duration": 10,
                "command": "Query",
            }]}),
        ),
        ("TwelveActiveSessions/value", json!({"active_num": "12", "total_num": "036", "slow_sql_num": "1", "lock_num": "0"})),
        ("InstanceNotFound/value", json!({"error_code": "DBS.200022", "error_msg": "Instance not found."})),
    ] {
        assert_eq!(at(&document, &format!("/components/examples/{pointer}")), &value, "{pointer}");
    }
    let instances = at(&document, "/components/examples/FourHtapInstances/value/instances").as_array().unwrap();
    let fields: Vec<usize> = instances.iter().map(|instance| instance.as_object().unwrap().len()).collect();
    assert_eq!(fields, [26; 4]);
}
