//! `consumes` and `produces` → the media types of a body.

use std::rc::Rc;

use serde_json::{Map, Value, json};

use super::Rewriter;
use crate::pointer::Pointer;

/// A media type, and where an operation names it.
#[derive(Debug, Clone)]
pub(super) struct MediaType {
    pub name: String,
    pub at: Option<Pointer>,
}

impl MediaType {
    /// One that nobody names.
    pub fn unnamed(name: &str) -> Self {
        Self { name: name.to_owned(), at: None }
    }

    fn essence(&self) -> String {
        self.name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// Whether it is one that the fields of a form are sent in.
    pub fn is_form(&self) -> bool {
        self.is_multipart() || self.essence() == "application/x-www-form-urlencoded"
    }

    pub fn is_multipart(&self) -> bool {
        self.essence() == "multipart/form-data"
    }

    pub fn is_json(&self) -> bool {
        self.essence().ends_with("json")
    }
}

/// What a document says under `consumes` or `produces`; nothing if it does not say it.
pub(super) fn of_document(root: &Map<String, Value>, key: &str) -> Rc<[MediaType]> {
    texts(root.get(key)).map(|(_, name)| MediaType::unnamed(name)).collect()
}

/// The same of an operation, or what holds for it without.
pub(super) fn of_operation(operation: &Map<String, Value>, key: &str, at: &Pointer, shared: &Rc<[MediaType]>) -> Rc<[MediaType]> {
    if !operation.contains_key(key) {
        return Rc::clone(shared);
    }
    let at = at.child(key);
    texts(operation.get(key)).map(|(index, name)| MediaType { name: name.to_owned(), at: Some(at.index(index)) }).collect()
}

/// Whether two lists name the same.
pub(super) fn same(one: &[MediaType], other: &[MediaType]) -> bool {
    let is_json = |list: &[MediaType]| list.is_empty() || matches!(list, [only] if only.name == "application/json");
    let is_equal = || one.iter().map(|one| &one.name).eq(other.iter().map(|other| &other.name));
    std::ptr::eq(one, other) || (is_json(one) && is_json(other)) || is_equal()
}

fn texts(list: Option<&Value>) -> impl Iterator<Item = (usize, &str)> {
    let items = list.and_then(Value::as_array).into_iter().flatten().enumerate();
    items.filter_map(|(index, item)| Some((index, item.as_str()?)))
}

/// What a media type counts for against the size of the document: what is remembered of it takes the room of so many nodes.
const NODES: usize = 30;

impl Rewriter<'_> {
    /// The content of a body at `to`: its schema, from `schema`'s place, in each media type.
    pub(super) fn content(&mut self, types: &[MediaType], schema: Option<(&Value, &Pointer)>, to: &Pointer) -> Map<String, Value> {
        let to = to.child("content");
        if let Some(list) = types.iter().find_map(|media_type| media_type.at.as_ref()?.parent()) {
            self.moves.show(&to, &list);
        }
        let mut content = Map::new();
        for MediaType { name, at } in types.iter().filter(|media_type| !media_type.name.is_empty()) {
            self.copied += NODES;
            if self.is_full() {
                break;
            }
            let to = to.child(name);
            if let Some(at) = at {
                self.moves.show(&to, at);
            }
            let mut members = Map::new();
            if let Some((schema, from)) = schema {
                members.insert("schema".to_owned(), self.copy(schema));
                self.moves.add(&to.child("schema"), from);
            }
            content.insert(name.clone(), json!(members));
        }
        content
    }
}
