//! The client for programs without async: the same names, and calls that give their answer when it is there. No async runtime is needed.
//!
//! The examples in the docs of operations are those of the async client. Here, `.send()?` stands in the place of `.await?`, pages and
//! streams are iterators, and a download is [`std::io::Read`].
//!
//! Ureq, which carries requests here, tells the crate `log` what it does: at `DEBUG` the address with its query, at `TRACE` each byte that
//! it sends, secrets among them. Keep the targets `ureq` and `ureq_proto` at `INFO` where logs are kept.

#[path = "api/mod.rs"]
pub mod api;
#[path = "builder.rs"]
mod builder;
#[path = "client.rs"]
mod client;

pub use builder::ClientBuilder;
pub use client::Client;
pub use runtime::page::{Items, Pages};
pub use runtime::ureq::{Ureq, UreqBuilder};

use super::region;
use super::service;
#[allow(unused_imports)] // Operations may have no models.
use super::models;
use super::{credentials, description};

/// The runtime, with what is different here.
mod runtime {
    pub(crate) use super::super::runtime::*;
    #[allow(unused_imports)] // A document may have no operations.
    pub(crate) use super::super::runtime::blocking::{DEFAULTS, Download, Sending, awaited, downloaded, sent, ureq};
    pub(crate) use super::super::runtime::blocking::page;
}
