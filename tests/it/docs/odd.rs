//! What is no page is refused; what is odd about a page is said; and no text is too much.

use std::fs;
use std::time::{Duration, Instant};

use specwright::page::{self, Page};

use super::{CREATES, LISTS, docs, edit, text};

/// A page, and what is said about it, as `line: note`.
fn read(text: &str) -> (Page, Vec<String>) {
    let page = page::read("page", text).unwrap();
    let notes = page.notes.iter().map(|note| format!("{}: {}", note.line, note.what)).collect();
    (page, notes)
}

/// A page in Markdown with one table of an answer.
fn answer(table: &str) -> String {
    format!("# Title\n## URI\nGET /v1/things\n## Response Parameters\n**Table 1** Response body parameters\n\n{table}")
}

fn fields(page: &Page) -> Vec<String> {
    let row = |row: &page::Row| format!("{}: {}", row.name, row.typ.as_ref().map_or("-".to_owned(), |typ| typ.what.to_string()));
    page.responses.iter().flat_map(|response| response.fields.iter().map(row)).collect()
}

#[test]
fn what_is_no_page_is_refused_and_nothing_is_written() {
    let cases: [(&str, &[u8], &str); 8] = [
        ("empty.txt", b"", "is no page of an operation"),
        ("prose.txt", b"Once there was a service.\n\nIt had no API.\n", "is no page of an operation"),
        ("menu.html", b"<html><body><ul><li>URI</li><li>GET started</li></ul></body></html>", "is no page of an operation"),
        ("data.json", b"{\"openapi\": \"3.0.3\"}", "is no page of an operation"),
        ("code.md", b"## URI\n\nhttps://example.com\n", "is no page of an operation"),
        ("nothing.txt", b"\0\0\0\0", "is no page of an operation"),
        ("pipes.txt", &[b'|'; 1 << 20], "is no page of an operation"),
        ("bytes.txt", b"\xff\xfeG\0E\0T\0", "it is not UTF-8"),
    ];
    let folder = tempfile::tempdir().unwrap();
    fs::copy(crate::fixture::folder("docs").join("backups.yaml"), folder.path().join("spec.yaml")).unwrap();
    for (name, bytes, expected) in cases {
        fs::write(folder.path().join(name), bytes).unwrap();
        for arguments in [&["read", name][..], &["check", "spec.yaml", name], &["import", name, "--out", "draft.yaml"]] {
            let (code, out, err) = docs(folder.path(), arguments);
            assert_eq!((code, out.as_str()), (2, ""), "{name}: {err}");
            assert!(err.starts_with("error: ") && err.contains(name) && err.contains(expected), "{err}");
        }
        assert!(!folder.path().join("draft.yaml").exists());
    }
    let (code, _, err) = docs(folder.path(), &["read", "missing.txt"]);
    assert!(code == 2 && err.contains("missing.txt"), "{err}");
}

#[test]
fn a_page_among_others_that_is_none_stops_all() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("good.md"), text("backup.md")).unwrap();
    fs::write(folder.path().join("bad.md"), "words").unwrap();
    let (code, out, err) = docs(folder.path(), &["import", "good.md", "bad.md", "--out", "draft.yaml"]);
    assert!(code == 2 && out.is_empty() && err.contains("bad.md"), "{err}");
    assert!(!folder.path().join("draft.yaml").exists());
}

#[test]
fn merged_cells_are_read_and_told() {
    let html = "<h1>Title</h1>\n<h2>URI</h2>\n<p>GET /v1/things</p>\n<h2>Response Parameters</h2>\n<table>\n<caption>Table 1 Response body parameters</caption>\n\
        <tr><th>Parameter</th><th>Type</th><th>Description</th></tr>\n\
        <tr><td colspan=\"3\">Of the thing</td></tr>\n\
        <tr><td>a</td><td rowspan=\"2\">Integer</td><td>One.</td></tr>\n\
        <tr><td>b</td><td>Two.</td></tr>\n\
        <tr><td>c</td><td colspan=\"2\">String</td></tr>\n</table>";
    let (page, notes) = read(html);
    assert_eq!(fields(&page), ["a: Integer", "b: Integer", "c: String"]);
    assert_eq!(page.responses[0].fields[1].facts.description, "Two.");
    let expected = [
        "8: cells of the table are merged: one that spans rows counts for each of them",
        "8: a row that has only `Of the thing` is not read",
    ];
    assert_eq!(notes, expected);
}

#[test]
fn columns_that_are_missing_are_told() {
    let (page, notes) = read(&answer("| Parameter | Description |\n|---|---|\n| a | One. |\n"));
    assert_eq!(
        (fields(&page), notes),
        (vec!["a: -".to_owned()], vec!["7: the table has no column for types; they are taken for texts".to_owned()])
    );

    let path = "# T\n## URI\nGET /v1/{id}\n**Table 1** URI parameters\n\n| Parameter | Type | Description |\n|---|---|---|\n| id | String | The thing. |\n## Response Parameters\nStatus code: 204\n";
    let (page, notes) = read(path);
    assert_eq!(page.parameters[0].mandatory, None);
    assert_eq!(notes, ["6: the table has no column that says what is mandatory; its rows are taken for optional"]);

    let (_, notes) = read(&answer("| Key | Kind |\n|---|---|\n| a | One. |\n"));
    assert_eq!(notes, ["3: the page does not say what is answered", "7: the columns of a table are not known; it is not read"]);
    let html = "<h2>URI</h2>\n<p>GET /v1/things</p>\n<h2>Response Parameters</h2>\n<table><tr><th>Key</th><th>Kind</th></tr><tr><td>a</td><td>b</td></tr></table>";
    let (_, notes) = read(html);
    assert_eq!(notes, ["2: the page does not say what is answered", "4: the columns of a table are not known; it is not read"]);
}

#[test]
fn odd_rows_are_told() {
    let head = "| Parameter | Type | Description |\n|---|---|---|\n";
    let cases = [
        ("", "", "7: the table has no rows"),
        ("| a | Blob | One. |\n", "a: Blob", "9: `Blob`, the type of `a`, is not known"),
        ("| a | Long | One. |\n| a | Text | Two. |\n", "a: Long", "10: the table has `a` twice; the first counts"),
        ("| a | Long | One. |\n| | Text | Two. |\n", "a: Long", "10: a row without a name is not read"),
        ("| a | Long |\n", "a: Long", "9: the row of `a` has 2 cells instead of 3"),
        ("| a | Node object | One. |\n", "a: Node object", "9: there is no table of `Node`, which `a` is of"),
        ("| a | Long | Range |\n", "a: Long", "9: the range of `a` is empty: a list that was there is lost"),
    ];
    for (rows, expected, note) in cases {
        let (page, notes) = read(&answer(&format!("{head}{rows}")));
        assert_eq!((fields(&page).join(", ").as_str(), notes), (expected, vec![note.to_owned()]), "{rows}");
    }
    let (page, notes) = read(&text("backup.md").replacen("| name | Yes |", "| name | Perhaps |", 1));
    assert_eq!(page.parameters[5].mandatory, None);
    assert_eq!(notes, ["36: `Perhaps` says neither that `name` is mandatory nor that it is not"]);
}

#[test]
fn cells_without_words_keep_their_place() {
    let table = "|\nParameter |\nType |\nDescription |\n|---|---|---|\n|\na |\nLong |\n|\n|\nb |\n|\nWords. |\n|\nc |\nText |\nMore. |\nStatus code: 400\n";
    let (page, notes) = read(&answer(table));
    assert_eq!(fields(&page), ["a: Long", "b: -", "c: String"]);
    assert_eq!(page.responses[0].fields[1].facts.description, "Words.");
    assert_eq!(page.responses[1].status.as_ref().unwrap().what, 400);
    assert_eq!(notes, Vec::<String>::new());
}

#[test]
fn bullets_in_cells_are_values_or_words() {
    let (page, _) = read(&answer(
        "| Parameter | Type | Description |\n|---|---|---|\n| a | String | One of:<ul><li>x: an x</li><li>y</li></ul> |\n| b | String | Mind:<br>- it may be long<br>- it may be short |\n",
    ));
    let rows = &page.responses[0].fields;
    let values = |row: &page::Row| row.facts.values.iter().map(|value| value.what.clone()).collect::<Vec<_>>();
    assert_eq!((values(&rows[0]), values(&rows[1])), (vec!["x".to_owned(), "y".to_owned()], Vec::new()));
    assert_eq!(rows[1].facts.description, "Mind:\n- it may be long\n- it may be short");
}

#[test]
fn a_sentence_is_no_list_of_values() {
    let cases = [
        ("The default value is 30.", "", "30"),
        ("The value is unique.", "", ""),
        ("The value can be a or b.", "a b", ""),
        ("Values: a, b. The default value is a.", "a b", "a"),
        ("The default value is a. Value: b", "b", "a"),
        ("Enumerated values: a/b", "a b", ""),
    ];
    for (words, values, default) in cases {
        let (page, _) = read(&answer(&format!("| Parameter | Type | Description |\n|---|---|---|\n| a | String | {words} |\n")));
        let facts = &page.responses[0].fields[0].facts;
        let said: Vec<&str> = facts.values.iter().map(|value| value.what.as_str()).collect();
        assert_eq!((said.join(" ").as_str(), facts.default.as_ref().map_or("", |default| &default.what)), (values, default), "{words}");
    }
}

#[test]
fn what_is_there_twice_is_told() {
    let page = text("backups.md");
    let other = "## URI\n\nPOST /v2/other\n\n## Request Parameters";
    let (read_page, notes) = read(&edit(&page, &[], "## Request Parameters", other));
    assert_eq!((read_page.method.as_str(), notes), ("GET", vec!["32: a second request line is not read: POST /v2/other".to_owned()]));

    let table =
        "\n**Table 10** Part\n\n| Parameter | Type | Description |\n|---|---|---|\n| number | String | Another. |\n\n**Status code: 400**";
    let (_, notes) = read(&edit(&page, &[], "\n**Status code: 400**", table));
    assert_eq!(notes, ["90: there is another table of `Part`; the first counts"]);
}

#[test]
fn examples_are_read_one_by_one() {
    let page = text("backups.md");
    let count = |text: &str| read(text).0.examples.len();
    assert_eq!(count(&page), 3);
    let several = edit(
        &page,
        &["## Example Response"],
        "The backups.\n",
        "None.\n\n```json\n{\"backups\" : [ ]}\n```\n\nSome.\n\n```json\n[ 1,\n  2 ]\n```\n\nThe backups.\n",
    );
    assert_eq!(count(&several), 5);

    // A comma is missing: the line of the next name is told, and what follows is read.
    let (broken, notes) = read(&edit(&page, &["```json"], "\"total\" : 2,", "\"total\" : 2"));
    let line = page.lines().position(|line| line.contains("\"total\"")).unwrap() + 2;
    assert_eq!(broken.examples.len(), 2);
    assert_eq!(notes, [format!("{line}: the example is no JSON: expected `,` or `}}` at line 3 column 3")]);

    // A bracket is missing: where it begins is told.
    let (broken, notes) = read(&edit(&page, &["```json"], "\n}\n```", "\n```"));
    assert_eq!((broken.examples.len(), notes), (2, vec![format!("{}: the example is no JSON: it does not end", line - 2)]));
}

#[test]
fn a_path_without_rows_is_told() {
    let (_, notes) = read("# T\n## URI\nGET /v1/{id}/parts/{part}\n## Response Parameters\nStatus code: 204\n");
    assert_eq!(notes, ["3: no table has `id`, which is in the path", "3: no table has `part`, which is in the path"]);
}

/// What editors and systems do to files changes nothing.
#[test]
fn line_ends_and_marks_change_nothing() {
    for name in LISTS.iter().chain(&CREATES) {
        let text = text(name);
        let expected = page::read("page", &text).unwrap().summary();
        for altered in [text.replace('\n', "\r\n"), format!("\u{feff}{text}"), format!("\u{feff}{}", text.replace('\n', "\r\n"))] {
            assert_eq!(page::read("page", &altered).unwrap().summary(), expected, "{name}");
        }
        let with_nul = text.replacen("Updated on", "\0 Updated on", 1);
        assert_eq!(page::read("page", &with_nul).unwrap().summary(), expected, "{name}");
    }
}

#[test]
fn html_that_is_not_closed_is_read() {
    let page = "<html><head><title>T</title>\n<body><h1>Title</h1><h2>URI<p>GET /v1/things<h2>Response Parameters</h2><ul><li></ul>\n\
        <p>Status code: 200\n<p>Table 1 Response body parameters\n<table><tr><th>Parameter<th>Type<th>Description\n<tr><td>a<td>Long<td>One.\n\
        <tr><td>b<td>Node object<td>Two: <table><tr><td>x</td><td>y</td></tr></table> and more";
    let (read_page, notes) = read(page);
    assert_eq!((read_page.title.as_str(), fields(&read_page)), ("Title", vec!["a: Long".to_owned(), "b: Node object".to_owned()]));
    assert_eq!(read_page.responses[0].fields[1].facts.description, "Two:\nx\ny\nand more");
    assert_eq!(notes, ["7: there is no table of `Node`, which `b` is of"]);
}

/// A text is read in the time that its length allows, whatever is in it.
fn soon(what: &str, text: &str) {
    let start = Instant::now();
    let _ = page::read("page", text);
    assert!(start.elapsed() < Duration::from_secs(20), "{what}: {:?}", start.elapsed());
}

#[test]
fn no_text_is_too_much() {
    const URI: &str = "URI\nGET /v1/things\n";
    let many = |part: &str| part.repeat((1 << 18) / part.len());
    const HTML: &str = "<html><h2>URI</h2><p>GET /v1/things</p><h2>Response Parameters</h2>";
    let html = |part: &str| format!("{HTML}{}", many(part));
    let in_table = |part: &str| format!("{HTML}<table><tr><th>Parameter</th><th>Type</th></tr>{}", many(part));
    for (what, text) in [
        ("bars", "|".repeat(1 << 20)),
        ("bars on lines", many("|\n")),
        ("bars and words", format!("{URI}{}", many("|\na\n"))),
        ("heads", format!("{URI}{}", many("|\nParameter |\nType |\n"))),
        ("rows", format!("{URI}|\nParameter |\nType |\n{}", many("|\n"))),
        ("rows that do not end", format!("{URI}|\nParameter |\nType |\n{}", many("|\na\n"))),
        ("rows in a line", format!("{URI}| Parameter | Type |\n|---|---|\n{}", many("|a"))),
        ("empty lines", format!("{URI}Parameter\nType\nDescription\n{}", many("\n"))),
        ("empty lines between words", format!("{URI}Parameter\nType\nDescription\n{}", many("a\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n"))),
        ("names", format!("{URI}Parameter\nMandatory\nType\nDescription\n{}", many("a\nYes\nLong\n"))),
        ("heads on lines", format!("{URI}{}", many("Parameter\nDescription\n"))),
        ("brackets", format!("{URI}Example Response\n{}", many("[\n"))),
        ("brackets in a line", format!("{URI}Example Response\n{}", many("["))),
        ("closed brackets", format!("{URI}Example Response\n[\n{}", many("[\n]\n"))),
        ("links", format!("{URI}{}", many("[a]("))),
        ("backslashes", format!("{URI}{}", many("\\"))),
        ("headings", format!("{URI}{}", many("Table 1 a\n"))),
        ("tables in tables", html("<table><tr><td>")),
        ("tables that are not closed", html("<table>")),
        ("elements", html("<div>")),
        ("items", html("<li>")),
        ("cells", in_table("<td>a")),
        ("cells over columns", in_table("<tr><td colspan=1000>a")),
        ("cells over rows", in_table("<td rowspan=1000>a")),
        ("cells over rows and columns", in_table("<tr><td rowspan=1000 colspan=1000>a<td>b")),
        ("entities", html("&quot;")),
        ("scripts", html("<script><table>")),
    ] {
        soon(what, &text);
    }
    let nine = "a".repeat(9 << 20);
    assert_eq!(page::read("page", &nine).unwrap_err().message, "page is larger than 8 MiB, which no page is");
}

/// A page that ends early, and one without a line, are read, or refused; neither panics nor hangs.
#[test]
fn parts_of_pages_are_read() {
    for name in LISTS.iter().chain(&CREATES) {
        let text = text(name);
        for end in (0..text.len()).step_by(97) {
            let end = (end..=text.len()).find(|end| text.is_char_boundary(*end)).unwrap();
            soon(name, &text[..end]);
        }
        let lines: Vec<&str> = text.lines().collect();
        for left_out in (0..lines.len()).filter(|index| !lines[*index].trim().is_empty()) {
            let rest = lines.iter().enumerate().filter(|(index, _)| *index != left_out).map(|(_, line)| *line);
            soon(name, &rest.collect::<Vec<_>>().join("\n"));
        }
    }
}
