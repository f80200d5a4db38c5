//! Whether a failure is that of a server that could not show who it is.

use std::error::Error;
use std::io;

/// What rustls says of a failure, if it says anything.
pub(in super::super) fn of_tls<'e>(error: &'e (dyn Error + 'static)) -> Option<&'e rustls::Error> {
    let mut cause = Some(error);
    while let Some(error) = cause {
        let inner = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        if let Some(said) = error.downcast_ref().or_else(|| inner?.downcast_ref()) {
            return Some(said);
        }
        cause = error.source();
    }
    None
}

/// Whether the server could not show who it is. It cannot the next time, either.
pub(in super::super) fn is_distrust(error: &(dyn Error + 'static)) -> bool {
    matches!(of_tls(error), Some(rustls::Error::InvalidCertificate(_) | rustls::Error::NoCertificatesPresented))
}
