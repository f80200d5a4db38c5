//! A converted schema → what it demands of a value, in one place: references followed, intersections taken together, choices apart.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use serde_json::Value;

use super::convert::Schemas;
use super::sample::Trouble;

/// What a value must be.
#[derive(Clone, Default)]
pub struct Flat<'s> {
    /// Its JSON types; any, if nothing is said.
    pub types: Option<Vec<&'s str>>,
    /// The constants that it is one of.
    pub values: Option<Vec<&'s Value>>,
    /// The schemas of each property.
    pub properties: IndexMap<&'s str, Vec<&'s Value>>,
    /// Properties that must be there.
    pub required: BTreeSet<&'s str>,
    /// Schemas of other members.
    pub rest: Vec<&'s Value>,
    /// For each schema that allows no others, the properties that it knows.
    pub closed: Vec<Vec<&'s str>>,
    /// Schemas of members by the pattern of their name.
    pub patterned: Vec<(&'s str, &'s Value)>,
    /// Patterns that all names match.
    pub names: Vec<&'s Value>,
    /// The schemas of items, and of the first ones.
    pub items: Vec<&'s Value>,
    /// The schemas of the first items.
    pub first: Vec<&'s Value>,
    /// Whether no two items are the same.
    pub unique: bool,
    /// Least and greatest value, length, number of items, number of members.
    pub bounds: Bounds,
    /// Patterns of a text.
    pub patterns: Vec<&'s str>,
    /// Its format.
    pub format: Option<&'s str>,
    /// Values that the document gives for it.
    pub given: Vec<&'s Value>,
    /// Choices that are still to be made.
    pub choices: Vec<Choice<'s>>,
    /// Properties with a value that shows which alternative was chosen.
    pub tags: Vec<(&'s str, String)>,
}

/// Limits.
#[derive(Clone)]
pub struct Bounds {
    /// Of a number.
    pub number: (Option<f64>, Option<f64>),
    /// What a number is a multiple of.
    pub step: Option<f64>,
    /// Of the length of a text.
    pub length: (u64, u64),
    /// Of the number of items.
    pub items: (u64, u64),
    /// Of the number of members.
    pub members: (u64, u64),
}

impl Default for Bounds {
    fn default() -> Self {
        Self { number: (None, None), step: None, length: (0, u64::MAX), items: (0, u64::MAX), members: (0, u64::MAX) }
    }
}

/// One of several schemas.
#[derive(Clone)]
pub struct Choice<'s> {
    /// The schemas.
    pub alternatives: &'s [Value],
    /// What tells them apart.
    pub discriminator: Option<&'s Value>,
}

impl<'s> Flat<'s> {
    /// What all of `parts` demand.
    pub fn of(schemas: &'s Schemas, parts: &[&'s Value]) -> Result<Self, Trouble> {
        let mut flat = Self::default();
        for part in parts {
            flat.add(schemas, part, 0)?;
        }
        Ok(flat)
    }

    /// Adds what `schema` demands.
    pub fn add(&mut self, schemas: &'s Schemas, schema: &'s Value, depth: usize) -> Result<(), Trouble> {
        let Some(members) = schema.as_object() else {
            return if schema == &Value::Bool(false) { Err(Trouble::Contradiction) } else { Ok(()) };
        };
        if depth > 64 {
            return Err(Trouble::Endless);
        }
        if members.contains_key("$ref") {
            let (_, target) = schemas.target(schema).ok_or(Trouble::Contradiction)?;
            self.add(schemas, target, depth + 1)?;
        }
        for part in members.get("allOf").and_then(Value::as_array).into_iter().flatten() {
            self.add(schemas, part, depth + 1)?;
        }
        for key in ["oneOf", "anyOf"] {
            if let Some(Value::Array(alternatives)) = members.get(key) {
                self.choices.push(Choice { alternatives, discriminator: members.get("discriminator") });
            }
        }
        match members.get("type") {
            Some(Value::String(name)) => self.limit_types(&[name]),
            Some(Value::Array(names)) => self.limit_types(&names.iter().filter_map(Value::as_str).collect::<Vec<_>>()),
            _ => {}
        }
        let constant = members.get("const").map(std::slice::from_ref);
        for values in constant.into_iter().chain(members.get("enum").and_then(Value::as_array).map(Vec::as_slice)) {
            self.values = Some(match self.values.take() {
                Some(known) => known.into_iter().filter(|value| values.contains(value)).collect(),
                None => values.iter().collect(),
            });
        }
        self.given.extend(members.get("examples").and_then(Value::as_array).into_iter().flatten());
        self.given.extend(members.get("example").into_iter().chain(members.get("default")));
        self.object(schema);
        self.items.extend(members.get("items"));
        self.first.extend(members.get("prefixItems").and_then(Value::as_array).into_iter().flatten());
        self.unique |= members.get("uniqueItems") == Some(&Value::Bool(true));
        self.patterns.extend(members.get("pattern").and_then(Value::as_str));
        self.format = members.get("format").and_then(Value::as_str).or(self.format);
        self.bounds.add(schema);
        Ok(())
    }

    fn object(&mut self, schema: &'s Value) {
        let properties = schema.get("properties").and_then(Value::as_object);
        for (name, property) in properties.into_iter().flatten() {
            self.properties.entry(name).or_default().push(property);
        }
        self.required.extend(schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str));
        let patterned = schema.get("patternProperties").and_then(Value::as_object);
        self.patterned.extend(patterned.into_iter().flatten().map(|(pattern, part)| (pattern.as_str(), part)));
        self.names.extend(schema.get("propertyNames"));
        match schema.get("additionalProperties") {
            Some(Value::Bool(false)) => self.closed.push(properties.into_iter().flatten().map(|(name, _)| name.as_str()).collect()),
            Some(rest) => self.rest.push(rest),
            None => {}
        }
    }

    /// An integer is a number, too.
    fn limit_types(&mut self, names: &[&'s str]) {
        let allows = |all: &[&str], name: &str| all.contains(&name) || (name == "integer" && all.contains(&"number"));
        self.types = Some(match self.types.take() {
            None => names.to_vec(),
            Some(known) => {
                let mut both: Vec<&str> = known.iter().copied().filter(|name| allows(names, name)).collect();
                both.extend(names.iter().filter(|name| allows(&known, name) && !both.contains(*name)).copied().collect::<Vec<_>>());
                both
            }
        });
    }

    /// The types that a value may have, as far as keywords without a type show.
    pub fn possible_types(&self) -> Vec<&'s str> {
        if let Some(types) = &self.types {
            return types.clone();
        }
        let object = !self.properties.is_empty() || !self.required.is_empty() || !self.rest.is_empty() || !self.closed.is_empty();
        let guesses = [
            ("object", object || !self.patterned.is_empty() || !self.tags.is_empty()),
            ("array", !self.items.is_empty() || !self.first.is_empty()),
            ("string", !self.patterns.is_empty() || self.bounds.length != (0, u64::MAX)),
            ("number", self.bounds.number != (None, None)),
        ];
        guesses.into_iter().filter(|(_, likely)| *likely).map(|(name, _)| name).collect()
    }
}

impl Bounds {
    fn add(&mut self, schema: &Value) {
        let number = |key: &str| schema.get(key).and_then(Value::as_f64);
        let count = |key: &str| schema.get(key).and_then(Value::as_u64);
        let integer = schema.get("type").is_some_and(|typ| typ == "integer");
        let nudge = |bound: f64, by: f64| if integer || bound.fract() == 0.0 { bound + by } else { bound + by * 1e-6 };
        for low in [number("minimum"), number("exclusiveMinimum").map(|bound| nudge(bound, 1.0))].into_iter().flatten() {
            self.number.0 = Some(self.number.0.map_or(low, |known| known.max(low)));
        }
        for high in [number("maximum"), number("exclusiveMaximum").map(|bound| nudge(bound, -1.0))].into_iter().flatten() {
            self.number.1 = Some(self.number.1.map_or(high, |known| known.min(high)));
        }
        self.step = number("multipleOf").or(self.step);
        for (bounds, least, most) in [
            (&mut self.length, "minLength", "maxLength"),
            (&mut self.items, "minItems", "maxItems"),
            (&mut self.members, "minProperties", "maxProperties"),
        ] {
            bounds.0 = bounds.0.max(count(least).unwrap_or(0));
            bounds.1 = bounds.1.min(count(most).unwrap_or(u64::MAX));
        }
    }
}
