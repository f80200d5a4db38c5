//! Pages → a draft of a document, for a person to go over. What a page does not say is marked `TODO`.
//!
//! `schema.rs` makes schemas of rows, `seen.rs` looks into examples for what the tables leave out, `name.rs` finds names.

mod name;
mod schema;
mod seen;

use serde_json::{Map, Value, json};

use super::{Page, Place, Response, Row};
use name::{operation_id, upper_camel};
use schema::Schemas;
use seen::Seen;

/// A draft of the operations of some pages. With `existing`, the tree of a document, what it has already is referred to, and the draft has only what is to
/// be added to it.
#[must_use]
pub(crate) fn draft(pages: &[Page], existing: Option<&Value>) -> Value {
    let mut draft = Draft {
        schemas: Schemas::new(existing),
        paths: Map::new(),
        parameters: Map::new(),
        existing,
        tokens: Vec::new(),
        sends: Map::new(),
    };
    for page in pages {
        let own = server(page).filter(|_| shared_server(pages).is_none());
        draft.operation(page, own);
    }
    draft.share_parameters();
    draft.finish(pages)
}

struct Draft<'d> {
    schemas: Schemas<'d>,
    paths: Map<String, Value>,
    /// Parameters that several operations share.
    parameters: Map<String, Value>,
    existing: Option<&'d Value>,
    /// Headers that carry what a caller shows.
    tokens: Vec<String>,
    /// Headers that every call sends.
    sends: Map<String, Value>,
}

impl Draft<'_> {
    fn operation(&mut self, page: &Page, server: Option<String>) {
        let id = operation_id(&page.title, &page.method, &page.path);
        let seen = Seen::new(page);
        self.schemas.page(page, &id, &seen);
        let mut parameters = Vec::new();
        for row in page.parameters.iter().filter(|row| row.place != Some(Place::Body)) {
            parameters.extend(self.parameter(row));
        }
        let mut operation = Map::new();
        let mut put = |key: &str, value: Value| _ = operation.insert(key.to_owned(), value);
        put("operationId", json!(id));
        if let Some(tag) = tag(page) {
            put("tags", json!([tag]));
        }
        put("summary", json!(if page.title.is_empty() { "TODO: the page has no title." } else { &page.title }));
        if !page.function.is_empty() {
            put("description", json!(page.function.join("\n\n")));
        }
        put("x-source", source(page));
        if !parameters.is_empty() {
            put("parameters", Value::Array(parameters));
        }
        let body: Vec<&Row> = page.parameters.iter().filter(|row| row.place == Some(Place::Body)).collect();
        if !body.is_empty() {
            let schema = self.schemas.root(page, &format!("{id}Request"), &body, "request", &seen);
            let mut media = json!({"schema": schema});
            let example = page.examples.iter().find(|example| !example.is_response && example.json.is_some());
            add_example(&mut media, example.and_then(|example| example.json.clone()));
            let required = body.iter().any(|row| row.mandatory.as_ref().is_some_and(|given| given.what));
            put("requestBody", json!({"required": required, "content": {"application/json": media}}));
        }
        let responses = self.responses(page, &id, &seen);
        put("responses", responses);
        if let Some(url) = server {
            put("servers", json!([{"url": url}]));
        }
        let item = self.paths.entry(page.path.clone()).or_insert_with(|| json!({}));
        if let Some(item) = item.as_object_mut() {
            item.insert(page.method.to_ascii_lowercase(), Value::Object(operation));
        }
    }

    /// A parameter; none of what a security scheme or every call sends.
    fn parameter(&mut self, row: &Row) -> Option<Value> {
        let place = row.place.unwrap_or(Place::Query);
        if place == Place::Header && is_credential(&row.name) {
            if !self.tokens.contains(&row.name) {
                self.tokens.push(row.name.clone());
            }
            return None;
        }
        if place == Place::Header && ["content-type", "accept", "authorization"].contains(&row.name.to_ascii_lowercase().as_str()) {
            // OpenAPI ignores such parameters.
            if row.name.eq_ignore_ascii_case("content-type") {
                self.sends.insert("Content-Type".to_owned(), json!("application/json"));
            }
            return None;
        }
        let (schema, note) = schema::of_parameter(row);
        let mut parameter = json!({"name": row.name, "in": place.word()});
        let put = parameter.as_object_mut()?;
        if place == Place::Path || row.mandatory.as_ref().is_some_and(|given| given.what) {
            put.insert("required".to_owned(), json!(true));
        }
        put.insert("description".to_owned(), json!(schema::description(row)));
        put.insert("schema".to_owned(), schema);
        if let Some((note, page)) = note {
            put.insert("x-note".to_owned(), json!(note));
            put.extend(page.map(|page| ("x-page".to_owned(), page)));
        }
        Some(parameter)
    }

    fn responses(&mut self, page: &Page, id: &str, seen: &Seen) -> Value {
        let mut responses = Map::new();
        for response in &page.responses {
            let status = response.status.as_ref().map_or(200, |status| status.what);
            let mut made = json!({"description": meaning(status)});
            let Some(put) = made.as_object_mut() else { continue };
            if response.status.is_none() {
                put.insert("x-note".to_owned(), json!("TODO: the page names no status; 200 is taken for it."));
            }
            put.extend(headers(response).map(|headers| ("headers".to_owned(), headers)));
            if !response.fields.is_empty() {
                let name = if (200..300).contains(&status) { format!("{id}Response") } else { "ErrorResponse".to_owned() };
                let rows: Vec<&Row> = response.fields.iter().collect();
                let own = response.status.as_ref().map(|status| status.what);
                let schema = self.schemas.root(page, &name, &rows, &seen::key(own), seen);
                let mut media = json!({"schema": schema});
                let example =
                    page.examples.iter().find(|example| example.is_response && (example.status == own || example.status == Some(status)));
                add_example(&mut media, example.and_then(|example| example.json.clone()));
                put.insert("content".to_owned(), json!({"application/json": media}));
            }
            responses.insert(status.to_string(), made);
        }
        if responses.is_empty() {
            responses.insert("200".to_owned(), json!({"description": "TODO: the page does not say what the service answers."}));
        }
        Value::Object(responses)
    }

    /// Parameters that are the same in several operations become components; so are those that the document has already.
    fn share_parameters(&mut self) {
        let mut counts: Vec<(Value, usize)> = Vec::new();
        let lists = || {
            self.paths
                .values()
                .flat_map(|item| item.as_object().into_iter().flat_map(Map::values))
                .filter_map(|operation| operation.get("parameters"))
        };
        for parameter in lists().filter_map(Value::as_array).flatten() {
            match counts.iter_mut().find(|(known, _)| known == parameter) {
                Some((_, count)) => *count += 1,
                None => counts.push((parameter.clone(), 1)),
            }
        }
        let known = self.existing.and_then(|tree| tree.pointer("/components/parameters")).and_then(Value::as_object);
        let mut references: Vec<(Value, String)> = Vec::new();
        for (parameter, count) in counts {
            let text = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
            let alike = |other: &Value| {
                ["name", "in"].iter().all(|key| text(other, key) == text(&parameter, key)) && schema::are_alike(other, &parameter)
            };
            let own = known.into_iter().flatten().find(|(_, other)| alike(other)).map(|(name, _)| name.clone());
            let name = own.or_else(|| {
                let wanted = upper_camel(&text(&parameter, "name"));
                let name = (1..).map(|number| if number == 1 { wanted.clone() } else { format!("{wanted}{number}") });
                let taken = |name: &String| self.parameters.contains_key(name) || known.is_some_and(|known| known.contains_key(name));
                let name = (count > 1).then(|| name.into_iter().find(|name| !taken(name))).flatten()?;
                self.parameters.insert(name.clone(), parameter.clone());
                Some(name)
            });
            references.extend(name.map(|name| (parameter, format!("#/components/parameters/{name}"))));
        }
        let operations = self.paths.values_mut().filter_map(Value::as_object_mut).flat_map(|item| item.values_mut());
        for parameter in operations.filter_map(|operation| operation.get_mut("parameters")?.as_array_mut()).flatten() {
            if let Some((_, reference)) = references.iter().find(|(known, _)| known == parameter) {
                *parameter = json!({"$ref": reference});
            }
        }
    }

    fn finish(self, pages: &[Page]) -> Value {
        let mut document = Map::new();
        let mut put = |key: &str, value: Value| _ = document.insert(key.to_owned(), value);
        let mut components = Map::new();
        if self.existing.is_none() {
            put("openapi", json!("3.0.3"));
            put("info", info(pages));
            put("servers", servers(pages));
            if !self.tokens.is_empty() {
                // All of them, as each page asks for its own.
                let name = |header: &String| upper_camel(header.trim_start_matches(['X', 'x', '-']));
                let asked: Map<String, Value> = self.tokens.iter().map(|header| (name(header), json!([]))).collect();
                let schemes = self.tokens.iter().map(|header| (name(header), json!({"type": "apiKey", "in": "header", "name": header})));
                components.insert("securitySchemes".to_owned(), Value::Object(schemes.collect()));
                put("security", json!([asked]));
            }
            if !self.sends.is_empty() {
                put("x-headers", Value::Object(self.sends));
            }
        }
        put("paths", Value::Object(self.paths));
        let parts = [("parameters", self.parameters), ("schemas", self.schemas.made)];
        components.extend(parts.into_iter().filter(|(_, part)| !part.is_empty()).map(|(key, part)| (key.to_owned(), Value::Object(part))));
        if !components.is_empty() {
            put("components", Value::Object(components));
        }
        Value::Object(document)
    }
}

/// Whether a header carries what a caller shows, by its name.
fn is_credential(header: &str) -> bool {
    let header = header.to_ascii_lowercase();
    ["token", "-key", "apikey", "api_key"].iter().any(|end| header.ends_with(end))
}

fn add_example(media: &mut Value, example: Option<Value>) {
    if let Some(media) = media.as_object_mut() {
        media.extend(example.map(|example| ("example".to_owned(), example)));
    }
}

fn headers(response: &Response) -> Option<Value> {
    let header = |row: &Row| (row.name.clone(), json!({"description": schema::description(row), "schema": schema::of_parameter(row).0}));
    let headers: Map<String, Value> = response.headers.iter().map(header).collect();
    (!headers.is_empty()).then_some(Value::Object(headers))
}

/// What a status means by itself (RFC 9110, 15).
fn meaning(status: u16) -> &'static str {
    match status {
        200..=299 => "The call succeeded.",
        400..=499 => "The call cannot be carried out as it was made.",
        500..=599 => "The service failed.",
        _ => "TODO: the page does not say what this status means.",
    }
}

fn source(page: &Page) -> Value {
    let mut source = json!({"title": if page.title.is_empty() { "TODO" } else { page.title.as_str() }});
    if let Some(put) = source.as_object_mut() {
        // The last part of the way is the title.
        let place = page.place.as_ref().map(|place| place.strip_suffix(&format!(" / {}", page.title)).unwrap_or(place).to_owned());
        put.extend(place.map(|place| ("place".to_owned(), json!(place))));
        put.extend(page.updated.as_ref().map(|updated| ("updated".to_owned(), json!(updated.what))));
    }
    source
}

/// The product that a page is of: the second part of the way to it.
fn tag(page: &Page) -> Option<String> {
    page.place.as_ref()?.split(" / ").nth(1).map(|product| product.trim().to_owned()).filter(|product| !product.is_empty())
}

fn info(pages: &[Page]) -> Value {
    let title = pages.iter().find_map(tag).unwrap_or_else(|| "TODO: the name of the API".to_owned());
    let version = pages.iter().find_map(|page| page.path.split('/').nth(1).filter(|part| part.starts_with('v')).map(str::to_owned));
    json!({"title": title, "version": version.unwrap_or_else(|| "TODO".to_owned())})
}

/// The address that the example of a page calls, if that is one.
fn server(page: &Page) -> Option<String> {
    let request = page.examples.iter().find_map(|example| example.request.as_deref())?;
    let host = request.split_whitespace().nth(1)?.strip_prefix("https://")?.split(['/', '?']).next()?;
    (!host.is_empty() && !host.contains(['{', '<', '$'])).then(|| format!("https://{host}"))
}

/// The addresses of all: that of the examples, if they are of one; else one that cannot be called.
fn servers(pages: &[Page]) -> Value {
    match shared_server(pages) {
        Some(url) => json!([{"url": url}]),
        None => json!([{"url": "https://endpoint.invalid", "description": "TODO: the page does not say where the service answers."}]),
    }
}

fn shared_server(pages: &[Page]) -> Option<String> {
    let first = server(pages.first()?)?;
    pages.iter().all(|page| server(page).as_ref() == Some(&first)).then_some(first)
}
