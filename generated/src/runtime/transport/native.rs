//! TLS by the library of the system: Schannel, Secure Transport, OpenSSL.

use super::{TransportBuilder, TransportError, unusable};

/// The certificates of the system and those that were given.
pub(super) fn of_reqwest<T>(
    settings: &TransportBuilder<T>,
    mut builder: reqwest::ClientBuilder,
) -> Result<reqwest::ClientBuilder, TransportError> {
    let mut roots = Vec::new();
    for pem in &settings.root_certificates {
        let read = reqwest::Certificate::from_pem_bundle(pem).ok().filter(|read| !read.is_empty());
        roots.extend(read.ok_or_else(|| unusable("a root certificate cannot be read"))?);
    }
    if let Some(pem) = &settings.client_certificate {
        // The chain and the key stand in one text, and each is found in it.
        let pem = pem.expose().as_bytes();
        let identity = reqwest::Identity::from_pkcs8_pem(pem, pem);
        builder = builder.identity(identity.map_err(|_| unusable("the client certificate or its key cannot be read"))?);
    }
    Ok(builder.tls_backend_native().tls_certs_merge(roots))
}
