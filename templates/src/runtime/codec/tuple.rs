//! Lists of so many items, each of a type of its own.

use super::decode::Decode;
use super::encode::{Encode, Items, Shape};
use super::{Failure, Source};

macro_rules! tuples {
    ($(($($item:ident $place:tt),+))*) => {$(
        impl<$($item: Decode),+> Decode for ($($item,)+) {
            #[allow(non_snake_case)] // The type and the value of an item go by one name.
            fn decode(source: &mut dyn Source) -> Result<Self, Failure> {
                $(let mut $item = None;)+
                let mut place = 0_usize;
                source.list(&mut |item| {
                    match place {
                        $($place => $item = Some(Decode::decode(item)?),)+
                        _ => return Err(Failure::new("more items than promised")),
                    }
                    place += 1;
                    Ok(())
                })?;
                Ok(($($item.ok_or_else(|| Failure::new("fewer items than promised"))?,)+))
            }
        }

        impl<$($item: Encode),+> Encode for ($($item,)+) {
            fn shape(&self) -> Shape<'_> {
                Shape::List(self)
            }
        }

        impl<$($item: Encode),+> Items for ($($item,)+) {
            fn each(&self, visit: &mut dyn FnMut(Shape<'_>)) {
                $(visit(self.$place.shape());)+
            }
        }
    )*};
}

tuples! {
    (A 0)
    (A 0, B 1)
    (A 0, B 1, C 2)
    (A 0, B 1, C 2, D 3)
    (A 0, B 1, C 2, D 3, E 4)
    (A 0, B 1, C 2, D 3, E 4, F 5)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11)
}
