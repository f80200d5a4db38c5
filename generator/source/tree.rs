//! Events of a deserializer → the untyped tree, and what both syntaxes have in common: one rule holds for both.

use std::fmt;

use serde::de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::map::Entry;
use serde_json::{Map, Number, Value};

use crate::pointer::Pointer;
use crate::report::{Code, code};

/// The most nodes of a document, counted after aliases are expanded.
const MOST_NODES: usize = 5_000_000;
/// The most findings of this pass: a document that is wrong in so many places is not helped by more.
const MOST_FINDINGS: usize = 1_000;

/// What the visitor notes on its way.
#[derive(Debug, Default)]
pub(super) struct Notes {
    pub at: Pointer,
    pub nodes: usize,
    /// What is wrong, without being in the way of the rest.
    pub findings: Vec<(&'static Code, Pointer, String)>,
    /// Numbers that may have lost digits: their text is looked up afterwards.
    pub wide: Vec<Pointer>,
}

impl Notes {
    pub fn find(&mut self, code: &'static Code, message: String) {
        if self.findings.len() < MOST_FINDINGS {
            self.findings.push((code, self.at.clone(), message));
        }
    }

    /// Counts nodes, and says whether there may be so many.
    pub fn count(&mut self, nodes: usize) -> bool {
        self.nodes = self.nodes.saturating_add(nodes);
        self.nodes <= MOST_NODES
    }

    /// An object of these members, of which the first of a name counts.
    pub fn object(&mut self, members: Vec<(String, Value)>) -> Map<String, Value> {
        // Most objects are small, and one that grew has room for twice as much. All of them together are most of a tree's memory.
        let mut map = Map::with_capacity(members.len());
        for (key, value) in members {
            match map.entry(key) {
                Entry::Vacant(place) => {
                    place.insert(value);
                }
                Entry::Occupied(place) => {
                    let message = format!("the key `{}` occurs more than once", place.key());
                    let back = self.at.push(place.key());
                    self.find(&code::DUPLICATE_KEY, message);
                    self.at.truncate(back);
                }
            }
        }
        map
    }
}

/// Reads one value.
pub(super) struct Node<'n>(pub &'n mut Notes);

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        if !self.0.count(1) {
            self.0.find(&code::TOO_MANY_NODES, "the document has more than 5 million nodes".to_owned());
            return Err(de::Error::custom("too many nodes"));
        }
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
        let mut members = Vec::new();
        while let Some(key) = entries.next_key::<String>()? {
            let back = self.0.at.push(&key);
            members.push((key, entries.next_value_seed(Node(self.0))?));
            self.0.at.truncate(back);
        }
        Ok(Value::Object(self.0.object(members)))
    }
}
