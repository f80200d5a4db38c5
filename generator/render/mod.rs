//! Stub.
use crate::{config::Config, package::Package, report::Report, rust::View};
/// Stub.
pub fn render(_: &mut Report, view: &View, config: &Config, _prose: Option<&str>) -> Package {
    let mut package = Package::default();
    package.files.insert("Cargo.toml".into(), format!("[package]\nname = \"{}\"\n", config.package.name).into());
    package.files.insert("src/lib.rs".into(), format!("//! {}\n", view.0).into());
    package
}
/// Stub.
pub fn module(_: &mut Report, view: &View) -> String {
    format!("/// {}\npub struct Client;\n", view.0)
}
/// Stub.
pub fn dependencies() -> &'static [(&'static str, &'static str)] {
    &[("serde", "serde = \"1\""), ("bytes", "bytes = \"1\"")]
}
