//! Drafts of documents: nothing is wrong with them, they say what their pages say, and their clients read the pages' examples.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use specwright::Input;
use specwright::page;
use tempfile::TempDir;

use super::{CREATES, LISTS, docs, edit, run, shared, text, told};
use crate::fixture;
use crate::roundtrip::driver::{self, Answer, Generated, Question};
use crate::roundtrip::trial::Trial;
use crate::workspace::Workspace;

fn fixtures(names: &[&str]) -> Vec<PathBuf> {
    names.iter().map(|name| fixture::folder("docs").join(name)).collect()
}

/// A folder with the draft of some pages, `draft.yaml`; and what was said about it.
fn draft(pages: &[PathBuf]) -> (TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let pages = pages.iter().map(|page| page.to_str().unwrap());
    let (code, out, err) = docs(folder.path(), &["import", "--out", "draft.yaml"].into_iter().chain(pages).collect::<Vec<_>>());
    assert_eq!((code, out.as_str()), (0, ""), "{err}");
    (folder, err)
}

/// What is drafted and read for each test.
fn sets() -> Vec<(String, Vec<PathBuf>)> {
    let pairs = LISTS.iter().flat_map(|list| CREATES.map(|create| (format!("{list} and {create}"), fixtures(&[list, create]))));
    let of_flagship = shared::pages();
    // Two renderings of a page are of one operation.
    let plain: Vec<PathBuf> = of_flagship.iter().filter(|path| !path.to_str().unwrap().contains("rendering")).cloned().collect();
    let all = Some(("the flagship's".to_owned(), plain)).filter(|(_, pages)| !pages.is_empty());
    pairs.chain(all).chain(of_flagship.into_iter().map(|path| (path.display().to_string(), vec![path]))).collect()
}

#[test]
fn nothing_is_wrong_with_a_draft() {
    for (name, pages) in sets() {
        let (folder, _) = draft(&pages);
        let (code, out, err) = run(folder.path(), &["lint", "draft.yaml"]);
        assert!(code == 0 && !err.contains("error") && !err.contains("warning"), "{name}: {out}{err}");
        for page in &pages {
            let (code, out, _) = docs(folder.path(), &["check", "draft.yaml", page.to_str().unwrap()]);
            assert_eq!((code, told(&out, "different ")), (0, Vec::new()), "{name}: {out}");
        }
    }
}

#[test]
fn a_draft_says_what_its_pages_say() {
    let (folder, err) = draft(&fixtures(&["backups.txt", "backup.html"]));
    assert_eq!(err, "wrote draft.yaml\n");
    let draft = tree(&folder.path().join("draft.yaml"));
    let at = |pointer: &str| draft.pointer(pointer).unwrap_or_else(|| panic!("{pointer}: {draft:#}")).clone();
    assert_eq!(at("/info/title"), "Attic");
    assert_eq!(at("/info/version"), "v2");
    assert_eq!(at("/servers/0/url"), "https://attic.eu-middle-1.example.com");
    assert_eq!(at("/components/securitySchemes/AuthToken/name"), "X-Auth-Token");
    let path = "/paths/~1v2~1{project_id}~1instances~1{instance_id}~1backups";
    assert_eq!(at(&format!("{path}/get/operationId")), "QueryBackupsInstance");
    assert_eq!(at(&format!("{path}/post/operationId")), "CreateBackup");
    assert_eq!(at(&format!("{path}/post/x-source/updated")), "2026-02-01");
    assert_eq!(at(&format!("{path}/post/x-source/place")), "Help Center / Attic / API Reference / Backups");
    assert_eq!(at(&format!("{path}/get/parameters/0/$ref")), "#/components/parameters/ProjectId");
    assert_eq!(at("/components/parameters/InstanceId/schema/pattern"), "^[0-9A-Za-z]{32}at09$");
    let limit = at(&format!("{path}/get/parameters/2"));
    let expected = serde_json::json!({"type": "integer", "format": "int32", "minimum": 1, "maximum": 200, "default": 50});
    assert_eq!((&limit["name"], &limit["schema"]), (&"limit".into(), &expected));
    assert_eq!(at(&format!("{path}/get/parameters/3/x-page/type")), "String");
    assert_eq!(at("/components/schemas/CreateBackupRequest/required"), serde_json::json!(["name", "target"]));
    assert_eq!(at("/components/schemas/CreateBackupRequest/properties/is_locked/default"), false);
    assert_eq!(at("/components/schemas/Backup/properties/expires_at/nullable"), true);
    assert_eq!(at("/components/schemas/Backup/properties/duration/x-accept"), serde_json::json!(["number"]));
    assert_eq!(at("/components/schemas/Backup/properties/origin/x-page/row"), "absent");
    assert_eq!(at("/components/schemas/Backup/properties/labels/additionalProperties/type"), "string");
    assert_eq!(
        at(&format!("{path}/post/responses/202/content/application~1json/schema/$ref")),
        "#/components/schemas/CreateBackupResponse"
    );
    assert!(draft.pointer(&format!("{path}/post/parameters")).unwrap().as_array().unwrap().iter().all(|one| one["name"] != "Content-Type"));
}

fn tree(path: &Path) -> Value {
    let input = Input::from_path(path).unwrap();
    crate::roundtrip::read(&input).unwrap()
}

/// The component that the JSON of an example is of.
fn component(draft: &Value, page: &page::Page, example: &page::Example) -> String {
    let operation = &draft["paths"][&page.path][page.method.to_lowercase()];
    let status = example.status.map_or("200".to_owned(), |status| status.to_string());
    let owner = if example.is_response { &operation["responses"][status] } else { &operation["requestBody"] };
    let reference = owner["content"]["application/json"]["schema"]["$ref"].as_str().unwrap();
    reference.rsplit('/').next().unwrap().to_owned()
}

/// Whether JSON came back as it was. A number that a text stands for may come back as that text.
fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len() && one.iter().all(|(key, value)| other.get(key).is_some_and(|other| is_same(value, other)))
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_same(one, other))
        }
        (Value::Number(number), Value::String(text)) => number.to_string() == *text,
        _ => one == other,
    }
}

#[test]
fn examples_come_back_the_same() {
    let flagship: Vec<PathBuf> = shared::pages().into_iter().filter(|path| !path.to_str().unwrap().contains("rendering")).collect();
    let sets = [fixtures(&["backups.txt", "backup.md"]), fixtures(&["backups.piped.txt", "backup.html"]), flagship];
    let (mut all, mut questions, mut asked) = (Vec::new(), Vec::new(), Vec::new());
    for (document, pages) in sets.iter().filter(|pages| !pages.is_empty()).enumerate() {
        let (folder, _) = draft(pages);
        let path = folder.path().join("draft.yaml");
        let (draft, generated) = (tree(&path), Trial::new("draft", &path).unwrap().generated.unwrap());
        for file in pages {
            let page = page::read("page", &fs::read_to_string(file).unwrap()).unwrap();
            for example in page.examples.iter().filter(|example| example.json.is_some()) {
                let name = component(&draft, &page, example);
                let typ = generated.types.keys().position(|own| *own == name).unwrap();
                let json = example.json.clone().unwrap();
                questions.push(Question { document, typ, json: json.to_string() });
                asked.push((format!("{}: {name}", file.display()), json));
            }
        }
        all.push(generated);
    }
    let name = "drafts".to_owned();
    let members = [(name.clone(), driver::package(&name, &all.iter().collect::<Vec<&Generated>>()))];
    let workspace = Workspace::new(&name, &members);
    let (programs, said) = driver::build(workspace.folder(), &[name]);
    let program = programs.into_iter().next().flatten().unwrap_or_else(|| panic!("{said}"));
    assert!(asked.len() >= 12, "{} examples", asked.len());
    for ((what, json), answer) in asked.iter().zip(driver::ask(&program, &questions)) {
        let Answer::Encoded { json: encoded, unknown: false, overflowed: false } = &answer else { panic!("{what}: {answer:?}") };
        assert!(is_same(json, &serde_json::from_str(encoded).unwrap()), "{what}:\n{json}\n{encoded}");
    }
}

/// The document without what it has of the page with a POST. What drafts call `ErrorResponse` is called so.
fn without_post() -> String {
    let document = text("backups.yaml");
    let cut = |text: &str, start: &str, end: &str| {
        let from = text.find(start).unwrap();
        format!("{}{}", &text[..from], &text[from + text[from..].find(end).unwrap()..])
    };
    let document = cut(&document, "    post:\n", "\ncomponents:\n");
    cut(&document, "    NewBackup:\n", "    Problem:\n").replace("Problem", "ErrorResponse")
}

#[test]
fn what_is_there_is_referred_to() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("backups.yaml"), without_post()).unwrap();
    let page = fixture::folder("docs").join("backup.md");
    let arguments = ["import", "--into", "backups.yaml", "--out", "more.yaml", page.to_str().unwrap()];
    let (code, _, err) = docs(folder.path(), &arguments);
    assert_eq!((code, err.as_str()), (0, "wrote more.yaml\n"));
    let text = fs::read_to_string(folder.path().join("more.yaml")).unwrap();
    assert!(!["openapi:", "info:", "servers:", "security:", "x-headers:"].iter().any(|key| text.starts_with(key)), "{text}");
    let more: Value = {
        // What is to be added is no document by itself.
        let whole = format!("openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\n{text}");
        fs::write(folder.path().join("whole.yaml"), whole).unwrap();
        tree(&folder.path().join("whole.yaml"))
    };
    let post = &more["paths"]["/v2/{project_id}/instances/{instance_id}/backups"]["post"];
    let references: Vec<&str> = post["parameters"].as_array().unwrap().iter().map(|one| one["$ref"].as_str().unwrap()).collect();
    let names = ["ProjectId", "InstanceId", "Language"].map(|name| format!("#/components/parameters/{name}"));
    assert_eq!(references, names);
    assert_eq!(more["components"].get("parameters"), None);
    let made: Vec<&String> = more["components"]["schemas"].as_object().unwrap().keys().collect();
    assert_eq!(made, ["Target", "Source", "Key", "Created", "CreateBackupRequest", "CreateBackupResponse"]);
    assert_eq!(post["responses"]["400"]["content"]["application/json"]["schema"]["$ref"], "#/components/schemas/ErrorResponse");
}

#[test]
fn an_operation_that_is_there_is_not_drafted_again() {
    let arguments = ["import", "--into", "backups.yaml", "backups.md", "backup.html"];
    let (code, out, err) = docs(&fixture::folder("docs"), &arguments);
    assert_eq!((code, out.as_str()), (0, "paths: {}\n"), "{err}");
    let path = "/v2/{project_id}/instances/{instance_id}/backups";
    assert_eq!(
        err,
        format!("note: backups.md: the document has `GET {path}` already\nnote: backup.html: the document has `POST {path}` already\n")
    );
}

#[test]
fn a_file_is_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("draft.yaml"), "mine").unwrap();
    let page = fixture::folder("docs").join("backups.md");
    let (code, out, err) = docs(folder.path(), &["import", "--out", "draft.yaml", page.to_str().unwrap()]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("\"draft.yaml\" exists already") && err.contains("--into"), "{err}");
    assert_eq!(fs::read_to_string(folder.path().join("draft.yaml")).unwrap(), "mine");
}

/// What the examples have is what the types of a draft take, also where the table says something else.
#[test]
fn what_only_examples_have_is_drafted() {
    let cases = [
        ("\"port\" : 5432", "\"port\" : \"5432\"", "/components/schemas/Node/properties/port/x-accept/0", "string"),
        ("\"most\" : 100", "\"most\" : 99.5", "/components/schemas/Quota/properties/most/type", "number"),
        ("\"name\" : \"hourly\"", "\"name\" : null", "/components/schemas/Backup/properties/name/nullable", "true"),
        ("\"used\" : 8.25,", "\"used\" : 8.25, \"free\" : [ 1 ],", "/components/schemas/Quota/properties/free/items/type", "integer"),
    ];
    let folder = tempfile::tempdir().unwrap();
    for (old, new, pointer, expected) in cases {
        fs::write(folder.path().join("page.txt"), edit(&text("backups.txt"), &[], old, new)).unwrap();
        let (made, _) = draft(&[folder.path().join("page.txt")]);
        let found = tree(&made.path().join("draft.yaml")).pointer(pointer).cloned().unwrap_or_default();
        assert_eq!(found.as_str().map_or_else(|| found.to_string(), str::to_owned), expected, "{pointer}");
        let (_, out, _) = docs(made.path(), &["check", "draft.yaml", folder.path().join("page.txt").to_str().unwrap()]);
        assert_eq!(told(&out, "different "), Vec::<String>::new(), "{new}");
    }
}
