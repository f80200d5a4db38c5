//! `Api` → `Api`, one pass a file: `select.rs` (which operations are wanted; `glob.rs` reads the patterns), `required.rs` (what is required of which nothing is said), `multipart.rs` (what the
//! parts of a body are), `enumeration.rs` (constants that stand in alternatives of their own), `constant.rs` (properties with nothing to choose), `shared.rs` (inline types that are one), `foreign.rs` (who has a type of the user's), `pagination.rs` (which answers are
//! spread over pages), `union.rs` (how alternatives are told apart), `direction.rs` (who is sent and who is received, and so who is
//! used at all), `recursion.rs` (where the way back is broken), `size.rs` (what is too large to stand in something else).

mod constant;
mod direction;
mod enumeration;
mod foreign;
mod glob;
mod multipart;
mod pagination;
mod recursion;
mod required;
mod select;
mod shared;
mod size;
mod union;

pub(crate) use direction::{parts, received, sent};

use crate::api::Api;
use crate::config::Config;
use crate::report::Report;

/// Decides what can only be decided when everything is known.
pub fn refine(report: &mut Report, mut api: Api, config: &Config) -> Api {
    select::select(report, &mut api, config);
    let unmet = required::settle(&mut api);
    multipart::parts(report, &mut api);
    enumeration::merge(&mut api, config);
    foreign::map(report, &mut api, config);
    direction::mark(report, &mut api, config);
    required::tell(report, &api, unmet);
    pagination::find(report, &mut api);
    constant::settle(&mut api, config);
    shared::merge(&mut api);
    recursion::aliases(report, &api);
    recursion::end_nameless(report, &mut api);
    recursion::end_tuples(report, &mut api);
    recursion::end_unions(report, &mut api);
    recursion::break_cycles(&mut api);
    size::bound(&mut api);
    union::select(report, &mut api);
    api
}
