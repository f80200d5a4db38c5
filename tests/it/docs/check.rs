//! The pages against their document: nothing is different but what the document means.

use serde_json::{Value, json};

use super::{CREATES, LISTS, docs, edit, text, told};
use crate::fixture;

/// What the document says otherwise than the page with a GET, in the order of the page.
const LISTED: [&str; 6] = [
    "`offset` is of type String on the page, and integer (int32) in the document",
    "the document has a field `origin`, which the page has not",
    "`expires_at` is null in the example, and of type String in the table",
    "`duration` is the number 93 in the example, and of type String in the table",
    "the example has `origin`, which the table has not",
    "`duration` is the number 4 in the example, and of type String in the table",
];

/// The same of the page with a POST.
const CREATED: [&str; 1] = ["`keep_days` is from 1 to 732 on the page, and from 1 to 365 in the document"];

#[test]
fn only_what_the_document_means_is_different() {
    for (names, expected) in [(&LISTS[..], &LISTED[..]), (&CREATES[..], &CREATED[..])] {
        for name in names {
            let (code, out, _) = docs(&fixture::folder("docs"), &["check", "backups.yaml", name]);
            assert_eq!((code, told(&out, "different ")), (0, Vec::new()), "{name}: {out}");
            assert_eq!(told(&out, "on purpose"), expected, "{name}");
            assert!(out.ends_with(&format!("0 differences, {} on purpose\n", expected.len())), "{out}");
        }
    }
}

#[test]
fn reasons_and_places_are_told() {
    let (_, out, err) = docs(&fixture::folder("docs"), &["check", "backups.yaml", "backups.txt"]);
    let line = |file: &str, word: &str| text(file).lines().position(|line| line.contains(word)).unwrap() + 1;
    let (on_page, in_document) =
        (line("backups.txt", "number of backups that are passed over") - 4, line("backups.yaml", "- name: offset"));
    let expected = format!(
        "on purpose  `offset` is of type String on the page, and integer (int32) in the document
            backups.txt:{on_page}, backups.yaml:{in_document}:11
            The page calls it a string that must be an integer; on the wire the two look the same.
"
    );
    assert!(out.starts_with(&expected), "{out}");
    assert_eq!(err, "");
}

#[test]
fn what_is_not_read_of_a_page_is_told() {
    let (_, _, err) = docs(&fixture::folder("docs"), &["check", "backups.yaml", "backups.piped.txt"]);
    assert_eq!(err.lines().count(), 3);
    assert!(
        err.lines().all(|line| line.starts_with("note: backups.piped.txt:") && line.ends_with("a list that was there is lost")),
        "{err}"
    );
}

#[test]
fn the_json_has_every_difference() {
    let all = ["check", "--format", "json", "backups.yaml", "backups.md", "backup.html"];
    let (code, out, _) = docs(&fixture::folder("docs"), &all);
    let pages: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &pages[0]["page"], &pages[1]["page"]), (0, &json!("backups.md"), &json!("backup.html")));
    let what = |page: &Value| page["differences"].as_array().unwrap().iter().map(|one| one["what"].clone()).collect::<Vec<_>>();
    assert_eq!((what(&pages[0]), what(&pages[1])), (LISTED.map(Value::from).to_vec(), CREATED.map(Value::from).to_vec()));
    let origin = &pages[0]["differences"][1];
    assert_eq!((&origin["aspect"], &origin["pointer"]), (&json!("row"), &json!("/components/schemas/Backup/properties/origin")));
    assert_eq!(origin["reason"], "In the example, and in no table.");
}

/// A difference is meant only as long as the page says what the document repeats, and a reason stands beside it.
#[test]
fn without_reason_or_word_a_difference_is_open() {
    let document = text("backups.yaml");
    let cases = [
        (&["- name: offset"][..], "          x-page: {type: String}\n", "", LISTED[0]),
        (&["- name: offset"], "x-page: {type: String}", "x-page: {type: Integer}", LISTED[0]),
        (
            &["- name: offset"],
            "          x-note: The page calls it a string that must be an integer; on the wire the two look the same.\n",
            "",
            LISTED[0],
        ),
        (&["        expires_at:"], "          x-note: The table knows no null, the example has one.\n", "", LISTED[2]),
        (&["        expires_at:"], "          nullable: true\n", "", LISTED[2]),
        (&["        origin:"], "          x-page: {row: absent}\n", "", LISTED[1]),
    ];
    for (path, old, new, expected) in cases {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("backups.yaml"), edit(&document, path, old, new)).unwrap();
        std::fs::write(folder.path().join("backups.txt"), text("backups.txt")).unwrap();
        let (code, out, _) = docs(folder.path(), &["check", "backups.yaml", "backups.txt"]);
        assert_eq!((code, told(&out, "different ")), (1, vec![expected.to_owned()]), "{old}");
    }
}
