//! `host`, `basePath` and `schemes` → servers.

use serde_json::{Map, Value, json};

use super::Rewriter;
use crate::pointer::Pointer;
use crate::report::code;

/// The addresses of a document: one for each scheme, those that are encrypted first.
pub(super) fn addresses(root: &Map<String, Value>, schemes: Option<&Value>) -> Vec<String> {
    let text = |key: &str| root.get(key).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty());
    let base = text("basePath").map(|base| base.trim_matches('/')).unwrap_or_default();
    let path = if base.is_empty() { String::new() } else { format!("/{base}") };
    let Some(host) = text("host") else {
        return text("basePath").map(|_| if path.is_empty() { "/".to_owned() } else { path }).into_iter().collect();
    };
    let is_named = |scheme: &&str| schemes.and_then(Value::as_array).is_some_and(|schemes| schemes.iter().any(|named| named == *scheme));
    let mut schemes: Vec<&str> = ["https", "http", "wss", "ws"].into_iter().filter(is_named).collect();
    if schemes.is_empty() {
        schemes.push("https");
    }
    schemes.into_iter().map(|scheme| format!("{scheme}://{host}{path}")).collect()
}

impl Rewriter<'_> {
    /// The servers of the document.
    pub(super) fn servers(&mut self, root: &Map<String, Value>) -> Option<Value> {
        let schemes = root.get("schemes").filter(|schemes| schemes.as_array().is_some_and(|schemes| !schemes.is_empty()));
        let place = Pointer::root();
        let address = place.child(if root.contains_key("host") { "host" } else { "basePath" });
        if root.contains_key("host") && schemes.is_none() {
            let help = "add `schemes: [https]`, or what it is";
            self.report.add_with_help(&code::ASSUMED_SCHEME, &address, "the document gives no `schemes`: https is taken", help);
        }
        let addresses = addresses(root, schemes);
        self.moves.show(&place.child("servers"), &address);
        self.address = addresses.first().cloned();
        (!addresses.is_empty()).then(|| self.list(addresses, &place, &address))
    }

    /// The servers of an operation that has schemes of its own, if that makes the first of them, which a client calls, another than the
    /// document's.
    pub(super) fn servers_of(&mut self, operation: &Map<String, Value>, at: &Pointer) -> Option<Value> {
        let root = self.old.as_object()?;
        let own = addresses(root, Some(operation.get("schemes")?));
        let schemes = at.child("schemes");
        (own.first() != self.address.as_ref()).then(|| self.list(own, at, &schemes))
    }

    fn list(&mut self, addresses: Vec<String>, holder: &Pointer, from: &Pointer) -> Value {
        let list = holder.child("servers");
        for index in 0..addresses.len() {
            self.moves.show(&list.index(index), from);
            self.moves.show(&list.index(index).child("url"), from);
        }
        addresses.into_iter().map(|url| json!({"url": url})).collect()
    }
}
