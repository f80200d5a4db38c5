//! What is large goes behind a box where it stands in something else: values are built on the stack, and those of some documents would be
//! larger than the stack is.

use std::collections::BTreeMap;

use super::recursion::{edges, set_boxed};
use crate::api::{Api, Kind, SchemaId, Schemas};

/// The largest value that stands in another one, in bytes.
const LARGE: usize = 1024;

/// A box, a text or list, any value.
const POINTER: usize = 8;
const TEXT: usize = 24;
const VALUE: usize = 32;

/// Boxes what is large. Circles are broken already, so that every value has a size.
pub(super) fn bound(api: &mut Api) {
    let mut sizes = BTreeMap::new();
    for start in api.schemas.ids().collect::<Vec<_>>() {
        // Parts first. A way may be as long as the document.
        let mut stack = vec![(start, false)];
        while let Some((id, parts_are_known)) = stack.pop() {
            if sizes.contains_key(&id) {
                continue;
            }
            if parts_are_known {
                let size = size(&mut api.schemas, id, &sizes);
                sizes.insert(id, size);
            } else {
                stack.push((id, true));
                let parts = edges(&api.schemas, id).into_iter().enumerate().filter(|(edge, _)| !is_boxed(&api.schemas, id, *edge));
                stack.extend(parts.map(|(_, part)| (part, false)));
            }
        }
    }
}

/// About how large a value is, after its large parts are boxed.
fn size(schemas: &mut Schemas, id: SchemaId, sizes: &BTreeMap<SchemaId, usize>) -> usize {
    let mut parts = Vec::new();
    for (edge, part) in edges(schemas, id).into_iter().enumerate() {
        let own = sizes.get(&part).copied().unwrap_or(VALUE);
        if own > LARGE {
            set_boxed(schemas, id, edge);
        }
        parts.push(if is_boxed(schemas, id, edge) { POINTER } else { own });
    }
    match &schemas.get(id).kind {
        Kind::Record(_) | Kind::Tuple(_) => parts.iter().sum::<usize>() + TEXT,
        Kind::Union(_) => parts.into_iter().max().unwrap_or_default().max(VALUE) + POINTER,
        Kind::Boolean | Kind::Integer(_) | Kind::Number(_) => 2 * POINTER,
        Kind::Text(_) | Kind::Enumeration(_) | Kind::Array(_) | Kind::Map(_) => TEXT,
        Kind::Alias(target) => sizes.get(&schemas.target(*target)).copied().unwrap_or(VALUE),
        Kind::Any | Kind::Foreign(_) => VALUE,
    }
}

fn is_boxed(schemas: &Schemas, id: SchemaId, edge: usize) -> bool {
    match &schemas.get(id).kind {
        Kind::Record(record) => record.fields.get(edge).is_some_and(|field| field.boxed),
        Kind::Union(union) => union.variants.get(edge).is_some_and(|variant| variant.boxed),
        _ => false,
    }
}
