//! Parameters in the path, the query and headers, and headers of responses: what describes the value moves below `schema`.

use serde_json::{Map, Value, json};

use super::Rewriter;
use crate::pointer::Pointer;
use crate::report::code;

/// The keys that stay with a parameter or a header; all others describe its value.
const KEPT: [&str; 5] = ["name", "in", "description", "required", "allowEmptyValue"];

/// The extensions that describe a value.
const OF_VALUE: [&str; 9] = [
    "x-nullable", "x-accept", "x-known-values", "x-enum-varnames", "x-enum-descriptions", "x-timestamp", "x-text-of", "x-sensitive",
    "x-aliases",
];

/// A parameter where a list has it, and what it is.
#[derive(Debug, Clone)]
pub(super) struct Listed<'t> {
    /// What the list has: the parameter, or a reference to it.
    pub written: &'t Value,
    /// Where.
    pub at: Pointer,
    /// The parameter.
    pub members: &'t Map<String, Value>,
    /// Where it stands.
    pub from: Pointer,
}

impl Listed<'_> {
    pub fn text(&self, key: &str) -> &str {
        self.members.get(key).and_then(Value::as_str).unwrap_or_default()
    }

    /// Whether it is what the request carries, or a field of it.
    pub fn is_body(&self) -> bool {
        matches!(self.text("in"), "body" | "formData")
    }
}

impl<'r> Rewriter<'r> {
    /// What a value of the old document is or refers to, and where that stands.
    pub(super) fn definition(&self, mut value: &'r Value, at: &Pointer) -> (&'r Value, Pointer) {
        let mut at = at.clone();
        // That it leads somewhere, and not in a circle, was checked before.
        for _ in 0..64 {
            let target = value.get("$ref").and_then(|text| Pointer::from_fragment(text.as_str()?.strip_prefix('#')?));
            let Some((target, next)) = target.and_then(|target| Some((target.clone(), self.old.pointer(target.as_str())?))) else { break };
            (value, at) = (next, target);
        }
        (value, at)
    }

    /// The parameters of a path item or an operation.
    pub(super) fn listed(&self, holder: &'r Map<String, Value>, at: &Pointer) -> Vec<Listed<'r>> {
        let at = at.child("parameters");
        let items = holder.get("parameters").and_then(Value::as_array).into_iter().flatten().enumerate();
        let listed = items.filter_map(|(index, written)| {
            let at = at.index(index);
            let (value, from) = self.definition(written, &at);
            Some(Listed { written, at, members: value.as_object()?, from })
        });
        listed.collect()
    }

    /// The list again, with those parameters that are still called so.
    pub(super) fn parameters(&mut self, listed: &[Listed<'_>], at: &Pointer) -> Option<Value> {
        let at = at.child("parameters");
        let mut parameters = Vec::new();
        for found in listed.iter().filter(|found| !found.is_body()) {
            let to = at.index(parameters.len());
            self.moves.add(&to, &found.at);
            let is_reference = found.written.get("$ref").is_some();
            parameters.push(if is_reference { self.copy(found.written) } else { self.parameter(found.members, &found.at, &to) });
        }
        (!parameters.is_empty()).then(|| json!(parameters))
    }

    /// A parameter among the components, and the section that it belongs to now; nothing for a field of a form, which is written out
    /// wherever it is referred to.
    pub(super) fn shared_parameter(&mut self, old: &'r Value, from: &Pointer) -> Option<(&'static str, Value)> {
        let (value, place) = self.definition(old, from);
        let members = value.as_object()?;
        let section = match members.get("in").and_then(Value::as_str) {
            Some("body") => "requestBodies",
            Some("formData") => return None,
            _ => "parameters",
        };
        let to = Pointer::root().child("components").child(section).child(&from.last()?);
        self.moves.add(&to, from);
        let new = match section {
            _ if place != *from => self.copy(old),
            "requestBodies" => {
                let consumes = self.consumes.clone();
                self.body((members, from), &consumes, &to)
            }
            _ => self.parameter(members, from, &to),
        };
        Some((section, new))
    }

    /// One parameter.
    pub(super) fn parameter(&mut self, old: &Map<String, Value>, from: &Pointer, to: &Pointer) -> Value {
        let place = old.get("in").and_then(Value::as_str).unwrap_or_default();
        let style = self.style(old, place, from);
        let (mut new, mut schema) = self.parted(old, from, &to.child("schema"));
        if let Some(written) = old.get("schema") {
            let message = "the `schema` of a parameter that is not the body came with OpenAPI 3.0; it is read as such";
            self.report.add(&code::NEWER_FORM, &from.child("schema"), message);
            self.moves.add(&to.child("schema"), &from.child("schema"));
            schema = self.copy(written);
        }
        if schema.as_object().is_none_or(|schema| !schema.is_empty()) {
            new.insert("schema".to_owned(), schema);
        }
        if let Some((style, explode)) = style {
            new.insert("style".to_owned(), json!(style));
            new.insert("explode".to_owned(), json!(explode));
        }
        Value::Object(new)
    }

    /// What stays, and the schema of the value, which will be at `to`.
    pub(super) fn parted(&mut self, old: &Map<String, Value>, from: &Pointer, to: &Pointer) -> (Map<String, Value>, Value) {
        let (mut kept, mut schema) = (Map::new(), Map::new());
        for (key, value) in old {
            let is_kept = KEPT.contains(&key.as_str()) || (key.starts_with("x-") && !OF_VALUE.contains(&key.as_str()));
            match key.as_str() {
                "collectionFormat" | "schema" => continue,
                _ if is_kept => kept.insert(key.clone(), self.copy(value)),
                _ => schema.insert(key.clone(), self.copy(value)),
            };
        }
        self.copied += 1;
        self.moves.show(to, from);
        if let Some(items) = schema.get_mut("items") {
            self.lists_in_lists(items, &from.child("items"));
            self.moves.add(&to.child("items"), &from.child("items"));
        }
        if schema.get("type") == Some(&json!("object")) {
            let message = "`object` as the type of a parameter came with OpenAPI 3.0; it is read as such";
            self.report.add(&code::NEWER_FORM, &from.child("type"), message);
        }
        (kept, Value::Object(schema))
    }

    /// How lists that are items are written: 3.0 has no word for it.
    fn lists_in_lists(&mut self, items: &mut Value, at: &Pointer) {
        let Some(members) = items.as_object_mut().filter(|members| members.get("type") == Some(&json!("array"))) else { return };
        members.shift_remove("collectionFormat");
        let message = "OpenAPI 3.0 has no style for lists in lists: those inside are written as JSON";
        self.report.add(&code::APPROXIMATED_STYLE, at, message);
        if let Some(inner) = members.get_mut("items") {
            self.lists_in_lists(inner, &at.child("items"));
        }
    }

    /// How a list is written, where that is not what 3.0 takes for granted.
    pub(super) fn style(&mut self, old: &Map<String, Value>, place: &str, at: &Pointer) -> Option<(&'static str, bool)> {
        if old.get("type") != Some(&json!("array")) {
            return None;
        }
        let format = old.get("collectionFormat").and_then(Value::as_str).unwrap_or("csv");
        match (place, format) {
            ("query" | "formData", "csv") => Some(("form", false)),
            ("query" | "formData", "multi") => Some(("form", true)),
            ("query" | "formData", "ssv") => Some(("spaceDelimited", false)),
            ("query" | "formData", "pipes") => Some(("pipeDelimited", false)),
            (_, "csv") => None,
            _ => {
                let (instead, style) = match place {
                    "query" | "formData" => ("spaces", Some(("spaceDelimited", false))),
                    _ => ("commas", None),
                };
                let message = format!("OpenAPI 3.0 has no style for `{format}` here: the items are joined by {instead}");
                self.report.add(&code::APPROXIMATED_STYLE, &at.child("collectionFormat"), message);
                style
            }
        }
    }
}
