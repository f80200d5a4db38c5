//! Whether a failure is that of a server that could not show who it is.

use std::error::Error;
use std::io;

/// Whether the server could not show who it is, if the failure is one of TLS.
pub(in super::super) fn of_tls(error: &(dyn Error + 'static)) -> Option<bool> {
    let mut cause = Some(error);
    while let Some(error) = cause {
        #[cfg(feature = "rustls-ring")]
        if let Some(said) = error.downcast_ref() {
            return Some(matches!(said, rustls::Error::InvalidCertificate(_) | rustls::Error::NoCertificatesPresented));
        }
        // It has no kinds, only words of the system's.
        #[cfg(feature = "native-tls")]
        if let Some(said) = error.downcast_ref::<native_tls::Error>() {
            return Some(super::super::search::has(&said.to_string(), "certificate"));
        }
        // The source of such an error is that of what it holds, which would be skipped.
        let held = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        cause = held.map(|held| held as &(dyn Error + 'static)).or_else(|| error.source());
    }
    None
}

/// Whether the server could not show who it is. It cannot the next time, either.
pub(in super::super) fn is_distrust(error: &(dyn Error + 'static)) -> bool {
    of_tls(error).unwrap_or_default()
}
