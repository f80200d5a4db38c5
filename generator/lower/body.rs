//! Request bodies and response bodies: the media type that is used, and what it carries.

use openapiv3::{Content, MediaType, ReferenceOr};

use super::Lowering;
use crate::api::{Body, Format, RequestBody};
use crate::pointer::Pointer;
use crate::report::code;

impl Lowering<'_> {
    /// What an operation sends; nothing if the document describes no content.
    pub(super) fn request_body(&mut self, written: &ReferenceOr<openapiv3::RequestBody>, at: &Pointer) -> Option<RequestBody> {
        let (written, at) = self.resolve(written, at)?;
        let place = at.child("content");
        let whole = self.best(&written.content, &place, |format| !is_stream(format));
        // Lines and events are sent as the text that they are.
        let body = whole.or_else(|| self.best(&written.content, &place, |_| true).map(as_it_is))?;
        Some(RequestBody { required: written.required, description: written.description, body })
    }

    /// What a response carries as a whole.
    pub(super) fn response_body(&mut self, content: &Content, at: &Pointer) -> Option<Body> {
        let body = self.best(content, at, |format| matches!(format, Format::Json | Format::Text | Format::Binary));
        // Anything else is handed over as it comes.
        body.or_else(|| self.best(content, at, |_| true).map(as_it_is))
    }

    /// What a response carries piece by piece.
    pub(super) fn response_stream(&mut self, content: &Content, at: &Pointer) -> Option<Body> {
        let (name, media) = content.iter().find(|(name, _)| is_stream(format(name)))?;
        Some(self.body(name, media, &at.child(name)))
    }

    /// The media type that says most: JSON, then form, then parts, then text, then bytes.
    fn best(&mut self, content: &Content, at: &Pointer, usable: impl Fn(Format) -> bool) -> Option<Body> {
        let whole = content.keys().filter(|name| !is_stream(format(name))).count();
        let known = content.iter().filter(|(name, _)| usable(format(name)));
        let (name, media) = known.min_by_key(|(name, _)| format(name) as u8)?;
        if whole > 1 {
            let message = format!("there are several media types; `{name}` is used");
            self.report.add(&code::MEDIA_TYPE_CHOSEN, at, message);
        }
        Some(self.body(name, media, &at.child(name)))
    }

    fn body(&mut self, name: &str, media: &MediaType, at: &Pointer) -> Body {
        let format = format(name);
        let schema = match (&media.schema, format) {
            (_, Format::Text | Format::Binary) => None,
            (Some(schema), _) => Some(self.schema(schema, &at.child("schema"))),
            (None, _) => Some(self.anything(at)),
        };
        let content_types = media.encoding.iter().filter_map(|(part, encoding)| Some((part.clone(), encoding.content_type.clone()?)));
        let content_types = content_types.collect();
        let styles = if format == Format::Form { self.encoding(at) } else { Vec::new() };
        Body { media_type: name.to_owned(), format, schema, content_types, styles, parts: Vec::new() }
    }
}

/// A body that is text or bytes, whatever more its media type says. Parts may hold bytes; all else is text.
fn as_it_is(body: Body) -> Body {
    Body { format: if body.format == Format::Multipart { Format::Binary } else { Format::Text }, schema: None, ..body }
}

/// How a media type is read and written. What is not known is bytes.
fn format(media_type: &str) -> Format {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match essence.as_str() {
        "application/x-www-form-urlencoded" => Format::Form,
        "text/event-stream" => Format::Events,
        "application/jsonl"
        | "application/x-jsonl"
        | "application/jsonlines"
        | "application/x-jsonlines"
        | "application/x-ndjson"
        | "application/ndjson"
        | "application/json-seq"
        | "application/x-json-stream"
        | "application/stream+json" => Format::Lines,
        _ if is_json(media_type) => Format::Json,
        _ if essence.starts_with("multipart/") => Format::Multipart,
        "application/xml" | "application/yaml" | "application/x-yaml" | "application/javascript" | "application/graphql" => Format::Text,
        _ if essence.starts_with("text/") || essence.ends_with("+xml") || essence.ends_with("+yaml") => Format::Text,
        _ => Format::Binary,
    }
}

/// Whether content comes piece by piece.
fn is_stream(format: Format) -> bool {
    matches!(format, Format::Lines | Format::Events)
}

/// Whether a media type is JSON: by name, by its `+json` suffix (RFC 6839), or because it is any (`*/*`).
pub(super) fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || essence == "text/json" || essence.ends_with("+json") || essence == "*/*" || essence == "application/*"
}
