//! A file → `Config`, or the line that is wrong and what it should say.

use std::ops::Range;
use std::path::{Component, Path, PathBuf};

use toml::de::{DeTable, DeValue};

use super::check::{self, Invalid};
use super::setting::Written;
use super::{Config, Error};
use crate::source;

impl Config {
    /// Reads a configuration. The paths in it are relative to its folder, and come back relative to the current one.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, is not TOML, has a key that does not exist, or a value that Cargo would refuse.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let text = source::file::read_text(path).map_err(|cause| Error::unreadable(path, &cause))?;
        Self::parse(path, &text)
    }

    pub(super) fn parse(path: &Path, text: &str) -> Result<Self, Error> {
        let mut config: Self = toml::from_str(text).map_err(|error| explain(path, text, &error))?;
        check::config(&config).map_err(|invalid| mark(path, text, invalid))?;
        let folder = path.parent().unwrap_or(Path::new(""));
        let copied = config.copy.iter_mut().map(|copy| &mut copy.from);
        let paths = [&mut config.document, &mut config.output]
            .into_iter()
            .chain(&mut config.readme)
            .chain(&mut config.changelog)
            .chain(&mut config.overlays);
        for path in paths.chain(copied) {
            *path = resolve(folder, path);
        }
        config.written = Some(Written::new(path, text));
        Ok(config)
    }
}

/// serde's words for a wrong key or value, in ours, with the key that was probably meant.
fn explain(path: &Path, text: &str, error: &toml::de::Error) -> Error {
    let span = error.span().unwrap_or(0..0);
    let message = error.message();
    let kinds = [("unknown field", "unknown key"), ("unknown variant", "unknown value"), ("missing field", "this table lacks the key")];
    let Some((theirs, ours)) = kinds.into_iter().find(|(theirs, _)| message.starts_with(theirs)) else {
        return Error::at(path, text, span, message.to_owned());
    };
    // The names stand between backquotes: first the one that is wrong, then those that are possible.
    let mut names = message.split('`').skip(1).step_by(2);
    let name = names.next().unwrap_or_default();
    let possible: Vec<&str> = names.collect();
    // A table that lacks a key has no better line than its first.
    let first_line = text.get(span.clone()).and_then(|marked| marked.lines().next()).map_or(span.end, |line| span.start + line.len());
    let error = Error::at(path, text, span.start..first_line, format!("{ours} `{name}`"));
    match source::closest(name, possible.iter().copied()) {
        _ if theirs == "missing field" => error.help(format!("add `{name} = …`")),
        Some(meant) => error.help(format!("did you mean `{meant}`?")),
        None => error.help(format!("possible here: {}", possible.join(", "))),
    }
}

fn mark(path: &Path, text: &str, invalid: Invalid) -> Error {
    let span = find(text, &invalid.key).unwrap_or(0..0);
    Error::at(path, text, span, invalid.message).help(invalid.help)
}

/// Where the value stands that a path of keys leads to; of a list of tables, the first that has it.
pub(super) fn find(text: &str, keys: &[impl AsRef<str>]) -> Option<Range<usize>> {
    let table = DeTable::parse(text).ok()?;
    let (last, way) = keys.split_last()?;
    let mut table = table.get_ref();
    for key in way {
        let value = table.get(key.as_ref())?.get_ref();
        table = match value {
            DeValue::Table(inner) => inner,
            DeValue::Array(items) => items.iter().find_map(|item| item.get_ref().as_table())?,
            _ => return None,
        };
    }
    table.get(last.as_ref()).map(toml::Spanned::span)
}

/// `path`, relative to `folder`, without the `x/..` that joining makes.
fn resolve(folder: &Path, path: &Path) -> PathBuf {
    let mut resolved = PathBuf::new();
    for component in folder.join(path).components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if matches!(resolved.components().next_back(), Some(Component::Normal(_))) => {
                resolved.pop();
            }
            other => resolved.push(other),
        }
    }
    if resolved.as_os_str().is_empty() { PathBuf::from(".") } else { resolved }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Config, resolve};

    fn parse(text: &str) -> Result<Config, String> {
        Config::parse(Path::new("spec/specwright.toml"), text).map_err(|error| error.to_string())
    }

    const GOOD: &str = "document = \"pets.yaml\"\noutput = \"../generated\"\n\n[package]\nname = \"pets\"\n";

    #[test]
    fn paths_are_relative_to_the_file() {
        let config =
            parse(&format!("readme = \"extra/README.md\"\n{GOOD}[[copy]]\nfrom = \"extra/examples\"\nto = \"examples\"\n")).unwrap();
        assert_eq!(config.document, Path::new("spec/pets.yaml"));
        assert_eq!(config.output, Path::new("generated"));
        assert_eq!(config.readme.as_deref(), Some(Path::new("spec/extra/README.md")));
        assert_eq!(config.copy[0].from, Path::new("spec/extra/examples"));
        assert_eq!(config.copy[0].to, Path::new("examples"));
        assert_eq!(config.package.version, "0.1.0");
    }

    #[test]
    fn paths_are_joined_without_detours() {
        for (folder, path, joined) in
            [("", "a", "a"), ("a", "..", "."), ("../a", "../../b", "../../b"), ("/a", "../b/./c", "/b/c"), ("a", "/b", "/b")]
        {
            assert_eq!(resolve(Path::new(folder), Path::new(path)), Path::new(joined), "{folder} {path}");
        }
    }

    #[test]
    fn mistakes_are_shown_at_their_line() {
        let cases = [
            (GOOD.replace("name", "nme"), ["spec/specwright.toml:5:1", "unknown key `nme`", "did you mean `name`?"]),
            (GOOD.replace("name = \"pets\"", ""), ["spec/specwright.toml:4:1", "this table lacks the key `name`", "add `name = …`"]),
            (format!("only = \"modls\"\n{GOOD}"), ["spec/specwright.toml:1:8", "unknown value `modls`", "did you mean `models`?"]),
            (format!("zzzzzzzz = 1\n{GOOD}"), ["spec/specwright.toml:1:1", "unknown key `zzzzzzzz`", "possible here: document, output"]),
            (GOOD.replace("\"pets\"", "\"my pets\""), ["spec/specwright.toml:5:8", "`my pets`", "letters"]),
            (format!("{GOOD}keywords = [\"a\", \"b c\"]\n"), ["spec/specwright.toml:6:12", "`b c`", "keyword"]),
            (format!("{GOOD}[[copy]]\nfrom = \"a\"\nto = \"../b\"\n"), ["spec/specwright.toml:8:6", "../b", "output folder"]),
            (format!("{GOOD}[findings]\nallow = [\"renamd\"]\n"), ["spec/specwright.toml:7:9", "code `renamd`", "did you mean `renamed`?"]),
            (
                format!("{GOOD}[types]\nformats = {{ uuid = \"uuid:Uuid\" }}\n"),
                ["spec/specwright.toml:7:20", "`uuid:Uuid`", "no path to a Rust type"],
            ),
            (
                format!("{GOOD}[types]\ndate-time = \"chronos\"\n"),
                ["spec/specwright.toml:7:13", "unknown value `chronos`", "did you mean `chrono`?"],
            ),
            (format!("{GOOD}[dependencies]\nuuid = 1\n"), ["spec/specwright.toml:7:8", "`uuid`", "no dependency that Cargo would take"]),
            (format!("{GOOD}[findings]\ndeny = \"notes\"\n"), ["spec/specwright.toml:7:8", "unknown value `notes`", "warnings"]),
            (GOOD.replace("= \"pets\"", "= pets"), ["spec/specwright.toml:5:8", "string", "name = pets"]),
            (format!("{GOOD}version = 1\n"), ["spec/specwright.toml:6:11", "invalid type", "string"]),
        ];
        for (text, expected) in cases {
            let message = parse(&text).unwrap_err();
            for part in expected {
                assert!(message.contains(part), "{part} in\n{message}");
            }
        }
    }

    #[test]
    fn a_whole_listing() {
        let message = parse(&GOOD.replace("document", "documnet")).unwrap_err();
        let expected = [
            "error: unknown key `documnet`", " --> spec/specwright.toml:1:1", "  |", "1 | documnet = \"pets.yaml\"", "  | ^^^^^^^^", "  |",
            "  = help: did you mean `document`?",
        ];
        assert_eq!(message.lines().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_hostile_text_cannot_act_on_the_terminal_or_panic() {
        for text in [
            "\u{1b}[2J = 1", "\"\\u001b[2J\" = 1", "\"\\u202e\" = 1", "x = \"\u{202e}", "\0", "[package]\nname = \"\\u001b[31m\"", "ä = ö",
            "=",
        ] {
            let message = parse(text).unwrap_err();
            assert!(!message.contains(['\u{1b}', '\u{202e}']) && !message.contains('\0'), "{message:?}");
        }
    }
}
