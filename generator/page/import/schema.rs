//! Rows → schemas.

use serde_json::{Map, Value, json};

use super::super::typ::Type;
use super::super::{Page, Row};
use super::name::upper_camel;
use super::seen::{Kinds, Seen};

/// The schemas of a draft.
#[derive(Debug)]
pub struct Schemas<'d> {
    /// Those that are new.
    pub made: Map<String, Value>,
    /// Those that the document has already.
    existing: Option<&'d Map<String, Value>>,
    /// The component of each object of the page at hand.
    objects: Vec<(String, String)>,
}

/// A remark, and what the page says that the schema does not.
type Note = (String, Option<Value>);

impl<'d> Schemas<'d> {
    pub fn new(existing: Option<&'d Value>) -> Self {
        let existing = existing.and_then(|tree| tree.pointer("/components/schemas")).and_then(Value::as_object);
        Self { made: Map::new(), existing, objects: Vec::new() }
    }

    /// Makes the objects of a page. They may refer to each other, so their names come first.
    pub fn page(&mut self, page: &Page, id: &str, seen: &Seen) {
        self.objects = page.objects.iter().map(|object| (object.name.clone(), upper_camel(&object.name))).collect();
        for object in &page.objects {
            let rows: Vec<&Row> = object.fields.iter().collect();
            let schema = self.object(page, &rows, &object.name, seen);
            let name = self.keep(&upper_camel(&object.name), id, schema);
            self.objects.iter_mut().filter(|(own, _)| *own == object.name).for_each(|(_, component)| component.clone_from(&name));
        }
    }

    /// A reference to the schema of a body.
    pub fn root(&mut self, page: &Page, name: &str, rows: &[&Row], table: &str, seen: &Seen) -> Value {
        let schema = self.object(page, rows, table, seen);
        let name = self.keep(name, "", schema);
        json!({"$ref": format!("#/components/schemas/{name}")})
    }

    /// Keeps a component under a name, or under that of one that says the same.
    fn keep(&mut self, wanted: &str, qualifier: &str, schema: Value) -> String {
        let plain = [wanted.to_owned(), format!("{qualifier}{wanted}")];
        let numbered = (2..).map(|number| format!("{qualifier}{wanted}{number}"));
        let free = plain.into_iter().chain(numbered).find(|name| {
            let known = self.made.get(name).or_else(|| self.existing.and_then(|existing| existing.get(name)));
            known.is_none_or(|known| {
                *known == schema || self.existing.is_some_and(|existing| existing.contains_key(name)) && has_same_fields(known, &schema)
            })
        });
        let name = free.unwrap_or_else(|| wanted.to_owned());
        if !self.existing.is_some_and(|existing| existing.contains_key(&name)) {
            self.made.insert(name.clone(), schema);
        }
        name
    }

    fn object(&self, page: &Page, rows: &[&Row], table: &str, seen: &Seen) -> Value {
        let seen = seen.of(table);
        let mut properties = Map::new();
        for row in rows {
            let kinds = seen.iter().find(|(name, _)| *name == row.name).map(|(_, kinds)| kinds);
            properties.insert(row.name.clone(), self.field(page, row, kinds));
        }
        for (name, kinds) in seen.iter().filter(|(name, _)| !rows.iter().any(|row| row.name == *name)) {
            properties.insert(name.clone(), unlisted(kinds));
        }
        let required: Vec<&str> =
            rows.iter().filter(|row| row.mandatory.as_ref().is_some_and(|given| given.what)).map(|row| row.name.as_str()).collect();
        let mut object = json!({"type": "object"});
        if let Some(put) = object.as_object_mut() {
            if !required.is_empty() {
                put.insert("required".to_owned(), json!(required));
            }
            put.insert("properties".to_owned(), Value::Object(properties));
        }
        object
    }

    /// A field. What its example has, the schema takes.
    fn field(&self, page: &Page, row: &Row, kinds: Option<&Kinds>) -> Value {
        let (mut schema, mut note) = match &row.typ {
            Some(typ) => self.typed(page, &typ.what),
            None => (json!({"type": "string"}), Some("TODO: the page gives no type.".to_owned())),
        };
        limit(&mut schema, row);
        let reference = schema.get("$ref").is_some();
        let types = kinds.map(|kinds| kinds.types.clone()).unwrap_or_default();
        let own = schema.get("type").and_then(Value::as_str).unwrap_or_default().to_owned();
        let mut remarks = Vec::new();
        let mut extra = Map::new();
        if types.contains("null") {
            extra.insert("nullable".to_owned(), json!(true));
            remarks.push("null in the page's example; its table knows no null.");
        }
        if own == "string" && (types.contains("integer") || types.contains("number")) {
            extra.insert("x-accept".to_owned(), json!(["number"]));
            remarks.push("a number in the page's example, a string in its table.");
        }
        if matches!(own.as_str(), "integer" | "number" | "boolean") && types.contains("string") {
            extra.insert("x-accept".to_owned(), json!(["string"]));
            remarks.push("a string in the page's example, which its table does not say.");
        }
        if own == "integer" && types.contains("number") {
            schema = json!({"type": "number", "format": "double"});
            remarks.push("a fraction in the page's example, an integer in its table.");
            extra.insert("x-page".to_owned(), json!({"type": row.typ.as_ref().map(|typ| typ.what.to_string())}));
        }
        let words = note.take().into_iter().chain(remarks.iter().map(|remark| upper_first(remark))).collect::<Vec<_>>().join(" ");
        let mut made = if reference { json!({"allOf": [schema]}) } else { schema };
        if reference && extra.is_empty() && words.is_empty() {
            // What a reference leads to has words of its own.
            return made.pointer_mut("/allOf/0").map(Value::take).unwrap_or_default();
        }
        if let Some(put) = made.as_object_mut() {
            put.insert("description".to_owned(), json!(description(row)));
            put.extend(extra);
            if !words.is_empty() {
                put.insert("x-note".to_owned(), json!(words));
            }
        }
        made
    }

    /// The schema of a type, and a remark where the page does not say enough.
    fn typed(&self, page: &Page, typ: &Type) -> (Value, Option<String>) {
        match typ {
            Type::Array(item) => {
                let (items, note) = self.typed(page, item);
                (json!({"type": "array", "items": items}), note)
            }
            Type::Map(value) => {
                let (values, note) = self.typed(page, value);
                (json!({"type": "object", "additionalProperties": values}), note)
            }
            Type::Object(Some(name)) => match page.object(name).and_then(|object| self.objects.iter().find(|(own, _)| *own == object.name))
            {
                Some((_, component)) => (json!({"$ref": format!("#/components/schemas/{component}")}), None),
                None => (json!({"type": "object"}), Some(format!("TODO: the page has no table of `{name}`."))),
            },
            Type::Other(text) if text.is_empty() => (json!({}), Some("TODO: the page does not say what is in it.".to_owned())),
            Type::Other(text) => (json!({}), Some(format!("TODO: the page's type is `{text}`."))),
            plain => (plain_schema(plain), None),
        }
    }
}

fn plain_schema(typ: &Type) -> Value {
    match typ {
        Type::Integer => json!({"type": "integer", "format": "int32"}),
        Type::Long => json!({"type": "integer", "format": "int64"}),
        Type::Number => json!({"type": "number", "format": "double"}),
        Type::Boolean => json!({"type": "boolean"}),
        Type::Object(_) | Type::Map(_) => json!({"type": "object"}),
        Type::Array(item) => json!({"type": "array", "items": plain_schema(item)}),
        Type::String | Type::Other(_) => json!({"type": "string"}),
    }
}

/// The schema of a parameter. A text that must be an integer is one: on the wire the two look the same.
pub fn of_parameter(row: &Row) -> (Value, Option<Note>) {
    let typ = row.typ.as_ref().map(|typ| &typ.what);
    let (mut schema, note) = match typ {
        Some(Type::String) if row.facts.integer.is_some() => {
            let note = "The page types it as a string that must be an integer. On the wire the two look the same.".to_owned();
            (json!({"type": "integer", "format": "int32"}), Some((note, Some(json!({"type": "String"})))))
        }
        Some(typ) => (plain_schema(typ), None),
        None => (json!({"type": "string"}), Some(("TODO: the page gives no type.".to_owned(), None))),
    };
    limit(&mut schema, row);
    (schema, note)
}

/// Adds what the page limits values to.
fn limit(schema: &mut Value, row: &Row) {
    let facts = &row.facts;
    let own = schema.get("type").and_then(Value::as_str).unwrap_or_default().to_owned();
    let Some(put) = schema.as_object_mut() else { return };
    let number = |number: f64| if number.fract() == 0.0 && number.abs() < 9e15 { json!(number as i64) } else { json!(number) };
    let typed = |text: &str| match own.as_str() {
        "integer" | "number" | "boolean" => serde_json::from_str(text).unwrap_or_else(|_| json!(text)),
        _ => json!(text),
    };
    if !facts.values.is_empty() && own != "boolean" {
        let values: Vec<Value> = facts.values.iter().map(|value| typed(&value.what)).collect();
        put.insert("enum".to_owned(), Value::Array(values));
    } else if own == "string" {
        text_limits(put, row);
    }
    if let Some(range) = facts.range.as_ref().filter(|_| matches!(own.as_str(), "integer" | "number")) {
        put.extend(range.what.from.map(|from| ("minimum".to_owned(), number(from))));
        put.extend(range.what.to.map(|to| ("maximum".to_owned(), number(to))));
    }
    put.extend(facts.default.as_ref().map(|default| ("default".to_owned(), typed(&default.what))));
}

fn text_limits(put: &mut Map<String, Value>, row: &Row) {
    let facts = &row.facts;
    let length = facts.length.as_ref().map(|length| length.what).unwrap_or_default();
    let affix = |said: &Option<super::super::Said<String>>| said.as_ref().map(|said| said.what.clone()).unwrap_or_default();
    let (prefix, suffix) = (affix(&facts.prefix), affix(&facts.suffix));
    if facts.alphanumeric.is_none() && prefix.is_empty() && suffix.is_empty() {
        put.extend(length.from.map(|from| ("minLength".to_owned(), json!(from))));
        put.extend(length.to.map(|to| ("maxLength".to_owned(), json!(to))));
        return;
    }
    let around = (prefix.len() + suffix.len()) as u64;
    let left = |count: u64| count.saturating_sub(around);
    let count = match (length.from, length.to) {
        (Some(from), Some(to)) if from == to => format!("{{{}}}", left(from)),
        (Some(from), Some(to)) => format!("{{{},{}}}", left(from), left(to)),
        (Some(from), None) => format!("{{{},}}", left(from)),
        (None, Some(to)) => format!("{{0,{}}}", left(to)),
        (None, None) => "*".to_owned(),
    };
    let class = if facts.alphanumeric.is_some() { "[0-9A-Za-z]" } else { "." };
    put.insert("pattern".to_owned(), json!(format!("^{prefix}{class}{count}{suffix}$")));
}

/// What a row is for.
pub fn description(row: &Row) -> String {
    let text = &row.facts.description;
    if text.is_empty() { "TODO: the page does not say what this is.".to_owned() } else { text.clone() }
}

/// A field that examples have and no table.
fn unlisted(kinds: &Kinds) -> Value {
    let types: Vec<&str> = kinds.types.iter().copied().filter(|kind| *kind != "null").collect();
    let mut schema = match types.as_slice() {
        ["array"] if kinds.items.len() == 1 => json!({"type": "array", "items": {"type": kinds.items.first()}}),
        ["array"] => json!({"type": "array", "items": {}}),
        [only] => json!({"type": only}),
        _ => json!({}),
    };
    if let Some(put) = schema.as_object_mut() {
        if kinds.types.contains("null") && !types.is_empty() {
            put.insert("nullable".to_owned(), json!(true));
        }
        put.insert("description".to_owned(), json!("TODO: the page does not say what this is."));
        put.insert("x-note".to_owned(), json!("In the page's example, and in none of its tables."));
        put.insert("x-page".to_owned(), json!({"row": "absent"}));
    }
    schema
}

/// Whether two parameters are of the same type.
pub fn are_alike(one: &Value, other: &Value) -> bool {
    let typ = |value: &Value| value.pointer("/schema/type").cloned();
    let limits = |value: &Value| ["pattern", "enum"].map(|key| value.get("schema").and_then(|schema| schema.get(key)).cloned());
    typ(one).is_some() && typ(one) == typ(other) && limits(one) == limits(other)
}

/// Whether two objects have fields of the same names.
fn has_same_fields(one: &Value, other: &Value) -> bool {
    let names = |value: &Value| {
        value.get("properties").and_then(Value::as_object).map(|fields| fields.keys().cloned().collect::<std::collections::BTreeSet<_>>())
    };
    names(one).is_some() && names(one) == names(other)
}

fn upper_first(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}
