//! `specwright lint` holds examples and defaults against their schemas: the flagship's document passes, and each contradiction of the
//! pages that it resolves is found again when it is put back.

use std::fs;
use std::process::Command;

const CODES: [&str; 5] = ["example-mismatch", "default-mismatch", "example-unknown-property", "bad-pattern", "example-unchecked"];

fn flagship() -> String {
    fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/spec/huaweicloud-gaussdb.yaml")).unwrap()
}

/// The findings of the codes above: code, what is said, line and column.
fn lint(document: &str) -> Vec<(String, String, usize, usize)> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("spec.yaml"), document).unwrap();
    let run = Command::new(env!("CARGO_BIN_EXE_specwright")).current_dir(&folder).args(["lint", "spec.yaml"]).output().unwrap();
    let text = String::from_utf8(run.stderr).unwrap();
    let mut found = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some((code, message)) = line.split_once("]: ") else { continue };
        let Some((_, code)) = code.split_once('[').filter(|(_, code)| CODES.contains(code)) else { continue };
        let place = lines.next().unwrap().trim().strip_prefix("--> spec.yaml:").unwrap();
        let (line, column) = place.split_once(':').unwrap();
        found.push((code.to_owned(), message.to_owned(), line.parse().unwrap(), column.parse().unwrap()));
    }
    assert!(!text.contains("error["), "{text}");
    found
}

/// Puts `new` in the place of `old`, the first that follows each of some texts.
fn edit(document: &str, path: &[&str], old: &str, new: &str) -> String {
    let find = |from: usize, text: &str| from + document[from..].find(text).unwrap_or_else(|| panic!("{path:?}: {text}"));
    let start = find(path.iter().fold(0, |from, text| find(from, text)), old);
    let edited = format!("{}{new}{}", &document[..start], &document[start + old.len()..]);
    assert_ne!(edited, document);
    edited
}

/// The lines and columns at which a text stands in the examples of the document, `offset` characters on.
fn places(document: &str, text: &str, offset: usize) -> Vec<(usize, usize)> {
    let examples = document.lines().position(|line| line == "  examples:").unwrap();
    let lines = document.lines().enumerate().skip(examples);
    lines.filter_map(|(index, line)| format!("{line}\n").find(text).map(|column| (index + 1, column + 1 + offset))).collect()
}

struct Case {
    /// What leads to the edit, each text after the one before; then what is replaced by what.
    path: &'static [&'static str],
    old: &'static str,
    new: &'static str,
    code: &'static str,
    /// What the message ends with.
    message: &'static str,
    /// The text in the examples, the characters between its start and the mark, and how often it is found.
    marked: (&'static str, usize, usize),
}

const fn null(path: &'static [&'static str], message: &'static str, marked: &'static str) -> Case {
    let old = "          nullable: true\n";
    Case { path, old, new: "", code: "example-mismatch", message, marked: (marked, marked.len() - 4, 4) }
}

const DATA_IPS: &str = "        data_ips:\n          title: HtapDataIps\n";

static CASES: &[Case] = &[
    null(&["    HtapInstance:\n", "order_id:\n"], "`order_id` is null, the schema wants a string", " order_id: null"),
    null(&["data_vip_v6:\n"], "`data_vip_v6` is null, the schema wants a string", "data_vip_v6: null"),
    null(&["ch_master_node_id:\n"], "`ch_master_node_id` is null, the schema wants a string", "ch_master_node_id: null"),
    null(&["  fail_message:\n"], "`fail_message` is null, the schema wants a string", "fail_message: null"),
    null(&["create_fail_error_code:\n"], "`create_fail_error_code` is null, the schema wants a string", "create_fail_error_code: null"),
    Case {
        path: &["    HtapProcessInfo:\n", "duration:\n"],
        old: "type: number\n          format: double\n          description: How long the session has lasted, in seconds.\n          x-accept: [string]\n",
        new: "type: string\n",
        code: "example-mismatch",
        message: "`duration` is a number, the schema wants a string",
        marked: ("duration: 10", 10, 1),
    },
    Case {
        path: &["        data_vip:\n", DATA_IPS],
        old: "          oneOf:\n            - $ref: \"#/components/schemas/HtapDataNode\"\n            - title: Addresses\n              type: array\n              items: {type: string}\n",
        new: "          type: array\n          items: {type: string}\n",
        code: "example-mismatch",
        message: "`data_ips` is an object, the schema wants an array",
        marked: (" data_ips:\n", 1, 1),
    },
    Case {
        path: &[],
        old: DATA_IPS,
        new: "        data_addresses:\n          title: HtapDataIps\n",
        code: "example-unknown-property",
        message: "a property that its schema does not mention: `data_ips`",
        marked: (" data_ips:", 1, 4),
    },
    Case {
        path: &[],
        old: "          x-aliases: [enter_prise_project_id]\n",
        new: "",
        code: "example-unknown-property",
        message: "a property that its schema does not mention: `enter_prise_project_id`",
        marked: ("enter_prise_project_id: \"0\"", 24, 4),
    },
    Case {
        path: &["    PayModel:\n"],
        old: "type: string\n      enum: [\"0\", \"1\"]",
        new: "type: integer\n      enum: [0, 1]",
        code: "example-mismatch",
        message: "`pay_model` is a string, the schema wants a number",
        marked: ("pay_model: \"0\"", 11, 4),
    },
    Case {
        path: &["    PayModel:\n"],
        old: "enum: [\"0\", \"1\"]",
        new: "enum: [\"1\", \"2\"]",
        code: "example-mismatch",
        message: "`pay_model` is \"0\", the schema wants \"1\" or \"2\"",
        marked: ("pay_model: \"0\"", 11, 4),
    },
    Case {
        path: &["    SessionOverview:\n", "total_num:\n"],
        old: "type: string",
        new: "type: integer",
        code: "example-mismatch",
        message: "`total_num` is a string, the schema wants a number",
        marked: ("total_num: \"036\"", 11, 1),
    },
    Case {
        path: &["    SessionOverview:\n", "active_num:\n"],
        old: "type: string",
        new: "type: integer",
        code: "example-mismatch",
        message: "`active_num` is a string, the schema wants a number",
        marked: ("active_num: \"12\"", 12, 1),
    },
    Case {
        path: &["    HtapInstance:\n", "create_at:\n"],
        old: "type: integer\n          format: int64",
        new: "type: string",
        code: "example-mismatch",
        message: "`create_at` is a number, the schema wants a string",
        marked: ("create_at: 1", 11, 4),
    },
];

#[test]
fn the_flagship_keeps_its_word() {
    assert_eq!(lint(&flagship()), []);
}

/// Both sides of the document are in one file: the place of the mark is counted in the edited one.
#[test]
fn contradictions_that_are_put_back_are_found() {
    for case in CASES {
        let edited = edit(&flagship(), case.path, case.old, case.new);
        let (text, offset, times) = case.marked;
        let expected = places(&edited, text, offset);
        assert_eq!(expected.len(), times, "{text}");
        let found = lint(&edited);
        for (code, message, ..) in &found {
            assert!(code == case.code && message.ends_with(case.message), "{text}: {code}: {message}");
        }
        assert_eq!(found.iter().map(|(.., line, column)| (*line, *column)).collect::<Vec<_>>(), expected, "{text}");
    }
}

/// The values of parameters stand beside their schemas.
#[test]
fn parameters_keep_their_word() {
    let limit = "minimum: 1, maximum: 100, default: 100";
    let project_id = "example: 054e292c9880d4992f02c0196d3ea468";
    let table = [
        (
            limit,
            "minimum: 1, maximum: 100, default: 1000",
            "default: 1000",
            9,
            "default-mismatch",
            "it is 1000, the schema wants at most 100",
        ),
        (
            limit,
            "minimum: 20, maximum: 100, default: 100",
            "example: 10\n",
            9,
            "example-mismatch",
            "it is 10, the schema wants at least 20",
        ),
        (
            project_id,
            "example: \"1\"",
            "example: \"1\"",
            9,
            "example-mismatch",
            "it is \"1\", the schema wants a match of `^[0-9A-Za-z]{32}$`",
        ),
        ("default: en-us", "default: en", "default: en\n", 9, "default-mismatch", "it is \"en\", the schema wants \"en-us\" or \"zh-cn\""),
        ("{36}$\"", "{36$\"", "pattern: \"^[0-9A-Za-z]{36$", 9, "bad-pattern", "the pattern is not a regular expression that can be used"),
    ];
    for (old, new, marked, offset, code, message) in table {
        let edited = edit(&flagship(), &[], old, new);
        let start = edited.find(marked).unwrap() + offset;
        let before = &edited[..start];
        let place = (before.lines().count(), before.len() - before.rfind('\n').unwrap());
        let found = lint(&edited);
        assert_eq!(found.len(), 1, "{found:?}");
        let (found_code, found_message, line, column) = &found[0];
        assert_eq!((found_code.as_str(), (*line, *column)), (code, place));
        assert!(found_message.ends_with(message), "{found_message}");
    }
}

/// A schema that contains itself in ways that would never end is said to be so, and a recursive one is checked like any other.
#[test]
fn hostile_schemas_end() {
    let mut document = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n".to_owned();
    document += "    Tree: {properties: {children: {type: array, items: {$ref: '#/components/schemas/Tree'}}}, example: {children: [{children: 1}]}}\n";
    document += "    A0: {type: string}\n    C0: {type: string}\n";
    for level in 1..3000 {
        let below = level - 1;
        document += &format!("    C{level}: {{properties: {{a: {{$ref: '#/components/schemas/C{below}'}}}}}}\n");
        if level < 40 {
            let below = format!("$ref: '#/components/schemas/A{below}'");
            document += &format!("    A{level}: {{anyOf: [{{{below}}}, {{{below}}}]}}\n");
        }
    }
    document += "    B: {allOf: [{$ref: '#/components/schemas/A39'}], example: 1}\n    D: {allOf: [{$ref: '#/components/schemas/C2999'}], example: {a: {a: 1}}}\n";
    let found = lint(&document).into_iter().map(|(code, message, line, _)| (code, message, line)).collect::<Vec<_>>();
    let last = document.lines().count();
    let unchecked = "this value is not held against its schema: it and its schema have too many levels or combinations";
    let expected = [
        (
            "example-mismatch".to_owned(),
            "the example is not what its schema says: `children` is a number, the schema wants an array".to_owned(),
            6,
        ),
        ("example-unchecked".to_owned(), unchecked.to_owned(), last - 1),
        ("example-unchecked".to_owned(), unchecked.to_owned(), last),
    ];
    assert_eq!(found, expected);
}
