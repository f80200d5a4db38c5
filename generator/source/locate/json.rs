//! The scan of JSON: raw slices of the text know where they begin by their address.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::{Place, Wanted};

/// Finds what is wanted; `None` if the text is not JSON.
pub(super) fn scan(text: &str, wanted: &mut Wanted) -> Option<()> {
    let root: &RawValue = serde_json::from_str(text).ok()?;
    wanted.found(0, Place { value: range(text, root), container: is_container(root), ..Place::default() });
    let mut open = vec![(0, root)];
    while let Some((node, raw)) = open.pop() {
        if wanted.is_leaf(node) || !is_container(raw) {
            continue;
        }
        let is_map = raw.get().starts_with('{');
        let mut end = range(text, raw).start + 1;
        for (token, member) in members(raw, wanted, node)? {
            let value = range(text, member);
            if let Some(child) = wanted.child(node, &token) {
                let key = if is_map { key_range(text, end..value.start) } else { None };
                // Only the first member of a name is the one that the tree has.
                if wanted.nodes.get(child).is_some_and(|child| child.place.is_none()) {
                    open.push((child, member));
                }
                wanted.found(child, Place { value: value.clone(), key, container: is_container(member), ..Place::default() });
            }
            end = value.end;
        }
    }
    Some(())
}

fn is_container(raw: &RawValue) -> bool {
    raw.get().starts_with(['{', '['])
}

fn range(text: &str, raw: &RawValue) -> Range<usize> {
    let start = (raw.get().as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    start..start + raw.get().len()
}

/// The quoted key between the end of the member before it and its value.
fn key_range(text: &str, between: Range<usize>) -> Option<Range<usize>> {
    let gap = text.get(between.clone())?;
    Some(between.start + gap.find('"')?..between.start + gap.rfind('"')? + 1)
}

type Members<'t> = Vec<(Cow<'t, str>, &'t RawValue)>;

fn members<'t>(raw: &'t RawValue, wanted: &Wanted, node: usize) -> Option<Members<'t>> {
    Collect { wanted, node }.deserialize(&mut serde_json::Deserializer::from_str(raw.get())).ok()
}

/// All members of an object, for a key is found between two of them; of a list only the wanted items.
struct Collect<'w> {
    wanted: &'w Wanted,
    node: usize,
}

impl<'de> DeserializeSeed<'de> for Collect<'_> {
    type Value = Members<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// `Cow` alone is always owned; this borrows a key that has no escapes.
#[derive(Deserialize)]
struct Name<'t>(#[serde(borrow)] Cow<'t, str>);

impl<'de> Visitor<'de> for Collect<'_> {
    type Value = Members<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list or an object")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        let mut index = 0_usize;
        while let Some(item) = items.next_element()? {
            let token = index.to_string();
            if self.wanted.child(self.node, &token).is_some() {
                members.push((Cow::Owned(token), item));
            }
            index += 1;
        }
        Ok(members)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some((Name(key), value)) = entries.next_entry()? {
            members.push((key, value));
        }
        Ok(members)
    }
}
