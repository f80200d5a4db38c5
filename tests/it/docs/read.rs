//! What is read of a page is the same in all renderings, and each thing is at the line that says it.

use serde_json::Value;
use specwright::page::{self, Page, Row};

use super::{CREATES, LISTS, docs, text};
use crate::fixture;

/// What the page with a GET says, without lines.
const LISTED: &str = "
Querying the Backups of an Instance
GET /v2/{project_id}/instances/{instance_id}/backups
updated on 2026-03-14
path project_id: String, mandatory, 32 characters, letters and digits
path instance_id: String, mandatory, 36 characters, letters and digits, ends with at09
query limit: Integer, optional, from 1 to 200, default 50
query offset: String, optional, at least 0, an integer, default 0
query kind: String, optional, one of full, incremental
header X-Auth-Token: String, mandatory
header X-Language: String, optional, one of en-us, pl-pl, default en-us
answers 200
total: Long
backups: Array of Backup objects
quota: quota object
zones: Array of String
answers 400
error_code: String
error_msg: String
object Backup
id: String, 36 characters, letters and digits, ends with bk09
name: String, from 1 to 64 characters
kind: String, one of full, incremental
size: Long
progress: Number, from 0 to 100
is_locked: Boolean
created_at: Long
expires_at: String
duration: String
node: node object
parts: Array of Part objects
labels: Map<String,String>
object quota
used: Number
most: Integer
object node
zone: String
port: Integer, from 1 to 65535
object Part
number: Integer
checksum: String, 64 characters, letters and digits
example of a request: GET https://attic.eu-middle-1.example.com/v2/0b7c15e2d94f4a6b8c3d2e1f00a1b2c3/instances/9a8b7c6d5e4f40312213243546576879at09/backups?limit=2&offset=0
example of a response 200: JSON
example of a response 400: JSON
";

/// What the page with a POST says.
const CREATED: &str = "
Creating a Backup
POST /v2/{project_id}/instances/{instance_id}/backups
updated on 2026-02-01
path project_id: String, mandatory, 32 characters, letters and digits
path instance_id: String, mandatory, 36 characters, letters and digits, ends with at09
header X-Auth-Token: String, mandatory
header Content-Type: String, mandatory
header X-Language: String, optional, one of en-us, pl-pl, default en-us
body name: String, mandatory, from 1 to 64 characters
body kind: String, optional, one of full, incremental, default full
body keep_days: Integer, optional, from 1 to 732, default 30
body is_locked: Boolean, optional, default false
body speed: Number, optional
body target: target object, mandatory
body sources: Array of Source objects, optional
body labels: Map<String,String>, optional
answers 202
job_id: String
backup: Created object
answers 400
error_code: String
error_msg: String
object target
bucket: String, mandatory, from 3 to 63 characters
path: String, optional
key: key object, optional
object Source
database: String, mandatory
tables: Array of String, optional
size_limit: Long, optional
object key
id: String, mandatory
object Created
id: String
begun_at: Long
example of a request: POST https://attic.eu-middle-1.example.com/v2/0b7c15e2d94f4a6b8c3d2e1f00a1b2c3/instances/9a8b7c6d5e4f40312213243546576879at09/backups
example of a request: JSON
example of a request: POST https://attic.eu-middle-1.example.com/v2/0b7c15e2d94f4a6b8c3d2e1f00a1b2c3/instances/9a8b7c6d5e4f40312213243546576879at09/backups
example of a request: JSON
example of a response 202: JSON
example of a response 400: JSON
";

/// A text without what its rendering loses: the lists of values in cells.
const LOST: [&str; 2] = [", one of full, incremental", ", one of en-us, pl-pl"];

#[test]
fn all_renderings_say_what_the_page_says() {
    for (names, expected) in [(&LISTS[..], LISTED), (&CREATES[..], CREATED)] {
        for name in names {
            let (code, out, err) = docs(&fixture::folder("docs"), &["read", name]);
            assert_eq!((code, err.as_str()), (0, ""), "{name}");
            let mut said: Vec<&str> = out.lines().skip(1).map(|line| line.get(8..).unwrap_or_default().trim()).collect();
            let mut expected = expected.trim().to_owned();
            if name.contains("piped") {
                LOST.iter().for_each(|lost| expected = expected.replace(lost, ""));
                let notes = said.split_off(said.len() - 3);
                let lost = |row: &str| format!("note: the range of `{row}` is empty: a list that was there is lost");
                assert_eq!(notes, [lost("kind"), lost("X-Language"), lost("kind")]);
            }
            assert_eq!(said.join("\n"), expected, "{name}");
        }
    }
}

/// The JSON of a page without lines, and without what the rendering with `|` cannot carry: lists in cells, and where lines break.
fn bare(value: Value, is_piped: bool) -> Value {
    match value {
        Value::Object(members) => {
            let is_kept = |key: &str| key != "line" && !(is_piped && (key == "values" || key == "notes"));
            let members = members.into_iter().filter(|(key, _)| is_kept(key));
            let joined = |key: &str, value: Value| match value.as_str().filter(|_| is_piped && key == "description") {
                Some(text) => text.replace('\n', " ").into(),
                None => bare(value, is_piped),
            };
            Value::Object(members.map(|(key, value)| (key.clone(), joined(&key, value))).collect())
        }
        Value::Array(items) => items.into_iter().map(|item| bare(item, is_piped)).collect(),
        plain => plain,
    }
}

#[test]
fn the_json_of_all_renderings_is_the_same() {
    let read = |name: &str| {
        let (code, out, err) = docs(&fixture::folder("docs"), &["read", "--format", "json", name]);
        assert_eq!((code, err.as_str()), (0, ""), "{name}");
        serde_json::from_str::<Value>(&out).unwrap()
    };
    for names in [&LISTS[..], &CREATES[..]] {
        let (first, others) = names.split_first().unwrap();
        for other in others {
            let is_piped = other.contains("piped");
            assert_eq!(bare(read(first), is_piped), bare(read(other), is_piped), "{other}");
        }
    }
    let all = read("backups.html");
    assert_eq!(all[0]["place"], "Help Center / Attic / API Reference / Backups / Querying the Backups of an Instance");
    assert_eq!(all[0]["function"], serde_json::json!(["This API lists the backups of an instance, the newest first."]));
    let example = &all[0]["examples"][1]["json"]["backups"][0];
    assert_eq!((&example["name"], &example["labels"]["team"]), (&"nightly <7>".into(), &"blue & green".into()));
    let project = &all[0]["parameters"][0];
    assert_eq!(project["description"], "The project that the instance belongs to.\nThe console lists it below the name of the account.");
}

fn rows(page: &Page) -> impl Iterator<Item = &Row> {
    let of_responses = page.responses.iter().flat_map(|response| response.headers.iter().chain(&response.fields));
    page.parameters.iter().chain(of_responses).chain(page.objects.iter().flat_map(|object| &object.fields))
}

/// A line as its reader sees it.
fn seen(line: &str) -> String {
    let marks = [("&lt;", "<"), ("&gt;", ">"), ("&#8211;", "–"), ("&ge;", "≥"), ("\\_", "_"), ("&quot;", "\""), ("&nbsp;", " ")];
    marks.iter().fold(line.to_owned(), |line, (mark, sign)| line.replace(mark, sign))
}

#[test]
fn everything_is_at_the_line_that_says_it() {
    for name in LISTS.iter().chain(&CREATES) {
        let text = text(name);
        let page = page::read(name, &text).unwrap();
        let lines: Vec<String> = text.lines().map(seen).collect();
        let has = |line: usize, word: &str| {
            assert!(lines[line - 1].contains(word), "{name}:{line}: `{}` has no `{word}`", lines[line - 1]);
        };
        has(page.line, &format!("{} {}", page.method, page.path));
        has(page.updated.as_ref().unwrap().line, "Updated on 2026-0");
        for row in rows(&page) {
            has(row.line, &row.name);
            let typ = row.typ.as_ref().unwrap();
            has(
                typ.line,
                typ.what.object().unwrap_or(&typ.what.to_string().replace("Number", "Double").replace("Array of String", "strings")),
            );
            row.mandatory.iter().for_each(|given| has(given.line, if given.what { "Yes" } else { "No" }));
            row.facts.values.iter().for_each(|value| has(value.line, &value.what));
            row.facts.default.iter().for_each(|default| has(default.line, &default.what));
            row.facts.range.iter().for_each(|range| has(range.line, &range.what.from.unwrap().to_string()));
            row.facts.length.iter().for_each(|length| has(length.line, &format!("{} characters", length.what.to.unwrap())));
            row.facts.suffix.iter().for_each(|suffix| has(suffix.line, &format!("a suffix of {}", suffix.what)));
            row.facts.alphanumeric.iter().for_each(|only| has(only.line, "Only letters and digits"));
        }
        for response in &page.responses {
            has(response.line, &response.status.as_ref().unwrap().what.to_string());
        }
        for object in page.objects.iter().filter(|_| !name.contains("piped")) {
            has(object.line, &object.name);
        }
        for example in &page.examples {
            has(
                example.line,
                example.request.as_deref().unwrap_or("{").replace('&', if name.ends_with("html") { "&amp;" } else { "&" }).as_str(),
            );
        }
    }
}
