//! A plan → disk, in an order that an interruption at any point leaves healable: the list of what was and what will be,
//! the files, the removals, the list of what is.

use std::path::Path;

use super::folder::{self, Found};
use super::list::{self, List};
use super::plan::Plan;
use super::{Change, Changes, Error, Package, path, temporary};

/// Does what `plan` says, and says what was done.
pub fn write(package: &Package, folder: &Path, plan: Plan) -> Result<Changes, Error> {
    folder::sweep(&plan.leftovers)?;
    let mut done = plan.changes;
    if done.is_fresh() {
        return Ok(done);
    }
    let meanwhile = plan.old.union(&plan.new);
    put_list(folder, &meanwhile)?;
    let stale: Vec<String> = done.stale().map(|(path, _)| path.to_owned()).filter(|path| is_stale(package, path)).collect();
    let (in_the_way, rest): (Vec<_>, Vec<_>) = stale.into_iter().partition(|path| stands_in_the_way(package, path));
    for path in &in_the_way {
        folder::remove(folder, path)?;
        done.paths.insert(path.clone(), Change::Removed);
    }
    let mut last = None;
    for (path, bytes) in &package.files {
        let Some(change) = done.paths.get_mut(path).filter(|change| **change != Change::Unchanged) else { continue };
        // Files come folder by folder; the way to each folder is made, and looked at, once.
        let above = path::ancestors(path).last();
        put_into(folder, path, bytes, above.is_some() && above == last)?;
        last = above;
        if *change == Change::Edited {
            *change = Change::Changed;
        }
    }
    for path in &rest {
        folder::remove(folder, path)?;
        done.paths.insert(path.clone(), Change::Removed);
    }
    if !is_one_of(folder, &[&meanwhile, &plan.new])? {
        return Err(Error::Busy { folder: folder.to_owned() });
    }
    put_list(folder, &plan.new)?;
    Ok(done)
}

fn is_stale(package: &Package, path: &str) -> bool {
    path != list::NAME && !package.files.contains_key(path)
}

/// Whether a stale file must go before the new ones come: it is where a folder is to be, or in a folder where a file is to be, or
/// differs from a new one only in case, so that on some systems removing it later would remove the new one.
fn stands_in_the_way(package: &Package, stale: &str) -> bool {
    let is_emitted = |path: &str| package.files.contains_key(path);
    path::ancestors(stale).any(is_emitted)
        || package.files.keys().any(|new| path::ancestors(new).any(|above| above == stale) || new.to_lowercase() == stale.to_lowercase())
}

fn put_list(folder: &Path, list: &List) -> Result<(), Error> {
    if is_one_of(folder, &[list])? { Ok(()) } else { put(folder, list::NAME, list.text().as_bytes()) }
}

fn is_one_of(folder: &Path, lists: &[&List]) -> Result<bool, Error> {
    match folder::read(folder, list::NAME)? {
        Found::File(bytes) => {
            let found = list::digest(&bytes);
            Ok(lists.iter().any(|list| list::digest(list.text().as_bytes()) == found))
        }
        _ => Ok(false),
    }
}

/// Puts one file in its place, and makes the folders above it.
pub fn put(folder: &Path, path: &str, bytes: &[u8]) -> Result<(), Error> {
    put_into(folder, path, bytes, false)
}

/// The same, where the folders above the file may be `known` to be there.
fn put_into(folder: &Path, path: &str, bytes: &[u8], known: bool) -> Result<(), Error> {
    let target = folder.join(path);
    let prepare = |attempt| if known && attempt == 1 { Ok(()) } else { folder::make_ancestors(folder, path) };
    temporary::replace(&target, bytes, prepare).map_err(|cause| Error::io("write", &target, cause))
}
