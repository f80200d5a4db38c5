//! The same for ureq: which library speaks TLS, and whose certificates it believes.

use ureq::config::ConfigBuilder;
#[cfg(any(feature = "native-tls", feature = "rustls-ring"))]
use ureq::tls::{Certificate, ClientCert, PemItem, PrivateKey, RootCerts, TlsConfig, parse_pem};
use ureq::typestate::AgentScope;

use super::super::transport::{Tls, TransportBuilder, TransportError, unusable};

/// Makes ureq use it.
#[cfg(any(feature = "native-tls", feature = "rustls-ring"))]
pub(super) fn of_ureq<T>(
    settings: &TransportBuilder<T>,
    agent: ConfigBuilder<AgentScope>,
) -> Result<ConfigBuilder<AgentScope>, TransportError> {
    let mut roots = Vec::new();
    for pem in &settings.root_certificates {
        let read = certificates(pem).filter(|read| !read.is_empty());
        roots.extend(read.ok_or_else(|| unusable("a root certificate cannot be read"))?);
    }
    let mut client = None;
    if let Some(pem) = settings.client_certificate.as_ref().map(|pem| pem.expose().as_bytes()) {
        let unreadable = || unusable("the client certificate or its key cannot be read");
        let key = PrivateKey::from_pem(pem).map_err(|_| unreadable())?;
        client = Some((certificates(pem).ok_or_else(unreadable)?, key));
    }
    let roots = if roots.is_empty() { RootCerts::PlatformVerifier } else { RootCerts::new_with_certs(&roots) };
    let config = TlsConfig::builder().root_certs(roots);
    let tls = settings.tls.or(Tls::USUAL);
    let config = match tls {
        #[cfg(feature = "rustls-ring")]
        Some(Tls::Rustls) => {
            // The provider is chosen here, so that no other crate of the program decides it.
            let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
            client.as_ref().map_or(Ok(()), |(chain, key)| belong(chain, key, &provider))?;
            config.unversioned_rustls_crypto_provider(provider)
        }
        #[cfg(feature = "native-tls")]
        Some(Tls::Native) => config.provider(ureq::tls::TlsProvider::NativeTls),
        None => config,
    };
    let config = config.client_cert(client.map(|(chain, key)| ClientCert::new_with_certs(&chain, key)));
    Ok(agent.tls_config(config.build()))
}

/// Where there is no TLS, nobody can show a certificate.
#[cfg(not(any(feature = "native-tls", feature = "rustls-ring")))]
pub(super) fn of_ureq<T>(
    settings: &TransportBuilder<T>,
    agent: ConfigBuilder<AgentScope>,
) -> Result<ConfigBuilder<AgentScope>, TransportError> {
    if settings.client_certificate.is_some() || !settings.root_certificates.is_empty() {
        return Err(unusable(Tls::NONE));
    }
    Ok(agent)
}

/// The certificates of a file, unless it cannot be read.
#[cfg(any(feature = "native-tls", feature = "rustls-ring"))]
fn certificates(pem: &[u8]) -> Option<Vec<Certificate<'static>>> {
    let items = parse_pem(pem).collect::<Result<Vec<_>, _>>().ok()?;
    let certificate = |item| if let PemItem::Certificate(certificate) = item { Some(certificate) } else { None };
    Some(items.into_iter().filter_map(certificate).collect())
}

/// Whether a key is that of a certificate. Ureq would ask when a connection is made, and panic.
#[cfg(feature = "rustls-ring")]
fn belong(chain: &[Certificate<'_>], key: &PrivateKey<'_>, provider: &rustls::crypto::CryptoProvider) -> Result<(), TransportError> {
    use rustls::pki_types::{CertificateDer, PrivateKeyDer};
    let der = PrivateKeyDer::try_from(key.der()).map_err(|_| unusable("the key of the client certificate cannot be read"))?;
    let chain = chain.iter().map(|certificate| CertificateDer::from(certificate.der().to_vec())).collect();
    match rustls::sign::CertifiedKey::from_der(chain, der.clone_key(), provider) {
        Ok(_) => Ok(()),
        Err(_) => Err(unusable("the client certificate and its key do not belong together")),
    }
}
