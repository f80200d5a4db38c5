//! What Cargo and crates.io would refuse is refused here, where its line can be shown.

use std::borrow::Cow;
use std::path::Component;

use super::{Config, Manifest};
use crate::report::code;

/// A value that cannot be used.
#[derive(Debug)]
pub struct Invalid {
    /// The keys that lead to it.
    pub key: Vec<String>,
    /// What is so.
    pub message: String,
    /// What would be possible.
    pub help: Cow<'static, str>,
}

/// Names that Cargo keeps to itself: Rust's keywords, what every crate has in scope already, and devices of Windows.
const TAKEN: &str = "\
    abstract as async await become box break const continue crate do dyn else enum extern false final fn for gen if impl in let \
    loop macro match mod move mut override priv pub ref return self static struct super trait true try type typeof unsafe \
    unsized use virtual where while yield alloc core proc-macro proc_macro std test con prn aux nul deps build";

/// Crates that generated code depends on: what is called like one of them could not name it.
const DEPENDED: [&str; 20] = [
    "base64", "bytes", "futures_core", "hmac", "http", "httpdate", "native_tls", "percent_encoding", "reqwest", "rustls",
    "rustls_platform_verifier", "serde", "serde_json", "sha2", "tokio", "tower_layer", "tower_service", "tracing", "ureq", "zeroize",
];

/// Holds a whole configuration against the rules.
pub fn config(config: &Config) -> Result<(), Invalid> {
    manifest(&config.package)?;
    let leaves = |component: Component<'_>| !matches!(component, Component::Normal(_));
    for copy in &config.copy {
        if copy.to.components().any(leaves) || copy.to.to_str().is_none_or(|to| to.is_empty() || to.contains('\\')) {
            let message = format!("nothing can be copied to `{}`", copy.to.display());
            return Err(Invalid {
                key: key(&["copy", "to"]),
                message,
                help: "a path below the output folder, with `/` between folders".into(),
            });
        }
    }
    let is_dependency = |(name, value): (&String, &toml::Value)| is_crate_name(name) && (value.is_str() || value.is_table());
    if let Some((name, _)) = config.dependencies.iter().find(|entry| !is_dependency(*entry)) {
        let message = format!("`{name}` is no dependency that Cargo would take");
        return Err(Invalid {
            key: key(&["dependencies", name]),
            message,
            help: "`name = \"1\"`, or a table such as `{ version = \"1\", features = [] }`".into(),
        });
    }
    if let Some((format, path)) = config.types.read_otherwise() {
        return Err(Invalid {
            key: key(&["types", "with", path.as_str()]),
            message: format!("`{path}` is what `date-time` asks for, too, and would be read as `{format}` is"),
            help: "give one of the two a type of your own around it".into(),
        });
    }
    let names = || code::ALL.iter().map(|code| code.name);
    match config.findings.allow.iter().find(|allowed| names().all(|name| name != allowed.as_str())) {
        None => Ok(()),
        Some(unknown) => {
            let message = format!("no finding has the code `{unknown}`");
            let help = super::did_you_mean(unknown, names()).map_or("`specwright explain` lists all codes".into(), Cow::from);
            Err(Invalid { key: key(&["findings", "allow"]), message, help })
        }
    }
}

/// Holds the manifest's values against the rules of Cargo and crates.io.
pub fn manifest(manifest: &Manifest) -> Result<(), Invalid> {
    let Manifest { name, version, license, description, keywords, categories, repository, homepage, authors } = manifest;
    each(&["package", "name"], [name], is_crate_name, "letters, digits, `-` and `_`, a letter first, 64 at most, no reserved word")?;
    each(&["package", "name"], [name], is_free, "a name of its own: code that is generated depends on the crate of this name")?;
    each(&["package", "version"], [version], is_version, "three numbers such as `0.1.0`, as semver.org describes")?;
    each(&["package", "license"], license, is_license, "an SPDX expression such as `MIT OR Apache-2.0`")?;
    each(&["package", "description"], description, is_line, "one sentence on one line")?;
    each(&["package", "keywords"], keywords, is_keyword, "up to 20 letters, digits, `-`, `_` and `+`, a letter or digit first")?;
    each(&["package", "categories"], categories, is_category, "a slug of https://crates.io/category_slugs")?;
    each(&["package", "repository"], repository, is_url, "an address that begins with https://")?;
    each(&["package", "homepage"], homepage, is_url, "an address that begins with https://")?;
    each(&["package", "authors"], authors, is_line, "`Name <address>` each")?;
    at_most_five(&["package", "keywords"], keywords)?;
    at_most_five(&["package", "categories"], categories)
}

fn key(way: &[&str]) -> Vec<String> {
    way.iter().map(|key| (*key).to_owned()).collect()
}

fn each<'v>(
    way: &[&str],
    values: impl IntoIterator<Item = &'v String>,
    holds: fn(&str) -> bool,
    help: &'static str,
) -> Result<(), Invalid> {
    match values.into_iter().find(|value| !holds(value)) {
        None => Ok(()),
        Some(value) => {
            Err(Invalid { key: key(way), message: format!("`{value}` cannot be used for `{}`", way.join(".")), help: help.into() })
        }
    }
}

fn at_most_five(way: &[&str], values: &[String]) -> Result<(), Invalid> {
    match values.len() {
        0..=5 => Ok(()),
        count => Err(Invalid {
            key: key(way),
            message: format!("`{}` has {count} values", way.join(".")),
            help: "crates.io takes five at most".into(),
        }),
    }
}

/// Whether Cargo and crates.io take a package of this name.
pub fn is_crate_name(name: &str) -> bool {
    name.len() <= 64
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        && TAKEN.split_whitespace().all(|taken| !taken.eq_ignore_ascii_case(name))
}

fn is_free(name: &str) -> bool {
    !DEPENDED.contains(&name.replace('-', "_").as_str())
}

fn is_version(version: &str) -> bool {
    semver::Version::parse(version).is_ok()
}

fn is_license(license: &str) -> bool {
    let is_spdx = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '+' | '(' | ')' | ':' | ' ');
    license.chars().all(is_spdx) && license.contains(|c: char| c.is_ascii_alphabetic())
}

fn is_keyword(word: &str) -> bool {
    word.len() <= 20
        && word.starts_with(|c: char| c.is_ascii_alphanumeric())
        && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'+'))
}

fn is_category(slug: &str) -> bool {
    slug.starts_with(|c: char| c.is_ascii_lowercase())
        && slug.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b':'))
}

fn is_url(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && rest.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '\\' | '`')))
}

fn is_line(text: &str) -> bool {
    !text.trim().is_empty() && !text.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(rule: fn(&str) -> bool, good: &[&str], bad: &[&str]) {
        good.iter().for_each(|text| assert!(rule(text), "{text:?}"));
        bad.iter().for_each(|text| assert!(!rule(text), "{text:?}"));
    }

    #[test]
    fn names_and_versions_are_those_of_cargo() {
        let long = "x".repeat(65);
        holds(
            is_crate_name,
            &["pets", "my-pets_2"],
            &["", "2pets", "-x", "a b", "x\"\n[dependencies]\nevil=\"1\"", "../x", "con", "Fn", "build", "abstract", "é", &long],
        );
        holds(is_free, &["pets", "serde_pets"], &["serde", "futures-core", "native_tls"]);
        holds(
            is_version,
            &["0.1.0", "1.2.3-rc.1", "1.0.0-a-b+x.01"],
            &["", "1", "1.0", "01.0.0", "1.0.0-", "1.0.0-01", "1.0.0+", "1.0.x", "+1.0.0", "1.0.0\n"],
        );
    }

    #[test]
    fn the_rest_is_what_crates_io_takes() {
        holds(is_license, &["MIT", "MIT OR (Apache-2.0 AND BSD-3-Clause)"], &["", " ", "MIT\"\nx", "()"]);
        holds(is_keyword, &["a", "c++", "x-y_z"], &["", "-a", "a b", "abcdefghijklmnopqrstu"]);
        holds(is_category, &["api-bindings", "development-tools::build-utils"], &["", "API", "a b"]);
        holds(is_url, &["https://example.com/x"], &["", "https://", "javascript:alert(1)", "https://a b", "https://a\"\n"]);
        holds(is_line, &["A sentence."], &["", " ", "a\nb", "a\u{1b}b"]);
    }

    #[test]
    fn more_than_five_keywords_are_too_many() {
        let keywords = ["a", "b", "c", "d", "e", "f"].map(str::to_owned).to_vec();
        let crowded = Manifest { name: "pets".into(), version: "0.1.0".into(), keywords, ..Manifest::default() };
        assert_eq!(manifest(&crowded).unwrap_err().message, "`package.keywords` has 6 values");
    }
}
