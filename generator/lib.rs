//! specwright: an OpenAPI document → a Rust client crate.

pub mod api;
pub mod config;
pub mod lower;
pub mod package;
pub mod pointer;
pub mod refine;
pub mod report;
pub mod rust;
pub mod source;
