//! `Document` → claims: this value, which stands here, is of that schema.

use serde_json::Value;

use super::reference::follow;
use crate::pointer::Pointer;
use crate::source::{Describer, described};

/// A value that a document shows, and the schema that it should be of.
#[derive(Debug)]
pub(super) struct Claim<'d> {
    /// What the document calls it.
    pub kind: Kind,
    /// Which way it travels.
    pub direction: Direction,
    /// The place of the value.
    pub at: Pointer,
    /// The value.
    pub value: &'d Value,
    /// The schema.
    pub schema: &'d Value,
}

/// What a value is shown as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Example,
    Default,
}

/// Which way a value travels; it decides whether properties that are `readOnly` or `writeOnly` can be required.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Sent,
    Received,
    Either,
}

/// Every example and default of a document.
pub(super) fn claims(tree: &Value) -> Vec<Claim<'_>> {
    let mut claims = Vec::new();
    described(tree, &mut |at, describer, object| match describer {
        Describer::Schema => {
            for (key, kind) in [("example", Kind::Example), ("default", Kind::Default)] {
                let Some(value) = object.get(key) else { continue };
                let direction = Direction::Either;
                claims.push(Claim { kind, direction, at: at.child(key), value, schema: object });
            }
        }
        Describer::Parameter | Describer::MediaType => {
            let Some(schema) = object.get("schema") else { return };
            // The example of a body that is not JSON may be its text.
            let is_text = describer == Describer::MediaType && !at.last().is_some_and(|name| is_json(&name));
            let mut seen: Vec<&Value> = Vec::new();
            for (value_at, value) in shown(tree, at, object) {
                let is_known = seen.contains(&value) || (is_text && value.is_string());
                if !is_known {
                    seen.push(value);
                    let (kind, direction) = (Kind::Example, direction(at));
                    claims.push(Claim { kind, direction, at: value_at, value, schema });
                }
            }
        }
    });
    claims
}

/// The values under `example` and `examples`, with their places.
fn shown<'d>(tree: &'d Value, at: &Pointer, object: &'d Value) -> Vec<(Pointer, &'d Value)> {
    let named = object.get("examples").and_then(Value::as_object);
    let named = named.into_iter().flatten().filter_map(|(name, example)| {
        let (at, example) = follow(tree, &at.child("examples").child(name), example)?;
        Some((at.child("value"), example.get("value")?))
    });
    object.get("example").map(|value| (at.child("example"), value)).into_iter().chain(named).collect()
}

/// Whether a media type is JSON, or a dialect of it.
fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || essence == "text/json" || essence.ends_with("+json")
}

/// Which way what is described at a place travels. Callbacks go the other way, and are left open.
fn direction(at: &Pointer) -> Direction {
    let tokens = at.tokens().collect::<Vec<_>>();
    // components/SECTION/…, paths/PATH/METHOD/PART/… or paths/PATH/parameters/…
    let part = match tokens.iter().map(AsRef::as_ref).collect::<Vec<_>>().as_slice() {
        ["components", section, ..] => (*section).to_owned(),
        ["paths", _, "parameters", ..] => "parameters".to_owned(),
        ["paths", _, _, part, ..] => (*part).to_owned(),
        _ => String::new(),
    };
    match part.as_str() {
        "requestBody" | "requestBodies" | "parameters" => Direction::Sent,
        "responses" | "headers" => Direction::Received,
        _ => Direction::Either,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Direction, claims, direction, is_json};
    use crate::pointer::Pointer;

    #[test]
    fn directions() {
        let table = [
            ("/paths/~1responses/get/requestBody/content/application~1json", Direction::Sent),
            ("/paths/~1a/parameters/0", Direction::Sent),
            ("/paths/~1a/get/responses/200/content/application~1json", Direction::Received),
            ("/components/requestBodies/responses/content/a", Direction::Sent),
            ("/components/headers/requestBody", Direction::Received),
            ("/paths/~1a/get/callbacks/c/{$url}/post/requestBody/content/a", Direction::Either),
        ];
        for (pointer, expected) in table {
            assert_eq!(direction(&Pointer::from_fragment(pointer).unwrap()), expected, "{pointer}");
        }
    }

    #[test]
    fn media_types() {
        let table = [
            ("application/json", true),
            ("Application/Problem+JSON; charset=utf-8", true),
            ("text/plain", false),
            ("application/xml", false),
        ];
        for (name, expected) in table {
            assert_eq!(is_json(name), expected, "{name}");
        }
    }

    #[test]
    fn each_value_is_claimed_once() {
        let tree = json!({
            "components": {
                "examples": {"One": {"value": 1}},
                "parameters": {"p": {
                    "schema": {"type": "integer", "default": 3},
                    "example": 1,
                    "examples": {"same": {"$ref": "#/components/examples/One"}, "other": {"value": 2}, "elsewhere": {"externalValue": "x"}},
                    "x-example": {"schema": {"example": 4}},
                }},
                "responses": {"r": {"content": {"text/csv": {"schema": {"type": "object"}, "example": "a,b"}}}},
            },
        });
        let found = claims(&tree).iter().map(|claim| (claim.at.as_str().to_owned(), claim.value.clone())).collect::<Vec<_>>();
        let p = "/components/parameters/p";
        assert_eq!(
            found,
            [
                (format!("{p}/example"), json!(1)),
                (format!("{p}/examples/other/value"), json!(2)),
                (format!("{p}/schema/default"), json!(3))
            ]
        );
    }
}
