//! Security definitions → security schemes.

use serde_json::{Map, Value, json};

use super::Rewriter;
use crate::pointer::Pointer;
use crate::report::code;

/// The flows of OAuth, by their old names and their new ones.
const FLOWS: [(&str, &str); 4] =
    [("implicit", "implicit"), ("password", "password"), ("application", "clientCredentials"), ("accessCode", "authorizationCode")];

/// The keys that belong to a flow now.
const OF_FLOW: [&str; 3] = ["authorizationUrl", "tokenUrl", "scopes"];

impl Rewriter<'_> {
    /// One security definition, from its place to its new one.
    pub(super) fn security_scheme(&mut self, old: &Value, from: &Pointer, to: &Pointer) -> Value {
        let mut new = self.copy(old);
        let Some(members) = new.as_object_mut() else { return new };
        match members.get("type").and_then(Value::as_str) {
            Some("basic") => {
                members.insert("type".to_owned(), json!("http"));
                members.insert("scheme".to_owned(), json!("basic"));
            }
            Some("oauth2") => self.flows(members, from, to),
            _ => {}
        }
        new
    }

    fn flows(&mut self, members: &mut Map<String, Value>, from: &Pointer, to: &Pointer) {
        let written = members.shift_remove("flow");
        let name = FLOWS.iter().find(|(old, _)| written.as_ref().is_some_and(|written| written == old)).map(|(_, new)| *new);
        if name.is_none() {
            self.report.add(&code::MISSING_KEY, from, "a security scheme of the type `oauth2` needs a `flow`");
        }
        let flow: Map<String, Value> = OF_FLOW.iter().filter_map(|key| Some(((*key).to_owned(), members.shift_remove(*key)?))).collect();
        let flows: Map<String, Value> = name.into_iter().map(|name| (name.to_owned(), Value::Object(flow.clone()))).collect();
        members.insert("flows".to_owned(), Value::Object(flows));
        for (_, name) in FLOWS {
            self.moves.show(&to.child("flows").child(name), from);
        }
    }
}
