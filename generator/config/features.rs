//! `features`: what of the crate can be switched off.

use serde::Deserialize;

/// Which Cargo features the crate has, beside that of its transport.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Features {
    /// None.
    #[default]
    None,
    /// One for each tag, with its operations and the models that only they need. Where there are more than a hundred tags, similar ones share one.
    Tags,
}
