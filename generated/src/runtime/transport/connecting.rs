//! How long the default transport may take to make a connection, which calls can decide for themselves.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tower_layer::Layer;
use tower_service::Service;

tokio::task_local! {
    /// What the call says for which a connection is made.
    static OWN: Duration;
}

/// Does the work of a call, which may have a time of its own for connections.
pub(super) fn within<T>(own: Option<Duration>, work: impl FnOnce() -> T) -> T {
    match own {
        Some(own) => OWN.sync_scope(own, work),
        None => work(),
    }
}

/// Gives making a connection this time, unless the call has one of its own.
#[derive(Debug, Clone, Copy)]
pub(super) struct Connecting(pub(super) Duration);

impl<S> Layer<S> for Connecting {
    type Service = Timed<S>;

    fn layer(&self, connector: S) -> Timed<S> {
        Timed { connector, usual: self.0 }
    }
}

#[derive(Debug, Clone)]
pub(super) struct Timed<S> {
    connector: S,
    usual: Duration,
}

type Failure = Box<dyn std::error::Error + Send + Sync>;

impl<R, S> Service<R> for Timed<S>
where
    S: Service<R, Error = Failure>,
    S::Future: Send + 'static,
{
    type Response = S::Response;
    type Error = Failure;
    type Future = Pin<Box<dyn Future<Output = Result<S::Response, Failure>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Failure>> {
        self.connector.poll_ready(context)
    }

    fn call(&mut self, request: R) -> Self::Future {
        let limit = OWN.try_with(|own| *own).unwrap_or(self.usual);
        let connection = self.connector.call(request);
        Box::pin(async move {
            match tokio::time::timeout(limit, connection).await {
                Ok(connected) => connected,
                Err(_) => Err(format!("no connection was made within {limit:?}").into()),
            }
        })
    }
}
