//! Constraints → words for the docs.

use serde_json::Value;

use super::Rust;
use super::docs::Docs;
use crate::api::schema::EnumValue;
use crate::api::{Kind, Schema, SchemaId, TextFormat};

impl Rust<'_> {
    /// What a schema says about its values beside their type, and about the items or members that they have.
    pub(super) fn limits_docs(&self, id: SchemaId) -> Docs {
        let schema = self.api.schemas.stated(id);
        let (each, thing) = match &schema.kind {
            Kind::Array(item) => (Some(*item), "Each item"),
            Kind::Map(value) => (Some(*value), "Each value"),
            _ => (None, ""),
        };
        let each = each.map(|id| words(&Schema { default: None, ..self.api.schemas.stated(id).into_owned() })).unwrap_or_default();
        let each = if each.is_empty() { Docs::default() } else { Docs::new(&format!("{thing}: {}.", each.join(", "))) };
        docs(&schema).then(each)
    }
}

/// What a schema says about its values beside their type, as one paragraph.
pub(super) fn docs(schema: &Schema) -> Docs {
    let words = words(schema);
    if words.is_empty() { Docs::default() } else { sentence(&words.join(", ")) }
}

fn words(schema: &Schema) -> Vec<String> {
    let mut words = Vec::new();
    let constraints = &schema.constraints;
    match (&constraints.minimum, &constraints.maximum) {
        (Some((least, false)), Some((most, false))) => words.push(format!("from {least} to {most}")),
        (least, most) => {
            words.extend(
                least
                    .as_ref()
                    .map(|(number, excluded)| if *excluded { format!("more than {number}") } else { format!("at least {number}") }),
            );
            words.extend(
                most.as_ref().map(|(number, excluded)| if *excluded { format!("less than {number}") } else { format!("at most {number}") }),
            );
        }
    }
    words.extend(constraints.multiple_of.as_ref().map(|number| format!("a multiple of {number}")));
    words.extend(count(constraints.length, "character"));
    words.extend(count(constraints.items, if matches!(schema.kind, Kind::Array(_)) { "item" } else { "member" }));
    if constraints.unique {
        words.push("no two items the same".to_owned());
    }
    if let Some(pattern) = &constraints.pattern {
        words.push(format!("matching {}", code(pattern)));
    }
    if !is_model(schema) {
        words.extend(unchecked(schema));
    }
    match &schema.kind {
        Kind::Text(TextFormat::Other(format)) => words.push(format!("format {}", code(format))),
        Kind::Text(TextFormat::Constant(only)) => words.push(always(only)),
        _ => {}
    }
    if let Some(default) = default(schema) {
        let text = default.as_str().map_or_else(|| default.to_string(), str::to_owned);
        words.push(format!("default {}", code(&text)));
    }
    words
}

/// The one value that there is, with what it means.
fn always(only: &EnumValue) -> String {
    let value = code(only.value.as_str().unwrap_or_default());
    let meaning = only.description.as_deref().map(|meaning| format!(": {}", meaning.trim_end_matches('.')));
    format!("always {value}{}", meaning.unwrap_or_default())
}

/// What a server assumes where nothing is given, unless that is the one value.
pub(super) fn default(schema: &Schema) -> Option<&Value> {
    schema.default.as_ref().filter(|default| constant(schema).is_none_or(|only| *default != only))
}

/// The one value of a schema, if it has one.
pub(super) fn constant(schema: &Schema) -> Option<&str> {
    match &schema.kind {
        Kind::Text(TextFormat::Constant(only)) => only.value.as_str(),
        _ => None,
    }
}

/// What a schema with a type of its own says that the type does not express.
pub(super) fn rules(schema: &Schema) -> Docs {
    let rules: Vec<String> = unchecked(schema).collect();
    if rules.is_empty() { Docs::default() } else { sentence(&format!("the server checks: {}", rules.join(", "))) }
}

fn is_model(schema: &Schema) -> bool {
    matches!(schema.kind, Kind::Record(_) | Kind::Union(_) | Kind::Enumeration(_))
}

fn unchecked(schema: &Schema) -> impl Iterator<Item = String> {
    let words = |keyword: &str| if keyword == "enum" { "one of".to_owned() } else { code(keyword) };
    schema.constraints.unchecked.iter().map(move |(keyword, json)| format!("{} {}", words(keyword), code(json)))
}

fn count((least, most): (Option<u64>, Option<u64>), thing: &str) -> Option<String> {
    let things = |number: u64| if number == 1 { format!("1 {thing}") } else { format!("{number} {thing}s") };
    match (least, most) {
        (Some(least), Some(most)) if least == most => Some(format!("exactly {}", things(most))),
        (Some(least), Some(most)) => Some(format!("{least} to {}", things(most))),
        (Some(0) | None, None) => None,
        (Some(least), None) => Some(format!("at least {}", things(least))),
        (None, Some(most)) => Some(format!("at most {}", things(most))),
    }
}

/// A text as inline code; with a tick in it, it is left to be escaped.
fn code(text: &str) -> String {
    let short: String = text.chars().take(120).collect();
    if short.contains(['`', '\n']) { short } else { format!("`{short}`") }
}

fn sentence(words: &str) -> Docs {
    let mut letters = words.chars();
    let capital = letters.next().map(|first| first.to_uppercase().collect::<String>()).unwrap_or_default();
    Docs::new(&format!("{capital}{}.", letters.as_str()))
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn counts_read_well() {
        let cases = [
            ((Some(1), Some(1)), Some("exactly 1 item")),
            ((Some(0), Some(5)), Some("0 to 5 items")),
            ((None, Some(1)), Some("at most 1 item")),
            ((Some(2), None), Some("at least 2 items")),
            ((None, None), None),
        ];
        for (counts, words) in cases {
            assert_eq!(count(counts, "item").as_deref(), words);
        }
    }
}
