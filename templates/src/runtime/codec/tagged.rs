//! `tagged!`: what tells the alternatives of a union apart, where they do not say it themselves, is written beside what they have.

use super::{Member, Name, Shape};

/// The value of the discriminator that is written with each alternative that has no such property: `Variant = "value"`.
macro_rules! tagged {
    ($model:ident by $property:literal { $($variant:ident = $tag:literal),* $(,)? }) => {
        impl codec::Entries for $model {
            fn parts(&self, visit: &mut dyn FnMut(&[codec::Member<'_>])) {
                match self {
                    $(Self::$variant(value) => codec::beside_tag($property, $tag, codec::Encode::shape(value), visit),)*
                    _ => {}
                }
            }
        }
    };
}

pub(crate) use tagged;

/// The members of an object, after one that tells what it is, unless it has that one itself.
pub fn beside_tag(property: &str, tag: &str, shape: Shape<'_>, visit: &mut dyn FnMut(&[Member<'_>])) {
    let Shape::Object(members) = shape else { return };
    let mut own = false;
    members.each(&mut |name, _| own |= name == property);
    if !own {
        visit(&[(Name::Key(property), Some(Shape::Text(tag)))]);
    }
    members.parts(visit);
}
