//! Path templates, and the parameters that are declared for them.

use serde_json::{Map, Value, json};

use super::super::grammar::METHODS;
use super::{Edit, Findings};
use crate::pointer::Pointer;
use crate::report::code;

/// A parameter in a path, and where it is declared.
struct Declared {
    name: String,
    at: Pointer,
}

/// Checks all paths.
pub(super) fn check(findings: &mut Findings<'_>, tree: &Value) {
    let Some(Value::Object(paths)) = tree.get("paths") else { return };
    let root = Pointer::root().child("paths");
    for (path, item) in paths {
        let Value::Object(item) = item else { continue };
        if path.starts_with("x-") {
            continue;
        }
        let at = root.child(path);
        match parameters(path) {
            Ok(needed) => check_item(findings, (tree, &at), &needed, item),
            Err(reason) => {
                findings.at_key(&code::MALFORMED_PATH, &at, format!("the path `{path}` {reason}: it is left out"), None);
                // Only of the typed form: a reference may lead into it.
                findings.leave_out.insert(at);
            }
        }
    }
}

fn check_item(findings: &mut Findings<'_>, (tree, at): (&Value, &Pointer), needed: &[&str], item: &Map<String, Value>) {
    let shared = declared(tree, at, item);
    unused(findings, &shared, needed);
    for method in METHODS {
        let Some(Value::Object(operation)) = item.get(method) else { continue };
        let at = at.child(method);
        let own = declared(tree, &at, operation);
        unused(findings, &own, needed);
        for name in needed {
            if !shared.iter().chain(&own).any(|declared| declared.name == *name) {
                let names = shared.iter().chain(&own).map(|declared| declared.name.as_str());
                let help = super::super::closest(name, names.filter(|name| !needed.contains(name)));
                let help = help.map(|meant| format!("did you mean `{{{meant}}}`?"));
                let message = format!("the path parameter `{name}` is not declared, and is taken for a string");
                findings.at_key(&code::UNDECLARED_PATH_PARAMETER, &at, message, help);
                let parameter = json!({"name": name, "in": "path", "required": true, "schema": {"type": "string"}});
                findings.edit(at.child("parameters"), Edit::Push(parameter));
            }
        }
    }
}

fn unused(findings: &mut Findings<'_>, declared: &[Declared], needed: &[&str]) {
    for Declared { name, at } in declared {
        if !needed.contains(&name.as_str()) {
            let message = format!("the path has no place for the parameter `{name}`: it is left out");
            findings.at_key(&code::UNUSED_PATH_PARAMETER, at, message, None);
            findings.edit(at.clone(), Edit::Remove);
        }
    }
}

/// The parameters in the path that a path item or an operation declares.
fn declared(tree: &Value, at: &Pointer, holder: &Map<String, Value>) -> Vec<Declared> {
    let Some(Value::Array(parameters)) = holder.get("parameters") else { return Vec::new() };
    let at = at.child("parameters");
    let named = parameters.iter().enumerate().filter_map(|(index, parameter)| {
        let parameter = definition(tree, parameter);
        let in_path = parameter.get("in")?.as_str()?.eq_ignore_ascii_case("path");
        let name = parameter.get("name")?.as_str().filter(|_| in_path)?;
        Some(Declared { name: name.to_owned(), at: at.index(index) })
    });
    named.collect()
}

/// What a reference leads to. That it leads somewhere was checked before.
fn definition<'t>(tree: &'t Value, mut value: &'t Value) -> &'t Value {
    for _ in 0..64 {
        let target = value.get("$ref").and_then(|text| Pointer::from_fragment(text.as_str()?.strip_prefix('#')?));
        let Some(next) = target.and_then(|target| target.find(tree)) else { break };
        value = next;
    }
    value
}

/// The names between the braces of a path template, or what is wrong with it.
fn parameters(path: &str) -> Result<Vec<&str>, &'static str> {
    if !path.starts_with('/') {
        return Err("does not begin with a slash");
    }
    if path.contains(['?', '#']) {
        return Err("has a query or a fragment");
    }
    if path.chars().any(char::is_control) {
        return Err("has control characters");
    }
    let mut names = Vec::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, behind) = after.split_once('}').ok_or("has an opening brace without a closing one")?;
        if before.contains('}') {
            return Err("has a closing brace without an opening one");
        }
        if name.contains(['{', '/']) {
            return Err("has an opening brace without a closing one");
        }
        if name.is_empty() {
            return Err("has a parameter without a name");
        }
        if names.contains(&name) {
            return Err("has the same parameter twice");
        }
        names.push(name);
        rest = behind;
    }
    if rest.contains('}') {
        return Err("has a closing brace without an opening one");
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::parameters;

    #[test]
    fn path_templates() {
        let table: &[(&str, Result<&[&str], &str>)] = &[
            ("/", Ok(&[])),
            ("/a/{b}/{c}.json", Ok(&["b", "c"])),
            ("/{a}{b}", Ok(&["a", "b"])),
            ("a", Err("does not begin with a slash")),
            ("/a?b=1", Err("has a query or a fragment")),
            ("/a}/b", Err("has a closing brace without an opening one")),
            ("/{a}/b}", Err("has a closing brace without an opening one")),
            ("/{a/b", Err("has an opening brace without a closing one")),
            ("/{a{b}}", Err("has an opening brace without a closing one")),
            ("/{}", Err("has a parameter without a name")),
            ("/{a}/{a}", Err("has the same parameter twice")),
        ];
        for (path, expected) in table {
            assert_eq!(parameters(path).as_deref(), expected.as_ref().map(|names| *names), "{path}");
        }
    }
}
