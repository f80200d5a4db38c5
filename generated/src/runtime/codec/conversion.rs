//! `conversions!`: the alternatives of a union that a value becomes by its type.

macro_rules! conversions {
    ($model:ident { $($variant:ident($from:ty)),* $(,)? }) => {
        $(
            impl From<$from> for $model {
                fn from(value: $from) -> Self {
                    Self::$variant(value)
                }
            }
        )*
    };
}

pub(crate) use conversions;
