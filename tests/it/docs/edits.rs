//! Pages with one thing altered: exactly that is told.

use std::fs;

use super::{docs, edit, text, told};
use crate::fixture;

/// What is altered: after each of some texts, `old` becomes `new`; and what is said of it.
type Edit = (&'static [&'static str], &'static str, &'static str, &'static str);

const BACKUP: &str = "Table 5 Backup";

const ROW: &str = "sort\n\nNo\n\nString\n\nThe order.\n\n";

const STATUS: &str =
    "Status code: 500\n\nTable 10 Response body parameters\n\nParameter\n\nType\n\nDescription\n\nerror_code\n\nString\n\nA code.\n\n";

/// Of the text with a cell a line.
static PLAIN: &[Edit] = &[
    // Parameters.
    (&["\nlimit\n"], "Integer", "String", "`limit` is of type String on the page, and integer (int32) in the document"),
    (&["\nlimit\n"], "Integer", "Long", "`limit` is of type Long on the page, and integer (int32) in the document"),
    (&["\nlimit\n"], "\nNo\n", "\nYes\n", "`limit` is mandatory on the page, and optional in the document"),
    (&["\nproject_id\n"], "\nYes\n", "\nNo\n", "`project_id` is optional on the page, and mandatory in the document"),
    (&["\nlimit\n"], "1–200", "1–500", "`limit` is from 1 to 500 on the page, and from 1 to 200 in the document"),
    (&["\nlimit\n"], "1–200", "≤ 200", "`limit` is at most 200 on the page, and from 1 to 200 in the document"),
    (&["\nlimit\n"], "1–200", "N/A", "`limit` is any number on the page, and from 1 to 200 in the document"),
    (&["\noffset\n"], "≥ 0", "≥ 1", "`offset` is at least 1 on the page, and at least 0 in the document"),
    (&["\nlimit\n"], "\n50\n", "\n20\n", "`limit` has the default 20 on the page, and the default 50 in the document"),
    (&["\nlimit\n"], "\n50\n", "\nN/A\n", "`limit` has no default on the page, and the default 50 in the document"),
    (&["\nkind\n", "Default Value\n"], "N/A", "full", "`kind` has the default full on the page, and no default in the document"),
    (
        &["\nX-Language\n", "Default Value\n"],
        "en-us",
        "pl-pl",
        "`X-Language` has the default pl-pl on the page, and the default en-us in the document",
    ),
    (
        &["\nkind\n"],
        "  • full: everything\n",
        "  • full: everything\n\n  • log: the log\n",
        "`kind` is one of full, incremental, log on the page, and one of full, incremental in the document",
    ),
    (&["\nX-Language\n"], "\n  • pl-pl: Polish\n", "", "`X-Language` is one of en-us on the page, and one of en-us, pl-pl in the document"),
    (
        &["\nproject_id\n"],
        "32 characters",
        "40 characters",
        "`project_id` has 40 characters on the page, and the document does not allow that",
    ),
    (
        &["\nproject_id\n"],
        " Only letters and digits are allowed.",
        "",
        "`project_id` has any character on the page, and not every character in the document",
    ),
    (&["\ninstance_id\n"], "at09", "at10", "`instance_id` ends with at10 on the page, and the document does not allow that"),
    (&["\ninstance_id\n"], " with a suffix of at09", "", "`instance_id` ends as it likes on the page, and not in the document"),
    (&["\nX-Auth-Token\n"], "String", "Integer", "`X-Auth-Token` is of type Integer on the page, and a text in the document"),
    (&["\nX-Auth-Token\n"], "\nYes\n", "\nNo\n", "`X-Auth-Token` is optional on the page, and mandatory in the document"),
    (
        &[],
        "\nX-Auth-Token\n\nYes\n",
        "\nX-Trace\n\nYes\n",
        "`X-Trace` on the page is not in the document, whose `X-Auth-Token` is not on the page",
    ),
    (&["\nX-Language\n"], "\nNo\n", "\nYes\n", "`X-Language` is mandatory on the page, and optional in the document"),
    (&[], "\nlimit\n", "\ncount\n", "`count` on the page is not in the document, whose `limit` is not on the page"),
    (&[], "\nX-Language\n", "\nX-Tongue\n", "`X-Tongue` on the page is not in the document, whose `X-Language` is not on the page"),
    (&["Table 2"], "kind\n\nNo\n", "kind\n\nYes\n", "`kind` is mandatory on the page, and optional in the document"),
    (
        &["Table 2"],
        "limit\n",
        "sort\n\nNo\n\nString\n\nThe order.\n\nlimit\n",
        "the page has a parameter `sort` in the query, which the document has not",
    ),
    // Fields.
    (&[], "\ntotal\n\nLong\n", "\ntotal\n\nString\n", "`total` is of type String on the page, and integer (int64) in the document"),
    (&[], "Array of strings", "Array of integers", "`zones` is of type Array of Integer on the page, and array of string in the document"),
    (&[BACKUP, "\nsize\n"], "Long", "Integer", "`size` is of type Integer on the page, and integer (int64) in the document"),
    (&[BACKUP, "\nprogress\n"], "Double", "Integer", "`progress` is of type Integer on the page, and number (double) in the document"),
    (&[BACKUP, "\nprogress\n"], "0–100", "0–99.5", "`progress` is from 0 to 99.5 on the page, and from 0 to 100 in the document"),
    (&[BACKUP, "\nis_locked\n"], "Boolean", "String", "`is_locked` is of type String on the page, and boolean in the document"),
    (&[BACKUP, "\nduration\n"], "String", "Boolean", "`duration` is of type Boolean on the page, and string in the document"),
    (&[BACKUP, "\nnode\n"], "node object", "String", "`node` is of type String on the page, and object in the document"),
    (
        &[BACKUP, "\nparts\n"],
        "Array of Part objects",
        "Part object",
        "`parts` is of type Part object on the page, and array of object in the document",
    ),
    (
        &[BACKUP, "\nlabels\n"],
        "Map<String,String>",
        "Map<String,Integer>",
        "`labels` is of type Map<String,Integer> on the page, and map of string in the document",
    ),
    (&[BACKUP, "\nid\n"], "bk09", "bk10", "`id` ends with bk10 on the page, and the document does not allow that"),
    (&[BACKUP, "\nname\n"], "1 to 64", "1 to 32", "`name` has from 1 to 32 characters on the page, and other lengths in the document, too"),
    (&[BACKUP, "\nname\n"], "1 to 64", "1 to 128", "`name` has from 1 to 128 characters on the page, and the document limits it further"),
    (&[BACKUP, "\nname\n"], "1 to 64 characters", "N/A", "`name` has any length on the page, and the document limits it further"),
    (
        &[BACKUP, "\nkind\n"],
        "\n  • incremental: what changed\n",
        "",
        "`kind` is one of full on the page, and one of full, incremental in the document",
    ),
    (&[BACKUP], "\nsize\n", "\nbytes\n", "`bytes` on the page is not in the document, whose `size` is not on the page"),
    (
        &[BACKUP],
        "size\n\nLong\n\nDefinition\n\nThe size of the backup, in bytes.\n\nRange\n\nN/A\n\n",
        "",
        "the document has a field `size`, which the page has not",
    ),
    (&[BACKUP], "size\n", "color\n\nString\n\nThe color.\n\nsize\n", "the page has a field `color`, which the document has not"),
    (&["Table 7 node", "\nport\n"], "1–65535", "1–1024", "`port` is from 1 to 1024 on the page, and from 1 to 65535 in the document"),
    (
        &["Table 8 Part", "\nchecksum\n"],
        "64 characters",
        "40 characters",
        "`checksum` has 40 characters on the page, and the document does not allow that",
    ),
    (&["Table 8 Part"], "\nnumber\n", "\nplace\n", "`place` on the page is not in the document, whose `number` is not on the page"),
    (&["Table 6 quota", "\nmost\n"], "Integer", "Double", "`most` is of type Number on the page, and integer (int32) in the document"),
    (&["Table 9", "\nerror_msg\n"], "String", "Integer", "`error_msg` is of type Integer on the page, and string in the document"),
    // The page.
    (&[], "2026-03-14", "2026-09-01", "the page was updated on 2026-09-01, after what the document was made of (2026-03-14)"),
    (&[], "GET /v2", "DELETE /v2", "the document has no operation `DELETE /v2/{project_id}/instances/{instance_id}/backups`"),
    (
        &["Table 9"],
        "Example Request",
        "Status code: 500\n\nExample Request",
        "the document has no answer for status 500, which the page describes",
    ),
    // Examples.
    (&["\"name\" : "], "\"hourly\"", "7", "`name` is the number 7 in the example, and of type String in the table"),
    (&["\"port\" : "], "5432", "\"5432\"", "`port` is a string in the example, and of type Integer in the table"),
    (&["\"parts\" : "], "[ ]", "null", "`parts` is null in the example, and of type Array of Part objects in the table"),
    (&["\"labels\" : "], "\"blue & green\"", "true", "`labels` is true in the example, and of type String in the table"),
    (&["\"total\" : "], "2", "2.5", "`total` is the number 2.5 in the example, and of type Long in the table"),
    (&["Example Response"], "\"zone\"", "\"area\"", "the example has `area`, which the table has not"),
    (&["Example Response", "Status code: 400"], "\"error_code\"", "\"code\"", "the example has `code`, which the table has not"),
    (
        &["Example Request"],
        "/backups?",
        "/backup?",
        "the example calls `/v2/0b7c15e2d94f4a6b8c3d2e1f00a1b2c3/instances/9a8b7c6d5e4f40312213243546576879at09/backup`, which is not `/v2/{project_id}/instances/{instance_id}/backups`",
    ),
    (&["Example Request"], "&offset=0", "&page=0", "the example has a parameter `page` in the query, which no table has"),
    (
        &["Example Request"],
        "79at09",
        "79at10",
        "`instance_id` is `9a8b7c6d5e4f40312213243546576879at10` in the example, which does not end with at09",
    ),
    (
        &["Example Request"],
        "/0b7c",
        "/b7c",
        "`project_id` is `b7c15e2d94f4a6b8c3d2e1f00a1b2c3` in the example, which has 31 characters, and the table says 32 characters",
    ),
    (
        &["Example Request"],
        "/0b7c",
        "/_b7c",
        "`project_id` is `_b7c15e2d94f4a6b8c3d2e1f00a1b2c3` in the example, which has other characters than letters and digits",
    ),
];

/// Of Markdown.
static MARKDOWN: &[Edit] = &[
    (&["| limit "], "Integer", "Boolean", "`limit` is of type Boolean on the page, and integer (int32) in the document"),
    (&["| limit "], "<br>50 |", "<br>5 |", "`limit` has the default 5 on the page, and the default 50 in the document"),
    (&["| instance\\_id "], "Yes", "No", "`instance_id` is optional on the page, and mandatory in the document"),
    (
        &["| kind "],
        "<br>• incremental: what changed",
        "",
        "`kind` is one of full on the page, and one of full, incremental in the document",
    ),
    (&["**Table 5**"], "| size ", "| bytes ", "`bytes` on the page is not in the document, whose `size` is not on the page"),
    (&["**Table 7**", "| port "], "1–65535", "1–1024", "`port` is from 1 to 1024 on the page, and from 1 to 65535 in the document"),
    (
        &["```json"],
        "\"is_locked\" : true",
        "\"is_locked\" : \"yes\"",
        "`is_locked` is a string in the example, and of type Boolean in the table",
    ),
];

/// Of HTML.
static HTML: &[Edit] = &[
    (&["<td><p>limit</p></td>"], "Integer", "Boolean", "`limit` is of type Boolean on the page, and integer (int32) in the document"),
    (&["<td><p>limit</p></td>"], "1&#8211;200", "1&#8211;100", "`limit` is from 1 to 100 on the page, and from 1 to 200 in the document"),
    (&["<td><p>instance_id</p></td>"], "Yes", "No", "`instance_id` is optional on the page, and mandatory in the document"),
    (
        &["<td><p>X-Language</p></td>"],
        "<li>pl-pl: Polish</li>\n",
        "",
        "`X-Language` is one of en-us on the page, and one of en-us, pl-pl in the document",
    ),
    (
        &["</b>Backup</caption>"],
        "<td><p>size</p></td>",
        "<td><p>bytes</p></td>",
        "`bytes` on the page is not in the document, whose `size` is not on the page",
    ),
    (&["</b>node</caption>"], "1&#8211;65535", "1&#8211;1024", "`port` is from 1 to 1024 on the page, and from 1 to 65535 in the document"),
    (
        &["<code>"],
        "&quot;is_locked&quot; : true",
        "&quot;is_locked&quot; : 1",
        "`is_locked` is the number 1 in the example, and of type Boolean in the table",
    ),
];

/// Of the page with a POST, in Markdown.
static CREATES: &[Edit] = &[
    (&["| name "], "Yes", "No", "`name` is optional on the page, and mandatory in the document"),
    (&["| keep\\_days "], "Integer", "Long", "`keep_days` is of type Long on the page, and integer (int32) in the document"),
    (
        &["| keep\\_days "],
        "default value is 30",
        "default value is 7",
        "`keep_days` has the default 7 on the page, and the default 30 in the document",
    ),
    (&["| keep\\_days "], "1–732", "1–366", "`keep_days` is from 1 to 366 on the page, and from 1 to 365 in the document"),
    (
        &["| kind "],
        "<br>• incremental: what changed",
        "",
        "`kind` is one of full on the page, and one of full, incremental in the document",
    ),
    (&["| is\\_locked "], "is false", "is true", "`is_locked` has the default true on the page, and the default false in the document"),
    (&["| bucket "], "Yes", "No", "`bucket` is optional on the page, and mandatory in the document"),
    (&["| bucket "], "3 to 63", "3 to 60", "`bucket` has from 3 to 60 characters on the page, and other lengths in the document, too"),
    (&["| database "], "String", "Integer", "`database` is of type Integer on the page, and string in the document"),
    (&["**Table 6** key"], "| id ", "| key ", "`key` on the page is not in the document, whose `id` is not on the page"),
    (&["\"keep_days\" : "], "90", "\"90\"", "`keep_days` is a string in the example, and of type Integer in the table"),
    (&["\"target\""], "\"bucket\"", "\"pail\"", "the example has `pail`, which the table has not"),
    (&["\"begun_at\" : "], "1769904000000", "null", "`begun_at` is null in the example, and of type Long in the table"),
    (
        &["Status code: 202"],
        "## Example Requests",
        "**Status code: 409**\n\n## Example Requests",
        "the document has no answer for status 409, which the page describes",
    ),
];

fn each(name: &str, edits: &[Edit]) {
    let page = text(name);
    let folder = tempfile::tempdir().unwrap();
    fs::copy(fixture::folder("docs").join("backups.yaml"), folder.path().join("backups.yaml")).unwrap();
    let mut wrong = Vec::new();
    for (path, old, new, expected) in edits {
        fs::write(folder.path().join(name), edit(&page, path, old, new)).unwrap();
        let (code, out, err) = docs(folder.path(), &["check", "backups.yaml", name]);
        let found = told(&out, "different ");
        if code != 1 || found != [*expected] {
            wrong.push(format!(
                "{path:?} {old:?} → {new:?}: {code}\n  expected {expected}\n  found    {}\n{err}",
                found.join("\n           ")
            ));
        }
    }
    assert!(wrong.is_empty(), "{name}, {} of {}:\n{}", wrong.len(), edits.len(), wrong.join("\n"));
}

#[test]
fn what_is_altered_in_text_is_told() {
    each("backups.txt", PLAIN);
}

#[test]
fn what_is_altered_in_markdown_is_told() {
    each("backups.md", MARKDOWN);
    each("backup.md", CREATES);
}

#[test]
fn what_is_altered_in_html_is_told() {
    each("backups.html", HTML);
}

/// What takes more than a word: a row, and a status with a table.
#[test]
fn rows_and_answers_that_go_and_come_are_told() {
    let page = text("backups.txt");
    let between = |start: &str, end: &str| {
        let start = page.find(start).unwrap();
        &page[start..start + page[start..].find(end).unwrap()]
    };
    let cases = [
        (between("kind\n\nNo\n", "Request Parameters"), "", "the document has a parameter `kind` in its query, which the page has not"),
        (
            between("X-Language\n", "Response Parameters"),
            "",
            "the document has a parameter `X-Language` in its header, which the page has not",
        ),
        (between("zones\n", "Table 5"), "", "the document has a field `zones`, which the page has not"),
        (between("checksum\n", "Status code: 400"), "", "the document has a field `checksum`, which the page has not"),
        (between("Status code: 400\n", "Example Request"), "", "the document has an answer for status 400, which the page has not"),
        (
            between("Request Parameters\n", "Table 3"),
            &format!("{ROW}Request Parameters\n\n"),
            "the page has a parameter `sort` in the query, which the document has not",
        ),
        (
            between("Example Request\n", "Querying the first"),
            &format!("{STATUS}Example Request\n\n"),
            "the document has no answer for status 500, which the page describes",
        ),
    ];
    let folder = tempfile::tempdir().unwrap();
    fs::copy(fixture::folder("docs").join("backups.yaml"), folder.path().join("backups.yaml")).unwrap();
    for (old, new, expected) in cases {
        fs::write(folder.path().join("backups.txt"), edit(&page, &[], old, new)).unwrap();
        let (code, out, _) = docs(folder.path(), &["check", "backups.yaml", "backups.txt"]);
        assert_eq!((code, told(&out, "different ")), (1, vec![expected.to_owned()]), "{old}");
    }
}
