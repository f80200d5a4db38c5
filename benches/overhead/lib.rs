//! A call through the generated client and the same call by hand, and a server that answers them.

#![allow(clippy::unwrap_used)]

pub mod calls;
pub mod server;
