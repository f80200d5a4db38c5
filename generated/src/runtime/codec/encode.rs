//! Encoding: every value shows itself as a [`Shape`]. `write.rs` makes JSON of shapes, and `serialize` any other format.

use std::collections::BTreeMap;

use serde::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::Value;

use super::field::{EMPTY_IS_ABSENT, required};
use super::write::{write, write_text};

/// What a value looks like from outside.
#[derive(Clone, Copy)]
pub enum Shape<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// An integer.
    Integer(i64),
    /// An integer that is not negative.
    Unsigned(u64),
    /// A number.
    Float(f64),
    /// A text.
    Text(&'a str),
    /// A list.
    List(&'a dyn Items),
    /// An object.
    Object(&'a dyn Encode),
    /// A value that was kept as it came.
    Value(&'a Value),
    /// A value that is made when it is asked for.
    Made(&'a dyn Make),
}

/// Why a number that is not finite is refused.
pub(super) const INFINITE: &str = "a number that is not finite cannot be written";

/// A value that only shows itself as JSON.
pub trait Make {
    /// Its JSON.
    ///
    /// # Errors
    ///
    /// What cannot be written as JSON.
    fn make(&self) -> Result<Value, serde_json::Error>;
}

/// A value that can be encoded: an object, unless its shape says otherwise.
pub trait Encode: AsEncode {
    /// What it looks like.
    #[inline]
    fn shape(&self) -> Shape<'_> {
        Shape::Object(self.as_encode())
    }

    /// Writes it as JSON: a text at once, where a shape on the way would be a fifth of what writing costs.
    ///
    /// # Errors
    ///
    /// A number that is not finite.
    #[inline]
    fn write(&self, out: &mut Vec<u8>) -> serde_json::Result<()> {
        write(&self.shape(), out)
    }

    /// Calls `visit` with all members of what is in [`Shape::Object`], in as few parts as may be: a call for each would be most of what
    /// writing costs. What is shown otherwise, such as an option or a box, has none of its own.
    #[inline]
    fn parts(&self, _visit: &mut dyn FnMut(&[Member<'_>])) {}

    /// Whether it is an option or a list that holds nothing.
    #[inline]
    fn is_empty(&self) -> bool {
        false
    }

    /// How many of them the document does not name; none of a map, whose members it describes without names.
    #[inline]
    fn unnamed(&self) -> Option<usize> {
        Some(0)
    }

    /// Whether nothing is there of what the document describes: no field that it names, no alternative that it lists.
    #[inline]
    fn is_bare(&self) -> bool
    where
        Self: Sized,
    {
        is_bare(self.shape())
    }

    /// Whether it is of none of the alternatives that the document lists.
    #[inline]
    fn is_unknown(&self) -> bool
    where
        Self: Sized,
    {
        false
    }
}

fn is_bare(shape: Shape<'_>) -> bool {
    matches!(shape, Shape::Object(members) if members.unnamed() == Some(members.count()))
}

/// The items of a list.
pub trait Items {
    /// Calls `visit` with each.
    fn each(&self, visit: &mut dyn FnMut(Shape<'_>));
}

/// The name of a member.
#[derive(Clone, Copy)]
pub enum Name<'a> {
    /// That of a field, from the comma before it to the colon, as JSON has it: to look whether it has to be escaped takes longer than to write it.
    Field(&'static str),
    /// Any other.
    Key(&'a str),
}

impl<'a> Name<'a> {
    /// The name itself.
    pub fn text(self) -> &'a str {
        match self {
            Self::Field(json) => json.get(2..json.len() - 2).unwrap_or_default(),
            Self::Key(key) => key,
        }
    }
}

/// A member of an object.
#[derive(Clone, Copy)]
pub struct Member<'a> {
    /// Its name.
    pub name: Name<'a>,
    /// How it is written, as `field.rs` has it.
    pub how: u8,
    /// Its value.
    pub value: &'a dyn Encode,
}

impl<'a> Member<'a> {
    /// A member that is there.
    #[inline]
    pub fn new(name: Name<'a>, value: &'a dyn Encode) -> Self {
        Self { name, how: required, value }
    }

    /// Whether it is there.
    #[inline]
    pub fn is_there(&self) -> bool {
        self.how & EMPTY_IS_ABSENT == 0 || !self.value.is_empty()
    }
}

/// A shape shows itself.
impl Encode for Shape<'_> {
    #[inline]
    fn shape(&self) -> Shape<'_> {
        *self
    }
}

/// A value of any type as one that can be encoded, so that records need not say that they are objects.
pub trait AsEncode {
    /// It.
    fn as_encode(&self) -> &dyn Encode;
}

impl<T: Encode> AsEncode for T {
    #[inline]
    fn as_encode(&self) -> &dyn Encode {
        self
    }
}

impl dyn Encode + '_ {
    /// Calls `visit` with the name and value of each member that is present.
    pub fn each(&self, visit: &mut dyn FnMut(&str, Shape<'_>)) {
        self.parts(&mut |part| {
            let present = part.iter().filter(|member| member.is_there());
            present.for_each(|member| visit(member.name.text(), member.value.shape()));
        });
    }

    /// How many are present.
    pub fn count(&self) -> usize {
        let mut count = 0;
        self.each(&mut |_, _| count += 1);
        count
    }
}

impl Serialize for Shape<'_> {
    #[inline] // Texts are most of what there is.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Self::Text(text) = self { serializer.serialize_str(text) } else { self.serialize_other(serializer) }
    }
}

impl Shape<'_> {
    /// What a value that was kept as it came is; a number is only that.
    pub fn open(self) -> Self {
        match self {
            Self::Value(Value::Null) => Self::Null,
            Self::Value(Value::Bool(value)) => Self::Boolean(*value),
            Self::Value(Value::String(text)) => Self::Text(text),
            Self::Value(Value::Array(items)) => Self::List(items),
            Self::Value(value @ Value::Object(_)) => Self::Object(value),
            known => known,
        }
    }

    fn serialize_other<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Boolean(value) => serializer.serialize_bool(*value),
            Self::Integer(value) => serializer.serialize_i64(*value),
            Self::Unsigned(value) => serializer.serialize_u64(*value),
            Self::Float(value) if value.is_finite() => serializer.serialize_f64(*value),
            Self::Float(_) => Err(S::Error::custom(INFINITE)),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Value(value) => value.serialize(serializer),
            Self::Made(value) => value.make().map_err(S::Error::custom)?.serialize(serializer),
            Self::List(items) => {
                let mut list = serializer.serialize_seq(None)?;
                let mut result = Ok(());
                items.each(&mut |item| {
                    if result.is_ok() {
                        result = list.serialize_element(&item);
                    }
                });
                result.and_then(|()| list.end())
            }
            Self::Object(members) => {
                let mut object = serializer.serialize_map(None)?;
                let mut result = Ok(());
                members.parts(&mut |part| {
                    if result.is_ok() {
                        let mut present = part.iter().filter(|member| member.is_there());
                        result = present.try_for_each(|member| object.serialize_entry(member.name.text(), &member.value.shape()));
                    }
                });
                result.and_then(|()| object.end())
            }
        }
    }
}

macro_rules! scalars {
    ($($scalar:ty => $shape:ident),* $(,)?) => {$(
        impl Encode for $scalar {
            #[inline]
            fn shape(&self) -> Shape<'_> {
                Shape::$shape((*self).into())
            }
        }
    )*};
}
scalars! { bool => Boolean, i8 => Integer, i16 => Integer, i32 => Integer, i64 => Integer, u8 => Unsigned, u16 => Unsigned, u32 => Unsigned, u64 => Unsigned, f64 => Float }

impl Encode for String {
    #[inline]
    fn shape(&self) -> Shape<'_> {
        Shape::Text(self)
    }

    fn write(&self, out: &mut Vec<u8>) -> serde_json::Result<()> {
        write_text(self, out);
        Ok(())
    }
}

impl Encode for Value {
    #[inline]
    fn shape(&self) -> Shape<'_> {
        Shape::Value(self)
    }

    fn parts(&self, visit: &mut dyn FnMut(&[Member<'_>])) {
        let members = self.as_object().into_iter().flatten();
        members.for_each(|(name, value)| visit(&[Member::new(Name::Key(name), value)]));
    }

    fn unnamed(&self) -> Option<usize> {
        None
    }
}

impl<T: Encode> Encode for Box<T> {
    fn shape(&self) -> Shape<'_> {
        (**self).shape()
    }

    fn is_bare(&self) -> bool {
        (**self).is_bare()
    }

    fn is_unknown(&self) -> bool {
        (**self).is_unknown()
    }
}

impl<T: Encode> Encode for Option<T> {
    fn shape(&self) -> Shape<'_> {
        self.as_ref().map_or(Shape::Null, T::shape)
    }

    fn is_empty(&self) -> bool {
        self.is_none()
    }

    fn write(&self, out: &mut Vec<u8>) -> serde_json::Result<()> {
        match self {
            Some(value) => value.write(out),
            None => write(&Shape::Null, out),
        }
    }

    fn is_bare(&self) -> bool {
        self.as_ref().is_some_and(T::is_bare)
    }

    fn is_unknown(&self) -> bool {
        self.as_ref().is_some_and(T::is_unknown)
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn shape(&self) -> Shape<'_> {
        Shape::List(self)
    }

    fn is_empty(&self) -> bool {
        self.as_slice().is_empty()
    }
}

impl<T: Encode> Items for Vec<T> {
    fn each(&self, visit: &mut dyn FnMut(Shape<'_>)) {
        for item in self {
            visit(item.shape());
        }
    }
}

impl<T: Encode> Encode for BTreeMap<String, T> {
    fn parts(&self, visit: &mut dyn FnMut(&[Member<'_>])) {
        for (name, value) in self {
            visit(&[Member::new(Name::Key(name), value)]);
        }
    }

    fn unnamed(&self) -> Option<usize> {
        None
    }
}

/// Encodes into any serde format.
///
/// # Errors
///
/// Those of the format, and numbers that JSON does not have.
#[inline(never)] // The compiler would put it into the function of each model.
pub fn serialize<S: Serializer>(value: &dyn Encode, serializer: S) -> Result<S::Ok, S::Error> {
    value.shape().serialize(serializer)
}

/// Shows the members of a record, and those that have no field. A name is sent once: what a field holds is what counts.
pub fn beside(members: &[Member<'_>], rest: &dyn Encode, visit: &mut dyn FnMut(&[Member<'_>])) {
    visit(members);
    rest.each(&mut |name, value| {
        if !members.iter().any(|known| known.name.text() == name && known.is_there()) {
            visit(&[Member::new(Name::Key(name), &value)]);
        }
    });
}
