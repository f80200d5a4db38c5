//! Spans of calls and attempts, for `tracing` where the feature of this name is on.

use std::future::Future;

use http::StatusCode;

use super::Error;
use super::endpoint::Endpoint;
use super::operation::Operation;

/// A span, which nothing is known of where nobody traces.
pub(super) struct Span(#[cfg(feature = "tracing")] tracing::Span);

#[cfg(feature = "tracing")]
impl Span {
    /// The span of a call. Names are those of OpenTelemetry for HTTP clients; neither headers nor bodies nor queries are among them.
    pub(super) fn of_call(operation: &Operation) -> Self {
        Self(tracing::info_span!(
            "http.client.call",
            otel.name = operation.name,
            http.request.method = operation.method.as_str(),
            error.type = tracing::field::Empty,
        ))
    }

    /// The span of an attempt, after so many others.
    pub(super) fn of_attempt(operation: &Operation, others: u32) -> Self {
        Self(tracing::debug_span!(
            ATTEMPT,
            otel.name = operation.name,
            otel.kind = "client",
            http.request.method = operation.method.as_str(),
            http.request.resend_count = Some(others).filter(|count| *count > 0),
            server.address = tracing::field::Empty,
            server.port = tracing::field::Empty,
            http.response.status_code = tracing::field::Empty,
            error.type = tracing::field::Empty,
        ))
    }

    /// The same work, within the span.
    pub(super) fn around<F: Future>(&self, work: F) -> impl Future<Output = F::Output> + use<F> {
        tracing::Instrument::instrument(work, self.0.clone())
    }

    /// Notes the error that it ended with.
    pub(super) fn end(&self, error: &Error) {
        match error.status() {
            Some(status) => self.refused(status),
            None => _ = self.0.record("error.type", format!("{:?}", error.kind())),
        }
    }

    /// Notes the status that it was refused with.
    pub(super) fn refused(&self, status: StatusCode) {
        self.0.record("error.type", status.as_u16().to_string());
    }
}

/// Notes where the attempt in hand goes.
#[cfg(feature = "tracing")]
pub(super) fn sent(endpoint: &Endpoint) {
    let Some(span) = attempt() else { return };
    if let Some(authority) = endpoint.as_str().parse::<http::Uri>().ok().as_ref().and_then(http::Uri::authority) {
        let plain = endpoint.as_str().starts_with("http:");
        span.record("server.address", authority.host());
        span.record("server.port", authority.port_u16().unwrap_or(if plain { 80 } else { 443 }));
    }
}

/// Notes the status of the answer to the attempt in hand.
#[cfg(feature = "tracing")]
pub(super) fn answered(status: StatusCode) {
    if let Some(span) = attempt() {
        span.record("http.response.status_code", status.as_u16());
    }
}

/// The span of the attempt in hand. Where nobody traces it, the span around it is not ours.
#[cfg(feature = "tracing")]
fn attempt() -> Option<tracing::Span> {
    let span = tracing::Span::current();
    let is_ours = span.metadata().is_some_and(|metadata| metadata.name() == ATTEMPT && metadata.module_path() == Some(module_path!()));
    is_ours.then_some(span)
}

#[cfg(feature = "tracing")]
const ATTEMPT: &str = "http.client.attempt";

#[cfg(not(feature = "tracing"))]
#[allow(clippy::unused_self)] // As where there are spans.
impl Span {
    pub(super) fn of_call(_: &Operation) -> Self {
        Self()
    }

    pub(super) fn of_attempt(_: &Operation, _: u32) -> Self {
        Self()
    }

    pub(super) fn around<F: Future>(&self, work: F) -> F {
        work
    }

    pub(super) fn end(&self, _: &Error) {}

    pub(super) fn refused(&self, _: StatusCode) {}
}

#[cfg(not(feature = "tracing"))]
pub(super) fn sent(_: &Endpoint) {}

#[cfg(not(feature = "tracing"))]
pub(super) fn answered(_: StatusCode) {}
