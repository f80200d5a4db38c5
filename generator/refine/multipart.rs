//! What the parts of a multipart body are: the properties of its schema, with binary texts as files
//! (<https://spec.openapis.org/oas/v3.0.3#special-considerations-for-multipart-content>).

use crate::api::{Additional, Api, Body, Field, Format, Kind, Part, Schemas, Style, TextFormat};
use crate::report::{Report, code};

/// Finds the parts of every multipart body whose schema lists them.
pub(super) fn parts(report: &mut Report, api: &mut Api) {
    let Api { operations, schemas, .. } = api;
    for body in operations.iter_mut().filter_map(|operation| operation.body.as_mut()) {
        let body = &mut body.body;
        if body.format != Format::Multipart {
            continue;
        }
        match body.schema.map(|id| (schemas.get(id), schemas.kind(id))) {
            Some((_, Kind::Record(record))) => {
                let fields = record.fields.iter().filter(|field| !schemas.get(field.schema).read_only);
                body.open = matches!(record.additional, Additional::Typed(_));
                body.parts = fields.map(|field| part(report, schemas, field, body)).collect();
            }
            Some((schema, kind)) => {
                let message = match kind {
                    Kind::Union(_) => "the parts of a choice are not told apart: a request takes parts of any names",
                    Kind::Array(_) => "the parts of a list have no names here: a request takes parts of any names",
                    _ => continue,
                };
                report.add(&code::APPROXIMATED, &schema.pointer, message);
            }
            None => {}
        }
    }
}

fn part(report: &mut Report, schemas: &Schemas, field: &Field, body: &Body) -> Part {
    let content_type = body.content_types.get(&field.name);
    let json = content_type.is_some_and(|name| name.contains("json"));
    let item = match schemas.kind(field.schema) {
        Kind::Array(item) if !json => Some(*item),
        _ => None,
    };
    let schema = item.unwrap_or(field.schema);
    // What has members is written as JSON, or not at all.
    let opaque = matches!(schemas.kind(schema), Kind::Record(_) | Kind::Map(_)).then_some(content_type).flatten();
    if let Some(media_type) = opaque.filter(|_| !json) {
        let message = format!("`{media_type}` is handed over as it is; what is inside of it has no type");
        report.add(&code::TAKEN_AS_TEXT, &schemas.get(field.schema).pointer, message);
    }
    let file = matches!(schemas.kind(schema), Kind::Text(TextFormat::Binary)) || (opaque.is_some() && !json);
    let style = body.styles.iter().find(|style| style.name == field.name && !style.explode && item.is_some() && !file);
    let separator = style.and_then(|style| match style.style {
        Style::Form => Some(","),
        Style::SpaceDelimited => Some(" "),
        Style::PipeDelimited => Some("|"),
        _ => None,
    });
    let name = field.name.clone();
    Part { name, required: field.required, schema, file, many: item.is_some(), separator, content_type: content_type.cloned() }
}
