//! `$id`, `$anchor` and `$dynamicAnchor` name schemas; references by these names → references by place.
//!
//! <https://json-schema.org/draft/2020-12/json-schema-core#section-8.2>

use std::collections::BTreeMap;

use fluent_uri::{Uri, UriRef};
use serde_json::Value;

use super::bundle::reference_to;
use crate::pointer::Pointer;
use crate::report::{Report, code};

/// What relative references of the document are resolved against, as it has no address of its own here.
const DOCUMENT: &str = "document:/";

/// Keywords whose values are data, in which nothing is a schema; where authors choose the keys, they are names like any other.
const DATA: [&str; 6] = ["example", "examples", "default", "enum", "const", "value"];
const NAMED: [&str; 11] = [
    "properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "schemas", "responses", "parameters", "requestBodies",
    "headers", "paths",
];

/// Rewrites the references of a document of OpenAPI 3.1.
pub(super) fn rewrite(report: &mut Report, tree: &mut Value) {
    if !has_names(tree) {
        return;
    }
    let mut names = Names::of(tree);
    for reference in std::mem::take(&mut names.references) {
        let Some(place) = names.place(tree, &reference) else { continue };
        if reference.is_dynamic && names.count(&reference.text) > 1 {
            let message = format!("what `{}` leads to depends on where a value stands; here it is always the same schema", reference.text);
            report.add(&code::APPROXIMATED, &reference.at.child(reference.key()), message);
        }
        let Some(Value::Object(members)) = tree.pointer_mut(reference.at.as_str()) else { continue };
        members.shift_remove(reference.key());
        members.insert("$ref".to_owned(), Value::String(reference_to(&place)));
    }
}

/// Whether anything in a tree may be such a name: few documents have one, and looking is cheap.
fn has_names(tree: &Value) -> bool {
    match tree {
        Value::Object(members) => {
            ["$id", "$anchor", "$dynamicAnchor", "$self"].iter().any(|key| members.get(*key).is_some_and(Value::is_string))
                || members.values().any(has_names)
        }
        Value::Array(items) => items.iter().any(has_names),
        _ => false,
    }
}

/// The schema of a file that has an anchor.
pub(super) fn anchored(tree: &Value, anchor: &str) -> Option<Pointer> {
    let anchors = Names::of(tree).anchors;
    anchors.into_iter().find(|((_, name), _)| name == anchor).map(|(_, place)| place)
}

/// What the schemas of a file are called.
struct Names {
    /// Schemas by their `$id`, and the file itself.
    resources: BTreeMap<String, Pointer>,
    /// Schemas by the `$id` that they are below, and their anchor.
    anchors: BTreeMap<(String, String), Pointer>,
    references: Vec<Reference>,
}

/// A reference by address: one that may not be by place.
struct Reference {
    at: Pointer,
    /// The `$id` that it is below.
    base: String,
    text: String,
    is_dynamic: bool,
}

impl Reference {
    fn key(&self) -> &'static str {
        if self.is_dynamic { "$dynamicRef" } else { "$ref" }
    }
}

impl Names {
    fn of(tree: &Value) -> Self {
        let own = tree.get("$self").and_then(Value::as_str).and_then(|own| resolved(DOCUMENT, own)).map(|(own, _)| own);
        let own = own.unwrap_or_else(|| DOCUMENT.to_owned());
        let resources = [(own.clone(), Pointer::root())].into_iter().collect();
        let mut names = Self { resources, anchors: BTreeMap::new(), references: Vec::new() };
        names.visit(tree, &mut Pointer::root(), &own, false);
        names
    }

    /// Visits a value and what is in it; `is_named` where the author chooses the keys. A tree is as deep as the parser allows.
    fn visit(&mut self, value: &Value, at: &mut Pointer, base: &str, is_named: bool) {
        let mut base = base.to_owned();
        if let (Value::Object(members), false) = (value, is_named) {
            let text = |key: &str| members.get(key).and_then(Value::as_str);
            if let Some((id, _)) = text("$id").and_then(|id| resolved(&base, id)) {
                self.resources.entry(id.clone()).or_insert_with(|| at.clone());
                base = id;
            }
            for anchor in ["$anchor", "$dynamicAnchor"].into_iter().filter_map(text) {
                self.anchors.entry((base.clone(), anchor.to_owned())).or_insert_with(|| at.clone());
            }
            let key = ["$ref", "$dynamicRef"].into_iter().find_map(|key| Some((key, text(key)?)));
            if let Some((key, text)) = key {
                let is_dynamic = key == "$dynamicRef";
                self.references.push(Reference { at: at.clone(), base: base.clone(), text: text.to_owned(), is_dynamic });
            }
        }
        match value {
            Value::Object(members) => {
                let inner = members.iter().filter(|(key, _)| is_named || !(DATA.contains(&key.as_str()) || key.starts_with("x-")));
                for (key, inner) in inner.filter(|(_, inner)| inner.is_object() || inner.is_array()) {
                    let back = at.push(key);
                    self.visit(inner, at, &base, !is_named && NAMED.contains(&key.as_str()));
                    at.truncate(back);
                }
            }
            Value::Array(items) => {
                for (index, inner) in items.iter().enumerate().filter(|(_, inner)| inner.is_object() || inner.is_array()) {
                    let back = at.push(&index.to_string());
                    self.visit(inner, at, &base, false);
                    at.truncate(back);
                }
            }
            _ => {}
        }
    }

    /// The place that a reference leads to; nothing if it is by place already, or leads out of the file.
    fn place(&self, tree: &Value, reference: &Reference) -> Option<Pointer> {
        let (address, fragment) = resolved(&reference.base, &reference.text)?;
        let resource = self.resources.get(&address)?;
        let Some(inner) = Pointer::from_fragment(&fragment) else {
            return self.anchors.get(&(address, fragment)).cloned();
        };
        // Where a schema has an `$id`, some write references from the root of the document all the same.
        let place = inner.tokens().fold(resource.clone(), |place, token| place.child(&token));
        let is_by_place = !reference.is_dynamic && reference_to(&place) == reference.text;
        (!is_by_place && place.find(tree).is_some()).then_some(place)
    }

    /// How many schemas have the anchor that a reference names.
    fn count(&self, text: &str) -> usize {
        let anchor = text.rsplit('#').next();
        self.anchors.keys().filter(|(_, name)| Some(name.as_str()) == anchor).count()
    }
}

/// What an address is from a base, and its fragment.
fn resolved(base: &str, text: &str) -> Option<(String, String)> {
    let address = UriRef::parse(text).ok()?.resolve_against(&Uri::parse(base).ok()?).ok()?;
    let fragment = address.fragment().map(|fragment| fragment.as_str().to_owned()).unwrap_or_default();
    Some((address.as_str().split('#').next().unwrap_or_default().to_owned(), fragment))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{anchored, rewrite};
    use crate::report::Report;

    #[test]
    fn references_by_name_become_references_by_place() {
        let schemas = |reference: Value| {
            json!({"components": {"schemas": {
                "Pet": {"$anchor": "pet"},
                "Tag": {
                    "$id": "https://a.example/tags/tag", "$defs": {"inner": {"$anchor": "inner"}, "other": {"$id": "other"}},
                    "properties": {"$id": {"type": "string"}, "example": {"$anchor": "named"}},
                    "items": reference,
                },
                "Tree": {"$dynamicAnchor": "node", "example": {"$anchor": "data"}},
                "Use": reference,
            }}})
        };
        // What stands below the `$id`, and what stands beside it, become.
        let cases = [
            ("#pet", None, Some("/components/schemas/Pet")),
            ("#inner", Some("/components/schemas/Tag/$defs/inner"), None),
            ("#/$defs/inner", Some("/components/schemas/Tag/$defs/inner"), None),
            ("#/components/schemas/Pet", None, None),
            ("other", Some("/components/schemas/Tag/$defs/other"), None),
            ("https://a.example/tags/tag", Some("/components/schemas/Tag"), Some("/components/schemas/Tag")),
            (
                "https://a.example/tags/tag#named",
                Some("/components/schemas/Tag/properties/example"),
                Some("/components/schemas/Tag/properties/example"),
            ),
            ("https://a.example/x", None, None),
            ("other.yaml#/x", None, None),
            ("#data", None, None),
            ("not a uri", None, None),
        ];
        for (text, below, beside) in cases {
            let mut tree = schemas(json!({"$ref": text}));
            rewrite(&mut Report::default(), &mut tree);
            let reference = |place: Option<&str>| json!({"$ref": place.map_or(text.to_owned(), |place| format!("#{place}"))});
            assert_eq!(tree.pointer("/components/schemas/Tag/items"), Some(&reference(below)), "{text}");
            assert_eq!(tree.pointer("/components/schemas/Use"), Some(&reference(beside)), "{text}");
        }
        let mut tree = schemas(json!({"$dynamicRef": "#node"}));
        rewrite(&mut Report::default(), &mut tree);
        assert_eq!(tree.pointer("/components/schemas/Use"), Some(&json!({"$ref": "#/components/schemas/Tree"})));
        assert_eq!(anchored(&tree, "pet").unwrap().as_str(), "/components/schemas/Pet");
        assert_eq!(anchored(&tree, "data"), None);
    }
}
