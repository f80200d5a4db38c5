//! The architecture, held: read from the sources themselves.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The text of every file below a folder, by its path from the root of the repository.
fn files(folder: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
                found.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    found
}

/// The generator's sources without their tests, by path below `generator/`.
fn sources() -> BTreeMap<String, String> {
    let all = files("generator").into_iter().map(|(path, text)| (path["generator/".len()..].to_owned(), text));
    let is_test = |path: &str| path.contains("/tests/") || path.ends_with("/tests.rs");
    all.filter(|(path, _)| !is_test(path))
        .map(|(path, text)| (path, text.split("#[cfg(test)]\nmod tests").next().unwrap().to_owned()))
        .collect()
}

/// The lines of code, without comments.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"))
}

#[test]
fn each_crate_has_its_place() {
    const PLACES: &[(&str, &[&str])] = &[
        ("serde_yaml::", &["source/"]),
        ("saphyr_parser::", &["source/"]),
        ("serde_json_path::", &["source/overlay/"]),
        ("openapiv3::", &["source/", "lower/"]),
        ("heck::", &["rust/"]),
        ("quote::", &["rust/"]),
        ("askama::", &["render/"]),
        ("prettyplease::", &["render/"]),
        ("syn::", &["render/", "config/types.rs"]),
        ("annotate_snippets::", &["report/", "config/error.rs"]),
        ("clap::", &["cli/"]),
        ("anstream::", &["cli/"]),
        ("jsonschema::", &["lint/", "page/check/limit.rs"]),
        ("html5gum::", &["page/block/html.rs"]),
        ("regex::", &["page/"]),
        ("semver::", &["config/check.rs", "diff/verdict.rs", "cli/diff.rs"]),
        ("tempfile::", &["cli/"]),
        ("fs::", &["source/file.rs", "package/"]),
        ("println!", &["cli/", "cargo.rs"]),
        ("eprintln!", &["cli/"]),
        ("process::exit", &["cli/", "cargo.rs", "main.rs"]),
        ("HashMap", &[]),
        ("HashSet", &[]),
    ];
    for (path, text) in sources() {
        for line in code(&text) {
            for (word, places) in PLACES {
                let before = line.find(word).map(|start| line[..start].ends_with(|last: char| last.is_alphanumeric() || last == '_'));
                assert!(
                    before != Some(false) || places.iter().any(|place| path.starts_with(place)),
                    "`{word}` in generator/{path}: {line}"
                );
            }
        }
    }
}

#[test]
fn arrows_run_one_way() {
    // Each stage, and what it may know of the others.
    const STAGES: &[(&str, &[&str])] = &[
        ("pointer", &[]),
        ("report", &["pointer", "source"]),
        ("config", &["pointer", "report", "source", "Error"]),
        ("api", &["pointer"]),
        ("source", &["source", "pointer", "report"]),
        ("lower", &["source", "pointer", "report", "api"]),
        ("refine", &["pointer", "report", "api", "config"]),
        ("rust", &["pointer", "report", "api", "config", "refine"]),
        ("render", &["pointer", "report", "config", "package", "rust"]),
        ("package", &[]),
        ("diff", &["pointer", "report", "rust"]),
        ("page", &["pointer", "source", "lint", "rust"]),
    ];
    for (path, text) in sources() {
        let stage = path.split(['/', '.']).next().unwrap();
        let Some((_, known)) = STAGES.iter().find(|(name, _)| *name == stage) else { continue };
        for line in code(&text) {
            for used in line.split("crate::").skip(1) {
                let name = used.split(|character: char| !character.is_alphanumeric() && character != '_').next().unwrap();
                assert!(name.is_empty() || name == stage || known.contains(&name), "generator/{path} uses `crate::{name}`");
            }
        }
    }
}

#[test]
fn the_generator_knows_no_api_by_name() {
    const NAMES: &[&str] = &["htap", "taurus", "gaussdb", "huawei", "slow_sql", "session_overview"];
    for (path, text) in files("generator").into_iter().chain(files("templates")) {
        let text = text.to_lowercase();
        assert!(NAMES.iter().all(|name| !text.contains(name)), "{path}");
    }
}

#[test]
fn files_are_short() {
    let all: Vec<(String, usize)> =
        files("generator").into_iter().chain(files("templates")).map(|(path, text)| (path, text.lines().count())).collect();
    let longer = |than: usize| all.iter().filter(move |(_, lines)| *lines > than).map(|(path, _)| path).collect::<Vec<_>>();
    assert_eq!(longer(500), Vec::<&String>::new(), "over 500 lines");
    let templates = all.iter().filter(|(path, lines)| path.ends_with(".jinja") && *lines > 120);
    assert_eq!(templates.collect::<Vec<_>>(), Vec::<&(String, usize)>::new(), "templates over 120 lines");
    assert!(longer(350).len() * 10 <= all.len(), "more than a tenth is over 350 lines: {:?}", longer(350));
}

#[test]
fn nothing_panics_on_purpose() {
    for (path, text) in sources() {
        for line in code(&text) {
            for word in [".unwrap()", ".expect(", "panic!", "todo!", "unimplemented!", "unreachable!", "assert!", "assert_eq!"] {
                assert!(!line.contains(word), "`{word}` in generator/{path}: {line}");
            }
        }
    }
}

#[test]
fn nothing_is_written_twice() {
    const LENGTH: usize = 10;
    let mut blocks: BTreeMap<Vec<String>, String> = BTreeMap::new();
    for (path, text) in files("generator") {
        let lines: Vec<String> = code(&text).map(str::to_owned).collect();
        for (start, block) in lines.windows(LENGTH).enumerate() {
            let place = format!("{path}, line {start} of code");
            if let Some(first) = blocks.insert(block.to_vec(), place.clone()) {
                panic!("the {LENGTH} lines at {first} are those at {place}:\n{}", block.join("\n"));
            }
        }
    }
}

#[test]
fn the_runtime_is_formatted() {
    let mut command = Command::new("rustfmt");
    command.args(["--check", "--edition", "2024", "--config-path", ".rustfmt.toml"]).current_dir(root());
    command.args(files("templates/src/runtime").into_keys().filter(|path| path.ends_with(".rs")));
    let Ok(output) = command.output() else { return eprintln!("rustfmt is not there: skipped") };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}
