//! Schemas that the configuration gives a type of the user's.

use crate::api::{Api, Foreign, Kind, Schema, TextFormat};
use crate::config::{Config, RustPath, Step, did_you_mean};
use crate::report::Report;

/// Gives each schema that has one its type. What only such a schema reaches is not emitted.
pub(super) fn map(report: &mut Report, api: &mut Api, config: &Config) {
    unmatched(report, api, config);
    for id in api.schemas.ids() {
        let schema = api.schemas.get(id);
        let by_name = schema.name.as_ref().and_then(|name| config.types.schemas.get(name));
        let by_format = || format(schema).and_then(|format| config.types.format(format));
        let Some(path) = by_name.cloned().or_else(by_format) else { continue };
        let nullable = api.schemas.nullable(id);
        if let Some(schema) = api.schemas.get_mut(id) {
            let wire = Box::new(std::mem::take(&mut schema.kind));
            if path.as_str() == "serde_json::Value" {
                continue; // Any value is a kind of ours.
            }
            schema.kind = Kind::Foreign(Foreign { path: path.as_str().to_owned(), wire });
            schema.nullable = nullable;
            // Whether it shows is the business of the type now.
            schema.sensitive = false;
        }
    }
}

/// What a text or number spells.
fn format(schema: &Schema) -> Option<&str> {
    match &schema.kind {
        Kind::Text(TextFormat::Plain) if schema.sensitive => Some("password"),
        _ if schema.sensitive => None,
        Kind::Text(TextFormat::Other(format)) => Some(format),
        Kind::Integer(format) | Kind::Number(format) => format.as_deref(),
        _ => None,
    }
}

/// Reports the entries that no schema has.
fn unmatched(report: &mut Report, api: &Api, config: &Config) {
    let schemas = || api.schemas.ids().map(|id| api.schemas.get(id));
    let names: Vec<&str> = schemas().filter_map(|schema| schema.name.as_deref()).collect();
    let formats: Vec<&str> = schemas().filter_map(format).collect();
    let types = &config.types;
    let used = |wanted: &RustPath| types.schemas.values().chain(types.formats.values()).any(|path| path == wanted);
    let entries = |table, keys: Vec<&'_ str>, known: &[&'_ str], what: &str, report: &mut Report| {
        for key in keys.into_iter().filter(|key| !known.contains(key)) {
            let way = [Step::Key("types"), Step::Key(table), Step::Key(key)];
            config.unmatched(report, &way, format!("{what} `{key}`"), did_you_mean(key, known.iter().copied()));
        }
    };
    entries("schemas", types.schemas.keys().map(String::as_str).collect(), &names, "no schema is called", report);
    entries("formats", types.formats.keys().map(String::as_str).collect(), &formats, "no text or number has the format", report);
    let mapped: Vec<&str> = types.with.keys().filter(|path| used(path)).map(RustPath::as_str).collect();
    entries("with", types.with.keys().map(RustPath::as_str).collect(), &mapped, "no schema or format has the type", report);
}
