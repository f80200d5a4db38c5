//! `closed_enum!`: the table of an enum's values → an enum that has no others, its decoder and encoder.

/// One row a value, as in `text_enum!`. Behind the name stands what the values are: `text` or `integer`.
macro_rules! closed_enum {
    (pub enum $model:ident($kind:ident) $values:tt) => {
        codec::closed_enum! {
            #[doc = concat!(" `", stringify!($model), "`.")]
            pub enum $model($kind) $values
        }
    };
    ($(#[$about:meta])+ pub enum $model:ident($kind:ident) { $($(#[$meaning:meta])* $variant:ident $(($shown:literal))? = $wire:literal),* $(,)? }) => {
        $(#[$about])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $model {
            $(
                #[doc = codec::shown!($wire $($shown)?)]
                $(#[$meaning])*
                $variant,
            )*
        }

        impl $model {
            /// The value on the wire.
            #[must_use]
            #[inline]
            pub fn value(self) -> codec::closed_enum!(@$kind) {
                match self {
                    $(Self::$variant => $wire,)*
                }
            }

            /// The one that has this value on the wire, if there is one.
            #[must_use]
            #[inline]
            pub fn find(value: codec::closed_enum!(@borrowed $kind)) -> Option<Self> {
                match value {
                    $($wire => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }

        impl std::fmt::Display for $model {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.value().fmt(f)
            }
        }

        impl codec::Encode for $model {
            #[inline]
            fn shape(&self) -> codec::Shape<'_> {
                codec::closed_enum!(@shape $kind)(self.value())
            }
        }

        impl codec::Decode for $model {
            #[inline]
            fn decode(source: &mut dyn codec::Source) -> Result<Self, codec::Failure> {
                let value = <codec::closed_enum!(@owned $kind) as codec::Decode>::decode(source)?;
                let unlisted = || codec::Failure::new(concat!("a value that `", stringify!($model), "` does not list"));
                Self::find(codec::closed_enum!(@lend $kind value)).ok_or_else(unlisted)
            }
        }

        codec::serde_impls!($model);
    };
    (@text) => { &'static str };
    (@integer) => { i64 };
    (@borrowed text) => { &str };
    (@borrowed integer) => { i64 };
    (@owned text) => { String };
    (@owned integer) => { i64 };
    (@shape text) => { codec::Shape::Text };
    (@shape integer) => { codec::Shape::Integer };
    (@lend text $value:ident) => { &$value };
    (@lend integer $value:ident) => { $value };
}

pub(crate) use closed_enum;
