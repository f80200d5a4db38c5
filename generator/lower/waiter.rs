//! What can be waited for by calling an operation again and again: `x-waiter`.

use std::time::Duration;

use serde_json::Value;

use super::Lowering;
use super::extension::{Extensions, list, part, path};
use crate::api::{Kind, Operation, SchemaId, Waiter};
use crate::report::code;

const FORMS: &str = "a map, or a list of maps, with a `name`, the `field` of the answer, and `until`, the values that it waits for; \
                     `unless`, `every` and `at-most` (both in seconds) are optional";

/// How long to wait before asking again, and altogether, in seconds, unless the document says it.
const EVERY: u64 = 5;
const AT_MOST: u64 = 600;
const LONGEST: u64 = 7 * 24 * 3600;

impl Lowering<'_> {
    /// What the extension declares, held against the operation.
    pub(super) fn waiters(&mut self, operation: &Operation, extensions: &Extensions) -> Vec<Waiter> {
        let Some(value) = extensions.get("x-waiter") else { return Vec::new() };
        let written = value.as_array().map_or_else(|| std::slice::from_ref(value), Vec::as_slice);
        let Some(waiters) = written.iter().map(waiter).collect::<Option<Vec<_>>>() else {
            return self.odd("x-waiter", &operation.pointer, FORMS);
        };
        waiters.into_iter().filter(|waiter| self.is_answered(operation, waiter)).collect()
    }

    /// Whether the successful answer has the field that a waiter looks at, and the values that it waits for.
    fn is_answered(&mut self, operation: &Operation, waiter: &Waiter) -> bool {
        self.drain();
        let success = operation.responses.iter().find(|response| response.status.is_success());
        let answer = success.and_then(|response| response.body.as_ref()?.schema);
        let field = answer.and_then(|answer| self.property(answer, &waiter.field));
        let at = operation.pointer.child("x-waiter");
        let path = waiter.field.join(".");
        let Some(field) = field else {
            self.report.add(&code::ODD_EXTENSION, &at, format!("`{path}` is not in the successful response of this operation"));
            return false;
        };
        if let Kind::Enumeration(enumeration) = self.api.schemas.kind(field) {
            let is_known = |wanted: &String| enumeration.values.iter().any(|value| text(&value.value).as_ref() == Some(wanted));
            if let Some(unknown) = waiter.until.iter().chain(&waiter.unless).find(|wanted| !is_known(wanted)) {
                let message = format!("`{unknown}` is not among the values of `{path}`");
                self.report.add(&code::ODD_EXTENSION, &at, message);
            }
        }
        true
    }

    /// The schema of the property that these names lead to.
    fn property(&self, schema: SchemaId, names: &[String]) -> Option<SchemaId> {
        names.iter().try_fold(schema, |schema, name| match self.api.schemas.kind(schema) {
            Kind::Record(record) => record.fields.iter().find(|field| field.name == *name).map(|field| field.schema),
            _ => None,
        })
    }
}

fn waiter(value: &Value) -> Option<Waiter> {
    let values = |key: &str| match value.get(key) {
        None => Some(Vec::new()),
        Some(values) => list(values),
    };
    let seconds = |key: &str, usual: u64| match value.get(key) {
        None => Some(Duration::from_secs(usual)),
        Some(seconds) => seconds.as_u64().filter(|seconds| (1..=LONGEST).contains(seconds)).map(Duration::from_secs),
    };
    Some(Waiter {
        name: part(value, "name")?,
        field: path(value, "field")?,
        until: values("until").filter(|values| !values.is_empty())?,
        unless: values("unless")?,
        every: seconds("every", EVERY)?,
        at_most: seconds("at-most", AT_MOST)?,
    })
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned).or_else(|| (!value.is_null()).then(|| value.to_string()))
}
