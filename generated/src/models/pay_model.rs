//! `PayModel`.

use super::codec::{self, text_enum};

/// How an HTAP instance is billed. At present only pay-per-use, `0`, is offered.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PayModel {
    /// `0`: Billed for the time that it runs.
    PayPerUse,
    /// `1`: Billed in advance by the year or the month.
    YearlyMonthly,
    /// A value that this version does not know, kept as it came.
    Unknown(String),
}

text_enum! {
    PayModel {
        PayPerUse = "0",
        YearlyMonthly = "1",
    }
}
