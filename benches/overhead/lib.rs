//! A call through the generated client and the same call by hand, and a server that answers them.

pub mod calls;
pub mod server;
