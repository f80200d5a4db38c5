//! The settings of a client in the making.

use std::sync::Arc;
use std::time::Duration;

use super::client::Client;
use super::credentials::Credentials;
use super::description::{API, LOOK_UP_PROJECT_ID};
use super::region::Region;
use super::runtime::setup::Setup;
use super::runtime::transport::Transport;
use super::runtime::lookup::look_up;
use super::runtime::{Clock, DEFAULTS, Error, Interceptor, ProvideCredentials, RetryPolicy, Sending, sent};
use super::service::Service;

/// Settings of a client in the making.
#[derive(Clone, Default)]
#[must_use]
pub struct ClientBuilder {
    setup: Setup,
}

impl ClientBuilder {
    /// The region, which decides the addresses: a constant of [`Region`], or an id.
    pub fn region(mut self, region: impl Into<Region>) -> Self {
        self.setup.region = Some(region.into().id().to_owned());
        self
    }

    /// The credentials to use. Operations that need none can be called without.
    #[inline]
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        // What is set here counts more, before and after.
        self.setup.settings.splice(0..0, credentials.settings().iter().cloned());
        self.credentials_provider(credentials)
    }

    /// Where credentials come from when they change over time.
    pub fn credentials_provider(mut self, provider: impl ProvideCredentials + 'static) -> Self {
        self.setup.credentials = Some(Arc::new(provider));
        self
    }

    /// The project that the instance belongs to, as 32 letters and digits. A project lies in one region.
    ///
    /// Matching `^[0-9A-Za-z]{32}$`.
    ///
    /// If it is not set, it is read from the environment: `HUAWEICLOUD_SDK_PROJECT_ID`.
    pub fn project_id(mut self, value: impl Into<String>) -> Self {
        self.setup.settings.push((0, value.into()));
        self
    }

    /// Asks `iam` for the one that belongs to the region, with the credentials that are set. None or several is an error.
    ///
    /// # Errors
    ///
    /// Settings that are missing, and those of the call.
    pub fn look_up_project_id(self) -> Sending<Self> {
        let program = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));
        let setup = Setup { endpoints: Vec::new(), settings: Vec::new(), ..self.setup.clone() };
        let region = setup.region.clone().unwrap_or_default();
        let connection = setup.connect(&LOOK_UP_PROJECT_ID.api, program, &DEFAULTS);
        sent(Box::pin(async move {
            let value = look_up(connection?, &LOOK_UP_PROJECT_ID, &region).await?;
            Ok(self.project_id(value))
        }))
    }

    /// Another address for a service, such as that of a proxy or a server for tests.
    pub fn endpoint(mut self, service: Service, address: impl Into<String>) -> Self {
        self.setup.endpoints.push((service as usize, address.into()));
        self
    }

    /// Allows addresses without TLS, where everyone on the way can read credentials.
    #[inline]
    pub fn allow_http(mut self, allow: bool) -> Self {
        self.setup.allow_http = allow;
        self
    }

    /// Carries requests by other means than the default transport, or by the default one with settings of its own: a proxy, certificates,
    /// timeouts (see `transport::Reqwest::builder`).
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.setup.transport = Some(Arc::new(transport));
        self
    }

    /// Decides whether a call that failed is attempted again; `Retry::default()` unless set, `Retry::none()` for never.
    pub fn retry(mut self, policy: impl RetryPolicy + 'static) -> Self {
        self.setup.retry = Some(Arc::new(policy));
        self
    }

    /// How long making a connection may take; 5 seconds unless set here or on the transport. (Transports of your own find it among the
    /// extensions of requests.)
    #[inline]
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.setup.connect_timeout = Some(timeout);
        self
    }

    /// How long one attempt may take, to the last byte of its answer; 30 seconds unless set. Of an answer that is read while it comes: to its
    /// head, and from each piece to the next.
    #[inline]
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.setup.attempt_timeout = Some(timeout);
        self
    }

    /// How long a call may take with all its attempts and the waits between them; 90 seconds unless set.
    #[inline]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.setup.timeout = Some(timeout);
        self
    }

    /// Tells the time and waits instead of the clock of the default transport. Without either, there are no time limits and no further
    /// attempts.
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.setup.clock = Some(Arc::new(clock));
        self
    }

    /// Watches every call. Those that were given earlier are told first.
    pub fn interceptor(mut self, interceptor: impl Interceptor + 'static) -> Self {
        self.setup.interceptors.push(Arc::new(interceptor));
        self
    }

    /// What is added to the `User-Agent` header, such as the name of your program.
    pub fn user_agent(mut self, suffix: impl Into<String>) -> Self {
        self.setup.user_agent = Some(suffix.into());
        self
    }

    /// The most bytes that the headers of an answer may have together; 64 KiB unless set.
    #[inline]
    pub fn header_limit(mut self, bytes: usize) -> Self {
        self.setup.header_limit = Some(bytes);
        self
    }

    /// The most bytes that the body of an answer may have; 32 MiB unless set.
    #[inline]
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.setup.body_limit = Some(bytes);
        self
    }

    /// Makes the client. Nothing is sent, and no async runtime is needed.
    ///
    /// # Errors
    ///
    /// A setting that is missing or wrong; the error names it.
    pub fn build(self) -> Result<Client, Error> {
        let program = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));
        Ok(Client { connection: self.setup.connect(&API, program, &DEFAULTS)? })
    }
}

impl std::fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ClientBuilder").field("region", &self.setup.region).finish_non_exhaustive()
    }
}
