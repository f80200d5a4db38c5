//! A stack that is deep enough for a document.
//!
//! Schemas in schemas are read and understood by functions that call themselves, and the deserializer of `openapiv3` calls itself several
//! times for each level. How deep a document may be is limited (`source/parse.rs`); how much stack the caller has left is not known.

use crate::Error;

/// What the deepest document takes in a build without optimization, several times over. A build script runs in such a build, and the main
/// thread of some systems has 1 MiB.
const STACK: usize = 64 << 20;

/// Does some work on a thread of its own, whose stack is only paid for as far as it is used.
///
/// # Errors
///
/// When the system has no thread to give.
pub fn deep<T: Send>(work: impl FnOnce() -> T + Send) -> Result<T, Error> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work).map_err(Error::Thread)?;
        Ok(thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })
}
