//! `itemSchema` of a sequential media type (OpenAPI 3.2) → its `schema`, which says here what the items are, one by one.
//!
//! <https://spec.openapis.org/oas/v3.2.0.html#sequential-media-types>

use serde_json::{Value, json};

use super::super::grammar::{OPENAPI, Shape, walk};
use crate::pointer::Pointer;

/// Rewrites the media types whose items come one by one.
pub(super) fn rewrite(tree: &mut Value) {
    let mut places = Vec::new();
    walk(Shape::Object(&OPENAPI), tree, &mut Pointer::root(), &mut |at, shape, value| {
        let is_media_type = matches!(shape, Shape::Object(object) if object.name == "a media type");
        if is_media_type && value.get("itemSchema").is_some() {
            places.push(at.clone());
        }
        true
    });
    for at in places {
        let name = at.last().unwrap_or_default();
        let essence = name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let Some(item) = tree.pointer(at.as_str()).and_then(|media| media.get("itemSchema")) else { continue };
        let schema = match essence.as_str() {
            // Documents that forget the event say what its data is.
            "text/event-stream" => data(tree, item, 0).unwrap_or_else(|| item.clone()),
            _ if is_sequence(&essence) => item.clone(),
            _ => continue,
        };
        if let Some(media) = tree.pointer_mut(at.as_str()).and_then(Value::as_object_mut) {
            media.shift_remove("itemSchema");
            media.shift_remove("itemEncoding");
            media.insert("schema".to_owned(), schema);
        }
    }
}

/// Whether a media type is JSON texts one after the other.
fn is_sequence(essence: &str) -> bool {
    ["jsonl", "jsonlines", "ndjson", "json-seq", "json-stream", "stream+json"].iter().any(|end| essence.ends_with(end))
}

/// What the data of an event is, by the schema of the event; nothing if that does not speak of data.
fn data(tree: &Value, event: &Value, depth: usize) -> Option<Value> {
    if depth > 16 {
        return None;
    }
    let text = json!({"type": "string"});
    let of = |part: &Value| data(tree, part, depth + 1);
    let list = |key: &str| event.get(key).and_then(Value::as_array).into_iter().flatten();
    let own = event.get("properties").and_then(|properties| properties.get("data")).map(|data| {
        let data = resolved(tree, data);
        let is_json = data.get("contentMediaType").and_then(Value::as_str).is_none_or(|name| name.ends_with("json"));
        data.get("contentSchema").filter(|_| is_json).cloned().unwrap_or_else(|| text.clone())
    });
    let target = resolved(tree, event);
    let inherited = || (!std::ptr::eq(target, event)).then(|| of(target)).flatten();
    let own = own.or_else(inherited).or_else(|| list("allOf").find_map(of));
    let mut alternatives: Vec<Option<Value>> = list("oneOf").chain(list("anyOf")).map(of).collect();
    if alternatives.iter().all(Option::is_none) {
        return own;
    }
    alternatives.iter_mut().for_each(|data| *data = data.take().or_else(|| own.clone()));
    let mut known: Vec<Value> = Vec::new();
    for data in alternatives {
        // One kind of event whose data is no JSON: then all are text, which it is to the reader to take apart.
        let Some(data) = data.filter(|data| *data != text) else { return Some(text) };
        if !known.contains(&data) {
            known.push(data);
        }
    }
    match known.as_slice() {
        [only] => Some(only.clone()),
        several => Some(json!({"oneOf": several})),
    }
}

/// What a reference within the document leads to; the value itself if it is none.
fn resolved<'t>(tree: &'t Value, value: &'t Value) -> &'t Value {
    let fragment = value.get("$ref").and_then(Value::as_str).and_then(|reference| reference.strip_prefix('#'));
    let target = fragment.and_then(Pointer::from_fragment);
    target.and_then(|target| tree.pointer(target.as_str())).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::data;

    fn of(event: Value) -> Option<Value> {
        let events =
            json!({"Event": {"properties": {"data": {"type": "string"}, "event": {"type": "string"}}}, "Loop": {"$ref": "#/Loop"}});
        data(&events, &event, 0)
    }

    #[test]
    fn the_data_of_an_event_is_found() {
        let json = |schema: Value| json!({"properties": {"data": {"contentMediaType": "application/json", "contentSchema": schema}}});
        let (text, number) = (json!({"type": "string"}), json!({"type": "integer"}));
        let cases = [
            (json!({"properties": {"data": {"type": "string"}}}), Some(text.clone())),
            (json(number.clone()), Some(number.clone())),
            (json!({"properties": {"data": {"contentMediaType": "text/csv", "contentSchema": {}}}}), Some(text.clone())),
            (json!({"$ref": "#/Event", "required": ["event"]}), Some(text.clone())),
            (json!({"$ref": "#/Loop"}), None),
            (json!({"type": "object", "properties": {"delta": {}}}), None),
            (json!({"$ref": "#/Event", "oneOf": [json(number.clone()), json(number.clone())]}), Some(number.clone())),
            (json!({"$ref": "#/Event", "oneOf": [json(number.clone()), {"properties": {"event": {}}}]}), Some(text.clone())),
            (json!({"oneOf": [json(number.clone()), json(json!({}))]}), Some(json!({"oneOf": [number, {}]}))),
            (json!({"allOf": [{"$ref": "#/Event"}]}), Some(text)),
        ];
        for (event, expected) in cases {
            assert_eq!(of(event.clone()), expected, "{event}");
        }
    }
}
