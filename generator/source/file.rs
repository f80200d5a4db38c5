//! A path → bytes: the only place of this stage that touches the file system.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::text::MOST_BYTES;

/// A document as it came: its bytes, what to call it, and where its neighbours are.
#[derive(Debug, Clone)]
pub struct Input {
    /// What listings call it: the path as the user gave it, or `<stdin>`.
    pub name: String,
    /// The folder in which relative references are looked up, and which they may not leave.
    pub folder: Option<PathBuf>,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl Input {
    /// Reads a file.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub fn from_path(path: &Path) -> Result<Self, io::Error> {
        let folder = match path.parent() {
            Some(folder) if folder.as_os_str().is_empty() => Some(PathBuf::from(".")),
            folder => folder.map(Path::to_owned),
        };
        Ok(Self { name: path.display().to_string(), folder, bytes: read(path)? })
    }

    /// The path of the document itself, if it is a file in its folder.
    pub(super) fn path(&self) -> Option<PathBuf> {
        let name = Path::new(&self.name).file_name()?;
        Some(self.folder.as_ref()?.join(name)).filter(|path| path.is_file())
    }
}

/// The one true path of an existing file or folder, without symbolic links and `..`.
pub(super) fn canonical(path: &Path) -> io::Result<PathBuf> {
    fs::canonicalize(path)
}

/// The bytes of a file that a reference leads to. Only of a regular file: to open a pipe waits for somebody to write.
pub(super) fn read_regular(path: &Path) -> io::Result<Vec<u8>> {
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file"));
    }
    read(path)
}

/// The bytes of a file, and of one that is too large only one more than are allowed.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    let file = fs::File::open(path)?;
    // All at once: a buffer that doubles while it is filled is copied as often.
    let size = file.metadata().ok().and_then(|metadata| usize::try_from(metadata.len()).ok()).unwrap_or_default();
    let mut bytes = Vec::with_capacity(size.min(MOST_BYTES) + 1);
    file.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The text of a small file that is no document: the configuration, a manifest, prose.
pub(crate) fn read_text(path: &Path) -> io::Result<String> {
    String::from_utf8(read(path)?).map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "it is not UTF-8"))
}
