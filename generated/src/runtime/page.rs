//! Answers that are spread over pages.

use std::collections::{HashSet, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use http::{HeaderMap, header};
use serde_json::Value;

use super::argument::Argument;
use super::call::Call;
use super::codec::from_json;
use super::member::{at, text};
use super::response::Read;
use super::transport::BoxFuture;
use super::{Error, ErrorKind, Response};

/// How an operation is asked for its next page, and where the items of an answer are.
pub(crate) struct Plan<T, I> {
    /// How it is asked for the next page.
    pub step: Step,
    /// How the operation reads an answer.
    pub read: Read<T>,
    /// The member of an answer that has its items; empty if they are all of it.
    pub member: &'static str,
    /// The items of an answer, to count.
    pub count: fn(&T) -> usize,
    /// The items of an answer, to hand out.
    pub items: fn(T) -> Vec<I>,
}

/// How the next page is asked for. Parameters go by their indices, properties by their names from the outside in.
pub(crate) enum Step {
    /// By the number of items to skip. `default_limit`: the length of a page when no limit is given; 0 if the document does not say.
    /// `total`: how many items there are on all pages, if the answer says so.
    Offset { limit: usize, default_limit: u64, offset: usize, total: &'static [&'static str] },
    /// By its number. `limit`: the parameter that limits a page, if there is one.
    Page { page: usize, first: i64, limit: Option<usize>, total: &'static [&'static str] },
    /// By what the answer says of it; `-` is the last item of a list. `more`: whether there are more, if the answer says so.
    Cursor { cursor: usize, next: &'static [&'static str], more: &'static [&'static str] },
    /// By its address in the answer; in its header `Link`, if there are no names.
    Address { next: &'static [&'static str] },
}

/// The plan of an operation's pages → `items()` and `pages()` of its request:
/// `Request = PLAN: how an answer is read -> what it is, what it has many of, "in which member"; Step; page => how many, what;`
macro_rules! pages {
    (
        $request:ident = $plan:ident: $($read:ident)::+ -> $page:ty, $item:ty, $member:literal;
        $step:expr;
        $answer:ident => $count:expr, $items:expr;
    ) => {
        // No static: what it leads to, all that reads a page, would be compiled without being asked for.
        const $plan: &runtime::page::Plan<$page, $item> =
            &runtime::page::Plan { step: $step, read: $($read)::+, member: $member, count: |$answer| $count, items: |$answer| $items };

        impl Request<$request> {
            /// All items, asked for page by page.
            #[inline]
            pub fn items(self) -> runtime::page::Items<$page, $item> {
                runtime::page::Items::new(self.0, $plan)
            }

            /// All pages, one call each.
            #[inline]
            pub fn pages(self) -> runtime::page::Pages<$page, $item> {
                runtime::page::Pages::new(self.0, $plan)
            }
        }
    };
}

pub(crate) use pages;

/// Pages, one call each. Ends when there were as many items as the answer says in total; where it says no total, after a page that is shorter
/// than the limit that was sent; and after one that is empty, or that names no other. A page that repeats the one before is an error, also where only its
/// items do and pages go by number; so is one that names as the next what named a page already, and the ten-thousandth page: a server that
/// does not move on would otherwise never end.
#[must_use = "pages are only asked for when they are awaited"]
pub struct Pages<T: 'static, I: 'static> {
    call: Call,
    plan: &'static Plan<T, I>,
    /// The number of the next item or page, where the next page is asked for by number.
    number: i64,
    pages: u32,
    /// How many items there were so far.
    items: i64,
    previous: Option<u64>,
    /// What named a page so far, where pages name the next.
    named: HashSet<u64>,
    in_flight: Option<BoxFuture<'static, Result<Response<T>, Error>>>,
    done: bool,
    /// Whether a page could not be had: the position is where to go on.
    failed: bool,
}

const MOST_PAGES: u32 = 10_000;

impl<T: Send + 'static, I: 'static> Pages<T, I> {
    pub(crate) fn new(call: Call, plan: &'static Plan<T, I>) -> Self {
        let (call, number) = match plan.step {
            Step::Offset { limit, default_limit, offset, .. } => {
                let number = number(call.given(offset)).unwrap_or(0);
                // The default is sent: a server that had another one would end the pages early.
                let default = default_limit > 0 && call.given(limit).is_none();
                (if default { call.set(limit, &default_limit) } else { call }, number)
            }
            Step::Page { page, first, .. } => {
                let number = number(call.given(page)).unwrap_or(first);
                (call, number)
            }
            Step::Cursor { .. } | Step::Address { .. } => (call, 0),
        };
        Self { call, plan, number, pages: 0, items: 0, previous: None, named: HashSet::new(), in_flight: None, done: false, failed: false }
    }

    /// The next page; `None` after the last.
    ///
    /// # Errors
    ///
    /// The error of the call, after which there are no more pages, or a server that does not move on.
    pub async fn try_next(&mut self) -> Result<Option<T>, Error> {
        std::future::poll_fn(|context| self.poll(context)).await.transpose()
    }

    /// Where the next page begins: what the parameter that pages go by (offset, number, cursor) is given to go on from there another time.
    /// The same page again after an error. `None` after the last page, and where pages go by their address.
    pub fn position(&self) -> Option<String> {
        match self.plan.step {
            _ if self.done => None,
            Step::Offset { .. } | Step::Page { .. } => Some(self.number.to_string()),
            Step::Cursor { cursor, .. } => text_of(self.call.given(cursor)),
            Step::Address { .. } => None,
        }
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        if self.done || self.failed {
            return Poll::Ready(None);
        }
        let future = self.in_flight.get_or_insert_with(|| {
            let call = self.call.clone();
            let call = match self.plan.step {
                Step::Offset { offset: parameter, .. } | Step::Page { page: parameter, .. } => call.set(parameter, &self.number),
                Step::Cursor { .. } | Step::Address { .. } => call,
            };
            call.send_raw(self.plan.read)
        });
        let result = ready!(future.as_mut().poll(context));
        self.in_flight = None;
        let page = result.and_then(|response| self.advance(response));
        self.failed |= page.is_err();
        Poll::Ready(page.transpose())
    }

    /// Notes what a page says about the next one. `None` for an empty page, which is the end.
    fn advance(&mut self, response: Response<T>) -> Result<Option<T>, Error> {
        let count = (self.plan.count)(response.body());
        let seen = self.previous.replace(self.fingerprint(response.bytes()));
        self.pages += 1;
        if count == 0 {
            self.done = true;
            return Ok(None);
        }
        if seen == self.previous || self.pages >= MOST_PAGES {
            return Err(self.stuck(&response));
        }
        self.aim(&response, count)?;
        Ok(Some(response.into_inner()))
    }

    /// What a page has in common with one that is the same. Where pages are asked for by number, the same items are the same page, whatever
    /// is said around them.
    fn fingerprint(&self, page: &[u8]) -> u64 {
        let by_number = matches!(self.plan.step, Step::Offset { .. } | Step::Page { .. }) && !self.plan.member.is_empty();
        let items = by_number.then(|| whole(page).ok()?.get(self.plan.member).map(Value::to_string)).flatten();
        hashed(items.as_deref().map_or(page, str::as_bytes))
    }

    /// Whether nothing that named a page so far, which that of the page in hand did, too, is the same as what names the next.
    fn is_new(&mut self, here: Option<String>, next: &str) -> bool {
        self.named.extend(here.map(|here| hashed(here.as_bytes())));
        self.named.insert(hashed(next.as_bytes()))
    }

    /// Why there are no more pages of a server that gives the same again.
    fn stuck(&self, response: &Response<T>) -> Error {
        let error = Error::new(ErrorKind::Decode, "the pages do not end: the server does not seem to move on");
        error.during(self.call.name(), response.attempts())
    }

    /// Whether a page has fewer items than the parameter `limit` asks for.
    fn is_short(&self, limit: usize, count: usize) -> bool {
        u64::try_from(count).unwrap_or(u64::MAX) < number(self.call.given(limit)).unwrap_or(0)
    }

    /// Aims at the page after this answer; there is none if the answer says so.
    fn aim(&mut self, response: &Response<T>, count: usize) -> Result<(), Error> {
        match self.plan.step {
            Step::Offset { limit, total, .. } => {
                self.number = self.number.saturating_add(i64::try_from(count).unwrap_or(i64::MAX));
                self.done = is_all(response, total, self.number)?.unwrap_or_else(|| self.is_short(limit, count));
            }
            Step::Page { limit, total, .. } => {
                self.number = self.number.saturating_add(1);
                self.items = self.items.saturating_add(i64::try_from(count).unwrap_or(i64::MAX));
                let is_short = || limit.is_some_and(|limit| self.is_short(limit, count));
                self.done = is_all(response, total, self.items)?.unwrap_or_else(is_short);
            }
            Step::Cursor { cursor, next, more } => {
                let body = whole(response.bytes())?;
                let ended = !more.is_empty() && at(&body, more) != Some(&Value::Bool(true));
                match at(&body, next).and_then(text).filter(|_| !ended) {
                    Some(value) if !self.is_new(text_of(self.call.given(cursor)), &value) => return Err(self.stuck(response)),
                    Some(value) => self.call = self.call.clone().set(cursor, &value),
                    None => self.done = true,
                }
            }
            Step::Address { next } => {
                let address = if next.is_empty() {
                    linked(response.headers())
                } else {
                    let body = whole(response.bytes())?;
                    at(&body, next).and_then(text)
                };
                match address {
                    Some(address) => {
                        let next = self.call.clone().follow(&address);
                        let next = next.map_err(|error| error.during(self.call.name(), response.attempts()))?;
                        if !self.is_new(self.call.followed().map(str::to_owned), next.followed().unwrap_or_default()) {
                            return Err(self.stuck(response));
                        }
                        self.call = next;
                    }
                    None => self.done = true,
                }
            }
        }
        Ok(())
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
        f.debug_struct("Pages").field("number", &self.number).field("pages", &self.pages).finish_non_exhaustive()
    }
}

/// The items of all pages, one after the other.
#[must_use = "items are only asked for when they are awaited"]
pub struct Items<T: 'static, I: 'static> {
    pages: Pages<T, I>,
    ready: VecDeque<I>,
    /// Where the page began whose items are handed out.
    began: Option<String>,
}

impl<T: Send + 'static, I: Unpin + 'static> Items<T, I> {
    pub(crate) fn new(call: Call, plan: &'static Plan<T, I>) -> Self {
        Self { pages: Pages::new(call, plan), ready: VecDeque::new(), began: None }
    }

    /// The next item; `None` after the last.
    ///
    /// # Errors
    ///
    /// Those of [`Pages::try_next`].
    pub async fn try_next(&mut self) -> Result<Option<I>, Error> {
        std::future::poll_fn(|context| self.poll(context)).await.transpose()
    }

    /// The items that are left, at most so many: pages behind them are not asked for.
    ///
    /// # Errors
    ///
    /// Those of [`Pages::try_next`]. Who wants to keep what came before asks for one item after the other.
    pub async fn collect_up_to(&mut self, most: usize) -> Result<Vec<I>, Error> {
        let mut items = Vec::new();
        while items.len() < most {
            match self.try_next().await? {
                Some(item) => items.push(item),
                None => break,
            }
        }
        Ok(items)
    }

    /// What the parameter that pages go by (offset, number, cursor) is given to go on with the item behind the last one that was handed out;
    /// with the first of its page, where pages go by number or cursor. `None` after the last item, and where pages go by their address.
    pub fn position(&self) -> Option<String> {
        match self.pages.plan.step {
            Step::Offset { .. } if !(self.pages.done && self.ready.is_empty()) => {
                Some(self.pages.number.saturating_sub(i64::try_from(self.ready.len()).unwrap_or(i64::MAX)).to_string())
            }
            Step::Offset { .. } | Step::Address { .. } => None,
            Step::Page { .. } | Step::Cursor { .. } if self.ready.is_empty() => self.pages.position(),
            Step::Page { .. } | Step::Cursor { .. } => self.began.clone(),
        }
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<I, Error>>> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Poll::Ready(Some(Ok(item)));
            }
            let began = self.pages.position();
            match ready!(self.pages.poll(context)) {
                Some(Ok(page)) => {
                    self.ready = (self.pages.plan.items)(page).into();
                    self.began = began;
                }
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

fn hashed(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}

/// Whether so many items are all there are, by the total of the answer: a server may hand out less than it is asked for. Nothing where it has
/// no total, or one that was passed already.
fn is_all<T>(response: &Response<T>, total: &[&str], seen: i64) -> Result<Option<bool>, Error> {
    if total.is_empty() {
        return Ok(None);
    }
    let total = at(&whole(response.bytes())?, total).and_then(Value::as_i64);
    Ok(total.filter(|total| *total >= seen).map(|total| total == seen))
}

fn number<T: std::str::FromStr>(argument: Option<&Argument>) -> Option<T> {
    text_of(argument)?.parse().ok()
}

fn text_of(argument: Option<&Argument>) -> Option<String> {
    match argument? {
        Argument::Text(text) => Some(text.clone()),
        Argument::List(_) | Argument::Object(_) => None,
    }
}

/// A page as JSON. What its type has no place for was skipped when it was decoded, and may still be unreadable: pages that end early would
/// go unnoticed.
fn whole(page: &[u8]) -> Result<Value, Error> {
    from_json(page).map_err(|error| Error::new(ErrorKind::Decode, "the page cannot be read as a whole").caused_by(error))
}

/// The address of the next page in the header `Link` (RFC 8288): `<address>; rel="next"`.
fn linked(headers: &HeaderMap) -> Option<String> {
    headers.get_all(header::LINK).iter().find_map(|links| next_link(links.to_str().ok()?)).map(str::to_owned)
}

fn next_link(mut links: &str) -> Option<&str> {
    loop {
        let (address, behind) = links.split_once('<')?.1.split_once('>')?;
        let (mut parameters, others) = cut(behind, ',');
        while !parameters.is_empty() {
            let (parameter, more) = cut(parameters, ';');
            let (name, value) = parameter.split_once('=').unwrap_or_default();
            let mut values = value.trim().trim_matches('"').split(' ');
            if name.trim().eq_ignore_ascii_case("rel") && values.any(|rel| rel.eq_ignore_ascii_case("next")) {
                return Some(address);
            }
            parameters = more;
        }
        links = others;
    }
}

/// What stands before and behind the first such sign that is not in quotation marks.
fn cut(text: &str, sign: char) -> (&str, &str) {
    let (mut quoted, mut escaped) = (false, false);
    let end = text.find(|c: char| {
        quoted ^= c == '"' && !escaped;
        escaped = quoted && !escaped && c == '\\';
        c == sign && !quoted
    });
    end.and_then(|end| Some((text.get(..end)?, text.get(end + sign.len_utf8()..)?))).unwrap_or((text, ""))
}
