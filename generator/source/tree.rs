//! Events of a deserializer → the untyped tree. One visitor serves YAML and JSON, so that one rule holds for both.

use std::fmt;

use serde::de::{self, DeserializeSeed, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde_json::map::Entry;
use serde_json::{Map, Number, Value};

use crate::pointer::Pointer;
use crate::report::{Code, code};

/// The most nodes of a document, counted after aliases are expanded.
pub(super) const MOST_NODES: usize = 5_000_000;
/// The most findings of this pass: a document that is wrong in so many places is not helped by more.
const MOST_FINDINGS: usize = 1_000;

/// What the visitor notes on its way.
#[derive(Debug, Default)]
pub(super) struct Notes {
    at: Pointer,
    nodes: usize,
    /// Whether `<<` merges.
    yaml: bool,
    /// What is wrong, without being in the way of the rest.
    pub findings: Vec<(&'static Code, Pointer, String)>,
    /// Numbers that may have lost digits: their text is looked up afterwards.
    pub wide: Vec<Pointer>,
}

impl Notes {
    pub fn new(yaml: bool) -> Self {
        Self { yaml, ..Self::default() }
    }

    fn find(&mut self, code: &'static Code, message: String) {
        if self.findings.len() < MOST_FINDINGS {
            self.findings.push((code, self.at.clone(), message));
        }
    }

    fn count<E: de::Error>(&mut self) -> Result<(), E> {
        self.nodes += 1;
        if self.nodes > MOST_NODES {
            self.find(&code::TOO_MANY_NODES, "the document has more than 5 million nodes".to_owned());
            return Err(E::custom("too many nodes"));
        }
        Ok(())
    }
}

/// Reads one value.
pub(super) struct Node<'n>(pub &'n mut Notes);

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.0.count()?;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i128<E>(self, value: i128) -> Result<Value, E> {
        Ok(Value::String(value.to_string()))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Value, E> {
        Ok(Value::String(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        if value.abs() >= 9_223_372_036_854_775_808.0 {
            self.0.wide.push(self.0.at.clone());
        }
        if let Some(number) = Number::from_f64(value) {
            return Ok(Value::Number(number));
        }
        self.0.find(&code::NOT_A_NUMBER, "infinity and not-a-number have no JSON form".to_owned());
        Ok(Value::Null)
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<Value, A::Error> {
        let (tag, content) = data.variant::<String>()?;
        self.0.find(&code::YAML_TAG, format!("the tag `!{}` is not read; the value behind it is", tag.trim_start_matches('!')));
        content.newtype_variant_seed(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let notes = self.0;
        let mut list = Vec::new();
        loop {
            let back = notes.at.push(&list.len().to_string());
            match items.next_element_seed(Node(notes))? {
                Some(item) => list.push(item),
                None => {
                    notes.at.truncate(back);
                    list.shrink_to_fit();
                    return Ok(Value::Array(list));
                }
            }
            notes.at.truncate(back);
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let notes = self.0;
        let mut map = Map::new();
        let mut merge = None;
        while let Some(key) = entries.next_key_seed(Key)? {
            let back = notes.at.push(&key);
            let value = entries.next_value_seed(Node(notes))?;
            if notes.yaml && key == "<<" && merge.is_none() {
                merge = Some(value);
            } else {
                match map.entry(key) {
                    Entry::Vacant(place) => {
                        place.insert(value);
                    }
                    Entry::Occupied(place) => {
                        let message = format!("the key `{}` occurs more than once", place.key());
                        notes.find(&code::DUPLICATE_KEY, message);
                    }
                }
            }
            notes.at.truncate(back);
        }
        if let Some(merge) = merge {
            apply(merge, &mut map, notes);
        }
        // Most mappings are small, and one that grew has room for twice as much. All of them together are most of a tree's memory.
        let mut exact = Map::with_capacity(map.len());
        exact.extend(map);
        Ok(Value::Object(exact))
    }
}

/// Adds what a merge key brings: own keys win, and of several mappings the first.
fn apply(merge: Value, map: &mut Map<String, Value>, notes: &mut Notes) {
    let parts = match merge {
        Value::Array(parts) => parts,
        part => vec![part],
    };
    for part in parts {
        if let Value::Object(entries) = part {
            for (key, value) in entries {
                map.entry(key).or_insert(value);
            }
        } else {
            let back = notes.at.push("<<");
            notes.find(&code::BAD_MERGE_KEY, "a merge key `<<` takes a mapping or a list of mappings".to_owned());
            notes.at.truncate(back);
        }
    }
}

/// Reads a key as its text: `200` and `true` are names here.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = String;

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key {
    type Value = String;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a key that is text, a number or a boolean")
    }

    fn visit_str<E>(self, value: &str) -> Result<String, E> {
        Ok(value.to_owned())
    }

    fn visit_string<E>(self, value: String) -> Result<String, E> {
        Ok(value)
    }

    fn visit_bool<E>(self, value: bool) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_i64<E>(self, value: i64) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_u64<E>(self, value: u64) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_f64<E>(self, value: f64) -> Result<String, E> {
        Ok(value.to_string())
    }
}
