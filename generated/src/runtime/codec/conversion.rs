//! `conversions!`: the alternatives of a union that a value becomes by its type.

#[allow(unused_macros)] // The alternatives of a union may all be of one type.
macro_rules! conversions {
    ($model:ident { $($variant:ident($from:ty)),* $(,)? }) => {
        $(
            impl From<$from> for $model {
                #[inline]
                fn from(value: $from) -> Self {
                    Self::$variant(value)
                }
            }
        )*
    };
}

#[allow(unused_imports)] // The same.
pub(crate) use conversions;
