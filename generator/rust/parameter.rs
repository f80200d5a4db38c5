//! Parameters → arguments and setters.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{Docs, code};
use super::literal::Literal;
use super::name::Ident;
use super::types::RustType;
use super::{Rust, view};
use crate::api::{Kind, Parameter, Place, Style};

/// An argument: `limit: i32`, `name: impl Into<String>`.
pub(super) fn declaration(name: &Ident, typ: &RustType) -> TokenStream {
    let argument: TokenStream = taken(typ).parse().unwrap_or_default();
    quote!(#name: #argument)
}

/// What is taken for a value of a type: `impl Into<String>`.
pub(super) fn taken(typ: &RustType) -> String {
    match typ {
        RustType::Vec(item) => RustType::list_argument(item),
        other => other.argument(),
    }
}

/// How an argument gets into a call.
pub(super) fn put(index: usize, name: &Ident, typ: &RustType) -> TokenStream {
    let index = super::operation::index(index);
    match typ {
        RustType::Plain("String") => quote!(.text(#index, #name)),
        RustType::Vec(item) => quote!(.list::<#item>(#index, #name)),
        direct if direct.is_direct() => quote!(.set(#index, &#name)),
        other => quote!(.put::<#other>(#index, #name)),
    }
}

/// `query("limit")`, with what differs from the usual.
pub(super) fn description(parameter: &Parameter) -> String {
    let (place, style, explode) = match parameter.place {
        Place::Path => ("path", Style::Simple, false),
        Place::Query => ("query", Style::Form, true),
        Place::Header => ("header", Style::Simple, false),
        Place::Cookie => ("cookie", Style::Form, true),
    };
    let mut text = format!("{place}({})", Literal::new(&parameter.name));
    if (parameter.style, parameter.explode) != (style, explode) {
        text.push_str(&format!(".style({})", self::style(parameter.style, parameter.explode)));
    }
    if parameter.required && parameter.place != Place::Path {
        text.push_str(".required()");
    }
    if parameter.allow_reserved {
        text.push_str(".reserved()");
    }
    if let Some(setting) = parameter.setting {
        text.push_str(&format!(".setting({setting})"));
    }
    if let Some(default) = &parameter.sent_default {
        text.push_str(&format!(".default({})", Literal::new(default)));
    }
    text
}

/// How the runtime writes a parameter, or a field of a form.
pub(super) fn style(style: Style, explode: bool) -> String {
    let name = match style {
        Style::Simple => "Simple",
        Style::Label => "Label",
        Style::Matrix => "Matrix",
        Style::SpaceDelimited | Style::PipeDelimited if explode => "Form",
        Style::Form => "Form",
        Style::SpaceDelimited => return "Style::Space".to_owned(),
        Style::PipeDelimited => return "Style::Pipe".to_owned(),
        Style::DeepObject => return "Style::Deep".to_owned(),
        Style::Json => return "Style::Json".to_owned(),
    };
    format!("Style::{name} {{ explode: {explode} }}")
}

impl Rust<'_> {
    /// The setter of a parameter that is not an argument.
    pub(super) fn setter(&self, parameter: &Parameter, index: usize, name: &Ident) -> view::Setter {
        let (how, typ) = match self.outer_type(parameter.schema) {
            RustType::Vec(item) if item.is_direct() => ("each", *item),
            RustType::Vec(item) => ("list", *item),
            typ if typ.is_direct() => ("value", typ),
            typ => ("into", typ),
        };
        view::Setter { name: name.clone(), docs: self.parameter_docs(parameter), deprecated: parameter.deprecated, index, how, typ }
    }

    /// What a parameter is for, and what its values are limited to, for the method that sets it.
    pub(super) fn parameter_docs(&self, parameter: &Parameter) -> Docs {
        let unsaid = || Docs::new(&format!("Sets {}.", code(&parameter.name)));
        self.parameter_description(parameter).or(unsaid).and(self.parameter_limits(parameter))
    }

    /// What the document says a parameter is for.
    pub(super) fn parameter_description(&self, parameter: &Parameter) -> Docs {
        Docs::of(parameter.description.as_ref().or(self.api.schemas.description(parameter.schema)))
    }

    /// What the values of a parameter are limited to.
    pub(super) fn parameter_limits(&self, parameter: &Parameter) -> Docs {
        let sent = match &parameter.sent_default {
            Some(_) => Docs::ours("The default is sent when this is not set."),
            None => Docs::default(),
        };
        self.limits_docs(parameter.schema).then(sent)
    }

    /// Whether a parameter is an argument of the method, and not a setter.
    pub(super) fn is_argument(parameter: &Parameter) -> bool {
        parameter.required && parameter.setting.is_none() && parameter.sent_default.is_none()
    }

    /// An example of a value, as Rust source.
    pub(super) fn sample(&self, parameter: &Parameter) -> Option<String> {
        Some(match self.outer_type(parameter.schema) {
            RustType::Plain("String") => format!("\"{}\"", parameter.name.replace(|c: char| !c.is_ascii_alphanumeric(), "_")),
            RustType::Vec(item) if *item == RustType::Plain("String") => "[\"a\", \"b\"]".to_owned(),
            RustType::Outer(_) if !self.target.config.types.is_closed(self.owner(self.api.schemas.target(parameter.schema))) => {
                let Kind::Enumeration(values) = self.api.schemas.kind(parameter.schema) else { return None };
                let first = values.values.first()?.value.as_str()?;
                Literal::new(first).to_string()
            }
            other => return sample(&other),
        })
    }
}

/// An example of a value of a plain type.
pub(super) fn sample(typ: &RustType) -> Option<String> {
    Some(match typ {
        RustType::Plain("String") => "\"text\"".to_owned(),
        RustType::Plain("bool") => "true".to_owned(),
        RustType::Plain("f64") => "1.0".to_owned(),
        RustType::Plain(_) => "1".to_owned(),
        _ => return None,
    })
}
