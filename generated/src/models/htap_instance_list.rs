use super::codec::{self, record};
use super::HtapInstance;

/// The HTAP instances of a TaurusDB instance.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct HtapInstanceList {
    /// How many HTAP instances there are.
    pub total: Option<i32>,
    /// The HTAP instances.
    pub instances: Vec<HtapInstance>,
    /// How many HTAP instances the TaurusDB instance may have at most.
    pub max_htap_instance_num_of_taurus: Option<i32>,
}

record! {
    HtapInstanceList {
        total: optional(i32) = "total",
        instances: list(impl IntoIterator<Item = impl Into<HtapInstance>>) = "instances",
        max_htap_instance_num_of_taurus: optional(i32) = "max_htap_instance_num_of_taurus",
    }
}
