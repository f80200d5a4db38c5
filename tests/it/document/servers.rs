//! The endpoints: region and host prefix, typed by hand, in the order of the document.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{document, entries, operations};

const TAURUSDB: &[(&str, &str)] = &[
    ("cn-north-2", "gaussdb"),
    ("cn-north-4", "gaussdb"),
    ("cn-north-9", "gaussdb"),
    ("cn-north-11", "gaussdbformysql"),
    ("cn-east-3", "gaussdb"),
    ("cn-east-5", "gaussdb-mysql"),
    ("cn-south-1", "gaussdb"),
    ("cn-south-4", "gaussdb"),
    ("cn-southwest-2", "gaussdb"),
    ("cn-southwest-3", "gaussdb-mysql"),
    ("ap-southeast-1", "gaussdbformysql"),
    ("ap-southeast-2", "gaussdbformysql"),
    ("ap-southeast-3", "gaussdb"),
    ("ap-southeast-4", "gaussdb"),
    ("af-south-1", "gaussdb-mysql"),
    ("la-north-2", "gaussdb-mysql"),
    ("sa-brazil-1", "gaussdb"),
    ("me-east-1", "gaussdbformysql"),
    ("tr-west-1", "gaussdbformysql"),
    ("ru-northwest-2", "gaussdb"),
];

const GAUSSDB: &[(&str, &str)] = &[
    ("cn-north-2", "gaussdb-opengauss"),
    ("cn-north-4", "gaussdb-opengauss"),
    ("cn-north-9", "gaussdb-opengauss"),
    ("cn-north-12", "gaussdb"),
    ("cn-east-2", "gaussdb"),
    ("cn-east-3", "gaussdb-opengauss"),
    ("cn-east-4", "gaussdb"),
    ("cn-east-5", "gaussdb"),
    ("cn-south-1", "gaussdb-opengauss"),
    ("cn-south-2", "gaussdb-opengauss"),
    ("cn-south-4", "gaussdb-opengauss"),
    ("cn-southwest-2", "gaussdb-opengauss"),
    ("ap-southeast-1", "gaussdb-opengauss"),
    ("ap-southeast-2", "gaussdb-opengauss"),
    ("ap-southeast-3", "gaussdb-opengauss"),
    ("ap-southeast-4", "gaussdb-opengauss"),
    ("ap-southeast-5", "gaussdb"),
    ("af-north-1", "gaussdb"),
    ("af-south-1", "gaussdb-opengauss"),
    ("la-north-2", "gaussdb-opengauss"),
    ("la-south-2", "gaussdb-opengauss"),
    ("sa-brazil-1", "gaussdb-opengauss"),
    ("me-east-1", "gaussdb"),
    ("tr-west-1", "gaussdb"),
    ("ru-northwest-2", "gaussdb-opengauss"),
];

fn text<'a>(server: &'a Value, key: &str) -> &'a str {
    server[key].as_str().unwrap_or_else(|| panic!("a server without {key}: {server}"))
}

#[test]
fn every_path_has_the_endpoints_of_its_service() {
    let document = document();
    assert_eq!((TAURUSDB.len(), GAUSSDB.len()), (20, 25));
    for (path, item, operation) in operations(&document) {
        let table = if operation["tags"][0] == "taurusdb" { TAURUSDB } else { GAUSSDB };
        let expected: Vec<(&str, String)> =
            table.iter().map(|(region, prefix)| (*region, format!("https://{prefix}.{region}.myhuaweicloud.com"))).collect();
        let servers = item["servers"].as_array().expect("each path has servers");
        let written: Vec<(&str, String)> =
            servers.iter().map(|server| (text(server, "x-region"), text(server, "url").to_owned())).collect();
        assert_eq!(written, expected, "{path}");
    }
}

#[test]
fn a_region_lies_in_one_city() {
    let document = document();
    let mut cities = BTreeMap::new();
    for (_, item) in entries(&document["paths"]) {
        for server in item["servers"].as_array().unwrap() {
            let city = &server["description"];
            assert_eq!(cities.entry(text(server, "x-region")).or_insert(city), &city, "{server}");
        }
    }
}
