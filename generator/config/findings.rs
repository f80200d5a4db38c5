//! `[findings]`: what findings weigh, as `--deny` and `--allow` say it.

use serde::Deserialize;

use super::Config;
use super::setting::Step;
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

impl Config {
    /// Gives the findings of a run the weight that they have here.
    pub(crate) fn weigh(&self, report: &mut Report) {
        let allow = &self.findings.allow;
        for (index, name) in allow.iter().enumerate() {
            // The second time, nothing of the kind would be found.
            if !allow.iter().take(index).any(|before| before == name) {
                report.allow(name, |report| self.spot(report, &[Step::Key("findings"), Step::Key("allow"), Step::Item(index)]));
            }
        }
        if self.findings.deny == Some(Deny::Warnings) {
            report.deny_warnings();
        }
    }
}
