//! Text → the untyped tree, whichever of the two syntaxes it is written in.

use serde::de::DeserializeSeed;
use serde_json::Value;

use super::locate;
use super::sources::Sources;
use super::tree::{Node, Notes};
use super::yaml;
use crate::pointer::Pointer;
use crate::report::{Code, Diagnostic, Report, Spot, code};

/// What stopped a parser.
#[derive(Debug)]
pub(super) struct Failure {
    pub code: &'static Code,
    pub message: String,
    pub offset: usize,
}

/// The tree of a file that `Sources` has, or `None` after findings that leave nothing to go on with.
pub(super) fn parse(report: &mut Report, file: usize) -> Option<Value> {
    let mut findings = Vec::new();
    let tree = tree_of(&report.sources, file, &mut findings);
    findings.into_iter().for_each(|finding| report.push(finding));
    tree
}

fn tree_of(sources: &Sources, file: usize, findings: &mut Vec<Diagnostic>) -> Option<Value> {
    let text = &sources.file(file)?.text;
    let (read, notes) = if text.trim_start().starts_with(['{', '[']) { either(text) } else { yaml(text) };
    for (code, pointer, message) in notes.findings {
        let duplicate = code.name == code::DUPLICATE_KEY.name;
        let finding = Diagnostic::new(code, &pointer, message).spot(Spot::File(file));
        findings.push(if duplicate { finding.related(&pointer, "first here") } else { finding });
    }
    match read {
        Ok(mut tree) => {
            restore(text, &mut tree, notes.wide);
            Some(tree)
        }
        Err(failure) => {
            // What the visitor itself gave up on is among the findings already, with its pointer.
            if findings.last().is_none_or(|last| last.code.name != code::TOO_MANY_NODES.name) {
                let spot = Spot::Byte { file, offset: failure.offset };
                let finding = Diagnostic::new(failure.code, &Pointer::root(), failure.message).spot(spot);
                let tab = failure.code.name == code::SYNTAX.name && text.get(failure.offset..).is_some_and(|rest| rest.starts_with('\t'));
                findings.push(if tab { finding.help("indent with spaces: YAML does not take tabs for it") } else { finding });
            }
            None
        }
    }
}

/// A document that begins with a bracket is JSON or YAML's flow style. The JSON error is the one shown if it is neither.
fn either(text: &str) -> (Result<Value, Failure>, Notes) {
    let read = json(text);
    match &read.0 {
        Err(failure) if failure.code.name == code::SYNTAX.name && read.1.findings.is_empty() => match yaml(text) {
            (Ok(tree), notes) => (Ok(tree), notes),
            _ => read,
        },
        _ => read,
    }
}

fn json(text: &str) -> (Result<Value, Failure>, Notes) {
    let mut notes = Notes::default();
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let read = Node(&mut notes).deserialize(&mut deserializer).and_then(|tree| deserializer.end().map(|()| tree));
    let read = read.map_err(|error| {
        // serde_json counts the columns of a line in bytes.
        let offset = line_start(text, error.line()) + error.column().saturating_sub(1);
        let message = error.to_string();
        let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
        if message.contains("recursion limit") {
            return yaml::too_deep(offset);
        }
        Failure { code: &code::SYNTAX, message: format!("this is not JSON: {message}"), offset }
    });
    (read, notes)
}

fn yaml(text: &str) -> (Result<Value, Failure>, Notes) {
    let mut notes = Notes::default();
    (yaml::read(text, &mut notes), notes)
}

fn line_start(text: &str, line: usize) -> usize {
    match line {
        0 | 1 => 0,
        _ => text.match_indices('\n').nth(line - 2).map_or(text.len(), |(newline, _)| newline + 1),
    }
}

/// Puts the text of integers back that 64 bits do not hold: as a float they would be other numbers.
fn restore(text: &str, tree: &mut Value, wide: Vec<Pointer>) {
    if wide.is_empty() {
        return;
    }
    let places = locate::locate(text, &wide);
    for (pointer, place) in wide.iter().zip(places) {
        let Some(written) = place.filter(|place| place.exact).and_then(|place| text.get(place.value)) else { continue };
        let digits = written.strip_prefix(['-', '+']).unwrap_or(written);
        let is_integer = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        if let Some(value) = tree.pointer_mut(pointer.as_str()).filter(|_| is_integer) {
            *value = Value::String(written.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{json, yaml};

    #[test]
    fn both_syntaxes_make_the_same_tree() {
        let table = [
            ("{\"a\": [1, true, null, \"x\"]}", "a: [1, true, ~, x]", json!({"a": [1, true, null, "x"]})),
            ("{\"200\": -1}", "200: -1", json!({"200": -1})),
            ("{\"true\": 1.5}", "true: 1.5", json!({"true": 1.5})),
        ];
        for (in_json, in_yaml, expected) in table {
            assert_eq!(json(in_json).0.unwrap(), expected);
            assert_eq!(yaml(in_yaml).0.unwrap(), expected);
        }
    }

    #[test]
    fn yaml_merges_and_the_core_schema_rules() {
        let table = [
            ("a: &a {x: 1, y: 2}\nb: {<<: *a, y: 3}", json!({"a": {"x": 1, "y": 2}, "b": {"y": 3, "x": 1}})),
            ("a: {<<: [{x: 1}, {x: 2, y: 2}]}", json!({"a": {"x": 1, "y": 2}})),
            ("a: NO\nb: 0o7\nc: 1e3\nd: '1'", json!({"a": "NO", "b": 7, "c": 1000.0, "d": "1"})),
        ];
        for (text, expected) in table {
            assert_eq!(yaml(text).0.unwrap(), expected, "{text}");
        }
    }
}
