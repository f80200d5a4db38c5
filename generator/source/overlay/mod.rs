//! A document and overlays (<https://spec.openapis.org/overlay/v1.0.0.html>) → the document as they change it.
//!
//! `action.rs` reads an overlay, `target.rs` finds the places that an action is about, `update.rs` and `remove.rs` change them.

mod action;
mod remove;
mod target;
mod update;

use serde_json::Value;

use self::action::{Action, Change};
use self::update::Update;
use super::bundle::{MOST_COPIED, size};
use super::file::Input;
use super::yaml::DEEPEST;
use super::{parse, text};
use crate::pointer::Pointer;
use crate::report::{Diagnostic, Report, Spot, code};

/// Applies overlays in their order, each action to what the one before left. `None` after errors.
pub(super) fn apply(report: &mut Report, tree: &mut Value, overlays: &[Input]) -> Option<()> {
    let mut copied = 0;
    let mut failed = false;
    for overlay in overlays {
        let file = text::add(report, overlay.name.clone(), overlay.path(), &overlay.bytes)?;
        let written = parse::parse(report, file)?;
        let Some(actions) = action::read(report, file, &written) else {
            failed = true;
            continue;
        };
        for action in actions {
            if let Err(finding) = carry_out(report, tree, (file, &action), &mut copied) {
                report.push(finding.spot(Spot::File(file)));
                failed = true;
            }
        }
    }
    (!failed).then_some(())
}

fn carry_out(report: &mut Report, tree: &mut Value, (file, action): (usize, &Action), copied: &mut usize) -> Result<(), Box<Diagnostic>> {
    let target = action.at.child("target");
    let places = target::places(&action.path, tree);
    if places.is_empty() {
        let message = format!("`{}` selects nothing", action.target);
        let finding = Diagnostic::new(&code::UNMATCHED_TARGET, &target, message);
        return Err(Box::new(finding.help("correct the target, or remove the action if the document needs it no more")));
    }
    let update = match &action.change {
        Change::Remove => return remove::remove(&mut report.sources, tree, places).map_err(|message| wrong(&target, message)),
        Change::Update(update) => update,
    };
    let there = action.at.child("update");
    *copied += size(update) * places.len();
    if *copied > MOST_COPIED {
        let message = "overlays add more than 5 million nodes to the document";
        return Err(Box::new(Diagnostic::new(&code::TOO_MANY_NODES, &there, message)));
    }
    let deep = places.iter().map(|place| place.tokens().count()).max().unwrap_or_default() + depth(update);
    if deep > DEEPEST {
        let message = "with this, the document is nested deeper than 128 levels";
        return Err(Box::new(Diagnostic::new(&code::TOO_DEEP, &there, message)));
    }
    let mut update = Update { sources: &mut report.sources, file, update, there };
    places.iter().try_for_each(|place| update.apply(tree, place)).map_err(|message| wrong(&target, message))
}

/// An action that cannot be carried out.
fn wrong(at: &Pointer, message: String) -> Box<Diagnostic> {
    Box::new(Diagnostic::new(&code::BAD_OVERLAY, at, message))
}

/// How many levels of lists and mappings a value has.
fn depth(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or_default(),
        Value::Object(members) => 1 + members.values().map(depth).max().unwrap_or_default(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests;
