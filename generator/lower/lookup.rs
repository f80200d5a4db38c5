//! Settings of the client that a service can be asked for: `x-lookup`.

use serde_json::Value;

use super::Lowering;
use super::extension::Extensions;
use super::server::absolute;
use crate::api::Lookup;
use crate::pointer::Pointer;

const FORMS: &str = "a map with `service`, the `url` of a list, its `items` and the `value` of an item; `query` and `env` are optional";

impl Lowering<'_> {
    /// What the extension declares of the setting with this index.
    pub(super) fn lookup(&mut self, setting: usize, extensions: &Extensions, at: &Pointer) {
        let Some(value) = extensions.get("x-lookup") else { return };
        if self.api.lookups.iter().any(|known| known.setting == setting) {
            return;
        }
        let Some(mut lookup) = lookup(setting, value) else { return self.odd("x-lookup", at, FORMS) };
        lookup.security = self.security(None, at).unwrap_or_default();
        self.api.lookups.push(lookup);
    }
}

fn lookup(setting: usize, value: &Value) -> Option<Lookup> {
    let text = |key: &str| value.get(key)?.as_str().filter(|text| !text.is_empty()).map(str::to_owned);
    let url = text("url")?;
    absolute(&url.replace("{region}", "x")).ok()?;
    let host = url.find("://")? + 3;
    let path = host + url.get(host..)?.find('/')?;
    let query = match value.get("query") {
        None => Vec::new(),
        Some(query) => {
            let pairs = query.as_object()?.iter();
            pairs.map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned()))).collect::<Option<_>>()?
        }
    };
    Some(Lookup {
        setting,
        service: text("service")?,
        address: url.get(..path)?.to_owned(),
        endpoint_env: text("env"),
        path: url.get(path..)?.to_owned(),
        query,
        items: text("items")?.split('.').map(str::to_owned).collect(),
        value: text("value")?,
        security: Vec::new(),
    })
}
