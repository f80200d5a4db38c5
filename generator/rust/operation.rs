//! An operation → its request type, the method that makes it, and its static description.

use proc_macro2::TokenStream;
use quote::quote;

use super::Rust;
use super::docs::Docs;
use super::literal::Literal;
use super::name::{Case, Ident};
use super::parameter::Argument;
use super::scope::Scope;
use super::types::RustType;
use super::view;
use crate::api::{Format, Operation, Pagination, Parameter, Piece, Place, Status, Style};

/// Names that a setter must not take: methods of every request.
const RESERVED: &[&str] = &[
    "header", "query", "to_request", "read", "send", "send_raw", "into_future", "clone", "fmt", "items", "pages", "call", "into", "from",
    "to_owned",
];

/// An operation with the names that were chosen for it.
pub(super) struct Named<'a> {
    pub(super) operation: &'a Operation,
    /// `ShowPet`
    pub(super) request: Ident,
    /// `show_pet`
    pub(super) method: Ident,
    /// `ShowPetError`
    pub(super) error: Ident,
    /// `SHOW_PET`
    pub(super) constant: Ident,
    /// One for each parameter.
    pub(super) parameters: Vec<Ident>,
    /// The argument or setter of the body.
    pub(super) body: Ident,
    /// Names that were wanted and taken, with what was given instead.
    pub(super) renamed: Vec<(Ident, Ident)>,
}

impl<'a> Named<'a> {
    /// Chooses names; `methods` and `types` are what is taken around it.
    pub(super) fn new(operation: &'a Operation, methods: &mut Scope, types: &mut Scope) -> Self {
        let request = types.take(&Ident::new(&operation.id, Case::Camel));
        let method = methods.take(&Ident::new(&operation.id, Case::Snake));
        let error = types.take(&request.with_suffix("Error"));
        let constant = Ident::new(request.as_str(), Case::Shouty);
        let mut scope = Scope::reserving(RESERVED);
        let parameters =
            operation.parameters.iter().map(|parameter| parameter_name(parameter, &operation.parameters, &mut scope)).collect();
        let body = Ident::new("body", Case::Snake);
        let body = if operation.body.is_some() { scope.take(&body) } else { body };
        // The types follow the methods, so a name that both wanted is told once.
        types.renamed();
        let renamed = [methods.renamed(), scope.renamed()].concat();
        Self { operation, request, error, method, constant, parameters, body, renamed }
    }

    /// The parameters with their index and name.
    fn parameters(&self) -> impl Iterator<Item = (usize, &'a Parameter, &Ident)> {
        self.operation.parameters.iter().zip(&self.parameters).enumerate().map(|(index, (parameter, name))| (index, parameter, name))
    }
}

/// A parameter's own name; with its place where another place has the same name.
fn parameter_name(parameter: &Parameter, all: &[Parameter], scope: &mut Scope) -> Ident {
    let twice = all.iter().filter(|other| other.name == parameter.name).count() > 1;
    let place = match parameter.place {
        Place::Path => "path",
        Place::Query => "query",
        Place::Header => "header",
        Place::Cookie => "cookie",
    };
    let wanted = if twice { format!("{place} {}", parameter.name) } else { parameter.name.clone() };
    scope.take(&Ident::new(&wanted, Case::Snake))
}

impl Rust<'_> {
    /// The method of a group that makes the request.
    pub(super) fn method(&self, named: &Named<'_>, path_to_group: &str) -> TokenStream {
        let Named { request, method, constant, .. } = named;
        let (mut declarations, mut conversions, mut calls) = (TokenStream::new(), TokenStream::new(), TokenStream::new());
        let count = named.parameters().filter(|(_, parameter, _)| Self::is_argument(parameter)).count();
        let many = (count > 5).then(|| quote!(#[allow(clippy::too_many_arguments)]));
        for (index, parameter, name) in named.parameters().filter(|(_, parameter, _)| Self::is_argument(parameter)) {
            let Argument { declaration, conversion } = Argument::new(name, &self.outer_type(parameter.schema));
            declarations.extend(quote!(, #declaration));
            conversions.extend(conversion);
            let index = self::index(index);
            calls.extend(quote!(.set(#index, &#name)));
        }
        if let Some(body) = named.operation.body.as_ref().filter(|body| body.required) {
            let (argument, put) = self.body(&body.body, &named.body);
            let Argument { declaration, conversion } = argument;
            declarations.extend(quote!(, #declaration));
            conversions.extend(conversion);
            calls.extend(put);
        }
        let docs = self.operation_docs(named, path_to_group);
        let deprecated = named.operation.deprecated.then(|| quote!(#[deprecated]));
        quote! {
            #docs
            #deprecated
            #many
            pub fn #method(&self #declarations) -> #request {
                #conversions
                #request { call: Call::new(&self.connection, &#constant) #calls }
            }
        }
    }

    fn body(&self, body: &crate::api::Body, name: &Ident) -> (Argument, TokenStream) {
        match (body.format, body.schema) {
            (Format::Json, Some(schema)) => (Argument::new(name, &self.outer_type(schema)), quote!(.json(&#name))),
            (Format::Form, Some(schema)) => (Argument::new(name, &self.outer_type(schema)), quote!(.form(&#name))),
            (Format::Text, _) => (Argument::new(name, &RustType::Plain("String")), quote!(.bytes(#name))),
            _ => (Argument::new(name, &RustType::Bytes), quote!(.bytes(#name))),
        }
    }

    /// The request type with its setters and its description.
    pub(super) fn request(&mut self, named: &Named<'_>, group: &str) -> view::Operation {
        let Named { request, .. } = named;
        let (read, output) = self.output(named.operation);
        let mut setters = TokenStream::new();
        for (index, parameter, name) in named.parameters().filter(|(_, parameter, _)| !Self::is_argument(parameter)) {
            setters.extend(self.setter(parameter, index, name));
        }
        if let Some(body) = named.operation.body.as_ref().filter(|body| !body.required) {
            let (Argument { declaration, conversion }, put) = self.body(&body.body, &named.body);
            let docs = Docs::of(body.description.as_ref()).or(|| Docs::ours("Sets the body."));
            let name = &named.body;
            setters.extend(quote! {
                #docs
                pub fn #name(self, #declaration) -> Self {
                    #conversion
                    Self { call: self.call #put }
                }
            });
        }
        setters.extend(self.pages(named, &output));
        let link = format!("A call of `{}`.", named.method);
        let docs = Docs::ours(link);
        let definition = quote! {
            #docs
            #[must_use = "a request does nothing until it is sent or awaited"]
            #[derive(Debug, Clone)]
            pub struct #request { call: Call }
        };
        let mut items = vec![definition];
        if !setters.is_empty() {
            items.push(quote!(impl #request { #setters }));
        }
        let plan = self.plan(named, read, &output);
        let paged = plan.is_some();
        items.extend(plan);
        items.extend(self.errors(named));
        items.push(self.description(named, group));
        view::Operation { request: request.clone(), items, read, output: output.to_string(), paged }
    }

    /// How the runtime reads a success, and what it gives.
    fn output(&self, operation: &Operation) -> (&'static str, Output) {
        let body = operation.responses.iter().find(|response| response.status.is_success()).and_then(|response| response.body.as_ref());
        match body.map(|body| (body.format, body.schema)) {
            None => ("empty", Output(None)),
            Some((Format::Json, Some(schema))) => ("json", Output(Some(self.nullable_type(schema, RustType::Outer)))),
            Some((Format::Text, _)) => ("text", Output(Some(RustType::Plain("String")))),
            Some(_) => ("bytes", Output(Some(RustType::Bytes))),
        }
    }

    /// `items()` and `pages()`.
    fn pages(&mut self, named: &Named<'_>, output: &Output) -> Option<TokenStream> {
        let (_, item) = self.paged(named, output)?;
        self.needs.pages = true;
        let plan = named.constant.with_suffix("_PAGES");
        Some(quote! {
            #[doc = " All items, asked for page by page."]
            pub fn items(self) -> Items<#output, #item> {
                Items::new(self.call, &#plan)
            }

            #[doc = " All pages, one call each."]
            pub fn pages(self) -> Pages<#output, #item> {
                Pages::new(self.call, &#plan)
            }
        })
    }

    /// The name of the field that holds the items of a page, and their type.
    fn paged(&self, named: &Named<'_>, output: &Output) -> Option<(Ident, RustType)> {
        let Pagination::Offset { items, .. } = named.operation.pagination.as_ref()?;
        if !matches!(output.0, Some(RustType::Outer(_))) {
            return None;
        }
        let success = named.operation.responses.iter().find(|response| response.status.is_success())?;
        let crate::api::Kind::Record(record) = self.api.schemas.kind(success.body.as_ref()?.schema?) else { return None };
        let field = record.fields.iter().find(|field| field.name == *items)?;
        let crate::api::Kind::Array(item) = self.api.schemas.kind(field.schema) else { return None };
        Some((Ident::new(items, Case::Snake), self.nullable_type(*item, RustType::Outer)))
    }

    fn plan(&self, named: &Named<'_>, read: &str, output: &Output) -> Option<TokenStream> {
        let Pagination::Offset { limit, offset, default_limit, .. } = named.operation.pagination.as_ref()?;
        let (field, item) = self.paged(named, output)?;
        let position = |name: &str| named.operation.parameters.iter().position(|parameter| parameter.name == name);
        let (limit, offset) = (index(position(limit)?), index(position(offset)?));
        let default_limit = proc_macro2::Literal::u64_unsuffixed(*default_limit);
        let plan = named.constant.with_suffix("_PAGES");
        let read: TokenStream = read.parse().unwrap_or_default();
        Some(quote! {
            static #plan: Plan<#output, #item> = Plan {
                limit: #limit,
                default_limit: #default_limit,
                offset: #offset,
                read: response::#read,
                count: |page| page.#field.len(),
                items: |page| page.#field,
            };
        })
    }

    /// The static description that the runtime works from.
    fn description(&self, named: &Named<'_>, group: &str) -> TokenStream {
        let operation = named.operation;
        let name = Literal::new(&if group.is_empty() { named.method.to_string() } else { format!("{group}.{}", named.method) });
        let constant = &named.constant;
        let method = match operation.method.as_str() {
            "GET" | "POST" | "PUT" | "DELETE" | "HEAD" | "OPTIONS" | "PATCH" | "TRACE" => {
                proc_macro2::Ident::new(&operation.method, proc_macro2::Span::call_site())
            }
            _ => proc_macro2::Ident::new("GET", proc_macro2::Span::call_site()),
        };
        let path = operation.path.iter().map(|piece| piece_tokens(piece, &operation.parameters));
        let parameters = operation.parameters.iter().map(|parameter| self.parameter_tokens(parameter));
        let headers = operation.headers.iter().map(super::description::pair);
        let service = index(operation.service);
        let security = operation.security.iter().map(|alternative| {
            let schemes = alternative.schemes.iter().copied().map(index);
            quote!(&[#(#schemes),*])
        });
        let content_type = Literal::new(operation.body.as_ref().map_or("", |body| match body.body.media_type.as_str() {
            "*/*" | "application/*" => "application/json",
            other => other,
        }));
        let accept = Literal::new(&accept(operation));
        let success = operation.responses.iter().filter_map(|response| success(response.status));
        quote! {
            static #constant: Operation = Operation {
                name: #name,
                method: Method::#method,
                path: &[#(#path),*],
                parameters: &[#(#parameters),*],
                headers: &[#(#headers),*],
                service: #service,
                security: &[#(#security),*],
                content_type: #content_type,
                accept: #accept,
                success: &[#(#success),*],
            };
        }
    }

    /// `Parameter::query("limit")`, with what differs from the usual.
    fn parameter_tokens(&self, parameter: &Parameter) -> TokenStream {
        let name = Literal::new(&parameter.name);
        let (place, style, explode) = match parameter.place {
            Place::Path => (quote!(path), Style::Simple, false),
            Place::Query => (quote!(query), Style::Form, true),
            Place::Header => (quote!(header), Style::Simple, false),
            Place::Cookie => (quote!(cookie), Style::Form, true),
        };
        let mut tokens = quote!(Parameter::#place(#name));
        if (parameter.style, parameter.explode) != (style, explode) {
            let style = Self::style(parameter);
            tokens.extend(quote!(.style(#style)));
        }
        if parameter.required && parameter.place != Place::Path {
            tokens.extend(quote!(.required()));
        }
        if parameter.allow_reserved {
            tokens.extend(quote!(.reserved()));
        }
        if let Some(index) = parameter.setting.map(index) {
            tokens.extend(quote!(.setting(#index)));
        }
        if let Some(text) = parameter.sent_default.as_deref().map(Literal::new) {
            tokens.extend(quote!(.default(#text)));
        }
        tokens
    }
}

/// A number without the suffix that `quote` would give it.
pub(super) fn index(index: usize) -> proc_macro2::Literal {
    proc_macro2::Literal::usize_unsuffixed(index)
}

/// What an operation gives: nothing, or a type.
pub(super) struct Output(Option<RustType>);

impl std::fmt::Display for Output {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.0 {
            Some(typ) => typ.fmt(f),
            None => f.write_str("()"),
        }
    }
}

impl quote::ToTokens for Output {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match &self.0 {
            Some(typ) => typ.to_tokens(tokens),
            None => tokens.extend(quote!(())),
        }
    }
}

fn piece_tokens(piece: &Piece, parameters: &[Parameter]) -> TokenStream {
    match piece {
        Piece::Text(text) => {
            let text = Literal::new(text);
            quote!(Piece::Text(#text))
        }
        Piece::Parameter(name) => {
            let here = |parameter: &Parameter| parameter.name == *name && parameter.place == Place::Path;
            let index = index(parameters.iter().position(here).unwrap_or_default());
            quote!(Piece::Argument(#index))
        }
    }
}

/// The media types that an operation asks for: that of its success.
fn accept(operation: &Operation) -> String {
    let success = operation.responses.iter().find(|response| response.status.is_success());
    match success.and_then(|response| response.body.as_ref()) {
        Some(body) if body.media_type != "*/*" => body.media_type.clone(),
        Some(_) => "application/json".to_owned(),
        None => String::new(),
    }
}

fn success(status: Status) -> Option<TokenStream> {
    match status {
        Status::Code(code @ 200..=299) => {
            let code = index(code.into());
            Some(quote!((#code, #code)))
        }
        Status::Range(2) => Some(quote!((200, 299))),
        _ => None,
    }
}
