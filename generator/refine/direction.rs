//! Marks which schemas requests carry and which responses carry. What neither carries is not emitted.

use crate::api::{Additional, Api, Kind, SchemaId, Schemas};
use crate::config::Only;

/// Marks every schema that operations reach; with models alone, every component.
pub(super) fn mark(api: &mut Api, only: Only) {
    let (mut sent, mut received) = (Vec::new(), Vec::new());
    if only == Only::Models {
        received.extend(api.schemas.ids().filter(|id| api.schemas.get(*id).name.is_some()));
        sent.extend(received.iter().copied());
    }
    for operation in &api.operations {
        sent.extend(operation.parameters.iter().map(|parameter| parameter.schema));
        sent.extend(operation.body.iter().filter_map(|body| body.body.schema));
        received.extend(operation.responses.iter().filter_map(|response| response.body.as_ref()?.schema));
    }
    flood(&mut api.schemas, sent, |schema| &mut schema.sent);
    flood(&mut api.schemas, received, |schema| &mut schema.received);
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
        Kind::Union(union) => union.variants.iter().map(|variant| variant.schema).collect(),
        Kind::Record(record) => {
            let additional = match record.additional {
                Additional::Typed(part) => Some(part),
                Additional::Unstated | Additional::Forbidden => None,
            };
            record.fields.iter().map(|field| field.schema).chain(additional).collect()
        }
        Kind::Any | Kind::Boolean | Kind::Integer(_) | Kind::Number(_) | Kind::Text(_) | Kind::Enumeration(_) => Vec::new(),
    }
}
