//! `headers!`: the table of the headers that an answer has → a struct that reads them.

use http::HeaderMap;

/// One row a header: `field: Type = "name"`, and `as text` if it is made from a text, whatever that says.
macro_rules! headers {
    (
        $(#[$about:meta])*
        pub struct $name:ident { $($(#[$meaning:meta])* $field:ident: $typ:ty = $wire:literal $(as $how:ident)?),* $(,)? }
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
                Self { $($field: headers!(@read headers $wire $($how)?)),* }
            }
        }
    };
    (@read $headers:ident $wire:literal) => { runtime::header::read($headers, $wire).and_then(|text| text.parse().ok()) };
    (@read $headers:ident $wire:literal text) => { runtime::header::read($headers, $wire).map(Into::into) };
}

pub(crate) use headers;

/// The header of this name.
pub(crate) fn read<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    Some(headers.get(name)?.to_str().ok()?.trim())
}
