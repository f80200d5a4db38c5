//! How the members of an object get to the fields of a record.

use std::collections::BTreeMap;

use super::held::Nothing;
use super::{Decode, Failure, Source, Tolerant};

/// How a member is read, beside its type: a sum of these.
pub mod form {
    /// Null is a value like others, or a wrong one: the type of the field says.
    pub const VALUE: u8 = 0;
    /// Null is the same as no member.
    pub const ABSENCE: u8 = 1;
    /// Neighbouring JSON types are understood.
    #[allow(non_upper_case_globals)] // It is written as in the table of a record.
    pub const tolerant: u8 = 2;
    /// The member may occur under each of its names: the last that is not null counts.
    const AGAIN: u8 = 4;

    /// That a member has this name, too.
    pub const fn also(_: &str) -> u8 {
        AGAIN
    }

    /// Whether it is more than what null is.
    pub const fn is_odd(how: u8) -> bool {
        how > ABSENCE
    }

    /// Whether a member may occur again.
    pub const fn is_repeated(how: u8) -> bool {
        how & AGAIN != 0
    }
}

/// Where a member goes until the record is made of all of them.
pub struct Slot<T> {
    /// How it is read.
    pub how: u8,
    /// Whether it occurred.
    pub met: bool,
    /// What was read.
    pub value: Option<T>,
}

/// A slot, whatever its type.
pub trait Fill {
    /// Reads a member into it, which must not occur twice unless it has several names.
    ///
    /// # Errors
    ///
    /// What is not of the type of the field.
    fn fill(&mut self, source: &mut dyn Source) -> Result<(), Failure>;
}

impl<T: Decode> Fill for Slot<T> {
    fn fill(&mut self, source: &mut dyn Source) -> Result<(), Failure> {
        if self.met || form::is_odd(self.how) {
            return self.fill_odd(source);
        }
        self.met = true;
        if self.how == form::ABSENCE {
            return T::decode_optional(source, &mut self.value);
        }
        self.value = Some(T::decode(source)?);
        Ok(())
    }
}

impl<T: Decode> Slot<T> {
    #[inline(never)] // It is seldom, and others would save registers for it.
    fn fill_odd(&mut self, source: &mut dyn Source) -> Result<(), Failure> {
        let (how, again) = (self.how, std::mem::replace(&mut self.met, false));
        self.how &= form::ABSENCE;
        let read = odd(self, how, again, source);
        // A null that was passed over is an occurrence, too.
        (self.how, self.met) = (how, true);
        read
    }
}

/// Reads a member that may be written otherwise, or that is there `again`. The slot does not know of it.
fn odd(slot: &mut dyn Fill, how: u8, again: bool, value: &mut dyn Source) -> Result<(), Failure> {
    let value: &mut dyn Source = if how & form::tolerant == 0 { value } else { &mut Tolerant(value) };
    if !form::is_repeated(how) {
        return if again { Err(twice()) } else { slot.fill(value) };
    }
    let mut is_null = true;
    value.optional(&mut |value| {
        is_null = false;
        slot.fill(value)
    })?;
    if is_null && !again {
        // Where it is no value, it is passed over: another name may have one.
        let _ = slot.fill(&mut Nothing(value.progress()));
    }
    Ok(())
}

/// Reads a member of a map, whose names are all different.
pub fn insert<T: Decode>(map: &mut BTreeMap<String, T>, name: &str, source: &mut dyn Source) -> Result<(), Failure> {
    match map.insert(name.to_owned(), T::decode(source)?) {
        None => Ok(()),
        Some(_) => Err(twice()),
    }
}

#[cold]
pub(super) fn twice() -> Failure {
    Failure::new("this name occurs twice")
}

/// Why a record cannot be made: it lacks this member.
#[cold]
pub fn missing(name: &str) -> Failure {
    Failure::new("this required member is missing").inside(name)
}

/// A list that may be absent.
pub fn items<T>(items: Option<Vec<T>>) -> Vec<T> {
    items.unwrap_or_default()
}
