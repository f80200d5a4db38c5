//! Request bodies and response bodies: the media type that is used, and what it carries.

use openapiv3::{Content, MediaType, ReferenceOr};

use super::Lowering;
use super::operation::readable;
use crate::api::{Body, Format, RequestBody};
use crate::pointer::Pointer;
use crate::report::code;

impl Lowering<'_> {
    /// What an operation sends; nothing, with a finding, if this version cannot write it.
    pub(super) fn request_body(&mut self, written: &ReferenceOr<openapiv3::RequestBody>, at: &Pointer) -> Option<RequestBody> {
        let (written, at) = self.resolve(written, at)?;
        let place = at.child("content");
        let Some(body) = self.best(&written.content, &place, |_| true) else {
            let known = written.content.keys().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            let message = format!("a request body in {known} cannot be written by this version; the operation is left out");
            self.report.add(&code::UNSUPPORTED_REQUEST_BODY, &place, message);
            return None;
        };
        if body.format == Format::Form {
            self.encoding(&place.child(&body.media_type));
        }
        Some(RequestBody { required: written.required, description: written.description, body })
    }

    /// What a response carries. What this version cannot decode is handed over as bytes, with a finding.
    pub(super) fn response_body(&mut self, content: &Content, at: &Pointer) -> Option<Body> {
        let first = content.keys().next()?;
        if let Some(body) = self.best(content, at, readable) {
            return Some(body);
        }
        let message = format!("`{first}` is not decoded by this version; the body is handed over as bytes");
        self.report.add(&code::UNDECODED_RESPONSE, &at.child(first), message);
        Some(Body { media_type: first.clone(), format: Format::Binary, schema: None })
    }

    /// The media type that says most: JSON, then form, then text, then bytes.
    fn best(&mut self, content: &Content, at: &Pointer, usable: impl Fn(Format) -> bool) -> Option<Body> {
        let known = content.iter().filter_map(|(name, media)| Some((format(name)?, name, media)));
        let (format, name, media) = known.filter(|(format, ..)| usable(*format)).min_by_key(|(format, ..)| *format as u8)?;
        if content.len() > 1 {
            let message = format!("there are several media types; `{name}` is used");
            self.report.add(&code::MEDIA_TYPE_CHOSEN, at, message);
        }
        Some(Body { media_type: name.clone(), format, schema: self.media_schema(format, media, &at.child(name)) })
    }

    fn media_schema(&mut self, format: Format, media: &MediaType, at: &Pointer) -> Option<crate::api::SchemaId> {
        match (&media.schema, format) {
            (_, Format::Text | Format::Binary) => None,
            (Some(schema), _) => Some(self.schema(schema, &at.child("schema"))),
            (None, _) => Some(self.anything(at)),
        }
    }
}

/// How a media type is read and written, if this version can.
fn format(media_type: &str) -> Option<Format> {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match essence.as_str() {
        _ if is_json(media_type) => Some(Format::Json),
        "application/x-www-form-urlencoded" => Some(Format::Form),
        "application/octet-stream" | "application/pdf" | "application/zip" | "application/gzip" => Some(Format::Binary),
        "text/event-stream" => None,
        _ if essence.starts_with("text/") || essence == "application/xml" || essence.ends_with("+xml") => Some(Format::Text),
        _ if essence.starts_with("image/") || essence.starts_with("audio/") || essence.starts_with("video/") => Some(Format::Binary),
        _ => None,
    }
}

/// Whether a media type is JSON: by name, by its `+json` suffix (RFC 6839), or because it is any (`*/*`).
pub(super) fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || essence == "text/json" || essence.ends_with("+json") || essence == "*/*" || essence == "application/*"
}
