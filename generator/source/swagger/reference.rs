//! References to places that moved.

use serde_json::Value;

use super::super::bundle::reference_to;
use super::super::grammar::{OPENAPI, Shape, walk};
use super::Moves;
use crate::pointer::Pointer;

/// Makes each reference name the new place of what it named.
pub(super) fn rewrite(tree: &mut Value, moves: &Moves) {
    let mut edits = Vec::new();
    walk(Shape::Object(&OPENAPI), tree, &mut Pointer::root(), &mut |at, shape, value| {
        let place = match (shape, value) {
            (Shape::SchemaName, Value::String(text)) => Some((at.clone(), text)),
            (Shape::Object(object), Value::Object(members)) if object.is_referable() => match members.get("$ref") {
                Some(Value::String(text)) => Some((at.child("$ref"), text)),
                _ => None,
            },
            _ => None,
        };
        if let Some((at, text)) = place
            && let Some(old) = text.strip_prefix('#').and_then(Pointer::from_fragment)
        {
            edits.push((at, reference_to(&moves.after(&old))));
        }
        true
    });
    for (at, text) in edits {
        if let Some(place) = tree.pointer_mut(at.as_str()) {
            *place = Value::String(text);
        }
    }
}
