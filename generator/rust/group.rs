//! A group of operations → its file; several, where one would be too long.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::Rust;
use super::docs::{Docs, code};
use super::name::{Case, Ident};
use super::operation::Named;
use super::scope::Scope;
use super::split::{Item, split};
use super::view;
use super::words::Words;
use crate::api::Operation;

/// About the most lines that a file of operations gets.
const MOST: usize = 1500;

impl Rust<'_> {
    /// Fills a group with its operations. A part of it is what has a path in common, so that an operation that is added moves no other.
    pub(super) fn group(&mut self, named: &[Named<'_>], mut group: view::Group) -> view::Group {
        let items: Vec<Item<'_>> = named.iter().map(|named| (words(named.operation), lines(named.operation))).collect();
        let mut files: BTreeMap<String, Vec<&Named<'_>>> = BTreeMap::new();
        for (named, start) in named.iter().zip(split(&items, MOST)) {
            files.entry(start).or_default().push(named);
        }
        // What would be called like the group itself is the group itself.
        let own = files.remove("").or_else(|| files.remove(group.module.as_str()));
        group.own = self.operations(&own.unwrap_or_default(), &group);
        let mut modules = Scope::modules(&["limits", "mod", "models", "runtime", group.module.as_str()]);
        for (start, named) in files {
            let module = modules.take(&Ident::new(&start, Case::Snake));
            let docs = Docs::new(&format!("Operations on paths that begin with {}.", code(&format!("/{start}"))));
            let mut own = self.operations(&named, &group);
            own.imports = imports(&own, group.name.as_ref(), true, false);
            group.parts.push(view::Part { module, docs, own });
        }
        group.own.imports = imports(&group.own, group.name.as_ref(), false, group.apart);
        group
    }

    fn operations(&mut self, named: &[&Named<'_>], group: &view::Group) -> view::Operations {
        let mut own = view::Operations::default();
        let mut methods = TokenStream::new();
        for operation in named {
            self.note(&operation.renamed, &operation.operation.pointer);
            methods.extend(self.method(operation, group));
            own.operations.push(self.request(operation, group));
        }
        let owner = group.name.clone().map_or_else(|| quote!(Client), |name| quote!(#name));
        own.methods = if named.is_empty() { methods } else { quote!(impl #owner { #methods }) };
        own
    }
}

/// The words of a path that are the same in every call.
fn words(operation: &Operation) -> Vec<&str> {
    operation.template.split('/').filter(|segment| !segment.is_empty() && !segment.starts_with('{')).collect()
}

/// About how many lines an operation takes.
fn lines(operation: &Operation) -> usize {
    let body = operation.body.as_ref().map_or(0, |body| 5 + 5 * body.body.parts.len());
    30 + 4 * operation.parameters.len() + 3 * operation.responses.len() + body
}

/// The functions of the runtime that read answers.
const READS: [&str; 6] = ["any_text", "bytes", "empty", "json", "maybe_json", "text"];

/// What a module of operations takes from elsewhere: that of a group, whose methods are those of `name` or else of the client, or a part of it.
fn imports(own: &view::Operations, name: Option<&Ident>, is_part: bool, with_client: bool) -> Vec<String> {
    let mut words = Words::default();
    words.add(own.methods.clone());
    for operation in &own.operations {
        operation.items.iter().for_each(|tokens| words.add(tokens.clone()));
        let differing = operation.differing.iter().map(|(_, value)| value);
        let texts = operation.parameters.iter().chain([&operation.output]).chain(differing);
        texts.for_each(|text| words.add(text.parse().unwrap_or_default()));
        operation.pages.iter().for_each(|pages| words.add(pages.item.parse().unwrap_or_default()));
        operation.setters.iter().for_each(|setter| words.add(setter.typ.to_token_stream()));
        operation.headers.iter().flat_map(|headers| &headers.fields).for_each(|header| words.add(header.typ.to_token_stream()));
    }
    let has = |word: &str| words.has(word);
    let mut imports = Vec::new();
    imports.extend(has("BTreeMap").then(|| "use std::collections::BTreeMap;".to_owned()));
    let handle = name.filter(|_| !is_part);
    if !imports.is_empty() {
        imports.push(String::new());
    }
    if has("Value") {
        imports.extend(["use serde_json::Value;".to_owned(), String::new()]);
    }
    let first = imports.len();
    let up = if is_part { "super::super::super" } else { "super::super" };
    let client = with_client || (name.is_none() && !own.operations.is_empty());
    imports.extend(client.then(|| format!("use {up}::client::Client;")));
    imports.extend(handle.map(|_| format!("use {up}::runtime::connection::group;")));
    if is_part {
        imports.extend(name.map(|name| format!("use super::{name};")));
        imports.push("use super::Request;".to_owned());
    }
    // A group brings the type of its requests with it.
    imports.extend((name.is_none() && !is_part).then(|| format!("use {up}::runtime::request::requests;")));
    if own.operations.is_empty() {
        imports.push(format!("use {up}::runtime;"));
    } else {
        imports.extend(of_operations(own, &words, up));
    }
    if let Some(ours) = imports.get_mut(first..) {
        ours.sort_by(|one, other| one.trim_end_matches(';').cmp(other.trim_end_matches(';')));
    }
    imports
}

/// What operations take from the runtime.
fn of_operations(own: &view::Operations, words: &Words, up: &str) -> Vec<String> {
    let parameters = || own.operations.iter().flat_map(|operation| &operation.parameters);
    let places = ["cookie", "header", "path", "query"].into_iter();
    let places: String =
        places.filter(|place| parameters().any(|text| text.starts_with(&format!("{place}(")))).map(|place| format!(", {place}")).collect();
    let mut imports = Vec::new();
    imports.extend(words.leads("limits").then(|| format!("use {up}::limits;")));
    imports.extend(words.leads("models").then(|| format!("use {up}::models;")));
    let paged = own.operations.iter().any(|operation| operation.pages.is_some());
    imports.push(format!("use {up}::runtime::{{self, call::Call, request::request}};"));
    imports.push(match places.as_str() {
        "" => format!("use {up}::runtime::operation::Operation;"),
        _ => format!("use {up}::runtime::operation::{{Operation{places}}};"),
    });
    imports.extend(paged.then(|| format!("use {up}::runtime::page::{{Step, pages}};")));
    let headers = own.operations.iter().any(|operation| operation.headers.is_some());
    imports.extend(headers.then(|| format!("use {up}::runtime::header::headers;")));
    let reads: BTreeSet<&str> =
        own.operations.iter().map(|operation| operation.read.as_str()).filter(|read| READS.contains(read)).collect();
    imports.extend(match reads.iter().copied().collect::<Vec<_>>().as_slice() {
        [] => None,
        [only] => Some(format!("use {up}::runtime::response::{only};")),
        several => Some(format!("use {up}::runtime::response::{{{}}};", several.join(", "))),
    });
    let waits = own.operations.iter().any(|operation| !operation.waiters.is_empty());
    imports.extend(waits.then(|| format!("use {up}::runtime::waiter::waits;")));
    imports.extend(words.has("Secret").then(|| format!("use {up}::runtime::Secret;")));
    imports.extend(words.has("Style").then(|| format!("use {up}::runtime::Style;")));
    imports
}
