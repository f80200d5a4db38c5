//! Values against the document's schemas, by the `jsonschema` crate.

use std::cell::RefCell;
use std::collections::BTreeMap;

use jsonschema::{Draft, Registry, Validator};
use serde_json::{Map, Value, json};

use super::convert::{ROOT, Schemas};

/// All components of a document.
pub struct Checker<'r> {
    registry: &'r Registry<'r>,
    /// One validator for all, under the number of each: what they share is compiled once.
    components: Validator,
    /// Those of parts of schemas, by their text.
    parts: RefCell<BTreeMap<String, Option<Validator>>>,
}

/// What references lead to.
pub fn registry(resource: &Value) -> Result<Registry<'_>, String> {
    let registry = Registry::new().draft(Draft::Draft202012).add(ROOT, resource).and_then(|registry| registry.prepare());
    registry.map_err(|error| error.to_string())
}

fn build(registry: &Registry<'_>, schema: &Value) -> Result<Validator, String> {
    let options = jsonschema::options().with_draft(Draft::Draft202012).should_validate_formats(false).offline().with_registry(registry);
    options.build(schema).map_err(|error| error.to_string())
}

impl<'r> Checker<'r> {
    pub fn new(registry: &'r Registry<'r>, schemas: &Schemas) -> Result<Self, String> {
        let each = schemas.components.values().map(|number| (number.to_string(), json!({"$ref": format!("{ROOT}#/$defs/{number}")})));
        let components = build(registry, &json!({ "properties": each.collect::<Map<_, _>>() }))?;
        Ok(Self { registry, components, parts: RefCell::default() })
    }

    /// Whether a component allows a value; if not, why.
    pub fn component(&self, number: usize, value: &Value) -> Result<(), String> {
        let instance = json!({ number.to_string(): value });
        if self.components.is_valid(&instance) {
            return Ok(());
        }
        Err(self.components.iter_errors(&instance).next().map_or_else(String::new, |error| format!("{error} at {}", error.instance_path())))
    }

    /// Whether a part of a schema allows a value.
    pub fn part(&self, schema: &Value, value: &Value) -> bool {
        let mut parts = self.parts.borrow_mut();
        let validator = parts.entry(schema.to_string()).or_insert_with(|| build(self.registry, schema).ok());
        validator.as_ref().is_some_and(|validator| validator.is_valid(value))
    }
}
