//! When the documents change: what changed is said, the version and the changelog follow, and what people wrote stays. Git is the real one.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::workspace;

const PAGE: &str = include_str!("../fixtures/rehearsal/page.txt");

/// Runs the command; its exit code, standard output and standard error.
fn specwright(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_specwright"));
    let output = command.current_dir(folder).args(arguments).env_remove("CLICOLOR_FORCE").output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

fn git(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.current_dir(folder).args(["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"]);
    let output = command.args(arguments).output().unwrap();
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

fn edit(file: &Path, old: &str, new: &str) {
    let text = fs::read_to_string(file).unwrap();
    assert_eq!(text.matches(old).count(), 1, "{old:?} in {}", file.display());
    fs::write(file, text.replace(old, new)).unwrap();
}

const CONFIGURATION: &str = "\
document = \"archive.yaml\"
output = \"../generated\"
changelog = \"CHANGELOG.md\"

[package]
name = \"archive-client\"
version = \"0.1.0\" # the generator raises it
license = \"MIT\"
description = \"Client of an archive\"
";

/// A repository with a document that was drafted of the page, and the crate of it.
fn repository() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    fs::create_dir(at.join("spec")).unwrap();
    fs::write(at.join("page.txt"), PAGE).unwrap();
    let (code, _, err) = specwright(at, &["docs", "import", "page.txt", "--out", "spec/archive.yaml"]);
    assert_eq!(code, 0, "{err}");
    fs::write(at.join("spec/specwright.toml"), CONFIGURATION).unwrap();
    fs::write(at.join("spec/CHANGELOG.md"), "# Changelog\n\n## 0.1.0\n\n- The first one.\n").unwrap();
    let (code, _, err) = specwright(at, &["generate"]);
    assert_eq!(code, 0, "{err}");
    git(at, &["init", "--quiet"]);
    git(at, &["add", "--all"]);
    git(at, &["commit", "--quiet", "--message", "First"]);
    folder
}

const FIELD: &str = "        boxes:\n";
const NEW_FIELD: &str = "        free:\n          type: boolean\n          description: Whether there is room left.\n        boxes:\n";

#[test]
fn a_page_changes_and_a_release_follows() {
    let folder = repository();
    let at = folder.path();
    let (code, out, _) = specwright(at, &["docs", "check", "spec/archive.yaml", "page.txt"]);
    assert_eq!((code, out.lines().last()), (0, Some("0 differences, 0 on purpose")), "{out}");

    // The page has a row more.
    edit(&at.join("page.txt"), "boxes\n\nInteger\n", "free\n\nBoolean\n\nWhether there is room left.\n\nboxes\n\nInteger\n");
    let (code, out, _) = specwright(at, &["docs", "check", "spec/archive.yaml", "page.txt"]);
    let found: Vec<&str> = out.lines().filter(|line| line.starts_with("different")).collect();
    assert_eq!((code, found.as_slice()), (1, ["different   the page has a field `free`, which the document has not"].as_slice()), "{out}");
    assert!(out.contains("page.txt:94, spec/archive.yaml:"), "{out}");

    // So has the document, then.
    edit(&at.join("spec/archive.yaml"), FIELD, NEW_FIELD);
    let (code, out, _) = specwright(at, &["docs", "check", "spec/archive.yaml", "page.txt"]);
    assert_eq!(code, 0, "{out}");
    let (code, _, err) = specwright(at, &["lint"]);
    assert_eq!(code, 0, "{err}");
    let (code, out, err) = specwright(at, &["generate", "--check"]);
    assert!(code == 1 && out.contains("change          src/models/shelf.rs") && err.contains("run `specwright generate`"), "{out}{err}");

    // It is an addition, since the last commit.
    let (code, out, err) = specwright(at, &["diff", "--check-version"]);
    let expected = [
        "addition   models::Shelf::free: the field is new: Option<bool>",
        "           spec/archive.yaml:",
        "",
        "minor: 1 addition; `archive-client` 0.1.0 → 0.1.1",
    ];
    assert_eq!(code, 1, "{out}{err}");
    assert!(out.lines().zip(expected).all(|(line, start)| line.starts_with(start)) && out.lines().count() == expected.len(), "{out}");
    assert!(err.contains("0.1.0 is not enough: the changes are minor"), "{err}");

    let (code, _, err) = specwright(at, &["generate", "--release"]);
    assert_eq!(code, 0, "{err}");
    assert!(
        err.contains("minor since git:HEAD:spec/specwright.toml: 0.1.0 → 0.1.1; wrote spec/specwright.toml and spec/CHANGELOG.md"),
        "{err}"
    );
    let configuration = fs::read_to_string(at.join("spec/specwright.toml")).unwrap();
    assert_eq!(configuration, CONFIGURATION.replace("\"0.1.0\"", "\"0.1.1\""));
    let changelog = "# Changelog\n\n## 0.1.1\n\n<!-- specwright: from the documents -->\n\n### Added\n\n\
        - `models::Shelf::free`: the field is new: `Option<bool>`.\n\n<!-- specwright: end -->\n\n## 0.1.0\n\n- The first one.\n";
    assert_eq!(fs::read_to_string(at.join("spec/CHANGELOG.md")).unwrap(), changelog);
    assert_eq!(fs::read_to_string(at.join("generated/CHANGELOG.md")).unwrap(), changelog);
    assert!(fs::read_to_string(at.join("generated/Cargo.toml")).unwrap().contains("version = \"0.1.1\""));
    let (code, ..) = specwright(at, &["generate", "--check"]);
    assert_eq!(code, 0);
    let (code, out, err) = specwright(at, &["diff", "--check-version"]);
    assert_eq!(code, 0, "{out}{err}");

    // The crate can be used and published.
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock"), at.join("generated/Cargo.lock")).unwrap();
    for arguments in [["test"].as_slice(), &["package", "--allow-dirty"]] {
        workspace::cargo(&at.join("generated"), arguments, &[]).unwrap_or_else(|said| panic!("cargo {arguments:?}: {said}"));
    }
}

#[test]
fn a_release_can_be_made_again_and_keeps_what_people_wrote() {
    let folder = repository();
    let at = folder.path();
    edit(&at.join("spec/archive.yaml"), FIELD, NEW_FIELD);
    let changelog = at.join("spec/CHANGELOG.md");
    edit(&changelog, "## 0.1.0\n", "## Unreleased\n\n- Said by hand.\n\n## 0.1.0\n");
    specwright(at, &["generate", "--release"]);
    // More changes, and a word by hand behind the block.
    edit(&at.join("spec/archive.yaml"), "Whether there is room left.", "Whether something fits.");
    edit(&at.join("spec/archive.yaml"), "    Shelf:\n", "    Rack:\n");
    edit(&at.join("spec/archive.yaml"), "#/components/schemas/Shelf", "#/components/schemas/Rack");
    edit(&changelog, "<!-- specwright: end -->\n", "<!-- specwright: end -->\n\n- More by hand.\n");
    let (code, _, err) = specwright(at, &["generate", "--release"]);
    assert_eq!(code, 0, "{err}");
    let text = fs::read_to_string(&changelog).unwrap();
    let start = "# Changelog\n\n## 0.1.1\n\n- Said by hand.\n\n<!-- specwright: from the documents -->\n\n### Breaking\n\n\
        - `models::Rack`: the struct has another name: `models::Shelf` → `models::Rack`.\n";
    // What breaks makes the next version another one than what was added did.
    assert!(err.contains("major since git:HEAD:spec/specwright.toml: 0.1.0 → 0.2.0"), "{err}");
    assert_eq!(text.replace("## 0.2.0", "## 0.1.1").find(start), Some(0), "{text}");
    assert!(text.contains("<!-- specwright: end -->\n\n- More by hand.\n\n## 0.1.0\n\n- The first one.\n"), "{text}");
    assert_eq!(text.matches("<!-- specwright: from the documents -->").count(), 1, "{text}");
}

#[test]
fn a_release_is_refused_as_a_whole() {
    let folder = repository();
    let at = folder.path();
    edit(&at.join("spec/archive.yaml"), FIELD, NEW_FIELD);
    let files = ["spec/specwright.toml", "spec/CHANGELOG.md", "generated/CHANGELOG.md"];
    let read = || files.map(|file| fs::read_to_string(at.join(file)).unwrap());
    let before = read();
    // An edit by hand in the output.
    let lib = at.join("generated/src/lib.rs");
    let text = fs::read_to_string(&lib).unwrap();
    fs::write(&lib, "mine").unwrap();
    let (code, _, err) = specwright(at, &["generate", "--release"]);
    assert!(code == 1 && err.contains("--force"), "{err}");
    assert_eq!(read(), before);
    fs::write(&lib, text).unwrap();
    // A document that is wrong now.
    edit(&at.join("spec/archive.yaml"), "#/components/schemas/Shelf", "#/components/schemas/Shelv");
    let (code, _, err) = specwright(at, &["generate", "--release"]);
    assert!(code == 1 && err.contains("error[dangling-ref]"), "{err}");
    assert_eq!(read(), before);
    edit(&at.join("spec/archive.yaml"), "#/components/schemas/Shelv", "#/components/schemas/Shelf");
    // A revision that is none.
    let (code, _, err) = specwright(at, &["generate", "--release=git:nowhere:spec/specwright.toml"]);
    assert!(code == 2 && err.contains("git knows no revision `nowhere` here"), "{err}");
    assert_eq!(read(), before);
}

#[test]
fn the_last_release_is_its_tag() {
    let folder = repository();
    let at = folder.path();
    git(at, &["tag", "v0.1.0"]);
    edit(&at.join("spec/archive.yaml"), FIELD, NEW_FIELD);
    git(at, &["commit", "--quiet", "--all", "--message", "More"]);
    let (code, out, _) = specwright(at, &["diff"]);
    assert_eq!((code, out.as_str()), (0, "none: nothing changes for users of `archive-client` 0.1.0\n"));
    let (code, _, err) = specwright(at, &["generate", "--release"]);
    assert!(code == 0 && err.contains("minor since git:refs/tags/v0.1.0:spec/specwright.toml: 0.1.0 → 0.1.1"), "{err}");
    // Made again, it is the same: the version on the disk is none that was released.
    let written = || ["spec/specwright.toml", "spec/CHANGELOG.md"].map(|file| fs::read_to_string(at.join(file)).unwrap());
    let before = written();
    let (code, _, err) = specwright(at, &["generate", "--release"]);
    assert!(code == 0 && err.contains("minor since git:refs/tags/v0.1.0:spec/specwright.toml: 0.1.0 → 0.1.1"), "{err}");
    assert_eq!(written(), before);
    // Nothing changes since then.
    git(at, &["commit", "--quiet", "--all", "--message", "Release"]);
    let (code, _, err) = specwright(at, &["generate", "--release"]);
    assert!(code == 0 && err.contains("nothing changes for users since git:HEAD:spec/specwright.toml: the version stays 0.1.1"), "{err}");
}

#[test]
fn both_sides_can_be_documents_or_revisions() {
    let folder = repository();
    let at = folder.path();
    edit(&at.join("spec/archive.yaml"), FIELD, NEW_FIELD);
    let expected = "addition   models::Shelf::free: the field is new: Option<bool>";
    for sides in [
        ["git:HEAD:spec/archive.yaml", "spec/archive.yaml"],
        ["git:HEAD:spec/specwright.toml", "spec/specwright.toml"],
        ["git:HEAD:./spec/archive.yaml", "spec/specwright.toml"],
    ] {
        let (code, out, err) = specwright(at, &["diff", "--exit-code", sides[0], sides[1]]);
        assert!(code == 1 && out.starts_with(expected), "{sides:?} {out}{err}");
    }
    let (code, ..) = specwright(at, &["diff", "--exit-code=major"]);
    assert_eq!(code, 0);
    // The configuration that is there is not that of other documents: they have names of their own.
    fs::copy(at.join("spec/archive.yaml"), at.join("one.yaml")).unwrap();
    let (_, out, err) = specwright(at, &["diff", "one.yaml", "one.yaml"]);
    assert_eq!(out, "none: nothing changes for users of `one-client` 0.1.0\n", "{err}");
    let (_, out, _) = specwright(at, &["diff", "--format", "markdown"]);
    assert_eq!(out, "## 0.1.1\n\n### Added\n\n- `models::Shelf::free`: the field is new: `Option<bool>`.\n");
    let (_, out, _) = specwright(at, &["diff", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((json["verdict"].as_str(), json["next"].as_str()), (Some("minor"), Some("0.1.1")));
    assert_eq!(json["changes"][0]["new"]["file"], "spec/archive.yaml");
    assert_eq!(json["changes"][0]["class"], "addition");
    for (arguments, said) in [
        (["diff", "git:HEAD", "spec/archive.yaml"], "`git:HEAD` names no file of a revision"),
        (["diff", "git:--all:spec/archive.yaml", "spec/archive.yaml"], "git knows no revision `--all` here"),
        (["diff", "git:HEAD:../x.yaml", "spec/archive.yaml"], "`../x.yaml` is no path in a repository"),
        (["diff", "git:HEAD:spec/other.yaml", "spec/archive.yaml"], "has no file `spec/other.yaml`"),
        (["diff", "spec/other.yaml", "spec/archive.yaml"], "spec/other.yaml"),
        (["diff", "git:HEAD:spec/archive.yaml", "--check-version"], "a document has no version of the crate to check"),
    ] {
        let (code, _, err) = specwright(at, &arguments);
        assert!(code == 2 && err.contains(said), "{arguments:?} {code} {err}");
    }
}
