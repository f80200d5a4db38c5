//! The kinds of fields that a record has, and what absent and null mean for each.
//!
//! `NULL` says how a member is read, and `show` what is written.

// Each kind has the same functions, whether it needs all of a signature or not.
#![allow(clippy::unnecessary_wraps, clippy::ptr_arg)]

/// Must be there and is not null: `T`.
pub mod required {
    use super::super::{Encode, Shape, form};

    pub const NULL: u8 = form::VALUE;

    pub fn show<T: Encode>(field: &T) -> Option<Shape<'_>> {
        Some(field.shape())
    }
}

/// Must be there and has one value, which is given where nothing else is: `String`.
pub mod constant {
    pub use super::required::{NULL, show};
}

/// Must be there and may be null: `Option<T>`.
pub mod nullable {
    use super::super::{Encode, Shape, form};

    pub const NULL: u8 = form::VALUE;

    pub fn show<T: Encode>(field: &Option<T>) -> Option<Shape<'_>> {
        Some(field.shape())
    }
}

/// May be absent, which null means too: `Option<T>`.
pub mod optional {
    use super::super::{Encode, Shape, form};

    pub const NULL: u8 = form::ABSENCE;

    pub fn show<T: Encode>(field: &Option<T>) -> Option<Shape<'_>> {
        field.as_ref().map(Encode::shape)
    }
}

/// May be absent, and may be null, which is something else: `Option<Option<T>>`.
pub mod maybe {
    use super::super::{Encode, Shape, form};

    pub const NULL: u8 = form::VALUE;

    pub fn show<T: Encode>(field: &Option<Option<T>>) -> Option<Shape<'_>> {
        field.as_ref().map(Encode::shape)
    }
}

/// May be absent, and may be any JSON value, `null` too: `Option<Value>`.
pub mod kept {
    use super::super::{Encode, Shape, form};

    pub const NULL: u8 = form::VALUE;

    pub fn show<T: Encode>(field: &Option<T>) -> Option<Shape<'_>> {
        field.as_ref().map(Encode::shape)
    }
}

/// A list that may be absent, which null and empty mean too: `Vec<T>`.
pub mod list {
    use super::super::{Encode, Shape, form};

    pub const NULL: u8 = form::ABSENCE;

    pub fn show<T: Encode>(field: &Vec<T>) -> Option<Shape<'_>> {
        (!field.is_empty()).then(|| field.shape())
    }
}

/// A list that may be absent, which is not the same as empty: `Option<Vec<T>>`.
pub mod listed {
    pub use super::optional::{NULL, show};
}
