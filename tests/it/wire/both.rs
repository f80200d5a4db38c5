//! The same call over either transport: async over reqwest, and waiting over ureq.

use std::time::{Duration, Instant};

use huaweicloud_gaussdb::models::HtapProcessList;
use huaweicloud_gaussdb::{Error, ErrorKind, Response};

use super::chain;

/// What became of a call over one of the transports.
pub struct Outcome {
    /// The name of the library.
    pub over: &'static str,
    pub result: Result<Response<HtapProcessList>, Error>,
    pub elapsed: Duration,
}

impl Outcome {
    pub fn since(start: Instant, over: &'static str, result: Result<Response<HtapProcessList>, Error>) -> Self {
        Self { over, result, elapsed: start.elapsed() }
    }

    #[track_caller]
    pub fn success(self) -> Response<HtapProcessList> {
        self.result.unwrap_or_else(|error| panic!("over {}: {}", self.over, chain(&error)))
    }

    /// The error, which has to be of this kind.
    #[track_caller]
    pub fn error(self, kind: ErrorKind, context: &str) -> Error {
        let Err(error) = self.result else { panic!("{context} over {}: no error", self.over) };
        assert_eq!(error.kind(), kind, "{context} over {}: {}", self.over, chain(&error));
        error
    }
}

/// Asks for the sessions of an instance over either transport, each with a client of its own: what both tests and clients say is given as
/// tokens, because the types differ. `both!(url, transport: |it| …, client: |it| …, call: |it| …)`, of which only the address is needed.
macro_rules! both {
    ($url:expr $(, transport: |$transport:ident| $made:expr)? $(, client: |$client:ident| $set:expr)? $(, call: |$call:ident| $asked:expr)?) => {{
        use $crate::wire::{HTAP, TOKEN, at, blocking, both::Outcome};

        let builder = at($url).credentials(huaweicloud_gaussdb::Credentials::auth_token(TOKEN));
        $(let builder = builder.transport({ let $transport = huaweicloud_gaussdb::transport::Reqwest::builder().without_proxy(); $made }.build().unwrap());)?
        $(let $client = builder; let builder = $set;)?
        let call = builder.build().unwrap().taurusdb().show_htap_process_list(HTAP);
        $(let $call = call; let call = $asked;)?
        let start = std::time::Instant::now();
        let result = call.send_raw().await;
        let one = Outcome::since(start, "reqwest", result);

        let builder = blocking::builder($url);
        $(let builder = builder.transport({ let $transport = huaweicloud_gaussdb::blocking::Ureq::builder().without_proxy(); $made }.build().unwrap());)?
        $(let $client = builder; let builder = $set;)?
        let call = builder.build().unwrap().taurusdb().show_htap_process_list(HTAP);
        $(let $call = call; let call = $asked;)?
        let start = std::time::Instant::now();
        // The server has threads of its own.
        let result = call.send_raw();
        [one, Outcome::since(start, "ureq", result)]
    }};
}

pub(crate) use both;
