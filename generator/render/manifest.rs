//! The manifest: values through a TOML writer, dependencies that are constants of the generator.

use std::collections::BTreeMap;

use askama::Template;
use toml::{Table, Value};

use super::{Error, Prose, feature};
use crate::rust::docs::visible;
use crate::rust::view::{Needs, View};

/// A dependency of generated code: name, manifest line, and when it is needed.
type Dependency = (&'static str, &'static str, fn(&Needs) -> bool);

/// Each is there for one job; the README says which.
const DEPENDENCIES: &[Dependency] = &[
    ("base64", r#"base64 = "0.22""#, |needs| needs.basic),
    ("bytes", r#"bytes = "1""#, |needs| needs.client),
    ("futures-core", r#"futures-core = "0.3""#, |needs| needs.client),
    ("hmac", r#"hmac = "0.13""#, |needs| needs.signature),
    ("http", r#"http = "1""#, |needs| needs.client),
    ("httpdate", r#"httpdate = "1""#, |needs| needs.client),
    ("native-tls", r#"native-tls = { version = "0.2", default-features = false, optional = true }"#, |needs| needs.client),
    ("percent-encoding", r#"percent-encoding = "2""#, |needs| needs.client),
    (
        "reqwest",
        r#"reqwest = { version = "0.13", default-features = false, features = ["gzip", "http2", "stream", "system-proxy"], optional = true }"#,
        |needs| needs.client,
    ),
    (
        "rustls",
        r#"rustls = { version = "0.23", default-features = false, features = ["ring", "std", "tls12"], optional = true }"#,
        |needs| needs.client,
    ),
    ("rustls-platform-verifier", r#"rustls-platform-verifier = { version = "0.7", optional = true }"#, |needs| needs.client),
    ("serde", r#"serde = { version = "1", default-features = false, features = ["std"] }"#, |_| true),
    ("serde_json", r#"serde_json = { version = "1", features = ["float_roundtrip"] }"#, |_| true),
    ("sha2", r#"sha2 = "0.11""#, |needs| needs.signature),
    ("tokio", r#"tokio = { version = "1", default-features = false, features = ["rt", "time"], optional = true }"#, |needs| needs.client),
    ("tower-layer", r#"tower-layer = { version = "0.3", optional = true }"#, |needs| needs.client),
    ("tower-service", r#"tower-service = { version = "0.3", optional = true }"#, |needs| needs.client),
    ("tracing", r#"tracing = { version = "0.1", default-features = false, features = ["std"], optional = true }"#, |needs| needs.client),
    ("ureq", r#"ureq = { version = "~3.5", default-features = false, features = ["gzip"], optional = true }"#, |needs| needs.client),
    ("zeroize", r#"zeroize = "1""#, |needs| needs.secret),
];

/// The oldest Rust that every dependency builds with.
const RUST_VERSION: &str = "1.85";

#[derive(Template)]
#[template(path = "Cargo.toml.jinja", escape = "none")]
struct Manifest {
    package: String,
    needs: Needs,
    /// The rows of features that groups are behind, and the list of them.
    features: String,
    full: String,
    dependencies: String,
    dev_dependencies: String,
}

/// The dependencies of a module in another crate: name and manifest line, none of them optional.
pub fn dependencies(view: &View) -> Vec<(String, String)> {
    let without_features = lines(view).filter(|(name, _)| !["native-tls", "tracing", "ureq"].contains(&name.as_str()));
    // What the features of a crate of its own add.
    let whole =
        |line: &str| line.replace(", optional = true", "").replace(r#""http2", "stream""#, r#""http2", "rustls-no-provider", "stream""#);
    without_features.map(|(name, line)| (name, whole(&line))).collect()
}

/// Each dependency's name and manifest line, in the order of names. What the configuration says of one counts more.
fn lines(view: &View) -> impl Iterator<Item = (String, String)> {
    let own =
        DEPENDENCIES.iter().filter(|(.., needed)| needed(&view.needs)).map(|(name, line, _)| ((*name).to_owned(), (*line).to_owned()));
    let mut lines: BTreeMap<String, String> = own.collect();
    for (name, value) in &view.dependencies {
        let known = lines.get(name).and_then(|line| line.parse::<Table>().ok()).and_then(|mut line| line.remove(name));
        let value = known.map_or_else(|| value.clone(), |known| together(known, value.clone()));
        lines.insert(name.clone(), format!("{name} = {value}"));
    }
    lines.into_iter()
}

/// A dependency of generated code, and what the configuration says of it: that counts more, but takes no feature away.
fn together(own: Value, theirs: Value) -> Value {
    let table = |value: Value| match value {
        Value::Table(table) => table,
        version => Table::from_iter([("version".to_owned(), version)]),
    };
    let (mut own, theirs) = (table(own), table(theirs));
    for (key, value) in theirs {
        match (own.get_mut(&key), value) {
            (Some(Value::Array(features)), Value::Array(more)) => {
                features.extend(more.into_iter().filter(|feature| !features.contains(feature)).collect::<Vec<_>>());
            }
            (_, value) => _ = own.insert(key, value),
        }
    }
    Value::Table(own)
}

pub(super) fn manifest(view: &View, prose: Prose<'_>) -> Result<String, Error> {
    let dependencies = lines(view).map(|(_, line)| line).collect::<Vec<_>>().join("\n");
    // Doc examples and hand-written ones run on tokio.
    let dev_dependencies = if view.needs.client { r#"tokio = { version = "1", features = ["macros", "rt-multi-thread"] }"# } else { "" };
    let package = package(view, prose);
    let (features, full) = feature::rows(&view.features);
    let manifest = Manifest { package, needs: view.needs, features, full, dependencies, dev_dependencies: dev_dependencies.to_owned() };
    Ok(format!("{}\n", manifest.render()?.trim_end()))
}

/// The `[package]` table. What the configuration does not give is left out.
fn package(view: &View, prose: Prose<'_>) -> String {
    let manifest = prose.manifest;
    let text = |text: &str| Value::String(text.to_owned());
    let list = |items: &[String]| (!items.is_empty()).then(|| Value::Array(items.iter().map(|item| text(item)).collect()));
    let described = manifest.description.clone().unwrap_or_else(|| {
        let title: String = visible(&view.title).chars().take(120).collect();
        format!("A client of {title}")
    });
    let rows = [
        ("name", Some(text(&manifest.name))),
        ("version", Some(text(&manifest.version))),
        ("edition", Some(text("2024"))),
        ("rust-version", Some(text(RUST_VERSION))),
        ("authors", list(&manifest.authors)),
        ("license", manifest.license.as_deref().map(text)),
        ("description", Some(text(&described))),
        ("keywords", list(&manifest.keywords)),
        ("categories", list(&manifest.categories)),
        ("repository", manifest.repository.as_deref().map(text)),
        ("homepage", manifest.homepage.as_deref().map(text)),
        ("readme", Some(text("README.md"))),
        ("exclude", Some(Value::Array(vec![text(".specwright"), text(".rustfmt.toml")]))),
    ];
    let mut out = String::from("[package]\n");
    for (key, value) in rows {
        let Some(value) = value else { continue };
        // A table of one row each keeps the order of the rows.
        let row = Table::from_iter([(key.to_owned(), value)]);
        out.push_str(&row.to_string());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::DEPENDENCIES;
    use crate::Config;

    #[test]
    fn no_crate_is_called_like_what_it_depends_on() {
        for (name, ..) in DEPENDENCIES {
            assert!(Config::for_document("x.yaml", "x", name).is_err(), "{name}");
        }
    }
}
