//! The one test binary.

mod document;
