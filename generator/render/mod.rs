//! `View` → `Package`: templates place what was chosen, and code is laid out.
//!
//! `template.rs` has one struct for each template, `layout.rs` lays tokens out after `guard.rs` has looked at them, `manifest.rs` writes
//! Cargo.toml, `feature.rs` says what is behind which Cargo feature, `runtime.rs` holds the files that never change, `module.rs` puts a whole client into one file.

mod credentials;
mod feature;
mod guard;
mod layout;
mod manifest;
mod module;
mod runtime;
mod template;

pub use module::{Module, module};

use crate::config::Manifest;
use crate::package::Package;
use crate::pointer::Pointer;
use crate::report::{Report, code};
use crate::rust::view::View;

/// What is written beside what the view says.
#[derive(Debug, Clone, Copy)]
pub struct Prose<'a> {
    /// The manifest's metadata.
    pub manifest: &'a Manifest,
    /// Prose for the README.
    pub readme: Option<&'a str>,
}

/// Renders a crate.
pub fn render(report: &mut Report, view: &View, prose: Prose<'_>) -> Package {
    let mut package = Package::default();
    let files = template::sources(view, true).and_then(|sources| {
        package.files.extend(sources.into_iter().map(|(path, text)| (format!("src/{path}"), text.into_bytes())));
        package.files.insert("Cargo.toml".to_owned(), manifest::manifest(view, prose)?.into_bytes());
        package.files.insert("README.md".to_owned(), template::readme(view, prose)?.into_bytes());
        // The layout of tokens is not rustfmt's; `cargo fmt --all` in a workspace leaves the crate alone.
        package.files.insert(".rustfmt.toml".to_owned(), b"disable_all_formatting = true\n".to_vec());
        Ok(())
    });
    if let Err(error) = files {
        report.add(&code::INTERNAL, &Pointer::root(), format!("the client cannot be rendered: {error}"));
    }
    package
}

/// Why something could not be rendered: a broken promise of an earlier stage.
#[derive(Debug)]
pub struct Error(String);

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<askama::Error> for Error {
    fn from(error: askama::Error) -> Self {
        Self(error.to_string())
    }
}

impl From<syn::Error> for Error {
    fn from(error: syn::Error) -> Self {
        Self(format!("the generated code does not parse: {error}"))
    }
}
