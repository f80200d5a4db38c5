//! `headers!`: the table of the headers that an answer has → a struct that reads them.

use std::str::FromStr;

use http::HeaderMap;

/// One row a header: `field: Type = "name"`.
macro_rules! headers {
    (
        $(#[$about:meta])*
        pub struct $name:ident { $($(#[$meaning:meta])* $field:ident: $typ:ty = $wire:literal),* $(,)? }
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq, Default)]
        #[non_exhaustive]
        pub struct $name {
            $($(#[$meaning])* pub $field: Option<$typ>,)*
        }

        impl $name {
            /// Reads them. What is missing, or not what was promised, is `None`.
            #[inline]
            pub fn of(headers: &http::HeaderMap) -> Self {
                Self { $($field: runtime::header::read(headers, $wire)),* }
            }
        }
    };
}

pub(crate) use headers;

/// The header of this name.
pub(crate) fn read<T: FromStr>(headers: &HeaderMap, name: &str) -> Option<T> {
    headers.get(name)?.to_str().ok()?.trim().parse().ok()
}
