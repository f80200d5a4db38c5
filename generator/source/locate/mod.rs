//! Pointers → where their values are written: one scan of the text for all of them, and only when something is printed.
//! `json.rs` and `yaml.rs` are the two scans, `outline.rs` leaves out what the latter need not see.

mod json;
mod outline;
mod yaml;

use std::collections::BTreeMap;
use std::ops::Range;

use crate::pointer::Pointer;

/// Where a value is written, in bytes of the text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Place {
    /// The value. Of a list or mapping in block style only the start is meant.
    pub value: Range<usize>,
    /// Its key, if it is a member of a mapping.
    pub key: Option<Range<usize>>,
    /// The keys of later members of the same name.
    pub repeats: Vec<Range<usize>>,
    /// Whether the value is a list or a mapping.
    pub container: bool,
    /// Whether this is the pointer's own place, and not that of the closest one around it.
    pub exact: bool,
}

/// The places that are looked for, as a tree, so that a scan enters only what holds one.
#[derive(Debug, Default)]
struct Wanted {
    nodes: Vec<WantedNode>,
}

#[derive(Debug, Default)]
struct WantedNode {
    children: BTreeMap<String, usize>,
    place: Option<Place>,
}

impl Wanted {
    fn new(pointers: &[Pointer]) -> Self {
        let mut wanted = Self { nodes: vec![WantedNode::default()] };
        for pointer in pointers {
            let mut at = 0;
            for token in pointer.tokens() {
                at = wanted.enter(at, token.into_owned());
            }
        }
        wanted
    }

    fn enter(&mut self, at: usize, token: String) -> usize {
        let fresh = self.nodes.len();
        let Some(node) = self.nodes.get_mut(at) else { return at };
        let child = *node.children.entry(token).or_insert(fresh);
        if child == fresh {
            self.nodes.push(WantedNode::default());
        }
        child
    }

    fn child(&self, at: usize, token: &str) -> Option<usize> {
        self.nodes.get(at)?.children.get(token).copied()
    }

    fn is_leaf(&self, at: usize) -> bool {
        self.nodes.get(at).is_none_or(|node| node.children.is_empty())
    }

    /// Notes where a value is. The first of several members of one name is the value, as in the tree.
    fn found(&mut self, at: usize, place: Place) {
        let Some(node) = self.nodes.get_mut(at) else { return };
        match &mut node.place {
            Some(first) => first.repeats.extend(place.key),
            none => *none = Some(place),
        }
    }

    /// All parts of the text that were found.
    fn ranges(&mut self) -> impl Iterator<Item = &mut Range<usize>> {
        let places = self.nodes.iter_mut().filter_map(|node| node.place.as_mut());
        places.flat_map(|place| [&mut place.value].into_iter().chain(&mut place.key).chain(&mut place.repeats))
    }

    fn closest(&self, pointer: &Pointer) -> Option<Place> {
        let mut at = 0;
        let mut best = self.nodes.first()?.place.clone();
        let mut exact = true;
        for token in pointer.tokens() {
            match self.child(at, &token) {
                Some(child) if self.nodes.get(child).is_some_and(|node| node.place.is_some()) => at = child,
                _ => {
                    exact = false;
                    break;
                }
            }
        }
        if let Some(node) = self.nodes.get(at) {
            best = node.place.clone().or(best);
        }
        best.map(|place| Place { exact, ..place })
    }
}

fn yaml(text: &str, pointers: &[Pointer]) -> Wanted {
    let mut wanted = Wanted::new(pointers);
    if let Some(outline) = outline::Outline::new(text, &wanted)
        && yaml::scan(&outline.text, &mut wanted)
    {
        wanted.ranges().for_each(|range| *range = outline.back(range));
        return wanted;
    }
    // An alias may stand here for what the outline left out.
    let mut wanted = Wanted::new(pointers);
    yaml::scan(text, &mut wanted);
    wanted
}

/// The place of each pointer, or of the closest value around it that is written out; `None` when the text cannot be read.
pub(crate) fn locate(text: &str, pointers: &[Pointer]) -> Vec<Option<Place>> {
    let mut wanted = Wanted::new(pointers);
    let is_json = text.trim_start().starts_with(['{', '[']) && json::scan(text, &mut wanted).is_some();
    if !is_json {
        wanted = yaml(text, pointers);
    }
    pointers.iter().map(|pointer| wanted.closest(pointer)).collect()
}

#[cfg(test)]
mod tests {
    use super::locate;
    use crate::pointer::Pointer;

    fn slices(text: &str, pointers: &[&str]) -> Vec<(String, Option<String>, bool)> {
        let pointers = pointers.iter().map(|pointer| Pointer::from_fragment(pointer).unwrap()).collect::<Vec<_>>();
        let slice = |range| text.get::<std::ops::Range<usize>>(range).unwrap().to_owned();
        let places = locate(text, &pointers).into_iter().map(Option::unwrap);
        places.map(|place| (slice(place.value), place.key.map(slice), place.exact)).collect()
    }

    #[test]
    fn json_values_and_keys() {
        let text = "{ \"a\" : [ 1, {\"b\\\"\": \"é\", \"c\": 2} ], \"a/b\": 3 }";
        let found = slices(text, &["/a/1/b\"", "/a~1b", "/a/0", "/a/7", "/a/1/c"]);
        let expected = [("\"é\"", Some("\"b\\\"\""), true), ("3", Some("\"a/b\""), true), ("1", None, true)];
        for (found, (value, key, exact)) in found.iter().zip(expected) {
            assert_eq!(found, &(value.to_owned(), key.map(str::to_owned), exact));
        }
        assert!(!found[3].2);
        assert_eq!(found[4].0, "2");
    }

    #[test]
    fn yaml_values_and_keys() {
        let text = "é: &x\n  k: v\nlist:\n  - 1\n  - two: 'q'\nalias: *x\nmerged:\n  <<: *x\n";
        let found = slices(text, &["/é/k", "/list/1/two", "/alias/k", "/merged/k", "/list/0"]);
        assert_eq!(found[0], ("v".to_owned(), Some("k".to_owned()), true));
        assert_eq!(found[1], ("'q'".to_owned(), Some("two".to_owned()), true));
        assert_eq!(found[2], ("*x".to_owned(), Some("alias".to_owned()), false));
        assert_eq!(found[3].1.as_deref(), Some("merged"));
        assert_eq!(found[4], ("1".to_owned(), None, true));
    }

    #[test]
    fn a_repeated_key_has_all_its_places() {
        for text in ["{\"a\": 1, \"b\": 2, \"a\": 3}", "a: 1\nb: 2\na: 3\n"] {
            let place = locate(text, &[Pointer::root().child("a")]).remove(0).unwrap();
            assert_eq!(text.get(place.value), Some("1"));
            assert_eq!(place.repeats.len(), 1);
            assert!(text.get(place.repeats[0].clone()).unwrap().contains('a'));
        }
    }
}
