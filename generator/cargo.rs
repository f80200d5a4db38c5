//! The front end for build scripts: one line in `build.rs` writes one module into `OUT_DIR`.
//!
//! ```no_run
//! specwright::cargo::build("openapi.yaml");
//! ```
//!
//! and where the client is to be:
//!
//! ```ignore
//! mod petshop {
//!     include!(concat!(env!("OUT_DIR"), "/openapi.rs"));
//! }
//! ```
//!
//! Findings appear as Cargo's own errors and warnings. The document, the files that it refers to, its overlays, the configuration and
//! the manifest are watched: the module is written again when one of them changes.

use std::collections::BTreeSet;
use std::env;
use std::path::{Path, PathBuf};

use crate::render::Module;
use crate::report::{Report, Severity, Spot, Style};
use crate::{Config, Error, Input, package, source};

/// Writes the client of `document` to `$OUT_DIR`, as a module named after the document. Ends the process when that fails.
pub fn build(document: impl Into<PathBuf>) {
    Build::new(document).run();
}

/// A module to be written by a build script.
#[derive(Debug, Clone)]
#[must_use = "nothing is written before `run`"]
pub struct Build {
    document: PathBuf,
    config: Option<PathBuf>,
    out: Option<String>,
}

impl Build {
    /// The module of this document, relative to the folder of the manifest.
    pub fn new(document: impl Into<PathBuf>) -> Self {
        Self { document: document.into(), config: None, out: None }
    }

    /// Takes what is to be emitted from this configuration. Its `document` and `output` do not count.
    pub fn config(self, file: impl Into<PathBuf>) -> Self {
        Self { config: Some(file.into()), ..self }
    }

    /// Names the file in `$OUT_DIR`; by default it is the document's name with `.rs`.
    pub fn out(self, name: impl Into<String>) -> Self {
        Self { out: Some(name.into()), ..self }
    }

    /// Writes the module and tells Cargo what there is to tell. Ends the process with status 1 when nothing can be written.
    pub fn run(&self) {
        let mut messages = Messages::default();
        match (env::var_os("OUT_DIR"), env::var_os("CARGO_MANIFEST_DIR")) {
            (Some(out), Some(manifest)) => self.work(&mut messages, Path::new(&out), Path::new(&manifest)),
            _ => messages.error("specwright::cargo is for build scripts: OUT_DIR or CARGO_MANIFEST_DIR is not set"),
        }
        for line in &messages.lines {
            println!("{line}");
        }
        if messages.has_errors {
            std::process::exit(1);
        }
    }

    fn work(&self, messages: &mut Messages, out: &Path, manifest_folder: &Path) {
        let manifest = manifest_folder.join("Cargo.toml");
        messages.watch([&self.document, &manifest].into_iter().chain(&self.config).map(PathBuf::as_path));
        match self.module(messages) {
            Err(error) => messages.error(&describe(&error)),
            Ok(None) => {}
            Ok(Some(module)) => {
                if let Err(error) = package::write_file(out, &self.file_name(), module.text.as_bytes()) {
                    messages.error(&describe(&Error::Package(error)));
                }
                messages.missing(&missing(&manifest, &module));
            }
        }
    }

    fn module(&self, messages: &mut Messages) -> Result<Option<Module>, Error> {
        let config = match &self.config {
            Some(file) => Config::read(file)?,
            // A module has no manifest, so its name is nobody's.
            None => Config::for_document(&self.document, "", "client")?,
        };
        // Also those that cannot be read, so that they are looked at again when they can.
        messages.watch(config.overlays.iter().map(PathBuf::as_path));
        let input = Input::from_path(&self.document).map_err(|cause| Error::unreadable(&self.document, cause))?;
        let (mut report, module) = crate::module(&config, &input)?;
        messages.watch(report.sources.files());
        messages.report(&mut report);
        Ok(module)
    }

    fn file_name(&self) -> String {
        let stem = || self.document.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        self.out.clone().unwrap_or_else(|| format!("{}.rs", stem().unwrap_or_default()))
    }
}

fn describe(error: &Error) -> String {
    match error {
        Error::Package(inner) => format!("{inner}\nhelp: {}", inner.help()),
        _ => error.to_string(),
    }
}

/// The lines of `[dependencies]` that the module needs and the manifest lacks.
fn missing<'m>(manifest: &Path, module: &'m Module) -> Vec<&'m str> {
    // Cargo has read this manifest before us. If we cannot, the compiler will name what is missing.
    let Some(table) = source::file::read_text(manifest).ok().and_then(|text| text.parse::<toml::Table>().ok()) else { return Vec::new() };
    let targets = table.get("target").and_then(toml::Value::as_table).into_iter().flat_map(toml::Table::values);
    let tables = targets.filter_map(|target| target.get("dependencies")).chain(table.get("dependencies"));
    let present: BTreeSet<String> =
        tables.filter_map(toml::Value::as_table).flat_map(toml::Table::keys).map(|name| name.replace('-', "_")).collect();
    let missing = module.dependencies.iter().filter(|(name, _)| !present.contains(&name.replace('-', "_")));
    missing.map(|(_, line)| line.as_str()).collect()
}

/// What Cargo is to be told, in its own words.
#[derive(Debug, Default)]
struct Messages {
    lines: Vec<String>,
    watched: BTreeSet<PathBuf>,
    has_errors: bool,
}

impl Messages {
    fn watch<'p>(&mut self, paths: impl IntoIterator<Item = &'p Path>) {
        for path in paths {
            // A path with a line end cannot be said to Cargo; it would be read as another message.
            let text = path.display().to_string();
            if !text.contains(char::is_control) && self.watched.insert(path.to_owned()) {
                self.lines.push(format!("cargo::rerun-if-changed={text}"));
            }
        }
    }

    fn error(&mut self, text: &str) {
        self.has_errors = true;
        self.say("error", text);
    }

    /// Cargo takes one line at a time, so that a listing is as many messages as it has lines.
    fn say(&mut self, kind: &str, text: &str) {
        for line in text.lines() {
            let plain: String = line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            self.lines.push(format!("cargo::{kind}={plain}"));
        }
    }

    fn report(&mut self, report: &mut Report) {
        if report.has_errors() {
            self.error(&report.render(Style::Plain));
            return;
        }
        // Cargo would repeat a note as a warning at every build, for as long as the document is as it is.
        let notes: BTreeSet<&str> =
            report.diagnostics().iter().filter(|found| found.severity == Severity::Note).map(|found| found.code.name).collect();
        notes.into_iter().for_each(|name| report.allow(name, |_| Spot::Nowhere));
        if !report.diagnostics().is_empty() {
            self.say("warning", &report.render(Style::Plain));
        }
    }

    fn missing(&mut self, lines: &[&str]) {
        if !lines.is_empty() {
            self.error(&format!("the generated client needs more crates; add to [dependencies] in Cargo.toml:\n{}", lines.join("\n")));
        }
    }
}

#[cfg(test)]
mod tests;
