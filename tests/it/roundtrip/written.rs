//! A document as it is written: names of members that YAML reads as numbers are texts, integers of more than 64 bits are doubles.

use std::fmt;

use serde::de::{Deserialize, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde_json::{Map, Value, json};
use specwright::Input;

/// Reads a document.
pub fn read(input: &Input) -> Result<Value, String> {
    if input.name.ends_with(".json") {
        return serde_json::from_slice(&input.bytes).map_err(|error| error.to_string());
    }
    serde_yaml::from_slice(&input.bytes).map(|Written(value)| value).map_err(|error| error.to_string())
}

struct Written(Value);

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader).map(Self)
    }
}

struct Reader;

macro_rules! scalars {
    ($($visit:ident: $scalar:ty),* $(,)?) => {$(
        fn $visit<E: Error>(self, scalar: $scalar) -> Result<Value, E> {
            Ok(json!(scalar))
        }
    )*};
}

impl<'de> Visitor<'de> for Reader {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that JSON has, too")
    }

    scalars! { visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_f64: f64, visit_str: &str }

    fn visit_i128<E: Error>(self, integer: i128) -> Result<Value, E> {
        Ok(json!(integer as f64))
    }

    fn visit_u128<E: Error>(self, integer: u128) -> Result<Value, E> {
        Ok(json!(integer as f64))
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(Written(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some((Written(name), Written(value))) = members.next_entry()? {
            let name = name.as_str().map_or_else(|| name.to_string(), str::to_owned);
            object.insert(name, value);
        }
        Ok(Value::Object(object))
    }

    /// A value with a tag.
    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Value, A::Error> {
        let (IgnoredAny, content) = tagged.variant()?;
        content.newtype_variant().map(|Written(value)| value)
    }
}
