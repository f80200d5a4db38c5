//! The configuration that `specwright init` writes: what is needed, filled in, and what is possible, explained.

use std::path::{Component, Path, PathBuf};

use super::check;

/// A name for the crate of a document, from the name of its file; of a document from standard input, `client`.
pub fn crate_name(document: &Path) -> String {
    let stem = document.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let plain = stem.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' });
    let words: Vec<String> = plain.collect::<String>().split('-').filter(|word| !word.is_empty()).map(str::to_owned).collect();
    let name = words.join("-");
    // Names such as `openapi` or `v1` name no API; with the suffix they are at least not somebody else's crate.
    [format!("{name}-client"), "client".to_owned()].into_iter().find(|name| check::is_crate_name(name)).unwrap_or_default()
}

/// A configuration for `document`, to be kept in the file `config`. Both are relative to the same folder.
pub fn starting_text(document: &Path, config: &Path, name: &str) -> String {
    let folder = config.parent().unwrap_or(Path::new(""));
    let document = toml_string(&slashes(&relative(folder, document)));
    let output = toml_string(&slashes(&relative(folder, Path::new("generated"))));
    let name = toml_string(name);
    format!(
        r#"# How specwright makes a Rust crate of an OpenAPI document. Paths are relative to this file.
# `specwright generate` writes the crate; `specwright generate --check` says whether it is up to date.

# The document, YAML or JSON.
document = {document}

# The folder of the crate. It is specwright's own: it must be empty or not exist before the first run.
output = {output}

# "client" writes everything, "models" only the types and their encoding.
only = "client"

# "tags" puts the operations of each tag behind a Cargo feature, all of which are on by default.
# features = "tags"

# Markdown that goes into the crate's README after its first paragraph.
# readme = "extra/README.md"

# The changelog: it goes into the crate, and `specwright generate --release` adds a section to it.
# changelog = "extra/CHANGELOG.md"

# OpenAPI Overlay documents, applied to the document in this order: the way to mend a wrong one.
# overlays = ["fixes.yaml"]

# The manifest. What is left out here is left out there.
[package]
name = {name}
version = "0.1.0"
# license = "MIT OR Apache-2.0"
# description = "One sentence; the title of the document when left out"
# keywords = ["api", "client"]
# categories = ["api-bindings"]
# repository = "https://example.com/repository"
# homepage = "https://example.com/"
# authors = ["Name <name@example.com>"]

# The operations to generate, by id or `METHOD /path`, `*` within a segment and `**` across, or by tag; all of them when left out.
# [select]
# operations = ["listPets", "GET /pets/**", "* /pets/{{id}}"]
# tags = ["pets"]
# except = ["deletePet"]

# Names that count instead of the document's.
# [rename]
# types = {{ Pet = "Animal" }}
# fields = {{ "Pet.petName" = "name" }}
# operations = {{ listPets = "pets_of" }}

# What findings weigh: warnings can be errors, and codes can be silenced.
# [findings]
# deny = "warnings"
# allow = ["renamed"]

# Files and folders that are written by hand and copied into the crate as they are. Repeat the table for each.
# [[copy]]
# from = "extra/examples"
# to = "examples"
"#
    )
}

fn toml_string(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

fn slashes(path: &Path) -> String {
    let text = path.display().to_string();
    if cfg!(windows) { text.replace('\\', "/") } else { text }
}

/// How `path` is written in a file in `folder`. Paths that have no way between them stay as they are.
fn relative(folder: &Path, path: &Path) -> PathBuf {
    let goes_up = |component: Component<'_>| component == Component::ParentDir;
    let plain = |path: &Path| path.components().filter(|component| *component != Component::CurDir).collect::<PathBuf>();
    let (folder, path) = (plain(folder), plain(path));
    if folder.is_absolute() != path.is_absolute() || folder.components().any(goes_up) {
        return match (std::path::absolute(&folder), std::path::absolute(&path)) {
            (Ok(folder), Ok(path)) if !folder.components().any(goes_up) => relative(&folder, &path),
            _ => path,
        };
    }
    let shared = folder.components().zip(path.components()).take_while(|(left, right)| left == right).count();
    let up = folder.components().skip(shared).map(|_| Component::ParentDir);
    up.chain(path.components().skip(shared)).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::Config;
    use super::{crate_name, relative, starting_text};

    #[test]
    fn a_crate_is_named_after_the_file() {
        let cases = [
            ("api/Pet Store_v2.yaml", "pet-store-v2-client"),
            ("openapi.json", "openapi-client"),
            ("2024.yaml", "client"),
            ("-", "client"),
            ("é", "client"),
        ];
        for (document, name) in cases {
            assert_eq!(crate_name(Path::new(document)), name, "{document}");
        }
    }

    #[test]
    fn paths_are_written_from_the_file() {
        let cases = [
            ("", "a.yaml", "a.yaml"),
            ("spec", "spec/a.yaml", "a.yaml"),
            ("spec", "a.yaml", "../a.yaml"),
            ("./x/y", "x/z/a", "../z/a"),
            ("/x", "/y/a", "../y/a"),
        ];
        for (folder, path, written) in cases {
            assert_eq!(relative(Path::new(folder), Path::new(path)), Path::new(written), "{folder} {path}");
        }
    }

    #[test]
    fn the_starting_configuration_is_one() {
        let file = Path::new("spec/specwright.toml");
        let text = starting_text(Path::new("api/\"odd\"\n.yaml"), file, "odd-client");
        let config = Config::parse(file, &text).unwrap();
        assert_eq!(config.document, Path::new("api/\"odd\"\n.yaml"));
        assert_eq!((config.output.as_path(), config.package.name.as_str()), (Path::new("generated"), "odd-client"));
        // So is the one in which everything optional is switched on.
        let switched_on: String = text
            .lines()
            .map(|line| line.strip_prefix("# ").filter(|rest| rest.contains(" = ") || rest.starts_with('[')).unwrap_or(line))
            .map(|line| format!("{line}\n"))
            .collect();
        let config = Config::parse(file, &switched_on).unwrap();
        assert_eq!((config.copy.len(), config.package.keywords.len()), (1, 2));
    }
}
