//! `[findings]`: what findings weigh, as `--deny` and `--allow` say it.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::report::Report;

/// What findings weigh.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Findings {
    /// Findings that are treated as errors.
    #[serde(default)]
    pub deny: Option<Deny>,
    /// Codes of warnings and notes that are not shown and not counted.
    #[serde(default)]
    pub allow: Vec<String>,
}

/// What is treated as an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Deny {
    /// Every warning.
    Warnings,
}

impl Findings {
    /// Gives the findings of a run the weight that they have here.
    pub fn weigh(&self, report: &mut Report) {
        // The second time, nothing of the kind would be found.
        let names: BTreeSet<&String> = self.allow.iter().collect();
        names.into_iter().for_each(|name| report.allow(name));
        if self.deny == Some(Deny::Warnings) {
            report.deny_warnings();
        }
    }
}
