//! What the clones of a client share, and how a request is carried out. Retries will stand in `execute`, around `attempt`.

use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::call::Call;
use super::endpoint::Endpoint;
use super::operation::{Api, ErrorNames, Operation};
use super::response::Raw;
use super::transport::{Body, Streamed, Transport};
use super::{Credentials, Error, ErrorKind, ProvideCredentials, security};

/// What the clones of a client share.
pub(crate) struct Connection {
    pub(crate) api: &'static Api,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) credentials: Option<Arc<dyn ProvideCredentials>>,
    /// One for each service; what is wrong with it is told when it is called.
    pub(crate) endpoints: Vec<Result<Endpoint, String>>,
    /// One for each setting of the API.
    pub(crate) settings: Vec<Option<String>>,
    pub(crate) user_agent: String,
    pub(crate) body_limit: usize,
}

impl Connection {
    /// Where a service answers.
    pub(super) fn endpoint(&self, service: usize) -> Result<&Endpoint, Error> {
        match self.endpoints.get(service) {
            Some(Ok(endpoint)) => Ok(endpoint),
            Some(Err(message)) => Err(Error::new(ErrorKind::Config, message.clone())),
            None => Err(Error::new(ErrorKind::Config, "endpoint: there is none")),
        }
    }

    /// The value of a setting.
    pub(super) fn setting(&self, index: usize) -> Option<&str> {
        self.settings.get(index)?.as_deref()
    }

    /// A header's template with the settings put in. `None` if one of them is not known.
    pub(super) fn filled(&self, template: &str, call: &Call) -> Option<String> {
        let mut text = String::new();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, tail) = after.split_once('}')?;
            let setting = self.api.settings.iter().position(|setting| setting.name == name);
            let value = call.setting(name).or_else(|| self.setting(setting?).map(str::to_owned))?;
            text.push_str(before);
            text.push_str(&value);
            rest = tail;
        }
        text.push_str(rest);
        Some(text)
    }

    /// Carries a request out and reads the whole answer.
    pub(super) async fn execute(&self, operation: &'static Operation, request: http::Request<Bytes>, call: &Call) -> Result<Raw, Error> {
        let response = self.open(operation, request, call).await?;
        self.whole(operation, response).await
    }

    /// Carries a request out, until the head of the answer is there.
    pub(super) async fn open(
        &self,
        operation: &'static Operation,
        request: http::Request<Bytes>,
        call: &Call,
    ) -> Result<http::Response<Body>, Error> {
        let credentials = self.current(operation).await?;
        self.attempt(operation, request, credentials.as_ref(), call).await.map_err(|error| {
            let attempts = u32::from(!matches!(error.kind(), ErrorKind::Config | ErrorKind::Credentials | ErrorKind::InvalidRequest));
            error.during(operation.name, attempts)
        })
    }

    /// Reads the rest of an answer.
    pub(super) async fn whole(&self, operation: &'static Operation, response: http::Response<Body>) -> Result<Raw, Error> {
        let (head, body) = response.into_parts();
        let bytes = body.collect(self.body_limit).await.map_err(|error| Error::from(error).during(operation.name, 1))?;
        Ok(Raw::new(head.status, head.headers, bytes, &self.api.errors))
    }

    /// The credentials to use now, if the operation asks for any.
    async fn current(&self, operation: &'static Operation) -> Result<Option<Credentials>, Error> {
        match &self.credentials {
            Some(provider) if !operation.security.is_empty() => match provider.credentials().await {
                Ok(credentials) => Ok(Some(credentials)),
                Err(error) => Err(error.during(operation.name, 0)),
            },
            _ => Ok(None),
        }
    }

    async fn attempt(
        &self,
        operation: &'static Operation,
        mut request: http::Request<Bytes>,
        credentials: Option<&Credentials>,
        call: &Call,
    ) -> Result<http::Response<Body>, Error> {
        security::apply(&mut request, operation, credentials, &|template| self.filled(template, call), self.api)?;
        let streamed = request.extensions_mut().remove::<Streamed>();
        Ok(self.transport.send(request.map(|bytes| streamed.map_or(Body::Bytes(bytes), |streamed| (streamed.0)()))).await?)
    }
}

impl Raw {
    pub(super) fn new(status: StatusCode, headers: HeaderMap, bytes: Bytes, names: &ErrorNames) -> Self {
        let id = names.request_id.and_then(|name| headers.get(name)).and_then(|id| id.to_str().ok()).map(str::to_owned);
        Self { status, headers, bytes, request_id: id, attempts: 1 }
    }
}
