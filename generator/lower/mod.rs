//! Stub.
use crate::{
    report::{Report, code},
    source::Document,
};
/// Stub.
#[derive(Debug)]
pub struct Api(pub String);
/// Stub.
pub fn lower(report: &mut Report, document: &Document) -> Api {
    if document.tree.get("x-warn").is_some() {
        report.add(&code::UNSUPPORTED_REQUEST_BODY, &crate::pointer::Pointer::root(), "stub warning");
    }
    Api(document.api.info.title.clone())
}
