use super::codec::{self, record};

/// An availability zone (AZ).
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct AvailableZone {
    /// The code of the zone, such as `cn-southwest-244b`.
    pub code: Option<String>,
    /// What the zone is called, such as `az2`.
    pub description: Option<String>,
    /// The type of the zone, such as `Center`.
    pub az_type: Option<String>,
}

record! {
    AvailableZone {
        code: optional(impl Into<String>) = "code",
        description: optional(impl Into<String>) = "description",
        az_type: optional(impl Into<String>) = "az_type",
    }
}
