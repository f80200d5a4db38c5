//! Round trip: sample values of every component schema, decoded with the generated types and encoded again, are the same JSON.
//!
//! In reading order: `written.rs` (the document), `convert.rs` (its schemas as JSON Schema), `meant.rs` (what it takes for what was
//! meant), `flat.rs`, `pattern.rs`, `scalar.rs`, `sample.rs`, `samples.rs` (values of them), `check.rs` (whether the schemas allow these
//! values), `driver.rs` (the crate that decodes and encodes), `compare.rs` (what "the same" means), `tally.rs` (counts), `trial.rs` (all
//! of it, for one document).
//!
//! The documents of this repository are tried with every run of the tests. For a folder of others:
//!
//! ```text
//! SPECWRIGHT_CORPUS=/path cargo test --release --test it -- --ignored --nocapture roundtrip_corpus
//! ```
//!
//! It fails below 99 % of the samples, 97 % of the schemas, or [`LEAST`] samples. `SPECWRIGHT_DOCUMENTS=stripe,github` takes only these,
//! however few samples they have. What failed is listed with samples below `target/tmp/roundtrip`.

mod check;
mod compare;
mod convert;
pub mod driver;
mod flat;
mod meant;
mod pattern;
mod sample;
mod samples;
mod scalar;
mod tally;
pub mod trial;
mod written;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use driver::Generated;
use tally::Tally;
use trial::Trial;
pub use written::read;

use crate::fixture;
use crate::workspace::{Workspace, scratch};

/// Sends the samples of some documents through one program.
fn try_together(name: &str, trials: &[Trial]) -> Vec<Tally> {
    let generated: Vec<&Generated> =
        trials.iter().map(|trial| trial.generated.as_ref().unwrap_or_else(|error| panic!("{}: {error}", trial.name))).collect();
    let members = [(name.to_owned(), driver::package(name, &generated))];
    let workspace = Workspace::new(name, &members);
    let (programs, said) = driver::build(workspace.folder(), &[name.to_owned()]);
    let program = programs.into_iter().next().flatten().unwrap_or_else(|| panic!("{said}"));
    let prepared: Vec<_> = trials.iter().map(Trial::prepare).collect();
    let questions: Vec<_> = prepared
        .iter()
        .zip(&generated)
        .enumerate()
        .flat_map(|(number, (prepared, generated))| prepared.questions(number, &generated.types))
        .collect();
    let mut answers = driver::ask(&program, &questions).into_iter();
    prepared
        .into_iter()
        .zip(&generated)
        .map(|(prepared, generated)| prepared.hear(Some(&generated.types), &mut answers, &mut Vec::new()))
        .collect()
}

#[test]
fn values_come_back_the_same() {
    let flagship = Path::new(env!("CARGO_MANIFEST_DIR")).join("spec/huaweicloud-gaussdb.yaml");
    let mut documents = fixture::documents(&fixture::folder("accept"));
    // The converter knows schemas by their place alone, and no value keeps to what extends itself; `calls` reads values of both.
    documents.retain(|(name, _)| !["named-schemas", "extended-choice"].contains(&name.as_str()));
    documents.push(("flagship".to_owned(), flagship));
    let trials: Vec<Trial> = documents.iter().map(|(name, path)| Trial::new(name, path).unwrap()).collect();
    let mut all = Tally::default();
    for (trial, tally) in trials.iter().zip(try_together("roundtrip", &trials)) {
        all.add(&trial.name, &tally);
    }
    println!("{all}");
    assert!(all.failures.is_empty() && all.broken.is_empty(), "{all}");
}

/// How many samples a whole corpus has at least.
const LEAST: usize = 20_000;

/// How many documents are built side by side.
const TOGETHER: usize = 6;

/// Documents with programs of their own.
fn try_apart(trials: Vec<Trial>) -> Vec<(String, Tally, Vec<String>)> {
    let members: Vec<_> = trials
        .iter()
        .filter_map(|trial| {
            let name = program_name(&trial.name);
            Some((name.clone(), driver::package(&name, &[trial.generated.as_ref().ok()?])))
        })
        .collect();
    let workspace = Workspace::new("roundtrip-corpus", &members);
    let names: Vec<String> = members.iter().map(|(name, _)| name.clone()).collect();
    let (programs, said) = driver::build(workspace.folder(), &names);
    let done = trials.into_iter().map(|trial| {
        let mut prepared = trial.prepare();
        let program = names.iter().position(|name| *name == program_name(&trial.name)).and_then(|index| programs[index].clone());
        let types = trial.generated.as_ref().ok().filter(|_| program.is_some()).map(|generated| &generated.types);
        if let Err(error) = &trial.generated {
            prepared.tally.remark("documents that are not generated", 1, error);
        } else if program.is_none() {
            let errors = said.lines().filter(|line| line.starts_with("error")).take(4).collect::<Vec<_>>().join("; ");
            prepared.tally.remark("documents whose models do not compile", 1, &errors);
        }
        let answers = match (&program, types) {
            (Some(program), Some(types)) => driver::ask(program, &prepared.questions(0, types)),
            _ => Vec::new(),
        };
        let mut failed = Vec::new();
        let tally = prepared.hear(types, answers.into_iter(), &mut failed);
        (trial.name, tally, failed)
    });
    done.collect()
}

fn program_name(document: &str) -> String {
    let name: String =
        document.chars().map(|character| if character.is_ascii_alphanumeric() { character.to_ascii_lowercase() } else { '-' }).collect();
    format!("roundtrip-{name}")
}

#[test]
#[ignore = "takes long, and a folder of documents in SPECWRIGHT_CORPUS"]
fn roundtrip_corpus() {
    let Some(folder) = std::env::var_os("SPECWRIGHT_CORPUS").map(PathBuf::from) else {
        return println!("SPECWRIGHT_CORPUS names no folder of documents: skipped");
    };
    let only = std::env::var("SPECWRIGHT_DOCUMENTS").unwrap_or_default();
    let is_document = |path: &Path| path.extension().is_some_and(|extension| extension == "json" || extension == "yaml");
    let mut documents = fixture::documents(&folder);
    documents.retain(|(name, path)| is_document(path) && (only.is_empty() || only.split(',').any(|wanted| wanted == name)));
    documents.sort_by_key(|(_, path)| fs::metadata(path).map_or(0, |metadata| metadata.len()));
    let listed = scratch().join("roundtrip");
    fs::create_dir_all(&listed).unwrap();
    let mut all = Tally::default();
    for several in documents.chunks(TOGETHER) {
        let start = Instant::now();
        let mut trials = Vec::new();
        for (name, path) in several {
            match Trial::new(name, path) {
                Ok(trial) => trials.push(trial),
                Err(error) => {
                    // How many schemas it has is not known: at least one.
                    all.schema(Some("the document cannot be read"), name);
                    all.remark("documents that the harness cannot read", 1, &format!("{name}: {error}"));
                }
            }
        }
        for (name, tally, failed) in try_apart(trials) {
            println!("{}  {name}", tally.line());
            fs::write(listed.join(format!("{name}.txt")), format!("{tally}\n{}", failed.join("\n"))).unwrap();
            all.add(&name, &tally);
        }
        println!("{:>6.0} s", start.elapsed().as_secs_f64());
    }
    println!("{all}");
    fs::write(listed.join("all.txt"), all.to_string()).unwrap();
    assert!(all.is_good(), "too much is lost or refused");
    assert!(!only.is_empty() || all.totals().0 >= LEAST, "too few samples");
}
