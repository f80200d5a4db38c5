use super::codec::{self, text_enum};

text_enum! {
    /// The language of messages.
    pub enum Language {
        /// English.
        English = "en-us",
        /// Chinese.
        Chinese = "zh-cn",
    }
}
