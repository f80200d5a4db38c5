//! What is different where callers wait: how a call is sent, what pages and streams are, and how requests travel.

use std::sync::Arc;

use super::Error;
use super::clock::Clock;
use super::setup::Defaults;
use super::transport::Body;

mod deadline;
pub mod page;
mod proxy;
mod read;
mod tls;
pub mod ureq;
mod wait;
mod waiter;

pub use read::Download;

/// What a call gives that is sent here: its answer.
pub type Sending<T> = Result<T, Error>;

/// Sends a call and waits for its answer.
pub(crate) fn sent<T>(sending: super::Sending<T>) -> Sending<T> {
    wait::wait(sending)
}

/// Sends a call, waits for the head of its answer, and gives the body to read.
pub(crate) fn downloaded(sending: super::Sending<http::Response<Body>>) -> Sending<http::Response<Download>> {
    Ok(wait::wait(sending)?.map(Download::new))
}

/// How requests travel, and who tells the time, unless a client is told otherwise.
pub(crate) const DEFAULTS: Defaults = Defaults {
    transport: |connecting| Ok(Arc::new(ureq::UreqBuilder::within(connecting).build()?)),
    clock: || Some(Arc::new(wait::Std) as Arc<dyn Clock>),
};

/// Requests are not futures here.
#[allow(unused_macros)] // A document may have no operations.
macro_rules! awaited {
    () => {};
}

#[allow(unused_imports)] // The same.
pub(crate) use awaited;
