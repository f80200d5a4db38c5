//! The runtime that the generated code stands on: the same for every API, without the parts that a document does not need.

// What is left is whole: a document may use half of a part, and some features none of it.
#![allow(dead_code)]

mod argument;
mod attempt;
#[cfg(feature = "blocking")]
pub(crate) mod blocking;
pub(crate) mod call;
pub mod chain;
mod clock;
#[allow(unused_imports)] // A document uses some of its parts.
pub mod codec;
pub(crate) mod connection;
pub(crate) mod credentials;
pub(crate) mod endpoint;
pub mod error;
pub(crate) mod header;
pub mod interceptor;
pub(crate) mod lookup;
mod member;
#[cfg(feature = "metadata")]
pub(crate) mod metadata;
pub(crate) mod operation;
pub mod page;
pub(crate) mod profile;
pub mod refresh;
pub(crate) mod request;
pub(crate) mod response;
pub mod retry;
mod search;
pub mod secret;
mod security;
pub(crate) mod setup;
pub mod sign;
mod signed;
#[cfg(feature = "test-util")]
pub mod testing;
pub(crate) mod style;
mod target;
mod trace;
pub mod transport;
pub mod waiter;

pub(crate) use style::Style;
pub use call::Sending;
pub use clock::Clock;
pub use credentials::ProvideCredentials;
pub use error::{Error, ErrorKind};
pub use interceptor::Interceptor;
pub use request::Described;
pub use response::Response;
pub use retry::{Retry, RetryPolicy};
pub use secret::Secret;
#[allow(unused_imports)] // A document may have nothing to wait for.
pub(crate) use waiter::Waiter;

pub(crate) use super::credentials::Credentials;
#[allow(unused_imports)] // A document may have none.
pub(crate) use call::{downloaded, sent};
#[allow(unused_imports)] // A document may have no operations.
pub(crate) use request::awaited;
#[allow(unused_imports)] // The same.
pub(crate) use transport::Body as Download;
pub(crate) use transport::DEFAULTS;
