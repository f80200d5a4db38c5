//! `[rename]`: names that count instead of the document's.

use std::collections::BTreeMap;

use serde::Deserialize;

/// Names in the generated crate, by what the document calls things. They become Rust names as those of the document do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Rename {
    /// Types, by the name of the component; types that are no component, by the name that they would have.
    #[serde(default)]
    pub types: BTreeMap<String, String>,
    /// Fields, by `Component.property`.
    #[serde(default)]
    pub fields: BTreeMap<String, String>,
    /// Methods, by the id of the operation. The request's type, and what is named after the operation, follow.
    #[serde(default)]
    pub operations: BTreeMap<String, String>,
}
