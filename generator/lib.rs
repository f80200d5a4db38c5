//! specwright: an OpenAPI document → a Rust client crate.

pub mod config;
pub mod package;
pub mod pointer;
pub mod report;
pub mod source;
