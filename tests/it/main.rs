//! Everything that needs more than one function to see.

// A test that cannot go on says so by panicking; clippy excuses only the functions that are tests themselves.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

mod cli;
mod decoding;
mod document;
mod lint;
mod secrets;
mod signing;
mod style;
mod weight;
mod wire;
