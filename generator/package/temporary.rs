//! Bytes → a file that is there as a whole or not at all: written beside its place under another name, then renamed.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

const PREFIX: &str = ".specwright-";
const SUFFIX: &str = ".tmp";

/// How often a file is tried. Another run may sweep a temporary file away while we write it, taking it for one that was left behind.
const ATTEMPTS: u32 = 16;

/// Whether a file of this name is a temporary one of this or an interrupted run.
pub fn is_name(name: &str) -> bool {
    name.starts_with(PREFIX) && name.ends_with(SUFFIX)
}

/// Puts `bytes` in the place of `target`, whose folder `prepare` makes, told which attempt it is. What had that name before keeps its content under its other
/// names (hard links), and what `target` linked to is not touched.
pub fn replace(target: &Path, bytes: &[u8], prepare: impl Fn(u32) -> io::Result<()>) -> io::Result<()> {
    let mut attempt = 1;
    loop {
        let result = prepare(attempt).and_then(|()| write_and_rename(target, bytes));
        match result {
            Err(error) if attempt < ATTEMPTS && matches!(error.kind(), ErrorKind::NotFound | ErrorKind::AlreadyExists) => attempt += 1,
            other => return other,
        }
    }
}

fn write_and_rename(target: &Path, bytes: &[u8]) -> io::Result<()> {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let temporary = target.with_file_name(format!("{PREFIX}{}-{number}{SUFFIX}", std::process::id()));
    // `create_new` follows no link and opens no file of another run.
    let mut file = OpenOptions::new().write(true).create_new(true).open(&temporary)?;
    let written = file.write_all(bytes);
    drop(file);
    let result = written.and_then(|()| fs::rename(&temporary, target));
    if result.is_err() {
        // The first error is the one to report; what is left here is swept by the next run.
        let _ = fs::remove_file(&temporary);
    }
    result
}

/// Writes `bytes` to a new file; says whether there was none of this name.
#[cfg(feature = "cli")]
pub fn create(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(mut file) => file.write_all(bytes).map(|()| true),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error),
    }
}
