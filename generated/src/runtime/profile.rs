//! Credentials from a profile file: sections in brackets, a value a line (`name = value`), comments behind `#` or `;`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::credentials::{Credential, from_env};
use super::{Error, ErrorKind};

/// A section of a profile file.
pub(crate) struct Profile {
    /// The file, as errors call it.
    file: String,
    values: BTreeMap<String, String>,
}

impl Profile {
    /// Reads the section `name` of the file at `path`, in which `~` stands for the home of the user, or of the one that `variable` names.
    pub(crate) fn read(path: &str, variable: &str, name: &str) -> Result<Self, Error> {
        Self::open(path, variable, name)?
    }

    /// The same; nothing if there is no such file or section.
    pub(crate) fn find(path: &str, variable: &str, name: &str) -> Result<Option<Self>, Error> {
        Ok(Self::open(path, variable, name)?.ok())
    }

    /// The section, or else why there is none.
    fn open(path: &str, variable: &str, name: &str) -> Result<Result<Self, Error>, Error> {
        let file = from_env(&[variable]).unwrap_or_else(|| path.to_owned());
        let place = match file.strip_prefix("~/") {
            None => PathBuf::from(&file),
            Some(rest) => match home() {
                Some(home) => home.join(rest),
                None => return Ok(Err(refuse(&file, "the home of the user is not known"))),
            },
        };
        let text = match std::fs::read_to_string(place) {
            Ok(text) => text,
            Err(error) => {
                let is_missing = error.kind() == std::io::ErrorKind::NotFound;
                let error = refuse(&file, "it cannot be read").caused_by(error);
                return if is_missing { Ok(Err(error)) } else { Err(error) };
            }
        };
        let mut values = BTreeMap::new();
        let (mut inside, mut found) = (false, false);
        for line in text.trim_start_matches('\u{feff}').lines().map(str::trim) {
            if let Some(section) = line.strip_prefix('[') {
                // Whatever stands behind the bracket, a comment say: what follows is not of the section before.
                inside = section.split_once(']').is_some_and(|(section, _)| section.trim() == name);
                found |= inside;
            } else if inside && !line.starts_with(['#', ';']) {
                let pair = line.split_once('=').map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()));
                values.extend(pair.filter(|(_, value)| !value.is_empty()));
            }
        }
        Ok(if found { Ok(Self { file, values }) } else { Err(refuse(&file, &format!("it has no section [{name}]"))) })
    }

    /// A setting of the client, under this name.
    #[allow(dead_code)] // Not every document names one.
    pub(crate) fn setting(&self, name: &str) -> Option<String> {
        self.values.get(name).cloned()
    }

    /// A token, under this name.
    #[allow(dead_code)] // Not every document names one.
    #[allow(clippy::unnecessary_wraps)] // As of credentials that have parts.
    pub(crate) fn token(&mut self, name: &str) -> Result<Option<Credential>, Error> {
        Ok(self.values.remove(name).map(|token| Credential::Token(token.into())))
    }

    /// A user name and a password, under these names.
    #[allow(dead_code)] // The same.
    pub(crate) fn password(&mut self, user: &str, password: &str) -> Result<Option<Credential>, Error> {
        Ok(self.pair(user, password)?.map(|(user, password)| Credential::Password(user, password.into())))
    }

    /// A signing key, under these names. The token of temporary keys may be missing.
    #[allow(dead_code)] // The same.
    pub(crate) fn key(&mut self, access: &str, secret: &str, token: &str) -> Result<Option<Credential>, Error> {
        let token = self.values.remove(token).map(Into::into);
        Ok(self.pair(access, secret)?.map(|(access, secret)| Credential::Key(access, secret.into(), token)))
    }

    fn pair(&mut self, first: &str, second: &str) -> Result<Option<(String, String)>, Error> {
        match (self.values.remove(first), self.values.remove(second)) {
            (Some(one), Some(other)) => Ok(Some((one, other))),
            (None, None) => Ok(None),
            (Some(_), None) => Err(refuse(&self.file, &format!("it has `{first}`, but not `{second}`"))),
            (None, Some(_)) => Err(refuse(&self.file, &format!("it has `{second}`, but not `{first}`"))),
        }
    }
}

#[allow(deprecated)] // Until Rust 1.85 it did not heed what Windows says.
fn home() -> Option<PathBuf> {
    std::env::home_dir().filter(|home| !home.as_os_str().is_empty())
}

/// The error names the file, never what is in it.
fn refuse(file: &str, what: &str) -> Error {
    Error::new(ErrorKind::Credentials, format!("{file}: {what}"))
}
