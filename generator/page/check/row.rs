//! Rows of tables against parameters and properties.

use serde_json::Value;

use super::super::typ::Type;
use super::super::{Place, Row};
use super::Checking;
use super::place::{Operation, Spot};
use crate::pointer::Pointer;

/// How deep objects stand in objects.
const DEEPEST: usize = 32;

impl<'d> Checking<'d> {
    /// All parameters.
    pub(super) fn parameters(&mut self, operation: &Operation<'d>, rows: &[&Row]) {
        let found: Vec<Option<Pointer>> = rows.iter().map(|row| self.parameter(operation, row)).collect();
        let strange: Vec<&Row> = rows.iter().zip(&found).filter(|(_, found)| found.is_none()).map(|(row, _)| *row).collect();
        let (sent, mut strange): (Vec<&Row>, Vec<&Row>) = strange.into_iter().partition(|row| self.is_sent(operation, row));
        self.sent(operation, &sent);
        let line = self.page.line;
        for spot in operation.parameters(self.tree).iter().filter(|spot| !found.contains(&Some(spot.at.clone()))) {
            let (name, place) = (spot.text("name"), spot.text("in"));
            let same = strange.iter().position(|row| row.place.is_some_and(|own| own.word() == place));
            match same.map(|at| strange.remove(at)) {
                Some(row) => {
                    let what = format!("`{}` on the page is not in the document, whose `{name}` is not on the page", row.name);
                    self.add(spot, ("name", &row.name), row.line, what);
                }
                None => {
                    let what = format!("the document has a parameter `{name}` in its {place}, which the page has not");
                    self.add(spot, ("row", "absent"), line, what);
                }
            }
        }
        self.unsaid(operation, rows, &mut strange);
        for row in strange {
            let place = row.place.unwrap_or(Place::Query).word();
            let what = format!("the page has a parameter `{}` in the {place}, which the document has not", row.name);
            self.add(&operation.spot, ("row", &row.name), row.line, what);
        }
    }

    /// A parameter: where the document has it.
    fn parameter(&mut self, operation: &Operation<'d>, row: &Row) -> Option<Pointer> {
        let place = row.place.unwrap_or(Place::Query).word();
        let all = operation.parameters(self.tree);
        let called = |spot: &&Spot<'_>| match spot.text("in") {
            "header" => spot.text("name").eq_ignore_ascii_case(&row.name),
            _ => spot.text("name") == row.name,
        };
        if let Some(spot) = all.iter().find(|spot| called(spot) && spot.text("in") == place) {
            self.given(spot, row, spot.find("required") == Some(&Value::Bool(true)));
            if let Some(schema) = spot.member(self.tree, "schema") {
                // What is said of the parameter is said of its schema.
                let values = spot.values.iter().chain(&schema.values).copied().collect();
                let noted = Spot { at: spot.at.clone(), values };
                self.valued(&noted, &schema, row);
            }
            return Some(spot.at.clone());
        }
        if let Some(spot) = all.iter().find(called) {
            let what = format!("`{}` is in the {place} on the page, and in the {} in the document", row.name, spot.text("in"));
            self.add(spot, ("place", place), row.line, what);
            return Some(spot.at.clone());
        }
        None
    }

    /// Whether something must be given.
    pub(super) fn given(&mut self, spot: &Spot<'_>, row: &Row, required: bool) {
        let Some(given) = row.mandatory.as_ref().filter(|given| given.what != required) else { return };
        let word = |given: bool| if given { "mandatory" } else { "optional" };
        let what = format!("`{}` is {} on the page, and {} in the document", row.name, word(given.what), word(required));
        self.add(spot, ("mandatory", &given.what.to_string()), given.line, what);
    }

    /// The fields of an object.
    pub(super) fn fields(&mut self, schema: &Spot<'d>, rows: &[&Row], line: usize, depth: usize) {
        let properties = schema.properties(self.tree);
        let required: Vec<&str> =
            schema.find("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
        let has = |name: &str| rows.iter().any(|row| row.name == name);
        let mut others: Vec<&(String, Spot<'d>)> = properties.iter().filter(|(name, _)| !has(name)).collect();
        let strange = rows.iter().filter(|row| !properties.iter().any(|(name, _)| *name == row.name)).count();
        for row in rows {
            let Some((_, spot)) = properties.iter().find(|(name, _)| *name == row.name) else {
                if let ([(name, spot)], 1) = (unnamed(&others).as_slice(), strange) {
                    let what = format!("`{}` on the page is not in the document, whose `{name}` is not on the page", row.name);
                    self.add(spot, ("name", &row.name), row.line, what);
                    let name = name.clone();
                    others.retain(|(other, _)| *other != name);
                    continue;
                }
                let what = format!("the page has a field `{}`, which the document has not", row.name);
                let at = Spot { at: schema.home(self.tree).child("properties"), values: schema.values.clone() };
                self.add(&at, ("row", &row.name), row.line, what);
                continue;
            };
            self.given(spot, row, required.contains(&row.name.as_str()));
            self.valued(spot, spot, row);
            self.inside(spot, row, depth);
        }
        for (name, spot) in others {
            self.add(spot, ("row", "absent"), line, format!("the document has a field `{name}`, which the page has not"));
        }
    }

    /// What a row refers to.
    fn inside(&mut self, spot: &Spot<'d>, row: &Row, depth: usize) {
        let page = self.page;
        let object = row.typ.as_ref().and_then(|typ| page.object(typ.what.object()?));
        let Some(object) = object.filter(|_| depth < DEEPEST) else { return };
        let mut schema = spot.clone();
        // Down to what the lists are of.
        for _ in 0..DEEPEST {
            let inner = schema.member(self.tree, "items").or_else(|| schema.member(self.tree, "additionalProperties"));
            match inner.filter(|inner| inner.values.first().is_some_and(|value| value.is_object())) {
                Some(inner) if schema.find("properties").is_none() => schema = inner,
                _ => break,
            }
        }
        let fields: Vec<&Row> = object.fields.iter().collect();
        let own = |spot: &Spot<'_>| !spot.properties(self.tree).is_empty();
        let alternatives = schema.alternatives(self.tree);
        let schema = if own(&schema) { Some(schema) } else { alternatives.into_iter().find(own) };
        match schema {
            Some(schema) => self.fields(&schema, &fields, object.line, depth + 1),
            None => {
                let what = format!("`{}` has fields on the page, and none in the document", row.name);
                self.add(spot, ("fields", "present"), row.line, what);
            }
        }
    }

    /// What both say of the values of a row. `noted` is where notes are looked for, `schema` what describes the values.
    fn valued(&mut self, noted: &Spot<'d>, schema: &Spot<'d>, row: &Row) {
        if let Some(typ) = row.typ.as_ref().filter(|typ| !fits(self.tree, &typ.what, schema, 0)) {
            let what = format!("`{}` is of type {} on the page, and {} in the document", row.name, typ.what, shown(self.tree, schema));
            self.add(noted, ("type", &typ.what.to_string()), typ.line, what);
        }
        self.limits(noted, schema, row);
    }
}

/// Those of some properties that the page is not known to leave out.
fn unnamed<'p, 'd>(others: &[&'p (String, Spot<'d>)]) -> Vec<&'p (String, Spot<'d>)> {
    let is_known = |spot: &Spot<'_>| spot.find("x-page").and_then(|page| page.get("row")).is_some_and(|row| row == "absent");
    others.iter().copied().filter(|(_, spot)| !is_known(spot)).collect()
}

/// Whether a schema describes values of a type.
fn fits(tree: &Value, typ: &Type, schema: &Spot<'_>, depth: usize) -> bool {
    let alternatives = schema.alternatives(tree);
    if !alternatives.is_empty() && depth < DEEPEST {
        return alternatives.iter().any(|alternative| fits(tree, typ, alternative, depth + 1));
    }
    let (own, format) = (schema.text("type"), schema.text("format"));
    let is_object = own == "object" || schema.find("properties").is_some() || schema.find("allOf").is_some();
    // What a list or a map is of; `additionalProperties: true` says nothing.
    let inner = |key: &str| schema.member(tree, key).filter(|inner| inner.values.first().is_some_and(|value| value.is_object()));
    match typ {
        Type::String => own == "string",
        Type::Integer => own == "integer" && format != "int64",
        Type::Long => own == "integer" && format != "int32",
        Type::Number => own == "number",
        Type::Boolean => own == "boolean",
        Type::Object(_) => is_object,
        Type::Map(value) => is_object && inner("additionalProperties").is_none_or(|values| fits(tree, value, &values, depth + 1)),
        Type::Array(item) => own == "array" && inner("items").is_none_or(|items| fits(tree, item, &items, depth + 1)),
        // What is not known cannot be wrong; a note says that it is not.
        Type::Other(_) => true,
    }
}

/// The type that a schema describes.
fn shown(tree: &Value, schema: &Spot<'_>) -> String {
    let format = schema.text("format");
    let own = match schema.text("type") {
        "" if schema.find("properties").is_some() => "object",
        "" => "of no single type",
        own => own,
    };
    let inner = |key: &str| schema.member(tree, key).map(|inner| inner.text("type")).filter(|typ| !typ.is_empty());
    match own {
        "array" => format!("array of {}", inner("items").unwrap_or("anything")),
        "object" if inner("additionalProperties").is_some() => format!("map of {}", inner("additionalProperties").unwrap_or_default()),
        _ if format.is_empty() => own.to_owned(),
        _ => format!("{own} ({format})"),
    }
}
