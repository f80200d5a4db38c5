//! Values that are in memory already as a [`Source`].

use serde_json::Value;

use super::Failure;
use super::source::{Progress, Scalar, Source};

/// A value that was kept. `inline`, as only programs with unions have such.
pub(super) struct Held<'v, 'p> {
    pub(super) value: &'v Value,
    pub(super) progress: &'p mut Progress,
}

impl Held<'_, '_> {
    #[cold]
    #[inline]
    fn unexpected(&self, wanted: &str) -> Failure {
        let found = match self.value {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "a text",
            Value::Array(_) => "a list",
            Value::Object(_) => "an object",
        };
        Failure::unexpected(wanted, found)
    }
}

impl Source for Held<'_, '_> {
    #[inline]
    fn scalar(&mut self, wanted: &'static str) -> Result<Scalar, Failure> {
        match self.value {
            Value::Null => Ok(Scalar::Null),
            Value::Bool(value) => Ok(Scalar::Boolean(*value)),
            Value::Number(number) => Scalar::number(number).ok_or_else(|| Failure::new("a number out of range")),
            Value::String(text) => Ok(Scalar::Text(text.clone())),
            Value::Array(_) | Value::Object(_) => Err(self.unexpected(wanted)),
        }
    }
    #[inline]
    fn text(&mut self, text: &mut dyn FnMut(Option<&str>)) -> Result<(), Failure> {
        match self.value {
            Value::Null => text(None),
            Value::String(value) => text(Some(value)),
            _ => return Err(self.unexpected("a text")),
        }
        Ok(())
    }
    #[inline]
    fn optional(&mut self, some: &mut dyn FnMut(&mut dyn Source) -> Result<(), Failure>) -> Result<(), Failure> {
        if self.value.is_null() { Ok(()) } else { some(self) }
    }
    #[inline]
    fn list(&mut self, item: &mut dyn FnMut(&mut dyn Source) -> Result<(), Failure>) -> Result<(), Failure> {
        let Value::Array(items) = self.value else { return Err(self.unexpected("a list")) };
        for (index, value) in items.iter().enumerate() {
            item(&mut Held { value, progress: self.progress }).map_err(|failure| failure.inside_item(index))?;
        }
        Ok(())
    }
    #[inline]
    fn object(&mut self, member: &mut dyn FnMut(&str, &mut dyn Source) -> Result<(), Failure>) -> Result<(), Failure> {
        let Value::Object(members) = self.value else { return Err(self.unexpected("an object")) };
        for (name, value) in members {
            member(name, &mut Held { value, progress: self.progress }).map_err(|failure| failure.inside(name))?;
        }
        Ok(())
    }
    #[inline]
    fn value(&mut self) -> Result<Value, Failure> {
        Ok(self.value.clone())
    }
    #[inline]
    fn progress(&mut self) -> &mut Progress {
        self.progress
    }
}

/// Null. Apart: all records may ask for it.
pub(super) struct Nothing<'p>(pub(super) &'p mut Progress);

impl Source for Nothing<'_> {
    fn scalar(&mut self, _: &'static str) -> Result<Scalar, Failure> {
        Ok(Scalar::Null)
    }
    fn text(&mut self, text: &mut dyn FnMut(Option<&str>)) -> Result<(), Failure> {
        text(None);
        Ok(())
    }
    fn optional(&mut self, _: &mut dyn FnMut(&mut dyn Source) -> Result<(), Failure>) -> Result<(), Failure> {
        Ok(())
    }
    fn list(&mut self, _: &mut dyn FnMut(&mut dyn Source) -> Result<(), Failure>) -> Result<(), Failure> {
        Err(Failure::unexpected("a list", "null"))
    }
    fn object(&mut self, _: &mut dyn FnMut(&str, &mut dyn Source) -> Result<(), Failure>) -> Result<(), Failure> {
        Err(Failure::unexpected("an object", "null"))
    }
    fn value(&mut self) -> Result<Value, Failure> {
        Ok(Value::Null)
    }
    fn progress(&mut self) -> &mut Progress {
        self.0
    }
}
