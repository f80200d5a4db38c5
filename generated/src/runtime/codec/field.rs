//! The kinds of fields that a record has, and what absent and null mean for each.
//!
//! `show` says what is written, `set` is the setter; `record!` says how a field is made of what was read.

// Each kind has the same functions, whether it needs all of a signature or not.
#![allow(clippy::unnecessary_wraps, clippy::ptr_arg)]

use std::collections::BTreeMap;

use super::{Decode, Failure, Source};

/// Reads a member, which must not occur twice.
pub fn fill<T: Decode>(slot: &mut Option<T>, source: &mut dyn Source) -> Result<(), Failure> {
    if slot.is_some() {
        return Err(Failure::new("this name occurs twice"));
    }
    // Unlike an assignment, this drops nothing.
    slot.get_or_insert(T::decode(source)?);
    Ok(())
}

/// Reads a member that has several names: of those that are there, the last that is not null counts.
pub fn fill_again<T: Decode>(slot: &mut Option<T>, source: &mut dyn Source) -> Result<(), Failure> {
    if slot.is_none() {
        return fill(slot, source);
    }
    source.optional(&mut |source| {
        *slot = Some(T::decode(source)?);
        Ok(())
    })
}

/// Reads a list, for which null is the empty one.
pub fn fill_list<T: Decode>(slot: &mut Option<Vec<T>>, source: &mut dyn Source) -> Result<(), Failure> {
    if slot.is_some() {
        return fill(slot, source);
    }
    slot.get_or_insert(<Option<Vec<T>>>::decode(source)?.unwrap_or_default());
    Ok(())
}

/// The same, of a member that has several names.
pub fn fill_list_again<T: Decode>(slot: &mut Option<Vec<T>>, source: &mut dyn Source) -> Result<(), Failure> {
    if slot.is_none() { fill_list(slot, source) } else { fill_again(slot, source) }
}

/// Reads a member of a map, whose names are all different.
pub fn insert<T: Decode>(map: &mut BTreeMap<String, T>, name: &str, source: &mut dyn Source) -> Result<(), Failure> {
    match map.insert(name.to_owned(), T::decode(source)?) {
        None => Ok(()),
        Some(_) => Err(Failure::new("this name occurs twice")),
    }
}

/// Why a record cannot be made of what was read. `lacks`: the first of these names is that of a member that must be there.
pub fn incomplete(read: Result<(), Failure>, lacks: &[Option<&str>]) -> Failure {
    let missing = lacks.iter().flatten().next().copied().unwrap_or_default();
    read.err().unwrap_or_else(|| Failure::new("this required member is missing").inside(missing))
}

/// Must be there and is not null: `T`.
pub mod required {
    use super::super::{Encode, Shape};

    pub fn show<T: Encode>(field: &T) -> Option<Shape<'_>> {
        Some(field.shape())
    }
    pub fn set<T>(field: &mut T, value: impl Into<T>) {
        *field = value.into();
    }
}

/// Must be there and may be null: `Option<T>`.
pub mod nullable {
    use super::super::{Encode, Shape};

    pub fn show<T: Encode>(field: &Option<T>) -> Option<Shape<'_>> {
        Some(field.shape())
    }
    pub fn set<T>(field: &mut Option<T>, value: impl Into<T>) {
        *field = Some(value.into());
    }
}

/// May be absent, which null means too: `Option<T>`.
pub mod optional {
    use super::super::{Encode, Shape};

    pub fn show<T: Encode>(field: &Option<T>) -> Option<Shape<'_>> {
        field.as_ref().map(Encode::shape)
    }
    pub fn set<T>(field: &mut Option<T>, value: impl Into<T>) {
        *field = Some(value.into());
    }
}

/// May be absent, and may be null, which is something else: `Option<Option<T>>`.
pub mod maybe {
    use super::super::{Encode, Shape};

    pub fn show<T: Encode>(field: &Option<Option<T>>) -> Option<Shape<'_>> {
        field.as_ref().map(Encode::shape)
    }
    pub fn set<T>(field: &mut Option<Option<T>>, value: impl Into<Option<T>>) {
        *field = Some(value.into());
    }
}

/// May be absent, and may be any JSON value, `null` too: `Option<Value>`.
pub mod kept {
    use super::super::{Encode, Shape};

    pub fn show<T: Encode>(field: &Option<T>) -> Option<Shape<'_>> {
        field.as_ref().map(Encode::shape)
    }
    pub fn set<T>(field: &mut Option<T>, value: impl Into<T>) {
        *field = Some(value.into());
    }
}

/// A list that may be absent, which null and empty mean too: `Vec<T>`.
pub mod list {
    use super::super::{Encode, Shape};

    pub fn show<T: Encode>(field: &Vec<T>) -> Option<Shape<'_>> {
        (!field.is_empty()).then(|| field.shape())
    }
    pub fn set<T>(field: &mut Vec<T>, items: impl IntoIterator<Item = impl Into<T>>) {
        *field = items.into_iter().map(Into::into).collect();
    }
}

/// A list that may be absent, which is not the same as empty: `Option<Vec<T>>`.
pub mod listed {
    pub use super::optional::show;

    pub fn set<T>(field: &mut Option<Vec<T>>, items: impl IntoIterator<Item = impl Into<T>>) {
        *field = Some(items.into_iter().map(Into::into).collect());
    }
}
