//! Answers that are read while they come, as iterators.

use super::super::{Error, stream};
use super::Sending;
use super::wait::wait;

#[allow(unused_imports)] // A document may have streams of one kind only.
pub(crate) use super::super::stream::{Event, events, json, lines, text};

/// The items of an answer, one after the other, as they come: see [`crate::Streamed`].
#[must_use = "items are only read when they are iterated over"]
pub struct Streamed<T>(stream::Streamed<T>);

/// Sends a call, and waits for the head of its answer.
pub(crate) fn opened<T>(opening: impl Future<Output = Result<stream::Streamed<T>, Error>>) -> Sending<Streamed<T>> {
    wait(opening).map(Streamed)
}

impl<T> Iterator for Streamed<T> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        wait(self.0.try_next()).transpose()
    }
}

impl<T> std::fmt::Debug for Streamed<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}
