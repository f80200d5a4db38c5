//! TLS by rustls with ring.

use std::sync::Arc;

use rustls::pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject};
use rustls_platform_verifier::Verifier;

use super::{TransportBuilder, TransportError, unusable};

/// The provider and the certificates are chosen here, so that no other crate of the program decides them.
pub(super) fn of_reqwest<T>(
    settings: &TransportBuilder<T>,
    builder: reqwest::ClientBuilder,
) -> Result<reqwest::ClientBuilder, TransportError> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut roots = Vec::new();
    for pem in &settings.root_certificates {
        let before = roots.len();
        if !certificates(pem, &mut roots) || roots.len() == before {
            return Err(unusable("a root certificate cannot be read"));
        }
    }
    let verifier = Verifier::new_with_extra_roots(roots, Arc::clone(&provider)).map_err(told)?;
    let config = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().map_err(told)?;
    let verified = config.dangerous().with_custom_certificate_verifier(Arc::new(verifier));
    let mut config = match &settings.client_certificate {
        None => verified.with_no_client_auth(),
        Some(pem) => {
            let pem = pem.expose().as_bytes();
            let mut chain = Vec::new();
            let key = PrivateKeyDer::from_pem_slice(pem).ok().filter(|_| certificates(pem, &mut chain));
            let key = key.ok_or_else(|| unusable("the client certificate or its key cannot be read"))?;
            verified.with_client_auth_cert(chain, key).map_err(|_| unusable("the client certificate and its key do not belong together"))?
        }
    };
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(builder.tls_backend_preconfigured(config))
}

/// The certificates of a text in PEM; whether all that there are could be read.
fn certificates(pem: &[u8], into: &mut Vec<CertificateDer<'static>>) -> bool {
    for certificate in CertificateDer::pem_slice_iter(pem) {
        let Ok(certificate) = certificate else { return false };
        into.push(certificate);
    }
    true
}

/// Its words alone: the error itself would bring with it how all errors of rustls are shown.
#[allow(clippy::needless_pass_by_value)] // As errors are mapped.
#[cold]
fn told(error: rustls::Error) -> TransportError {
    unusable(error.to_string())
}
