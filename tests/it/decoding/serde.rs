//! The models in formats other than the client's own, through serde.

use huaweicloud_gaussdb::models::{ErrorResponse, HtapInstanceList, HtapProcessInfo, HtapProcessList, Language, PayModel, SessionOverview};
use serde_json::json;

const YAML: &str = r#"
total: 1
unknown: [1, {a: b}]
instances:
  - id: "1"
    create_at: 1711094408228
    is_frozen: false
    pay_model: 0
    order_id: ~
    data_ips: ["10.0.0.1"]
    enter_prise_project_id: "0"
    instance_state: {instance_status: normal}
"#;

#[test]
#[allow(deprecated)] // Old servers send it.
fn yaml_is_read_and_written() {
    let list: HtapInstanceList = serde_yaml::from_str(YAML).unwrap();
    let expected = json!({"total": 1, "instances": [{
        "id": "1", "create_at": 1_711_094_408_228_i64, "is_frozen": false, "pay_model": "0", "data_ips": ["10.0.0.1"],
        "enterprise_project_id": "0", "instance_state": {"instance_status": "normal"},
    }]});
    assert_eq!(serde_json::to_value(&list).unwrap(), expected);
    assert_eq!(list.instances[0].pay_model, Some(PayModel::PayPerUse));
    let written = serde_yaml::to_string(&list).unwrap();
    assert_eq!(serde_yaml::from_str::<HtapInstanceList>(&written).unwrap(), list);
    let error = serde_yaml::from_str::<HtapInstanceList>("instances: [{id: x, port: often}]").unwrap_err();
    assert!(error.to_string().contains("$.instances[0].port"), "{error}");
}

#[test]
fn json_is_read_from_text_from_values_and_from_streams() {
    let text = r#"{"process_list": [{"id": "\u0031", "duration": "10", "command": "Qu\"ery"}]}"#;
    let session = HtapProcessInfo::default().id("1").duration(10.0).command("Qu\"ery");
    let expected = HtapProcessList::default().process_list([session]);
    assert_eq!(serde_json::from_str::<HtapProcessList>(text).unwrap(), expected);
    assert_eq!(serde_json::from_reader::<_, HtapProcessList>(text.as_bytes()).unwrap(), expected);
    assert_eq!(serde_json::from_value::<HtapProcessList>(serde_json::from_str(text).unwrap()).unwrap(), expected);
    // Names may have escapes, too.
    let escaped = text.replace("process_list", "process\\u005flist");
    assert_eq!(serde_json::from_str::<HtapProcessList>(&escaped).unwrap(), expected);
    let error = serde_json::from_str::<HtapProcessList>(r#"{"process_list": [{"duration": "ten"}]}"#).unwrap_err();
    assert!(error.to_string().contains("at $.process_list[0].duration"), "{error}");
}

#[test]
fn models_are_parts_of_the_types_of_others() {
    #[derive(serde::Serialize, serde::Deserialize, Debug, PartialEq)]
    struct Report {
        overview: SessionOverview,
        language: Language,
        last: Option<ErrorResponse>,
        #[serde(flatten)]
        session: HtapProcessInfo,
    }
    let text = r#"{"overview":{"active_num":"1"},"language":"fr","last":null,"id":"7","duration":1.5}"#;
    let report: Report = serde_json::from_str(text).unwrap();
    assert_eq!(report.overview, SessionOverview::default().active_num("1"));
    assert_eq!((report.language.as_str(), report.session.duration), ("fr", Some(1.5)));
    assert_eq!(serde_json::to_string(&report).unwrap(), text);
}

#[test]
fn what_json_cannot_say_is_an_error() {
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert!(serde_json::to_string(&HtapProcessInfo::default().duration(value)).is_err());
    }
}
