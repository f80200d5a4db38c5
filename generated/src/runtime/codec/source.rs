//! Where values are decoded from: any serde format, or what is in memory, behind one trait object, so that models are compiled once.

use serde_json::{Number, Value};

use super::Failure;
use super::stack::Stack;

/// A value that is about to be decoded. Each may be asked once; every method fails for a value of another shape.
#[allow(clippy::missing_errors_doc)] // Said above, once for all.
pub trait Source {
    /// The value, if it is no list and no object. `wanted` says what it should be, for the failure.
    fn scalar(&mut self, wanted: &'static str) -> Result<Scalar, Failure>;
    /// Calls `text` with the value, which is a text, or with nothing if it is null.
    fn text(&mut self, text: &mut dyn FnMut(Option<&str>)) -> Result<(), Failure>;
    /// Calls `some` with the value unless it is null.
    fn optional(&mut self, some: &mut dyn FnMut(&mut dyn Source) -> Result<(), Failure>) -> Result<(), Failure>;
    /// Calls `item` with each item of a list.
    fn list(&mut self, item: &mut dyn FnMut(&mut dyn Source) -> Result<(), Failure>) -> Result<(), Failure>;
    /// Calls `member` with the name and value of each member of an object. What it does not ask for is skipped.
    fn object(&mut self, member: &mut dyn FnMut(&str, &mut dyn Source) -> Result<(), Failure>) -> Result<(), Failure>;
    /// The value as it is.
    fn value(&mut self) -> Result<Value, Failure>;
    /// How far the reading of the whole has come.
    fn progress(&mut self) -> &mut Progress;
    /// Whether a number may stand as its text, and a text as a number or boolean.
    fn tolerant(&self) -> bool {
        false
    }
}

/// What all values of a document share while they are read.
#[allow(dead_code)] // A document may have no unions.
pub struct Progress {
    /// What went wrong, on its way through serde, whose errors carry no path.
    pub(super) failure: Option<Failure>,
    /// How many alternatives may still be tried, and whether one is being tried: unions in unions would try each of theirs for each of
    /// these, which is without end for a value that is deep.
    pub(super) tries: usize,
    pub(super) trying: bool,
    /// Whether a name may occur twice in a value of any kind; then the last counts.
    pub(super) repeats: bool,
    pub(super) stack: Stack,
}

impl Default for Progress {
    fn default() -> Self {
        Self { failure: None, tries: 50_000, trying: false, repeats: false, stack: Stack::default() }
    }
}

/// A value without parts.
#[derive(Debug, Clone, PartialEq)]
pub enum Scalar {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// An integer.
    Integer(i64),
    /// An integer above the range of `i64`.
    Unsigned(u64),
    /// A number with a fraction or an exponent.
    Float(f64),
    /// A text.
    Text(String),
}

impl Scalar {
    pub(super) fn number(number: &Number) -> Option<Self> {
        let integer = number.as_i64().map(Self::Integer).or_else(|| number.as_u64().map(Self::Unsigned));
        integer.or_else(|| number.as_f64().map(Self::Float))
    }

    /// The text that it is or is written as; nothing for null.
    fn text(self) -> Result<Option<String>, Failure> {
        Ok(Some(match self {
            Self::Null => return Ok(None),
            // More digits than a double holds were there, and are not known any more.
            Self::Float(value) if value.fract() == 0.0 && value.abs() >= 9_007_199_254_740_992.0 => {
                return Err(Failure::new("a number out of range"));
            }
            Self::Boolean(value) => value.to_string(),
            Self::Integer(value) => value.to_string(),
            Self::Unsigned(value) => value.to_string(),
            Self::Float(value) => value.to_string(),
            Self::Text(text) => text,
        }))
    }

    /// What it is, without saying its value.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean(_) => "a boolean",
            Self::Integer(_) | Self::Unsigned(_) | Self::Float(_) => "a number",
            Self::Text(_) => "a text",
        }
    }
}

/// The same source, in a place where servers are known to send neighbouring JSON types.
pub struct Tolerant<'a>(pub &'a mut dyn Source);

impl Source for Tolerant<'_> {
    fn scalar(&mut self, wanted: &'static str) -> Result<Scalar, Failure> {
        self.0.scalar(wanted)
    }
    fn text(&mut self, text: &mut dyn FnMut(Option<&str>)) -> Result<(), Failure> {
        let scalar = self.0.scalar("a text")?;
        text(scalar.text()?.as_deref());
        Ok(())
    }
    fn optional(&mut self, some: &mut dyn FnMut(&mut dyn Source) -> Result<(), Failure>) -> Result<(), Failure> {
        self.0.optional(&mut |source| some(&mut Tolerant(source)))
    }
    fn list(&mut self, item: &mut dyn FnMut(&mut dyn Source) -> Result<(), Failure>) -> Result<(), Failure> {
        self.0.list(&mut |source| item(&mut Tolerant(source)))
    }
    fn object(&mut self, member: &mut dyn FnMut(&str, &mut dyn Source) -> Result<(), Failure>) -> Result<(), Failure> {
        self.0.object(member)
    }
    fn value(&mut self) -> Result<Value, Failure> {
        self.0.value()
    }
    fn progress(&mut self) -> &mut Progress {
        self.0.progress()
    }
    fn tolerant(&self) -> bool {
        true
    }
}
