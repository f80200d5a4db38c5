//! Cargo features: a crate whose groups of operations can be switched off compiles with any of them.

use std::fs;
use std::path::Path;
use std::process::Command;

use specwright::config::Features;
use specwright::report::Style;
use specwright::{Input, Outcome, Package, generate_from};

use crate::fixture;
use crate::workspace::{self, Workspace};

fn generate(name: &str, text: &[u8]) -> Package {
    let mut config = fixture::config(name);
    config.features = Features::Tags;
    let input = Input { name: format!("{name}.yaml"), folder: None, bytes: text.to_vec() };
    let Outcome { package, report, .. } = generate_from(&config, &input).unwrap();
    package.unwrap_or_else(|| panic!("{}", report.render(Style::Plain)))
}

fn house() -> Package {
    generate("house", &fs::read(fixture::folder("features").join("house.yaml")).unwrap())
}

fn file(package: &Package, path: &str) -> String {
    String::from_utf8(package.files[path].clone()).unwrap()
}

#[test]
fn groups_and_what_only_they_need_are_behind_features() {
    let package = house();
    let paths = ["Cargo.toml", "src/api/mod.rs", "src/client.rs", "src/models/mod.rs"];
    let files = paths.map(|path| format!("// ---- {path} ----\n\n{}", file(&package, path)));
    fixture::assert_snapshot("features", "house", &files.join("\n"));
}

#[test]
fn a_crate_compiles_with_every_feature_every_pair_none_and_all() {
    let workspace = Workspace::new("features", &[("house".to_owned(), house()), ("many".to_owned(), many())]);
    let features = ["alarm-system", "default2", "doors", "lights"];
    let pairs = features.iter().enumerate().flat_map(|(index, one)| features.iter().skip(index).map(move |other| format!("{one},{other}")));
    for some in pairs.chain([String::new(), "full".to_owned()]) {
        workspace.quiet(&["check", "--package", "house", "--no-default-features", "--features", &some], &[]);
    }
    workspace.quiet(&["clippy", "--package", "many", "--no-default-features", "--features", "reqwest"], &[]);
    workspace.quiet(&["clippy", "--package", "house", "--features", "full,blocking,test-util,tracing"], &[]);
}

#[test]
fn the_client_compiles_with_every_feature_every_pair_none_and_all() {
    let mut features = vec!["blocking", "metadata", "reqwest", "rustls-ring", "test-util", "tracing"];
    if has_openssl() {
        features.push("native-tls");
    } else {
        eprintln!("there is no OpenSSL to build with: `native-tls` is left out");
    }
    let pairs = features.iter().enumerate().flat_map(|(index, one)| features.iter().skip(index).map(move |other| format!("{one},{other}")));
    for some in pairs.chain([String::new(), features.join(",")]) {
        let arguments = ["check", "--package", "huaweicloud-gaussdb", "--no-default-features", "--features", &some];
        let said = workspace::cargo(Path::new(env!("CARGO_MANIFEST_DIR")), &arguments, &[]);
        assert_eq!(said.as_deref(), Ok(""), "{some:?}");
    }
}

/// Whether the library of the system can be built with. Elsewhere than on Linux it is always there.
fn has_openssl() -> bool {
    let asked = || Command::new("pkg-config").args(["--exists", "openssl"]).status();
    !cfg!(target_os = "linux") || asked().is_ok_and(|status| status.success())
}

/// A crate of 120 tags, whose operations all have one.
fn many() -> Package {
    let operation = |n: usize| {
        let id =
            format!("{{get: {{operationId: op{n}, tags: ['Area {} part {n}'], responses: {{'204': {{description: Done}}}}}}}}", n % 30);
        format!("  /x{n}: {id}\n")
    };
    let paths: String = (0..120).map(operation).collect();
    generate(
        "many",
        format!("openapi: 3.0.3\ninfo: {{title: Many, version: '1'}}\nservers: [{{url: 'https://a.example'}}]\npaths:\n{paths}").as_bytes(),
    )
}

#[test]
fn more_than_a_hundred_tags_share_features() {
    let package = many();
    let manifest: toml::Table = file(&package, "Cargo.toml").parse().unwrap();
    let features = manifest["features"].as_table().unwrap();
    assert_eq!((features.len(), features["full"].as_array().unwrap().len()), (38, 30));
    assert!(file(&package, "src/api/mod.rs").contains("#[cfg(feature = \"n7\")]\npub mod area_7_part_37;\n"));
}
