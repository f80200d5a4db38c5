//! How long an exchange may take until the head of its answer is there, and that the answer is read. Ureq has limits for each of its phases,
//! and for all of it with the body; a body that is read while it comes has no end that is known.

use std::cell::Cell;
use std::io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset};
use std::time::Instant;

use ureq::config::Config;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{Buffers, ConnectionDetails, Connector, DefaultConnector, NextTimeout, Transport};
use ureq::{Error, Timeout};

use super::super::transport::TransportErrorKind::{Connect, Untrusted};
use super::ureq::kind_of;

thread_local! {
    /// When the exchange has to be done that this thread waits for. Ureq tells a connection nothing of a request of one's own.
    static END: Cell<Option<Instant>> = const { Cell::new(None) };
}

/// Does some work in which no connection is waited for any longer than until then.
pub(super) fn until<T>(end: Option<Instant>, work: impl FnOnce() -> T) -> T {
    /// What was the end before, as a body that is sent may come from an exchange of its own.
    struct Outer(Option<Instant>);
    impl Drop for Outer {
        fn drop(&mut self) {
            END.set(self.0);
        }
    }
    let _outer = Outer(END.replace(end));
    work()
}

/// The shorter one of what ureq allows and what is left.
fn left(mut allowed: NextTimeout) -> Result<NextTimeout, Error> {
    let Some(end) = END.get() else { return Ok(allowed) };
    let left = end.saturating_duration_since(Instant::now());
    // Ureq takes no time at all for a second.
    if left.is_zero() {
        return Err(Error::Timeout(Timeout::Global));
    }
    if allowed.after > left.into() {
        (allowed.after, allowed.reason) = (left.into(), Timeout::Global);
    }
    Ok(allowed)
}

/// Ureq's way to find hosts, which keeps to it.
#[derive(Debug, Default)]
pub(super) struct Names(DefaultResolver);

impl Resolver for Names {
    fn resolve(&self, uri: &http::Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        self.0.resolve(uri, config, left(timeout)?)
    }
}

/// Ureq's way to make connections, which keep to it.
#[derive(Debug, Default)]
pub(super) struct Connections(DefaultConnector);

impl Connector for Connections {
    type Out = Connection;

    fn connect(&self, details: &ConnectionDetails<'_>, chained: Option<()>) -> Result<Option<Connection>, Error> {
        let details = ConnectionDetails {
            timeout: left(details.timeout)?,
            uri: details.uri,
            addrs: details.addrs.clone(),
            config: details.config,
            request_level: details.request_level,
            resolver: details.resolver,
            now: details.now,
            current_time: details.current_time.clone(),
            run_connector: details.run_connector.clone(),
            register_shutdown: details.register_shutdown.clone(),
        };
        Ok(self.0.connect(&details, chained)?.map(|inner| Connection { inner, deaf: false }))
    }
}

/// A failure of a connection that was made, its handshake with it: a request may have been sent, so it is none of making one. Its words
/// are kept, as what is inside of it would tell of a handshake.
fn broken(error: Error) -> Error {
    match error {
        Error::Io(error) if matches!(kind_of(&error), Connect | Untrusted) => Error::Io(std::io::Error::other(error.to_string())),
        error => error,
    }
}

/// A connection that does.
#[derive(Debug)]
pub(super) struct Connection {
    inner: Box<dyn Transport>,
    /// Whether nobody reads any more what is sent. There may be an answer all the same: that what is sent is too much.
    deaf: bool,
}

impl Transport for Connection {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.inner.buffers()
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        let timeout = left(timeout)?;
        if self.deaf {
            return Ok(());
        }
        match self.inner.transmit_output(amount, timeout) {
            Err(Error::Io(error)) if matches!(error.kind(), BrokenPipe | ConnectionAborted | ConnectionReset) => {
                self.deaf = true;
                Ok(())
            }
            done => done.map_err(broken),
        }
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        self.inner.await_input(left(timeout)?).map_err(broken)
    }

    fn is_open(&mut self) -> bool {
        !self.deaf && self.inner.is_open()
    }

    fn is_tls(&self) -> bool {
        self.inner.is_tls()
    }
}
