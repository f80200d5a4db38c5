//! A path item → its operations.

use openapiv3::{Operation as Written, ParameterSchemaOrContent, PathItem, ReferenceOr};

use super::Lowering;
use super::extension::Extensions;
use super::external::described;
use crate::api::{Group, Operation, Paging, Parameter, Piece, Response, ResponseHeader, Status};
use crate::pointer::Pointer;
use crate::report::code;

impl Lowering<'_> {
    /// Lowers every operation, in the document's order.
    pub(super) fn operations(&mut self) {
        let document = self.document;
        let paths = Pointer::root().child("paths");
        for template in document.paths() {
            let at = paths.child(template);
            let Some(item) = document.path_item(self.report, template) else { continue };
            for (method, operation) in item.iter() {
                let place = at.child(method);
                let lowered = self.operation(template, &item, (method, operation), &place);
                self.api.operations.extend(lowered.into_iter().flatten());
            }
        }
        self.name_services();
    }

    /// One operation, and one more for each other body that it takes; nothing if it has a part that cannot be generated, which is
    /// reported.
    fn operation(&mut self, template: &str, item: &PathItem, (method, written): (&str, &Written), at: &Pointer) -> Option<Vec<Operation>> {
        let id = written.operation_id.clone().unwrap_or_else(|| self.derived_id(method, template, at));
        let parameters = self.parameters(item, written, at)?;
        let bodies = match &written.request_body {
            Some(body) => self.request_bodies(body, &at.child("requestBody")),
            None => Vec::new(),
        };
        let mut bodies = bodies.into_iter();
        let mut responses = self.responses(written, at);
        if method == "head" {
            self.without_content(&mut responses, at);
        }
        let headers = self.sent_headers(&written.extensions, at);
        let summary = written.summary.clone().or_else(|| item.summary.clone());
        let description = described(written.description.as_ref().or(item.description.as_ref()), written.external_docs.as_ref());
        let security = self.security(written.security.as_ref(), &at.child("security"))?;
        let mut operation = Operation {
            pointer: at.clone(),
            id,
            other_body: None,
            method: method.to_uppercase(),
            template: template.to_owned(),
            path: pieces(template),
            summary,
            description,
            deprecated: written.deprecated,
            tags: written.tags.clone(),
            group: self.group(written, at),
            service: self.service(item, written, at),
            parameters,
            headers,
            body: bodies.next().map(|(_, body)| body),
            responses,
            security,
            paging: Paging::Unsaid,
            waiters: Vec::new(),
            idempotent: self.idempotent(&written.extensions, at),
            source: self.source(&written.extensions, at),
        };
        operation.paging = self.paging(&operation, &written.extensions);
        operation.waiters = self.waiters(&operation, &written.extensions);
        let others = bodies.map(|(word, body)| Operation { other_body: Some(word), body: Some(body), ..operation.clone() });
        let others: Vec<Operation> = others.collect();
        Some([operation].into_iter().chain(others).collect())
    }

    /// An id for an operation that has none: the method and the words of its path.
    fn derived_id(&mut self, method: &str, template: &str, at: &Pointer) -> String {
        let words = template.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        let id = [method].into_iter().chain(words).collect::<Vec<_>>().join("_");
        let help = "give it an `operationId`: the name of the method comes from it";
        self.report.add_with_help(&code::DERIVED_OPERATION_ID, at, format!("this operation has no id; it is called `{id}`"), help);
        id
    }

    /// The group of an operation: its first tag.
    fn group(&mut self, written: &Written, at: &Pointer) -> Option<usize> {
        let tag = written.tags.first()?;
        if let Some(index) = self.api.groups.iter().position(|group| group.name == *tag) {
            return Some(index);
        }
        let pointer = at.child("tags").index(0);
        self.api.groups.push(Group { pointer, name: tag.clone(), description: None });
        Some(self.api.groups.len() - 1)
    }

    /// What an operation answers.
    fn responses(&mut self, written: &Written, at: &Pointer) -> Vec<Response> {
        let place = at.child("responses");
        let mut responses = Vec::new();
        for (status, response) in &written.responses.responses {
            let (status, at) = match status {
                openapiv3::StatusCode::Code(code) => (Status::Code(*code), place.child(&code.to_string())),
                openapiv3::StatusCode::Range(range) => (Status::Range(*range), place.child(&format!("{range}XX"))),
            };
            responses.extend(self.response(response, status, &at));
        }
        if let Some(response) = &written.responses.default {
            responses.extend(self.response(response, Status::Default, &place.child("default")));
        }
        if !responses.iter().any(|response| response.status.is_success()) {
            self.promote_default(&mut responses, &place);
        }
        responses
    }

    /// No answer to HEAD has a body (RFC 9110, 9.3.2).
    fn without_content(&mut self, responses: &mut [Response], at: &Pointer) {
        let mut found = false;
        for response in responses {
            found |= response.body.take().is_some() | response.stream.take().is_some();
        }
        if found {
            let message = "an answer to HEAD has no body; what is said of its content is passed over";
            self.report.add(&code::HEAD_CONTENT, &at.child("responses"), message);
        }
    }

    fn response(&mut self, written: &ReferenceOr<openapiv3::Response>, status: Status, at: &Pointer) -> Option<Response> {
        let (response, at) = self.resolve(written, at)?;
        let place = at.child("content");
        let (body, stream) = self.response_bodies(&response.content, status.is_success(), &place);
        let headers = self.response_headers(&response, &at.child("headers"));
        Some(Response { status, description: response.description.clone(), headers, body, stream })
    }

    /// Whether a header is a list or an object.
    fn header_has_parts(&self, header: &openapiv3::Header, at: &Pointer) -> bool {
        matches!(header.format, ParameterSchemaOrContent::Content(_)) || self.has_parts(&at.child("schema"))
    }

    /// The headers of an answer. Its content type is described by its content.
    fn response_headers(&mut self, response: &openapiv3::Response, at: &Pointer) -> Vec<ResponseHeader> {
        let mut headers = Vec::new();
        for (name, written) in response.headers.iter().filter(|(name, _)| !name.eq_ignore_ascii_case("content-type")) {
            if headers.iter().any(|known: &ResponseHeader| known.name.eq_ignore_ascii_case(name)) {
                let message = format!("`{name}` is described twice, in another case; names of headers have none, and the first counts");
                self.report.add_with_help(&code::UNSUPPORTED_PARAMETER, &at.child(name), message, "remove one of them");
                continue;
            }
            let Some((header, at)) = self.resolve(written, &at.child(name)) else { continue };
            let schema = match &header.format {
                ParameterSchemaOrContent::Schema(schema) => self.schema(schema, &at.child("schema")),
                ParameterSchemaOrContent::Content(_) => self.anything(&at),
            };
            if self.header_has_parts(&header, &at) {
                let message = format!("`{name}` is handed over as its text; what is inside of it has no type");
                self.report.add(&code::TAKEN_AS_TEXT, &at, message);
            }
            headers.push(ResponseHeader { name: name.clone(), description: header.description.clone(), schema });
        }
        headers
    }

    /// Without any 2xx, `default` describes success too; without `default`, any 2xx is a success without content.
    fn promote_default(&mut self, responses: &mut Vec<Response>, place: &Pointer) {
        let default = responses.iter().find(|response| response.status == Status::Default);
        let (message, (body, stream)) = match default {
            Some(default) => ("no 2xx response is described; `default` is taken for it", (default.body.clone(), default.stream.clone())),
            None => ("no 2xx response is described; any of them is taken for a success without content", (None, None)),
        };
        self.report.add(&code::NO_SUCCESS, place, message);
        responses.push(Response { status: Status::Range(2), description: String::new(), headers: Vec::new(), body, stream });
    }

    /// Whether an operation may be attempted again: `x-idempotent`.
    fn idempotent(&mut self, extensions: &Extensions, at: &Pointer) -> Option<bool> {
        match extensions.get("x-idempotent")? {
            serde_json::Value::Bool(flag) => Some(*flag),
            _ => self.odd("x-idempotent", at, "true or false"),
        }
    }

    /// Where the description of an operation comes from: `x-source`.
    fn source(&mut self, extensions: &Extensions, at: &Pointer) -> Option<String> {
        let source = extensions.get("x-source")?;
        let part = |key: &str| source.get(key).and_then(|part| part.as_str()).filter(|part| !part.is_empty());
        let Some(title) = part("title") else { return self.odd("x-source", at, "a map with `title`, `place` and `updated`") };
        let place = part("place").map(|place| format!(", {place}")).unwrap_or_default();
        let updated = part("updated").map(|date| format!(", updated on {date}")).unwrap_or_default();
        Some(format!("“{title}”{place}{updated}"))
    }
}

/// A path in pieces: `/pets/{id}` → `/pets/`, `id`. Braces that do not pair up were refused by the source stage.
fn pieces(template: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = template;
    while let Some((text, after)) = rest.split_once('{') {
        let Some((name, tail)) = after.split_once('}') else { break };
        if !text.is_empty() {
            pieces.push(Piece::Text(sendable(text)));
        }
        pieces.push(Piece::Parameter(name.to_owned()));
        rest = tail;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(sendable(rest)));
    }
    pieces
}

/// The text of a path as it is sent: what no address may have (RFC 3986, 3.3) is encoded, what is encoded stays so.
fn sendable(text: &str) -> String {
    let mut sendable = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_ascii_graphic() && !"\"<>\\^`|".contains(character) {
            sendable.push(character);
        } else {
            sendable.extend(character.encode_utf8(&mut [0; 4]).bytes().map(|byte| format!("%{byte:02X}")));
        }
    }
    sendable
}

/// The parameter of a name, among those of an operation.
pub(super) fn named<'a>(parameters: &'a [Parameter], name: &str) -> Option<&'a Parameter> {
    parameters.iter().find(|parameter| parameter.name == name)
}

#[cfg(test)]
mod tests {
    use super::{Piece, pieces};

    #[test]
    fn a_path_is_cut_at_its_parameters() {
        let text = |text: &str| Piece::Text(text.to_owned());
        let parameter = |name: &str| Piece::Parameter(name.to_owned());
        let cases = [
            ("/", vec![text("/")]),
            ("/pets/{id}", vec![text("/pets/"), parameter("id")]),
            ("/{a}/{b}.json", vec![text("/"), parameter("a"), text("/"), parameter("b"), text(".json")]),
            ("/{a}{b}", vec![text("/"), parameter("a"), parameter("b")]),
            ("/a b/ü%20|~/{c}", vec![text("/a%20b/%C3%BC%20%7C~/"), parameter("c")]),
        ];
        for (template, expected) in cases {
            assert_eq!(pieces(template), expected, "{template}");
        }
    }
}
