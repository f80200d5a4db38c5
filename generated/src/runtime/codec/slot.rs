//! How the members of an object get to the fields of a record.

use std::collections::BTreeMap;

use super::field::{ANOTHER_NAME, MET, NULL_IS_ABSENT, tolerant};
use super::held::Nothing;
use super::{Decode, Failure, Source, Tolerant};

/// Where a member goes until the record is made of all of them.
pub struct Slot<'a> {
    /// Its name.
    pub name: &'static str,
    /// How it is read, as `field.rs` has it.
    pub how: u8,
    /// What was read.
    pub place: &'a mut dyn Place,
}

/// A place for a value, whatever its type.
pub trait Place {
    /// Reads a value into it. Null leaves it empty if `null_is_absent`.
    ///
    /// # Errors
    ///
    /// What is not of the type of the field.
    fn fill(&mut self, null_is_absent: bool, source: &mut dyn Source) -> Result<(), Failure>;
}

impl<T: Decode> Place for Option<T> {
    #[inline]
    fn fill(&mut self, null_is_absent: bool, source: &mut dyn Source) -> Result<(), Failure> {
        if null_is_absent {
            return T::decode_optional(source, self);
        }
        *self = Some(T::decode(source)?);
        Ok(())
    }
}

/// Reads a value into its place unless it is null.
pub(super) fn optional(source: &mut dyn Source, place: &mut dyn Place) -> Result<(), Failure> {
    source.optional(&mut |source| place.fill(false, source))
}

/// That of another name is the one before it.
impl Place for () {
    fn fill(&mut self, _: bool, _: &mut dyn Source) -> Result<(), Failure> {
        Ok(())
    }
}

/// Where members go that have no slot, whatever their type.
pub trait Rest {
    /// Reads one more.
    ///
    /// # Errors
    ///
    /// What is not of the type of all of them, or a name that occurs twice.
    fn insert(&mut self, name: &str, source: &mut dyn Source) -> Result<(), Failure>;
}

impl<T: Decode> Rest for BTreeMap<String, T> {
    fn insert(&mut self, name: &str, source: &mut dyn Source) -> Result<(), Failure> {
        match self.insert(name.to_owned(), T::decode(source)?) {
            None => Ok(()),
            Some(_) => Err(twice()),
        }
    }
}

/// Reads an object into the slots of a record. One function for all records: a `match` of the names of each would be a third of what the
/// compiler has to do for reading it. Members mostly come in the order of the document.
///
/// # Errors
///
/// A value that is no object, a member that is not as its slot wants it, or records that lie too deep in each other.
pub fn fill(source: &mut dyn Source, slots: &mut [Slot<'_>], mut rest: Option<&mut dyn Rest>) -> Result<(), Failure> {
    let mut next = 0;
    let outside = source.progress().stack;
    source.progress().stack = outside.down_to((&raw const next).addr()).ok_or_else(too_deep)?;
    let read = source.object(&mut |name, value| {
        let is_next = slots.get(next).is_some_and(|slot| is_same(slot.name, name));
        let found = if is_next { Some(next) } else { find(slots, next, name) };
        let Some(found) = found else { return rest.as_mut().map_or(Ok(()), |rest| rest.insert(name, value)) };
        next = found + 1;
        let is_other = |slot: &Slot<'_>| slot.how & ANOTHER_NAME != 0;
        let at = slots.iter().take(next).rposition(|slot| !is_other(slot)).unwrap_or_default();
        let has_others = slots.get(at + 1).is_some_and(is_other);
        slots.get_mut(at).map_or(Ok(()), |slot| slot.read(value, has_others))
    });
    source.progress().stack = outside;
    read
}

/// The slot of a member, looked for from another on, as some may be absent.
#[inline(never)] // The next is what is wanted mostly, and would have to save registers for it.
fn find(slots: &[Slot<'_>], next: usize, name: &str) -> Option<usize> {
    let (before, behind) = slots.split_at(next.min(slots.len()));
    let at = |slots: &[Slot<'_>]| slots.iter().position(|slot| is_same(slot.name, name));
    at(behind).map(|at| next + at).or_else(|| at(before))
}

/// Whether two names are the same, without a call to find out: eight bytes at a time, the last of them once more rather than one by one.
#[inline]
fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    match (one.last_chunk::<8>(), other.last_chunk::<8>()) {
        (Some(last), Some(end)) => {
            let mut parts = one.chunks_exact(8).zip(other.chunks_exact(8));
            last == end && parts.all(|(one, other)| one.first_chunk::<8>() == other.first_chunk())
        }
        _ => match (one.first_chunk::<4>(), other.first_chunk()) {
            (Some(first), Some(start)) => first == start && one.last_chunk::<4>() == other.last_chunk(),
            _ => one.iter().zip(other).all(|(one, other)| one == other),
        },
    }
}

impl Slot<'_> {
    /// Reads a member into it, which must not occur twice unless it has other names, too: then the last that is not null counts.
    #[inline]
    fn read(&mut self, source: &mut dyn Source, has_others: bool) -> Result<(), Failure> {
        if self.how & (tolerant | MET) != 0 || has_others {
            return self.read_odd(source, has_others);
        }
        self.how |= MET;
        self.place.fill(self.how & NULL_IS_ABSENT != 0, source)
    }

    /// Reads a member that may be written otherwise, or that is there again.
    #[inline(never)] // It is seldom, and others would save registers for it.
    fn read_odd(&mut self, source: &mut dyn Source, has_others: bool) -> Result<(), Failure> {
        let source: &mut dyn Source = if self.how & tolerant == 0 { source } else { &mut Tolerant(source) };
        let null_is_absent = self.how & NULL_IS_ABSENT != 0;
        let again = self.how & MET != 0;
        self.how |= MET;
        if !has_others {
            return if again { Err(twice()) } else { self.place.fill(null_is_absent, source) };
        }
        let mut is_null = true;
        source.optional(&mut |source| {
            is_null = false;
            self.place.fill(null_is_absent, source)
        })?;
        if is_null && !again {
            // Where it is no value, it is passed over: another name may have one.
            let _ = self.place.fill(null_is_absent, &mut Nothing(source.progress()));
        }
        Ok(())
    }
}

#[cold]
pub(super) fn twice() -> Failure {
    Failure::new("this name occurs twice")
}

#[cold]
fn too_deep() -> Failure {
    Failure::new("objects are nested too deeply to be read")
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
