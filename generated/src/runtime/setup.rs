//! The settings of a client → its connection.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use super::argument::header_value;
use super::clock::Clock;
use super::connection::Connection;
use super::credentials::from_env;
use super::endpoint::Endpoint;
use super::interceptor::Interceptor;
use super::operation::Api;
use super::retry::{Budget, Retry, RetryPolicy};
use super::transport::{Transport, TransportError};
use super::{Error, ErrorKind, ProvideCredentials};

/// The settings of a client in the making.
#[derive(Clone, Default)]
pub(crate) struct Setup {
    pub(crate) transport: Option<Arc<dyn Transport>>,
    pub(crate) credentials: Option<Arc<dyn ProvideCredentials>>,
    pub(crate) region: Option<String>,
    /// Index of the service, and its address.
    pub(crate) endpoints: Vec<(usize, String)>,
    /// Index of the setting, and its value.
    pub(crate) settings: Vec<(usize, String)>,
    pub(crate) allow_http: bool,
    pub(crate) user_agent: Option<String>,
    pub(crate) body_limit: Option<usize>,
    pub(crate) header_limit: Option<usize>,
    pub(crate) clock: Option<Arc<dyn Clock>>,
    pub(crate) interceptors: Vec<Arc<dyn Interceptor>>,
    pub(crate) retry: Option<Arc<dyn RetryPolicy>>,
    pub(crate) connect_timeout: Option<Duration>,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) timeout: Option<Duration>,
}

/// How long an attempt may take, and a call with all its attempts, unless set otherwise.
const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(30);
const TIMEOUT: Duration = Duration::from_secs(90);

/// The most bytes that an answer may have, unless set otherwise.
const BODY_LIMIT: usize = 32 * 1024 * 1024;

/// The most bytes that the headers of an answer may have together, unless set otherwise.
const HEADER_LIMIT: usize = 64 * 1024;

/// How requests travel, and who tells the time, unless a client is told otherwise.
pub(crate) struct Defaults {
    /// With the time that making a connection may take, if the client says it.
    pub(crate) transport: fn(Option<Duration>) -> Result<Arc<dyn Transport>, TransportError>,
    pub(crate) clock: fn() -> Option<Arc<dyn Clock>>,
}

impl Setup {
    /// Checks the settings and puts them together. Needs no network and no runtime.
    pub(crate) fn connect(self, api: &'static Api, program: &str, defaults: &Defaults) -> Result<Arc<Connection>, Error> {
        let mut endpoints = Vec::new();
        let mut wrong = None;
        for (index, service) in api.services.iter().enumerate() {
            let given = last(&self.endpoints, index);
            match Endpoint::of(service, given, self.region.as_deref(), self.allow_http) {
                Ok(endpoint) => endpoints.push(Ok(endpoint)),
                // An address that was given must be right; a service that is not in the region may never be called.
                Err(error) if given.is_some() => return Err(error),
                Err(error) => {
                    endpoints.push(Err(error.to_string()));
                    wrong.get_or_insert(error);
                }
            }
        }
        if !endpoints.iter().any(Result::is_ok) {
            return Err(wrong.unwrap_or_else(|| Error::new(ErrorKind::Config, "endpoint: this API has no operations")));
        }
        let value = |index: usize, env: &[&str]| last(&self.settings, index).map(str::to_owned).or_else(|| from_env(env));
        let settings = api.settings.iter().enumerate().map(|(index, setting)| value(index, setting.env)).collect();
        let user_agent = match self.user_agent.as_deref().map(|suffix| suffix.trim_matches(' ')) {
            None | Some("") => program.to_owned(),
            Some(suffix) => format!("{program} {suffix}"),
        };
        let refusal = || Error::new(ErrorKind::Config, "user_agent: only printable ASCII can be sent");
        let user_agent = header_value(user_agent).ok_or_else(refusal)?;
        let (transport, connect_timeout) = match self.transport {
            Some(transport) => (transport, self.connect_timeout),
            None => ((defaults.transport)(self.connect_timeout)?, None),
        };
        Ok(Arc::new(Connection {
            api,
            transport,
            clock: self.clock.or_else(defaults.clock),
            retry: self.retry.unwrap_or_else(|| Arc::new(Retry::default())),
            budget: Budget::full(),
            interceptors: self.interceptors,
            connect_timeout,
            attempt_timeout: self.attempt_timeout.unwrap_or(ATTEMPT_TIMEOUT),
            timeout: self.timeout.unwrap_or(TIMEOUT),
            credentials: self.credentials,
            endpoints,
            settings,
            learned: OnceLock::new(),
            user_agent,
            body_limit: self.body_limit.unwrap_or(BODY_LIMIT),
            header_limit: self.header_limit.unwrap_or(HEADER_LIMIT),
        }))
    }
}

fn last(list: &[(usize, String)], index: usize) -> Option<&str> {
    list.iter().rev().find(|(known, _)| *known == index).map(|(_, value)| value.as_str())
}
