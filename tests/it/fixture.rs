//! The documents under `tests/fixtures/`, and what is made of them.

use std::fs;
use std::path::{Path, PathBuf};

use specwright::report::Style;
use specwright::{Config, Input, Outcome, generate_from};

/// A folder of fixtures.
pub fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

/// The documents right inside a folder of fixtures, by their name without extension, in order.
pub fn documents(folder: &Path) -> Vec<(String, PathBuf)> {
    let mut found: Vec<(String, PathBuf)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file() && path.extension().is_none_or(|extension| extension != "toml"))
        .map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), path))
        .collect();
    found.sort();
    found
}

/// A configuration for a crate of this name, of whatever document.
pub fn config(name: &str) -> Config {
    Config::for_document("", "", name).unwrap()
}

/// What is made of a fixture, which listings call by its file's name, with the configuration beside it if there is one.
pub fn generate(name: &str, path: &Path) -> Outcome {
    let input = Input::from_path(path).unwrap();
    let beside = path.with_extension("toml");
    let config = if beside.exists() { Config::read(&beside).unwrap() } else { config(name) };
    generate_from(&config, &Input { name: path.file_name().unwrap().to_string_lossy().into_owned(), ..input }).unwrap()
}

/// What is made of a text.
pub fn generate_text(name: &str, text: &str) -> Outcome {
    let input = Input { name: format!("{name}.yaml"), folder: None, bytes: text.as_bytes().to_vec() };
    generate_from(&config(name), &input).unwrap()
}

/// The report as it is printed.
pub fn report(outcome: &Outcome) -> String {
    outcome.report.render(Style::Plain)
}

/// Holds a text against `tests/it/snapshots/KIND/NAME.snap`.
pub fn assert_snapshot(kind: &str, name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(Path::new("snapshots").join(kind));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}
