//! `specwright.toml`: how a crate is generated from a document.
//!
//! `read` makes a [`Config`] of a file, `check` holds its values against Cargo's rules, `start` writes the file that one begins with.
//! `select`, `rename`, `types` and `findings` are its tables, `features` is a value of it, `depended` holds its types against its dependencies, `setting` shows the line of one that asks for
//! what is not there, `version` sets the version in it.

mod check;
mod depended;
mod error;
mod features;
mod findings;
mod read;
mod rename;
mod select;
mod setting;
mod start;
mod types;
#[cfg(feature = "cli")]
mod version;

use std::path::PathBuf;

pub use error::Error;
pub use features::Features;
pub use findings::{Deny, Findings};
pub use rename::Rename;
pub use select::Select;
pub(crate) use setting::{Step, did_you_mean};
pub use start::{crate_name, starting_text};
pub use types::{DateTime, RustPath, Types};

use serde::Deserialize;

/// What to generate, from what, and what to call it. [`Config::read`] resolves the paths against the folder of the file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// The OpenAPI document, YAML or JSON.
    pub document: PathBuf,
    /// The folder that the crate is written to.
    pub output: PathBuf,
    /// The manifest's metadata.
    pub package: Manifest,
    /// What to emit.
    #[serde(default)]
    pub only: Only,
    /// The Cargo features of the crate.
    #[serde(default)]
    pub features: Features,
    /// Prose for the crate's README, in Markdown, put after its first paragraph.
    #[serde(default)]
    pub readme: Option<PathBuf>,
    /// The changelog that people keep, which `generate --release` adds to; it is copied into the crate.
    #[serde(default)]
    pub changelog: Option<PathBuf>,
    /// Files and folders that people keep by hand and that are copied into the crate.
    #[serde(default)]
    pub copy: Vec<Copy>,
    /// OpenAPI Overlay documents, applied to the document in this order.
    #[serde(default)]
    pub overlays: Vec<PathBuf>,
    /// Which operations are generated.
    #[serde(default)]
    pub select: Select,
    /// Names that count instead of the document's.
    #[serde(default)]
    pub rename: Rename,
    /// Types of the user's, and what is asked of ours.
    #[serde(default)]
    pub types: Types,
    /// Dependencies of the generated crate beside those that its own code needs, as in a manifest.
    #[serde(default)]
    pub dependencies: toml::Table,
    /// What requests do besides.
    #[serde(default)]
    pub requests: Requests,
    /// What findings weigh.
    #[serde(default)]
    pub findings: Findings,
    /// The file that all this was read from.
    #[serde(skip)]
    written: Option<setting::Written>,
    /// Whether entries that match nothing are let pass: they were written for another version of the document.
    #[serde(skip)]
    pub(crate) lenient: bool,
}

/// The `[package]` table of the generated manifest. What is not given is left out, never invented.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Manifest {
    /// The crate's name.
    pub name: String,
    /// Its version.
    #[serde(default = "first_version")]
    pub version: String,
    /// An SPDX expression.
    #[serde(default)]
    pub license: Option<String>,
    /// One sentence; the title of the document when absent.
    #[serde(default)]
    pub description: Option<String>,
    /// Up to five keywords.
    #[serde(default)]
    pub keywords: Vec<String>,
    /// crates.io category slugs.
    #[serde(default)]
    pub categories: Vec<String>,
    /// The source repository.
    #[serde(default)]
    pub repository: Option<String>,
    /// The home page.
    #[serde(default)]
    pub homepage: Option<String>,
    /// `Name <address>` each.
    #[serde(default)]
    pub authors: Vec<String>,
}

impl Config {
    /// The configuration of a document without a file: everything that is not given here has its default.
    ///
    /// # Errors
    ///
    /// When `name` is not the name of a package that Cargo takes.
    pub fn for_document(document: impl Into<PathBuf>, output: impl Into<PathBuf>, name: &str) -> Result<Self, Error> {
        let package = Manifest { name: name.to_owned(), version: first_version(), ..Manifest::default() };
        check::manifest(&package).map_err(Error::without_place)?;
        let (document, output) = (document.into(), output.into());
        Ok(Self {
            document,
            output,
            package,
            only: Only::default(),
            features: Features::default(),
            readme: None,
            changelog: None,
            copy: Vec::new(),
            overlays: Vec::new(),
            select: Select::default(),
            rename: Rename::default(),
            types: Types::default(),
            requests: Requests::default(),
            dependencies: toml::Table::new(),
            findings: Findings::default(),
            written: None,
            lenient: false,
        })
    }
}

/// Which part of the client to emit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Only {
    /// Models, requests and the client.
    #[default]
    Client,
    /// The models and their codec alone.
    Models,
}

/// What requests do besides what the document says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Requests {
    /// Whether values are held against the limits of the document before they are sent.
    #[serde(default)]
    pub check: bool,
}

/// A hand-written file or folder, copied as it is.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Copy {
    /// Where it is kept.
    pub from: PathBuf,
    /// Where it goes, below the output folder.
    pub to: PathBuf,
}

fn first_version() -> String {
    "0.1.0".to_owned()
}
