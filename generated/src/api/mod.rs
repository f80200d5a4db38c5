//! The operations, one module a group.

pub mod taurusdb;
pub mod gaussdb;
