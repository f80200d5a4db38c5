//! `git:REV:PATH` → files: those of a revision that a document may be made of, in a folder of their own.
//!
//! Git itself is asked, by its plumbing, which reads and changes nothing of the work tree or the index.

use std::ffi::OsStr;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use super::Failure;

/// A file of a revision.
#[derive(Debug)]
pub struct Revision {
    /// Its commit.
    commit: String,
    /// Its path, from the root of the repository.
    path: String,
}

/// What an argument of this form names; nothing if it has another form.
pub fn parse(argument: &str) -> Result<Option<Revision>, Failure> {
    let Some(rest) = argument.strip_prefix("git:") else { return Ok(None) };
    let Some((name, path)) = rest.split_once(':').filter(|(name, path)| !name.is_empty() && !path.is_empty()) else {
        return Err(Failure::usage(
            &format!("`{argument}` names no file of a revision"),
            "write `git:REV:PATH`, as in `git:HEAD:spec/api.yaml`",
        ));
    };
    let commit = resolve(name).ok_or_else(|| {
        Failure::usage(&format!("git knows no revision `{name}` here"), "`git log --oneline` lists revisions, `git tag` the tags")
    })?;
    let path = path.strip_prefix("./").unwrap_or(path);
    let is_outside = path.starts_with('/') || path.split('/').any(|part| part == "..");
    if is_outside {
        return Err(Failure::usage(&format!("`{path}` is no path in a repository"), "give the path from the root of the repository"));
    }
    Ok(Some(Revision { commit, path: path.to_owned() }))
}

/// The commit of a revision, if there is such a revision.
pub fn resolve(name: &str) -> Option<String> {
    let asked = format!("{name}^{{commit}}");
    let output = git(None, ["rev-parse", "--verify", "--quiet", "--end-of-options", &asked], &[]).ok()?;
    let commit = String::from_utf8(output.stdout).ok()?.trim().to_owned();
    (output.status.success() && !commit.is_empty()).then_some(commit)
}

/// The path of a file, from the root of its repository.
pub fn path_in_repository(file: &Path) -> Result<String, Failure> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let output = git(Some(folder), ["rev-parse", "--show-prefix"], &[])?;
    let prefix = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    if !output.status.success() {
        let help = "name the old document, as a file or as `git:REV:PATH`";
        return Err(Failure::usage(&format!("{} is not in a git repository", folder.display()), help));
    }
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(format!("{prefix}{name}"))
}

impl Revision {
    /// Puts the file and those that it may refer to into a folder, which goes when it is dropped, and gives its path there.
    pub fn check_out(&self) -> Result<(TempDir, PathBuf), Failure> {
        let listed = done(git(None, ["ls-tree", "-r", "-z", "--full-tree", "--name-only", &self.commit], &[])?)?;
        let mut wanted = Vec::new();
        for path in listed.stdout.split(|byte| *byte == 0).filter(|path| !path.is_empty() && is_readable(path)) {
            wanted.extend_from_slice(path);
            wanted.push(0);
        }
        let (files, beside) = (temporary()?, temporary()?);
        let index = beside.path().join("index");
        let top = done(git(None, ["rev-parse", "--show-toplevel"], &[])?)?;
        let top = PathBuf::from(String::from_utf8_lossy(&top.stdout).trim());
        let index = [("GIT_INDEX_FILE", index.as_os_str())];
        done(git(Some(&top), ["read-tree", &self.commit], &index)?)?;
        let prefix = format!("--prefix={}/", files.path().display());
        done(fed(Some(&top), ["checkout-index", "-z", "--stdin", &prefix], &index, &wanted)?)?;
        let path = files.path().join(&self.path);
        if !path.is_file() {
            let help = "paths are those from the root of the repository";
            return Err(Failure::usage(&format!("revision {} has no file `{}`", short(&self.commit), self.path), help));
        }
        Ok((files, path))
    }
}

/// Whether documents, overlays and configurations have names like this.
fn is_readable(path: &[u8]) -> bool {
    let path = String::from_utf8_lossy(path);
    let extension = Path::new(path.as_ref()).extension().map(|extension| extension.to_ascii_lowercase());
    extension.as_deref().is_none_or(|extension| ["yaml", "yml", "json", "toml", "oas", "txt"].map(OsStr::new).contains(&extension))
}

fn temporary() -> Result<TempDir, Failure> {
    tempfile::tempdir().map_err(|cause| Failure::refused(&format!("cannot make a temporary folder: {cause}")))
}

fn short(commit: &str) -> &str {
    commit.get(..10).unwrap_or(commit)
}

fn git<const N: usize>(folder: Option<&Path>, arguments: [&str; N], environment: &[(&str, &OsStr)]) -> Result<Output, Failure> {
    fed(folder, arguments, environment, &[])
}

fn fed<const N: usize>(
    folder: Option<&Path>,
    arguments: [&str; N],
    environment: &[(&str, &OsStr)],
    input: &[u8],
) -> Result<Output, Failure> {
    let mut command = Command::new("git");
    command.args(arguments).envs(environment.iter().copied());
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    if let Some(folder) = folder {
        command.current_dir(folder);
    }
    let failed = |cause: std::io::Error| Failure::refused(&format!("cannot run git: {cause}"));
    let mut child = command.spawn().map_err(failed)?;
    if let Some(mut stdin) = child.stdin.take() {
        // Git that ended early says why itself.
        let _ = stdin.write_all(input);
    }
    child.wait_with_output().map_err(failed)
}

fn done(output: Output) -> Result<Output, Failure> {
    if output.status.success() {
        return Ok(output);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(Failure::refused(&format!("git: {}", said.trim().lines().last().unwrap_or("it failed without a word"))))
}
