//! What the examples of a page show that its tables do not say.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::super::typ::Type;
use super::super::{Page, Place, Row};

/// What values of a field were seen as.
#[derive(Debug, Default, Clone)]
pub struct Kinds {
    /// Their JSON types.
    pub types: BTreeSet<&'static str>,
    /// What was seen in lists.
    pub items: BTreeSet<&'static str>,
}

/// The fields of each table, and what the examples have for them, in the order of the examples.
#[derive(Debug, Default)]
pub struct Seen(BTreeMap<String, Vec<(String, Kinds)>>);

/// What the table of an answer is called here.
pub fn key(status: Option<u16>) -> String {
    format!("answer {}", status.map(|status| status.to_string()).unwrap_or_default())
}

impl Seen {
    /// Looks through all examples.
    pub fn new(page: &Page) -> Self {
        let mut seen = Self::default();
        for example in &page.examples {
            let Some(json) = &example.json else { continue };
            if example.is_response {
                let response = page.responses.iter().find(|response| response.status.as_ref().map(|status| status.what) == example.status);
                let response = response.or_else(|| page.success().filter(|_| example.status.is_none()));
                let Some(response) = response else { continue };
                let rows: Vec<&Row> = response.fields.iter().collect();
                seen.object(page, &key(response.status.as_ref().map(|status| status.what)), &rows, json, 0);
            } else {
                let rows: Vec<&Row> = page.parameters.iter().filter(|row| row.place == Some(Place::Body)).collect();
                seen.object(page, "request", &rows, json, 0);
            }
        }
        seen
    }

    /// What was seen of the fields of a table.
    pub fn of(&self, table: &str) -> &[(String, Kinds)] {
        self.0.get(table).map(Vec::as_slice).unwrap_or_default()
    }

    fn object(&mut self, page: &Page, table: &str, rows: &[&Row], json: &Value, depth: usize) {
        for (name, value) in json.as_object().into_iter().flatten() {
            let fields = self.0.entry(table.to_owned()).or_default();
            if !fields.iter().any(|(known, _)| known == name) {
                fields.push((name.clone(), Kinds::default()));
            }
            let kinds = fields.iter_mut().find(|(known, _)| known == name).map(|(_, kinds)| kinds);
            if let Some(kinds) = kinds {
                kinds.types.insert(kind(value));
                kinds.items.extend(value.as_array().into_iter().flatten().map(kind));
            }
            let typ = rows.iter().find(|row| row.name == *name).and_then(|row| row.typ.as_ref());
            if let Some(typ) = typ.filter(|_| depth < 32) {
                self.value(page, &typ.what, value, depth);
            }
        }
    }

    fn value(&mut self, page: &Page, typ: &Type, value: &Value, depth: usize) {
        match (typ, value) {
            (Type::Array(item), Value::Array(values)) => values.iter().for_each(|value| self.value(page, item, value, depth)),
            (Type::Object(Some(name)), Value::Object(_)) => {
                let Some(object) = page.object(name) else { return };
                let rows: Vec<&Row> = object.fields.iter().collect();
                self.object(page, &object.name, &rows, value, depth + 1);
            }
            _ => {}
        }
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
