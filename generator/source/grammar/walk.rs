//! Walks over a tree along the grammar.

use serde_json::Value;

use super::{Object, Shape};
use crate::pointer::Pointer;

/// How deep a walk goes. A tree is at most 128 levels deep as it is read; a path item that is put where another file asked for it
/// adds as many again.
const DEEPEST: usize = 512;

/// Visits a value and what is in it, as far as the grammar knows it: from the outside in, in the order of the document. What the
/// visitor answers is whether to enter. Nothing is entered that a `$ref` replaces.
pub(in crate::source) fn walk<'t>(
    shape: Shape,
    value: &'t Value,
    at: &mut Pointer,
    visit: &mut dyn FnMut(&Pointer, Shape, &'t Value) -> bool,
) {
    let mut walk = Walk { at, visit };
    walk.enter(shape, value, 0);
}

struct Walk<'w, 't> {
    at: &'w mut Pointer,
    visit: &'w mut dyn FnMut(&Pointer, Shape, &'t Value) -> bool,
}

impl<'t> Walk<'_, 't> {
    fn enter(&mut self, shape: Shape, value: &'t Value, depth: usize) {
        if !(self.visit)(self.at, shape, value) || depth > DEEPEST {
            return;
        }
        match (shape, value) {
            (Shape::Object(object), Value::Object(members)) => {
                if object.is_referable() && members.contains_key("$ref") {
                    return;
                }
                for (key, member) in members {
                    if let Some(shape) = object.member(key) {
                        self.step(key, shape, member, depth);
                    }
                }
            }
            (Shape::Map(shape), Value::Object(members)) => {
                for (key, member) in members {
                    self.step(key, *shape, member, depth);
                }
            }
            (Shape::List(shape), Value::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    self.step(&index.to_string(), *shape, item, depth);
                }
            }
            (Shape::FlagOr(object), Value::Object(_)) => self.enter(Shape::Object(object), value, depth + 1),
            _ => {}
        }
    }

    fn step(&mut self, token: &str, shape: Shape, value: &'t Value, depth: usize) {
        // Data is not walked, and has no shape to be wrong.
        if matches!(shape, Shape::Any) {
            return;
        }
        let back = self.at.push(token);
        self.enter(shape, value, depth + 1);
        self.at.truncate(back);
    }
}

/// The object of the grammar that stands at a place of a document; `None` for data and for what the grammar does not know.
pub(in crate::source) fn at(document: &'static Object, pointer: &Pointer) -> Option<&'static Object> {
    let mut shape = Shape::Object(document);
    for token in pointer.tokens() {
        shape = match shape {
            Shape::Object(object) | Shape::FlagOr(object) => object.member(&token)?,
            Shape::Map(shape) | Shape::List(shape) => *shape,
            _ => return None,
        };
    }
    match shape {
        Shape::Object(object) | Shape::FlagOr(object) => Some(object),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::OPENAPI;
    use super::at;
    use crate::pointer::Pointer;

    #[test]
    fn what_stands_where() {
        let table = [
            ("/components/schemas/Pet", Some("a schema")),
            ("/components/schemas/Pet/properties/example", Some("a schema")),
            ("/components/schemas/Pet/example", None),
            ("/components/schemas/Pet/additionalProperties/items", Some("a schema")),
            ("/paths/~1pets/get/responses/200/content/application~1json/schema", Some("a schema")),
            ("/paths/~1pets/get/parameters/0", Some("a parameter")),
            ("/paths/~1pets/get/callbacks/a/{$url}/post", Some("an operation")),
            ("/x-schemas/Pet", None),
            ("/definitions/Pet", None),
        ];
        for (pointer, expected) in table {
            let pointer = Pointer::from_fragment(pointer).unwrap();
            assert_eq!(at(&OPENAPI, &pointer).map(|object| object.name), expected, "{pointer}");
        }
    }
}
