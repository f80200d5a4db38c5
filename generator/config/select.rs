//! `[select]`: which operations are generated. What only others reach is left out with them.

use serde::Deserialize;

/// Which operations are generated; without an entry all of them.
///
/// An operation is named by its id, or by `METHOD /path`, where `*` stands for every method. In both, `*` stands for any text within a
/// segment, and `**` for any number of segments.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Select {
    /// Operations that are generated.
    #[serde(default)]
    pub operations: Vec<String>,
    /// Tags whose operations are generated.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Operations that are not generated, although the rest of this table selects them.
    #[serde(default)]
    pub except: Vec<String>,
}

impl Select {
    /// Whether nothing is left out.
    pub fn is_everything(&self) -> bool {
        *self == Self::default()
    }
}
