//! `record!`: the table of a record's fields → its setters, decoder and encoder.

/// One row a field: `name: kind(what the setter takes) = "name on the wire"`, then `| "another name"` for names that are read too, and
/// `as tolerant` where neighbouring JSON types are understood. The kinds are the modules of `field.rs`. `..name` is the map of members
/// that have no field. Behind the name stand the arguments of `new`: the fields
/// that must be given, with what they take.
#[allow(unused_macros)] // A document may have no records.
macro_rules! record {
    (
        $model:ident $(($($new:tt)*))? {
            $($field:ident: $kind:ident($argument:ty) = $wire:literal $(| $alias:literal)* $(as $form:ident)?),* $(,)?
            $(; ..$rest:ident)?
        }
    ) => {
        #[allow(deprecated)] // Old fields are still read and written.
        impl $model {
            $(
                /// Sets the field of this name.
                #[must_use]
                #[inline]
                pub fn $field(mut self, value: $argument) -> Self {
                    codec::$kind::set(&mut self.$field, value);
                    self
                }
            )*
        }

        record!(@new $model [$(($($new)*))?] [$($field: $kind),*] [$($rest)?]);

        #[allow(deprecated)]
        impl codec::Encode for $model {
            #[inline]
            fn shape(&self) -> codec::Shape<'_> {
                codec::Shape::Object(self)
            }

            #[inline]
            fn is_bare(&self) -> bool {
                (self as &dyn codec::Entries).count() == record!(@kept self $($rest)?)
            }
        }

        #[allow(deprecated)]
        impl codec::Entries for $model {
            #[inline]
            fn parts(&self, visit: &mut dyn FnMut(&[codec::Member<'_>])) {
                visit(&[$(($wire, codec::$kind::show(&self.$field))),*]);
                $(codec::Entries::parts(&self.$rest, visit);)?
            }
        }

        #[allow(deprecated)]
        impl codec::Decode for $model {
            #[allow(unused_variables)] // A model may have no fields.
            #[allow(clippy::question_mark)] // Nothing is returned where a field is absent.
            #[inline]
            fn decode(source: &mut dyn codec::Source) -> Result<Self, codec::Failure> {
                $(let mut $field = None;)*
                $(let mut $rest = std::collections::BTreeMap::new();)?
                let read = source.object(&mut |name, value| match name {
                    $($wire $(| $alias)* => record!(@fill $kind $field (record!(@source value $($form)?)) $($alias)*),)*
                    _ => record!(@rest name value $($rest)?),
                });
                // One match for all fields, and no call in it: whatever can fail between two fields costs the compiler a way out for
                // each of those before it.
                match (read, $($field,)*) {
                    (Ok(()), $(record!(@read $kind $field),)*) => Ok(Self { $($field: record!(@made $kind $field),)* $($rest)? }),
                    (read, $(ref $field,)*) => Err(codec::incomplete(read, &[$(record!(@lacks $kind $field $wire)),*])),
                }
            }
        }

        codec::serde_impls!($model);
    };
    (@new $model:ident [] $fields:tt $rest:tt) => {};
    (@new $model:ident [($($given:ident: $argument:ty),*)] [$($field:ident: $kind:ident),*] [$($rest:ident)?]) => {
        #[allow(deprecated)]
        impl $model {
            /// One with what is required, and nothing else.
            #[allow(clippy::too_many_arguments, unused_variables)]
            #[must_use]
            #[inline]
            pub fn new($($given: $argument),*) -> Self {
                Self { $($field: record!(@begin $kind $field),)* $($rest: std::collections::BTreeMap::new())? }
            }
        }
    };
    (@begin required $given:ident) => { $given.into() };
    (@begin nullable $given:ident) => { $given.into() };
    (@begin list $field:ident) => { Vec::new() };
    (@begin $kind:ident $field:ident) => { None };
    (@fill list $field:ident ($value:expr)) => { codec::fill_list(&mut $field, $value) };
    (@fill list $field:ident ($value:expr) $($alias:literal)+) => { codec::fill_list_again(&mut $field, $value) };
    (@fill $kind:ident $field:ident ($value:expr)) => { codec::fill(&mut $field, $value) };
    (@fill $kind:ident $field:ident ($value:expr) $($alias:literal)+) => { codec::fill_again(&mut $field, $value) };
    (@read required $field:ident) => { Some($field) };
    (@read nullable $field:ident) => { Some($field) };
    (@read $kind:ident $field:ident) => { $field };
    (@lacks required $field:ident $wire:literal) => { $field.is_none().then_some($wire) };
    (@lacks nullable $field:ident $wire:literal) => { $field.is_none().then_some($wire) };
    (@lacks $kind:ident $field:ident $wire:literal) => { None };
    (@made optional $field:ident) => { if let Some($field) = $field { $field } else { None } };
    (@made listed $field:ident) => { if let Some($field) = $field { $field } else { None } };
    (@made list $field:ident) => { if let Some($field) = $field { $field } else { const { Vec::new() } } };
    (@made $kind:ident $field:ident) => { $field };
    (@kept $model:ident) => { 0 };
    (@kept $model:ident $rest:ident) => { $model.$rest.len() };
    (@source $value:ident) => { $value };
    (@source $value:ident tolerant) => { &mut codec::Tolerant($value) };
    (@rest $name:ident $value:ident) => {{
        let _ = $value; // A record may have no fields.
        Ok(())
    }};
    (@rest $name:ident $value:ident $rest:ident) => {{
        codec::insert(&mut $rest, $name, $value)
    }};
}

/// Serde's own traits, over the codec.
#[allow(unused_macros)] // A document may have no models.
macro_rules! serde_impls {
    ($model:ident) => {
        impl serde::Serialize for $model {
            #[inline]
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                codec::Encode::shape(self).serialize(serializer)
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
