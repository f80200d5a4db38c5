//! `in: body` and `in: formData` → request bodies.

use serde_json::{Map, Value, json};

use super::super::bundle::reference_to;
use super::Rewriter;
use super::media_type::{self, MediaType};
use super::parameter::Listed;
use crate::pointer::Pointer;
use crate::report::code;

impl Rewriter<'_> {
    /// What an operation at `at` sends, if anything: of all parameters that are a body or a field of a form, the body counts.
    pub(super) fn request_body(&mut self, bodies: &[Listed<'_>], consumes: &[MediaType], at: &Pointer) -> Option<Value> {
        let to = at.child("requestBody");
        let body = bodies.iter().find(|found| found.text("in") == "body");
        for superfluous in bodies.iter().filter(|found| body.is_some_and(|body| body.at != found.at)) {
            let message = format!("a request has one body, and no form beside it: `{}` is left out", superfluous.text("name"));
            self.report.add(&code::SEVERAL_BODIES, &superfluous.at, message);
        }
        let Some(body) = body else {
            return (!bodies.is_empty()).then(|| self.form(bodies, consumes, &to));
        };
        self.moves.show(&to, &body.at);
        let is_component = body.at != body.from && body.from.parent() == Some(Pointer::root().child("parameters"));
        if is_component && media_type::same(consumes, &self.consumes) {
            return Some(json!({"$ref": reference_to(&body.from)}));
        }
        Some(self.body((body.members, &body.from), consumes, &to))
    }

    /// A body that one parameter describes.
    pub(super) fn body(&mut self, (old, from): (&Map<String, Value>, &Pointer), consumes: &[MediaType], to: &Pointer) -> Value {
        if self.is_full() {
            return Value::Null;
        }
        self.moves.show(to, from);
        let (mut new, described) = self.parted(old, from, &to.child("schema"));
        new.shift_remove("name");
        new.shift_remove("in");
        new.shift_remove("allowEmptyValue");
        let mut schema = old.get("schema").map(|schema| (schema, from.child("schema")));
        if schema.is_none() {
            let is_described = described.as_object().is_some_and(|described| !described.is_empty());
            let so = if is_described { "what it says itself is taken for it" } else { "it is treated as any JSON" };
            self.report.add(&code::MISSING_SCHEMA, from, format!("the body has no `schema`: {so}"));
            schema = is_described.then(|| (&described, from.clone()));
        }
        let mut types: Vec<MediaType> = consumes.iter().filter(|media_type| !media_type.is_form()).cloned().collect();
        if types.is_empty() {
            types = if consumes.is_empty() { vec![MediaType::unnamed("application/json")] } else { consumes.to_vec() };
        }
        let content = self.content(&types, schema.as_ref().map(|(schema, from)| (*schema, from)), to);
        new.insert("content".to_owned(), json!(content));
        Value::Object(new)
    }

    /// A body that has a field for each parameter.
    fn form(&mut self, fields: &[Listed<'_>], consumes: &[MediaType], to: &Pointer) -> Value {
        let types = form_types(fields, consumes);
        if let Some(first) = fields.first() {
            self.moves.show(to, &first.at);
        }
        let mut content = self.content(&types, None, to);
        for (name, media) in &mut content {
            *media = self.fields(fields, &to.child("content").child(name));
        }
        let required = fields.iter().any(is_required);
        json!({"required": required, "content": content})
    }

    /// The media type of a form at `to`: an object, and how lists in it are written.
    fn fields(&mut self, fields: &[Listed<'_>], to: &Pointer) -> Value {
        let (mut properties, mut encoding, mut required) = (Map::new(), Map::new(), Vec::new());
        if let Some(first) = fields.first() {
            self.moves.show(&to.child("schema"), &first.at);
        }
        for field in fields {
            if self.is_full() {
                break;
            }
            let name = field.text("name");
            let place = to.child("schema").child("properties").child(name);
            let (kept, mut schema) = self.parted(field.members, &field.from, &place);
            self.moves.add(&place, &field.from);
            if let Value::Object(schema) = &mut schema {
                schema.extend(kept.into_iter().filter(|(key, _)| key == "description" || key.starts_with("x-")));
            }
            // Repeating a field for each item is the rule in a form.
            if let Some((style, explode)) = self.style(field.members, "formData", &field.from).filter(|style| *style != ("form", true)) {
                self.moves.show(&to.child("encoding").child(name), &field.from);
                encoding.insert(name.to_owned(), json!({"style": style, "explode": explode}));
            }
            if is_required(field) && !properties.contains_key(name) {
                required.push(json!(name));
            }
            properties.insert(name.to_owned(), schema);
        }
        let mut schema = json!({"type": "object", "properties": properties});
        if let (Value::Object(schema), false) = (&mut schema, required.is_empty()) {
            schema.insert("required".to_owned(), json!(required));
        }
        if encoding.is_empty() { json!({"schema": schema}) } else { json!({"schema": schema, "encoding": encoding}) }
    }
}

fn is_required(field: &Listed<'_>) -> bool {
    field.members.get("required") == Some(&json!(true))
}

/// The media types that a form can be sent in: a file needs parts.
fn form_types(fields: &[Listed<'_>], consumes: &[MediaType]) -> Vec<MediaType> {
    let has_file = fields.iter().any(|field| field.text("type") == "file");
    let types = consumes.iter().filter(|media_type| media_type.is_form() && (!has_file || media_type.is_multipart()));
    let types: Vec<MediaType> = types.cloned().collect();
    if types.is_empty() {
        let name = if has_file { "multipart/form-data" } else { "application/x-www-form-urlencoded" };
        return vec![MediaType::unnamed(name)];
    }
    types
}
