//! The command, as a shell sees it: exit codes, the two streams, the files.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const DOCUMENT: &str = "openapi: 3.0.3\ninfo: {title: Pets, version: '1'}\npaths: {}\n";
const BROKEN: &str = "openapi: 3.0.3\ninfo: [\n";
const CONFIGURATION: &str = "document = \"pets.yaml\"\noutput = \"../generated\"\n[package]\nname = \"pets\"\n";

/// A folder with a document and its configuration where they are looked for.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("spec")).unwrap();
    fs::write(folder.path().join("spec/pets.yaml"), DOCUMENT).unwrap();
    fs::write(folder.path().join("spec/specwright.toml"), CONFIGURATION).unwrap();
    folder
}

fn command(folder: &Path, arguments: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_specwright"));
    command.current_dir(folder).args(arguments.split_whitespace()).env_remove("CLICOLOR_FORCE").env_remove("NO_COLOR");
    command
}

/// The exit code, standard output and standard error of a run.
fn run(folder: &Path, arguments: &str) -> (i32, String, String) {
    read(&command(folder, arguments).output().unwrap())
}

fn read(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

fn run_with_input(folder: &Path, arguments: &str, input: &str) -> (i32, String, String) {
    let mut command = command(folder, arguments);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    read(&child.wait_with_output().unwrap())
}

#[test]
fn generate_writes_once_and_check_agrees() {
    let folder = folder();
    let (code, out, err) = run(folder.path(), "generate --check");
    assert!(code == 1 && out.lines().any(|line| line == "create          .specwright"), "{out}{err}");
    assert!(err.contains("generated is stale") && err.contains("run `specwright generate`"), "{err}");
    assert!(!folder.path().join("generated").exists());

    let (code, out, err) = run(folder.path(), "generate");
    assert_eq!((code, out.as_str()), (0, ""), "{err}");
    assert!(err.contains("files written, 0 unchanged, 0 removed"), "{err}");
    let (code, out, err) = run(folder.path(), "generate --check");
    assert_eq!((code, out.as_str()), (0, ""));
    assert!(err.contains("generated is up to date"), "{err}");
    let (_, _, err) = run(folder.path(), "generate");
    assert!(err.contains("0 files written"), "{err}");
}

#[test]
fn a_dry_run_lists_and_writes_nothing() {
    let folder = folder();
    let (code, out, _) = run(folder.path(), "generate --dry-run");
    assert!(code == 0 && out.contains("create          Cargo.toml"), "{out}");
    assert!(!folder.path().join("generated").exists());
}

#[test]
fn an_edit_stops_generate_until_forced() {
    let folder = folder();
    run(folder.path(), "generate");
    let manifest = folder.path().join("generated/Cargo.toml");
    let before = fs::read(&manifest).unwrap();
    fs::write(&manifest, "mine").unwrap();
    let (code, out, err) = run(folder.path(), "generate --check");
    assert!(code == 1 && out.contains("edited by hand  Cargo.toml") && err.contains("--force"), "{out}{err}");
    assert_eq!(run(folder.path(), "generate --dry-run").0, 1);
    let (code, _, err) = run(folder.path(), "generate");
    assert!(code == 1 && err.contains("\"Cargo.toml\"") && err.contains("help:"), "{err}");
    assert_eq!(fs::read(&manifest).unwrap(), b"mine");
    assert_eq!(run(folder.path(), "generate --force").0, 0);
    assert_eq!(fs::read(&manifest).unwrap(), before);
}

#[test]
fn a_broken_document_leaves_everything_as_it_is() {
    let folder = folder();
    run(folder.path(), "generate");
    fs::write(folder.path().join("spec/pets.yaml"), BROKEN).unwrap();
    for arguments in ["generate", "generate --quiet", "generate --check", "lint spec/pets.yaml"] {
        let (code, out, err) = run(folder.path(), arguments);
        assert_eq!((code, out.as_str()), (1, ""), "{arguments}");
        assert!(err.to_lowercase().contains("error["), "{arguments}: {err}");
    }
    let (code, out, err) = run(folder.path(), "generate --message-format json");
    assert_eq!((code, err.as_str()), (1, ""));
    assert!(out.lines().count() > 0 && out.lines().all(|line| line.starts_with('{') && line.ends_with('}')), "{out}");
    fs::write(folder.path().join("spec/pets.yaml"), DOCUMENT).unwrap();
    assert_eq!(run(folder.path(), "generate --check").0, 0);
}

#[test]
fn what_is_denied_is_not_written() {
    let folder = folder();
    // To allow what is not found is a warning.
    let (code, _, err) = run(folder.path(), "lint spec/pets.yaml --allow renamed");
    assert!(code == 1 && err.contains("warning["), "{err}");
    let (code, _, err) = run(folder.path(), "generate --allow renamed --deny warnings");
    assert!(code == 1 && err.contains("error["), "{err}");
    assert!(!folder.path().join("generated").exists());
    let (code, out, err) = run(folder.path(), "generate --allow renamed --quiet");
    assert_eq!((code, out.as_str(), err.as_str()), (0, "", ""));
}

#[test]
fn what_is_kept_by_hand_goes_into_the_crate() {
    let folder = folder();
    let configuration = format!("readme = \"extra/prose.md\"\n{CONFIGURATION}[[copy]]\nfrom = \"extra/examples\"\nto = \"examples\"\n");
    fs::write(folder.path().join("spec/specwright.toml"), configuration).unwrap();
    let (code, _, err) = run(folder.path(), "generate");
    assert!(code == 2 && err.contains("spec/extra/prose.md"), "{err}");
    fs::create_dir_all(folder.path().join("spec/extra/examples")).unwrap();
    fs::write(folder.path().join("spec/extra/prose.md"), "Prose.\n").unwrap();
    fs::write(folder.path().join("spec/extra/examples/one.rs"), "fn main() {}\n").unwrap();
    let (code, _, err) = run(folder.path(), "generate");
    assert_eq!(code, 0, "{err}");
    assert_eq!(fs::read(folder.path().join("generated/examples/one.rs")).unwrap(), b"fn main() {}\n");
}

#[test]
fn a_document_comes_from_arguments_or_standard_input() {
    let folder = folder();
    let (code, _, err) = run(folder.path(), "generate spec/pets.yaml --out a --name pets");
    assert_eq!(code, 0, "{err}");
    let (code, _, err) = run_with_input(folder.path(), "generate - --out b --name pets --quiet", DOCUMENT);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(fs::read(folder.path().join("a/.specwright")).unwrap(), fs::read(folder.path().join("b/.specwright")).unwrap());
    assert_eq!(run_with_input(folder.path(), "lint -", DOCUMENT).0, 0);
    assert_eq!(run_with_input(folder.path(), "lint -", BROKEN).0, 1);
    let (code, _, err) = run(folder.path(), "generate spec/pets.yaml --out a --name cats --check");
    assert!(code == 1 && err.contains("run `specwright generate spec/pets.yaml --out a --name cats`"), "{err}");
}

#[test]
fn wrong_usage_is_exit_code_2_and_says_what_is_right() {
    let folder = folder();
    let empty = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("bad.toml"), CONFIGURATION.replace("name", "nam")).unwrap();
    let cases = [
        ("", "Usage:"),
        ("generat", "generate"),
        ("generate spec/pets.yaml", "--out"),
        ("generate spec/pets.yaml --out x --name con", "reserved"),
        ("generate spec/pets.yaml --out x --name ../x", "letters"),
        ("generate nowhere.yaml --out x --name x", "nowhere.yaml"),
        ("generate --config nowhere.toml", "specwright init"),
        ("generate --config bad.toml", "did you mean `name`?"),
        ("generate --check --force", "--force"),
        ("generate --allow danglin-ref", "did you mean `dangling-ref`?"),
        ("generate --deny notes", "warnings"),
        ("lint nowhere.yaml", "nowhere.yaml"),
        ("explain danglin-ref", "did you mean `dangling-ref`?"),
        ("explain xyz", "`specwright explain` lists all"),
        ("init -", "standard input"),
    ];
    for (arguments, expected) in cases {
        let (code, out, err) = run(folder.path(), arguments);
        assert_eq!((code, out.as_str()), (2, ""), "{arguments}: {err}");
        assert!(err.contains(expected), "{arguments}: {err}");
    }
    let (code, _, err) = run(empty.path(), "generate");
    assert!(code == 2 && err.contains("neither spec/specwright.toml nor specwright.toml"), "{err}");
}

#[test]
fn a_folder_of_somebody_else_is_refused() {
    let folder = folder();
    fs::create_dir(folder.path().join("generated")).unwrap();
    fs::write(folder.path().join("generated/thesis.tex"), "mine").unwrap();
    for arguments in ["generate", "generate --force", "generate --check", "generate --dry-run"] {
        let (code, _, err) = run(folder.path(), arguments);
        assert!(code == 1 && err.contains("thesis.tex") && err.contains("choose a folder that is empty"), "{arguments}: {err}");
    }
}

#[test]
fn explain_knows_every_code() {
    let folder = folder();
    let (code, list, _) = run(folder.path(), "explain");
    assert_eq!(code, 0);
    for code in specwright::report::code::ALL {
        assert!(list.contains(code.name), "{}", code.name);
        let (exit, text, _) = run(folder.path(), &format!("explain {}", code.name));
        assert!(exit == 0 && text.contains(code.explanation.split(' ').next().unwrap()), "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= 80 || !line.contains(' ')), "{text}");
    }
}

#[test]
fn init_writes_a_configuration_that_works_and_overwrites_none() {
    let folder = folder();
    let (code, _, err) = run(folder.path(), "init spec/pets.yaml --out conf/specwright.toml");
    // A folder that does not exist is not made: it was more likely misspelt.
    assert!(code == 1 && err.contains("conf/specwright.toml"), "{err}");
    let (code, _, err) = run(folder.path(), "init spec/pets.yaml --name pets");
    assert!(code == 0 && err.contains("wrote specwright.toml"), "{err}");
    let (code, _, err) = run(folder.path(), "generate --config specwright.toml");
    assert_eq!(code, 0, "{err}");
    assert!(folder.path().join("generated/Cargo.toml").is_file());
    let before = fs::read(folder.path().join("specwright.toml")).unwrap();
    let (code, _, err) = run(folder.path(), "init spec/pets.yaml");
    assert!(code == 2 && err.contains("exists already"), "{err}");
    assert_eq!(fs::read(folder.path().join("specwright.toml")).unwrap(), before);
}

#[test]
fn colours_are_for_terminals_unless_asked_for() {
    let folder = folder();
    fs::write(folder.path().join("spec/pets.yaml"), BROKEN).unwrap();
    for arguments in ["generate", "explain dangling-ref", "explain xyz", "generate --color never"] {
        let (_, out, err) = run(folder.path(), arguments);
        assert!(!out.contains('\u{1b}') && !err.contains('\u{1b}'), "{arguments}: {out}{err}");
    }
    assert!(run(folder.path(), "explain dangling-ref --color always").1.contains('\u{1b}'));
    assert!(run(folder.path(), "--color always explain xyz").2.contains('\u{1b}'));
    let forced = command(folder.path(), "explain dangling-ref").env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1").output().unwrap();
    assert!(!read(&forced).1.contains('\u{1b}'));
}

#[test]
fn every_command_has_help_with_examples() {
    let folder = folder();
    for name in ["", "generate", "lint", "diff", "docs", "docs read", "docs check", "docs import", "explain", "init"] {
        for flag in ["-h", "--help"] {
            let (code, out, _) = run(folder.path(), &format!("{name} {flag}"));
            assert!(code == 0 && out.contains("Examples:") && out.contains("Usage:"), "{name} {flag}: {out}");
        }
    }
    assert_eq!(run(folder.path(), "--version").0, 0);
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_panic() {
    let folder = folder();
    let command = env!("CARGO_BIN_EXE_specwright");
    for arguments in ["explain", "--help", "generate --dry-run", "generate nowhere.yaml --out x --name x"] {
        // The reader is gone before the first byte.
        let script = format!("(sleep 0.2; {command} {arguments} 2>&1; echo $? >code) | true");
        Command::new("sh").current_dir(folder.path()).args(["-c", &script]).status().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(100));
        let code = fs::read_to_string(folder.path().join("code")).unwrap();
        assert!(["0\n", "2\n"].contains(&code.as_str()), "{arguments}: {code}");
    }
}
