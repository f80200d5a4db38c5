//! Pages and their items as iterators.

use super::super::call::Call;
use super::super::{Error, page};
use super::wait::wait;

pub(crate) use super::super::page::{Plan, Step, pages};

/// Pages, one call each, as [`crate::Pages`] describes them.
#[must_use = "pages are only asked for when they are iterated over"]
pub struct Pages<T: 'static, I: 'static>(page::Pages<T, I>);

impl<T: Send + 'static, I: 'static> Pages<T, I> {
    pub(crate) fn new(call: Call, plan: &'static Plan<T, I>) -> Self {
        Self(page::Pages::new(call, plan))
    }

    /// Where the next page begins: see [`crate::Pages::position`].
    pub fn position(&self) -> Option<String> {
        self.0.position()
    }
}

impl<T: Send + 'static, I: 'static> Iterator for Pages<T, I> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        wait(self.0.try_next()).transpose()
    }
}

impl<T, I> std::fmt::Debug for Pages<T, I> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// The items of all pages, one after the other, as [`crate::Items`] describes them.
#[must_use = "items are only asked for when they are iterated over"]
pub struct Items<T: 'static, I: 'static>(page::Items<T, I>);

impl<T: Send + 'static, I: Unpin + 'static> Items<T, I> {
    pub(crate) fn new(call: Call, plan: &'static Plan<T, I>) -> Self {
        Self(page::Items::new(call, plan))
    }

    /// The items that are left, at most so many: pages behind them are not asked for.
    ///
    /// # Errors
    ///
    /// That of the page that could not be had.
    pub fn collect_up_to(&mut self, most: usize) -> Result<Vec<I>, Error> {
        wait(self.0.collect_up_to(most))
    }

    /// What to go on from behind the last item: see [`crate::Items::position`].
    pub fn position(&self) -> Option<String> {
        self.0.position()
    }
}

impl<T: Send + 'static, I: Unpin + 'static> Iterator for Items<T, I> {
    type Item = Result<I, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        wait(self.0.try_next()).transpose()
    }
}

impl<T, I> std::fmt::Debug for Items<T, I> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}
