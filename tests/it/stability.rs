//! Adding a schema or an operation anywhere renames nothing else.
//!
//! A document and the same one with less in it: without an operation, without a component that nothing refers to, without the copy of a
//! component that was put before it. Every public name of the smaller one stands in the same module of the larger one. For a folder of
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

/// What is public in each module: items, and members with the item that they are in. In which file of a module something stands is nobody's business.
fn names(outcome: &Outcome) -> BTreeMap<String, BTreeSet<String>> {
    let mut names: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, bytes) in outcome.package.iter().flat_map(|package| &package.files) {
        let Some((module, _)) = ["src/models/", "src/api/"].iter().find_map(|start| Some((*start, path.strip_prefix(start)?))) else {
            continue;
        };
        let group = path.strip_prefix("src/api/").map(|rest| rest.trim_end_matches(".rs").split('/').next().unwrap_or_default());
        let known = names.entry(format!("{module}{}", group.unwrap_or_default())).or_default();
        let mut owner = String::new();
        for line in String::from_utf8_lossy(bytes).lines() {
            if let Some(owned) = line.strip_prefix("impl ") {
                owned.trim_end_matches(" {").clone_into(&mut owner);
            }
            let Some(rest) = line.trim_start().strip_prefix("pub ") else { continue };
            let name = rest.split(['(', '{', ':', '<', ';', '=']).next().unwrap_or(rest).trim();
            // How the alternatives of a union are told apart is not its name.
            let name = name.split(" by ").next().unwrap_or(name).trim_end_matches(" in order").to_owned();
            if name.starts_with("use ") {
                continue;
            }
            // Items of tables are indented.
            if line.starts_with("pub ") || ["struct ", "enum ", "type "].iter().any(|word| name.starts_with(word)) {
                name.rsplit(' ').next().unwrap_or_default().clone_into(&mut owner);
                known.insert(name);
            } else {
                known.insert(format!("{owner}.{name}"));
            }
        }
    }
    names
}

/// What has another name: `pub type X = Y;` keeps the name of a type that is the same as an earlier one.
fn aliases(outcome: &Outcome) -> BTreeMap<String, String> {
    let alias = |line: &str| {
        let (name, target) = line.strip_prefix("pub type ")?.strip_suffix(';')?.split_once(" = ")?;
        Some((name.to_owned(), target.to_owned()))
    };
    let files = outcome.package.iter().flat_map(|package| &package.files);
    let models = files.filter(|(path, _)| path.starts_with("src/models/"));
    models.flat_map(|(_, bytes)| String::from_utf8_lossy(bytes).lines().filter_map(alias).collect::<Vec<_>>()).collect()
}

/// Whether a name that was in a module is there still: itself, or as that of an alias, or in what an alias stands for.
fn is_there(name: &str, there: Option<&BTreeSet<String>>, aliases: &BTreeMap<String, String>) -> bool {
    let has = |name: &str| there.is_some_and(|there| there.contains(name));
    let of_alias = match name.split_once('.') {
        Some((owner, member)) => aliases.get(owner).is_some_and(|target| has(&format!("{target}.{member}"))),
        None => name.rsplit(' ').next().is_some_and(|typ| aliases.contains_key(typ)),
    };
    // What was a name of a type can be a type of its own.
    let is_own = name.strip_prefix("type ").is_some_and(|name| has(&format!("struct {name}")) || has(&format!("enum {name}")));
    has(name) || of_alias || is_own
}

/// The names of the smaller document that the larger one has not, or has for something else.
fn renamed(name: &str, pair: &Pair) -> Vec<String> {
    let generate = |document: &Value| {
        let input = Input { name: format!("{name}.json"), folder: None, bytes: document.to_string().into_bytes() };
        generate_from(&fixture::config("stable"), &input).unwrap()
    };
    let [smaller, larger] = [&pair.smaller, &pair.larger].map(generate);
    let (known, there) = (names(&smaller), names(&larger));
    let aliases = &aliases(&larger);
    let lost = known.iter().flat_map(|(module, names)| {
        let there = there.get(module);
        names.iter().filter(move |name| !is_there(name, there, aliases)).map(move |name| format!("{module}: {name}"))
    });
    // A component that is added under the name of an inline type has that name from then on: who is named keeps its name.
    let letters = |name: &str| name.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let added = pair.change.strip_prefix("the schema ").map(letters);
    let lost = lost.filter(|lost| added.is_none() || lost.rsplit(' ').next().map(letters) != added);
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
