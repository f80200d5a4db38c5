//! Marks which schemas requests carry and which responses carry. What neither carries is not emitted.

use crate::api::{Additional, Api, Kind, Operation, SchemaId, Schemas};
use crate::config::{Config, Only};
use crate::report::{Report, code};

/// Marks every schema that operations reach; every component where there are no operations, and with models alone of all of them.
pub(super) fn mark(report: &mut Report, api: &mut Api, config: &Config) {
    let (mut sent, mut received) = (Vec::new(), Vec::new());
    let everything = config.select.is_everything();
    if (config.only == Only::Models && everything) || api.operations.is_empty() {
        received.extend(api.schemas.ids().filter(|id| api.schemas.get(*id).name.is_some()));
        sent.extend(received.iter().copied());
    }
    for operation in &api.operations {
        sent.extend(self::sent(operation));
        received.extend(self::received(&api.schemas, operation));
    }
    flood(&mut api.schemas, sent, |schema| &mut schema.sent);
    flood(&mut api.schemas, received, |schema| &mut schema.received);
    // What a selection does not reach is left out because it was asked for.
    if everything {
        unused(report, &api.schemas);
    }
}

/// The schemas that requests of an operation carry.
pub(crate) fn sent(operation: &Operation) -> impl Iterator<Item = SchemaId> {
    let parameters = operation.parameters.iter().map(|parameter| parameter.schema);
    parameters.chain(operation.body.iter().flat_map(|body| body.body.carried()))
}

/// The schemas that its answers carry. Of headers, those that are read as a type that the document describes.
pub(crate) fn received(schemas: &Schemas, operation: &Operation) -> impl Iterator<Item = SchemaId> {
    let bodies = operation.responses.iter().flat_map(|response| [&response.body, &response.stream]);
    let headers = operation.responses.iter().filter(|response| response.status.is_success()).flat_map(|response| &response.headers);
    let texts = headers.map(|header| header.schema).filter(|id| matches!(schemas.kind(*id), Kind::Enumeration(values) if values.text));
    bodies.flatten().filter_map(|body| body.schema).chain(texts)
}

/// Says, once, which components no type is emitted for.
fn unused(report: &mut Report, schemas: &Schemas) {
    let unused = schemas.ids().map(|id| schemas.get(id)).filter(|schema| schema.name.is_some() && !schema.sent && !schema.received);
    let unused: Vec<_> = unused.collect();
    let Some(first) = unused.first() else { return };
    let names: Vec<String> = unused.iter().take(3).filter_map(|schema| Some(format!("`{}`", schema.name.as_ref()?))).collect();
    let more = if unused.len() > 3 { format!(" and {} more", unused.len() - 3) } else { String::new() };
    let message = format!("no operation carries {}{more}: no types are emitted for them", names.join(", "));
    report.add_with_help(&code::UNUSED_COMPONENTS, &first.pointer, message, "`--only models` emits every component");
}

fn flood(schemas: &mut Schemas, mut queue: Vec<SchemaId>, mark: impl Fn(&mut crate::api::Schema) -> &mut bool) {
    while let Some(id) = queue.pop() {
        let Some(schema) = schemas.get_mut(id) else { continue };
        let marked = mark(schema);
        if !*marked {
            *marked = true;
            queue.extend(parts(&schemas.get(id).kind));
        }
    }
}

/// The schemas that a schema is made of.
pub(crate) fn parts(kind: &Kind) -> Vec<SchemaId> {
    match kind {
        Kind::Array(part) | Kind::Map(part) | Kind::Alias(part) => vec![*part],
        Kind::Tuple(parts) => parts.clone(),
        Kind::Union(union) => union.variants.iter().map(|variant| variant.schema).collect(),
        Kind::Record(record) => {
            let additional = match record.additional {
                Additional::Typed(part) => Some(part),
                Additional::Unstated | Additional::Forbidden => None,
            };
            record.fields.iter().map(|field| field.schema).chain(additional).collect()
        }
        Kind::Any | Kind::Boolean | Kind::Integer(_) | Kind::Number(_) | Kind::Text(_) | Kind::Enumeration(_) | Kind::Foreign(_) => {
            Vec::new()
        }
    }
}
