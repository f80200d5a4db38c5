//! Parameters of an operation, with those of its path item.

use openapiv3::{Operation, Parameter as Written, ParameterSchemaOrContent, PathItem, PathStyle, QueryStyle, ReferenceOr};
use serde_json::Value;

use super::Lowering;
use crate::api::{Parameter, Place, SchemaId, Style};
use crate::pointer::Pointer;
use crate::report::code;

impl Lowering<'_> {
    /// The parameters of an operation: its own, and those of the path item that it does not repeat.
    pub(super) fn parameters(&mut self, item: &PathItem, operation: &Operation, at: &Pointer) -> Option<Vec<Parameter>> {
        let shared = at.parent().unwrap_or_default().child("parameters");
        let own = at.child("parameters");
        let shared = item.parameters.iter().enumerate().map(|(index, written)| (written, shared.index(index)));
        let written = shared.chain(operation.parameters.iter().enumerate().map(|(index, written)| (written, own.index(index))));
        // Each with the list that it stands in.
        let mut parameters: Vec<(Option<Pointer>, Parameter)> = Vec::new();
        for (written, at) in written.collect::<Vec<_>>() {
            let Some(parameter) = self.parameter(written, &at)? else { continue };
            let list = at.parent();
            let Some((known_list, known)) = parameters.iter_mut().find(|(_, known)| is_same(known, &parameter)) else {
                parameters.push((list, parameter));
                continue;
            };
            if *known_list == list {
                let message = format!("the parameter `{}` stands here twice; this one counts", parameter.name);
                self.report.add_with_help(&code::UNSUPPORTED_PARAMETER, &at, message, "leave one of them out, or give it another name");
            }
            (*known_list, *known) = (list, parameter);
        }
        Some(parameters.into_iter().map(|(_, parameter)| parameter).collect())
    }

    /// One parameter. The outer nothing leaves the operation out, the inner one the parameter.
    fn parameter(&mut self, written: &ReferenceOr<Written>, at: &Pointer) -> Option<Option<Parameter>> {
        let (written, at) = self.resolve(written, at)?;
        let data = written.parameter_data_ref();
        let (place, style, allow_reserved) = placed(&written);
        if place == Place::Header && ["accept", "content-type", "authorization"].contains(&data.name.to_ascii_lowercase().as_str()) {
            // OpenAPI 3.0.3, Parameter Object: such a definition shall be ignored.
            let help = "use `x-headers` for a header that every call sends";
            self.report.add_with_help(
                &code::IGNORED_HEADER,
                &at,
                format!("a header parameter `{}` means nothing in OpenAPI", data.name),
                help,
            );
            return Some(None);
        }
        if place == Place::Header && !is_header_name(&data.name) {
            let message = format!("no header can have the name `{}`; the parameter is left out", data.name);
            self.report.add_with_help(&code::UNSUPPORTED_PARAMETER, &at.child("name"), message, "use letters, digits and hyphens");
            return Some(None);
        }
        let reserved = at.child("allowReserved");
        if place != Place::Query && reserved.find(&self.document.tree) == Some(&Value::Bool(true)) {
            let message = format!("`{}` is no parameter of the query: `allowReserved` says nothing of it", data.name);
            self.report.add(&code::UNUSED_RESERVED, &reserved, message);
        }
        let (schema, style) = match &data.format {
            ParameterSchemaOrContent::Schema(schema) => (self.schema(schema, &at.child("schema")), style),
            ParameterSchemaOrContent::Content(content) => match self.content(content, data.required, &at.child("content")) {
                Some((schema, true)) => (schema, Style::Json),
                Some((schema, false)) => (schema, style),
                None if data.required => return None,
                None => return Some(None),
            },
        };
        let extensions = data.extensions.clone();
        let mut parameter = Parameter {
            pointer: at.clone(),
            name: data.name.clone(),
            place,
            required: data.required || place == Place::Path,
            description: data.description.clone(),
            deprecated: data.deprecated.unwrap_or_default(),
            schema,
            style,
            explode: data.explode.unwrap_or(matches!(style, Style::Form | Style::DeepObject)),
            allow_reserved,
            setting: None,
            env: self.texts(&extensions, "x-env", &at),
            sent_default: None,
        };
        if self.flag(&extensions, "x-send-default", &at) {
            parameter.sent_default = self.default_text(schema).or_else(|| {
                let wanted = "beside the `default` of a schema that is a text, a number or a boolean";
                self.odd("x-send-default", &at, wanted)
            });
        }
        if self.flag(&extensions, "x-client", &at) {
            parameter.setting = Some(self.setting(&parameter));
        }
        self.lookup(parameter.setting, &extensions, &at);
        Some(Some(parameter))
    }

    /// The schema of a parameter that has a media type, and whether it is written as JSON; a text is what it is in every style.
    fn content(&mut self, content: &openapiv3::Content, required: bool, at: &Pointer) -> Option<(SchemaId, bool)> {
        let (media_type, media) = content.first()?;
        let place = at.child(media_type);
        let is_json = super::body::is_json(media_type);
        let parts = !is_json && self.has_parts(&place.child("schema"));
        if !is_json && (parts || !media_type.starts_with("text/")) {
            let what = if required { "operation" } else { "parameter" };
            let message = format!("a parameter in `{media_type}` cannot be written by this version; the {what} is left out");
            self.report.add(&code::UNSUPPORTED_PARAMETER, &place, message);
            return None;
        }
        let schema = match &media.schema {
            Some(schema) => self.schema(schema, &place.child("schema")),
            None => self.anything(&place),
        };
        Some((schema, is_json))
    }

    /// The default of a schema as the text that is sent. Components are lowered before operations, so it is known.
    fn default_text(&self, schema: SchemaId) -> Option<String> {
        match self.api.schemas.stated(schema).default.as_ref()? {
            Value::String(text) => Some(text.clone()),
            value @ (Value::Number(_) | Value::Bool(_)) => Some(value.to_string()),
            _ => None,
        }
    }

    /// The client's setting that `parameter` is: one for all parameters of its name.
    fn setting(&mut self, parameter: &Parameter) -> usize {
        if let Some(index) = self.api.settings.iter().position(|known| known.name == parameter.name) {
            return index;
        }
        self.api.settings.push(parameter.clone());
        self.api.settings.len() - 1
    }
}

/// Whether two parameters are one on the wire. Names of headers have no case (RFC 9110, 5.1).
fn is_same(one: &Parameter, other: &Parameter) -> bool {
    let header = one.place == Place::Header && one.name.eq_ignore_ascii_case(&other.name);
    one.place == other.place && (header || one.name == other.name)
}

/// A token (RFC 9110, 5.6.2).
fn is_header_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

fn placed(written: &Written) -> (Place, Style, bool) {
    match written {
        Written::Path { style, .. } => {
            let style = match style {
                PathStyle::Simple => Style::Simple,
                PathStyle::Label => Style::Label,
                PathStyle::Matrix => Style::Matrix,
            };
            (Place::Path, style, false)
        }
        Written::Query { style, allow_reserved, .. } => {
            let style = match style {
                QueryStyle::Form => Style::Form,
                QueryStyle::SpaceDelimited => Style::SpaceDelimited,
                QueryStyle::PipeDelimited => Style::PipeDelimited,
                QueryStyle::DeepObject => Style::DeepObject,
            };
            (Place::Query, style, *allow_reserved)
        }
        Written::Header { .. } => (Place::Header, Style::Simple, false),
        Written::Cookie { .. } => (Place::Cookie, Style::Form, false),
    }
}
