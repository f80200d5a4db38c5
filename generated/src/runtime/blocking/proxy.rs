//! The proxies of ureq: which one a request goes through.

use ureq::{Proxy, ProxyProtocol};

use super::super::transport::{TransportBuilder, TransportError, unusable};

/// A proxy for each scheme. Ureq itself would take the first that the environment names for both.
#[derive(Clone)]
pub(super) struct Proxies {
    http: Option<Proxy>,
    https: Option<Proxy>,
}

impl Proxies {
    /// Those of the settings, or of the environment: `HTTP_PROXY` and `HTTPS_PROXY`, or `ALL_PROXY`, none for the hosts in `NO_PROXY`.
    pub(super) fn of<T>(settings: &TransportBuilder<T>) -> Result<Self, TransportError> {
        let proxies = match &settings.proxy {
            Some(proxy) => {
                // The cause is left out: it would show the address, which may hold a password.
                let proxy = Proxy::new(proxy.expose()).map_err(|_| unusable("the address of the proxy cannot be read"))?;
                if !is_known(&proxy) {
                    return Err(not_http());
                }
                [Some(proxy.clone()), Some(proxy)]
            }
            None if settings.system_proxy => {
                let all = || named(["ALL_PROXY", "all_proxy"]);
                // A server under CGI finds a header of its caller in `HTTP_PROXY`.
                let http = if std::env::var_os("REQUEST_METHOD").is_some() { None } else { named(["HTTP_PROXY", "http_proxy"]) };
                [http.or_else(all), named(["HTTPS_PROXY", "https_proxy"]).or_else(all)]
            }
            None => [None, None],
        };
        let [http, https] = proxies;
        Ok(Self { http, https })
    }

    /// The proxy for an address.
    pub(super) fn pick(&self, address: &http::Uri) -> Result<Option<Proxy>, TransportError> {
        let is_https = address.scheme() == Some(&http::uri::Scheme::HTTPS);
        let proxy = if is_https { &self.https } else { &self.http };
        match proxy.as_ref().filter(|proxy| !proxy.is_no_proxy(address)) {
            Some(proxy) if !is_known(proxy) => Err(not_http()),
            proxy => Ok(proxy.cloned()),
        }
    }
}

fn not_http() -> TransportError {
    unusable("a proxy has to be one for HTTP")
}

fn is_known(proxy: &Proxy) -> bool {
    matches!(proxy.protocol(), ProxyProtocol::Http | ProxyProtocol::Https)
}

/// The proxy that one of these variables names.
fn named(names: [&str; 2]) -> Option<Proxy> {
    let variable = |names: [&str; 2]| names.iter().find_map(|name| std::env::var(name).ok());
    let proxy = Proxy::new(variable(names)?.trim()).ok()?;
    let mut whole = Proxy::builder(proxy.protocol()).host(proxy.host()).port(proxy.port());
    if let Some(user) = proxy.username() {
        whole = whole.username(user).password(proxy.password().unwrap_or_default());
    }
    for host in variable(["NO_PROXY", "no_proxy"]).unwrap_or_default().split(',').map(str::trim).filter(|host| !host.is_empty()) {
        whole = whole.no_proxy(host);
        // What is below a host is meant as well.
        if !host.starts_with(['.', '*']) {
            whole = whole.no_proxy(&format!(".{host}"));
        }
    }
    whole.build().ok()
}
