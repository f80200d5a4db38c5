//! How the members of an object get to the fields of a record.

use std::collections::BTreeMap;

use super::{Decode, Failure, Source, Tolerant};

/// What null is to a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Null {
    /// A value like others, or a wrong one: the type of the field says.
    Value,
    /// The same as no member.
    Absence,
}

/// How else a member may be written: the words that may follow `as` in the table of a record.
pub mod form {
    /// Whether neighbouring JSON types are understood.
    #[allow(non_upper_case_globals)] // It is written as in the table.
    pub const tolerant: bool = true;
}

/// Of a member: its name, other names that it may have, what null is, and whether it is read tolerantly.
pub type Row = (&'static str, &'static [&'static str], Null, bool);

/// Where a member goes until the record is made of all of them.
pub trait Slot {
    /// Reads it.
    ///
    /// # Errors
    ///
    /// What is not of the type of the field.
    fn fill(&mut self, null: Null, source: &mut dyn Source) -> Result<(), Failure>;
}

impl<T: Decode> Slot for Option<T> {
    fn fill(&mut self, null: Null, source: &mut dyn Source) -> Result<(), Failure> {
        *self = match null {
            Null::Value => Some(T::decode(source)?),
            Null::Absence => Self::decode(source)?,
        };
        Ok(())
    }
}

/// Where members go that have no field.
pub trait Rest {
    /// Reads one, which must not occur twice.
    ///
    /// # Errors
    ///
    /// What is not of the type of the rest.
    fn put(&mut self, name: &str, source: &mut dyn Source) -> Result<(), Failure>;
}

impl Rest for () {
    fn put(&mut self, _: &str, _: &mut dyn Source) -> Result<(), Failure> {
        Ok(())
    }
}

impl<T: Decode> Rest for BTreeMap<String, T> {
    fn put(&mut self, name: &str, source: &mut dyn Source) -> Result<(), Failure> {
        match self.insert(name.to_owned(), T::decode(source)?) {
            None => Ok(()),
            Some(_) => Err(twice()),
        }
    }
}

/// Reads the members of an object, each into the slot of its row. One that has several names may occur under each: the last that is not
/// null counts.
///
/// # Errors
///
/// What cannot be read, and a name that occurs twice.
pub fn members(source: &mut dyn Source, rows: &[Row], slots: &mut [&mut dyn Slot], rest: &mut dyn Rest) -> Result<(), Failure> {
    // On the heap only where a record is larger than most.
    let (mut few, mut many) = ([false; 64], Vec::new());
    let met: &mut [bool] = if rows.len() <= few.len() {
        &mut few
    } else {
        many.resize(rows.len(), false);
        &mut many
    };
    let mut next = 0;
    source.object(&mut |name, value| {
        let Some(at) = find(rows, next, name) else { return rest.put(name, value) };
        next = at + 1;
        let ((_, others, null, tolerant), slot) = (rows[at], &mut slots[at]);
        let value: &mut dyn Source = if tolerant { &mut Tolerant(value) } else { value };
        match std::mem::replace(&mut met[at], true) {
            false => slot.fill(null, value),
            true if others.is_empty() => Err(twice()),
            true => value.optional(&mut |value| slot.fill(null, value)),
        }
    })
}

/// The row of a name: mostly the next, as objects are written in the order of the document.
fn find(rows: &[Row], next: usize, name: &str) -> Option<usize> {
    let is = |row: &Row| row.0 == name || row.1.contains(&name);
    let (before, after) = rows.split_at_checked(next)?;
    after.iter().position(is).map(|at| next + at).or_else(|| before.iter().position(is))
}

fn twice() -> Failure {
    Failure::new("this name occurs twice")
}

/// Why a record cannot be made: it lacks this member.
pub fn missing(name: &str) -> Failure {
    Failure::new("this required member is missing").inside(name)
}

/// A list that may be absent.
pub fn items<T>(items: Option<Vec<T>>) -> Vec<T> {
    items.unwrap_or_default()
}
