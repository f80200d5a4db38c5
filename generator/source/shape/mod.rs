//! Is it OpenAPI? The untyped tree against the grammar, with findings that name the key, the value and what was probably meant.
//!
//! `object.rs` looks at keys, `value.rs` at types, `quoted.rs`, `schema_type.rs` and `required_flag.rs` at values that are not quite what
//! they should be, `parameter.rs` at what depends on `in` and `type`, `path.rs` at path templates and their parameters. What can be put
//! right is, and every repair is reported.

mod object;
mod parameter;
mod path;
mod quoted;
mod required_flag;
mod schema_type;
mod value;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::grammar::{HEADER, LINK, OPENAPI, OPERATION, PARAMETER, RESPONSE, SECURITY_SCHEME, SWAGGER_2, Shape, walk};
use crate::pointer::Pointer;
use crate::report::{Code, Diagnostic, Report, Severity, Spot, code};

/// A change of the tree that makes it well-formed.
#[derive(Debug)]
enum Edit {
    /// The member or item has this value.
    Set(Value),
    /// The member or item goes.
    Remove,
    /// The list, made if it is absent, has one item more.
    Push(Value),
}

/// What the checks find, collected while the tree is borrowed.
#[derive(Debug, Default)]
struct Findings<'t> {
    /// The tree itself, to tell the items of lists from members that are called by a number.
    tree: Option<&'t Value>,
    diagnostics: Vec<Diagnostic>,
    edits: Vec<(Pointer, Edit)>,
    /// What is right, and what the typed form cannot hold.
    leave_out: BTreeSet<Pointer>,
}

impl Findings<'_> {
    /// Whether a place is an item of a list.
    fn is_item(&self, at: &Pointer) -> bool {
        at.parent().and_then(|parent| self.tree?.pointer(parent.as_str())).is_some_and(Value::is_array)
    }

    fn add(&mut self, code: &'static Code, pointer: &Pointer, message: String) {
        self.diagnostics.push(Diagnostic::new(code, pointer, message));
    }

    fn add_with_help(&mut self, code: &'static Code, pointer: &Pointer, message: String, help: Option<String>) {
        self.diagnostics.push(Diagnostic { help, ..Diagnostic::new(code, pointer, message) });
    }

    fn at_key(&mut self, code: &'static Code, pointer: &Pointer, message: String, help: Option<String>) {
        self.diagnostics.push(Diagnostic { help, ..Diagnostic::new(code, pointer, message).spot(Spot::Key) });
    }

    fn edit(&mut self, pointer: Pointer, edit: Edit) {
        self.edits.push((pointer, edit));
    }
}

/// Checks the tree and repairs it. The places that are returned have no room in the typed form.
pub(super) fn check(report: &mut Report, tree: &mut Value) -> BTreeSet<Pointer> {
    let mut findings = Findings { tree: Some(tree), ..Findings::default() };
    let mut operations: BTreeMap<&str, Pointer> = BTreeMap::new();
    walk(Shape::Object(&OPENAPI), tree, &mut Pointer::root(), &mut |at, shape, value| {
        let right = value::check(&mut findings, at, shape, value);
        if let (Shape::Object(object), Value::Object(members)) = (shape, value) {
            object::check(&mut findings, at, object, members);
            if object.is_referable() && members.contains_key("$ref") {
                return false;
            }
            if std::ptr::eq(object, &PARAMETER) {
                parameter::check_parameter(&mut findings, at, members);
            } else if std::ptr::eq(object, &HEADER) {
                parameter::check_schema(&mut findings, at, object, members);
            } else if std::ptr::eq(object, &SECURITY_SCHEME) {
                parameter::check_security_scheme(&mut findings, at, members);
            } else if std::ptr::eq(object, &LINK) {
                parameter::check_link(&mut findings, at, members);
            } else if std::ptr::eq(object, &RESPONSE) {
                check_response(&mut findings, at, members);
            } else if std::ptr::eq(object, &OPERATION) {
                check_operation(&mut findings, &mut operations, at, members);
            }
        }
        right
    });
    path::check(&mut findings, tree);
    let Findings { diagnostics, edits, leave_out, .. } = findings;
    diagnostics.into_iter().for_each(|diagnostic| report.push(diagnostic));
    apply(tree, edits);
    leave_out
}

/// Checks what stands around the schemas of a Swagger document, repairs it, and takes out what is unknown: all findings about these
/// forms are made here, and the rest are made of the forms of 3.0 that they become. Answers whether they can become them.
pub(super) fn check_swagger(report: &mut Report, tree: &mut Value) -> bool {
    let mut findings = Findings { tree: Some(tree), ..Findings::default() };
    walk(Shape::Object(SWAGGER_2.document), tree, &mut Pointer::root(), &mut |at, shape, value| {
        if matches!(shape, Shape::Object(object) if object.section == Some("schemas")) {
            return false;
        }
        let right = value::check(&mut findings, at, shape, value);
        if let (Shape::Object(object), Value::Object(members)) = (shape, value) {
            object::check(&mut findings, at, object, members);
        }
        right
    });
    let Findings { diagnostics, mut edits, .. } = findings;
    let unknown = diagnostics.iter().filter(|found| found.code.name == code::UNKNOWN_KEY.name);
    edits.extend(unknown.map(|found| (found.pointer.clone(), Edit::Remove)));
    let right = diagnostics.iter().all(|found| found.severity != Severity::Error);
    diagnostics.into_iter().for_each(|diagnostic| report.push(diagnostic));
    apply(tree, edits);
    right
}

fn check_response(findings: &mut Findings<'_>, at: &Pointer, members: &Map<String, Value>) {
    let has_links = members.get("links").and_then(Value::as_object).is_some_and(|links| !links.is_empty());
    if has_links && !at.tokens().any(|token| token == "callbacks") {
        let message = "nothing is generated from links, which a client does not follow".to_owned();
        findings.at_key(&code::LINKS_LEFT_OUT, &at.child("links"), message, None);
    }
}

fn check_operation<'t>(findings: &mut Findings<'_>, seen: &mut BTreeMap<&'t str, Pointer>, at: &Pointer, members: &'t Map<String, Value>) {
    // An operation that a server calls is not a method of the client.
    if at.tokens().any(|token| token == "callbacks") {
        return;
    }
    if members.get("callbacks").and_then(Value::as_object).is_some_and(|callbacks| !callbacks.is_empty()) {
        let message = "no code is generated for callbacks, which the server calls".to_owned();
        findings.at_key(&code::CALLBACK_LEFT_OUT, &at.child("callbacks"), message, None);
    }
    if let Some(id) = members.get("operationId").and_then(Value::as_str) {
        let place = at.child("operationId");
        if let Some(first) = seen.get(id) {
            let message = format!("the operation id `{id}` is used more than once: this operation gets one made from its method and path");
            let finding = Diagnostic::new(&code::DUPLICATE_OPERATION_ID, &place, message).help("give each operation an id of its own");
            findings.diagnostics.push(finding.related(first, "first used here"));
            findings.edit(place, Edit::Remove);
        } else {
            seen.insert(id, place);
        }
    }
}

/// Values first, while the indexes of lists are what they were; then removals, the last first for the same reason. What has got a
/// value is not removed.
fn apply(tree: &mut Value, edits: Vec<(Pointer, Edit)>) {
    let (removed, rest): (Vec<_>, Vec<_>) = edits.into_iter().partition(|(_, edit)| matches!(edit, Edit::Remove));
    let kept = rest.iter().map(|(pointer, _)| pointer.clone()).collect::<BTreeSet<_>>();
    for (pointer, edit) in rest {
        let (Some(parent), Some(key)) = (pointer.parent(), pointer.last()) else { continue };
        match (tree.pointer_mut(parent.as_str()), edit) {
            (Some(Value::Object(members)), Edit::Set(value)) => {
                members.insert(key, value);
            }
            (Some(Value::Array(items)), Edit::Set(value)) => {
                if let Some(item) = key.parse::<usize>().ok().and_then(|index| items.get_mut(index)) {
                    *item = value;
                }
            }
            (Some(Value::Object(members)), Edit::Push(value)) => {
                if let Value::Array(items) = members.entry(key).or_insert_with(|| Value::Array(Vec::new())) {
                    items.push(value);
                }
            }
            _ => {}
        }
    }
    for (pointer, _) in removed.iter().rev().filter(|(pointer, _)| !kept.contains(pointer)) {
        remove(tree, pointer);
    }
}

/// Takes a member or an item out of a tree.
pub(super) fn remove(tree: &mut Value, pointer: &Pointer) {
    if let (Some(parent), Some(key)) = (pointer.parent(), pointer.last()) {
        match tree.pointer_mut(parent.as_str()) {
            Some(Value::Object(members)) => {
                members.shift_remove(&key);
            }
            Some(Value::Array(items)) => {
                if let Some(index) = key.parse::<usize>().ok().filter(|index| *index < items.len()) {
                    items.remove(index);
                }
            }
            _ => {}
        }
    }
}
