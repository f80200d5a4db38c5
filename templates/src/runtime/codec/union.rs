//! `union!`: how a value shows which alternative of a union it is → its decoder and encoder.

use serde_json::Value;

use super::Encode;

/// Four ways to tell alternatives apart:
/// `by "property" { "value" => Variant }`, the text of a property; what no text stands for is listed after a semicolon;
/// `by type { object => Variant }`, the JSON type;
/// `by member { "name" => Variant, _ => Variant }`, a property that only this alternative requires;
/// `in order { Variant }`, the first that can be read with all of its members, otherwise the first that can be read.
/// A value that is none of them is kept in `Unknown`.
macro_rules! union {
    ($model:ident by type { $($json:ident => $variant:ident),* $(,)? }) => {
        union!(@decode $model, value, match codec::json_type(&value) {
            $(stringify!($json) => Ok(Self::$variant(codec::from_value(&value)?)),)*
            _ => Ok(Self::Unknown(value)),
        });
        union!(@encode $model $($variant)*);
    };
    ($model:ident by member { $($name:literal => $variant:ident),* $(, _ => $rest:ident)? $(,)? }) => {
        union!(@decode $model, value, {
            $(if value.get($name).is_some() {
                return Ok(Self::$variant(codec::from_value(&value)?));
            })*
            $(if value.is_object() {
                return Ok(Self::$rest(codec::from_value(&value)?));
            })?
            Ok(Self::Unknown(value))
        });
        union!(@encode $model $($variant)* $($rest)?);
    };
    ($model:ident by $property:literal { $($($tag:literal)|+ => $variant:ident),* $(,)? $(; $($untagged:ident),+)? }) => {
        union!(@decode $model, value, match value.get($property).and_then(serde_json::Value::as_str) {
            $(Some($($tag)|+) => Ok(Self::$variant(codec::from_value(&value)?)),)*
            _ => Ok(Self::Unknown(value)),
        });
        union!(@encode $model $($variant)* $($($untagged)+)?);
    };
    ($model:ident in order { $($variant:ident),* $(,)? }) => {
        union!(@decode $model, value, {
            let mut first = None;
            $(if let Ok(read) = codec::from_value(&value) {
                let read = Self::$variant(read);
                if codec::keeps(&read, &value) {
                    return Ok(read);
                }
                first.get_or_insert(read);
            })*
            Ok(first.unwrap_or(Self::Unknown(value)))
        });
        union!(@encode $model $($variant)*);
    };
    (@decode $model:ident, $value:ident, $decode:expr) => {
        impl codec::Decode for $model {
            fn decode(source: &mut dyn codec::Source) -> Result<Self, codec::Failure> {
                let $value = source.value()?;
                $decode
            }
        }

        codec::serde_impls!($model);
    };
    (@encode $model:ident $($variant:ident)*) => {
        impl codec::Encode for $model {
            fn shape(&self) -> codec::Shape<'_> {
                match self {
                    $(Self::$variant(value) => codec::Encode::shape(value),)*
                    Self::Unknown(value) => codec::Shape::Value(value),
                }
            }

            fn is_bare(&self) -> bool {
                match self {
                    $(Self::$variant(value) => codec::Encode::is_bare(value),)*
                    Self::Unknown(_) => true,
                }
            }
        }
    };
}

pub(crate) use union;

/// Whether what was read has all members of the value that it was read from.
pub fn keeps(read: &dyn Encode, value: &Value) -> bool {
    serde_json::to_value(read.shape()).is_ok_and(|written| covers(&written, value))
}

fn covers(written: &Value, value: &Value) -> bool {
    match (written, value) {
        (Value::Object(written), Value::Object(members)) => {
            members.iter().all(|(name, value)| value.is_null() || written.get(name).is_some_and(|written| covers(written, value)))
        }
        (Value::Array(written), Value::Array(items)) => written.iter().zip(items).all(|(written, item)| covers(written, item)),
        _ => true,
    }
}

/// The JSON type of a value, by its name in JSON Schema.
pub fn json_type(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
