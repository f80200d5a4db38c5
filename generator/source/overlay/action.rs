//! The tree of an overlay → its actions, or what is wrong with it.

use serde_json::{Map, Value};
use serde_json_path::JsonPath;

use super::super::suggest::closest;
use super::target;
use crate::pointer::Pointer;
use crate::report::{Code, Diagnostic, Report, Spot, code};

/// One action.
pub(super) struct Action {
    /// Where it stands in the overlay.
    pub at: Pointer,
    /// What it is about, as it is written.
    pub target: String,
    /// The same, parsed.
    pub path: JsonPath,
    /// What it does.
    pub change: Change,
}

/// What an action does.
pub(super) enum Change {
    /// Takes the places away.
    Remove,
    /// Merges this into each.
    Update(Value),
}

/// Reads an overlay. `None` after errors.
pub(super) fn read(report: &mut Report, file: usize, tree: &Value) -> Option<Vec<Action>> {
    let mut reader = Reader { report, file, failed: false };
    let actions = reader.overlay(tree);
    (!reader.failed).then_some(actions)
}

struct Reader<'r> {
    report: &'r mut Report,
    file: usize,
    failed: bool,
}

impl Reader<'_> {
    fn overlay(&mut self, tree: &Value) -> Vec<Action> {
        let root = Pointer::root();
        let Some(members) = tree.as_object() else {
            self.wrong(&root, "an overlay is a mapping with `overlay`, `info` and `actions`");
            return Vec::new();
        };
        self.version(members);
        self.keys(members, &root, &["overlay", "info", "extends", "actions"]);
        if !members.get("info").is_some_and(Value::is_object) {
            self.say(&code::MISSING_DETAIL, &root, "an overlay needs an `info` with a `title` and a `version`".to_owned(), None);
        }
        let at = root.child("actions");
        match members.get("actions") {
            Some(Value::Array(actions)) if !actions.is_empty() => {
                actions.iter().enumerate().filter_map(|(index, action)| self.action(action, at.index(index))).collect()
            }
            Some(_) => {
                self.wrong(&at, "`actions` is a list with at least one action");
                Vec::new()
            }
            None => {
                self.wrong(&root, "an overlay needs `actions`");
                Vec::new()
            }
        }
    }

    fn version(&mut self, members: &Map<String, Value>) {
        let at = Pointer::root().child("overlay");
        match members.get("overlay") {
            Some(Value::String(version)) if version == "1.0" || version.starts_with("1.0.") => {}
            Some(Value::String(version)) => self.wrong(&at, &format!("overlays of version 1.0 are read, and this is one of `{version}`")),
            Some(_) => self.wrong(&at, "the version of an overlay is a text: `overlay: 1.0.0`"),
            None => self.wrong(&Pointer::root(), "this is no overlay: it does not begin with `overlay: 1.0.0`"),
        }
    }

    fn action(&mut self, written: &Value, at: Pointer) -> Option<Action> {
        let Some(members) = written.as_object() else {
            self.wrong(&at, "an action is a mapping with a `target`, and an `update` or `remove: true`");
            return None;
        };
        self.keys(members, &at, &["target", "description", "update", "remove"]);
        let Some(target) = members.get("target").and_then(Value::as_str) else {
            self.wrong(&at, "an action needs a `target`: a JSONPath such as `$.components.schemas.Pet`");
            return None;
        };
        let path = target::parse(target);
        if let Err(message) = &path {
            self.wrong(&at.child("target"), message);
        }
        let change = match (members.get("remove"), members.get("update")) {
            (Some(Value::Bool(true)), _) => Some(Change::Remove),
            (None | Some(Value::Bool(false)), Some(update)) => Some(Change::Update(update.clone())),
            (None | Some(Value::Bool(false)), None) => {
                self.wrong(&at, "this action does nothing: it needs an `update` or `remove: true`");
                None
            }
            (Some(_), _) => {
                self.wrong(&at.child("remove"), "`remove` is `true` or `false`");
                None
            }
        };
        Some(Action { target: target.to_owned(), path: path.ok()?, change: change?, at })
    }

    fn keys(&mut self, members: &Map<String, Value>, at: &Pointer, known: &[&str]) {
        for key in members.keys().filter(|key| !known.contains(&key.as_str()) && !key.starts_with("x-")) {
            let help = closest(key, known.iter().copied()).map(|meant| format!("did you mean `{meant}`?"));
            self.say(&code::UNKNOWN_KEY, &at.child(key), format!("`{key}` is not a key of overlays, and is ignored"), help);
        }
    }

    fn wrong(&mut self, at: &Pointer, message: &str) {
        self.failed = true;
        self.say(&code::BAD_OVERLAY, at, message.to_owned(), None);
    }

    fn say(&mut self, code: &'static Code, at: &Pointer, message: String, help: Option<String>) {
        self.report.push(Diagnostic { help, ..Diagnostic::new(code, at, message).spot(Spot::File(self.file)) });
    }
}
