//! What authors mean by forms that no version of the specification has, for the few that the generator repairs.

use serde_json::{Map, Value, json};

/// The same members in forms that the specification has.
pub fn meant(members: &Map<String, Value>) -> Map<String, Value> {
    let mut out = members.clone();
    if let Some(Value::String(name)) = members.get("type") {
        match name.to_ascii_lowercase().as_str() {
            "int" | "int32" | "int64" | "long" => out["type"] = json!("integer"),
            "float" | "double" | "decimal" => out["type"] = json!("number"),
            "bool" => out["type"] = json!("boolean"),
            "text" | "str" | "date" | "datetime" | "date-time" | "uuid" => out["type"] = json!("string"),
            "list" => out["type"] = json!("array"),
            "any" => _ = out.remove("type"),
            lower => out["type"] = json!(lower),
        }
    }
    if members.get("nullable") == Some(&json!("true")) {
        out["nullable"] = json!(true);
    }
    // A flag at a property stands for its name in the list of the object.
    let properties = members.get("properties").and_then(Value::as_object).into_iter().flatten();
    let flagged: Vec<Value> =
        properties.filter(|(_, property)| property.get("required") == Some(&json!(true))).map(|(name, _)| json!(name)).collect();
    if !flagged.is_empty() {
        let known = members.get("required").and_then(Value::as_array).cloned().unwrap_or_default();
        out.insert("required".to_owned(), known.into_iter().chain(flagged).collect());
    }
    out
}
