//! `Language`.

use super::codec::{self, text_enum};

/// The language of messages.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Language {
    /// `en-us`: English.
    English,
    /// `zh-cn`: Chinese.
    Chinese,
    /// A value that this version does not know, kept as it came.
    Unknown(String),
}

text_enum! {
    Language {
        English = "en-us",
        Chinese = "zh-cn",
    }
}
