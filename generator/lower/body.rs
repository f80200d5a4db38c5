//! Request bodies and response bodies: the media type that is used, and what it carries.

use openapiv3::{Content, MediaType, ReferenceOr};
use serde_json::Value;

use super::Lowering;
use crate::api::{Body, Format, Kind, RequestBody};
use crate::pointer::Pointer;
use crate::report::code;

impl Lowering<'_> {
    /// What an operation sends, and the other bodies that it takes, each with a word that tells it from the first; nothing if the document
    /// describes no content. The same schema in another media type is no other body.
    pub(super) fn request_bodies(&mut self, written: &ReferenceOr<openapiv3::RequestBody>, at: &Pointer) -> Vec<(String, RequestBody)> {
        let Some((written, at)) = self.resolve(written, at) else { return Vec::new() };
        let place = at.child("content");
        let mut content: Vec<(&String, &MediaType)> = written.content.iter().collect();
        // The media type that says most comes first; lines and events, which are sent as the text that they are, come last.
        content.sort_by_key(|(name, _)| format(name) as u8);
        let mut bodies: Vec<(String, RequestBody)> = Vec::new();
        let mut taken: Vec<(Format, Option<&ReferenceOr<openapiv3::Schema>>)> = Vec::new();
        // Of the same schema, which no operation of its own sends.
        let mut same: Vec<String> = Vec::new();
        for (name, media) in content {
            let own = (format(name), media.schema.as_ref());
            let is_known = |(format, schema): &(Format, Option<_>)| if own.1.is_some() { *schema == own.1 } else { *format == own.0 };
            if taken.iter().any(is_known) {
                same.push(format!("`{name}`"));
                continue;
            }
            let word = if taken.iter().any(|(format, _)| *format == own.0) { subtype(name) } else { own.0.word().to_owned() };
            let body = self.body(name, media, &place.child(name));
            let body = if is_stream(own.0) || self.is_odd_form(&body) { self.as_it_is(body, &place.child(name)) } else { body };
            bodies.push((word, RequestBody { required: written.required, description: written.description.clone(), body }));
            taken.push(own);
        }
        for (_, RequestBody { body, .. }) in bodies.iter().filter(|(_, body)| body.body.media_type.contains('*')) {
            let message =
                format!("`{}` is a range; `{}` is sent, unless a call has a `content-type` of its own", body.media_type, body.sent_type());
            self.report.add_with_help(&code::MEDIA_TYPE_CHOSEN, &place.child(&body.media_type), message, "callers give it with `header`");
        }
        if let Some((_, first)) = bodies.first().filter(|_| written.content.len() > 1) {
            let message = format!("there are several media types; `{}` is used", first.body.media_type);
            let others: Vec<String> = bodies.iter().skip(1).map(|(_, other)| format!("`{}`", other.body.media_type)).collect();
            let more = if others.is_empty() { String::new() } else { format!(", and {} by an operation of its own", others.join(", ")) };
            let same = match same.as_slice() {
                [] => String::new(),
                same => format!("; {} where a call says so in its `content-type`, for a body that is such", same.join(", ")),
            };
            self.report.add(&code::MEDIA_TYPE_CHOSEN, &place, message + &more + &same);
        }
        bodies
    }

    /// What a response carries as a whole, and what piece by piece. Only of a success it is read so, and told which media type it is.
    pub(super) fn response_bodies(&mut self, content: &Content, is_success: bool, at: &Pointer) -> (Option<Body>, Option<Body>) {
        let (body, stream) = (self.response_body(content, at), self.response_stream(content, is_success, at));
        // Pieces have a type, in the stream.
        (body.or_else(|| stream.clone().map(whole)), stream)
    }

    fn response_body(&mut self, content: &Content, at: &Pointer) -> Option<Body> {
        let mut body = self.best(content, at, |format| matches!(format, Format::Json | Format::Text | Format::Binary));
        for body in body.iter_mut().filter(|body| body.format == Format::Json && body.media_type.contains('*')) {
            if self.is_plain_text(&at.child(&body.media_type).child("schema")) {
                (body.format, body.schema) = (Format::AnyText, None);
            }
        }
        // Anything else is handed over as it comes.
        body.or_else(|| {
            let body = self.best(content, at, |format| !is_stream(format))?;
            let place = at.child(&body.media_type);
            Some(self.as_it_is(body, &place))
        })
    }

    fn response_stream(&mut self, content: &Content, is_success: bool, at: &Pointer) -> Option<Body> {
        let mut streams = content.iter().filter(|(name, _)| is_stream(format(name)));
        let (name, media) = streams.next()?;
        let others: Vec<String> = streams.map(|(other, _)| format!("`{other}`")).collect();
        if is_success && !others.is_empty() {
            let message = format!("there are several streams; `{name}` is used, and not {}", others.join(", "));
            self.report.add(&code::MEDIA_TYPE_CHOSEN, at, message);
        }
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
        let mut format = format(name);
        let is_range = name.contains('*');
        let is_binary = self.is_binary(&at.child("schema"));
        if is_binary && (format == Format::Text || (format == Format::Json && is_range)) {
            format = Format::Binary;
        }
        let schema = match (&media.schema, format) {
            (_, Format::Text | Format::Binary) => {
                if self.has_parts(&at.child("schema")) || self.is_no_text(&at.child("schema")) {
                    self.tell_taken_as_text(name, at);
                }
                None
            }
            (Some(schema), _) => Some(self.schema(schema, &at.child("schema"))),
            (None, _) => Some(self.anything(at)),
        };
        let content_types = media.encoding.iter().filter_map(|(part, encoding)| Some((part.clone(), encoding.content_type.clone()?)));
        let content_types = content_types.collect();
        let styles = if matches!(format, Format::Form | Format::Multipart) { self.encoding(at) } else { Vec::new() };
        self.unused_encodings(media, format, schema, at);
        Body { media_type: name.to_owned(), format, schema, content_types, styles, parts: Vec::new(), open: true }
    }

    /// Whether a form is no object, so that it has no fields: the text of it is all that can be given.
    fn is_odd_form(&self, body: &Body) -> bool {
        let kind = body.schema.map(|id| self.api.schemas.kind(id));
        let is_plain = matches!(kind, Some(Kind::Text(_) | Kind::Integer(_) | Kind::Number(_) | Kind::Boolean | Kind::Array(_)));
        body.format == Format::Form && is_plain
    }

    /// A body in one piece, and a note where its schema says more.
    fn as_it_is(&mut self, body: Body, at: &Pointer) -> Body {
        if body.schema.is_some_and(|id| !matches!(self.api.schemas.kind(id), Kind::Any | Kind::Text(_))) {
            self.tell_taken_as_text(&body.media_type, at);
        }
        whole(body)
    }

    fn tell_taken_as_text(&mut self, media_type: &str, at: &Pointer) {
        let message = format!("`{media_type}` is handed over as it is; what is inside of it has no type");
        self.report.add(&code::TAKEN_AS_TEXT, &at.child("schema"), message);
    }

    /// Whether the schema at `at` is of numbers, booleans or constants, which a text would have to be read as.
    fn is_no_text(&self, at: &Pointer) -> bool {
        let Some(schema) = self.at_end(at) else { return false };
        let is_other = matches!(schema.get("type").and_then(Value::as_str), Some("integer" | "number" | "boolean"));
        is_other || schema.get("enum").is_some()
    }

    /// Whether the schema at `at` is of bytes as they are.
    fn is_binary(&self, at: &Pointer) -> bool {
        self.at_end(at).is_some_and(|schema| schema.get("format").and_then(Value::as_str) == Some("binary"))
    }

    /// Whether the schema at `at` is of any texts.
    fn is_plain_text(&self, at: &Pointer) -> bool {
        let says = |schema: &Value, key: &str| schema.get(key).is_some();
        let more = ["format", "enum", "nullable", "allOf", "anyOf", "oneOf"];
        self.at_end(at)
            .is_some_and(|schema| schema.get("type").and_then(Value::as_str) == Some("string") && !more.iter().any(|key| says(schema, key)))
    }

    /// Whether a schema says more of its values than that they are texts, or of one other simple type.
    pub(super) fn has_parts(&self, at: &Pointer) -> bool {
        let Some(schema) = self.at_end(at) else { return false };
        let is_composed = ["allOf", "oneOf", "anyOf", "properties"].iter().any(|key| schema.get(key).is_some());
        is_composed || matches!(schema.get("type").and_then(Value::as_str), Some("object" | "array"))
    }
}

/// A body that is text or bytes, whatever more its media type says. Parts may hold bytes; all else is text.
fn whole(body: Body) -> Body {
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

/// What a media type is called within its kind: `pdf` of `application/pdf`.
fn subtype(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    let subtype = essence.split_once('/').map_or(essence, |(_, subtype)| subtype);
    subtype.split_once('+').map_or(subtype, |(name, _)| name).to_owned()
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
