//! A workspace below the target folder, whose members are emitted crates: they share their dependencies, and are checked side by side.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use specwright::Package;

/// A workspace of emitted crates.
pub struct Workspace {
    folder: PathBuf,
}

impl Workspace {
    /// The workspace of this name, with these members and no others. What did not change since the last run is not touched, so
    /// that Cargo does not check it again.
    pub fn new(name: &str, members: &[(String, Package)]) -> Self {
        Self::with(name, members, &[])
    }

    /// The same, with members that are there already.
    pub fn with(name: &str, members: &[(String, Package)], others: &[&str]) -> Self {
        let folder = scratch().join(name);
        fs::create_dir_all(&folder).unwrap();
        for (member, package) in members {
            package.write(&folder.join(member), true).unwrap();
        }
        let names: Vec<String> =
            members.iter().map(|(member, _)| member.as_str()).chain(others.iter().copied()).map(|member| format!("{member:?}")).collect();
        fs::write(folder.join("Cargo.toml"), format!("[workspace]\nresolver = \"3\"\nmembers = [{}]\n", names.join(", "))).unwrap();
        let lock = folder.join("Cargo.lock");
        if !lock.exists() {
            fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock"), lock).unwrap();
        }
        Self { folder }
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Runs Cargo and holds it to success without a word.
    pub fn quiet(&self, arguments: &[&str], environment: &[(&str, &str)]) {
        let said = cargo(&self.folder, arguments, environment).unwrap_or_else(|said| panic!("cargo {arguments:?} failed:\n{said}"));
        assert!(said.is_empty(), "cargo {arguments:?} says:\n{said}");
    }
}

/// A folder that the tests share and keep between runs.
pub fn scratch() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
}

/// Runs Cargo quietly in `folder`: without the network if that is possible. What it says, in `Err` if it failed.
pub fn cargo(folder: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Result<String, String> {
    let run = |offline: bool| {
        let mut command = Command::new(env!("CARGO"));
        command.current_dir(folder).args(arguments).args(["--quiet"]).args(offline.then_some("--offline"));
        command.env("CARGO_TARGET_DIR", scratch().join("target")).env("CARGO_TERM_COLOR", "never");
        // What is built here is run once. Debugging information and notes for a next build take longest, and tens of gigabytes.
        command.env("CARGO_INCREMENTAL", "0").env("CARGO_PROFILE_DEV_DEBUG", "0");
        for name in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "RUSTDOCFLAGS"] {
            command.env_remove(name);
        }
        let output = command.envs(environment.iter().copied()).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        if output.status.success() { Ok(said) } else { Err(said + &String::from_utf8_lossy(&output.stdout)) }
    };
    run(true).or_else(|said| if said.contains("--offline") { run(false) } else { Err(said) })
}
