use super::codec::{self, record};

/// A node of an HTAP instance that can be read from.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct ReadableNodeInfo {
    /// The IP address of the node.
    pub data_ip: Option<String>,
    /// The id of the node.
    pub node_id: Option<String>,
    /// The name of the node.
    pub node_name: Option<String>,
}

record! {
    ReadableNodeInfo {
        data_ip: optional(impl Into<String>) = "data_ip",
        node_id: optional(impl Into<String>) = "node_id",
        node_name: optional(impl Into<String>) = "node_name",
    }
}
