//! What values are limited to, beside their kind, and what is said of them on the way to that kind.

use std::borrow::Cow;

use serde_json::{Number, Value};

use super::{Kind, Schema, SchemaId, Schemas};

/// What values are limited to, beside their kind.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Constraints {
    /// The least number, and whether it is itself excluded.
    pub minimum: Option<(Number, bool)>,
    /// The greatest number, and whether it is itself excluded.
    pub maximum: Option<(Number, bool)>,
    /// What numbers are a multiple of.
    pub multiple_of: Option<Number>,
    /// The least and greatest number of characters.
    pub length: (Option<u64>, Option<u64>),
    /// The least and greatest number of items, or of properties of a map.
    pub items: (Option<u64>, Option<u64>),
    /// Whether items differ from each other.
    pub unique: bool,
    /// The regular expression (ECMA 262) that texts match.
    pub pattern: Option<String>,
    /// Keywords that no type expresses, each with its JSON.
    pub unchecked: Vec<(String, String)>,
}

impl Constraints {
    /// Adds the limits of another schema of the same value.
    pub fn tighten(&mut self, other: &Self) {
        let least = |one: Option<u64>, other: Option<u64>| one.max(other);
        let most = |one: Option<u64>, other: Option<u64>| match (one, other) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        self.minimum = tighter(self.minimum.take(), other.minimum.clone(), |one, other| one > other);
        self.maximum = tighter(self.maximum.take(), other.maximum.clone(), |one, other| one < other);
        self.multiple_of = other.multiple_of.clone().or(self.multiple_of.take());
        self.length = (least(self.length.0, other.length.0), most(self.length.1, other.length.1));
        self.items = (least(self.items.0, other.items.0), most(self.items.1, other.items.1));
        self.unique |= other.unique;
        if let (Some(one), Some(later)) = (&self.pattern, &other.pattern)
            && one != later
        {
            self.unchecked.push(("pattern".to_owned(), Value::from(one.as_str()).to_string()));
        }
        self.pattern = other.pattern.clone().or(self.pattern.take());
        let more = other.unchecked.iter().filter(|keyword| !self.unchecked.contains(keyword)).cloned().collect::<Vec<_>>();
        self.unchecked.extend(more);
    }
}

impl Schemas {
    /// What the schema is for, in its own words or those of what it is a name of.
    pub fn description(&self, id: SchemaId) -> Option<&String> {
        self.names(id).find_map(|schema| schema.description.as_ref())
    }

    /// The schema, what it is a name of, and so on.
    fn names(&self, id: SchemaId) -> impl Iterator<Item = &Schema> {
        let next = |schema: &&Schema| if let Kind::Alias(next) = schema.kind { Some(self.get(next)) } else { None };
        std::iter::successors(Some(self.get(id)), next).take(64)
    }

    /// What the schema finally is, with what it and the names between say of its values: their limits, and their default.
    pub fn stated(&self, id: SchemaId) -> Cow<'_, Schema> {
        let mut stated = Cow::Borrowed(self.get(self.target(id)));
        for name in self.names(id).filter(|name| matches!(name.kind, Kind::Alias(_)) && name.constraints != Constraints::default()) {
            stated.to_mut().constraints.tighten(&name.constraints);
        }
        let default = self.names(id).find_map(|name| name.default.as_ref());
        if stated.default.as_ref() != default {
            stated.to_mut().default = default.cloned();
        }
        stated
    }
}

/// The bound that leaves less; of two that are equal, one that is itself excluded.
fn tighter(one: Option<(Number, bool)>, other: Option<(Number, bool)>, tighter: fn(f64, f64) -> bool) -> Option<(Number, bool)> {
    let (Some(one), Some(other)) = (&one, &other) else { return one.or(other) };
    let first = match (one.0.as_f64(), other.0.as_f64()) {
        (Some(one), Some(other)) if tighter(one, other) || tighter(other, one) => tighter(one, other),
        _ => one.1,
    };
    Some(if first { one.clone() } else { other.clone() })
}
