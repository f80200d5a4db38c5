//! An OpenAPI document → a Rust client crate that reads as if a careful person had written it.
//!
//! ```text
//! text ──source──▶ Document ──lower──▶ Api ──refine──▶ Api ──rust──▶ View ──render──▶ Package ──package──▶ disk
//! ```
//!
//! A document is read and checked (`source`), its meaning is taken from it (`lower`), what can only be known of the whole is decided
//! (`refine`), names and types are chosen (`rust`), files are rendered (`render`), and only then is anything written (`package`). Three
//! models stand between: what was written ([`openapiv3`] in a `Document`), what it means (`Api`), what will be printed (`View`).
//!
//! **source** reads YAML and JSON, applies overlays, follows references into other files, rewrites Swagger 2.0 and OpenAPI 3.1 and 3.2 to the forms of 3.0,
//! holds the untyped tree against its grammar, and hands on a typed document in which every reference leads somewhere. It knows lines and
//! columns; everything after it says where by JSON Pointer.
//!
//! **lower** is the only stage that knows both the document and its meaning. What no meaning can be given to is a finding.
//!
//! **refine** makes one pass for each question: which operations are wanted, which schemas are sent and which received, where recursion is broken, how the alternatives
//! of a union are told apart.
//!
//! **rust** is the only place where a name or a type is chosen. Text of the document gets into Rust through exactly three types: an
//! identifier, a literal, and documentation made inert.
//!
//! **render** places what was chosen in templates, lays code out, and checks what it is about to print.
//!
//! **package** replaces files one by one, removes what an earlier run wrote and this one does not, and touches nothing else.
//!
//! # What always holds
//!
//! - Arrows run one way: a stage uses its own model and those before it, and the leaves `report`, `pointer` and `config`.
//! - A stage that reported an error is the last one that runs, and nothing is written.
//! - The same input gives the same bytes: no time, no version, no path of this machine.
//! - No input panics. A broken promise between stages is a finding of its own, `internal`.
//! - `serde_yaml` is used in `source` alone, `heck` and `quote` in `rust`, `askama` and `prettyplease` in `render`; files are touched in
//!   `source/file.rs` and `package`; nothing is printed but by the front ends `cli` and `cargo`.
//!
//! # What is deliberately absent
//!
//! Requests to the network, also for references. Hooks that change what is rendered: the document and its configuration say everything.

mod api;
pub mod cargo;
#[cfg(feature = "cli")]
pub mod cli;
pub mod config;
pub mod diff;
mod error;
#[cfg(feature = "cli")]
mod lint;
mod lower;
pub mod package;
#[cfg(feature = "cli")]
pub mod page;
pub mod pointer;
mod refine;
mod render;
pub mod report;
mod rust;
pub mod source;
mod stack;

pub use config::Config;
pub use diff::Comparison;
pub use error::Error;
pub use package::Package;
pub use report::Report;
pub use source::Input;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use config::Step;
use source::Document;

/// How a run ended.
#[derive(Debug)]
pub struct Outcome {
    /// What there is to say about the document.
    pub report: Report,
    /// What was made of it; nothing if the report has an error.
    pub package: Option<Package>,
    /// The Rust type that stands for each component schema, as its path from the root of the crate: `models::Pet`,
    /// `Vec<models::Pet>`. Components that nothing is emitted for are absent.
    pub types: BTreeMap<String, String>,
}

/// Makes a crate of the document that `config` names. Nothing is written: that is [`Package::write`].
///
/// # Errors
///
/// When a file that `config` names cannot be read. What is wrong with the document itself is in the report.
pub fn generate(config: &Config) -> Result<Outcome, Error> {
    let unreadable = |cause| Error::unreadable(&config.document, cause).at(config, &[Step::Key("document")]);
    generate_from(config, &Input::from_path(&config.document).map_err(unreadable)?)
}

/// Makes a crate of a document that was read already, whatever document `config` names.
///
/// # Errors
///
/// As [`generate`].
pub fn generate_from(config: &Config, input: &Input) -> Result<Outcome, Error> {
    config.depended()?;
    let prose = config.readme.as_deref().map(read_prose).transpose().map_err(|error| error.at(config, &[Step::Key("readme")]))?;
    let overlays = overlays(config)?;
    let mut report = Report::default();
    let made = stack::deep(|| {
        let document = source::read(&mut report, input, &overlays)?;
        package(&mut report, config, document, prose.as_deref())
    })?;
    let (package, types) = made.unzip();
    let package = package.map(|package| with_copies(package, config)).transpose()?;
    config.weigh(&mut report);
    let package = package.filter(|_| !report.has_errors());
    Ok(Outcome { report, package, types: types.unwrap_or_default() })
}

/// Makes one module, for a build script to write into a folder of its own, and the dependencies that it needs.
pub(crate) fn module(config: &Config, input: &Input) -> Result<(Report, Option<render::Module>), Error> {
    let overlays = overlays(config)?;
    let mut report = Report::default();
    let module = stack::deep(|| {
        let document = source::read(&mut report, input, &overlays)?;
        let view = view(&mut report, config, document, Wanted { examples: false, surface: false })?;
        render::module(&mut report, &view)
    })?;
    config.weigh(&mut report);
    let module = module.filter(|_| !report.has_errors());
    Ok((report, module))
}

/// How two documents compare.
#[derive(Debug)]
pub struct Compared {
    /// What there is to say about the old document.
    pub old: Report,
    /// What there is to say about the new one.
    pub new: Report,
    /// What changes from one to the other; nothing if one of the reports has an error.
    pub comparison: Option<Comparison>,
}

/// Holds what is generated from one document against what is generated from another: what changes for those who use the crate. Each has its
/// configuration; entries of the old one that match nothing are let pass.
///
/// # Errors
///
/// When a file that a configuration names cannot be read. What is wrong with a document itself is in its report.
pub fn compare(old: (&Config, &Input), new: (&Config, &Input)) -> Result<Compared, Error> {
    let mut lenient = old.0.clone();
    lenient.lenient = true;
    let (old_report, before) = surface(&lenient, old.1)?;
    let (new_report, after) = surface(new.0, new.1)?;
    let comparison = before.zip(after).map(|(before, after)| {
        let (name, version) = (new.0.package.name.clone(), old.0.package.version.clone());
        Comparison { name, version, changes: diff::placed(diff::compare(&before, &after), &old_report, &new_report) }
    });
    Ok(Compared { old: old_report, new: new_report, comparison })
}

/// What callers see of what is generated from a document.
fn surface(config: &Config, input: &Input) -> Result<(Report, Option<rust::surface::Surface>), Error> {
    let overlays = overlays(config)?;
    let mut report = Report::default();
    let surface = stack::deep(|| {
        let document = source::read(&mut report, input, &overlays)?;
        Some(view(&mut report, config, document, Wanted { examples: true, surface: true })?.surface)
    })?;
    config.weigh(&mut report);
    let surface = surface.filter(|_| !report.has_errors());
    Ok((report, surface))
}

/// Everything that there is to say about a document: what generating it would, and what holds its examples against its schemas.
#[cfg(feature = "cli")]
pub(crate) fn lint(config: &Config, input: &Input) -> Result<Report, Error> {
    let overlays = overlays(config)?;
    let mut report = Report::default();
    stack::deep(|| {
        if let Some(document) = source::read(&mut report, input, &overlays) {
            lint::examples(&mut report, &document);
            package(&mut report, config, document, None);
        }
    })?;
    config.weigh(&mut report);
    Ok(report)
}

/// A document as an untyped tree, in the forms of OpenAPI 3.0.
#[cfg(feature = "cli")]
pub(crate) fn tree(input: &Input) -> Result<(Report, Option<serde_json::Value>), Error> {
    let mut report = Report::default();
    let tree = stack::deep(|| source::read(&mut report, input, &[]).map(|document| document.tree))?;
    Ok((report, tree))
}

// The stages, in order. Each goes on only with what the one before reported no error about.

/// What a view is for.
#[derive(Clone, Copy)]
struct Wanted {
    /// Whether its examples can be compiled.
    examples: bool,
    /// Whether what callers see is asked for.
    surface: bool,
}

fn view(report: &mut Report, config: &Config, document: Document, wanted: Wanted) -> Option<rust::view::View> {
    let api = lower::lower(report, &document);
    // It is the largest of the models, and what comes next can have its memory.
    drop(document);
    if report.has_errors() {
        return None;
    }
    let api = refine::refine(report, api, config);
    if report.has_errors() {
        return None;
    }
    let crate_name = config.package.name.replace('-', "_");
    let view =
        rust::rust(report, &api, rust::Target { crate_name: &crate_name, examples: wanted.examples, config, surface: wanted.surface });
    (!report.has_errors()).then_some(view)
}

fn package(report: &mut Report, config: &Config, document: Document, readme: Option<&str>) -> Option<(Package, BTreeMap<String, String>)> {
    let view = view(report, config, document, Wanted { examples: true, surface: false })?;
    let package = render::render(report, &view, render::Prose { manifest: &config.package, readme });
    (!report.has_errors()).then(|| (package, view.types.into_iter().collect()))
}

fn overlays(config: &Config) -> Result<Vec<Input>, Error> {
    let read = |(index, path): (usize, &PathBuf)| {
        let way = [Step::Key("overlays"), Step::Item(index)];
        Input::from_path(path).map_err(|cause| Error::unreadable(path, cause).at(config, &way))
    };
    config.overlays.iter().enumerate().map(read).collect()
}

fn read_prose(path: &Path) -> Result<String, Error> {
    source::file::read_text(path).map_err(|cause| Error::unreadable(path, cause))
}

fn with_copies(mut package: Package, config: &Config) -> Result<Package, Error> {
    if let Some(changelog) = &config.changelog {
        package.copy(changelog, "CHANGELOG.md").map_err(|error| Error::Package(error).at(config, &[Step::Key("changelog")]))?;
    }
    for (index, copy) in config.copy.iter().enumerate() {
        let to = copy.to.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
        let way = [Step::Key("copy"), Step::Item(index), Step::Key("from")];
        package.copy(&copy.from, &to).map_err(|error| Error::Package(error).at(config, &way))?;
    }
    Ok(package)
}
