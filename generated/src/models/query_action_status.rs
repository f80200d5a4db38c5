use super::codec::{self, text_enum};

text_enum! {
    /// The status of an action.
    pub enum QueryActionStatus {
        OkToRun = "OK_TO_RUN",
        Deleted = "DELETED",
    }
}
