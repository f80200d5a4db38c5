//! `text_enum!` and `integer_enum!`: the table of an open enum's values → the enum, its conversions, decoder and encoder.

/// One row a value: `Variant = "value on the wire"`, or `Variant("what docs show") = …` where the value would not be plain in docs. A value
/// that is not in the table is kept in `Unknown`.
#[allow(unused_macros)] // A document may have enums of one kind only.
macro_rules! text_enum {
    (pub enum $model:ident $values:tt) => {
        codec::text_enum! {
            #[doc = concat!(" `", stringify!($model), "`.")]
            pub enum $model $values
        }
    };
    ($(#[$about:meta])+ pub enum $model:ident { $($(#[$meaning:meta])* $variant:ident $(($shown:literal))? = $wire:literal),* $(,)? }) => {
        $(#[$about])+
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $model {
            $(
                #[doc = codec::shown!($wire $($shown)?)]
                $(#[$meaning])*
                $variant,
            )*
            /// A value that this version does not know, kept as it came.
            Unknown(String),
        }

        impl $model {
            /// The value on the wire.
            #[must_use]
            #[inline]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::Unknown(value) => value,
                }
            }
        }

        impl From<&str> for $model {
            #[inline]
            fn from(value: &str) -> Self {
                match value {
                    $($wire => Self::$variant,)*
                    other => Self::Unknown(other.to_owned()),
                }
            }
        }

        impl From<String> for $model {
            #[inline]
            fn from(value: String) -> Self {
                Self::from(value.as_str())
            }
        }

        impl std::fmt::Display for $model {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl codec::Encode for $model {
            #[inline]
            fn shape(&self) -> codec::Shape<'_> {
                codec::Shape::Text(self.as_str())
            }
        }

        impl codec::Decode for $model {
            #[inline]
            fn decode(source: &mut dyn codec::Source) -> Result<Self, codec::Failure> {
                codec::text(source)
            }

            #[inline]
            fn decode_optional(source: &mut dyn codec::Source, place: &mut Option<Self>) -> Result<(), codec::Failure> {
                codec::optional_text(source, place)
            }
        }

        codec::serde_impls!($model);
    };
}

/// The same for integers.
#[allow(unused_macros)] // A document may have enums of one kind only.
macro_rules! integer_enum {
    (pub enum $model:ident $values:tt) => {
        codec::integer_enum! {
            #[doc = concat!(" `", stringify!($model), "`.")]
            pub enum $model $values
        }
    };
    ($(#[$about:meta])+ pub enum $model:ident { $($(#[$meaning:meta])* $variant:ident $(($shown:literal))? = $wire:literal),* $(,)? }) => {
        $(#[$about])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $model {
            $(
                #[doc = codec::shown!($wire $($shown)?)]
                $(#[$meaning])*
                $variant,
            )*
            /// A value that this version does not know, kept as it came.
            Unknown(i64),
        }

        impl $model {
            /// The value on the wire.
            #[must_use]
            #[inline]
            pub fn value(&self) -> i64 {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::Unknown(value) => *value,
                }
            }
        }

        impl From<$model> for i64 {
            #[inline]
            fn from(value: $model) -> Self {
                value.value()
            }
        }

        impl std::fmt::Display for $model {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.value().fmt(f)
            }
        }

        impl From<i64> for $model {
            #[inline]
            fn from(value: i64) -> Self {
                match value {
                    $($wire => Self::$variant,)*
                    other => Self::Unknown(other),
                }
            }
        }

        impl codec::Encode for $model {
            #[inline]
            fn shape(&self) -> codec::Shape<'_> {
                codec::Shape::Integer(self.value())
            }
        }

        impl codec::Decode for $model {
            #[inline]
            fn decode(source: &mut dyn codec::Source) -> Result<Self, codec::Failure> {
                <i64 as codec::Decode>::decode(source).map(Self::from)
            }
        }

        codec::serde_impls!($model);
    };
}

/// What docs show of a value: a paragraph of its own.
#[allow(unused_macros)] // A document may have no enums.
macro_rules! shown {
    ($wire:literal) => {
        concat!(" `", $wire, "`\n")
    };
    ($wire:literal $shown:literal) => {
        concat!($shown, "\n")
    };
}

#[allow(unused_imports)] // A document may have enums of one kind only.
pub(crate) use {integer_enum, shown, text_enum};
