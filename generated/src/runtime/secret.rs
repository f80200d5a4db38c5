//! Secrets: texts that are never shown and that are wiped from memory.

use std::fmt;

use zeroize::Zeroize;

use super::codec::{Decode, Encode, Failure, Shape, Source};

/// A secret text: a key, a token, a password. `Debug` hides it, and dropping it wipes it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Keeps `text` secret.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl<T: Into<String>> From<T> for Secret {
    fn from(text: T) -> Self {
        Self::new(text)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl Encode for Secret {
    #[inline]
    fn shape(&self) -> Shape<'_> {
        Shape::Text(&self.0)
    }
}

impl Decode for Secret {
    #[inline]
    fn decode(source: &mut dyn Source) -> Result<Self, Failure> {
        String::decode(source).map(Self)
    }
}
