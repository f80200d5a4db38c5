//! The untyped tree → `openapiv3`, piece by piece, so that an error names its piece; and paths one by one as they are asked for, since all of
//! them together take more memory than everything else.
//!
//! The typed form loses things, and this is what becomes of them: unknown keys and methods were reported by `shape/`; siblings of
//! references were rewritten or reported by `sibling.rs`; `xml`, and the keys of schemas that mix several kinds, are in
//! `Document::tree` and in `SchemaKind::Any`; callbacks, of which the typed form cannot hold references, are left out with a note;
//! limits beyond 64 bits are no limits, and are in the tree.

use std::borrow::Cow;
use std::collections::BTreeSet;

use openapiv3::{Components, OpenAPI, PathItem};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::shape::remove;
use crate::pointer::Pointer;
use crate::report::{Report, code};

struct Reader<'r> {
    report: &'r mut Report,
    leave_out: &'r BTreeSet<Pointer>,
}

/// Reads everything but the paths; `None` after findings.
pub(super) fn parse(report: &mut Report, tree: &Value, leave_out: &BTreeSet<Pointer>) -> Option<OpenAPI> {
    let mut reader = Reader { report, leave_out };
    let root = Pointer::root();
    let members = tree.as_object()?;
    let mut api = OpenAPI {
        openapi: members.get("openapi").and_then(Value::as_str).unwrap_or_default().to_owned(),
        info: reader.member(members, &root, "info").unwrap_or_default(),
        servers: reader.member(members, &root, "servers").unwrap_or_default(),
        security: reader.member(members, &root, "security"),
        tags: reader.member(members, &root, "tags").unwrap_or_default(),
        external_docs: reader.member(members, &root, "externalDocs"),
        extensions: extensions(members),
        ..OpenAPI::default()
    };
    if let Some(Value::Object(components)) = members.get("components") {
        api.components = Some(reader.components(components, &root.child("components")));
    }
    (!reader.report.has_errors()).then_some(api)
}

/// Reads what stands at a path, if something does that can be read.
pub(super) fn path_item(report: &mut Report, tree: &Value, leave_out: &BTreeSet<Pointer>, path: &str) -> Option<PathItem> {
    let at = Pointer::root().child("paths").child(path);
    let item = tree.get("paths")?.get(path)?.as_object().filter(|_| !leave_out.contains(&at))?;
    Some(Reader { report, leave_out }.path_item(item, &at))
}

impl Reader<'_> {
    fn components(&mut self, members: &Map<String, Value>, at: &Pointer) -> Components {
        Components {
            schemas: self.members(members, at, "schemas"),
            responses: self.members(members, at, "responses"),
            parameters: self.members(members, at, "parameters"),
            examples: self.members(members, at, "examples"),
            request_bodies: self.members(members, at, "requestBodies"),
            headers: self.members(members, at, "headers"),
            security_schemes: self.members(members, at, "securitySchemes"),
            links: self.members(members, at, "links"),
            extensions: extensions(members),
            ..Components::default()
        }
    }

    fn path_item(&mut self, members: &Map<String, Value>, at: &Pointer) -> PathItem {
        PathItem {
            summary: self.member(members, at, "summary"),
            description: self.member(members, at, "description"),
            get: self.member(members, at, "get"),
            put: self.member(members, at, "put"),
            post: self.member(members, at, "post"),
            delete: self.member(members, at, "delete"),
            options: self.member(members, at, "options"),
            head: self.member(members, at, "head"),
            patch: self.member(members, at, "patch"),
            trace: self.member(members, at, "trace"),
            servers: self.member(members, at, "servers").unwrap_or_default(),
            parameters: self.member(members, at, "parameters").unwrap_or_default(),
            extensions: extensions(members),
        }
    }

    fn members<T: DeserializeOwned>(&mut self, members: &Map<String, Value>, at: &Pointer, key: &str) -> indexmap::IndexMap<String, T> {
        let at = at.child(key);
        let Some(Value::Object(members)) = members.get(key) else { return indexmap::IndexMap::new() };
        members.keys().filter_map(|name| Some((name.clone(), self.member(members, &at, name)?))).collect()
    }

    fn member<T: DeserializeOwned>(&mut self, members: &Map<String, Value>, at: &Pointer, key: &str) -> Option<T> {
        let value = members.get(key)?;
        let at = at.child(key);
        let value = self.without(value, &at);
        match T::deserialize(value.as_ref()) {
            Ok(typed) => Some(typed),
            Err(error) => {
                self.report.add(&code::MALFORMED, &at, format!("`{key}` cannot be read: {error}"));
                None
            }
        }
    }

    /// The value without what the typed form cannot hold. It is copied only if there is any.
    fn without<'t>(&self, value: &'t Value, at: &Pointer) -> Cow<'t, Value> {
        let mut value = Cow::Borrowed(value);
        if value.get("callbacks").is_some() && value.get("responses").is_some() {
            remove(value.to_mut(), &Pointer::root().child("callbacks"));
        }
        let below = self.leave_out.range(at.clone()..).take_while(|place| place.as_str().starts_with(at.as_str()));
        for place in below.filter_map(|place| place.strip_prefix(at)) {
            remove(value.to_mut(), &place);
        }
        value
    }
}

fn extensions(members: &Map<String, Value>) -> indexmap::IndexMap<String, Value> {
    members.iter().filter(|(key, _)| key.starts_with("x-")).map(|(key, value)| (key.clone(), value.clone())).collect()
}
