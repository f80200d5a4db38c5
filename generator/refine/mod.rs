//! `Api` → `Api`, one pass a file: `multipart.rs` (what the parts of a body are), `enumeration.rs` (constants that stand in
//! alternatives of their own), `pagination.rs` (which answers are spread over pages), `union.rs` (how alternatives are told apart),
//! `direction.rs` (who is sent and who is received, and so who is used at all), `recursion.rs` (where the way back is broken).

mod direction;
pub(crate) use direction::parts;
mod enumeration;
mod multipart;
mod pagination;
mod recursion;
mod union;

use crate::api::Api;
use crate::config::Only;
use crate::report::Report;

/// Decides what can only be decided when everything is known.
pub fn refine(report: &mut Report, mut api: Api, only: Only) -> Api {
    multipart::parts(&mut api);
    enumeration::merge(&mut api);
    direction::mark(report, &mut api, only);
    pagination::find(report, &mut api);
    recursion::aliases(report, &api);
    recursion::end_nameless(report, &mut api);
    recursion::break_cycles(&mut api);
    union::select(report, &mut api);
    api
}
