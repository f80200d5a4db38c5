//! The kinds of fields that a record has: what absent and null mean for each, as a sum of what is said of a member beside its type;
//! and what else is said of it while it is read.

#![allow(non_upper_case_globals)] // Kinds and forms are written as in the table of a record.

/// Null is read as no member.
pub const NULL_IS_ABSENT: u8 = 1;
/// Nothing is written of a field that holds nothing, or a list without items.
pub const EMPTY_IS_ABSENT: u8 = 2;
/// Neighbouring JSON types are understood.
pub const tolerant: u8 = 4;
/// It is another name of the member before it.
pub const ANOTHER_NAME: u8 = 8;
/// It was read.
pub const MET: u8 = 16;

/// Must be there and is not null: `T`.
pub const required: u8 = 0;
/// Must be there and has one value, which is given where nothing else is: `String`.
pub const constant: u8 = 0;
/// Must be there and may be null: `Option<T>`.
pub const nullable: u8 = 0;
/// May be absent, which null means too: `Option<T>`.
pub const optional: u8 = NULL_IS_ABSENT | EMPTY_IS_ABSENT;
/// May be absent, and may be null, which is something else: `Option<Option<T>>`.
pub const maybe: u8 = EMPTY_IS_ABSENT;
/// May be absent, and may be any JSON value, `null` too: `Option<Value>`.
pub const kept: u8 = EMPTY_IS_ABSENT;
/// A list that may be absent, which null and empty mean too: `Vec<T>`.
pub const list: u8 = NULL_IS_ABSENT | EMPTY_IS_ABSENT;
/// A list that may be absent, which is not the same as empty: `Option<Vec<T>>`.
pub const listed: u8 = NULL_IS_ABSENT | EMPTY_IS_ABSENT;
