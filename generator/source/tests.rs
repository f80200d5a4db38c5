//! Whole documents: what is read, and what is said about them.

use std::fs;

use serde_json::{Value, json};

use super::{Document, Input, read};
use crate::report::{Report, Style};

const HEAD: &str = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\n";

fn try_read(text: &str) -> (Option<Document>, String) {
    let mut report = Report::default();
    let input = Input { name: "spec.yaml".to_owned(), folder: None, bytes: text.as_bytes().to_vec() };
    let document = read(&mut report, &input, &[]);
    (document, report.render(Style::Plain))
}

fn codes(text: &str) -> Vec<&'static str> {
    let mut report = Report::default();
    let input = Input { name: "spec.yaml".to_owned(), folder: None, bytes: text.as_bytes().to_vec() };
    read(&mut report, &input, &[]);
    report.diagnostics().iter().map(|found| found.code.name).collect()
}

/// A document with one schema, `A`, and a reference to it.
fn schema(text: &str) -> String {
    format!("{HEAD}paths: {{}}\ncomponents:\n  schemas:\n    A: {text}\n    B: {{type: string}}\n")
}

#[test]
fn a_document_is_read_without_a_word() {
    let (document, said) = try_read(&format!(
        "{HEAD}paths:\n  /a/{{b}}:\n    get:\n      parameters: [{{name: b, in: path, required: true, schema: {{type: string}}}}]\n      responses: {{200: {{description: fine}}}}\n"
    ));
    assert_eq!(said, "");
    let document = document.unwrap();
    assert_eq!(document.paths().collect::<Vec<_>>(), ["/a/{b}"]);
    assert_eq!(document.tree["paths"]["/a/{b}"]["get"]["responses"]["200"]["description"], "fine");
}

#[test]
fn a_tab_is_shown_where_it_stands() {
    let (_, said) = try_read("openapi: 3.0.3\npaths:\n\t/a: 1\n");
    let expected = "\
error[syntax]: this is not YAML: tabs disallowed within this context (block indentation)
 --> spec.yaml:3:1
  |
3 |     /a: 1
  | ^
  |
  = help: indent with spaces: YAML does not take tabs for it

1 error
";
    assert_eq!(said, expected);
}

#[test]
fn a_wrong_type_marks_the_value() {
    let (document, said) = try_read(&schema("{type: object, required: a}"));
    let expected = "\
error[wrong-type]: `required` must be a list of strings, not a string
 --> spec.yaml:6:33
  |
6 |     A: {type: object, required: a}
  |                                 ^

1 error
";
    assert!(document.is_none());
    assert_eq!(said, expected);
}

#[test]
fn a_misspelling_has_a_suggestion() {
    let (_, said) = try_read(&schema("{type: strng, desciption: é}"));
    let expected = "\
error[unknown-value]: `type` cannot be `strng`
 --> spec.yaml:6:15
  |
6 |     A: {type: strng, desciption: é}
  |               ^^^^^
  |
  = help: did you mean `string`?

warning[unknown-key]: `desciption` is not a key of a schema, and is ignored
 --> spec.yaml:6:22
  |
6 |     A: {type: strng, desciption: é}
  |                      ^^^^^^^^^^
  |
  = help: did you mean `description`?

1 error, 1 warning
";
    assert_eq!(said, expected);
}

#[test]
fn a_duplicate_key_shows_both_places() {
    let (_, said) = try_read("openapi: 3.0.3\npaths: {}\nopenapi: 3.0.0\n");
    let expected = "\
error[duplicate-key]: the key `openapi` occurs more than once
 --> spec.yaml:3:1
  |
3 | openapi: 3.0.0
  | ^^^^^^^
 ::: spec.yaml:1:1
  |
1 | openapi: 3.0.3
  | ------- first here
";
    assert!(said.contains(expected), "{said}");
}

#[test]
fn references_are_checked() {
    let table = [
        ("{$ref: '#/components/schemas/B'}", vec![]),
        ("{$ref: '#/components/schemas/BB'}", vec!["dangling-ref"]),
        ("{$ref: '#B'}", vec!["dangling-ref"]),
        ("{$ref: '#/components/schemas/A'}", vec!["ref-cycle"]),
        ("{$ref: 'http://169.254.169.254/'}", vec!["ref-remote"]),
        ("{$ref: 'file:///etc/passwd'}", vec!["ref-remote"]),
        ("{$ref: 'b.yaml'}", vec!["ref-unreadable"]),
        ("{$ref: '#/info'}", vec!["ref-other-kind"]),
        ("{$ref: '#/components/schemas/B', type: string}", vec!["ref-siblings-ignored"]),
        ("{$ref: '#/components/schemas/B', description: d}", vec![]),
        ("{example: {$ref: nowhere}, default: {$ref: 1}, enum: [{$ref: x}], x-a: {$ref: y}}", vec![]),
        ("{properties: {example: {$ref: '#/nowhere'}}}", vec!["dangling-ref"]),
        ("{$ref: 7}", vec!["wrong-type"]),
    ];
    for (text, expected) in table {
        assert_eq!(codes(&schema(text)), expected, "{text}");
    }
}

#[test]
fn what_openapi_does_not_know_becomes_a_component() {
    let text = format!(
        "{}definitions:\n  C: {{type: object, properties: {{c: {{$ref: '#/definitions/C'}}}}}}\n",
        schema("{$ref: '#/definitions/C'}")
    );
    let (document, said) = try_read(&text);
    let schemas = &document.unwrap().tree["components"]["schemas"];
    assert_eq!(schemas["A"], json!({"$ref": "#/components/schemas/C"}));
    assert_eq!(schemas["C"]["properties"]["c"], json!({"$ref": "#/components/schemas/C"}));
    assert!(said.contains("`definitions` is not a key of an OpenAPI document"), "{said}");
}

#[test]
fn what_cannot_be_read_is_refused() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let bomb = (1..12).fold("a0: &a0 [x]\n".to_owned(), |text, n| {
        let before = format!("*a{}", n - 1);
        format!("{text}a{n}: &a{n} [{}]\n", [before.as_str(); 9].join(", "))
    });
    let table = [
        ("", "empty-document"),
        ("swagger: '1.2'", "unsupported-version"),
        ("openapi: 4.0.0", "unsupported-version"),
        ("a: 1", "unsupported-version"),
        ("[1]", "unsupported-version"),
        ("a: 1\n---\nb: 2\n", "several-documents"),
        ("a: *b", "syntax"),
        ("{\"a\": \"\\ud800\"}", "syntax"),
        ("{\"a\": 1} x", "syntax"),
        ("a: .inf", "not-a-number"),
        ("{\"a\": 1, \"a\": 2}", "duplicate-key"),
        ("<<: 1", "bad-merge-key"),
        ("? [a]\n: b", "syntax"),
        (&deep, "too-deep"),
        (&bomb, "too-many-nodes"),
    ];
    for (text, expected) in table {
        let found = codes(text);
        assert_eq!(found.first(), Some(&expected), "{}", text.chars().take(60).collect::<String>());
    }
}

#[test]
fn numbers_keep_their_digits() {
    let text = "{type: integer, maximum: 123456789012345678901234567890123456789012345, maxLength: 1e30, example: 18446744073709551616}";
    let (document, said) = try_read(&schema(text));
    assert_eq!(said, "");
    let schema = document.unwrap().tree["components"]["schemas"]["A"].clone();
    assert_eq!(schema["maximum"], "123456789012345678901234567890123456789012345");
    assert_eq!(schema["example"], "18446744073709551616");
    assert_eq!(schema["maxLength"], Value::from(1e30));
    let text = "{\"openapi\": \"3.0.0\", \"info\": {\"title\": \"\", \"version\": \"\"}, \"paths\": {}, \"x-a\": 1e400, \"x-b\": -18446744073709551616}";
    let (document, said) = try_read(text);
    assert_eq!(said, "");
    let tree = document.unwrap().tree;
    assert_eq!((&tree["x-a"], &tree["x-b"]), (&json!("1e400"), &json!("-18446744073709551616")));
}

#[test]
fn hostile_text_is_inert() {
    let (_, said) = try_read(&schema("{\"\\e[31m\u{202e}\": 1}"));
    assert!(!said.contains(['\u{1b}', '\u{202e}']), "{said}");
}

#[test]
fn path_parameters_and_templates_agree() {
    let item = |path: &str, names: &[&str]| {
        let parameters = names.iter().map(|name| format!("{{name: {name}, in: path, required: true, schema: {{}}}}")).collect::<Vec<_>>();
        format!("{HEAD}paths:\n  {path}:\n    get:\n      parameters: [{}]\n      responses: {{}}\n", parameters.join(", "))
    };
    let table = [
        (item("/a/{b}", &["b"]), vec![]),
        (item("/a/{b}", &[]), vec!["undeclared-path-parameter"]),
        (item("/a", &["b", "c"]), vec!["unused-path-parameter", "unused-path-parameter"]),
        (item("/a?b", &[]), vec!["malformed-path"]),
    ];
    for (text, expected) in table {
        assert_eq!(codes(&text), expected, "{text}");
    }
    let (document, _) = try_read(&item("/a/{c}", &["b", "c", "d"]));
    assert_eq!(document.unwrap().tree["paths"]["/a/{c}"]["get"]["parameters"].as_array().unwrap().len(), 1);
}

#[test]
fn other_files_are_bundled() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    fs::create_dir(folder.path().join("part")).unwrap();
    write(
        "spec.yaml",
        &format!("{HEAD}paths:\n  /a: {{$ref: part/a.yaml}}\ncomponents: {{schemas: {{Pet: {{$ref: 'part/pet.yaml#/Pet'}}}}}}\n"),
    );
    write("part/a.yaml", "get:\n  responses:\n    200: {description: d, content: {a/b: {schema: {$ref: 'pet.yaml#/Pet'}}}}\n");
    write(
        "part/pet.yaml",
        "Pet:\n  type: object\n  properties:\n    friend: {$ref: '#/Pet'}\n    owner: {$ref: ../owner.json}\n    bad: {type: strng}\n",
    );
    write("owner.json", "{\"type\": \"string\"}");
    let mut report = Report::default();
    let mut input = Input::from_path(&folder.path().join("spec.yaml")).unwrap();
    input.name = "spec.yaml".to_owned();
    read(&mut report, &input, &[]);
    let said = report.render(Style::Plain).replace(&*folder.path().to_string_lossy(), "DIR");
    let expected = "\
error[unknown-value]: `type` cannot be `strng`
 --> DIR/part/pet.yaml:6:17
  |
6 |     bad: {type: strng}
  |                 ^^^^^
  |
  = help: did you mean `string`?

1 error
";
    assert_eq!(said, expected);
    assert_eq!(report.sources.files().count(), 4);
}

#[test]
fn no_reference_leaves_the_folder() {
    let outer = tempfile::tempdir().unwrap();
    let inner = outer.path().join("inner");
    fs::create_dir(&inner).unwrap();
    fs::write(outer.path().join("secret.yaml"), "type: string\n").unwrap();
    for target in ["../secret.yaml", "/etc/passwd", "x/../../secret.yaml", "..\\\\secret.yaml", "%2e%2e/secret.yaml"] {
        let bytes = schema(&format!("{{$ref: \"{target}\"}}")).into_bytes();
        let mut report = Report::default();
        read(&mut report, &Input { name: "spec.yaml".to_owned(), folder: Some(inner.clone()), bytes }, &[]);
        let found = report.diagnostics().iter().map(|found| found.code.name).collect::<Vec<_>>();
        assert_eq!(found, ["ref-outside-folder"], "{target}");
        assert_eq!(report.sources.files().count(), 0);
    }
}

#[test]
fn many_findings_of_one_kind_are_counted() {
    let keys = (0..50).map(|n| format!("k{n}: 1")).collect::<Vec<_>>().join(", ");
    let (_, said) = try_read(&schema(&format!("{{{keys}}}")));
    assert_eq!(said.matches("warning[unknown-key]").count(), 20);
    assert!(said.ends_with("... and 30 more [unknown-key]\n50 warnings\n"), "{said}");
}

#[test]
fn what_is_empty_is_read_as_empty() {
    let text = format!(
        "{HEAD}paths:\n  /a:\n    get:\n      description:\n      responses:\n        200:\n    put:\ncomponents:\n  headers: {{H: }}\n  schemas:\n"
    );
    assert_eq!(codes(&text), ["null-value", "null-value", "null-value", "wrong-type", "null-value"]);
    let (document, _) = try_read(&text.replace("  headers: {H: }\n", ""));
    assert!(document.is_some());
}

#[test]
fn a_bare_name_has_a_suggestion() {
    let (_, said) = try_read(&schema("{$ref: B}"));
    assert!(said.contains("= help: did you mean `#/components/schemas/B`?"), "{said}");
}

#[test]
fn a_schema_as_deep_as_may_be_is_read() {
    let deep = |text: String| crate::stack::deep(move || codes(&text)).unwrap();
    let text = (0..60).fold("{type: string}".to_owned(), |inner, _| format!("{{type: object, properties: {{p: {inner}}}}}"));
    assert_eq!(deep(schema(&text)), Vec::<&str>::new());
    let text = (0..110).fold("{type: string}".to_owned(), |inner, _| format!("{{items: {inner}}}"));
    assert_eq!(deep(schema(&text)), Vec::<&str>::new());
    for text in [format!("{}{}", "[".repeat(127), "]".repeat(127)), format!("a: {}{}", "[".repeat(126), "]".repeat(126))] {
        assert_eq!(deep(text), ["unsupported-version"]);
    }
}
