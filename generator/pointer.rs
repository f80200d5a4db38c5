//! JSON Pointer (RFC 6901): the one way to say where in a document something stands.

use std::borrow::Cow;
use std::fmt;

use serde_json::Value;

/// A place in the document, as the tokens from its root.
///
/// Pointers are ordered by their text; a report is ordered by line, which it looks up when it prints.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Pointer(String);

impl Pointer {
    /// The whole document.
    pub fn root() -> Self {
        Self::default()
    }

    /// The pointer that a URI fragment such as `#/components/schemas/Pet` spells (without its `#`).
    /// `None` if it is not empty and does not begin with a slash.
    pub fn from_fragment(fragment: &str) -> Option<Self> {
        let decoded = percent_decode(fragment);
        (decoded.is_empty() || decoded.starts_with('/')).then_some(Self(decoded))
    }

    /// The member `token` of this place.
    #[must_use]
    pub fn child(&self, token: &str) -> Self {
        let mut text = String::with_capacity(self.0.len() + token.len() + 1);
        text.push_str(&self.0);
        escape(&mut text, token);
        Self(text)
    }

    /// The item `index` of this place.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.child(&index.to_string())
    }

    /// Moves to the member `token`, in place; what it returns takes `truncate` back here.
    pub fn push(&mut self, token: &str) -> usize {
        let length = self.0.len();
        escape(&mut self.0, token);
        length
    }

    /// Moves back to where `push` left from.
    pub fn truncate(&mut self, length: usize) {
        self.0.truncate(length);
    }

    /// The place that this one is a member of; `None` for the root.
    pub fn parent(&self) -> Option<Self> {
        self.0.rsplit_once('/').map(|(parent, _)| Self(parent.to_owned()))
    }

    /// The last token, decoded; `None` for the root.
    pub fn last(&self) -> Option<String> {
        self.0.rsplit_once('/').map(|(_, token)| decode(token).into_owned())
    }

    /// The tokens from the root, decoded.
    pub fn tokens(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.0.split('/').skip(1).map(decode)
    }

    /// What follows `prefix` in this pointer, if this place is `prefix` or lies below it.
    pub fn strip_prefix(&self, prefix: &Self) -> Option<Self> {
        let rest = self.0.strip_prefix(&prefix.0)?;
        (rest.is_empty() || rest.starts_with('/')).then(|| Self(rest.to_owned()))
    }

    /// This place with the tokens of `rest` after its own.
    #[must_use]
    pub fn join(&self, rest: &Self) -> Self {
        Self(format!("{}{}", self.0, rest.0))
    }

    /// The value at this place of `tree`. What `serde_json` has for this makes two new texts of each token.
    pub(crate) fn find<'t>(&self, tree: &'t Value) -> Option<&'t Value> {
        self.0.split('/').skip(1).try_fold(tree, |value, token| match value {
            Value::Object(members) => members.get(decode(token).as_ref()),
            Value::Array(items) => items.get(index(token)?),
            _ => None,
        })
    }

    /// The text of RFC 6901: `/paths/~1pets/get`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

/// Adds a token to the text of a pointer. Few have anything in them that needs an escape.
fn escape(text: &mut String, token: &str) {
    text.push('/');
    if token.contains(['~', '/']) {
        text.push_str(&token.replace('~', "~0").replace('/', "~1"));
    } else {
        text.push_str(token);
    }
}

fn decode(token: &str) -> Cow<'_, str> {
    if token.contains('~') { Cow::Owned(token.replace("~1", "/").replace("~0", "~")) } else { Cow::Borrowed(token) }
}

/// The index that a token is: digits, and no zero before others (RFC 6901, 4).
fn index(token: &str) -> Option<usize> {
    let plain = token.bytes().all(|byte| byte.is_ascii_digit()) && (token == "0" || !token.starts_with('0'));
    plain.then(|| token.parse().ok()).flatten()
}

fn percent_decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let hex = tail.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        match hex.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) if first == b'%' => {
                bytes.push(byte);
                rest = tail.get(2..).unwrap_or_default();
            }
            _ => {
                bytes.push(first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::Pointer;

    #[test]
    fn tokens_are_escaped_and_decoded() {
        let pointer = Pointer::root().child("paths").child("/pets/~x").index(3);
        assert_eq!(pointer.as_str(), "/paths/~1pets~1~0x/3");
        assert_eq!(pointer.tokens().collect::<Vec<_>>(), ["paths", "/pets/~x", "3"]);
        assert_eq!(Pointer::from_fragment("/paths/~1pets~1~0x/3"), Some(pointer));
    }

    #[test]
    fn fragments_are_percent_decoded_once() {
        let pointer = Pointer::from_fragment("/a%20b/c%2525").map(|p| p.as_str().to_owned());
        assert_eq!(pointer.as_deref(), Some("/a b/c%25"));
        assert_eq!(Pointer::from_fragment("Pet"), None);
    }

    #[test]
    fn a_prefix_ends_at_a_token() {
        let long = Pointer::root().child("ab").child("c");
        assert!(long.strip_prefix(&Pointer::root().child("a")).is_none());
        assert_eq!(long.strip_prefix(&Pointer::root().child("ab")).map(|p| p.as_str().to_owned()).as_deref(), Some("/c"));
    }
}
