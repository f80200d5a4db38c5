//! `Document` → `Api`: what the document means.
//!
//! In reading order: `operation.rs` (with `parameter.rs`, `body.rs`, `encoding.rs`, `pagination.rs`, `waiter.rs`), `schema.rs` (with `form.rs`, `record.rs`, `all_of.rs`,
//! `intersection.rs`, `narrow.rs`, `nullable.rs`, `union.rs`, `extended.rs`, `enumeration.rs`, `constraint.rs`, `repair.rs`), `security.rs`, `server.rs`, `lookup.rs`; `extension.rs` reads every `x-` key.

mod all_of;
mod body;
mod constraint;
mod credential;
mod encoding;
mod enumeration;
mod extended;
mod extension;
mod external;
mod form;
mod intersection;
mod lookup;
mod narrow;
mod nullable;
mod operation;
mod pagination;
mod parameter;
mod record;
mod repair;
mod schema;
mod security;
mod server;
mod union;
mod waiter;

use std::borrow::Cow;
use std::collections::BTreeMap;

use external::described;
use intersection::Intersections;
use openapiv3::ReferenceOr;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::api::{Api, Format, Group, SchemaId};
use crate::pointer::Pointer;
use crate::report::{Report, code};
use crate::source::Document;

/// Says what `document` means.
pub fn lower(report: &mut Report, document: &Document) -> Api {
    let mut lowering = Lowering {
        report,
        document,
        api: Api::default(),
        schemas: BTreeMap::new(),
        queue: Vec::new(),
        intersections: Intersections::default(),
        encoded: Vec::new(),
        extensions: extended::extensions(&document.tree),
    };
    lowering.front();
    lowering.components();
    lowering.security_schemes();
    lowering.operations();
    lowering.profiled_settings();
    lowering.drain();
    lowering.unknown_parts();
    lowering.api
}

/// The work in hand.
struct Lowering<'a> {
    report: &'a mut Report,
    document: &'a Document,
    api: Api,
    /// The schemas that are referred to, by where they stand.
    schemas: BTreeMap<Pointer, SchemaId>,
    /// Those of them that are still to be lowered. A queue, not recursion: chains of references may be as long as the document.
    queue: Vec<(SchemaId, Pointer)>,
    /// Schemas that several members of `allOf` describe.
    intersections: Intersections,
    /// Parts of bodies that the document says more of, each with its body and where that stands.
    encoded: Vec<(SchemaId, Format, String, Pointer)>,
    /// What extends what.
    extensions: extended::Extensions,
}

impl Lowering<'_> {
    /// Title, tags and what the root's extensions say.
    fn front(&mut self) {
        let document = &self.document.api;
        self.api.title.clone_from(&document.info.title);
        self.api.version.clone_from(&document.info.version);
        self.api.description = described(document.info.description.as_ref(), document.external_docs.as_ref());
        let list = Pointer::root().child("tags");
        for (index, tag) in document.tags.iter().enumerate() {
            let description = described(tag.description.as_ref(), tag.external_docs.as_ref());
            self.api.groups.push(Group { pointer: list.index(index), name: tag.name.clone(), description });
        }
        self.api.headers = self.sent_headers(&document.extensions, &Pointer::root());
        self.error_names();
    }

    /// The object that `item`, at `at`, is or refers to, and where that stands.
    fn resolve<'i, T: DeserializeOwned + Clone>(&mut self, item: &'i ReferenceOr<T>, at: &Pointer) -> Option<(Cow<'i, T>, Pointer)> {
        let mut reference = match item {
            ReferenceOr::Item(item) => return Some((Cow::Borrowed(item), at.clone())),
            ReferenceOr::Reference { reference } => reference.clone(),
        };
        for _ in 0..64 {
            let target = self.target(&reference, at)?;
            let value = target.find(&self.document.tree)?;
            if let Some(next) = value.get("$ref").and_then(|next| next.as_str()) {
                reference = next.to_owned();
                continue;
            }
            return match T::deserialize(value) {
                Ok(item) => Some((Cow::Owned(item), target)),
                Err(cause) => {
                    self.report.add(&code::MALFORMED, &target, format!("this cannot be used where it is referred to: {cause}"));
                    None
                }
            };
        }
        self.report.add(&code::DANGLING_REF, at, format!("`{reference}` leads to nothing but other references"));
        None
    }

    /// What stands at `at`, or where the references there lead.
    fn at_end(&self, at: &Pointer) -> Option<&Value> {
        let mut value = at.find(&self.document.tree)?;
        for _ in 0..64 {
            let Some(reference) = value.get("$ref").and_then(Value::as_str) else { return Some(value) };
            value = reference.strip_prefix('#').and_then(Pointer::from_fragment)?.find(&self.document.tree)?;
        }
        None
    }

    /// Where a reference leads. The source stage has made sure that it is into this document, and that there is something there.
    fn target(&mut self, reference: &str, at: &Pointer) -> Option<Pointer> {
        let target = reference.strip_prefix('#').and_then(Pointer::from_fragment);
        let target = target.filter(|target| target.find(&self.document.tree).is_some());
        if target.is_none() {
            self.report.add(&code::DANGLING_REF, at, format!("`{reference}` leads to nothing in this document"));
        }
        target
    }
}
