//! A JSONPath (RFC 9535) → the places of the document that it selects.

use std::collections::BTreeSet;

use serde_json::Value;
use serde_json_path::{JsonPath, PathElement};

use crate::pointer::Pointer;

/// The most brackets within brackets: the parser tries each of them in several ways, so that its work doubles with every level.
const DEEPEST: usize = 8;
/// The longest path.
const LONGEST: usize = 2_000;

/// Reads a path, or says what is wrong with it.
pub(super) fn parse(text: &str) -> Result<JsonPath, String> {
    if text.len() > LONGEST || brackets(text) > DEEPEST {
        return Err(format!("this JSONPath is longer than {LONGEST} bytes, or has more than {DEEPEST} brackets within each other"));
    }
    JsonPath::parse(text).map_err(|error| format!("`{text}` is no JSONPath: {error}"))
}

/// How many brackets are open at most, wherever they stand.
fn brackets(text: &str) -> usize {
    let mut open = 0_usize;
    let depths = text.bytes().map(|byte| {
        match byte {
            b'(' | b'[' => open += 1,
            b')' | b']' => open = open.saturating_sub(1),
            _ => {}
        }
        open
    });
    depths.max().unwrap_or_default()
}

/// Each place once, in the order in which the path finds them.
pub(super) fn places(path: &JsonPath, tree: &Value) -> Vec<Pointer> {
    let mut known = BTreeSet::new();
    let located = path.query_located(tree);
    let pointers = located.locations().map(|location| {
        location.iter().fold(Pointer::root(), |place, element| match element {
            PathElement::Name(name) => place.child(name),
            PathElement::Index(index) => place.index(*index),
        })
    });
    pointers.filter(|pointer| known.insert(pointer.clone())).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{parse, places};

    #[test]
    fn paths_select_places() {
        let tree = json!({"paths": {"/a": {"get": {"x": [{"n": 1}, {"n": 2}]}, "put": {}}, "~b": {}}, "list": [0, 1, 2]});
        let cases: &[(&str, &[&str])] = &[
            ("$", &[""]),
            ("$.paths['/a'].get", &["/paths/~1a/get"]),
            ("$.paths.*.get", &["/paths/~1a/get"]),
            ("$.paths['~b']", &["/paths/~0b"]),
            ("$..x[?@.n == 2]", &["/paths/~1a/get/x/1"]),
            ("$.list[-1]", &["/list/2"]),
            ("$.list[0, 0]", &["/list/0"]),
            ("$.paths[?match(@.n, 'a')]", &[]),
            ("$.nothing", &[]),
        ];
        for (path, expected) in cases {
            let places = places(&parse(path).unwrap(), &tree);
            assert_eq!(places.iter().map(|place| place.as_str()).collect::<Vec<_>>(), *expected, "{path}");
        }
    }

    #[test]
    fn what_is_no_path_is_refused() {
        let deep = format!("$[?{}@.a{}]", "(".repeat(100), ")".repeat(100));
        for text in ["", "paths", "$.", "$[", "$.a b", "$['a", &deep, &"$".repeat(3_000)] {
            assert!(parse(text).is_err(), "{text}");
        }
        assert!(parse(&format!("$[?{}@.a{}]", "(".repeat(7), ")".repeat(7))).is_ok());
    }
}
