//! The kinds of fields that a record has, and what absent and null mean for each.
//!
//! `finish` makes the field from what was read, `show` says what is written, `set` is the setter.

// Each kind has the same three functions, whether it needs all of a signature or not.
#![allow(clippy::unnecessary_wraps, clippy::ptr_arg)]

use super::{Decode, Failure, Source};

/// Reads a member. A second one of the same name is an error, unless the field has several names: then the last that is not null counts.
pub fn fill<T: Decode>(slot: &mut Option<T>, source: &mut dyn Source, aliases: &[&str]) -> Result<(), Failure> {
    if slot.is_none() {
        slot.get_or_insert(T::decode(source)?);
        return Ok(());
    }
    if aliases.is_empty() {
        return Err(Failure::new("this name occurs twice"));
    }
    source.optional(&mut |source| {
        *slot = Some(T::decode(source)?);
        Ok(())
    })
}

fn missing(name: &str) -> Failure {
    Failure::new("this required member is missing").inside(name)
}

/// Must be there and is not null: `T`.
pub mod required {
    use super::super::{Encode, Failure, Shape};

    pub fn finish<T>(slot: Option<T>, name: &str) -> Result<T, Failure> {
        slot.ok_or_else(|| super::missing(name))
    }
    pub fn show<T: Encode>(field: &T) -> Option<Shape<'_>> {
        Some(field.shape())
    }
    pub fn set<T>(field: &mut T, value: impl Into<T>) {
        *field = value.into();
    }
}

/// Must be there and may be null: `Option<T>`.
pub mod nullable {
    use super::super::{Encode, Failure, Shape};

    pub fn finish<T>(slot: Option<Option<T>>, name: &str) -> Result<Option<T>, Failure> {
        slot.ok_or_else(|| super::missing(name))
    }
    pub fn show<T: Encode>(field: &Option<T>) -> Option<Shape<'_>> {
        Some(field.shape())
    }
    pub fn set<T>(field: &mut Option<T>, value: impl Into<T>) {
        *field = Some(value.into());
    }
}

/// May be absent, which null means too: `Option<T>`.
pub mod optional {
    use super::super::{Encode, Failure, Shape};

    pub fn finish<T>(slot: Option<Option<T>>, _: &str) -> Result<Option<T>, Failure> {
        Ok(slot.flatten())
    }
    pub fn show<T: Encode>(field: &Option<T>) -> Option<Shape<'_>> {
        field.as_ref().map(Encode::shape)
    }
    pub fn set<T>(field: &mut Option<T>, value: impl Into<T>) {
        *field = Some(value.into());
    }
}

/// May be absent, and may be null, which is something else: `Option<Option<T>>`.
pub mod maybe {
    use super::super::{Encode, Failure, Shape};

    pub fn finish<T>(slot: Option<Option<T>>, _: &str) -> Result<Option<Option<T>>, Failure> {
        Ok(slot)
    }
    pub fn show<T: Encode>(field: &Option<Option<T>>) -> Option<Shape<'_>> {
        field.as_ref().map(Encode::shape)
    }
    pub fn set<T>(field: &mut Option<Option<T>>, value: impl Into<Option<T>>) {
        *field = Some(value.into());
    }
}

/// May be absent, and may be any JSON value, `null` too: `Option<Value>`.
pub mod kept {
    use super::super::{Encode, Failure, Shape};

    pub fn finish<T>(slot: Option<T>, _: &str) -> Result<Option<T>, Failure> {
        Ok(slot)
    }
    pub fn show<T: Encode>(field: &Option<T>) -> Option<Shape<'_>> {
        field.as_ref().map(Encode::shape)
    }
    pub fn set<T>(field: &mut Option<T>, value: impl Into<T>) {
        *field = Some(value.into());
    }
}

/// A list that may be absent, which null and empty mean too: `Vec<T>`.
pub mod list {
    use super::super::{Encode, Failure, Shape};

    pub fn finish<T>(slot: Option<Option<Vec<T>>>, _: &str) -> Result<Vec<T>, Failure> {
        Ok(slot.flatten().unwrap_or_default())
    }
    pub fn show<T: Encode>(field: &Vec<T>) -> Option<Shape<'_>> {
        (!field.is_empty()).then(|| field.shape())
    }
    pub fn set<T>(field: &mut Vec<T>, items: impl IntoIterator<Item = impl Into<T>>) {
        *field = items.into_iter().map(Into::into).collect();
    }
}

/// A list that may be absent, which is not the same as empty: `Option<Vec<T>>`.
pub mod listed {
    pub use super::optional::{finish, show};

    pub fn set<T>(field: &mut Option<Vec<T>>, items: impl IntoIterator<Item = impl Into<T>>) {
        *field = Some(items.into_iter().map(Into::into).collect());
    }
}
