//! An argument → a document's bytes, from a file or, for `-`, from standard input; or the configuration, from where it usually is.

use std::io::{self, Read as _};
use std::path::Path;

use super::Failure;
use crate::{Config, Error, Input};

/// One byte more than a document may have: enough to be told that it is too large, and an end for a pipe that has none.
const MOST_BYTES: u64 = 64 * 1024 * 1024 + 1;

/// Where a configuration is looked for.
pub const USUAL: [&str; 2] = ["spec/specwright.toml", "specwright.toml"];

/// Reads the configuration that is given, or the one that is where configurations usually are. `instead` says how to do without.
pub fn configuration(given: Option<&Path>, instead: &str) -> Result<Config, Failure> {
    let usual = || USUAL.into_iter().map(Path::new).find(|path| path.is_file());
    let Some(file) = given.or_else(usual) else {
        let message = format!("there is no configuration: neither {} nor {}", USUAL[0], USUAL[1]);
        return Err(Failure::usage(&message, &format!("`specwright init SPEC` writes one; or {instead}")));
    };
    Ok(Config::read(file)?)
}

/// Whether the argument means standard input.
pub fn is_standard(spec: &Path) -> bool {
    spec.as_os_str() == "-"
}

/// Reads the document that an argument names.
pub fn read(spec: &Path) -> Result<Input, Error> {
    if !is_standard(spec) {
        return Input::from_path(spec).map_err(|cause| Error::unreadable(spec, cause));
    }
    let mut bytes = Vec::new();
    let read = io::stdin().lock().take(MOST_BYTES).read_to_end(&mut bytes);
    read.map_err(|cause| Error::unreadable(Path::new("<stdin>"), cause))?;
    // What comes through a pipe has no folder: a reference to a file in it is reported, not looked up wherever we happen to be.
    Ok(Input { name: "<stdin>".to_owned(), folder: None, bytes })
}
