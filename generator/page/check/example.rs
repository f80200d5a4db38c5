//! A page against its own examples, and what the document makes of the differences.

use serde_json::Value;

use super::super::typ::Type;
use super::super::{Example, Page, Row};
use super::Checking;
use super::place::{Operation, Spot};
use crate::pointer::Pointer;
use crate::source;

impl<'d> Checking<'d> {
    /// The examples of answers and of request bodies against the tables, and the addresses of requests.
    pub(super) fn examples(&mut self, operation: &Operation<'d>) {
        let page = self.page;
        for example in &page.examples {
            if let Some(request) = &example.request {
                self.address(operation, request, example.line);
            }
            let Some(json) = &example.json else { continue };
            let (rows, schema): (Vec<&Row>, _) = if example.is_response {
                let response = page.responses.iter().find(|response| response.status.as_ref().map(|status| status.what) == example.status);
                let response = if example.status.is_none() { page.success() } else { response };
                let schema = operation.response(self.tree, example.status).and_then(|spot| spot.content(self.tree));
                (response.into_iter().flat_map(|response| &response.fields).collect(), schema)
            } else {
                let body = page.parameters.iter().filter(|row| row.place == Some(super::Place::Body));
                (body.collect(), operation.body(self.tree))
            };
            if !rows.is_empty() {
                let mut walk = Walk { checking: self, example, depth: 0 };
                walk.object(json, &rows, schema.as_ref(), &Pointer::root());
            }
        }
    }

    /// The address of an example: what stands in its path is what the page says of the parameters, and its query has no others.
    fn address(&mut self, operation: &Operation<'d>, request: &str, line: usize) {
        let page = self.page;
        let address = request.split_whitespace().nth(1).unwrap_or_default();
        let (address, query) = address.split_once('?').unwrap_or((address, ""));
        let path = address.split_once("://").map_or(address, |(_, rest)| rest.find('/').and_then(|at| rest.get(at..)).unwrap_or_default());
        let parts: Vec<(&str, &str)> = page.path.split('/').zip(path.split('/')).collect();
        let is_same = page.path.matches('/').count() == path.matches('/').count()
            && parts.iter().all(|(own, here)| own.starts_with('{') || own == here);
        if !is_same {
            self.add(&operation.spot, ("example", "path"), line, format!("the example calls `{path}`, which is not `{}`", page.path));
            return;
        }
        let spots = operation.parameters(self.tree);
        for (own, here) in parts.iter().filter(|(own, here)| own.starts_with('{') && !here.starts_with('{')) {
            let name = own.trim_matches(['{', '}']);
            let Some(row) = page.parameters.iter().find(|row| row.name == name) else { continue };
            if let Some(reason) = refused(row, here) {
                let spot = spots.iter().find(|spot| spot.text("name") == name).unwrap_or(&operation.spot);
                self.add(spot, ("example", here), line, format!("`{name}` is `{here}` in the example, which {reason}"));
            }
        }
        for name in query.split('&').filter_map(|pair| pair.split('=').next()).filter(|name| !name.is_empty()) {
            if !page.parameters.iter().any(|row| row.name == name) {
                let spot = spots.iter().find(|spot| spot.text("name") == name && spot.text("in") == "query").unwrap_or(&operation.spot);
                self.add(spot, ("example", name), line, format!("the example has a parameter `{name}` in the query, which no table has"));
            }
        }
    }
}

/// Why the table does not allow a text.
fn refused(row: &Row, text: &str) -> Option<String> {
    let facts = &row.facts;
    let count = text.chars().count() as u64;
    let length = facts.length.as_ref().map(|length| length.what);
    let is_wrong = length.is_some_and(|length| length.from.is_some_and(|from| count < from) || length.to.is_some_and(|to| count > to));
    if let Some(length) = length.filter(|_| is_wrong) {
        return Some(format!("has {count} characters, and the table says {length}"));
    }
    if let Some(suffix) = facts.suffix.as_ref().filter(|suffix| !text.ends_with(&suffix.what)) {
        return Some(format!("does not end with {}", suffix.what));
    }
    let has_others = facts.alphanumeric.is_some() && !text.chars().all(|c| c.is_ascii_alphanumeric());
    has_others.then(|| "has other characters than letters and digits".to_owned())
}

/// A walk through an example.
struct Walk<'w, 'd> {
    checking: &'w mut Checking<'d>,
    example: &'w Example,
    depth: usize,
}

impl<'d> Walk<'_, 'd> {
    fn object(&mut self, json: &Value, rows: &[&Row], schema: Option<&Spot<'d>>, at: &Pointer) {
        let tree = self.checking.tree;
        for (name, value) in json.as_object().into_iter().flatten() {
            let place = at.child(name);
            let spot = schema.and_then(|schema| schema.property(tree, name).or_else(|| aliased(tree, schema, name)));
            match rows.iter().find(|row| row.name == *name) {
                Some(row) => self.value(value, row, spot.as_ref(), &place),
                None => self.tell(&place, spot.as_ref(), value, &format!("the example has `{name}`, which the table has not")),
            }
        }
    }

    fn value(&mut self, value: &Value, row: &Row, spot: Option<&Spot<'d>>, at: &Pointer) {
        let Some(typ) = &row.typ else { return };
        self.typed(value, (&typ.what, &row.name), spot, at);
    }

    fn typed(&mut self, value: &Value, (typ, name): (&Type, &str), spot: Option<&Spot<'d>>, at: &Pointer) {
        let (page, tree): (&'d Page, &'d Value) = (self.checking.page, self.checking.tree);
        match (typ, value) {
            (Type::Array(item), Value::Array(values)) => {
                let items = spot.and_then(|spot| spot.member(tree, "items"));
                for (index, value) in values.iter().enumerate() {
                    self.typed(value, (item, name), items.as_ref(), &at.index(index));
                }
            }
            (Type::Map(item), Value::Object(members)) => {
                let values = spot.and_then(|spot| spot.member(tree, "additionalProperties"));
                for (key, value) in members {
                    self.typed(value, (item, name), values.as_ref(), &at.child(key));
                }
            }
            (Type::Object(Some(object)), Value::Object(_)) if self.depth < 32 => {
                let Some(object) = page.object(object) else { return };
                let rows: Vec<&Row> = object.fields.iter().collect();
                self.depth += 1;
                self.object(value, &rows, spot, at);
                self.depth -= 1;
            }
            _ if is_of(typ, value) => {}
            _ => {
                let what = format!("`{name}` is {} in the example, and of type {typ} in the table", shown(value));
                self.tell(at, spot, value, &what);
            }
        }
    }

    /// Tells where the example contradicts the table. The document resolves it if it takes what the example has, and a note says why.
    fn tell(&mut self, at: &Pointer, spot: Option<&Spot<'d>>, value: &Value, what: &str) {
        let tree = self.checking.tree;
        let place = source::locate(&self.example.text, std::slice::from_ref(at)).into_iter().next().flatten();
        let offset = place.map_or(0, |place| place.key.unwrap_or(place.value).start);
        let line = self.example.line + self.example.text.get(..offset).unwrap_or_default().matches('\n').count();
        let nowhere = Spot { at: Pointer::root().child("paths"), values: Vec::new() };
        let resolved = spot.filter(|spot| takes(tree, spot, value));
        let reason = resolved.and_then(|spot| spot.find("x-note")).and_then(Value::as_str).map(str::to_owned);
        let at = spot.map_or(nowhere.at, |spot| spot.at.clone());
        self.checking.found.push(super::Difference { aspect: "example", what: what.to_owned(), line, at, reason });
    }
}

/// The property that is read under another name, too.
fn aliased<'d>(tree: &'d Value, schema: &Spot<'d>, name: &str) -> Option<Spot<'d>> {
    let has =
        |spot: &Spot<'_>| spot.find("x-aliases").and_then(Value::as_array).is_some_and(|aliases| aliases.iter().any(|alias| alias == name));
    schema.properties(tree).into_iter().map(|(_, spot)| spot).find(has)
}

fn is_of(typ: &Type, value: &Value) -> bool {
    match typ {
        Type::String => value.is_string(),
        Type::Integer | Type::Long => value.is_i64() || value.is_u64(),
        Type::Number => value.is_number(),
        Type::Boolean => value.is_boolean(),
        Type::Object(_) | Type::Map(_) => value.is_object(),
        Type::Array(_) => value.is_array(),
        Type::Other(_) => true,
    }
}

/// Whether the document takes a value: as it is, or as one that servers also send.
fn takes(tree: &Value, spot: &Spot<'_>, value: &Value) -> bool {
    let alternatives = spot.alternatives(tree);
    let accepts = |word: &str| spot.find("x-accept").and_then(Value::as_array).is_some_and(|list| list.iter().any(|own| own == word));
    let own = spot.text("type");
    match value {
        _ if ["type", "properties", "allOf", "oneOf", "anyOf", "enum"].into_iter().all(|key| spot.find(key).is_none()) => true,
        Value::Null => spot.find("nullable") == Some(&Value::Bool(true)),
        _ if alternatives.iter().any(|alternative| takes(tree, alternative, value)) => true,
        Value::String(_) => own == "string" || accepts("string"),
        Value::Number(number) => own == "number" || accepts("number") || own == "integer" && (number.is_i64() || number.is_u64()),
        Value::Bool(_) => own == "boolean" || accepts("boolean"),
        Value::Array(_) => own == "array",
        Value::Object(_) => own == "object" || spot.find("properties").is_some(),
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::String(_) => "a string".to_owned(),
        Value::Number(number) => format!("the number {number}"),
        Value::Bool(flag) => flag.to_string(),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}
