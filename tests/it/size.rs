//! Nothing is one huge file, however large the document is; and what is added to it moves nothing else.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use specwright::Package;

use crate::fixture;
use crate::workspace::Workspace;

/// The most lines that an emitted file has.
const MOST: usize = 2000;

/// A document with a large group, many operations without a tag, many groups, many models, and a large one.
fn document(more: &str) -> String {
    let mut text = "openapi: 3.0.3\ninfo: {title: Large, version: '1'}\nservers: [{url: 'https://a.example'}]\npaths:\n".to_owned();
    let mut operation = |path: &str, id: &str, tag: &str, answer: usize| {
        let schema = format!("$ref: '#/components/schemas/Thing{answer}'");
        let answer = format!("{{'200': {{description: Done, content: {{application/json: {{schema: {{{schema}}}}}}}}}}}");
        writeln!(text, "  {path}: {{get: {{operationId: {id}, {tag} responses: {answer}}}}}").unwrap();
    };
    for n in 0..60 {
        if n < 40 {
            operation(&format!("/users/mail/box{n}"), &format!("mail{n}"), "tags: [users],", n);
            operation(&format!("/users/photos/album{n}"), &format!("photo{n}"), "tags: [users],", n);
        }
        operation(&format!("/free/part{n}"), &format!("free{n}"), "", n);
    }
    operation("/users", "users", "tags: [users],", 1);
    (0..160).for_each(|n| operation(&format!("/groups/g{n}"), &format!("show{n}"), &format!("tags: [group {n}],"), n));
    (160..700).step_by(20).for_each(|n| operation(&format!("/things/{n}"), &format!("thing{n}"), "tags: [things],", n));
    text.push_str(more);
    text.push_str("components:\n  schemas:\n");
    for n in 0..700 {
        let next =
            if n + 1 < 700 && n % 20 != 19 { format!("next: {{$ref: '#/components/schemas/Thing{}'}}", n + 1) } else { String::new() };
        writeln!(text, "    Thing{n}: {{type: object, properties: {{name: {{type: string}}, {next}}}}}").unwrap();
    }
    let inner =
        |n: usize| format!("part{n}: {{type: object, properties: {{a: {{type: string}}, b: {{type: integer}}, c: {{type: boolean}}}}}}");
    writeln!(text, "    Whole: {{type: object, properties: {{{}}}}}", (0..60).map(inner).collect::<Vec<_>>().join(", ")).unwrap();
    text
}

fn package(more: &str) -> Package {
    let whole = "  /whole: {post: {operationId: whole, requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Whole'}}}}, responses: {'204': {description: Done}}}}\n";
    fixture::generate_text("large", &document(&format!("{whole}{more}"))).package.unwrap()
}

#[test]
fn nothing_is_one_huge_file() {
    let package = package("");
    for (path, bytes) in &package.files {
        let lines = String::from_utf8_lossy(bytes).lines().count();
        assert!(lines <= MOST, "{path} has {lines} lines");
    }
    for path in ["src/api/users/mod.rs", "src/api/users/users_mail.rs", "src/api/operations/free_part.rs", "src/models/thing1_2/thing1.rs"]
    {
        assert!(package.files.contains_key(path), "{path}");
    }
    Workspace::new("size", &[("large".to_owned(), package)]).quiet(&["clippy"], &[]);
}

#[test]
fn an_operation_that_is_added_moves_no_other() {
    let (before, after) = (
        package(""),
        package("  /users/mail/new: {get: {operationId: newMail, tags: [users], responses: {'204': {description: Done}}}}\n"),
    );
    let changed: BTreeSet<&String> =
        after.files.iter().filter(|(path, bytes)| before.files.get(*path) != Some(bytes)).map(|(path, _)| path).collect();
    assert_eq!(changed.into_iter().collect::<Vec<_>>(), ["src/api/users/users_mail.rs"]);
    assert_eq!(before.files.len(), after.files.len());
}
