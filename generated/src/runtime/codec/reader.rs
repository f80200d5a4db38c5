//! Any serde format as a [`Source`]: one visitor for all that can be wanted. `inline` puts what is asked for each item and member where the
//! format's own functions are compiled, which are not put into ours otherwise: a call takes 4 % more instructions without it.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Number, Value};

use super::any::Any;
use super::source::{Progress, Scalar, Source};
use super::{Decode, Failure};

/// A serde deserializer as a [`Source`].
pub(super) struct Erased<'p, D> {
    deserializer: Option<D>,
    /// One place for all values of a document: one of its own for each would have to be looked at when it is left.
    progress: &'p mut Progress,
}

impl<'p, D> Erased<'p, D> {
    pub(super) fn new(deserializer: D, progress: &'p mut Progress) -> Self {
        Self { deserializer: Some(deserializer), progress }
    }
}

impl<'de, D: Deserializer<'de>> Erased<'_, D> {
    fn visit<T>(&mut self, visit: impl FnOnce(D, &mut Progress) -> Result<T, D::Error>) -> Result<T, Failure> {
        let deserializer = self.deserializer.take().ok_or_else(|| Failure::new("this value was already read"))?;
        visit(deserializer, self.progress).map_err(|error| self.progress.failed(&error))
    }

    // By reference: what is passed on by value is read again while it is still being written.
    fn read(&mut self, wanted: &mut Wanted<'_>) -> Result<(), Failure> {
        self.visit(|deserializer, progress| deserializer.deserialize_any(Reader { wanted, progress }))
    }
}

impl<'de, D: Deserializer<'de>> Source for Erased<'_, D> {
    fn scalar(&mut self, wanted: &'static str) -> Result<Scalar, Failure> {
        let mut scalar = Scalar::Null;
        self.read(&mut Wanted::Single(wanted, &mut scalar)).map(|()| scalar)
    }
    fn text(&mut self, text: &mut dyn FnMut(Option<&str>)) -> Result<(), Failure> {
        self.read(&mut Wanted::Text(text))
    }
    fn optional(&mut self, some: &mut dyn FnMut(&mut dyn Source) -> Result<(), Failure>) -> Result<(), Failure> {
        self.visit(|deserializer, progress| deserializer.deserialize_option(Unless { some, progress }))
    }
    fn list(&mut self, item: &mut dyn FnMut(&mut dyn Source) -> Result<(), Failure>) -> Result<(), Failure> {
        self.read(&mut Wanted::List(item))
    }
    fn object(&mut self, member: &mut dyn FnMut(&str, &mut dyn Source) -> Result<(), Failure>) -> Result<(), Failure> {
        self.read(&mut Wanted::Object(member))
    }
    fn value(&mut self) -> Result<Value, Failure> {
        self.visit(|deserializer, progress| Any(progress).deserialize(deserializer))
    }
    fn progress(&mut self) -> &mut Progress {
        self.progress
    }
}

impl Progress {
    /// The failure that an error of serde stands for.
    #[cold]
    fn failed(&mut self, error: &dyn fmt::Display) -> Failure {
        self.failure.take().unwrap_or_else(|| Failure::new(error.to_string()))
    }

    /// The same, seen from further outside, on its way through serde.
    #[cold]
    pub(super) fn step<E: serde::de::Error>(&mut self, error: &E, outside: impl FnOnce(Failure) -> Failure) -> E {
        let failure = self.failed(error);
        keep(self, outside(failure))
    }
}

/// The failure is kept aside, and an empty error stops serde.
#[cold]
pub(super) fn keep<E: serde::de::Error>(progress: &mut Progress, failure: Failure) -> E {
    progress.failure = Some(failure);
    E::custom("")
}

/// How serde_json hands over a number when another crate of the program asks for its `arbitrary_precision`.
pub(super) const NUMBER: &str = "$serde_json::private::Number";

/// What a value is read as, and where it goes.
enum Wanted<'a> {
    /// A value without parts, and what it should be.
    Single(&'static str, &'a mut Scalar),
    /// A text, which is not kept, or null.
    Text(&'a mut dyn FnMut(Option<&str>)),
    /// A list, item by item.
    List(&'a mut dyn FnMut(&mut dyn Source) -> Result<(), Failure>),
    /// An object, member by member.
    Object(&'a mut dyn FnMut(&str, &mut dyn Source) -> Result<(), Failure>),
}

impl Wanted<'_> {
    fn name(&self) -> &'static str {
        match self {
            Self::Single(wanted, _) => wanted,
            Self::Text(_) => "a text",
            Self::List(_) => "a list",
            Self::Object(_) => "an object",
        }
    }
}

/// Reads a value. One for all that can be wanted: all that reads JSON is compiled for each kind of visitor.
struct Reader<'r, 'w, 'p> {
    wanted: &'r mut Wanted<'w>,
    progress: &'p mut Progress,
}

impl Reader<'_, '_, '_> {
    #[inline]
    fn single<E: serde::de::Error>(self, scalar: Scalar) -> Result<(), E> {
        match (self.wanted, scalar) {
            (Wanted::Single(_, place), scalar) => **place = scalar,
            (Wanted::Text(text), Scalar::Null) => text(None),
            (wanted, scalar) => return Err(refused(self.progress, wanted, scalar.name())),
        }
        Ok(())
    }
}

#[cold]
fn refused<E: serde::de::Error>(progress: &mut Progress, wanted: &Wanted<'_>, found: &str) -> E {
    keep(progress, Failure::unexpected(wanted.name(), found))
}

impl<'de> Visitor<'de> for Reader<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.wanted.name())
    }
    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<(), E> {
        self.single(Scalar::Boolean(value))
    }
    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<(), E> {
        self.single(Scalar::Integer(value))
    }
    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<(), E> {
        self.single(i64::try_from(value).map_or(Scalar::Unsigned(value), Scalar::Integer))
    }
    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<(), E> {
        self.single(Scalar::Float(value))
    }
    #[inline]
    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<(), E> {
        match self.wanted {
            Wanted::Text(text) => text(Some(value)),
            Wanted::Single(_, place) => **place = Scalar::Text(value.to_owned()),
            wanted => return Err(refused(self.progress, wanted, "a text")),
        }
        Ok(())
    }
    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        self.single(Scalar::Null)
    }
    fn visit_none<E: serde::de::Error>(self) -> Result<(), E> {
        self.single(Scalar::Null)
    }
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
    #[inline]
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let Wanted::List(call) = self.wanted else { return Err(refused(self.progress, self.wanted, "a list")) };
        let mut part = Part { name: "", call: &mut |_, source| call(source), progress: self.progress };
        let mut index = 0;
        while items
            .next_element_seed(&mut part)
            .map_err(|error| part.progress.step(&error, |failure| failure.inside_item(index)))?
            .is_some()
        {
            index += 1;
        }
        Ok(())
    }
    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let Wanted::Object(call) = self.wanted else { return self.number(members) };
        while let Some(Name(name)) = members.next_key()? {
            if name == NUMBER {
                return Err(refused(self.progress, self.wanted, "a number"));
            }
            let mut part = Part { name: &name, call: &mut **call, progress: self.progress };
            members.next_value_seed(&mut part).map_err(|error| part.progress.step(&error, |failure| failure.inside(&name)))?;
        }
        Ok(())
    }
}

impl Reader<'_, '_, '_> {
    /// A number may come as an object.
    fn number<'de, A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let is_number = members.next_key()?.is_some_and(|Name(name)| name == NUMBER);
        match self.wanted {
            Wanted::Single(_, place) if is_number => {
                let number = members.next_value::<String>()?.parse::<Number>().ok();
                let scalar = number.as_ref().and_then(Scalar::number);
                **place = scalar.ok_or_else(|| keep::<A::Error>(self.progress, Failure::new("a number out of range")))?;
                Ok(())
            }
            wanted => Err(refused(self.progress, wanted, if is_number { "a number" } else { "an object" })),
        }
    }
}

/// Reads an item of a list or a member of an object; what is not asked for is skipped.
struct Part<'c, 'p> {
    name: &'c str,
    call: &'c mut dyn FnMut(&str, &mut dyn Source) -> Result<(), Failure>,
    progress: &'p mut Progress,
}

impl<'de> DeserializeSeed<'de> for &mut Part<'_, '_> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let mut source = Erased::new(deserializer, self.progress);
        let done = (self.call)(self.name, &mut source);
        let unread = source.deserializer;
        done.map_err(|failure| keep(self.progress, failure))?;
        match unread {
            Some(unread) => IgnoredAny::deserialize(unread).map(|_| ()),
            None => Ok(()),
        }
    }
}

/// Reads a value that may be null.
struct Unless<'a> {
    some: &'a mut dyn FnMut(&mut dyn Source) -> Result<(), Failure>,
    progress: &'a mut Progress,
}

impl<'de> Visitor<'de> for Unless<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }
    fn visit_none<E>(self) -> Result<(), E> {
        Ok(())
    }
    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let some = self.some;
        Part { name: "", call: &mut |_, source| some(source), progress: self.progress }.deserialize(deserializer)
    }
}

/// The name of a member, borrowed from the input where it has no escapes.
pub(super) struct Name<'de>(pub(super) Cow<'de, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NameVisitor;
        impl<'de> Visitor<'de> for NameVisitor {
            type Value = Name<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name")
            }
            #[inline]
            fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Borrowed(name)))
            }
            #[inline]
            fn visit_str<E>(self, name: &str) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Owned(name.to_owned())))
            }
        }
        deserializer.deserialize_str(NameVisitor)
    }
}

/// Decodes from any serde format.
///
/// # Errors
///
/// Those of the format, and values of another shape.
pub fn deserialize<'de, T: Decode, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    T::decode(&mut Erased::new(deserializer, &mut Progress::default())).map_err(D::Error::custom)
}
