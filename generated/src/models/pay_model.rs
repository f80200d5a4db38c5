use super::codec::{self, text_enum};

text_enum! {
    /// How an HTAP instance is billed. At present only pay-per-use, `0`, is offered.
    pub enum PayModel {
        /// Billed for the time that it runs.
        PayPerUse = "0",
        /// Billed in advance by the year or the month.
        YearlyMonthly = "1",
    }
}
