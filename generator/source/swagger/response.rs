//! Responses and their headers.

use serde_json::{Map, Value, json};

use super::Rewriter;
use super::media_type::{self, MediaType};
use crate::pointer::Pointer;
use crate::report::code;

impl Rewriter<'_> {
    /// The responses of an operation at `at`.
    pub(super) fn responses(&mut self, old: &Map<String, Value>, produces: &[MediaType], at: &Pointer) -> Value {
        let mut new = Map::new();
        for (status, response) in old {
            let place = at.child(status);
            let is_shared = response.get("$ref").is_some() && media_type::same(produces, &self.produces);
            let is_as_it_was = is_shared || status.starts_with("x-");
            let response = if is_as_it_was { self.copy(response) } else { self.inlined(response, produces, &place) };
            new.insert(status.clone(), response);
        }
        Value::Object(new)
    }

    /// A response that is written out in place of a reference to it, because its media types are not those of the document.
    fn inlined(&mut self, written: &Value, produces: &[MediaType], at: &Pointer) -> Value {
        let target = written.get("$ref").and_then(|text| Pointer::from_fragment(text.as_str()?.strip_prefix('#')?));
        let found = target.and_then(|target| Some((self.old.pointer(target.as_str())?, target)));
        match found {
            Some((response, from)) => {
                let (response, from) = self.definition(response, &from);
                self.moves.show(at, &from);
                self.response(response, produces, &from, at)
            }
            None => self.response(written, produces, at, at),
        }
    }

    /// One response, from its place to its new one.
    pub(super) fn response(&mut self, old: &Value, produces: &[MediaType], from: &Pointer, to: &Pointer) -> Value {
        let members = old.as_object().filter(|members| !members.contains_key("$ref") && !self.is_full());
        let Some(members) = members else { return self.copy(old) };
        let mut new = Map::new();
        for (key, value) in members {
            match (key.as_str(), value) {
                ("schema" | "examples", _) => {}
                ("headers", Value::Object(headers)) => {
                    new.insert(key.clone(), self.headers(headers, &from.child(key), &to.child(key)));
                }
                _ => {
                    new.insert(key.clone(), self.copy(value));
                }
            }
        }
        let schema = members.get("schema");
        let mut content = match schema {
            Some(schema) => self.content(&types(schema, produces), Some((schema, &from.child("schema"))), to),
            None => Map::new(),
        };
        for (name, example) in members.get("examples").and_then(Value::as_object).into_iter().flatten() {
            let is_all_there_is = name.contains('/') && (schema.is_none() || produces.is_empty());
            if is_all_there_is || content.contains_key(name) {
                self.example(&mut content, (name, example), (from, to), schema);
            } else {
                let message = format!("the response has no media type `{name}`; its example is left out");
                let help = "list the media type in `produces`, if the service answers in it";
                self.report.add_with_help(&code::MEDIA_TYPE_CHOSEN, &from.child("examples").child(name), message, help);
            }
        }
        if !content.is_empty() {
            new.insert("content".to_owned(), json!(content));
        }
        Value::Object(new)
    }

    /// An example goes to its media type, which the response has if the document lists none.
    fn example(
        &mut self,
        content: &mut Map<String, Value>,
        (name, example): (&str, &Value),
        (from, to): (&Pointer, &Pointer),
        schema: Option<&Value>,
    ) {
        if !content.contains_key(name) {
            let schema_at = from.child("schema");
            content.extend(self.content(&[MediaType::unnamed(name)], schema.map(|schema| (schema, &schema_at)), to));
        }
        let copy = self.copy(example);
        self.moves.show(&to.child("content").child(name).child("example"), &from.child("examples").child(name));
        if let Some(Value::Object(media)) = content.get_mut(name) {
            media.insert("example".to_owned(), copy);
        }
    }

    fn headers(&mut self, old: &Map<String, Value>, from: &Pointer, to: &Pointer) -> Value {
        let mut new = Map::new();
        for (name, header) in old {
            let header = match header {
                Value::Object(members) => self.parameter(members, &from.child(name), &to.child(name)),
                other => self.copy(other),
            };
            new.insert(name.clone(), header);
        }
        Value::Object(new)
    }
}

/// The media types of a response: a file is not JSON, whatever a document says of all its responses.
fn types(schema: &Value, produces: &[MediaType]) -> Vec<MediaType> {
    let is_file = schema.get("type") == Some(&json!("file"));
    let types: Vec<MediaType> = produces.iter().filter(|media_type| !is_file || !media_type.is_json()).cloned().collect();
    if types.is_empty() {
        return vec![MediaType::unnamed(if is_file { "application/octet-stream" } else { "application/json" })];
    }
    types
}
