//! The codec of the generated crate, which keeps it to itself.

#[allow(dead_code, unused_imports, unused_macros)] // The bench wants two functions of it.
#[path = "../../generated/src/runtime/codec/mod.rs"]
#[rustfmt::skip]
pub mod codec;
