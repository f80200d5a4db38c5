//! The examples of the document, which are those of the pages: nothing of them is lost.

use std::time::{Duration, UNIX_EPOCH};

use ::serde::Serialize;
use ::serde::de::DeserializeOwned;
use huaweicloud_gaussdb::models::{
    ErrorResponse, HtapDataIps, HtapInstanceList, HtapInstanceStateInstanceStatus, HtapProcessList, PayModel, SessionOverview,
};
use serde_json::Value;

use super::read;

/// An example as JSON text.
fn example(name: &str) -> String {
    let document: Value = serde_yaml::from_str(include_str!("../../../spec/huaweicloud-gaussdb.yaml")).unwrap();
    let examples = document["components"]["examples"].as_object().unwrap();
    assert_eq!(examples.len(), 4, "each has a test below");
    examples[name]["value"].to_string()
}

/// Whether two JSON values are the same: numbers by value; null, an empty list and nothing at all are one in an object; of two names for one
/// member, either will do. Nothing else.
fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => match (left.as_i64(), right.as_i64()) {
            (Some(left), Some(right)) => left == right,
            _ => left.as_f64() == right.as_f64(),
        },
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| same(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            let (left, right) = (members(left), members(right));
            left.len() == right.len() && left.iter().zip(&right).all(|(left, right)| left.0 == right.0 && same(left.1, right.1))
        }
        _ => left == right,
    }
}

/// The members that say something, by name.
fn members(object: &serde_json::Map<String, Value>) -> Vec<(&str, &Value)> {
    let says = |value: &Value| !value.is_null() && value.as_array().is_none_or(|items| !items.is_empty());
    let name = |name| if name == "enter_prise_project_id" { "enterprise_project_id" } else { name };
    let mut members: Vec<_> = object.iter().filter(|(_, value)| says(value)).map(|(known, value)| (name(known.as_str()), value)).collect();
    members.sort_by_key(|(name, _)| *name);
    members
}

#[test]
fn the_comparison_is_not_too_kind() {
    let cases = [
        ("1", "1.0", true),
        ("1", "2", false),
        ("9007199254740993", "9007199254740992", false),
        ("1", "\"1\"", false),
        ("null", "[]", false),
        ("[null]", "[]", false),
        ("[1, 2]", "[2, 1]", false),
        (r#"{"a": null}"#, "{}", true),
        (r#"{"a": []}"#, "{}", true),
        (r#"{"a": ""}"#, "{}", false),
        (r#"{"a": {}}"#, "{}", false),
        (r#"{"a": false}"#, "{}", false),
        (r#"{"a": 0}"#, "{}", false),
        (r#"{"a": 1, "b": 2}"#, r#"{"b": 2.0, "a": 1}"#, true),
        (r#"{"enter_prise_project_id": "0"}"#, r#"{"enterprise_project_id": "0"}"#, true),
        (r#"{"enter_prise_project_id": "0"}"#, r#"{"enterprise_project_id": "1"}"#, false),
    ];
    for (left, right, expected) in cases {
        let [left, right] = [left, right].map(|text| serde_json::from_str::<Value>(text).unwrap());
        assert_eq!((same(&left, &right), same(&right, &left)), (expected, expected), "{left} {right}");
    }
}

#[track_caller]
fn assert_kept<T: DeserializeOwned + Serialize + PartialEq + std::fmt::Debug>(name: &str) {
    let text = example(name);
    let model: T = serde_json::from_str(&text).unwrap();
    let written = serde_json::to_value(&model).unwrap();
    assert!(same(&serde_json::from_str(&text).unwrap(), &written), "{text}\n{written}");
    assert_eq!(serde_json::from_value::<T>(written).unwrap(), model);
}

#[test]
fn every_example_is_written_as_it_was_read() {
    assert_kept::<HtapInstanceList>("FourHtapInstances");
    assert_kept::<HtapProcessList>("OneSession");
    assert_kept::<SessionOverview>("TwelveActiveSessions");
    assert_kept::<ErrorResponse>("InstanceNotFound");
}

#[test]
fn four_htap_instances() {
    let list: HtapInstanceList = read(&example("FourHtapInstances"));
    assert_eq!((list.total, list.max_htap_instance_num_of_taurus, list.instances.len()), (Some(4), Some(10), 4));
    let names: Vec<_> = list.instances.iter().map(|instance| instance.name.as_deref().unwrap()).collect();
    assert_eq!(names, ["htap-fjld", "HTAP-1711093893", "htap-fjlc", "htap-fjlb"]);
    let modes: Vec<_> = list.instances.iter().map(|instance| instance.ha_mode.as_deref().unwrap()).collect();
    assert_eq!(modes, ["Single", "Single", "Cluster", "Single"]);
    let nodes: Vec<_> = list.instances.iter().map(|instance| instance.node_num.unwrap()).collect();
    assert_eq!(nodes, [2, 2, 6, 2]);
}

#[test]
#[allow(deprecated)] // The example has nothing newer.
fn the_first_htap_instance() {
    let list: HtapInstanceList = read(&example("FourHtapInstances"));
    let first = &list.instances[0];
    assert_eq!(first.id.as_deref(), Some("bfc970d8e9b34a399b4c422aabe11409in17"));
    assert_eq!((first.engine_name.as_deref(), first.engine_version.as_deref()), (Some("star-rocks"), Some("3.1.6")));
    assert_eq!(first.project_id.as_deref(), Some("23a50154cf494ec9ad6883979a12db0a"));
    let state = first.instance_state.as_ref().unwrap();
    assert_eq!(state.instance_status, Some(HtapInstanceStateInstanceStatus::Normal));
    assert_eq!((&state.create_fail_error_code, &state.fail_message, state.wait_restart_for_params), (&None, &None, Some(false)));
    assert_eq!(first.create_at, Some(1_711_094_408_228));
    // 2024-03-22T08:00:08.228Z
    assert_eq!(first.create_at_time(), Some(UNIX_EPOCH + Duration::from_millis(1_711_094_408_228)));
    assert_eq!((first.is_frozen, &first.pay_model, &first.order_id), (Some(false), &Some(PayModel::PayPerUse), &None));
    assert_eq!((first.alter_order_id.as_deref(), first.data_vip.as_deref()), (Some(""), Some("192.168.0.207")));
    let Some(HtapDataIps::HtapDataNode(node)) = &first.data_ips else { panic!("{:?}", first.data_ips) };
    assert_eq!(node.node_ip.as_deref(), Some("192.168.0.207"));
    assert_eq!(node.node_id.as_deref(), Some("36d62cd6a77a4e80a335077867e7912bno16"));
    assert_eq!(node.node_name.as_deref(), Some("htap-1244_shard01_node01"));
    assert_eq!((first.proxy_ips.len(), first.readable_node_infos.len(), first.current_actions.len()), (0, 0, 0));
    assert_eq!((&first.data_vip_v6, first.port), (&None, Some(3306)));
    let zone = &first.available_zones[0];
    let zone = [&zone.code, &zone.description, &zone.az_type].map(|text| text.as_deref().unwrap());
    assert_eq!(zone, ["cn-southwest-244b", "az2", "Center"]);
    assert_eq!((first.volume_type.as_deref(), first.server_type.as_deref()), (Some("SSD"), Some("KVM")));
    assert_eq!((first.enterprise_project_id.as_deref(), first.dedicated_resource_id.as_deref()), (Some("0"), Some("")));
    let network = first.network.as_ref().unwrap();
    let network = [&network.vpc_id, &network.sub_net_id, &network.security_group_id].map(|text| text.as_deref().unwrap());
    assert_eq!(network, ["f7876b94-3696-419b-a609-161de4b42d59", "8926baca-467a-4556-8603-b4077805ff9d", ""]);
    assert_eq!(first.ch_master_node_id, None);
    let third = list.instances[2].data_ips.as_ref().unwrap();
    let expected = ["192.168.0.183", "192.168.0.7", "192.168.0.41"].map(str::to_owned).to_vec();
    assert_eq!(third, &HtapDataIps::Addresses(expected));
}

#[test]
fn one_session() {
    let list: HtapProcessList = read(&example("OneSession"));
    let [session] = list.process_list.as_slice() else { panic!("{list:?}") };
    let texts = [&session.id, &session.user, &session.host, &session.state, &session.database, &session.sql_statement, &session.command];
    let expected = ["1", "user", "host", "OK", "sys", "show full processlist", "Query"];
    assert_eq!(texts.map(|text| text.as_deref().unwrap()), expected);
    assert_eq!(session.duration, Some(10.0));
}

#[test]
fn twelve_active_sessions() {
    let overview: SessionOverview = read(&example("TwelveActiveSessions"));
    let texts = [&overview.active_num, &overview.total_num, &overview.slow_sql_num, &overview.lock_num];
    assert_eq!(texts.map(|text| text.as_deref().unwrap()), ["12", "036", "1", "0"]);
    let values = [overview.active_num_value(), overview.total_num_value(), overview.slow_sql_num_value(), overview.lock_num_value()];
    assert_eq!(values, [Some(12), Some(36), Some(1), Some(0)]);
}

#[test]
fn instance_not_found() {
    let error: ErrorResponse = read(&example("InstanceNotFound"));
    assert_eq!((error.error_code.as_deref(), error.error_msg.as_deref()), (Some("DBS.200022"), Some("Instance not found.")));
}
