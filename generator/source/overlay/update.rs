//! `update`: members are merged, lists grow, anything else is replaced. What is new is known to stand in the overlay.

use serde_json::Value;

use super::super::sources::Sources;
use crate::pointer::Pointer;

/// An update, for every place that its action is about.
pub(super) struct Update<'u> {
    pub sources: &'u mut Sources,
    /// The overlay's number.
    pub file: usize,
    pub update: &'u Value,
    /// Where the update stands in the overlay.
    pub there: Pointer,
}

impl Update<'_> {
    /// Changes one place.
    pub fn apply(&mut self, tree: &mut Value, place: &Pointer) -> Result<(), String> {
        let Some(value) = tree.pointer_mut(place.as_str()) else { return Ok(()) };
        let (update, there) = (self.update, self.there.clone());
        match (&mut *value, update) {
            (Value::Object(_), Value::Object(_)) | (Value::Array(_), Value::Array(_)) => self.merge(value, update, (place, &there)),
            // An entry that is to be appended.
            (Value::Array(items), entry) => self.append(items, entry, (place, &there)),
            (Value::Object(_), _) => {
                return Err(format!("the target selects a mapping, and the update is {}", kind(update)));
            }
            _ => {
                let kind = kind(value);
                return Err(format!("the target selects {kind}: select the mapping around it, and update its member"));
            }
        }
        Ok(())
    }

    fn merge(&mut self, value: &mut Value, update: &Value, (here, there): (&Pointer, &Pointer)) {
        match (value, update) {
            (Value::Object(members), Value::Object(updates)) => {
                for (key, update) in updates {
                    let (here, there) = (here.child(key), there.child(key));
                    match members.get_mut(key) {
                        Some(member) => self.merge(member, update, (&here, &there)),
                        None => {
                            members.insert(key.clone(), update.clone());
                            self.sources.replaced(&here, self.file, &there);
                        }
                    }
                }
            }
            (Value::Array(items), Value::Array(entries)) => {
                for (index, entry) in entries.iter().enumerate() {
                    self.append(items, entry, (here, &there.index(index)));
                }
            }
            // The specification's own example has keys without a value for what it does not change.
            (Value::Object(_) | Value::Array(_), Value::Null) => {}
            (value, update) => {
                *value = update.clone();
                self.sources.replaced(here, self.file, there);
            }
        }
    }

    fn append(&mut self, items: &mut Vec<Value>, entry: &Value, (list, there): (&Pointer, &Pointer)) {
        let here = list.index(items.len());
        items.push(entry.clone());
        self.sources.replaced(&here, self.file, there);
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "a mapping",
    }
}
