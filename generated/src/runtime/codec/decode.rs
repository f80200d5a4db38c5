//! Decoding: strict, so that nothing is invented, and tolerant where the document says that servers are.

use std::collections::BTreeMap;

use serde_json::Value;

use super::held::Held;
use super::reader::Erased;
use super::slot::{Rest, optional};
use super::source::Progress;
use super::{Failure, Scalar, Source};

/// A value that can be decoded.
pub trait Decode: Sized {
    /// Decodes it.
    ///
    /// # Errors
    ///
    /// A value of another shape, or one that does not fit.
    fn decode(source: &mut dyn Source) -> Result<Self, Failure>;

    /// Decodes it into its place, which null leaves empty: made here and moved, it would be copied several times.
    ///
    /// # Errors
    ///
    /// As [`Self::decode`].
    #[inline]
    fn decode_optional(source: &mut dyn Source, place: &mut Option<Self>) -> Result<(), Failure> {
        optional(source, place)
    }
}

/// A value without parts: what it is made from, and where that comes from, which knows whether neighbouring types are understood.
trait Single: Sized {
    const WANTED: &'static str;
    fn of(scalar: Scalar, source: &dyn Source) -> Result<Self, Failure>;
}

macro_rules! singles {
    ($($single:ty),*) => {$(
        impl Decode for $single {
            #[inline]
            fn decode(source: &mut dyn Source) -> Result<Self, Failure> {
                Self::of(source.scalar(Self::WANTED)?, source)
            }
            #[inline]
            fn decode_optional(source: &mut dyn Source, place: &mut Option<Self>) -> Result<(), Failure> {
                match source.scalar(Self::WANTED)? {
                    Scalar::Null => {}
                    scalar => *place = Some(Self::of(scalar, source)?),
                }
                Ok(())
            }
        }
    )*};
}
singles!(bool, f64, i8, i16, i32, i64, u8, u16, u32, u64);

/// Reads a value from where it is found.
type Reading<'r> = &'r mut dyn FnMut(&mut dyn Source) -> Result<(), Failure>;

/// Decodes a JSON text.
///
/// # Errors
///
/// A text that is not JSON, or not of this shape.
pub fn from_json<T: Decode>(text: &[u8]) -> Result<T, Failure> {
    let mut value = None;
    read_json(text, &mut Progress::default(), &mut |source| {
        value = Some(T::decode(source)?);
        Ok(())
    })?;
    value.ok_or_else(|| Failure::new("there is no value"))
}

/// Decodes a value that was kept as it came.
///
/// # Errors
///
/// A value of another shape.
pub fn from_value<T: Decode>(value: &Value, progress: &mut Progress) -> Result<T, Failure> {
    T::decode(&mut Held { value, progress })
}

// What reads JSON knows no type, so that no program has to compile it again.

/// That the text is UTF-8 is seen to once, and not again for each text in it.
fn read_json(text: &[u8], progress: &mut Progress, reading: Reading<'_>) -> Result<(), Failure> {
    let text = std::str::from_utf8(text).map_err(|error| Failure::new(format!("not JSON: {error}")))?;
    let mut deserializer = serde_json::Deserializer::from_str(text);
    reading(&mut Erased::new(&mut deserializer, progress))?;
    deserializer.end().map_err(|error| Failure::new(error.to_string()))
}

/// A JSON text of any kind, in which a name may occur twice.
pub fn lenient(text: &[u8]) -> Option<Value> {
    let mut value = None;
    let mut progress = Progress { repeats: true, ..Progress::default() };
    let read = read_json(text, &mut progress, &mut |source| {
        value = Some(source.value()?);
        Ok(())
    });
    read.ok().and(value)
}

impl Decode for String {
    fn decode(source: &mut dyn Source) -> Result<Self, Failure> {
        text(source)
    }
    fn decode_optional(source: &mut dyn Source, place: &mut Option<Self>) -> Result<(), Failure> {
        optional_text(source, place)
    }
}

/// Decodes what is made from a text.
///
/// # Errors
///
/// A value that is no text.
pub fn text<T: for<'t> From<&'t str>>(source: &mut dyn Source) -> Result<T, Failure> {
    let mut value = None;
    optional_text(source, &mut value)?;
    value.ok_or_else(|| Failure::unexpected("a text", "null"))
}

/// The same into its place, with null as nothing.
///
/// # Errors
///
/// A value that is neither a text nor null.
pub fn optional_text<T: for<'t> From<&'t str>>(source: &mut dyn Source, place: &mut Option<T>) -> Result<(), Failure> {
    source.text(&mut |text| *place = text.map(T::from))
}

impl Decode for Value {
    fn decode(source: &mut dyn Source) -> Result<Self, Failure> {
        source.value()
    }
}

impl Single for bool {
    const WANTED: &'static str = "a boolean";

    #[inline]
    fn of(scalar: Scalar, source: &dyn Source) -> Result<Self, Failure> {
        match scalar {
            Scalar::Boolean(value) => Ok(value),
            Scalar::Text(text) if source.tolerant() && text == "true" => Ok(true),
            Scalar::Text(text) if source.tolerant() && text == "false" => Ok(false),
            other => Err(Failure::unexpected("a boolean", other.name())),
        }
    }
}

impl Single for f64 {
    const WANTED: &'static str = "a number";

    #[inline]
    #[allow(clippy::cast_precision_loss)] // What JSON numbers are to every reader that has only doubles.
    fn of(scalar: Scalar, source: &dyn Source) -> Result<Self, Failure> {
        match scalar {
            Scalar::Float(value) => Ok(value),
            Scalar::Integer(value) => Ok(value as f64),
            Scalar::Unsigned(value) => Ok(value as f64),
            Scalar::Text(text) if source.tolerant() => match text.parse::<f64>() {
                Ok(value) if value.is_finite() && !text.contains(['i', 'I', 'n', 'N']) => Ok(value),
                _ => Err(Failure::unexpected("a number", "a text that is none")),
            },
            other => Err(Failure::unexpected("a number", other.name())),
        }
    }
}

/// An integer of any width.
#[inline]
fn integer(scalar: Scalar, source: &dyn Source) -> Result<i128, Failure> {
    match scalar {
        Scalar::Integer(value) => Ok(value.into()),
        Scalar::Unsigned(value) => Ok(value.into()),
        #[allow(clippy::cast_possible_truncation)] // Checked: no fraction, and within what a double holds exactly.
        Scalar::Float(value) if value.fract() == 0.0 && value.abs() < 9_007_199_254_740_992.0 => Ok(value as i128),
        Scalar::Text(text) if source.tolerant() => text.parse().map_err(|_| Failure::unexpected("an integer", "a text that is none")),
        Scalar::Float(value) if value.fract() == 0.0 => Err(Failure::new("an integer out of range")),
        Scalar::Float(_) => Err(Failure::unexpected("an integer", "a number with a fraction")),
        other => Err(Failure::unexpected("an integer", other.name())),
    }
}

macro_rules! integers {
    ($($integer:ty),*) => {$(
        impl Single for $integer {
            const WANTED: &'static str = "an integer";

            #[inline]
            fn of(scalar: Scalar, source: &dyn Source) -> Result<Self, Failure> {
                Self::try_from(integer(scalar, source)?).map_err(|_| Failure::new(concat!("an integer out of the range of ", stringify!($integer))))
            }
        }
    )*};
}
integers!(i8, i16, i32, i64, u8, u16, u32, u64);

impl<T: Decode> Decode for Option<T> {
    fn decode(source: &mut dyn Source) -> Result<Self, Failure> {
        let mut value = None;
        T::decode_optional(source, &mut value)?;
        Ok(value)
    }
}

impl<T: Decode> Decode for Box<T> {
    fn decode(source: &mut dyn Source) -> Result<Self, Failure> {
        T::decode(source).map(Self::new)
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(source: &mut dyn Source) -> Result<Self, Failure> {
        let mut items = Self::new();
        source.list(&mut |item| {
            items.push(T::decode(item)?);
            Ok(())
        })?;
        Ok(items)
    }
}

impl<T: Decode> Decode for BTreeMap<String, T> {
    fn decode(source: &mut dyn Source) -> Result<Self, Failure> {
        let mut members = Self::new();
        source.object(&mut |name, value| Rest::insert(&mut members, name, value))?;
        Ok(members)
    }
}
