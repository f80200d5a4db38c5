//! `$ref` → the place of the document that it leads to.

use serde_json::Value;

use crate::pointer::Pointer;

/// How many references may follow one another, as the source stage counts them.
const LONGEST: usize = 64;

/// The place that the `$ref` of a value names; `None` if it has none.
pub(super) fn target(value: &Value) -> Option<Pointer> {
    value.get("$ref")?.as_str()?.strip_prefix('#').and_then(Pointer::from_fragment)
}

/// A value and its place, behind all the references that stand for it.
pub(super) fn follow<'d>(tree: &'d Value, at: &Pointer, value: &'d Value) -> Option<(Pointer, &'d Value)> {
    let (mut at, mut value) = (at.clone(), value);
    for _ in 0..LONGEST {
        let Some(next) = target(value) else { return Some((at, value)) };
        value = tree.pointer(next.as_str())?;
        at = next;
    }
    None
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::follow;
    use crate::pointer::Pointer;

    #[test]
    fn references_are_followed_to_their_end() {
        let tree = json!({"a": {"$ref": "#/b%20b"}, "b b": {"$ref": "#/c"}, "c": 1, "d": {"$ref": "#/d"}, "e": {"$ref": "#/nowhere"}});
        let table = [("a", Some(("/c", json!(1)))), ("c", Some(("/c", json!(1)))), ("d", None), ("e", None)];
        for (key, expected) in table {
            let found = follow(&tree, &Pointer::root().child(key), &tree[key]);
            assert_eq!(
                found.map(|(at, value)| (at.as_str().to_owned(), value.clone())),
                expected.map(|(at, v)| (at.to_owned(), v)),
                "{key}"
            );
        }
    }
}
