use super::codec::{self, record};
use super::HtapProcessInfo;

/// Open sessions of an HTAP instance, one page of them.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct HtapProcessList {
    /// The sessions.
    pub process_list: Vec<HtapProcessInfo>,
}

record! {
    HtapProcessList {
        process_list: list(impl IntoIterator<Item = impl Into<HtapProcessInfo>>) = "process_list",
    }
}
