//! Decoding and encoding of generated models beside serde's derive on the same structs.
//!
//! `cargo bench --bench codec`. Both read and write the same bytes, which is checked first. A sample of one is taken in turn with a sample
//! of the other, so that what else the machine does falls on both. "Bytes" is what a client does with bodies: the generated one has its
//! own functions for that, by hand it is `serde_json::from_slice` and `to_vec`. "Serde" is the same two functions for both.

#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

mod derived;
#[allow(dead_code, unused_imports, clippy::all, clippy::pedantic)] // Not all is measured.
#[path = "../../generated/src/models/mod.rs"]
#[rustfmt::skip]
mod models;
mod runtime;

use std::hint::black_box;
use std::time::{Duration, Instant};

use models::{HtapInstanceList, HtapProcessList};
use runtime::codec::{Decode, Encode, from_json, to_json};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

const SAMPLES: usize = 301;
/// How long a sample takes at least.
const SAMPLE: Duration = Duration::from_millis(2);

fn main() {
    println!("| what | bytes | derived, µs | generated, µs | generated to derived |\n|---|---|---|---|---|");
    pair::<HtapProcessList, derived::HtapProcessList>("sessions, flat records", &sessions());
    pair::<HtapInstanceList, derived::HtapInstanceList>("instances, nested records, enums, numbers", &instances());
}

fn pair<G: Serialize + DeserializeOwned + Decode + Encode, D: Serialize + DeserializeOwned>(name: &str, value: &Value) {
    let text = serde_json::to_vec(value).unwrap();
    let (generated, derived): (G, D) = (from_json(&text).unwrap(), serde_json::from_slice(&text).unwrap());
    assert_eq!(serde_json::to_value(&generated).unwrap(), *value, "{name}: the generated models lose something");
    assert_eq!(serde_json::from_slice::<Value>(&to_json(generated.shape()).unwrap()).unwrap(), *value, "{name}: and so do their bytes");
    assert_eq!(serde_json::to_value(&derived).unwrap(), *value, "{name}: the derived ones do");
    let decode = || drop(black_box(serde_json::from_slice::<D>(black_box(&text)).unwrap()));
    let encode = || drop(black_box(serde_json::to_vec(black_box(&derived)).unwrap()));
    row(&format!("decode bytes of {name}"), text.len(), decode, || drop(black_box(from_json::<G>(black_box(&text)).unwrap())));
    row(&format!("encode bytes of {name}"), text.len(), encode, || drop(black_box(to_json(black_box(&generated).shape()).unwrap())));
    row(&format!("decode by serde {name}"), text.len(), decode, || drop(black_box(serde_json::from_slice::<G>(black_box(&text)).unwrap())));
    row(&format!("encode by serde {name}"), text.len(), encode, || drop(black_box(serde_json::to_vec(black_box(&generated)).unwrap())));
}

/// The medians of both, and of the ratios of the pairs.
fn row(name: &str, bytes: usize, derived: impl Fn(), generated: impl Fn()) {
    let times = (1..).find(|times| sample(&derived, 1 << times) > SAMPLE.as_secs_f64()).map_or(1, |times| 1_u32 << times);
    let pairs: Vec<(f64, f64)> = (0..SAMPLES)
        .map(|number| {
            if number % 2 == 0 {
                (sample(&derived, times), sample(&generated, times))
            } else {
                let second = sample(&generated, times);
                (sample(&derived, times), second)
            }
        })
        .collect();
    let each = |time: f64| time / f64::from(times) * 1e6;
    let first = median(pairs.iter().map(|pair| each(pair.0)));
    let second = median(pairs.iter().map(|pair| each(pair.1)));
    let ratio = median(pairs.iter().map(|pair| pair.1 / pair.0));
    println!("| {name} | {bytes} | {first:.1} | {second:.1} | {ratio:.2} |");
}

fn sample(run: &impl Fn(), times: u32) -> f64 {
    let start = Instant::now();
    (0..times).for_each(|_| run());
    start.elapsed().as_secs_f64()
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn sessions() -> Value {
    let session = |number: u32| {
        json!({
            "id": number.to_string(), "user": "root", "host": format!("10.0.0.{}:40112", number % 250), "state": "OK",
            "database": "sales", "sql_statement": format!("SELECT region, \"sum\"(amount) FROM orders WHERE id > {number}\nGROUP BY region"),
            "duration": f64::from(number) / 8.0, "command": "Query",
        })
    };
    json!({"process_list": (0..100).map(session).collect::<Vec<_>>()})
}

fn instances() -> Value {
    let instance = |number: u32| {
        let id = format!("bfc970d8e9b34a399b4c422aabe1{number:04}in17");
        json!({
            "id": id, "name": format!("htap-{number}"), "engine_name": "star-rocks", "engine_version": "3.1.6",
            "project_id": "0483b6b16e954cb88930a360d2c4e663",
            "instance_state": {"instance_status": "normal", "create_fail_error_code": "", "fail_message": "", "wait_restart_for_params": false},
            "create_at": 1_691_132_346_934_i64 + i64::from(number), "is_frozen": false, "ha_mode": "Cluster", "pay_model": "0",
            "alter_order_id": "", "data_vip": format!("192.168.0.{}", number % 250), "proxy_ips": ["192.168.0.7"],
            "readable_node_infos": [{"data_ip": "192.168.0.9", "node_id": id, "node_name": "fe-0"}, {"data_ip": "192.168.0.10", "node_id": id, "node_name": "be-0"}],
            "port": 9030, "available_zones": [{"code": "az1", "description": "zone 1", "az_type": "DEDICATED"}],
            "current_actions": [{"id": "a1", "action": "RESTARTING", "object_id": id, "type": "INSTANCE", "job_id": "j1", "status": "OK_TO_RUN", "created_at": 1_691_132_346_934_i64, "updated_at": 1_691_132_356_934_i64}],
            "volume_type": "SSD", "server_type": "KVM", "enterprise_project_id": "0",
            "network": {"vpc_id": "8d7e4bb9", "sub_net_id": "2f1c5a0e", "security_group_id": "c9f1a1be"}, "node_num": 3,
        })
    };
    json!({"instances": (0..50).map(instance).collect::<Vec<_>>()})
}
