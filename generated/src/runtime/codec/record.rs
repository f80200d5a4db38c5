//! `record!`: the table of a record's fields → what makes one, its decoder and encoder.

/// One row a field: `name: kind = "name on the wire"`. The kinds are those of `field.rs`; behind those that need not be given stands what the
/// setter takes, in parentheses. Before a name of which JSON escapes something stands `escaped`, behind it `is "constant"` for what has one value and
/// need not be given, `| "another name"` for names that are read too, and `as tolerant` where neighbouring JSON types are understood. `..name`
/// is the map of members that have no field. Behind the name of the model stand the arguments of `new`: what must be given, with its type.
#[allow(unused_macros)] // A document may have no records.
macro_rules! record {
    (
        $model:ident $(($($new:tt)*))? {
            $($field:ident: $kind:ident $(($argument:ty))? = $($wire:literal)? $(escaped $escaped:literal)? $(is $constant:literal)? $(| $alias:literal)* $(as $form:ident)?),* $(,)?
            $(; ..$rest:ident)?
        }
    ) => {
        #[allow(deprecated)] // Old fields are still read and written.
        impl $model {
            $($(
                /// Sets the field of this name.
                #[must_use]
                #[inline]
                pub fn $field(mut self, value: $argument) -> Self {
                    record!(@set $kind self $field value);
                    self
                }
            )?)*
        }

        record!(@new $model [$(($($new)*))?] [$($field: $kind $($constant)?),*] [$($rest)?]);
        record!(@default $model [$(($($new)*))?]);

        #[allow(deprecated)]
        impl codec::Encode for $model {
            #[inline]
            fn parts(&self, visit: &mut dyn FnMut(&[codec::Member<'_>])) {
                record!(@show self visit [$(codec::Member {
                    name: $(codec::Name::Field(concat!(",\"", $wire, "\":")))? $(codec::Name::Key($escaped))?,
                    how: codec::field::$kind,
                    value: &self.$field,
                }),*] $($rest)?);
            }

            $(
                #[inline]
                fn unnamed(&self) -> Option<usize> {
                    Some(self.$rest.len())
                }
            )?
        }

        #[allow(deprecated)]
        impl codec::Decode for $model {
            #[inline]
            fn decode(source: &mut dyn codec::Source) -> Result<Self, codec::Failure> {
                $(let mut $field = None;)*
                $(let mut $rest = std::collections::BTreeMap::new();)?
                codec::fill(source, &mut [$(codec::Slot {
                    name: $($wire)? $($escaped)?,
                    how: codec::field::$kind $(| codec::field::$form)?,
                    place: &mut $field,
                } $(, codec::Slot { name: $alias, how: codec::field::ANOTHER_NAME, place: &mut () })*),*], record!(@rest $($rest)?))?;
                Ok(Self { $($field: record!(@take $kind $field $($wire)? $($escaped)?),)* $($rest)? })
            }
        }

        codec::serde_impls!($model);
    };
    (@new $model:ident [] $fields:tt $rest:tt) => {};
    (@default $model:ident [()]) => {
        impl Default for $model {
            #[inline]
            fn default() -> Self {
                Self::new()
            }
        }
    };
    (@default $model:ident $new:tt) => {};
    (@new $model:ident [($($given:ident: $argument:ty),*)] [$($field:ident: $kind:ident $($constant:literal)?),*] [$($rest:ident)?]) => {
        #[allow(deprecated)]
        impl $model {
            /// One with what is required, and nothing else.
            #[allow(clippy::too_many_arguments, unused_variables)]
            #[must_use]
            #[inline]
            pub fn new($($given: $argument),*) -> Self {
                Self { $($field: record!(@begin $kind $field $($constant)?),)* $($rest: std::collections::BTreeMap::new())? }
            }
        }
    };
    (@show $this:ident $visit:ident $members:tt) => { $visit(&$members) };
    (@show $this:ident $visit:ident $members:tt $rest:ident) => { codec::beside(&$members, &$this.$rest, $visit) };
    // No function of the codec: the compiler would have to look into it for each setter of each model.
    (@set constant $own:ident $field:ident $value:ident) => { $own.$field = $value.into() };
    (@set list $own:ident $field:ident $value:ident) => { $own.$field = $value.into_iter().map(Into::into).collect() };
    (@set listed $own:ident $field:ident $value:ident) => { $own.$field = Some($value.into_iter().map(Into::into).collect()) };
    (@set $kind:ident $own:ident $field:ident $value:ident) => { $own.$field = Some($value.into()) };
    (@begin required $given:ident) => { $given.into() };
    (@begin nullable $given:ident) => { $given.into() };
    (@begin constant $field:ident $constant:literal) => { $constant.to_owned() };
    (@begin list $field:ident) => { Vec::new() };
    (@begin $kind:ident $field:ident) => { None };
    (@take required $field:ident $wire:literal) => {
        match $field {
            Some(value) => value,
            None => return Err(codec::missing($wire)),
        }
    };
    (@take constant $field:ident $wire:literal) => { record!(@take required $field $wire) };
    (@take nullable $field:ident $wire:literal) => { record!(@take required $field $wire) };
    (@take list $field:ident $wire:literal) => { codec::items($field) };
    (@take $kind:ident $field:ident $wire:literal) => { $field };
    (@rest) => { None };
    (@rest $rest:ident) => { Some(&mut $rest) };
}

/// Serde's own traits, over the codec.
#[allow(unused_macros)] // A document may have no models.
macro_rules! serde_impls {
    ($model:ident) => {
        impl serde::Serialize for $model {
            #[inline]
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                codec::serialize(self, serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $model {
            #[inline]
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                codec::deserialize(deserializer)
            }
        }
    };
}

pub(crate) use {record, serde_impls};
