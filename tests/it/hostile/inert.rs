//! Whether a crate holds only what it should.

use std::collections::BTreeSet;

use proc_macro2::{TokenStream, TokenTree};
use specwright::Package;

/// Words that no emitted code has, outside the runtime that is the same for every document.
const NEVER: &[&str] = &[
    "canary_item", "unsafe", "extern", "include!", "include_bytes!", "include_str!", "env!", "option_env!", "macro_rules!", "asm!",
    "global_asm!",
];
/// Where one of them is written all the same.
const EXCEPT: &[(&str, &str)] = &[("lib.rs", "include_str!"), ("builder.rs", "env!")];
const DEPENDENCIES: &[&str] = &[
    "native-tls", "tower-layer", "tower-service", "tracing", "ureq", "base64", "bytes", "futures-core", "hmac", "http", "httpdate",
    "percent-encoding", "reqwest", "rustls", "rustls-platform-verifier", "serde", "serde_json", "sha2", "tokio", "zeroize",
];
const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "com1", "lpt1"];

/// Fails unless the crate is inert.
pub fn check(name: &str, package: &Package) {
    let mut paths = BTreeSet::new();
    for (path, bytes) in &package.files {
        let place = format!("{name}/{path}");
        let text = std::str::from_utf8(bytes).unwrap();
        check_path(&place, path);
        assert!(paths.insert(path.to_lowercase()), "{place}: another file has this name");
        assert!(!text.chars().any(is_hidden), "{place}: hidden characters");
        check_docs(&place, text);
        // The runtime is the same for every document.
        if let Some(inner) = path.strip_prefix("src/").filter(|path| path.ends_with(".rs") && !path.starts_with("runtime/")) {
            syn::parse_file(text).unwrap_or_else(|error| panic!("{place}: {error}"));
            check_words(&place, inner, text);
        }
    }
    check_manifest(name, std::str::from_utf8(&package.files["Cargo.toml"]).unwrap());
}

fn check_path(place: &str, path: &str) {
    for part in path.split('/') {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte);
        assert!(part != ".." && part.len() <= 64 && part.bytes().all(plain), "{place}");
        assert!(!DEVICES.contains(&part.split('.').next().unwrap().to_lowercase().as_str()), "{place}");
    }
}

fn is_hidden(character: char) -> bool {
    (character.is_control() && character != '\n')
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{61c}')
}

/// Code in docs is fenced as text, but for the examples of the generator.
fn check_docs(place: &str, text: &str) {
    let mut lines = text.lines().map(|line| {
        let line = line.trim_start();
        line.strip_prefix("///")
            .or_else(|| line.strip_prefix("//!"))
            .map(|line| line.strip_prefix(' ').unwrap_or(line))
            .unwrap_or_else(|| if place.ends_with(".md") { line } else { "" })
    });
    let mut fence: Option<String> = None;
    while let Some(line) = lines.next() {
        let mark: String = line.trim_start().chars().take_while(|character| matches!(character, '`' | '~')).collect();
        match &fence {
            Some(open) if line.trim() == open => fence = None,
            Some(_) => {}
            None if mark.len() >= 3 && !line.trim_start_matches(&*mark).contains('`') => {
                match line.trim_start_matches(&*mark) {
                    "text" | "toml" => {}
                    "no_run" => assert!(lines.next().is_some_and(|line| line.starts_with("# async fn example(")), "{place}: {line}"),
                    other => panic!("{place}: code fenced as {other:?}"),
                }
                fence = Some(mark);
            }
            None => assert!(!line.starts_with("    "), "{place}: an indented block: {line}"),
        }
    }
    assert_eq!(fence, None, "{place}: a fence is left open");
}

fn check_words(place: &str, path: &str, text: &str) {
    let words = words(text.parse().unwrap());
    for word in NEVER {
        let expected = EXCEPT.contains(&(path, word));
        assert!(expected || !words.contains(*word), "{place}: `{word}`");
    }
}

/// The words of some code, those of macros with their sign.
fn words(tokens: TokenStream) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Group(group) => all.extend(words(group.stream())),
            TokenTree::Ident(word) => {
                let is_macro = matches!(tokens.peek(), Some(TokenTree::Punct(sign)) if sign.as_char() == '!');
                all.insert(if is_macro { format!("{word}!") } else { word.to_string() });
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
    all
}

fn check_manifest(name: &str, text: &str) {
    let manifest: toml::Table = text.parse().unwrap();
    let tables: Vec<&str> = manifest.keys().map(String::as_str).collect();
    assert_eq!(tables, ["dependencies", "dev-dependencies", "features", "lib", "package"], "{name}");
    let dependencies = manifest["dependencies"].as_table().unwrap();
    assert!(dependencies.keys().all(|name| DEPENDENCIES.contains(&name.as_str())), "{name}: {dependencies:?}");
    assert!(manifest["package"].get("build").is_none(), "{name}");
}
