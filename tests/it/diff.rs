//! `specwright diff` is held against the truth: callers that were written against an old crate are type-checked against the new one.
//!
//! Each case of `tests/fixtures/diff/*.toml` edits `base.yaml`, which stands beside them, and says by hand what that means for users.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde::Deserialize;
use specwright::diff::{Format, Verdict};
use specwright::report::Style;
use specwright::{Config, Input, Package};

use crate::workspace::{self, Workspace};

/// A change of the document.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    /// Texts of the document, each of which stands there once, and what stands there then.
    edits: Vec<[String; 2]>,
    /// A function of a caller. It compiles with the old crate.
    caller: String,
    /// What the changes add up to.
    verdict: String,
    /// The changes: class, path and words.
    says: Vec<String>,
    /// Lines of the configuration.
    #[serde(default)]
    config: String,
    /// Those of the old one, where they are others.
    was: Option<String>,
    /// Why rustc takes the caller although the change is a breaking one.
    unseen: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Cases {
    case: Vec<Case>,
}

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/diff"))
}

fn base() -> String {
    fs::read_to_string(folder().join("base.yaml")).unwrap()
}

fn cases() -> Vec<Case> {
    let files = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = files.filter(|path| path.extension().is_some_and(|extension| extension == "toml")).collect();
    files.sort();
    let read = |path| toml::from_str::<Cases>(&fs::read_to_string(path).unwrap()).unwrap().case;
    files.into_iter().flat_map(read).collect()
}

impl Case {
    fn document(&self) -> String {
        self.edits.iter().fold(base(), |text, [old, new]| {
            assert_eq!(text.matches(old).count(), 1, "{}: {old:?} stands there once", self.name);
            text.replace(old, new)
        })
    }

    /// The configuration of the new crate.
    fn config(&self) -> Config {
        self.with(&self.config)
    }

    /// The lines of the old one.
    fn was(&self) -> &str {
        self.was.as_deref().unwrap_or(&self.config)
    }

    fn with(&self, lines: &str) -> Config {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("specwright.toml");
        let text =
            format!("document = \"api.yaml\"\noutput = \"out\"\n{lines}\n[package]\nname = \"{}\"\nversion = \"1.0.0\"\n", self.name);
        fs::write(&file, text).unwrap();
        Config::read(&file).unwrap()
    }
}

fn input(name: &str, text: &str) -> Input {
    Input { name: name.to_owned(), folder: None, bytes: text.as_bytes().to_vec() }
}

#[test]
fn changes_are_named_and_weighed() {
    let cases = cases();
    assert!(cases.len() >= 40, "{} cases", cases.len());
    let names: BTreeSet<&str> = cases.iter().map(|case| case.name.as_str()).collect();
    assert_eq!(names.len(), cases.len(), "names are different");
    let mut wrong = Vec::new();
    for case in &cases {
        let (was, config) = (case.with(case.was()), case.config());
        let compared = specwright::compare((&was, &input("old.yaml", &base())), (&config, &input("new.yaml", &case.document()))).unwrap();
        let comparison = compared.comparison.unwrap_or_else(|| {
            let findings = [&compared.old, &compared.new].map(|report| report.render(Style::Plain));
            panic!("{}: {}", case.name, findings.concat())
        });
        let text = comparison.render(Format::Text);
        let said: Vec<String> = text
            .lines()
            .take_while(|line| !line.is_empty())
            .filter(|line| !line.starts_with(' ') && !line.starts_with("none"))
            .map(|line| line.split_once("  ").map(|(class, rest)| format!("{class} {}", rest.trim_start())).unwrap())
            .collect();
        if said != case.says || comparison.verdict().name() != case.verdict {
            wrong.push(format!("{}: {}\n{}", case.name, comparison.verdict().name(), said.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// A crate of a document with callers as its examples.
fn package(config: &Config, document: &str, callers: &[&Case]) -> Package {
    let outcome = specwright::generate_from(config, &input("api.yaml", document)).unwrap();
    let mut package = outcome.package.unwrap_or_else(|| panic!("{:?}", outcome.report));
    package.files.retain(|path, _| !path.starts_with("examples/"));
    let crate_name = config.package.name.replace('-', "_");
    for case in callers {
        let text = format!("#![allow(unused)]\nuse {crate_name} as pets;\nuse pets::*;\n\n{}\n\nfn main() {{}}\n", case.caller);
        package.files.insert(format!("examples/{}.rs", case.name), text.into_bytes());
    }
    package
}

#[test]
fn the_verdict_is_major_where_callers_break() {
    let cases = cases();
    let mut members = Vec::new();
    for case in &cases {
        members.push((case.name.clone(), package(&case.config(), &case.document(), &[case])));
    }
    // The old crates: one for each configuration.
    let configs: BTreeSet<&str> = cases.iter().map(Case::was).collect();
    for (index, config) in configs.iter().enumerate() {
        let callers: Vec<&Case> = cases.iter().filter(|case| case.was() == *config).collect();
        let mut own = callers[0].with(config);
        own.package.name = format!("base-{index}");
        members.push((own.package.name.clone(), package(&own, &base(), &callers)));
    }
    let workspace = Workspace::new("diff", &members);
    let broken = broken(workspace.folder());
    let mut wrong = Vec::new();
    for case in &cases {
        let old = broken.iter().find(|(package, example)| package.starts_with("base-") && *example == case.name);
        let refused = broken.contains(&(case.name.clone(), case.name.clone()));
        let expected = case.verdict == Verdict::Major.name() && case.unseen.is_none();
        if old.is_some() || refused != expected {
            wrong.push(format!(
                "{}: {}, but rustc refuses the caller: {refused} (with the old crate: {})",
                case.name,
                case.verdict,
                old.is_some()
            ));
        }
    }
    let stray = broken.iter().filter(|(package, example)| package != example && !package.starts_with("base-"));
    wrong.extend(stray.map(|(package, target)| format!("{package}: {target} does not compile")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The targets that do not compile, each with its package.
fn broken(folder: &Path) -> BTreeSet<(String, String)> {
    let mut command = Command::new(env!("CARGO"));
    command
        .current_dir(folder)
        .args(["check", "--workspace", "--lib", "--examples", "--keep-going", "--offline", "--message-format", "json"]);
    command.env("CARGO_TARGET_DIR", workspace::scratch().join("target")).env("CARGO_INCREMENTAL", "0").env("CARGO_PROFILE_DEV_DEBUG", "0");
    let output = command.output().unwrap();
    let messages: Vec<serde_json::Value> =
        String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(messages.iter().any(|message| message["reason"] == "build-finished"), "{}", String::from_utf8_lossy(&output.stderr));
    let errors = messages.iter().filter(|message| message["message"]["level"] == "error");
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    errors
        .map(|message| {
            let manifest = text(&message["manifest_path"]);
            let package = Path::new(&manifest).parent().unwrap().file_name().unwrap().to_str().unwrap().to_owned();
            (package, text(&message["target"]["name"]))
        })
        .collect()
}
