use super::codec::{self, record};

/// A data node, in the older form that `data_ips` may have.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct HtapDataNode {
    /// The IP address of the node.
    pub node_ip: Option<String>,
    /// The id of the node.
    pub node_id: Option<String>,
    /// The name of the node.
    pub node_name: Option<String>,
}

record! {
    HtapDataNode {
        node_ip: optional(impl Into<String>) = "node_ip",
        node_id: optional(impl Into<String>) = "node_id",
        node_name: optional(impl Into<String>) = "node_name",
    }
}
