//! `foreign!`: types of other crates, which serde reads and writes.

/// One row a type; `as` names a module with `serialize` and `deserialize` for those that serde's traits do not serve.
macro_rules! foreign {
    (@read $value:expr $(,)?) => { serde::Deserialize::deserialize($value) };
    (@read $value:expr, $($with:ident)::+) => { $($with)::+::deserialize($value) };
    (@write $value:expr $(,)?) => { serde::Serialize::serialize($value, serde_json::value::Serializer) };
    (@write $value:expr, $($with:ident)::+) => { $($with)::+::serialize($value, serde_json::value::Serializer) };
    ($($typ:ty $(as $($with:ident)::+)?;)*) => {$(
        impl codec::Decode for $typ {
            fn decode(source: &mut dyn codec::Source) -> Result<Self, codec::Failure> {
                // The words of others would show the value.
                codec::foreign!(@read source.value()?, $($($with)::+)?).map_err(|_| codec::Failure::new(concat!("no `", stringify!($typ), "`")))
            }
        }

        impl codec::Make for $typ {
            fn make(&self) -> Result<serde_json::Value, serde_json::Error> {
                codec::foreign!(@write self, $($($with)::+)?)
            }
        }

        impl codec::Encode for $typ {
            fn shape(&self) -> codec::Shape<'_> {
                codec::Shape::Made(self)
            }
        }
    )*};
}

pub(crate) use foreign;
