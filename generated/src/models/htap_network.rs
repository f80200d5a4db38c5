use super::codec::{self, record};

/// The network that an HTAP instance is attached to.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct HtapNetwork {
    /// The virtual private cloud (VPC).
    pub vpc_id: Option<String>,
    /// The subnet.
    pub sub_net_id: Option<String>,
    /// The security group; may be empty.
    pub security_group_id: Option<String>,
}

record! {
    HtapNetwork {
        vpc_id: optional(impl Into<String>) = "vpc_id",
        sub_net_id: optional(impl Into<String>) = "sub_net_id",
        security_group_id: optional(impl Into<String>) = "security_group_id",
    }
}
