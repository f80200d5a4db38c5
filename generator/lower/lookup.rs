//! Settings of the client that a service can be asked for: `x-lookup`.

use serde_json::Value;

use super::Lowering;
use super::extension::{Extensions, pairs, part, path};
use super::server::absolute;
use crate::api::Lookup;
use crate::pointer::Pointer;

const FORMS: &str = "a map with `service`, the `url` of a list, its `items` and the `value` of an item; `query` and `env` are optional";

impl Lowering<'_> {
    /// What the extension declares of the setting with this index, if the parameter is one.
    pub(super) fn lookup(&mut self, setting: Option<usize>, extensions: &Extensions, at: &Pointer) {
        let Some(value) = extensions.get("x-lookup") else { return };
        let Some(setting) = setting else { return self.odd("x-lookup", at, "beside `x-client: true`") };
        if self.api.lookups.iter().any(|known| known.setting == setting) {
            return;
        }
        let Some(mut lookup) = lookup(setting, value) else { return self.odd("x-lookup", at, FORMS) };
        lookup.security = self.security(None, at).unwrap_or_default();
        self.api.lookups.push(lookup);
    }
}

fn lookup(setting: usize, value: &Value) -> Option<Lookup> {
    let url = part(value, "url")?;
    absolute(&url.replace("{region}", "x")).ok()?;
    let host = url.find("://")? + 3;
    let end = host + url.get(host..)?.find('/')?;
    Some(Lookup {
        setting,
        service: part(value, "service")?,
        address: url.get(..end)?.to_owned(),
        endpoint_env: part(value, "env"),
        path: url.get(end..)?.to_owned(),
        query: pairs(value, "query")?,
        items: path(value, "items")?,
        value: part(value, "value")?,
        security: Vec::new(),
    })
}
