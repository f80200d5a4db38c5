//! `specwright.toml`: how a crate is generated from a document.

use std::path::PathBuf;

use serde::Deserialize;

/// What to generate, from what, and what to call it. Paths are relative to the file that it was read from.
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
    /// Prose for the crate's README, in Markdown, put after its first paragraph.
    #[serde(default)]
    pub readme: Option<PathBuf>,
    /// Files and folders that people keep by hand and that are copied into the crate.
    #[serde(default)]
    pub copy: Vec<Copy>,
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
