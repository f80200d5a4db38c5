//! Whether a failure is that of a server that could not show who it is.

use std::error::Error;
use std::io;

/// What rustls says of a failure, if it says anything.
pub(in super::super) fn of_tls<'e>(error: &'e (dyn Error + 'static)) -> Option<&'e rustls::Error> {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if let Some(said) = error.downcast_ref() {
            return Some(said);
        }
        // The source of such an error is that of what it holds, which would be skipped.
        let held = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        cause = held.map(|held| held as &(dyn Error + 'static)).or_else(|| error.source());
    }
    None
}

/// Whether the server could not show who it is. It cannot the next time, either.
pub(in super::super) fn is_distrust(error: &(dyn Error + 'static)) -> bool {
    matches!(of_tls(error), Some(rustls::Error::InvalidCertificate(_) | rustls::Error::NoCertificatesPresented))
}
