//! Stub.
use crate::{config::Config, lower::Api, report::Report};
/// Stub.
#[derive(Debug)]
pub struct View(pub String);
/// Stub.
pub fn view(_: &mut Report, api: &Api, _: &Config) -> View {
    View(api.0.clone())
}
