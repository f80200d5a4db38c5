//! The runtime that the generated code stands on: the same for every API, without the parts that a document does not need.

// What is left is whole: a document may use half of a part, and some features none of it.
#![allow(dead_code)]

mod argument;
mod attempt;
#[cfg(feature = "blocking")]
pub(crate) mod blocking;
pub(crate) mod call;
mod clock;
#[allow(unused_imports)] // A document uses some of its parts.
pub mod codec;
pub(crate) mod connection;
pub(crate) mod credentials;
pub(crate) mod endpoint;
pub mod error;
pub(crate) mod header;
pub mod interceptor;
pub(crate) mod operation;
pub mod page;
pub(crate) mod profile;
pub mod refresh;
pub(crate) mod request;
pub(crate) mod response;
pub mod retry;
pub mod secret;
mod security;
pub(crate) mod setup;
pub mod sign;
mod signed;
#[cfg(feature = "test-util")]
pub mod testing;
mod trace;
pub mod transport;

pub(crate) use argument::Style;
pub use call::Sending;
pub use clock::Clock;
pub use credentials::ProvideCredentials;
pub use error::{Error, ErrorKind};
pub use interceptor::Interceptor;
pub use response::Response;
pub use retry::{Retry, RetryPolicy};
pub use secret::Secret;

pub(crate) use super::credentials::Credentials;
#[allow(unused_imports)] // A document may have no operations.
pub(crate) use request::awaited;
pub(crate) use transport::{Body as Download, DEFAULTS};

/// A call that is sent when it is awaited.
pub(crate) fn sent<T>(sending: Sending<T>) -> Sending<T> {
    sending
}

/// The same, of an answer whose body is read while it comes.
pub(crate) fn downloaded(sending: Sending<http::Response<Download>>) -> Sending<http::Response<Download>> {
    sending
}

#[cfg(feature = "test-util")]
#[allow(unused_imports)] // A document may have no operations.
pub(crate) use testing::mocked;

/// Without a mock, requests need not be known to one.
#[cfg(not(feature = "test-util"))]
#[allow(unused_macros)] // A document may have no operations.
macro_rules! mocked {
    ($($request:tt)*) => {};
}
#[cfg(not(feature = "test-util"))]
#[allow(unused_imports)] // The same.
pub(crate) use mocked;
