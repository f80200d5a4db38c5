//! A crate that reads samples, sends each through its generated type, and says what came back.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use specwright::Package;

use crate::workspace;

/// What was generated for one document.
pub struct Generated {
    pub package: Package,
    /// The type of each component.
    pub types: BTreeMap<String, String>,
}

/// One question: the document and the type by their numbers, and the JSON.
pub struct Question {
    pub document: usize,
    pub typ: usize,
    pub json: String,
}

/// What came of it.
#[derive(Debug, Clone)]
pub enum Answer {
    /// What was encoded, whether a part of it was kept without being understood, and whether that was after the stack had overflowed.
    Encoded { json: String, unknown: bool, overflowed: bool },
    /// Why it was refused.
    Refused(String),
    /// The program ended before it came to this.
    Lost,
}

const HEAD: &str = r#"use std::io::{BufRead, Write};

type Turn = fn(&str) -> Result<(bool, String), String>;

/// JSON → type → JSON, and whether something in it was kept as unknown.
fn turn<T: serde::de::DeserializeOwned + serde::Serialize + std::fmt::Debug>(json: &str) -> Result<(bool, String), String> {
    let value: T = serde_json::from_str(json).map_err(|error| error.to_string())?;
    let encoded = serde_json::to_string(&value).map_err(|error| format!("cannot be encoded: {error}"))?;
    Ok((format!("{value:?}").contains("Unknown("), encoded))
}

fn main() {
    let stack = std::env::args().nth(1).and_then(|size| size.parse().ok()).expect("the size of a stack");
    std::thread::Builder::new().stack_size(stack).spawn(answer).expect("a thread").join().expect("no panic");
}

fn answer() {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line.expect("questions are text");
        let mut parts = line.splitn(3, '\t');
        let mut number = || parts.next().and_then(|part| part.parse::<usize>().ok()).expect("a number");
        let turn = DOCUMENTS[number()][number()];
        let json = parts.next().expect("a sample").to_owned();
        let said = match std::panic::catch_unwind(|| turn(&json)) {
            Ok(Ok((unknown, json))) => format!("{}\t{json}", if unknown { "unknown" } else { "known" }),
            Ok(Err(error)) => format!("error\t{}", error.replace(['\n', '\t'], " ")),
            Err(_) => "error\tpanicked".to_owned(),
        };
        writeln!(out, "{said}").expect("answers are read");
    }
}
"#;

/// Secrets have none of serde's traits, so that nothing writes them by chance: they go through the codec of their document.
const SECRET: &str = r#"pub use runtime::secret::Secret;

fn turn<T: runtime::codec::Decode + runtime::codec::Encode>(json: &str) -> Result<(bool, String), String> {
    let value: T = runtime::codec::from_json(json.as_bytes()).map_err(|error| error.to_string())?;
    Ok((false, serde_json::to_string(&value.shape()).map_err(|error| error.to_string())?))
}

"#;

fn is_secret(path: &str) -> bool {
    path.split(|character: char| !character.is_alphanumeric() && !"_:".contains(character)).any(|name| name == "Secret")
}

/// A file without what neither decodes nor encodes: setters, and the traits that only compare and copy. Less is checked and built.
fn lean(text: &str) -> String {
    let setters = text.find("#[allow(deprecated)] // Old fields").zip(text.find("record!(@new $model"));
    let text = setters.map_or_else(|| text.to_owned(), |(start, end)| text[..start].to_owned() + &text[end..]);
    text.replace("#[derive(Debug, Clone, PartialEq)]\n#[non_exhaustive]", "#[derive(Debug)]")
        .replace("#[derive(Debug, Clone, PartialEq, Default)]\n#[non_exhaustive]", "#[derive(Debug)]")
        .replace("#[derive(Debug, Clone, PartialEq)]\n        #[non_exhaustive]", "#[derive(Debug)]")
}

/// The crate for some documents: a module each.
pub fn package(name: &str, documents: &[&Generated]) -> Package {
    let mut package = Package::default();
    let mut main = String::from("#![allow(warnings)]\n");
    let mut tables = Vec::new();
    let mut dependencies = toml::Table::new();
    for (number, generated) in documents.iter().enumerate() {
        let secret = generated.package.files.contains_key("src/runtime/secret.rs");
        let turn = |path: &str| if is_secret(path) { format!("    turn::<{path}>,\n") } else { format!("    super::turn::<{path}>,\n") };
        let types: String = generated.types.values().map(|path| turn(path)).collect();
        let secret = if secret { SECRET } else { "" };
        let module = format!("pub mod models;\npub mod runtime;\n{secret}pub const TYPES: &[super::Turn] = &[\n{types}];\n");
        for (path, bytes) in &generated.package.files {
            match path.strip_prefix("src/") {
                Some("lib.rs") => _ = package.files.insert(format!("src/document{number}/mod.rs"), module.clone().into_bytes()),
                Some(rest) => {
                    let text = std::str::from_utf8(bytes).unwrap();
                    package.files.insert(format!("src/document{number}/{rest}"), lean(text).into_bytes());
                }
                None if path == "Cargo.toml" => {
                    let manifest: toml::Table = toml::from_str(std::str::from_utf8(bytes).unwrap()).unwrap();
                    dependencies.extend(manifest["dependencies"].as_table().unwrap().clone());
                }
                None => {}
            }
        }
        main.push_str(&format!("mod document{number};\n"));
        tables.push(format!("document{number}::TYPES"));
    }
    main.push_str(&format!("\nconst DOCUMENTS: &[&[Turn]] = &[{}];\n\n{HEAD}", tables.join(", ")));
    let dependencies = toml::Table::from_iter([("dependencies".to_owned(), toml::Value::Table(dependencies))]);
    let manifest = format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n{dependencies}");
    package.files.insert("src/main.rs".to_owned(), main.into_bytes());
    package.files.insert("Cargo.toml".to_owned(), manifest.into_bytes());
    package
}

/// Builds the members of a workspace that can be built, and gives back the program of each, and what Cargo says.
pub fn build(folder: &Path, names: &[String]) -> (Vec<Option<PathBuf>>, String) {
    let program = |name: &String| workspace::scratch().join("target/debug").join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    for name in names {
        let _ = fs::remove_file(program(name));
    }
    let said = workspace::cargo(folder, &["build", "--workspace", "--keep-going"], &[]);
    (names.iter().map(|name| Some(program(name)).filter(|path| path.exists())).collect(), said.err().unwrap_or_default())
}

/// The stack that programs usually have, and one for what overflows it: without optimization, decoding takes several times as much.
const STACKS: [usize; 2] = [8 << 20, 256 << 20];

/// Asks a program. What it ends at is asked again, and all that follows, with more stack.
pub fn ask(program: &Path, questions: &[Question]) -> Vec<Answer> {
    let mut answers = Vec::new();
    for (stack, overflowed) in STACKS.into_iter().zip([false, true]) {
        let open = &questions[answers.len()..];
        if !open.is_empty() {
            answers.extend(ask_with(program, open, stack, overflowed));
        }
    }
    answers.resize(questions.len(), Answer::Lost);
    answers
}

/// By way of files, so that neither waits for the other.
fn ask_with(program: &Path, questions: &[Question], stack: usize, overflowed: bool) -> Vec<Answer> {
    let lines: String = questions.iter().map(|question| format!("{}\t{}\t{}\n", question.document, question.typ, question.json)).collect();
    let (asked, answered) = (program.with_extension("questions"), program.with_extension("answers"));
    fs::write(&asked, lines).unwrap();
    let mut command = Command::new(program);
    command.arg(stack.to_string()).stdin(File::open(&asked).unwrap()).stdout(File::create(&answered).unwrap()).stderr(Stdio::null());
    let _ = command.status().unwrap();
    let text = fs::read_to_string(&answered).unwrap();
    let answer = |line: &str| match line.split_once('\t') {
        Some(("error", reason)) => Answer::Refused(reason.to_owned()),
        Some((how, json)) => Answer::Encoded { json: json.to_owned(), unknown: how == "unknown", overflowed },
        None => Answer::Lost,
    };
    text.lines().map(answer).collect()
}
