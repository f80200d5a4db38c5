//! Where each local `$ref` leads: to something that exists, of the right kind, and not in a circle. A reference that leads through
//! another one is rewritten to where it arrives, so that from here on every pointer can be followed token by token.

use std::collections::BTreeMap;

use serde_json::Value;

use super::bundle::reference_to;
use super::closest;
use super::grammar::{Grammar, Object, SCHEMA, Shape, at, walk};
use super::shape::remove;
use crate::pointer::Pointer;
use crate::report::{Diagnostic, Report, Spot, code};

/// The most references that may follow on one another.
const LONGEST_CHAIN: usize = 64;

/// How many wrong references get a suggestion: each compares a name with all others, and no more are printed.
const MOST_SUGGESTIONS: usize = 100;

/// A reference of the tree.
struct Found {
    text_at: Pointer,
    object: &'static Object,
    text: String,
    is_mapping: bool,
}

/// Checks all of them.
pub(super) fn check(report: &mut Report, grammar: &Grammar, tree: &mut Value) {
    let mut answers: BTreeMap<(String, &'static str), Answer> = BTreeMap::new();
    let mut edits = Vec::new();
    let mut wrong = 0_usize;
    for found in find(grammar, tree) {
        let key = (found.text.clone(), found.object.name);
        let answer = answers.entry(key).or_insert_with(|| resolve((grammar, tree), &found, wrong < MOST_SUGGESTIONS));
        match answer {
            Answer::Fine => {}
            Answer::Elsewhere(text) => edits.push((found.text_at, Some(text.clone()))),
            Answer::Wrong(finding) => {
                wrong += 1;
                let spot = if found.is_mapping { Diagnostic { code: &code::DANGLING_MAPPING, ..finding.clone() } } else { finding.clone() };
                report.push(Diagnostic { pointer: found.text_at.clone(), severity: spot.code.severity, ..spot });
                if found.is_mapping {
                    edits.push((found.text_at, None));
                }
            }
        }
    }
    for (text_at, text) in edits {
        match (text, tree.pointer_mut(text_at.as_str())) {
            (Some(text), Some(place)) => *place = Value::String(text),
            (None, Some(_)) => remove(tree, &text_at),
            (_, None) => {}
        }
    }
}

fn find(grammar: &Grammar, tree: &Value) -> Vec<Found> {
    let mut references = Vec::new();
    let schemas = grammar.section("schemas");
    walk(Shape::Object(grammar.document), tree, &mut Pointer::root(), &mut |at, shape, value| {
        match (shape, value) {
            (Shape::SchemaName, Value::String(name)) => {
                let is_name = !name.contains(['#', '/']) && schemas.find(tree).is_some_and(|all| all.get(name).is_some());
                let text = if name.starts_with('#') { name.clone() } else { format!("#{}/{name}", schemas.as_str()) };
                if !is_name && (name.starts_with('#') || !name.contains('/')) {
                    references.push(Found { text_at: at.clone(), object: &SCHEMA, text, is_mapping: true });
                }
            }
            (Shape::Object(object), Value::Object(members)) if object.is_referable() => {
                // What does not begin with `#` led to another file, and was reported there.
                if let Some(Value::String(text)) =
                    members.get("$ref").filter(|text| text.as_str().is_some_and(|text| text.starts_with('#')))
                {
                    references.push(Found { text_at: at.child("$ref"), object, text: text.clone(), is_mapping: false });
                }
            }
            _ => {}
        }
        true
    });
    references
}

enum Answer {
    Fine,
    /// It arrives at another place than it names.
    Elsewhere(String),
    Wrong(Diagnostic),
}

fn resolve((grammar, tree): (&Grammar, &Value), found: &Found, may_suggest: bool) -> Answer {
    let wrong = |code, message: String| Diagnostic::new(code, &found.text_at, message).spot(Spot::Value);
    let Some(named) = Pointer::from_fragment(found.text.trim_start_matches('#')) else {
        let message = format!("`{}` does not name a place: it is no JSON pointer, and no `$anchor`", found.text);
        let meant = reference_to(&grammar.section(found.object.section.unwrap_or("schemas")).child(found.text.trim_start_matches('#')));
        return Answer::Wrong(wrong(&code::DANGLING_REF, message).help(format!("a reference looks like `{meant}`")));
    };
    let Some(reached) = arrive(tree, &named) else {
        let finding = wrong(&code::DANGLING_REF, format!("`{}` does not exist", found.text));
        return Answer::Wrong(match may_suggest.then(|| suggest((grammar, tree), &named, found.object)).flatten() {
            Some(meant) => finding.help(format!("did you mean `{}`?", reference_to(&meant))),
            None => finding,
        });
    };
    let kind = at(grammar.document, &reached);
    if !kind.is_some_and(|kind| std::ptr::eq(kind, found.object)) {
        let is = kind.map_or("something that OpenAPI does not know", |kind| kind.name);
        return Answer::Wrong(wrong(&code::REF_OTHER_KIND, format!("`{}` is {is}, and {} is needed here", found.text, found.object.name)));
    }
    if !ends(tree, &reached) {
        return Answer::Wrong(wrong(&code::REF_CYCLE, format!("`{}` leads in a circle, and never to a definition", found.text)));
    }
    if reached == named { Answer::Fine } else { Answer::Elsewhere(reference_to(&reached)) }
}

/// The place that a pointer leads to when references on its way are followed.
fn arrive(tree: &Value, pointer: &Pointer) -> Option<Pointer> {
    if pointer.find(tree).is_some() {
        return Some(pointer.clone());
    }
    let mut here = Pointer::root();
    let mut hops = 0;
    for token in pointer.tokens() {
        while member(here.find(tree)?, &token).is_none() {
            here = Pointer::from_fragment(here.find(tree)?.get("$ref")?.as_str()?.strip_prefix('#')?)?;
            hops += 1;
            if hops > LONGEST_CHAIN {
                return None;
            }
        }
        here = here.child(&token);
    }
    Some(here)
}

fn member<'t>(value: &'t Value, token: &str) -> Option<&'t Value> {
    match value {
        Value::Object(members) => members.get(token),
        Value::Array(items) => items.get(token.parse::<usize>().ok()?),
        _ => None,
    }
}

/// Whether the references that begin at a place end somewhere.
fn ends(tree: &Value, from: &Pointer) -> bool {
    let mut here = from.clone();
    for _ in 0..LONGEST_CHAIN {
        let next = here.find(tree).and_then(|value| value.get("$ref")?.as_str()?.strip_prefix('#'));
        // One that leads nowhere is reported where it stands.
        let Some(next) = next.and_then(Pointer::from_fragment).and_then(|next| arrive(tree, &next)) else { return true };
        here = next;
    }
    false
}

/// The existing place that was probably meant: a misspelt member of what exists, or a component of that name.
fn suggest((grammar, tree): (&Grammar, &Value), pointer: &Pointer, object: &Object) -> Option<Pointer> {
    let last = pointer.last()?;
    let parent = pointer.parent()?;
    for place in [parent, grammar.section(object.section.unwrap_or("schemas"))] {
        let Some(Value::Object(members)) = place.find(tree) else { continue };
        let names = members.keys().map(String::as_str);
        if let Some(name) = closest(&last, names) {
            return Some(place.child(name));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{arrive, ends};
    use crate::pointer::Pointer;

    #[test]
    fn references_on_the_way_are_followed() {
        let tree = json!({
            "a": {"$ref": "#/b"}, "b": {"c": [{"$ref": "#/d"}]}, "d": {"e": 1},
            "x": {"$ref": "#/y"}, "y": {"$ref": "#/x"},
        });
        let pointer = |text| Pointer::from_fragment(text).unwrap();
        let table = [("/a/c/0/e", Some("/d/e")), ("/b/c/0", Some("/b/c/0")), ("/a/z", None), ("/x/z", None)];
        for (from, to) in table {
            assert_eq!(arrive(&tree, &pointer(from)).as_ref().map(Pointer::as_str), to, "{from}");
        }
        assert!(ends(&tree, &pointer("/a")));
        assert!(!ends(&tree, &pointer("/x")));
    }
}
