//! `union!`: the alternatives of a union, and how a value shows which it is → the enum, its conversions, decoder and encoder.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeSet;

use serde_json::Value;

use super::source::Progress;
use super::{Decode, Encode, Failure, Member, Name, Shape, Source, from_value};

/// One row an alternative: what it shows `=> Variant(Type)`. Seven ways to tell alternatives apart:
/// `by "property"`: `"value"`, a property's text, number or boolean;
/// `by "property"` and `or`: the same, and what the others extend, which a value is that is none of them, or lacks what they add;
/// `by "property" in order`: the same where a text stands for several, which are tried in order;
/// `by "property"` and `else`: the same, and alternatives that no value of the property stands for, which are tried in order;
/// `by type`: `object`, the JSON type;
/// `by member`: `with "name"`, a property that only this alternative requires, and `without` for that which requires none;
/// `in order`: nothing; the first that can be read and has a place for all members, otherwise the first that loses fewest of them.
/// The last two with `several`, where a value may be several at once: it is kept as it came where no alternative has a place for all that
/// they have together.
/// A value that is none of them is kept in `Unknown`. What is made `by name` is not made by `From`, as its type does not tell which it is.
/// What is `as "value"` has no such property itself, so that this is written beside what it has.
macro_rules! union {
    (
        $(#[$about:meta])*
        pub enum $model:ident by type { $($(#[$meaning:meta])* $json:ident => $variant:ident($typ:ty) $(by $name:ident)?),* $(,)? }
    ) => {
        union!(@enum [$($about)*] $model [] $([$($meaning)*] $variant($typ) [$($name)?] [])*);
        union!(@decode $model, source, value, match codec::json_type(&value) {
            $(stringify!($json) => codec::alternative(&value, source, Self::$variant),)*
            _ => Ok(Self::Unknown(value)),
        });
    };
    (
        $(#[$about:meta])*
        pub enum $model:ident by member $($several:ident)? { $($(#[$meaning:meta])* $sign:ident $($member:literal)? => $variant:ident($typ:ty) $(by $name:ident)?),* $(,)? }
    ) => {
        union!(@enum [$($about)*] $model [] $([$($meaning)*] $variant($typ) [$($name)?] [])*);
        union!(@decode $model, source, value, {
            union!(@several [$($several)?] source value $([$sign $($member)?] $variant)*);
            $(if union!(@shows value $sign $($member)?) {
                return codec::alternative(&value, source, Self::$variant);
            })*
            $(if union!(@names value $sign $($member)?) {
                return codec::alternative(&value, source, Self::$variant);
            })*
            Ok(Self::Unknown(value))
        });
    };
    (
        $(#[$about:meta])*
        pub enum $model:ident by $property:literal {
            $($(#[$meaning:meta])* $($tag:literal)|+ => $variant:ident($typ:ty) $(by $name:ident)? $(as $sent:literal)?),* $(,)?
        }
    ) => {
        union!(@enum [$($about)*] $model [$property] $([$($meaning)*] $variant($typ) [$($name)?] [$($sent)?])*);
        union!(@decode $model, source, value, match codec::tag(&value, $property).as_deref() {
            $(Some($($tag)|+) => codec::alternative(&value, source, Self::$variant),)*
            _ => Ok(Self::Unknown(value)),
        });
    };
    (
        $(#[$about:meta])*
        pub enum $model:ident by $property:literal {
            $($(#[$meaning:meta])* $($tag:literal)|+ => $variant:ident($typ:ty) $(by $name:ident)? $(as $sent:literal)?),* $(,)?
        } else {
            $($(#[$otherwise:meta])* $rest:ident($other:ty) $(by $called:ident)?),+ $(,)?
        }
    ) => {
        union!(@enum [$($about)*] $model [$property]
            $([$($meaning)*] $variant($typ) [$($name)?] [$($sent)?])* $([$($otherwise)*] $rest($other) [$($called)?] [])+);
        union!(@decode $model, source, value, match codec::tag(&value, $property).as_deref() {
            $(Some($($tag)|+) => codec::alternative(&value, source, Self::$variant),)*
            _ => {
                let mut best = codec::Best::new(&value, source);
                $(best.offer(Self::$rest);)+
                Ok(best.finish().ok().flatten().unwrap_or(Self::Unknown(value)))
            }
        });
    };
    (
        $(#[$about:meta])*
        pub enum $model:ident by $property:literal {
            $($(#[$meaning:meta])* $($tag:literal)|+ => $variant:ident($typ:ty) $(by $name:ident)? $(as $sent:literal)?),* $(,)?
        } or {
            $(#[$otherwise:meta])* $rest:ident($other:ty) $(by $called:ident)? $(,)?
        }
    ) => {
        union!(@enum [$($about)*] $model [$property] $([$($meaning)*] $variant($typ) [$($name)?] [$($sent)?])* [$($otherwise)*] $rest($other) [$($called)?] []);
        union!(@decode $model, source, value, {
            let known = match codec::tag(&value, $property).as_deref() {
                $(Some($($tag)|+) => Some(codec::alternative(&value, source, Self::$variant)),)*
                _ => None,
            };
            match known {
                Some(Ok(read)) => Ok(read),
                known => codec::alternative(&value, source, Self::$rest).map_err(|failure| known.and_then(Result::err).unwrap_or(failure)),
            }
        });
    };
    (
        $(#[$about:meta])*
        pub enum $model:ident by $property:literal in order {
            $($(#[$meaning:meta])* $($tag:literal)|+ => $variant:ident($typ:ty) $(by $name:ident)? $(as $sent:literal)?),* $(,)?
        }
    ) => {
        union!(@enum [$($about)*] $model [$property] $([$($meaning)*] $variant($typ) [$($name)?] [$($sent)?])*);
        union!(@decode $model, source, value, {
            let tag = codec::tag(&value, $property);
            let tag = tag.as_deref();
            let mut best = codec::Best::new(&value, source);
            $(if let Some($($tag)|+) = tag {
                best.offer(Self::$variant);
            })*
            Ok(best.finish()?.unwrap_or(Self::Unknown(value)))
        });
    };
    (
        $(#[$about:meta])*
        pub enum $model:ident in order $($several:ident)? { $($(#[$meaning:meta])* $variant:ident($typ:ty) $(by $name:ident)?),* $(,)? }
    ) => {
        union!(@enum [$($about)*] $model [] $([$($meaning)*] $variant($typ) [$($name)?] [])*);
        union!(@decode $model, source, value, {
            let mut best = codec::Best::new(&value, source)$(.$several())?;
            $(best.offer(Self::$variant);)*
            Ok(best.finish().ok().flatten().unwrap_or(Self::Unknown(value)))
        });
    };
    (@enum [$($about:meta)*] $model:ident [$($tag:literal)?] $([$($meaning:meta)*] $variant:ident($typ:ty) [$($name:ident)?] [$($sent:literal)?])*) => {
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum $model {
            $($(#[$meaning])* $variant($typ),)*
            /// Something that this version does not know, kept as it came.
            Unknown(serde_json::Value),
        }

        impl codec::Encode for $model {
            #[inline]
            fn shape(&self) -> codec::Shape<'_> {
                match self {
                    $(Self::$variant(value) => union!(@shape self value $($sent)?),)*
                    Self::Unknown(value) => codec::Shape::Value(value),
                }
            }

            union!(@parts [$($($sent)?)*] [$($tag)?] $($variant [$($sent)?])*);

            #[inline]
            fn is_bare(&self) -> bool {
                match self {
                    $(Self::$variant(value) => codec::Encode::is_bare(value),)*
                    Self::Unknown(value) => codec::lacks(value, &[$($tag)?]),
                }
            }

            #[inline]
            fn is_unknown(&self) -> bool {
                match self {
                    $(Self::$variant(value) => codec::Encode::is_unknown(value),)*
                    Self::Unknown(_) => true,
                }
            }
        }

        $(union!(@from $model $variant($typ) [$($name)?]);)*
    };
    (@several [] $($rest:tt)*) => {};
    (@several [$several:ident] $source:ident $value:ident $([$($sign:tt)+] $variant:ident)*) => {
        if 0 $(+ u8::from(union!(@shows $value $($sign)+)))* > 1 {
            let mut best = codec::Best::new(&$value, $source).$several();
            $(best.offer(Self::$variant);)*
            return Ok(best.finish().ok().flatten().unwrap_or(Self::Unknown($value)));
        }
    };
    (@shape $own:ident $value:ident) => { codec::Encode::shape($value) };
    (@shape $own:ident $value:ident $sent:literal) => {{
        let _ = $value;
        codec::Shape::Object($own)
    }};
    (@parts [] $($rest:tt)*) => {};
    (@parts [$($any:literal)+] [$property:literal] $($variant:ident [$($sent:literal)?])*) => {
        #[inline]
        fn parts(&self, visit: &mut dyn FnMut(&[codec::Member<'_>])) {
            match self {
                $($(Self::$variant(value) => codec::beside_tag($property, $sent, codec::Encode::shape(value), visit),)?)*
                _ => {}
            }
        }
    };
    (@shows $value:ident without) => { false };
    (@shows $value:ident with $member:literal) => { $value.get($member).is_some_and(|member| !member.is_null()) };
    // Some write null for what is not there, so that it counts last.
    (@names $value:ident without) => { $value.is_object() };
    (@names $value:ident with $member:literal) => { $value.get($member).is_some() };
    (@from $model:ident $variant:ident($from:ty) []) => {
        impl From<$from> for $model {
            #[inline]
            fn from(value: $from) -> Self {
                Self::$variant(value)
            }
        }
    };
    (@from $model:ident $variant:ident($from:ty) [$name:ident]) => {};
    (@decode $model:ident, $source:ident, $value:ident, $decode:expr) => {
        impl codec::Decode for $model {
            #[inline]
            fn decode($source: &mut dyn codec::Source) -> Result<Self, codec::Failure> {
                let $value = $source.value()?;
                $decode
            }
        }

        codec::serde_impls!($model);
    };
}

pub(crate) use union;

/// The members of an object, after one that tells what it is, unless it has that one itself.
pub fn beside_tag(property: &str, tag: &str, shape: Shape<'_>, visit: &mut dyn FnMut(&[Member<'_>])) {
    let Shape::Object(members) = shape else { return };
    let mut own = false;
    members.each(&mut |name, _| own |= name == property);
    if !own {
        visit(&[Member::new(Name::Key(property), &Shape::Text(tag))]);
    }
    members.parts(visit);
}

/// Reads a value as an alternative. A function of its own, so that the frame of a union does not hold a place for each alternative.
pub fn alternative<A: Decode, T>(value: &Value, source: &mut dyn Source, alternative: fn(A) -> T) -> Result<T, Failure> {
    from_value(value, source.progress()).map(alternative)
}

/// Whether a value has none of these members.
#[inline]
pub fn lacks(value: &Value, members: &[&str]) -> bool {
    members.iter().all(|member| value.get(member).is_none())
}

/// What a property says of the alternative that an object is: its text, a number or a boolean as JSON.
#[inline]
pub fn tag<'v>(value: &'v Value, property: &str) -> Option<Cow<'v, str>> {
    match value.get(property)? {
        Value::String(text) => Some(Cow::Borrowed(text)),
        other @ (Value::Number(_) | Value::Bool(_)) => Some(Cow::Owned(other.to_string())),
        _ => None,
    }
}

/// What is lost of a value when it is read as one of its alternatives, the least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Loss {
    Nothing,
    /// Members that are null or empty, which may be the same as absent.
    Empty,
    Members,
}

/// The alternative that a value was best read as, of those that were tried so far.
pub struct Best<'v, T> {
    trial: Trial<'v>,
    read: Option<T>,
}

/// What of it has nothing to do with its type, so that it is compiled once for all. `inline`, as only programs with such unions need it.
struct Trial<'v> {
    value: &'v Value,
    progress: &'v mut Progress,
    /// What is lost of the best, and how many members are not.
    loss: Option<(Loss, Reverse<usize>)>,
    /// The members of the value that any alternative has, if a value may be several alternatives at once.
    together: Option<BTreeSet<String>>,
    failure: Option<Failure>,
    /// Whether an alternative could not be tried.
    cut: bool,
}

/// How many alternatives may be tried for each value that there is, beside those that `Progress` begins with.
const TRIES: usize = 64;

impl<'v, T: Encode> Best<'v, T> {
    pub fn new(value: &'v Value, source: &'v mut dyn Source) -> Self {
        Self { trial: Trial::new(value, source), read: None }
    }

    /// Keeps what is several alternatives at once as it came.
    #[must_use]
    pub fn several(mut self) -> Self {
        self.trial.together = Some(BTreeSet::new());
        self
    }

    /// Tries an alternative, unless nothing can be better than what there is.
    pub fn offer<A: Decode>(&mut self, alternative: fn(A) -> T) {
        let Some(before) = self.trial.begin() else { return };
        let result = from_value(self.trial.value, self.trial.progress).map(alternative);
        self.trial.progress.trying = before;
        match result {
            // A union in the union that does not know it, either.
            Ok(read) if read.is_unknown() => {}
            Ok(read) if self.trial.is_better(read.shape()) => self.read = Some(read),
            Ok(_) => {}
            Err(failure) => self.trial.fail(failure),
        }
    }

    /// The best, if there is one, and nothing where others could not be tried, or where it is several; the first failure, if all failed.
    pub fn finish(self) -> Result<Option<T>, Failure> {
        self.trial.finish().map(|is_clear| self.read.filter(|_| is_clear))
    }
}

impl<'v> Trial<'v> {
    #[inline]
    fn new(value: &'v Value, source: &'v mut dyn Source) -> Self {
        let progress = source.progress();
        if !progress.trying {
            progress.tries = progress.tries.saturating_add(TRIES.saturating_mul(size(value)));
        }
        Self { value, progress, loss: None, together: None, failure: None, cut: false }
    }

    /// Whether one was being tried already, if another may be.
    #[inline]
    fn begin(&mut self) -> Option<bool> {
        if self.loss.is_some_and(|(loss, _)| loss == Loss::Nothing) {
            return None;
        }
        let Some(tries) = self.progress.tries.checked_sub(1) else {
            self.cut = true;
            return None;
        };
        self.progress.tries = tries;
        Some(std::mem::replace(&mut self.progress.trying, true))
    }

    /// Whether less is lost of the value as it was read now than as it was before.
    #[inline]
    fn is_better(&mut self, read: Shape<'_>) -> bool {
        let written = serde_json::to_value(read).unwrap_or_default();
        let members = written.as_object().into_iter().flatten().map(|(name, _)| name);
        let kept: Vec<&String> = members.filter(|name| self.value.get(name).is_some()).collect();
        let loss = (lost(&written, self.value), Reverse(kept.len()));
        self.together.iter_mut().for_each(|together| together.extend(kept.iter().map(|name| (*name).clone())));
        let is_better = self.loss.is_none_or(|least| loss < least);
        if is_better {
            self.loss = Some(loss);
        }
        is_better
    }

    #[inline]
    fn fail(&mut self, failure: Failure) {
        self.failure.get_or_insert(failure);
    }

    /// Whether there is one that counts.
    #[inline]
    fn finish(self) -> Result<bool, Failure> {
        match (self.loss, self.failure) {
            _ if self.cut => Ok(false),
            (Some((_, Reverse(kept))), _) => Ok(self.together.is_none_or(|together| together.len() <= kept)),
            (None, Some(failure)) => Err(failure),
            (None, None) => Ok(false),
        }
    }
}

/// How many values there are in a value.
#[inline]
fn size(value: &Value) -> usize {
    match value {
        Value::Array(items) => items.iter().map(size).sum::<usize>() + 1,
        Value::Object(members) => members.values().map(size).sum::<usize>() + 1,
        _ => 1,
    }
}

#[inline]
fn lost(written: &Value, value: &Value) -> Loss {
    match (written, value) {
        (Value::Object(written), Value::Object(members)) => {
            let each = members.iter().map(|(name, value)| match written.get(name) {
                Some(written) => lost(written, value),
                None if value.is_null() || value.as_array().is_some_and(Vec::is_empty) => Loss::Empty,
                None => Loss::Members,
            });
            each.max().unwrap_or(Loss::Nothing)
        }
        (Value::Array(written), Value::Array(items)) => {
            written.iter().zip(items).map(|(written, item)| lost(written, item)).max().unwrap_or(Loss::Nothing)
        }
        _ => Loss::Nothing,
    }
}

/// The JSON type of a value, by its name in JSON Schema.
#[inline]
pub fn json_type(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
