//! Parameters → arguments and setters.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{Docs, code};
use super::name::Ident;
use super::types::RustType;
use super::{Rust, constraint};
use crate::api::{Kind, Parameter, Style};

/// How a value gets into a call.
pub(super) struct Argument {
    /// The declaration: `limit: i32`.
    pub declaration: TokenStream,
    /// The conversion before it is used, if it needs one.
    pub conversion: TokenStream,
}

impl Argument {
    /// An argument of a name and type.
    pub(super) fn new(name: &Ident, typ: &RustType) -> Self {
        if typ.is_direct() {
            return Self { declaration: quote!(#name: #typ), conversion: TokenStream::new() };
        }
        if let RustType::Vec(item) = typ {
            let taken: TokenStream = RustType::list_argument(item).parse().unwrap_or_default();
            let convert =
                if item.is_direct() { quote!(#name.into_iter().collect()) } else { quote!(#name.into_iter().map(Into::into).collect()) };
            return Self { declaration: quote!(#name: #taken), conversion: quote!(let #name: #typ = #convert;) };
        }
        Self { declaration: quote!(#name: impl Into<#typ>), conversion: quote!(let #name: #typ = #name.into();) }
    }
}

impl Rust<'_> {
    /// The setter of a parameter that is not an argument.
    pub(super) fn setter(&self, parameter: &Parameter, index: usize, name: &Ident) -> TokenStream {
        let typ = self.outer_type(parameter.schema);
        let index = super::operation::index(index);
        let Argument { declaration, conversion } = Argument::new(name, &typ);
        let docs = self.parameter_docs(parameter);
        let deprecated = parameter.deprecated.then(|| quote!(#[deprecated]));
        quote! {
            #docs
            #deprecated
            pub fn #name(self, #declaration) -> Self {
                #conversion
                Self { call: self.call.set(#index, &#name) }
            }
        }
    }

    /// What a parameter is for, and what its values are limited to, for the method that sets it.
    pub(super) fn parameter_docs(&self, parameter: &Parameter) -> Docs {
        let unsaid = || Docs::new(&format!("Sets {}.", code(&parameter.name)));
        self.parameter_description(parameter).or(unsaid).and(self.parameter_limits(parameter))
    }

    /// What the document says a parameter is for.
    pub(super) fn parameter_description(&self, parameter: &Parameter) -> Docs {
        Docs::of(parameter.description.as_ref().or(self.api.schemas.get(parameter.schema).description.as_ref()))
    }

    /// What the values of a parameter are limited to.
    pub(super) fn parameter_limits(&self, parameter: &Parameter) -> Docs {
        let schema = self.api.schemas.get(self.api.schemas.target(parameter.schema));
        let sent = match &parameter.sent_default {
            Some(_) => Docs::ours("The default is sent when this is not set."),
            None => Docs::default(),
        };
        constraint::docs(schema).then(sent)
    }

    /// How the runtime writes a parameter.
    pub(super) fn style(parameter: &Parameter) -> TokenStream {
        let explode = parameter.explode;
        match parameter.style {
            Style::Simple => quote!(Style::Simple { explode: #explode }),
            Style::Label => quote!(Style::Label { explode: #explode }),
            Style::Matrix => quote!(Style::Matrix { explode: #explode }),
            Style::Form => quote!(Style::Form { explode: #explode }),
            Style::SpaceDelimited if explode => quote!(Style::Form { explode: true }),
            Style::PipeDelimited if explode => quote!(Style::Form { explode: true }),
            Style::SpaceDelimited => quote!(Style::Space),
            Style::PipeDelimited => quote!(Style::Pipe),
            Style::DeepObject => quote!(Style::Deep),
            Style::Json => quote!(Style::Json),
        }
    }

    /// Whether a parameter is an argument of the method, and not a setter.
    pub(super) fn is_argument(parameter: &Parameter) -> bool {
        parameter.required && parameter.setting.is_none() && parameter.sent_default.is_none()
    }

    /// An example of a value, as Rust source.
    pub(super) fn sample(&self, parameter: &Parameter) -> Option<String> {
        Some(match self.outer_type(parameter.schema) {
            RustType::Plain("String") => format!("\"{}\"", parameter.name.replace(|c: char| !c.is_ascii_alphanumeric(), "_")),
            RustType::Plain("bool") => "true".to_owned(),
            RustType::Plain("f32" | "f64") => "1.0".to_owned(),
            RustType::Plain(_) => "1".to_owned(),
            RustType::Vec(item) if *item == RustType::Plain("String") => "[\"a\", \"b\"]".to_owned(),
            RustType::Outer(_) if matches!(self.api.schemas.kind(parameter.schema), Kind::Enumeration(values) if values.text) => {
                let Kind::Enumeration(values) = self.api.schemas.kind(parameter.schema) else { return None };
                let first = values.values.first()?.value.as_str()?;
                super::literal::Literal::new(first).to_string()
            }
            _ => return None,
        })
    }
}
