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
        let read = CertificateDer::pem_slice_iter(pem).collect::<Result<Vec<_>, _>>();
        let read = read.ok().filter(|read| !read.is_empty());
        roots.extend(read.ok_or_else(|| unusable("a root certificate cannot be read"))?);
    }
    let verifier = Verifier::new_with_extra_roots(roots, Arc::clone(&provider)).map_err(told)?;
    let config = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().map_err(told)?;
    let verified = config.dangerous().with_custom_certificate_verifier(Arc::new(verifier));
    let mut config = match &settings.client_certificate {
        None => verified.with_no_client_auth(),
        Some(pem) => {
            let unreadable = |_| unusable("the client certificate or its key cannot be read");
            let pem = pem.expose().as_bytes();
            let chain = CertificateDer::pem_slice_iter(pem).collect::<Result<Vec<_>, _>>().map_err(unreadable)?;
            let key = PrivateKeyDer::from_pem_slice(pem).map_err(unreadable)?;
            verified.with_client_auth_cert(chain, key).map_err(|_| unusable("the client certificate and its key do not belong together"))?
        }
    };
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(builder.tls_backend_preconfigured(config))
}

/// Its words alone: the error itself would bring with it how all errors of rustls are shown.
#[allow(clippy::needless_pass_by_value)] // As errors are mapped.
#[cold]
fn told(error: rustls::Error) -> TransportError {
    unusable(error.to_string())
}
