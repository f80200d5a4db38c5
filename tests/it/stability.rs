//! Adding a schema or an operation anywhere renames nothing else.
//!
//! A document and the same one with less in it: without an operation, without a component that nothing refers to, without the copy of a
//! component that was put before it. Every public name of the smaller one stands in the same file of the larger one. For a folder of
//! documents:
//!
//! ```text
//! SPECWRIGHT_CORPUS=/path cargo test --release --test it -- --ignored --nocapture adding_renames_nothing_in_the_corpus
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};
use specwright::{Input, Outcome, generate_from};

use crate::fixture;
use crate::properties::Numbers;
use crate::roundtrip::read;

/// How often each kind of change is tried with a document of the corpus.
const ROUNDS: usize = 2;

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// What is said about a change, and the two documents.
struct Pair {
    change: String,
    smaller: Value,
    larger: Value,
}

fn schemas(document: &Value) -> impl Iterator<Item = &String> {
    document.pointer("/components/schemas").and_then(Value::as_object).into_iter().flat_map(Map::keys)
}

fn without_operation(document: &Value, numbers: &mut Numbers) -> Option<Pair> {
    let paths = document.get("paths")?.as_object()?;
    let operations: Vec<(&String, &str)> = paths
        .iter()
        .flat_map(|(path, item)| METHODS.into_iter().filter(|method| item.get(method).is_some()).map(move |method| (path, method)))
        .collect();
    // Of a document without operations, all components are emitted.
    if operations.len() < 2 {
        return None;
    }
    let (path, method) = *operations.get(numbers.below(operations.len()))?;
    let mut smaller = document.clone();
    smaller.get_mut("paths")?.get_mut(path)?.as_object_mut()?.shift_remove(method);
    Some(Pair { change: format!("{method} {path}"), smaller, larger: document.clone() })
}

fn without_schema(document: &Value, numbers: &mut Numbers) -> Option<Pair> {
    let text = document.to_string();
    let is_alone = |name: &&String| [format!("/schemas/{name}\""), format!(":\"{name}\"")].iter().all(|mention| !text.contains(mention));
    let alone: Vec<&String> = schemas(document).filter(is_alone).collect();
    let name = *alone.get(numbers.below(alone.len()))?;
    let mut smaller = document.clone();
    smaller.pointer_mut("/components/schemas")?.as_object_mut()?.shift_remove(name);
    Some(Pair { change: format!("the schema {name}"), smaller, larger: document.clone() })
}

/// The larger document has the copy; nothing refers to it, and the models of all components are emitted.
fn with_copy(document: &Value, numbers: &mut Numbers) -> Option<Pair> {
    let names: Vec<&String> = schemas(document).collect();
    let name = *names.get(numbers.below(names.len()))?;
    let mut larger = document.clone();
    let members = larger.pointer_mut("/components/schemas")?.as_object_mut()?;
    let copy = members.get(name)?.clone();
    let rest = std::mem::take(members);
    members.insert(format!("CopyFirstOf{name}"), copy);
    members.extend(rest);
    Some(Pair { change: format!("a copy of the schema {name}"), smaller: document.clone(), larger })
}

/// What is public in each file.
fn names(outcome: &Outcome) -> BTreeMap<&str, BTreeSet<String>> {
    let package = outcome.package.iter().flat_map(|package| &package.files);
    let own = package.filter(|(path, _)| path.starts_with("src/models/") || path.starts_with("src/api/"));
    let public = |line: &str| {
        let rest = line.trim_start().strip_prefix("pub ")?;
        Some(rest.split(['(', '{', ':', '<', ';', '=']).next().unwrap_or(rest).trim().to_owned())
    };
    own.map(|(path, bytes)| (path.as_str(), String::from_utf8_lossy(bytes).lines().filter_map(public).collect())).collect()
}

/// What has another name: `pub type X = Y;` keeps the name of a type that is the same as an earlier one.
fn aliases(outcome: &Outcome) -> Vec<(String, String)> {
    let alias = |line: &str| {
        let (name, target) = line.strip_prefix("pub type ")?.strip_suffix(';')?.split_once(" = ")?;
        Some((name.to_owned(), target.to_owned()))
    };
    let files = outcome.package.iter().flat_map(|package| &package.files);
    let models = files.filter(|(path, _)| path.starts_with("src/models/"));
    models.flat_map(|(_, bytes)| String::from_utf8_lossy(bytes).lines().filter_map(alias).collect::<Vec<_>>()).collect()
}

fn defines(names: &BTreeSet<String>, typ: &str) -> bool {
    ["struct", "enum"].iter().any(|word| names.contains(&format!("{word} {typ}")))
}

/// Whether a name that was in a file, with `others`, is there still: itself, or as that of an alias, or in the file of what an alias of a type of
/// the file stands for.
fn is_there(file: &str, name: &str, others: &BTreeSet<String>, larger: (&BTreeMap<&str, BTreeSet<String>>, &[(String, String)])) -> bool {
    let (there, aliases) = larger;
    let has = |file: &str| there.get(file).is_some_and(|names| names.contains(name));
    let kept = |(alias, target): &(String, String)| {
        let home = there.iter().find(|(_, names)| defines(names, target));
        let is_its_name = ["struct", "enum"].iter().any(|word| name == format!("{word} {alias}"));
        home.is_some_and(|(home, _)| is_its_name || has(home))
    };
    has(file) || aliases.iter().any(|pair| defines(others, &pair.0) && kept(pair))
}

/// The names of the smaller document that the larger one has not, or has for something else.
fn renamed(name: &str, pair: &Pair) -> Vec<String> {
    let generate = |document: &Value| {
        let input = Input { name: format!("{name}.json"), folder: None, bytes: document.to_string().into_bytes() };
        generate_from(&fixture::config("stable"), &input).unwrap()
    };
    let [smaller, larger] = [&pair.smaller, &pair.larger].map(generate);
    let (known, there) = (names(&smaller), names(&larger));
    let (there, aliases) = (&there, &aliases(&larger));
    let lost = known.iter().flat_map(|(file, names)| {
        names.iter().filter(move |name| !is_there(file, name, names, (there, aliases))).map(move |name| format!("{file}: {name}"))
    });
    let other = smaller.types.iter().filter(|(component, typ)| larger.types.get(*component) != Some(typ));
    lost.chain(other.map(|(component, typ)| format!("{component}: {typ}"))).collect()
}

/// Tries each kind of change so many times, and lists what was renamed.
fn try_changes(name: &str, path: &Path, rounds: usize) -> (usize, Vec<String>) {
    let input = Input::from_path(path).unwrap();
    let Ok(document) = read(&Input { name: path.to_string_lossy().into_owned(), ..input }) else { return (0, Vec::new()) };
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    let (mut tried, mut all) = (0, Vec::new());
    for _ in 0..rounds {
        for change in [without_operation, without_schema, with_copy] {
            let Some(pair) = change(&document, &mut numbers) else { continue };
            tried += 1;
            all.extend(renamed(name, &pair).into_iter().map(|what| format!("{name}: adding {} renames {what}", pair.change)));
        }
    }
    (tried, all)
}

#[test]
fn adding_renames_nothing() {
    for (name, path) in fixture::documents(&fixture::folder("accept")) {
        let (_, renamed) = try_changes(&name, &path, 1);
        assert!(renamed.is_empty(), "{}", renamed.join("\n"));
    }
}

#[test]
#[ignore = "takes long, and a folder of documents in SPECWRIGHT_CORPUS"]
fn adding_renames_nothing_in_the_corpus() {
    let Some(folder) = std::env::var_os("SPECWRIGHT_CORPUS").map(PathBuf::from) else {
        return println!("SPECWRIGHT_CORPUS names no folder of documents: skipped");
    };
    let only = std::env::var("SPECWRIGHT_DOCUMENTS").unwrap_or_default();
    let (mut changes, mut all) = (0, Vec::new());
    for (name, path) in fixture::documents(&folder) {
        if path.extension().is_some_and(|extension| extension == "tsv")
            || !(only.is_empty() || only.split(',').any(|wanted| wanted == name))
        {
            continue;
        }
        let (tried, renamed) = try_changes(&name, &path, ROUNDS);
        println!("{tried:>3} changes, {:>4} renamed  {name}", renamed.len());
        renamed.iter().take(5).for_each(|what| println!("    {what}"));
        changes += tried;
        all.extend(renamed);
    }
    println!("{changes} changes, {} renamed", all.len());
    assert!(all.is_empty(), "something is renamed");
}
