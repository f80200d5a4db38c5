//! Whether a composed schema allows `null`: what its members say together.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Lowering;
use crate::pointer::Pointer;

/// What a schema says of `null`; nothing, if all it has are remarks.
type Null = Option<bool>;

impl Lowering<'_> {
    /// Whether the schema at `at` says, itself or through what it is composed of, that `null` is a value.
    pub(super) fn allows_null(&self, at: &Pointer) -> bool {
        let raw = at.find(&self.document.tree).unwrap_or(&Value::Null);
        self.null(raw, &mut BTreeMap::new(), 0) == Some(true)
    }

    fn null<'d>(&'d self, raw: &'d Value, known: &mut BTreeMap<&'d str, Null>, depth: usize) -> Null {
        if depth > 64 {
            return None;
        }
        if let Some(reference) = raw.get("$ref").and_then(Value::as_str) {
            if let Some(known) = known.get(reference) {
                return *known;
            }
            known.insert(reference, None);
            let target = reference.strip_prefix('#').and_then(Pointer::from_fragment);
            let target = target.and_then(|target| target.find(&self.document.tree))?;
            let null = self.null(target, known, depth + 1);
            known.insert(reference, null);
            return null;
        }
        if raw.get("nullable") == Some(&Value::Bool(true)) {
            return Some(true);
        }
        let said = ["properties", "required", "items", "additionalProperties"].iter().any(|key| raw.get(key).is_some());
        let values = raw.get("enum").and_then(Value::as_array).map(|values| values.contains(&Value::Null));
        let typed = (raw.get("type").is_some() || said).then_some(false);
        let mut all = values.or(typed);
        for (key, every) in [("allOf", true), ("oneOf", false), ("anyOf", false)] {
            let Some(members) = raw.get(key).and_then(Value::as_array) else { continue };
            let each: Vec<Null> = members.iter().map(|member| self.null(member, known, depth + 1)).collect();
            all = both(all, if every { each.into_iter().fold(None, both) } else { either(&each) });
        }
        all
    }
}

fn both(one: Null, other: Null) -> Null {
    one.map_or(other, |one| Some(one && other != Some(false)))
}

fn either(each: &[Null]) -> Null {
    if each.contains(&Some(true)) {
        return Some(true);
    }
    if each.contains(&None) { None } else { Some(false) }
}
