//! The flagship's own pages, which belong to their authors and are no part of the project, against its document.
//!
//! They are looked for in `apis/pages` of the folder that `SPECWRIGHT_SHARED` names, or of `shared` beside the project.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use specwright::page::{self, Page, Row};

use super::{docs, told};

/// The pages that are there; none says that it has been looked.
pub fn pages() -> Vec<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("shared");
    let folder = env::var_os("SPECWRIGHT_SHARED").map_or_else(beside, PathBuf::from).join("apis/pages");
    let Ok(entries) = fs::read_dir(&folder) else {
        eprintln!("there are no pages: skipped");
        return Vec::new();
    };
    let mut pages: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    pages.sort();
    pages
}

fn flagship() -> String {
    format!("{}/spec/huaweicloud-gaussdb.yaml", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_flagship_says_what_its_pages_say() {
    for path in pages() {
        let (code, out, _) = docs(path.parent().unwrap(), &["check", &flagship(), path.to_str().unwrap()]);
        assert_eq!((code, told(&out, "different ")), (0, Vec::new()), "{out}");
    }
}

fn rows(page: &Page) -> impl Iterator<Item = &Row> {
    let of_responses = page.responses.iter().flat_map(|response| response.headers.iter().chain(&response.fields));
    page.parameters.iter().chain(of_responses).chain(page.objects.iter().flat_map(|object| &object.fields))
}

/// A page with a cell a line, with one type altered, for each row.
fn altered(path: &Path) -> Vec<(String, String)> {
    let text = fs::read_to_string(path).unwrap();
    let page = page::read("page", &text).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let alter = |row: &Row| {
        let typ = row.typ.as_ref()?;
        let mut lines = lines.clone();
        lines[typ.line - 1] = if lines[typ.line - 1] == "Boolean" { "Integer" } else { "Boolean" };
        Some((row.name.clone(), lines.join("\n")))
    };
    rows(&page).filter_map(alter).collect()
}

#[test]
fn every_row_counts() {
    for path in pages().into_iter().filter(|path| !path.to_str().unwrap().contains("rendering")) {
        let folder = tempfile::tempdir().unwrap();
        let altered = altered(&path);
        assert!(altered.len() > 5, "{}", path.display());
        let spec = flagship();
        let names: Vec<String> = (0..altered.len()).map(|number| format!("{number}.txt")).collect();
        let mut arguments = vec!["check", "--format", "json", spec.as_str()];
        arguments.extend(names.iter().map(String::as_str));
        for (name, (_, text)) in names.iter().zip(&altered) {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let (code, out, _) = docs(folder.path(), &arguments);
        assert_eq!(code, 1, "{}", path.display());
        let pages: Value = serde_json::from_str(&out).unwrap();
        for ((row, _), page) in altered.iter().zip(pages.as_array().unwrap()) {
            let open: Vec<&Value> = page["differences"].as_array().unwrap().iter().filter(|one| one["reason"].is_null()).collect();
            let what: Vec<&str> = open.iter().map(|one| one["what"].as_str().unwrap()).collect();
            let is_told = what.len() == 1 && open[0]["aspect"] == "type" && what[0].starts_with(&format!("`{row}` is of type "));
            assert!(is_told, "{}: `{row}`: {what:#?}", path.display());
        }
    }
}
