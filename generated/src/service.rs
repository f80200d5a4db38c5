//! The services that a client calls.

/// The services that a client calls, each at an address of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Service {
    /// The operations of `taurusdb`.
    Taurusdb,
    /// The operations of `gaussdb`.
    Gaussdb,
}
