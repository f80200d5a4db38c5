//! Stub.
use crate::{report::Report, source::Document};
/// Stub.
pub fn examples(_: &mut Report, _: &Document) {}
