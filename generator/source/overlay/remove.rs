//! `remove`: places go, and what stands behind them in a list moves up.

use serde_json::Value;

use super::super::sources::Sources;
use crate::pointer::Pointer;

/// Removes places, in such an order that none of them moves before its turn.
pub(super) fn remove(sources: &mut Sources, tree: &mut Value, mut places: Vec<Pointer>) -> Result<(), String> {
    // What is inside comes before what is around it, and of a list the last item first.
    places.sort_by_cached_key(|place| {
        let tokens = place.tokens().map(|token| (token.parse::<usize>().unwrap_or_default(), token.into_owned()));
        std::cmp::Reverse(tokens.collect::<Vec<_>>())
    });
    for place in places {
        let (Some(around), Some(name)) = (place.parent(), place.last()) else {
            return Err("the whole document cannot be removed".to_owned());
        };
        match tree.pointer_mut(around.as_str()) {
            Some(Value::Object(members)) => {
                members.shift_remove(&name);
                sources.forget(&place);
            }
            Some(Value::Array(items)) => {
                if let Some(index) = name.parse().ok().filter(|index| *index < items.len()) {
                    items.remove(index);
                    sources.closed_up(&around, index, items.len());
                }
            }
            _ => {}
        }
    }
    Ok(())
}
