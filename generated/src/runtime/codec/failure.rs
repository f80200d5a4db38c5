//! Why a value could not be decoded, and where in the JSON it stands.

use std::fmt;

/// Why a value could not be decoded. It names places and kinds of values, never the values themselves, which may be secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure(Box<Inner>); // Every value that is read is either itself or one of these, which must not make that larger.

#[derive(Debug, Clone, PartialEq, Eq)]
struct Inner {
    /// The way to the value, from the inside out.
    steps: Vec<Step>,
    reason: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Name(String),
    Index(usize),
}

impl Failure {
    /// A failure at the value in hand.
    #[cold]
    pub fn new(reason: impl Into<String>) -> Self {
        Self(Box::new(Inner { steps: Vec::new(), reason: reason.into() }))
    }

    /// The value in hand is `found` where `wanted` was promised.
    #[cold]
    pub fn unexpected(wanted: &str, found: &str) -> Self {
        Self::new(format!("expected {wanted}, found {found}"))
    }

    /// The same, seen from the object whose member `name` failed.
    #[cold]
    pub(super) fn inside(mut self, name: &str) -> Self {
        self.0.steps.push(Step::Name(name.to_owned()));
        self
    }

    /// The same, seen from the list whose item `index` failed.
    #[cold]
    pub(super) fn inside_item(mut self, index: usize) -> Self {
        self.0.steps.push(Step::Index(index));
        self
    }

    /// The way to the value that failed, as a JSON path: `$.items[3].name`.
    #[must_use]
    pub fn json_path(&self) -> String {
        let mut path = String::from("$");
        for step in self.0.steps.iter().rev() {
            match step {
                Step::Name(name) if name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') => {
                    path.push('.');
                    path.push_str(name);
                }
                Step::Name(name) => path.extend(["[", &format!("{name:?}"), "]"]),
                Step::Index(index) => path.extend(["[", &index.to_string(), "]"]),
            }
        }
        path
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {}", self.0.reason, self.json_path())
    }
}

impl std::error::Error for Failure {}
