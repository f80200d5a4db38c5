//! What an object must have, and of which nothing is said: it can be any value, so there is no field for it.

use crate::api::{Additional, Api, Kind, Schema, SchemaId};
use crate::pointer::Pointer;
use crate::report::{Report, code};

/// A property that is required of a schema, and where.
pub(super) type Unmet = (SchemaId, String, Pointer);

/// Forgets what no part of an object says anything of. An object of which nothing else is known is a map.
pub(super) fn settle(api: &mut Api) -> Vec<Unmet> {
    let mut unmet = Vec::new();
    for id in api.schemas.ids() {
        let Some(Kind::Record(record)) = api.schemas.get_mut(id).map(|schema| &mut schema.kind) else { continue };
        unmet.extend(std::mem::take(&mut record.requires).into_iter().map(|(name, place)| (id, name, place)));
        if record.fields.is_empty() && record.additional != Additional::Forbidden {
            let additional = record.additional.clone();
            let kind = Kind::Map(match additional {
                Additional::Typed(value) => value,
                _ => api.schemas.add(Schema { pointer: api.schemas.get(id).pointer.child("additionalProperties"), ..Schema::default() }),
            });
            api.schemas.get_mut(id).into_iter().for_each(|schema| schema.kind = kind.clone());
        }
    }
    unmet
}

/// Says what is required of schemas that are used.
pub(super) fn tell(report: &mut Report, api: &Api, unmet: Vec<Unmet>) {
    for (_, name, place) in unmet.into_iter().filter(|(id, ..)| api.schemas.get(*id).sent || api.schemas.get(*id).received) {
        let message = format!("`{name}` is required but is not among the properties");
        report.add_with_help(&code::UNKNOWN_REQUIRED, &place, message, "correct the name, or add the property");
    }
}
