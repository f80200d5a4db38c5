//! Overlays, applied to small trees.

use serde_json::{Value, json};

use super::apply;
use crate::pointer::Pointer;
use crate::report::{Report, Style};
use crate::source::Input;
use crate::source::sources::File;

/// The tree after these actions, and what was said.
fn applied(tree: &Value, actions: &str) -> (Option<Value>, Report) {
    let mut report = Report::default();
    report.sources.add(File { name: "api.json".to_owned(), path: None, text: tree.to_string() });
    let text = format!("overlay: 1.0.0\ninfo: {{title: Fixes, version: '1'}}\nactions:\n{actions}");
    let overlay = Input { name: "fixes.yaml".to_owned(), folder: None, bytes: text.into_bytes() };
    let mut tree = tree.clone();
    let done = apply(&mut report, &mut tree, &[overlay]);
    (done.map(|()| tree), report)
}

#[test]
fn actions_change_the_tree() {
    let tree = json!({"a": {"x": 1, "y": {"z": [1, 2]}}, "b": [{"n": "p"}, {"n": "q"}, {"n": "p"}], "c": "text"});
    let cases = [
        ("- {target: $.a, update: {x: 2, y: {w: 3}, v: 4}}", "/a", json!({"x": 2, "y": {"z": [1, 2], "w": 3}, "v": 4})),
        ("- {target: $.a, update: {y: {z: [3]}}}", "/a/y/z", json!([1, 2, 3])),
        ("- {target: $.a.y.z, update: 3}", "/a/y/z", json!([1, 2, 3])),
        ("- {target: $.a.y.z, update: [3, 4]}", "/a/y/z", json!([1, 2, 3, 4])),
        ("- {target: $.a, update: {x: {k: 1}, y: 5}}", "/a", json!({"x": {"k": 1}, "y": 5})),
        ("- {target: $, update: {a: null, c: null}}", "", json!({"a": tree["a"], "b": tree["b"], "c": null})),
        ("- {target: $.a.y, remove: true, update: {ignored: 1}}", "/a", json!({"x": 1})),
        ("- {target: '$.b[?@.n == \"p\"]', remove: true}", "/b", json!([{"n": "q"}])),
        ("- {target: '$.a.y.z[0, 1, 0]', remove: true}", "/a/y/z", json!([])),
        ("- {target: '$.a..*', remove: true}", "/a", json!({})),
        ("- {target: $.b.*, update: {m: 1}}", "/b/1", json!({"n": "q", "m": 1})),
        // Each action sees what the one before left.
        ("- {target: $.a.x, remove: true}\n- {target: $.a, update: {x: {new: 1}}}\n- {target: $.a.x.new, remove: true}", "/a/x", json!({})),
    ];
    for (actions, place, expected) in cases {
        let (tree, report) = applied(&tree, actions);
        assert_eq!(tree.unwrap().pointer(place), Some(&expected), "{actions}\n{}", report.render(Style::Plain));
    }
}

#[test]
fn what_is_wrong_with_an_action_is_shown_in_the_overlay() {
    let tree = json!({"a": {"x": 1}, "b": [1]});
    let cases = [
        ("- {target: $.c, update: {}}", "4:12", "`$.c` selects nothing"),
        ("- {target: c, update: {}}", "4:12", "`c` is no JSONPath"),
        ("- {target: $.a.x, update: 2}", "4:12", "selects a number"),
        ("- {target: $.a, update: 2}", "4:12", "selects a mapping, and the update is a number"),
        ("- {target: $, remove: true}", "4:12", "the whole document"),
        ("- {target: $.a}", "4:", "this action does nothing"),
        ("- {target: $.a, remove: yes}", "4:", "`remove` is `true` or `false`"),
        ("- {update: {}}", "4:", "needs a `target`"),
        ("- $.a", "4:", "an action is a mapping"),
        ("  []", "3:", "a list with at least one"),
    ];
    for (actions, place, message) in cases {
        let (tree, report) = applied(&tree, actions);
        let said = report.render(Style::Plain);
        assert!(tree.is_none() && said.contains(message) && said.contains(&format!("fixes.yaml:{place}")), "{actions}\n{said}");
    }
    let (tree, report) = applied(&tree, "- {target: $.a, updaet: {}, remove: true}");
    let said = report.render(Style::Plain);
    assert!(tree.is_some() && said.contains("warning[unknown-key]") && said.contains("did you mean `update`?"), "{said}");
}

#[test]
fn what_is_no_overlay_is_refused() {
    let cases = [
        ("openapi: 3.0.0", "this is no overlay"),
        ("overlay: 1.1.0\nactions: [{target: $, update: {}}]", "one of `1.1.0`"),
        ("overlay: 1.0\nactions: [{target: $, update: {}}]", "is a text: `overlay: 1.0.0`"),
        ("overlay: 1.0.0", "needs `actions`"),
        ("[]", "an overlay is a mapping"),
        ("overlay: [", "this is not YAML"),
        ("", "is empty"),
    ];
    for (text, message) in cases {
        let mut report = Report::default();
        let overlay = Input { name: "fixes.yaml".to_owned(), folder: None, bytes: text.as_bytes().to_vec() };
        assert!(apply(&mut report, &mut json!({}), &[overlay]).is_none());
        let said = report.render(Style::Plain);
        assert!(said.contains(message), "{text}\n{said}");
    }
}

#[test]
fn places_are_known_after_a_change() {
    let tree = json!({"a": {"x": 1}, "b": [{"n": 0}, {"n": 1}, {"n": 2}]});
    let actions = "- {target: $.a, update: {y: {z: 1}}}\n- {target: $.b, update: {n: 3}}\n- {target: '$.b[0]', remove: true}\n\
                   - {target: '$.b[1]', update: {m: 1}}\n- {target: '$.b[0]', remove: true}\n- {target: $.a.y, remove: true}\n\
                   - {target: $.a, update: {y: {v: 1}}}";
    let (tree, report) = applied(&tree, actions);
    assert_eq!(tree.unwrap(), json!({"a": {"x": 1, "y": {"v": 1}}, "b": [{"n": 2, "m": 1}, {"n": 3}]}));
    let cases = [
        ("/a/x", 0, "/a/x"),
        ("/a/y/v", 1, "/actions/6/update/y/v"),
        ("/a/y/z", 1, "/actions/6/update/y/z"),
        ("/b/0/n", 0, "/b/2/n"),
        ("/b/0/m", 1, "/actions/3/update/m"),
        ("/b/1/n", 1, "/actions/1/update/n"),
        ("/b/2", 0, "/b/2"),
    ];
    for (here, file, there) in cases {
        let place = |text| Pointer::from_fragment(text).unwrap();
        assert_eq!(report.sources.origin(&place(here)), (file, place(there)), "{here}");
    }
}

#[test]
fn an_overlay_cannot_make_a_document_endless() {
    let nest = "- {target: '$..x', update: {x: {x: {}}}}\n".repeat(100);
    let (tree, report) = applied(&json!({"x": {}}), &nest);
    let said = report.render(Style::Plain);
    assert!(tree.is_none() && (said.contains("too-deep") || said.contains("too-many-nodes")), "{said}");
}
