//! What a schema leaves unsaid or says against its own words, and how it is read all the same.

use openapiv3::AdditionalProperties;
use serde_json::Value;

use super::Lowering;
use super::constraint::limits;
use super::form::Form;
use crate::api::Schema;
use crate::report::code;

impl Lowering<'_> {
    /// Tells which type is meant where a schema does not say it.
    pub(super) fn implied(&mut self, schema: &Schema, form: &Form<'_>) {
        if form.typ.is_some() {
            return;
        }
        if let Some((key, typ)) = form.shown() {
            let message = format!("there is no `type`; `{key}` shows that `{typ}` is meant");
            self.report.add_with_help(&code::IMPLIED_TYPE, &schema.pointer, message, format!("add `type: {typ}`"));
        } else if form.enumeration.len() > 1 {
            let message = "there is no `type`; the constants show which is meant";
            self.report.add_with_help(&code::IMPLIED_TYPE, &schema.pointer.child("enum"), message, "add the `type`");
        }
    }

    /// Tells that a schema without a keyword is any JSON.
    pub(super) fn empty(&mut self, schema: &Schema, raw: &Value) {
        let Value::Object(members) = raw else { return };
        // What limits it says something, if only in an intersection.
        let is_said = |key: &String| {
            let is_remark = ["title", "description"].contains(&key.as_str()) || key.starts_with("x-");
            is_remark || limits().any(|limit| limit == key)
        };
        // Of other members, anything is what one expects.
        if !members.keys().any(is_said) && schema.pointer.last().as_deref() != Some("additionalProperties") {
            let help = "say what it is; a description says that anything is meant";
            self.report.add_with_help(&code::EMPTY_SCHEMA, &schema.pointer, "nothing is said of these values; they can be any JSON", help);
        }
    }

    /// Tells that `null` is among the constants of a type that has none.
    pub(super) fn null_constant(&mut self, schema: &Schema, form: &Form<'_>) {
        if let Some(typ) = form.typ.filter(|_| !schema.nullable) {
            let message = format!("`null` is among the constants, and no `{typ}`; it is taken for a value");
            self.report.add_with_help(&code::NULL_CONSTANT, &schema.pointer.child("enum"), message, "add `nullable: true`, or remove it");
        }
    }

    /// Tells how `additionalProperties` beside a composition is read: it knows the properties beside it alone, which nobody means.
    pub(super) fn beside_composition(&mut self, schema: &Schema, form: &Form<'_>) {
        let is_open = matches!(form.additional_properties, None | Some(AdditionalProperties::Any(true)));
        if !is_open && form.properties.is_empty() {
            let read = if form.all_of.is_empty() { "it is left to the server" } else { "it is read as if it did" };
            let message = format!("`additionalProperties` beside a composition does not know the properties of its members; {read}");
            let help = "put it into the members";
            self.report.add_with_help(&code::ADDITIONAL_BESIDE, &schema.pointer.child("additionalProperties"), message, help);
        }
    }
}
