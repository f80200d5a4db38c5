//! A call in the making: an operation and the arguments given so far.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::HeaderMap;
use http::header::{ACCEPT, CONTENT_TYPE, COOKIE, HeaderName, USER_AGENT};

use super::argument::{Argument, Value, header_value, set_header};
use super::attempt::Patient;
use super::clock::Clock;
use super::codec::{Encode, Shape, to_json};
use super::connection::Connection;
use super::operation::{Operation, Parameter, Place};
use super::response::{Raw, Read};
use super::retry::RetryPolicy;
use super::style::{Pairs, encode, encode_lightly, encoded, keep};
use super::transport::{Body, BoxFuture, Streamed};
use super::{Error, ErrorKind, Response, Style};

/// An operation with its arguments. The typed builders are thin covers of it.
#[derive(Clone)]
pub(crate) struct Call {
    pub(super) connection: Arc<Connection>,
    pub(super) operation: &'static Operation,
    /// One for each parameter of the operation.
    arguments: Vec<Option<Argument>>,
    body: Option<Bytes>,
    /// What a body of several parts is put together from, and how; bodies of one part need neither.
    pub(super) parts: http::Extensions,
    pub(super) assemble: Option<fn(&Self) -> Payload>,
    /// Apart: a call is handed on from setter to setter.
    own: Option<Box<Own>>,
}

/// What few calls have: settings instead of the client's, what else is sent, and what is wrong.
#[derive(Clone, Default)]
pub(super) struct Own {
    headers: Vec<(String, String)>,
    /// Encoded.
    pub(super) query: Vec<(String, String)>,
    /// Path and query that the server named, instead of what the arguments make.
    pub(super) target: Option<String>,
    /// What made an argument unusable; told when the call is sent.
    pub(super) failure: Option<String>,
    pub(super) retry: Option<Arc<dyn RetryPolicy>>,
    pub(super) connect_timeout: Option<Duration>,
    pub(super) attempt_timeout: Option<Duration>,
    pub(super) timeout: Option<Duration>,
}

/// A call on its way. Nothing is sent before it is polled.
pub type Sending<T> = BoxFuture<'static, Result<T, Error>>;

/// A call that is sent when it is awaited.
pub(crate) fn sent<T>(sending: Sending<T>) -> Sending<T> {
    sending
}

/// The same, of an answer whose body is read while it comes.
pub(crate) fn downloaded(sending: Sending<http::Response<Body>>) -> Sending<http::Response<Body>> {
    sending
}

/// The body of a request and its media type.
pub(super) struct Payload {
    pub(super) bytes: Bytes,
    /// The body, if it is none of bytes.
    pub(super) stream: Option<Streamed>,
    pub(super) content_type: Option<Cow<'static, str>>,
}

impl std::fmt::Debug for Call {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Arguments are left out: they may be secret.
        f.debug_struct("Call").field("operation", &self.operation.name).finish_non_exhaustive()
    }
}

/// What JSON cannot say, such as a number that is not finite, no server reads.
fn writable(shape: Shape<'_>) -> Result<(), String> {
    match shape {
        Shape::Text(_) | Shape::Integer(_) | Shape::Unsigned(_) | Shape::Boolean(_) => Ok(()),
        shape => to_json(shape).map(drop).map_err(|error| format!(": {error}")),
    }
}

impl Call {
    pub(crate) fn new(connection: &Arc<Connection>, operation: &'static Operation) -> Self {
        let arguments = operation.parameters.iter().map(|_| None).collect();
        Self {
            connection: Arc::clone(connection),
            operation,
            arguments,
            body: None,
            parts: http::Extensions::new(),
            assemble: None,
            own: None,
        }
    }

    /// What it has of its own.
    pub(super) fn own(&self) -> &Own {
        static NOTHING: Own = Own {
            headers: Vec::new(),
            query: Vec::new(),
            target: None,
            failure: None,
            retry: None,
            connect_timeout: None,
            attempt_timeout: None,
            timeout: None,
        };
        self.own.as_deref().unwrap_or(&NOTHING)
    }

    /// The same, to change.
    pub(super) fn own_mut(&mut self) -> &mut Own {
        self.own.get_or_insert_default()
    }

    /// Makes another policy decide whether this call is attempted again.
    pub(crate) fn retry(mut self, policy: impl RetryPolicy + 'static) -> Self {
        self.own_mut().retry = Some(Arc::new(policy));
        self
    }

    /// Gives making a connection for this call another time.
    #[inline]
    pub(crate) fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.own_mut().connect_timeout = Some(timeout);
        self
    }

    /// Gives an attempt of this call another time.
    #[inline]
    pub(crate) fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.own_mut().attempt_timeout = Some(timeout);
        self
    }

    /// Gives all attempts of this call together no more than this time.
    #[allow(dead_code)] // Waiters ask for it.
    #[inline]
    pub(crate) fn within(self, limit: Duration) -> Self {
        let usual = self.own().timeout.unwrap_or(self.connection.timeout);
        self.timeout(usual.min(limit))
    }

    /// Gives all attempts of this call together another time.
    #[inline]
    pub(crate) fn timeout(mut self, timeout: Duration) -> Self {
        self.own_mut().timeout = Some(timeout);
        self
    }

    /// The media type of the body.
    #[allow(dead_code)] // Bodies of parts ask for it.
    pub(super) fn content_type(&self) -> &'static str {
        self.operation.content_type
    }

    /// The name of the operation.
    #[allow(dead_code)] // Pagination asks for it.
    pub(crate) fn name(&self) -> &'static str {
        self.operation.name
    }

    /// The clock of its client.
    pub(super) fn clock(&self) -> Option<Arc<dyn Clock>> {
        self.connection.clock.clone()
    }

    /// The most bytes of an answer that are kept in memory.
    #[allow(dead_code)] // Answers that are read while they come ask for it.
    pub(crate) fn body_limit(&self) -> usize {
        self.connection.body_limit
    }

    /// Gives the parameter at `index` a value.
    #[inline]
    pub(crate) fn set(mut self, index: usize, value: &dyn Encode) -> Self {
        if let (Some(slot), Some(parameter)) = (self.arguments.get_mut(index), self.operation.parameters.get(index)) {
            *slot = Argument::new(value, parameter.style);
            if let Err(failure) = writable(value.shape()).and_then(|()| (self.operation.check)(Some(index), value.shape())) {
                self.own_mut().failure = Some(format!("{}{failure}", parameter.name));
            }
        }
        self
    }

    /// Gives the parameter at `index` a value that is taken by conversion.
    pub(crate) fn put<T: Encode>(self, index: usize, value: impl Into<T>) -> Self {
        self.set(index, &value.into())
    }

    /// Gives the parameter at `index` a text.
    pub(crate) fn text(self, index: usize, value: impl Into<String>) -> Self {
        self.set_text(index, value.into())
    }

    #[inline]
    fn set_text(mut self, index: usize, text: String) -> Self {
        let (Some(slot), Some(parameter)) = (self.arguments.get_mut(index), self.operation.parameters.get(index)) else { return self };
        let checked = (self.operation.check)(Some(index), Shape::Text(&text));
        *slot = if parameter.style == Style::Json { Argument::new(&text, parameter.style) } else { Some(Argument::Text(text)) };
        if let Err(failure) = checked {
            self.own_mut().failure = Some(format!("{}{failure}", parameter.name));
        }
        self
    }

    /// Gives the parameter at `index` a list.
    pub(crate) fn list<T: Encode>(self, index: usize, items: impl IntoIterator<Item = impl Into<T>>) -> Self {
        self.set(index, &items.into_iter().map(Into::into).collect::<Vec<T>>())
    }

    /// Gives the call a JSON body.
    pub(crate) fn json<T: Encode>(self, value: impl Into<T>) -> Self {
        self.json_of(&value.into())
    }

    #[inline]
    fn json_of(mut self, value: &dyn Encode) -> Self {
        let checked = (self.operation.check)(None, value.shape());
        match checked.and_then(|()| to_json(value.shape()).map_err(|error| format!(": {error}"))) {
            Ok(bytes) => self.body = Some(bytes.into()),
            Err(failure) => self.own_mut().failure = Some(format!("body{failure}")),
        }
        self
    }

    /// Gives the call a body of pairs, as in a query.
    pub(crate) fn form<T: Encode>(mut self, value: impl Into<T>) -> Self {
        let mut text = String::new();
        let mut pairs = Pairs::of(&mut text, "");
        let value = value.into();
        let mut checked = (self.operation.check)(None, value.shape());
        if let Shape::Object(fields) = value.shape().open() {
            fields.each(&mut |name, shape| {
                let shape = shape.open();
                let styled = self.operation.styles.iter().find(|(field, _)| *field == name);
                // Without a style, an object is JSON (OpenAPI, "Encoding Object").
                let usual = if matches!(shape, Shape::Object(_)) { Style::Json } else { Style::Form { explode: true } };
                let style = styled.map_or(usual, |(_, style)| *style);
                let write = if self.operation.reserved.contains(&name) { encode_lightly } else { encode };
                if let (Ok(()), Err(failure)) = (&checked, writable(shape)) {
                    checked = Err(format!(".{name}{failure}"));
                }
                if let Some(argument) = Argument::of(shape, style) {
                    argument.value().pair(&mut pairs, name, style, write);
                }
            });
        }
        if let Err(failure) = checked {
            self.own_mut().failure = Some(format!("body{failure}"));
        }
        self.body = Some(text.into());
        self
    }

    /// Gives the call a body as it is.
    #[inline]
    pub(crate) fn bytes(mut self, bytes: impl Into<Bytes>) -> Self {
        self.body = Some(bytes.into());
        self
    }

    /// Adds a header of this call alone.
    #[inline]
    pub(crate) fn header(mut self, name: String, value: String) -> Self {
        self.own_mut().headers.push((name, value));
        self
    }

    /// Adds a query parameter of this call alone.
    #[inline]
    pub(crate) fn query(mut self, name: &str, value: &str) -> Self {
        self.own_mut().query.push((encoded(name), encoded(value)));
        self
    }

    /// The value of a parameter as it will be written.
    pub(crate) fn given(&self, index: usize) -> Option<&Argument> {
        self.arguments.get(index)?.as_ref()
    }

    /// Makes the request, without credentials, in its place: it is large.
    pub(super) fn make(&self, request: &mut http::Request<Bytes>) -> Result<(), Error> {
        if let Some(failure) = &self.own().failure {
            return Err(self.refuse(failure.clone()));
        }
        *request.method_mut() = self.operation.method.clone();
        *request.uri_mut() = self.uri()?;
        let payload = self.assemble.map_or_else(|| self.payload(), |assemble| assemble(self));
        *request.body_mut() = payload.bytes;
        if let Some(stream) = payload.stream {
            request.extensions_mut().insert(stream);
        }
        self.headers(request.headers_mut(), payload.content_type)
    }

    fn payload(&self) -> Payload {
        let content_type = self.body.as_ref().map(|_| self.operation.content_type.into());
        Payload { bytes: self.body.clone().unwrap_or_default(), stream: None, content_type }
    }

    /// The request for those who send it by other means, without credentials.
    #[inline]
    pub(crate) fn to_request(&self) -> Result<http::Request<Bytes>, Error> {
        let mut request = http::Request::default();
        self.make(&mut request)?;
        if request.extensions().get::<Streamed>().is_some() {
            return Err(self.refuse("a part of the body is a stream, which only the client can send"));
        }
        Ok(request)
    }

    fn headers(&self, headers: &mut HeaderMap, content_type: Option<Cow<'static, str>>) -> Result<(), Error> {
        // As many as most calls have, those of credentials and of the transport with them.
        *headers = HeaderMap::with_capacity(12);
        set_header(headers, USER_AGENT, self.connection.user_agent.clone(), false);
        let named = |name: &str| HeaderName::try_from(name).map_err(|_| self.refuse(format!("header {name:?}: this is not a header name")));
        // What a caller gives may be secret.
        let mut insert = |name: HeaderName, value: Cow<'static, str>, given: bool| -> Result<(), Error> {
            let value = header_value(value).ok_or_else(|| self.refuse(format!("{name}: this cannot be sent in a header")))?;
            set_header(headers, name, value, given);
            Ok(())
        };
        for (name, template) in self.connection.api.headers.iter().chain(self.operation.headers) {
            if let Some(value) = self.connection.filled(template, self) {
                insert(named(name)?, value, false)?;
            }
        }
        if !self.operation.accept.is_empty() {
            insert(ACCEPT, self.operation.accept.into(), false)?;
        }
        if let Some(content_type) = content_type {
            insert(CONTENT_TYPE, content_type, false)?;
        }
        let mut cookies = String::new();
        let mut pairs = Pairs::cookies(&mut cookies);
        for (index, parameter) in self.operation.parameters.iter().enumerate() {
            if !matches!(parameter.place, Place::Header | Place::Cookie) {
                continue;
            }
            let Some(argument) = self.argument(index, parameter)? else { continue };
            // What has no items is not sent, as RFC 6570 says.
            if matches!(argument, Value::List([]) | Value::Object([])) {
                continue;
            }
            if parameter.place == Place::Header {
                insert(named(parameter.name)?, argument.text(parameter.name, parameter.style, keep).into(), true)?;
            } else {
                argument.pair(&mut pairs, parameter.name, parameter.style, encode);
            }
        }
        if !cookies.is_empty() {
            insert(COOKIE, cookies.into(), true)?;
        }
        // That of the caller counts.
        self.own().headers.iter().try_for_each(|(name, value)| insert(named(name)?, value.clone().into(), true))
    }

    /// The value of a parameter: as given, from the client's settings, or the default that is sent.
    pub(super) fn argument(&self, index: usize, parameter: &Parameter) -> Result<Option<Value<'_>>, Error> {
        if let Some(argument) = self.given(index) {
            return Ok(Some(argument.value()));
        }
        let setting = parameter.setting.and_then(|setting| self.connection.setting(setting));
        match (setting.or(parameter.default), parameter.required) {
            (Some(text), _) => Ok(Some(Value::Text(text))),
            (None, false) => Ok(None),
            (None, true) if parameter.setting.is_some() => {
                Err(self.refuse(format!("{}: set it on the client or on this call", parameter.name)))
            }
            (None, true) => Err(self.refuse(format!("{}: this required parameter is missing", parameter.name))),
        }
    }

    /// The value of the setting `name`, as this call or the client has it.
    pub(super) fn setting(&self, name: &str) -> Option<String> {
        let (index, parameter) = self.operation.parameters.iter().enumerate().find(|(_, parameter)| parameter.name == name)?;
        let argument = self.argument(index, parameter).ok().flatten()?;
        Some(argument.text(name, parameter.style, keep))
    }

    #[cold]
    pub(super) fn refuse(&self, summary: impl Into<String>) -> Error {
        Error::new(ErrorKind::InvalidRequest, summary).during(self.operation.name, 0)
    }

    /// Sends the call and reads its answer.
    pub(crate) fn send<T: 'static>(self, read: Read<T>) -> Sending<T> {
        let (operation, errors) = (self.operation, &self.connection.api.errors);
        let raw = self.raw();
        Box::pin(async move { Ok(raw.await?.read(operation, errors, read)?.into_inner()) })
    }

    /// The same, with everything around the answer.
    pub(crate) fn send_raw<T: 'static>(self, read: Read<T>) -> Sending<Response<T>> {
        let (operation, errors) = (self.operation, &self.connection.api.errors);
        let raw = self.raw();
        Box::pin(async move { raw.await?.read(operation, errors, read) })
    }

    /// What all calls have in common is compiled once.
    fn raw(self) -> Sending<Box<Raw>> {
        Box::pin(async move { Ok(self.connection.attempts(&self, true).await?.0) })
    }

    /// Sends the call and gives its answer before its body is read.
    #[allow(dead_code)] // Answers that are read while they come need it.
    pub(crate) async fn open(self) -> Result<http::Response<Body>, Error> {
        let (raw, body) = self.begin(None).await?;
        Ok(http::Response::from_parts(raw.head, body))
    }

    /// The same, with everything around the answer. `accept`: the media type to ask for, if it is not the usual one.
    #[allow(dead_code)] // The same.
    pub(super) async fn begin(self, accept: Option<&str>) -> Result<(Box<Raw>, Body), Error> {
        let call = match accept {
            // That of the caller counts.
            Some(media_type) if !self.own().headers.iter().any(|(name, _)| name.eq_ignore_ascii_case(ACCEPT.as_str())) => {
                self.header(ACCEPT.as_str().to_owned(), media_type.to_owned())
            }
            _ => self,
        };
        let (raw, body) = call.connection.attempts(&call, false).await?;
        Ok((raw, Patient::body(body, call.clock(), call.connection.attempt_timeout(&call))))
    }

    /// Reads an answer that came by another way.
    pub(crate) fn read<T>(&self, response: http::Response<Bytes>, read: Read<T>) -> Result<Response<T>, Error> {
        let (head, bytes) = response.into_parts();
        let raw = Raw::new(head, bytes, &self.connection.api.errors);
        Box::new(raw).read(self.operation, &self.connection.api.errors, read)
    }
}
