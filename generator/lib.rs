//! specwright: an OpenAPI document → a Rust client crate.

mod api;
pub mod cargo;
#[cfg(feature = "cli")]
pub mod cli;
pub mod config;
mod error;
#[cfg(feature = "cli")]
mod lint;
mod lower;
pub mod package;
pub mod pointer;
mod refine;
mod render;
pub mod report;
mod rust;
pub mod source;

pub use config::Config;
pub use error::Error;
pub use package::Package;
pub use report::Report;
pub use source::Input;

use std::path::Path;

use source::Document;

/// How a run ended.
#[derive(Debug)]
pub struct Outcome {
    /// What there is to say about the document.
    pub report: Report,
    /// What was made of it; nothing if the report has an error.
    pub package: Option<Package>,
}

/// Makes a crate of the document that `config` names. Nothing is written: that is [`Package::write`].
///
/// # Errors
///
/// When a file that `config` names cannot be read. What is wrong with the document itself is in the report.
pub fn generate(config: &Config) -> Result<Outcome, Error> {
    let input = Input::from_path(&config.document).map_err(|cause| Error::unreadable(&config.document, cause))?;
    generate_from(config, &input)
}

/// Makes a crate of a document that was read already, whatever document `config` names.
///
/// # Errors
///
/// As [`generate`].
pub fn generate_from(config: &Config, input: &Input) -> Result<Outcome, Error> {
    let prose = config.readme.as_deref().map(read_prose).transpose()?;
    let mut report = Report::default();
    let document = source::read(&mut report, input);
    let package = document.and_then(|document| package(&mut report, config, &document, prose.as_deref()));
    let package = package.map(|package| with_copies(package, config)).transpose()?;
    Ok(Outcome { report, package })
}

/// Makes one module, for a build script to write into a folder of its own, and the dependencies that it needs.
pub(crate) fn module(config: &Config, input: &Input) -> (Report, Option<render::Module>) {
    let mut report = Report::default();
    let document = source::read(&mut report, input);
    let view = document.and_then(|document| view(&mut report, config, &document, false));
    let module = view.and_then(|view| render::module(&mut report, &view)).filter(|_| !report.has_errors());
    (report, module)
}

/// Everything that there is to say about a document: what generating it would, and what holds its examples against its schemas.
#[cfg(feature = "cli")]
pub(crate) fn lint(config: &Config, input: &Input) -> Report {
    let mut report = Report::default();
    if let Some(document) = source::read(&mut report, input) {
        lint::examples(&mut report, &document);
        package(&mut report, config, &document, None);
    }
    report
}

// The stages, in order. Each goes on only with what the one before reported no error about.

fn view(report: &mut Report, config: &Config, document: &Document, examples: bool) -> Option<rust::view::View> {
    let api = lower::lower(report, document);
    if report.has_errors() {
        return None;
    }
    let api = refine::refine(report, api, config.only);
    if report.has_errors() {
        return None;
    }
    let crate_name = config.package.name.replace('-', "_");
    let view = rust::rust(report, &api, rust::Target { crate_name: &crate_name, examples, only: config.only });
    (!report.has_errors()).then_some(view)
}

fn package(report: &mut Report, config: &Config, document: &Document, readme: Option<&str>) -> Option<Package> {
    let view = view(report, config, document, true)?;
    let package = render::render(report, &view, render::Prose { manifest: &config.package, readme });
    (!report.has_errors()).then_some(package)
}

fn read_prose(path: &Path) -> Result<String, Error> {
    source::file::read_text(path).map_err(|cause| Error::unreadable(path, cause))
}

fn with_copies(mut package: Package, config: &Config) -> Result<Package, Error> {
    for copy in &config.copy {
        let to = copy.to.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
        package.copy(&copy.from, &to)?;
    }
    Ok(package)
}
