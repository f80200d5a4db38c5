//! The output folder, entry by entry, without ever following a symbolic link.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::{Error, path, temporary};

/// What stands at a path.
#[derive(Debug)]
pub enum Found {
    /// Nothing.
    Missing,
    /// A file with this content.
    File(Vec<u8>),
    /// A folder.
    Folder,
    /// Nothing, and nothing can: this path above it is a file.
    Below(String),
}

/// Whether the output folder is there. A link in its place, or a file, is an error; what lies above it is the user's affair.
pub fn exists(folder: &Path) -> Result<bool, Error> {
    match fs::symlink_metadata(folder) {
        Ok(metadata) if metadata.is_symlink() => Err(Error::Link { path: folder.to_owned() }),
        Ok(metadata) if metadata.is_dir() => Ok(true),
        Ok(_) => Err(Error::InTheWay { path: folder.to_owned() }),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(cause) => Err(Error::io("read", folder, cause)),
    }
}

/// What stands at `path` below `folder`. A link there, or on the way there, is an error.
pub fn read(folder: &Path, path: &str) -> Result<Found, Error> {
    for ancestor in path::ancestors(path) {
        match kind(&folder.join(ancestor))? {
            None => return Ok(Found::Missing),
            Some(kind) if kind.is_dir() => {}
            Some(_) => return Ok(Found::Below(ancestor.to_owned())),
        }
    }
    let target = folder.join(path);
    match kind(&target)? {
        None => Ok(Found::Missing),
        Some(kind) if kind.is_dir() => Ok(Found::Folder),
        Some(kind) if kind.is_file() => match fs::read(&target) {
            Ok(bytes) => Ok(Found::File(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Found::Missing),
            Err(cause) => Err(Error::io("read", &target, cause)),
        },
        // A pipe or a device: reading it could wait for ever.
        Some(_) => Err(Error::InTheWay { path: target }),
    }
}

fn kind(target: &Path) -> Result<Option<fs::FileType>, Error> {
    match fs::symlink_metadata(target) {
        Ok(metadata) if metadata.is_symlink() => Err(Error::Link { path: target.to_owned() }),
        Ok(metadata) => Ok(Some(metadata.file_type())),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(cause) => Err(Error::io("read", target, cause)),
    }
}

/// Makes the folders above `path`. Each is looked at again, so that a link that appeared since the plan was made is not followed.
pub fn make_ancestors(folder: &Path, path: &str) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for ancestor in path::ancestors(path) {
        let target = folder.join(ancestor);
        match fs::create_dir(&target) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                if !fs::symlink_metadata(&target)?.is_dir() {
                    return Err(io::Error::new(ErrorKind::NotADirectory, "something other than a folder is in its place"));
                }
            }
            other => other?,
        }
    }
    Ok(())
}

/// Removes a file of ours, and the folders above it that this leaves empty.
pub fn remove(folder: &Path, path: &str) -> Result<(), Error> {
    if !matches!(read(folder, path)?, Found::File(_)) {
        return Ok(());
    }
    let target = folder.join(path);
    match fs::remove_file(&target) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(Error::io("remove", &target, error)),
        _ => {}
    }
    for ancestor in path::ancestors(path).collect::<Vec<_>>().into_iter().rev() {
        // A folder with something in it refuses, which is the question we would have asked.
        if fs::remove_dir(folder.join(ancestor)).is_err() {
            break;
        }
    }
    Ok(())
}

/// What a folder holds besides the files and folders that `ours` says are ours.
#[derive(Debug, Default)]
pub struct Others {
    /// Paths relative to the folder; a folder ends with `/` and is not looked into.
    pub foreign: Vec<String>,
    /// Temporary files of a run that was interrupted.
    pub leftovers: Vec<PathBuf>,
}

/// Walks `folder` and the folders in it for which `is_ours_inside` holds.
pub fn others(folder: &Path, is_ours: impl Fn(&str) -> bool, is_ours_inside: impl Fn(&str) -> bool) -> Result<Others, Error> {
    let mut others = Others::default();
    let mut open = vec![(folder.to_owned(), String::new())];
    while let Some((place, prefix)) = open.pop() {
        let entries = match fs::read_dir(&place) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            Err(cause) => return Err(Error::io("read", &place, cause)),
        };
        for entry in entries {
            let entry = entry.map_err(|cause| Error::io("read", &place, cause))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = format!("{prefix}{name}");
            // `file_type` does not follow links: a link is neither file nor folder here, and is never walked into.
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            if temporary::is_name(&name) && !is_folder {
                others.leftovers.push(entry.path());
            } else if is_folder && is_ours_inside(&path) {
                open.push((entry.path(), format!("{path}/")));
            } else if is_folder {
                others.foreign.push(format!("{path}/"));
            } else if !is_ours(&path) {
                others.foreign.push(path);
            }
        }
    }
    others.foreign.sort();
    Ok(others)
}

/// Removes what an interrupted run left under a temporary name.
pub fn sweep(leftovers: &[PathBuf]) -> Result<(), Error> {
    for leftover in leftovers {
        match fs::remove_file(leftover) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(Error::io("remove", leftover, error)),
            _ => {}
        }
    }
    Ok(())
}
