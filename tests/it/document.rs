//! The flagship's document, held against what the pages of the help center say. What is expected is typed here by hand from the pages,
//! so that a field that is dropped or retyped in the document is noticed.
//!
//! `tables` has the pages' tables, `fields` and `operations` compare them; `servers` the endpoints; `example` the pages' examples.

// Clippy then knows that helpers beside the tests may panic as the tests do.
#![cfg(test)]

mod example;
mod fields;
mod operations;
mod schema;
mod servers;
mod tables;

use serde_json::Value;

/// The document, with the aliases of YAML in place and every `$ref` as written.
fn document() -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/spec/huaweicloud-gaussdb.yaml");
    let text = std::fs::read_to_string(path).expect("the document is there");
    serde_yaml::from_str(&text).expect("the document is YAML")
}

/// What a JSON Pointer leads to; it has to lead somewhere.
fn at<'a>(document: &'a Value, pointer: &str) -> &'a Value {
    document.pointer(pointer).unwrap_or_else(|| panic!("the document has no {pointer}"))
}

/// The value itself, or what its `$ref` leads to.
fn resolve<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    match value["$ref"].as_str() {
        Some(reference) => at(document, reference.strip_prefix('#').expect("the document refers to itself alone")),
        None => value,
    }
}

/// The entries of an object; none, if it is not there.
fn entries(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

/// The keys of an object, in its order.
fn keys(value: &Value) -> Vec<&str> {
    entries(value).map(|(key, _)| key.as_str()).collect()
}

/// The one operation of each path, with the path and its item.
fn operations(document: &Value) -> impl Iterator<Item = (&str, &Value, &Value)> {
    entries(&document["paths"]).map(|(path, item)| (path.as_str(), item, &item["get"]))
}
