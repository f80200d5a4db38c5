//! The samples of one component.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::convert::Schemas;
use super::flat::Flat;
use super::sample::{Fields, Maker, Trouble};

/// What a sample is there to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An example of the document.
    Example,
    /// All properties, each alternative, each type.
    All,
    /// Required properties only.
    Required,
    /// `null` for optional properties that do not allow it: it means that they are absent (contract, 4).
    Null,
    /// Constants that the document does not know: they are kept (contract, 5).
    UnknownValue,
    /// An alternative that the document does not know: it is kept (contract, 5).
    UnknownAlternative,
    /// A property that the document does not know: it is not refused (contract, 4).
    UnknownProperty,
    /// Properties under their other names (contract, 4).
    Alias,
    /// Properties in the other JSON types that the document says servers use (contract, 6).
    Tolerated,
}

impl Kind {
    /// Whether the schema itself allows such values, so that the validator has a say.
    pub fn is_valid(self) -> bool {
        matches!(self, Self::Example | Self::All | Self::Required)
    }
}

/// A value to be sent through the types.
#[derive(Debug, Clone)]
pub struct Sample {
    pub kind: Kind,
    pub value: Value,
    /// What comes back, where that is not the value itself.
    pub expected: Option<Value>,
}

/// The most rounds that are made of one schema.
const ROUNDS: usize = 12;

/// The samples of a component, and why there are not more.
#[derive(Default)]
pub struct Made {
    pub samples: Vec<Sample>,
    pub troubles: BTreeSet<Trouble>,
    /// Optional properties that no sample has.
    pub left_out: BTreeMap<Trouble, usize>,
}

impl Made {
    fn add(&mut self, kind: Kind, value: Value, expected: Option<Value>) {
        if !self.samples.iter().any(|known| known.value == value && known.kind.is_valid() == kind.is_valid()) {
            self.samples.push(Sample { kind, value, expected });
        }
    }
}

/// Makes the samples of the schema with this number.
pub fn samples(schemas: &Schemas, number: usize) -> Made {
    let mut made = Made::default();
    let Some(schema) = schemas.list.get(number) else { return made };
    let examples = schema.get("examples").and_then(Value::as_array).into_iter().flatten();
    for example in examples.chain(schema.get("example")) {
        made.add(Kind::Example, example.clone(), None);
    }
    for (fields, kind) in [(Fields::All, Kind::All), (Fields::Required, Kind::Required)] {
        let mut rounds = 1;
        let mut round = 0;
        while round < rounds {
            let mut maker = Maker::new(schemas, fields, round);
            match maker.make(&[schema], 0, 0) {
                Ok(value) => made.add(kind, value, None),
                Err(trouble) => _ = made.troubles.insert(trouble),
            }
            rounds = maker.alternatives.clamp(rounds, if fields == Fields::All { ROUNDS } else { ROUNDS / 2 });
            if round == 0 {
                maker.left_out.iter().for_each(|trouble| *made.left_out.entry(*trouble).or_default() += 1);
            }
            round += 1;
        }
    }
    let mut maker = Maker::new(schemas, Fields::All, 0);
    maker.unknown = true;
    if let Ok(value) = maker.make(&[schema], 0, 0)
        && maker.replaced
    {
        made.add(Kind::UnknownValue, value, None);
    }
    if let Ok(flat) = Flat::of(schemas, &[schema]) {
        beyond(schemas, &flat, is_extended(schemas, schema), &mut made);
    }
    made
}

/// Whether a schema is one that others extend, or another name of it.
fn is_extended<'s>(schemas: &'s Schemas, schema: &'s Value) -> bool {
    let mut schema = schema;
    for _ in 0..64 {
        let only = match schema.get("allOf").and_then(Value::as_array).map(Vec::as_slice) {
            Some([only]) if schema.get("properties").is_none() => Some(only),
            _ => None,
        };
        let next = if schema.get("$ref").is_some() { schemas.target(schema).map(|(_, target)| target) } else { only };
        match next {
            _ if schema.get("discriminator").is_some() => return true,
            Some(next) => schema = next,
            None => return false,
        }
    }
    false
}

/// Samples that the schema does not allow and the contract does. What others extend (`extended`) may keep or skip what it does not know.
fn beyond(schemas: &Schemas, flat: &Flat<'_>, extended: bool, made: &mut Made) {
    if let ([choice], true) = (flat.choices.as_slice(), flat.properties.is_empty()) {
        if let Some(property) = choice.discriminator.and_then(|discriminator| discriminator.get("property")?.as_str()) {
            made.add(Kind::UnknownAlternative, json!({property: "not-a-kind-yet", "more": [1, null]}), None);
        }
        return;
    }
    if !flat.choices.is_empty() || flat.properties.is_empty() {
        return;
    }
    let Some(required) = made.samples.iter().find(|sample| sample.kind == Kind::Required && sample.value.is_object()).cloned() else {
        return;
    };
    let with = |name: &str, value: Value| {
        let mut whole = required.value.clone();
        whole[name] = value;
        whole
    };
    if flat.rest.is_empty() && flat.patterned.is_empty() && !extended {
        made.add(Kind::UnknownProperty, with("not a property yet", json!({"more": [1, null]})), Some(required.value.clone()));
    }
    let mut nulls = required.value.clone();
    for (name, parts) in &flat.properties {
        if required.value.get(*name).is_none() && !allows_null(schemas, parts, 0) {
            nulls[*name] = Value::Null;
        }
        let Ok(property) = Flat::of(schemas, parts) else { continue };
        for part in parts {
            for alias in part.get("x-aliases").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
                if let Ok(value) = Maker::new(schemas, Fields::Required, 0).make(parts, 1, 0) {
                    let mut under = with(alias, value.clone());
                    under.as_object_mut().into_iter().for_each(|members| _ = members.remove(*name));
                    made.add(Kind::Alias, under, Some(with(name, value)));
                }
            }
            let texts = part.get("x-accept").is_some_and(|accept| *accept == json!("string") || *accept == json!(["string"]));
            if texts && property.types.as_deref().is_some_and(|types| types.contains(&"integer")) {
                made.add(Kind::Tolerated, with(name, json!("036")), Some(with(name, json!(36))));
            }
        }
    }
    if nulls != required.value {
        made.add(Kind::Null, nulls, Some(required.value));
    }
}

/// Whether a schema may allow `null`; where that takes long to find out, it may.
fn allows_null(schemas: &Schemas, parts: &[&Value], depth: usize) -> bool {
    let Ok(flat) = Flat::of(schemas, parts) else { return true };
    let by_type = flat.types.as_ref().is_none_or(|types| types.contains(&"null"));
    let by_value = flat.values.as_ref().is_none_or(|values| values.contains(&&Value::Null));
    let by_choice = |alternatives: &[Value]| depth > 8 || alternatives.iter().any(|part| allows_null(schemas, &[part], depth + 1));
    by_type && by_value && flat.choices.iter().all(|choice| by_choice(choice.alternatives))
}
