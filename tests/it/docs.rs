//! Pages of documentation: what is read of them, how they are held against a document, and what is drafted of them.
//!
//! The pages are in `tests/fixtures/docs`: one with a GET in four renderings (`backups.*`), one with a POST in two (`backup.*`), of a service
//! that does not exist, and `backups.yaml`, the document of both, written by hand. `read.rs` holds the renderings against each other, `check.rs`
//! the pages against the document, `edits.rs` pages with one thing altered, `draft.rs` what is drafted, `odd.rs` what is no page or an odd
//! one, and `shared.rs` the flagship's own pages, where they are.

mod check;
mod draft;
mod edits;
mod odd;
mod read;
mod shared;

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::fixture;

/// The page with a GET.
const LISTS: [&str; 4] = ["backups.txt", "backups.piped.txt", "backups.md", "backups.html"];

/// The page with a POST.
const CREATES: [&str; 2] = ["backup.md", "backup.html"];

fn text(name: &str) -> String {
    fs::read_to_string(fixture::folder("docs").join(name)).unwrap()
}

/// The exit code, standard output and standard error of `specwright docs`.
fn docs(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    run(folder, &[&["docs"], arguments].concat())
}

fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_specwright")).current_dir(folder).args(arguments).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

/// What `docs check` tells under a word: `different` or `on purpose`.
fn told(output: &str, word: &str) -> Vec<String> {
    output.lines().filter_map(|line| Some(line.strip_prefix(word)?.trim().to_owned())).collect()
}

/// Puts `new` in the place of `old`, the first that follows each of some texts.
fn edit(text: &str, path: &[&str], old: &str, new: &str) -> String {
    let find = |from: usize, word: &str| from + text[from..].find(word).unwrap_or_else(|| panic!("{path:?}: {word:?}"));
    let start = find(path.iter().fold(0, |from, word| find(from, word)), old);
    let edited = format!("{}{new}{}", &text[..start], &text[start + old.len()..]);
    assert!(edited != text, "{old:?} is what is there");
    edited
}
