//! What a schema demands → a value of it. Which of several there are is decided by a round: in round 1 every choice takes its second
//! alternative, every nullable place its second type, and so on, so that a few rounds have seen each.

use std::fmt;

use serde_json::{Map, Value, json};

use super::convert::Schemas;
use super::flat::{Choice, Flat};
use super::{pattern, scalar};

/// Why there is no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trouble {
    /// Nothing fits all that is demanded.
    Contradiction,
    /// Every value contains another of the same schema.
    Endless,
    /// A text for a pattern cannot be found.
    Pattern,
    /// There are too many combinations.
    TooMuch,
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Contradiction => "nothing fits the schema",
            Self::Endless => "every value contains another without end",
            Self::Pattern => "no text is found for a pattern",
            Self::TooMuch => "too many combinations",
        })
    }
}

/// Which properties are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fields {
    /// All, down to a few levels.
    All,
    /// Those that are required.
    Required,
}

/// How deep all properties are there, and how deep any may be.
const WIDE: usize = 3;
const DEEP: usize = 24;

/// How many values one sample is made of at most, and how many are tried on the way.
const LARGE: usize = 1_500;
const STEPS: usize = 30_000;

/// Makes values.
pub struct Maker<'s> {
    pub schemas: &'s Schemas,
    pub round: usize,
    pub fields: Fields,
    /// Whether constants are replaced by ones that the document does not know.
    pub unknown: bool,
    /// The most alternatives that any place had.
    pub alternatives: usize,
    /// Optional properties that no value was found for.
    pub left_out: Vec<Trouble>,
    /// Whether anything was replaced.
    pub replaced: bool,
    made: usize,
    steps: usize,
}

impl<'s> Maker<'s> {
    pub fn new(schemas: &'s Schemas, fields: Fields, round: usize) -> Self {
        let (unknown, replaced) = (false, false);
        Self { schemas, round, fields, unknown, alternatives: 1, left_out: Vec::new(), replaced, made: 0, steps: 0 }
    }

    /// A value that fits all of `parts`. `salt` tells the items of a list apart.
    pub fn make(&mut self, parts: &[&'s Value], depth: usize, salt: usize) -> Result<Value, Trouble> {
        if depth > DEEP {
            return Err(Trouble::Endless);
        }
        let flat = Flat::of(self.schemas, parts)?;
        self.complete(flat, depth, salt)
    }

    /// Makes the choices that are left, going back where one leads nowhere.
    fn complete(&mut self, mut flat: Flat<'s>, depth: usize, salt: usize) -> Result<Value, Trouble> {
        self.steps += 1;
        if self.steps > STEPS {
            return Err(Trouble::TooMuch);
        }
        if flat.choices.is_empty() {
            return self.value(&flat, depth, salt);
        }
        let choice = flat.choices.remove(0);
        let count = choice.alternatives.len();
        let start = self.pick(count, salt);
        let mut trouble = Trouble::Contradiction;
        for step in 0..count {
            let Some(alternative) = choice.alternatives.get((start + step) % count) else { continue };
            let mut tried = flat.clone();
            tried.tags.extend(self.tag(&choice, alternative));
            match tried.add(self.schemas, alternative, 0).and_then(|()| self.complete(tried, depth, salt)) {
                Err(found) => trouble = found,
                value => return value,
            }
        }
        Err(trouble)
    }

    /// The value of the discriminator for an alternative.
    fn tag(&self, choice: &Choice<'s>, alternative: &'s Value) -> Option<(&'s str, String)> {
        let discriminator = choice.discriminator?;
        let (number, _) = self.schemas.target(alternative)?;
        let mapped = discriminator.get("mapping")?.as_object()?.iter().find(|(_, meant)| **meant == json!(number));
        let name = || self.schemas.components.iter().find(|(_, component)| **component == number);
        let tag = mapped.map(|(tag, _)| tag).or_else(|| name().map(|(name, _)| name))?;
        Some((discriminator.get("property")?.as_str()?, tag.clone()))
    }

    /// Which of `count` alternatives is taken in this round.
    pub fn pick(&mut self, count: usize, salt: usize) -> usize {
        self.alternatives = self.alternatives.max(count);
        (self.round + salt) % count.max(1)
    }

    fn value(&mut self, flat: &Flat<'s>, depth: usize, salt: usize) -> Result<Value, Trouble> {
        self.made += 1;
        if let Some(values) = &flat.values {
            return self.constant(flat, values, salt);
        }
        let types = flat.possible_types();
        if types.is_empty() {
            return if flat.types.is_some() { Err(Trouble::Contradiction) } else { Ok(self.anything(salt)) };
        }
        let chosen = self.pick(types.len(), salt);
        match types.get(chosen).copied().unwrap_or_default() {
            "object" => self.object(flat, depth),
            "array" => self.array(flat, depth, salt),
            "string" => scalar::text(self, flat, salt),
            "integer" => scalar::integer(self, &flat.bounds, salt),
            "number" => scalar::number(self, &flat.bounds, salt),
            "boolean" => Ok(Value::Bool(self.pick(2, salt) == 0)),
            _ => Ok(Value::Null),
        }
    }

    fn constant(&mut self, flat: &Flat<'s>, values: &[&'s Value], salt: usize) -> Result<Value, Trouble> {
        let fits = |value: &&Value| flat.types.as_ref().is_none_or(|types| types.iter().any(|name| scalar::is(name, value)));
        let values: Vec<&Value> = values.iter().copied().filter(fits).collect();
        let known: Vec<&&Value> = values.iter().filter(|value| !value.is_null()).collect();
        if self.unknown && !known.is_empty() {
            self.replaced = true;
            if known.iter().all(|value| value.is_string()) {
                return Ok(json!("not-a-value-yet"));
            }
            if known.iter().all(|value| value.is_i64()) {
                return Ok(json!(987_654_321));
            }
            self.replaced = false;
        }
        let chosen = self.pick(values.len(), salt);
        values.get(chosen).map(|value| (*value).clone()).ok_or(Trouble::Contradiction)
    }

    fn anything(&mut self, salt: usize) -> Value {
        match self.pick(6, salt) {
            0 => json!("anything"),
            1 => json!({"any": ["thing", 1], "none": null}),
            2 => json!(-7),
            3 => json!([true, 0.5]),
            4 => json!(false),
            _ => Value::Null,
        }
    }

    fn wide(&self, depth: usize) -> bool {
        self.fields == Fields::All && depth < WIDE && self.made < LARGE
    }

    fn object(&mut self, flat: &Flat<'s>, depth: usize) -> Result<Value, Trouble> {
        let mut members = Map::new();
        let allowed = |name: &str| flat.closed.iter().all(|known| known.contains(&name));
        let wide = self.wide(depth);
        for (name, parts) in &flat.properties {
            let required = flat.required.contains(name);
            if (!required && !wide) || !allowed(name) {
                continue;
            }
            match self.make(parts, depth + 1, 0) {
                Ok(value) => _ = members.insert((*name).to_owned(), value),
                Err(trouble) if required => return Err(trouble),
                Err(trouble) => self.left_out.push(trouble),
            }
        }
        for name in &flat.required {
            if !members.contains_key(*name) {
                members.insert((*name).to_owned(), self.make(&flat.rest, depth + 1, 0)?);
            }
        }
        for (name, tag) in &flat.tags {
            self.put_tag(flat, &mut members, name, tag);
        }
        self.more_members(flat, &mut members, depth)?;
        Ok(Value::Object(members))
    }

    /// The discriminator, unless the alternative itself says which values it has.
    fn put_tag(&mut self, flat: &Flat<'s>, members: &mut Map<String, Value>, name: &str, tag: &str) {
        let parts = flat.properties.get(name).map(Vec::as_slice).unwrap_or_default();
        let values = Flat::of(self.schemas, parts).ok().and_then(|flat| flat.values);
        if values.is_none_or(|values| values.len() > 1 && values.contains(&&json!(tag))) && !self.unknown {
            members.insert(name.to_owned(), json!(tag));
        }
    }

    /// Members without a property, and as many optional properties as are missing.
    fn more_members(&mut self, flat: &Flat<'s>, members: &mut Map<String, Value>, depth: usize) -> Result<(), Trouble> {
        let (least, most) = flat.bounds.members;
        for (name, parts) in &flat.properties {
            if (members.len() as u64) < least && !members.contains_key(*name) {
                members.insert((*name).to_owned(), self.make(parts, depth + 1, 0)?);
            }
        }
        let open = flat.closed.is_empty() && (!flat.rest.is_empty() || flat.properties.is_empty());
        let wanted = if open && self.wide(depth) { if flat.properties.is_empty() { 2 } else { 1 } } else { 0 };
        for (pattern, part) in &flat.patterned {
            if let Some(name) = pattern::text(pattern, 1, 100).filter(|_| wanted > 0 || self.wide(depth)) {
                members.insert(name, self.make(&[part], depth + 1, 0)?);
            }
        }
        let mut number = 0;
        while number < 8 && (members.len() as u64) < most && (number < wanted || (members.len() as u64) < least) && open {
            let name = if flat.names.is_empty() { format!("extra {number}") } else { self.name(flat, number)? };
            if !members.contains_key(&name) {
                let value = self.make(&flat.rest, depth + 1, number)?;
                members.insert(name, value);
            }
            number += 1;
        }
        Ok(())
    }

    fn name(&mut self, flat: &Flat<'s>, number: usize) -> Result<String, Trouble> {
        let name = self.make(&flat.names, DEEP, number)?;
        Ok(name.as_str().map_or_else(|| format!("extra{number}"), str::to_owned))
    }

    fn array(&mut self, flat: &Flat<'s>, depth: usize, salt: usize) -> Result<Value, Trouble> {
        let (least, most) = flat.bounds.items;
        let typical = if self.wide(depth) && self.pick(3, salt) != 2 { 2.max(flat.first.len() as u64) } else { 0 };
        let wanted = typical.max(least).min(most);
        let mut items: Vec<Value> = Vec::new();
        let mut number = 0;
        while (items.len() as u64) < wanted && number < usize::try_from(wanted).unwrap_or(usize::MAX).saturating_add(8) && number < 2_000 {
            let first = flat.first.get(items.len()).map(std::slice::from_ref);
            match self.make(first.unwrap_or(&flat.items), depth + 1, salt + number) {
                Ok(item) if !flat.unique || !items.contains(&item) => items.push(item),
                Ok(_) => {}
                Err(_) if (items.len() as u64) >= least => break,
                Err(trouble) => return Err(trouble),
            }
            number += 1;
        }
        if (items.len() as u64) < least { Err(Trouble::Contradiction) } else { Ok(Value::Array(items)) }
    }
}
