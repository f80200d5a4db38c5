//! One flat form for what openapiv3 tells apart, borrowed from it: a schema holds all schemas in it, and copying it at each level
//! would copy the innermost as often as it is deep.

use std::borrow::Cow;
use std::sync::LazyLock;

use indexmap::IndexMap;
use openapiv3::{AdditionalProperties, AnySchema, ReferenceOr, Schema, SchemaKind, Type, VariantOrUnknownOrEmpty};
use serde_json::Value;

type Properties = IndexMap<String, ReferenceOr<Box<Schema>>>;

static NO_PROPERTIES: LazyLock<Properties> = LazyLock::new(Properties::new);

/// What a schema says of the values, apart from constraints: those are read from the tree, where numbers are exact.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Form<'w> {
    pub typ: Option<&'w str>,
    pub format: Option<String>,
    pub enumeration: Cow<'w, [Value]>,
    pub properties: &'w Properties,
    pub required: &'w [String],
    pub additional_properties: Option<&'w AdditionalProperties>,
    pub items: Option<&'w ReferenceOr<Box<Schema>>>,
    pub one_of: &'w [ReferenceOr<Schema>],
    pub all_of: &'w [ReferenceOr<Schema>],
    pub any_of: &'w [ReferenceOr<Schema>],
    pub not: bool,
}

impl Default for Form<'_> {
    fn default() -> Self {
        Self {
            typ: None,
            format: None,
            enumeration: Cow::Borrowed(&[]),
            properties: &NO_PROPERTIES,
            required: &[],
            additional_properties: None,
            items: None,
            one_of: &[],
            all_of: &[],
            any_of: &[],
            not: false,
        }
    }
}

impl Form<'_> {
    /// The key that shows which type is meant where none is given, and that type.
    pub(super) fn shown(&self) -> Option<(&'static str, &'static str)> {
        match self {
            _ if !self.properties.is_empty() => Some(("properties", "object")),
            _ if self.additional_properties.is_some() => Some(("additionalProperties", "object")),
            _ if self.items.is_some() => Some(("items", "array")),
            _ if !self.required.is_empty() => Some(("required", "object")),
            _ => None,
        }
    }
}

/// The flat form of a schema.
pub(super) fn form(kind: &SchemaKind) -> Form<'_> {
    match kind {
        SchemaKind::Any(any) => flat(any),
        SchemaKind::Type(typ) => typed(typ),
        SchemaKind::OneOf { one_of } => Form { one_of, ..Form::default() },
        SchemaKind::AllOf { all_of } => Form { all_of, ..Form::default() },
        SchemaKind::AnyOf { any_of } => Form { any_of, ..Form::default() },
        SchemaKind::Not { .. } => Form { not: true, ..Form::default() },
    }
}

fn flat(any: &AnySchema) -> Form<'_> {
    Form {
        typ: any.typ.as_deref(),
        format: any.format.clone(),
        enumeration: Cow::Borrowed(&any.enumeration),
        properties: &any.properties,
        required: &any.required,
        additional_properties: any.additional_properties.as_ref(),
        items: any.items.as_ref(),
        one_of: &any.one_of,
        all_of: &any.all_of,
        any_of: &any.any_of,
        not: any.not.is_some(),
    }
}

fn typed(typ: &Type) -> Form<'_> {
    let named = |name| Form { typ: Some(name), ..Form::default() };
    match typ {
        Type::String(text) => {
            let values = text.enumeration.iter().map(|value| value.clone().map_or(Value::Null, Value::String));
            Form { format: format_name(&text.format), enumeration: values.collect(), ..named("string") }
        }
        Type::Number(number) => {
            let values = number.enumeration.iter().map(|value| value.map_or(Value::Null, Value::from));
            Form { format: format_name(&number.format), enumeration: values.collect(), ..named("number") }
        }
        Type::Integer(integer) => {
            let values = integer.enumeration.iter().map(|value| value.map_or(Value::Null, Value::from));
            Form { format: format_name(&integer.format), enumeration: values.collect(), ..named("integer") }
        }
        Type::Boolean(boolean) => {
            let values = boolean.enumeration.iter().map(|value| value.map_or(Value::Null, Value::Bool));
            Form { enumeration: values.collect(), ..named("boolean") }
        }
        Type::Array(array) => Form { items: array.items.as_ref(), ..named("array") },
        Type::Object(object) => Form {
            properties: &object.properties,
            required: &object.required,
            additional_properties: object.additional_properties.as_ref(),
            ..named("object")
        },
    }
}

fn format_name<T: serde::Serialize>(format: &VariantOrUnknownOrEmpty<T>) -> Option<String> {
    match format {
        VariantOrUnknownOrEmpty::Item(known) => serde_json::to_value(known).ok().and_then(|value| value.as_str().map(str::to_owned)),
        VariantOrUnknownOrEmpty::Unknown(other) => Some(other.clone()),
        VariantOrUnknownOrEmpty::Empty => None,
    }
}
