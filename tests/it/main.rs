//! Everything that needs more than one function to see.

// A test that cannot go on says so by panicking; clippy excuses only the functions that are tests themselves.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

mod accept;
mod build_script;
mod calls;
mod cli;
mod compile;
mod config;
mod decoding;
mod diff;
mod docs;
mod document;
mod features;
mod fixture;
mod fresh;
mod hostile;
mod lint;
mod package;
mod properties;
mod public;
mod reject;
mod release;
mod roundtrip;
mod secrets;
mod signing;
mod size;
mod soak;
mod stability;
mod style;
mod tidy;
mod weight;
mod wire;
mod workspace;
