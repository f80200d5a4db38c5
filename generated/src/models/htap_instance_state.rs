use super::codec::{self, record, text_enum};

/// The state of an HTAP instance, and why its creation failed if it did.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct HtapInstanceState {
    /// The status, such as `normal`.
    pub instance_status: Option<HtapInstanceStateInstanceStatus>,
    /// The error code of a creation that failed; null otherwise.
    pub create_fail_error_code: Option<String>,
    /// Why the creation failed, in words; null if it did not.
    pub fail_message: Option<String>,
    /// Whether changed parameters wait for a restart of the HTAP instance to take effect.
    pub wait_restart_for_params: Option<bool>,
}

record! {
    HtapInstanceState {
        instance_status: optional(impl Into<HtapInstanceStateInstanceStatus>) = "instance_status",
        create_fail_error_code: optional(impl Into<String>) = "create_fail_error_code",
        fail_message: optional(impl Into<String>) = "fail_message",
        wait_restart_for_params: optional(bool) = "wait_restart_for_params",
    }
}

text_enum! {
    /// The status, such as `normal`.
    pub enum HtapInstanceStateInstanceStatus {
        Creating = "creating",
        Normal = "normal",
        Abnormal = "abnormal",
        Createfail = "createfail",
    }
}
