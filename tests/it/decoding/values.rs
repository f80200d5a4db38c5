//! Values that are not what the pages show: what is understood, what is kept, and what is an error.

use std::time::{Duration, UNIX_EPOCH};

use huaweicloud_gaussdb::models::{
    HtapDataIps, HtapDataNode, HtapInstance, HtapInstanceList, HtapInstanceState, HtapInstanceStateInstanceStatus, HtapNetwork,
    HtapProcessInfo, HtapProcessList, PayModel, QueryAction, QueryActionStatus, SessionOverview,
};
use serde_json::json;

use super::{failure, instance, read, session, written};

#[test]
fn a_duration_is_a_number_or_its_text() {
    let cases =
        [("10", 10.0), ("\"10\"", 10.0), ("10.5", 10.5), ("\"10.5\"", 10.5), ("0", 0.0), ("1e3", 1000.0), ("\"036\"", 36.0), ("-1", -1.0)];
    for (value, expected) in cases {
        assert_eq!(session(&format!(r#""duration": {value}"#)).duration, Some(expected), "{value}");
    }
    let wrong = [
        "\"ten\"", "\"\"", "\" 10\"", "\"10s\"", "\"0x10\"", "\"NaN\"", "\"inf\"", "\"infinity\"", "\"1e400\"", "1e400", "true", "{}",
        "[10]",
    ];
    for value in wrong {
        let (path, text) = failure::<HtapProcessList>(&format!(r#"{{"process_list": [{{}}, {{"duration": {value}}}]}}"#));
        assert_eq!(path, "$.process_list[1].duration", "{value}");
        assert!(text.ends_with(" at $.process_list[1].duration"), "{text}");
    }
    let (_, text) = failure::<HtapProcessInfo>(r#"{"duration": "ten"}"#);
    assert_eq!(text, "expected a number, found a text that is none at $.duration");
}

#[test]
fn a_count_is_a_text_and_keeps_its_zeros() {
    let cases = [
        ("\"036\"", "036", Some(36)),
        ("36", "36", Some(36)),
        ("\"0\"", "0", Some(0)),
        ("\"-1\"", "-1", Some(-1)),
        ("\"\"", "", None),
        ("\"many\"", "many", None),
        ("\"0x24\"", "0x24", None),
        ("\"3 6\"", "3 6", None),
        ("\"9223372036854775808\"", "9223372036854775808", None),
        ("18446744073709551615", "18446744073709551615", None),
    ];
    for (value, text, number) in cases {
        let overview: SessionOverview = read(&format!(r#"{{"total_num": {value}}}"#));
        assert_eq!((overview.total_num.as_deref(), overview.total_num_value()), (Some(text), number), "{value}");
        assert_eq!(written(&overview), format!(r#"{{"total_num":"{text}"}}"#));
    }
    for value in ["[36]", "123456789012345678901234", "1e300"] {
        assert_eq!(failure::<SessionOverview>(&format!(r#"{{"total_num": {value}}}"#)).0, "$.total_num", "{value}");
    }
    assert_eq!(read::<SessionOverview>("{}").total_num_value(), None);
}

#[test]
fn unknown_values_are_kept_and_sent_back() {
    let cases = [
        ("\"0\"", PayModel::PayPerUse, "0"),
        ("\"1\"", PayModel::YearlyMonthly, "1"),
        ("\"7\"", PayModel::Unknown("7".into()), "7"),
        ("\"\"", PayModel::Unknown(String::new()), ""),
        ("0", PayModel::PayPerUse, "0"),
        ("1", PayModel::YearlyMonthly, "1"),
        ("7", PayModel::Unknown("7".into()), "7"),
    ];
    for (value, expected, text) in cases {
        let instance = instance(&format!(r#""pay_model": {value}"#));
        assert_eq!(instance.pay_model, Some(expected));
        assert_eq!(written(&instance), format!(r#"{{"pay_model":"{text}"}}"#));
    }
    let read = instance(r#""instance_state": {"instance_status": "X"}, "current_actions": [{"status": "X"}, {"status": "DELETED"}]"#);
    let expected = HtapInstanceStateInstanceStatus::Unknown("X".into());
    assert_eq!(read.instance_state.as_ref().unwrap().instance_status, Some(expected));
    let statuses: Vec<_> = read.current_actions.iter().map(|action| action.status.clone().unwrap()).collect();
    assert_eq!(statuses, [QueryActionStatus::Unknown("X".into()), QueryActionStatus::Deleted]);
    assert_eq!((statuses[0].as_str(), statuses[1].to_string()), ("X", "DELETED".to_owned()));
    let expected = r#"{"instance_state":{"instance_status":"X"},"current_actions":[{"status":"X"},{"status":"DELETED"}]}"#;
    assert_eq!(written(&read), expected);
}

#[test]
fn known_values_have_names() {
    use HtapInstanceStateInstanceStatus::{Abnormal, Createfail, Creating, Normal};
    for (text, status) in [("creating", Creating), ("normal", Normal), ("abnormal", Abnormal), ("createfail", Createfail)] {
        assert_eq!(read::<HtapInstanceState>(&format!(r#"{{"instance_status": "{text}"}}"#)).instance_status, Some(status));
    }
    // Letters count.
    assert_eq!(HtapInstanceStateInstanceStatus::from("Normal"), HtapInstanceStateInstanceStatus::Unknown("Normal".into()));
    assert_eq!(QueryActionStatus::from("OK_TO_RUN".to_owned()), QueryActionStatus::OkToRun);
}

/// The name of every member of an instance.
const NAMES: [&str; 27] = [
    "id", "name", "engine_name", "engine_version", "project_id", "instance_state", "create_at", "is_frozen", "ha_mode", "pay_model",
    "order_id", "alter_order_id", "data_vip", "data_ips", "readable_node_infos", "proxy_ips", "data_vip_v6", "port", "available_zones",
    "current_actions", "volume_type", "server_type", "enterprise_project_id", "dedicated_resource_id", "network", "ch_master_node_id",
    "node_num",
];

#[test]
fn null_means_absent_everywhere() {
    let nulls = NAMES.map(|name| format!(r#""{name}": null"#)).join(", ");
    assert_eq!(instance(&nulls), HtapInstance::default());
    assert_eq!(written(&HtapInstance::default()), "{}");
    let list: HtapInstanceList = read(r#"{"total": null, "instances": null, "max_htap_instance_num_of_taurus": null}"#);
    assert_eq!(list, HtapInstanceList::default());
    assert_eq!(session(r#""id": null, "duration": null"#), HtapProcessInfo::default());
    // But not as an item of a list.
    assert_eq!(failure::<HtapInstanceList>(r#"{"instances": [{}, null]}"#).0, "$.instances[1]");
    assert_eq!(failure::<HtapInstance>(r#"{"proxy_ips": ["1.2.3.4", null]}"#).0, "$.proxy_ips[1]");
}

#[test]
fn what_is_unknown_is_ignored() {
    let read: HtapInstanceList =
        read(r#"{"a": {"b": [1, {"c": null}]}, "total": 1, "Total": "x", "é\"": 1e400, "instances": [{"": [[]], "id": "1"}]}"#);
    assert_eq!((read.total, read.instances[0].id.as_deref()), (Some(1), Some("1")));
    assert_eq!(written(&read), r#"{"total":1,"instances":[{"id":"1"}]}"#);
}

#[test]
#[allow(deprecated)] // Old servers send it.
fn data_ips_have_two_shapes_and_others_are_kept() {
    let node = HtapDataNode::default().node_ip("10.0.0.1").node_id("n");
    let cases = [
        (json!({"node_ip": "10.0.0.1", "node_id": "n"}), HtapDataIps::HtapDataNode(node)),
        (json!({}), HtapDataIps::HtapDataNode(HtapDataNode::default())),
        (json!(["10.0.0.1", "10.0.0.2"]), HtapDataIps::Addresses(vec!["10.0.0.1".into(), "10.0.0.2".into()])),
        (json!([]), HtapDataIps::Addresses(vec![])),
        (json!("10.0.0.1"), HtapDataIps::Unknown(json!("10.0.0.1"))),
        (json!(7), HtapDataIps::Unknown(json!(7))),
        (json!(false), HtapDataIps::Unknown(json!(false))),
    ];
    for (value, expected) in cases {
        let read = instance(&format!(r#""data_ips": {value}"#));
        assert_eq!(read.data_ips, Some(expected));
        assert_eq!(serde_json::to_value(&read).unwrap(), json!({"data_ips": value}));
    }
    assert_eq!(failure::<HtapInstance>(r#"{"data_ips": ["10.0.0.1", 2]}"#).0, "$.data_ips[1]");
    assert_eq!(failure::<HtapInstance>(r#"{"data_ips": {"node_ip": 1}}"#).0, "$.data_ips.node_ip");
}

#[test]
fn one_member_is_read_under_two_names() {
    let cases = [
        (r#""enterprise_project_id": "1""#, Some("1")),
        (r#""enter_prise_project_id": "1""#, Some("1")),
        (r#""enterprise_project_id": "1", "enter_prise_project_id": null"#, Some("1")),
        (r#""enter_prise_project_id": null, "enterprise_project_id": "1""#, Some("1")),
        (r#""enterprise_project_id": null, "enter_prise_project_id": null"#, None),
        (r#""enterprise_project_id": "1", "enter_prise_project_id": "2""#, Some("2")),
        (r#""enter_prise_project_id": "1", "enterprise_project_id": null, "enter_prise_project_id": "3""#, Some("3")),
        (r#""enterprise_project_id": "1", "enter_prise_project_id": null, "enterprise_project_id": null"#, Some("1")),
    ];
    for (members, expected) in cases {
        let read = instance(members);
        assert_eq!(read.enterprise_project_id.as_deref(), expected, "{members}");
        assert_eq!(written(&read), expected.map_or("{}".to_owned(), |id| format!(r#"{{"enterprise_project_id":"{id}"}}"#)));
    }
}

#[test]
fn a_member_that_occurs_twice_is_an_error() {
    let cases = [
        (r#"{"total": 1, "instances": [], "total": 1}"#, "$.total"),
        (r#"{"total": null, "total": 1}"#, "$.total"),
        (r#"{"total": 1, "total": null}"#, "$.total"),
        (r#"{"instances": [], "instances": []}"#, "$.instances"),
        (r#"{"instances": null, "instances": null}"#, "$.instances"),
        (r#"{"instances": [{"pay_model": "0", "pay_model": 0}]}"#, "$.instances[0].pay_model"),
        (r#"{"instances": [{"create_at": 1, "port": 2, "create_at": 3}]}"#, "$.instances[0].create_at"),
    ];
    for (text, place) in cases {
        let (path, reason) = failure::<HtapInstanceList>(text);
        assert_eq!((path.as_str(), reason.contains("twice")), (place, true), "{text}: {reason}");
    }
    // What the document does not know is not kept, so it does not matter how often it occurs.
    assert_eq!(serde_json::from_str::<HtapInstanceList>(r#"{"new": 1, "new": 2, "total": 3}"#).unwrap().total, Some(3));
}

#[test]
fn times_are_milliseconds() {
    let read = instance(r#""create_at": 1711094408228, "current_actions": [{"created_at": -1, "updated_at": 0}, {}]"#);
    assert_eq!(read.create_at_time(), Some(UNIX_EPOCH + Duration::new(1_711_094_408, 228_000_000)));
    let [first, second] = read.current_actions.as_slice() else { panic!("{read:?}") };
    assert_eq!((first.created_at_time(), first.updated_at_time()), (Some(UNIX_EPOCH - Duration::from_millis(1)), Some(UNIX_EPOCH)));
    assert_eq!((second.created_at_time(), HtapInstance::default().create_at_time()), (None, None));
    // Whatever the server sends, there is no panic.
    for value in [i64::MIN, i64::MAX] {
        let _ = QueryAction::default().created_at(value).created_at_time();
    }
}

#[test]
fn another_type_is_an_error_with_its_place() {
    let cases = [
        (r#"{"total": "4"}"#, "$.total"),
        (r#"{"total": 4.5}"#, "$.total"),
        (r#"{"total": 2147483648}"#, "$.total"),
        (r#"{"total": -2147483649}"#, "$.total"),
        (r#"{"total": true}"#, "$.total"),
        (r#"{"instances": {}}"#, "$.instances"),
        (r#"{"instances": "no"}"#, "$.instances"),
        (r#"{"instances": [[]]}"#, "$.instances[0]"),
        (r#"{"instances": [{"id": 1}]}"#, "$.instances[0].id"),
        (r#"{"instances": [{"is_frozen": "false"}]}"#, "$.instances[0].is_frozen"),
        (r#"{"instances": [{"is_frozen": 0}]}"#, "$.instances[0].is_frozen"),
        (r#"{"instances": [{"create_at": "1711094408228"}]}"#, "$.instances[0].create_at"),
        (r#"{"instances": [{"create_at": 9223372036854775808}]}"#, "$.instances[0].create_at"),
        (r#"{"instances": [{}, {"network": []}]}"#, "$.instances[1].network"),
        (r#"{"instances": [{}, {"network": {"vpc_id": 5}}]}"#, "$.instances[1].network.vpc_id"),
        (r#"{"instances": [{"available_zones": [{}, {}, {"code": {}}]}]}"#, "$.instances[0].available_zones[2].code"),
        (r#"{"instances": [{"current_actions": [{"status": 1}]}]}"#, "$.instances[0].current_actions[0].status"),
        (r#"{"instances": [{"proxy_ips": "10.0.0.1"}]}"#, "$.instances[0].proxy_ips"),
        (r#"{"total": 1, "total": 1}"#, "$.total"),
        (r#"{"instances": [{"id": "1", "name": "", "id": null}]}"#, "$.instances[0].id"),
    ];
    for (text, expected) in cases {
        let (path, message) = failure::<HtapInstanceList>(text);
        assert_eq!(path, expected, "{text}");
        assert!(message.ends_with(&format!(" at {expected}")), "{message}");
    }
    // A whole number is one however it is written.
    assert_eq!(read::<HtapInstanceList>(r#"{"total": 4.0}"#).total, Some(4));
    assert_eq!(read::<HtapInstanceList>(r#"{"total": 4e0}"#).total, Some(4));
}

#[test]
fn an_error_never_shows_the_value() {
    for value in [r#""canary""#, r#"["canary"]"#, r#"{"canary": "canary"}"#] {
        let texts = [
            failure::<HtapInstanceList>(&format!(r#"{{"instances": {value}, "total": {value}}}"#)).1,
            failure::<HtapInstance>(&format!(r#"{{"network": {{"vpc_id": {{}}}}, "port": {value}}}"#)).1,
            failure::<HtapInstance>(&format!(r#"{{"is_frozen": {value}}}"#)).1,
            failure::<HtapProcessInfo>(&format!(r#"{{"duration": {value}}}"#)).1,
            failure::<HtapProcessList>(&format!("[{value}]")).1,
        ];
        assert!(texts.iter().all(|text| !text.contains("canary")), "{texts:?}");
    }
    let (_, text) = failure::<HtapProcessList>(r#"{"process_list": "canary"}"#);
    assert_eq!(text, "expected a list, found a text at $.process_list");
    let (_, text) = failure::<HtapInstance>(r#"{"network": 424242}"#);
    assert_eq!(text, "expected an object, found a number at $.network");
    assert_eq!(failure::<HtapInstance>(r#"{"network": []}"#).1, "expected an object, found a list at $.network");
    assert_eq!(failure::<HtapInstance>(r#"{"proxy_ips": {}}"#).1, "expected a list, found an object at $.proxy_ips");
}

#[test]
fn nesting_is_bounded() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    // Where anything is kept, and where anything is skipped.
    let (path, _) = failure::<HtapInstance>(&format!(r#"{{"data_ips": {}}}"#, nested(200)));
    assert!(path.starts_with("$.data_ips"), "{path}");
    let (path, _) = failure::<HtapProcessList>(&format!(r#"{{"process_list": {}}}"#, nested(200)));
    assert_eq!(path, "$.process_list[0]");
    let deep = format!(r#"{{"new": {}, "total": 1}}"#, nested(100_000));
    // Either is right, as long as the stack holds.
    if let Ok(read) = serde_json::from_str::<HtapInstanceList>(&deep) {
        assert_eq!(read.total, Some(1));
    }
}

#[test]
fn setters_take_what_is_at_hand() {
    let network = HtapNetwork::default().vpc_id("v").sub_net_id(String::from("s"));
    let made =
        HtapInstance::default().id("1").create_at(5).is_frozen(true).pay_model("1").proxy_ips(["a", "b"]).network(network).port(3306);
    let list = HtapInstanceList::default().total(1).instances([made]);
    let expected = r#"{"total":1,"instances":[{"id":"1","create_at":5,"is_frozen":true,"pay_model":"1","proxy_ips":["a","b"],"#.to_owned()
        + r#""port":3306,"network":{"vpc_id":"v","sub_net_id":"s"}}]}"#;
    assert_eq!(written(&list), expected);
    assert_eq!(read::<HtapInstanceList>(&expected), list);
    // A later value replaces an earlier one.
    assert_eq!(HtapProcessInfo::default().duration(1.0).duration(2.5).duration, Some(2.5));
}
