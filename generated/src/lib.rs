#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![warn(clippy::pedantic)]
// Names, and how long the docs of a type are, come from the document.
#![allow(clippy::module_name_repetitions, clippy::doc_markdown, clippy::too_long_first_doc_paragraph, clippy::struct_field_names)]
#![allow(clippy::doc_lazy_continuation, clippy::doc_overindented_list_items, clippy::should_implement_trait)]
// A large document makes large tables and deep types.
#![allow(clippy::too_many_lines, clippy::type_complexity, clippy::large_enum_variant, clippy::similar_names, clippy::struct_excessive_bools)]
// The module `blocking` is made of the same files.
#![allow(clippy::duplicate_mod)]
// `Option<Option<T>>` tells absent from null.
#![allow(clippy::option_option, clippy::ref_option, clippy::must_use_candidate, clippy::return_self_not_must_use)]

pub mod api;
#[cfg(feature = "blocking")]
pub mod blocking;
mod builder;
mod client;
mod credentials;
mod description;
pub mod models;
mod region;
mod runtime;
mod service;

pub use builder::ClientBuilder;
pub use client::Client;
pub use credentials::Credentials;
pub use region::Region;
#[cfg(feature = "test-util")]
pub use runtime::testing;
pub use runtime::page::{Items, Pages};
pub use runtime::chain::Chain;
pub use runtime::refresh::{self, Refreshing};
pub use runtime::sign;
pub use runtime::{Clock, Described, Error, ErrorKind, Interceptor, ProvideCredentials, Response, Retry, RetryPolicy, Secret, Sending, interceptor, retry, transport, waiter};
pub use service::Service;
