//! A value of any kind, as serde_json has it, but that a name which occurs twice is an error, as it is in models, and that no name stands for
//! a text to be read in turn: without end, if the program has serde_json's `raw_value`.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::Failure;
use super::reader::{NUMBER, Name, keep};
use super::slot::twice;
use super::source::Progress;

pub(super) struct Any<'p>(pub(super) &'p mut Progress);

impl<'de> DeserializeSeed<'de> for Any<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Any<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }
    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }
    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }
    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }
    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }
    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }
    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }
    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }
    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.deserialize(deserializer)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        loop {
            let item = items.next_element_seed(Any(self.0));
            match item.map_err(|error| self.0.step(&error, |failure| failure.inside_item(list.len())))? {
                Some(item) => list.push(item),
                None => return Ok(Value::Array(list)),
            }
        }
    }
    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(Name(name)) = members.next_key()? {
            // A number may come as an object.
            if name == NUMBER {
                let number = members.next_value::<String>()?.parse::<Number>();
                return number.map(Value::Number).map_err(|_| keep(self.0, Failure::new("a number out of range")));
            }
            let member = members.next_value_seed(Any(self.0));
            let member = member.map_err(|error| self.0.step(&error, |failure| failure.inside(&name)))?;
            if !self.0.repeats && object.contains_key(&*name) {
                return Err(keep::<A::Error>(self.0, twice().inside(&name)));
            }
            object.insert(name.into_owned(), member);
        }
        Ok(Value::Object(object))
    }
}
