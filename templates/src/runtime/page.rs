//! Answers that are spread over pages.

use std::collections::VecDeque;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::argument::Argument;
use super::call::Call;
use super::response::Read;
use super::transport::BoxFuture;
use super::{Error, ErrorKind, Response};

/// How an operation is asked for its next page, and where the items of an answer are.
pub(crate) struct Plan<T, I> {
    /// The parameter that limits a page.
    pub limit: usize,
    /// The length of a page when no limit is given; 0 if the document does not say.
    pub default_limit: u64,
    /// The parameter that says how many items to skip.
    pub offset: usize,
    /// How the operation reads an answer.
    pub read: Read<T>,
    /// The items of an answer, to count.
    pub count: fn(&T) -> usize,
    /// The items of an answer, to hand out.
    pub items: fn(T) -> Vec<I>,
}

/// Pages, one call each. Ends after a page that is shorter than the limit that was sent, or empty. A page that repeats the one before is an error, and so
/// is the ten-thousandth page: a server that ignores the offset would otherwise never end.
#[must_use = "pages are only asked for when they are awaited"]
pub struct Pages<T: 'static, I: 'static> {
    call: Call,
    plan: &'static Plan<T, I>,
    offset: i64,
    pages: u32,
    previous: Option<u64>,
    in_flight: Option<BoxFuture<'static, Result<Response<T>, Error>>>,
    done: bool,
}

const MOST_PAGES: u32 = 10_000;

impl<T: Send + 'static, I: 'static> Pages<T, I> {
    pub(crate) fn new(call: Call, plan: &'static Plan<T, I>) -> Self {
        let offset = number(call.given(plan.offset)).unwrap_or(0);
        // The default is sent: a server that had another one would end the pages early.
        let default = plan.default_limit > 0 && call.given(plan.limit).is_none();
        let call = if default { call.set(plan.limit, &plan.default_limit) } else { call };
        Self { call, plan, offset, pages: 0, previous: None, in_flight: None, done: false }
    }

    /// The next page; `None` after the last.
    ///
    /// # Errors
    ///
    /// The error of the call, after which there are no more pages, or a server that does not move on.
    pub async fn try_next(&mut self) -> Result<Option<T>, Error> {
        std::future::poll_fn(|context| self.poll(context)).await.transpose()
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        if self.done {
            return Poll::Ready(None);
        }
        let future = self.in_flight.get_or_insert_with(|| {
            let call = self.call.clone().set(self.plan.offset, &self.offset);
            Box::pin(call.send(self.plan.read))
        });
        let result = ready!(future.as_mut().poll(context));
        self.in_flight = None;
        let page = result.and_then(|response| self.advance(response));
        self.done |= page.is_err();
        Poll::Ready(page.transpose())
    }

    /// Notes what a page says about the next one. `None` for an empty page, which is the end.
    fn advance(&mut self, response: Response<T>) -> Result<Option<T>, Error> {
        let count = (self.plan.count)(response.body());
        let mut hasher = DefaultHasher::new();
        response.bytes().hash(&mut hasher);
        let seen = self.previous.replace(hasher.finish());
        self.pages += 1;
        if count == 0 {
            self.done = true;
            return Ok(None);
        }
        if seen == self.previous || self.pages >= MOST_PAGES {
            let error = Error::new(ErrorKind::Decode, "the pages do not end: the server does not seem to move on");
            return Err(error.during(self.call.name(), response.attempts()));
        }
        let limit = number(self.call.given(self.plan.limit)).unwrap_or(0);
        self.done = u64::try_from(count).unwrap_or(u64::MAX) < limit;
        self.offset = self.offset.saturating_add(i64::try_from(count).unwrap_or(i64::MAX));
        Ok(Some(response.into_inner()))
    }
}

impl<T: Send + 'static, I: 'static> Stream for Pages<T, I> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl<T, I> std::fmt::Debug for Pages<T, I> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pages").field("offset", &self.offset).field("pages", &self.pages).finish_non_exhaustive()
    }
}

/// The items of all pages, one after the other.
#[must_use = "items are only asked for when they are awaited"]
pub struct Items<T: 'static, I: 'static> {
    pages: Pages<T, I>,
    ready: VecDeque<I>,
}

impl<T: Send + 'static, I: Unpin + 'static> Items<T, I> {
    pub(crate) fn new(call: Call, plan: &'static Plan<T, I>) -> Self {
        Self { pages: Pages::new(call, plan), ready: VecDeque::new() }
    }

    /// The next item; `None` after the last.
    ///
    /// # Errors
    ///
    /// Those of [`Pages::try_next`].
    pub async fn try_next(&mut self) -> Result<Option<I>, Error> {
        std::future::poll_fn(|context| self.poll(context)).await.transpose()
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<I, Error>>> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll(context)) {
                Some(Ok(page)) => self.ready = (self.pages.plan.items)(page).into(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<T: Send + 'static, I: Unpin + 'static> Stream for Items<T, I> {
    type Item = Result<I, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl<T, I> std::fmt::Debug for Items<T, I> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Items").field("pages", &self.pages).finish_non_exhaustive()
    }
}

fn number<T: std::str::FromStr>(argument: Option<&Argument>) -> Option<T> {
    match argument? {
        Argument::Text(text) => text.parse().ok(),
        Argument::List(_) | Argument::Object(_) => None,
    }
}
