//! An operation → its request type, the method that makes it, and its table.

use proc_macro2::TokenStream;
use quote::quote;

use super::Rust;
use super::docs::Docs;
use super::literal::Literal;
use super::name::{Case, Ident};
use super::parameter::{declaration, description, put};
use super::scope::Scope;
use super::types::RustType;
use super::view;
use crate::api::{Alternative, Body, Format, Operation, Parameter, Piece, Place, RequestBody, SentHeader, Status};

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
            let typ = self.outer_type(parameter.schema);
            let declaration = declaration(name, &typ);
            declarations.extend(quote!(, #declaration));
            calls.extend(put(index, name, &typ));
        }
        if let Some(body) = named.operation.body.as_ref().filter(|body| body.required) {
            let body = self.body(&body.body, &named.body);
            let declaration = body.declaration;
            declarations.extend(quote!(, #declaration));
            conversions.extend(body.conversion);
            calls.extend(body.put);
        }
        let docs = self.operation_docs(named, path_to_group);
        let deprecated = named.operation.deprecated.then(|| quote!(#[deprecated]));
        quote! {
            #docs
            #deprecated
            #many
            pub fn #method(&self #declarations) -> #request {
                #conversions
                Call::new(&self.connection, &#constant) #calls .into()
            }
        }
    }

    /// The request type: its table, and what the table cannot say.
    pub(super) fn request(&mut self, named: &Named<'_>, group: &str) -> view::Operation {
        let operation = named.operation;
        let (read, output) = self.output(operation);
        let mut methods = TokenStream::new();
        if let Some(body) = operation.body.as_ref().filter(|body| !body.required) {
            methods.extend(self.body_setter(body, &named.body));
        }
        methods.extend(self.pages(named, &output));
        let request = &named.request;
        let plan = self.plan(named, read, &output);
        let paged = plan.is_some();
        let methods = (!methods.is_empty()).then(|| quote!(impl #request { #methods }));
        let items = methods.into_iter().chain(plan).chain(self.errors(named)).collect();
        let setters = named.parameters().filter(|(_, parameter, _)| !Self::is_argument(parameter));
        view::Operation {
            request: request.clone(),
            constant: named.constant.clone(),
            name: Literal::new(&if group.is_empty() { named.method.to_string() } else { format!("{group}.{}", named.method) }),
            method: METHODS.into_iter().find(|method| *method == operation.method).unwrap_or("GET"),
            path: path(operation),
            parameters: operation.parameters.iter().map(description).collect(),
            differing: differing(operation),
            setters: setters.map(|(index, parameter, name)| self.setter(parameter, index, name)).collect(),
            items,
            read,
            output: output.to_string(),
            paged,
        }
    }

    fn body_setter(&self, body: &RequestBody, name: &Ident) -> TokenStream {
        let docs = Docs::of(body.description.as_ref()).or(|| Docs::ours("Sets the body."));
        let BodyArgument { declaration, conversion, put } = self.body(&body.body, name);
        quote! {
            #docs
            pub fn #name(self, #declaration) -> Self {
                #conversion
                self.call #put .into()
            }
        }
    }

    fn body(&self, body: &Body, name: &Ident) -> BodyArgument {
        let typ = match (body.format, body.schema) {
            (Format::Json | Format::Form, Some(schema)) => self.outer_type(schema),
            (Format::Text, _) => RustType::Plain("String"),
            _ => RustType::Bytes,
        };
        let declaration = declaration(name, &typ);
        let conversion = match &typ {
            RustType::Vec(item) if item.is_direct() => quote!(let #name: #typ = #name.into_iter().collect();),
            RustType::Vec(_) => quote!(let #name: #typ = #name.into_iter().map(Into::into).collect();),
            _ => TokenStream::new(),
        };
        let put = match body.format {
            Format::Json => quote!(.json::<#typ>(#name)),
            Format::Form => quote!(.form::<#typ>(#name)),
            Format::Text => quote!(.bytes(#name.into())),
            Format::Binary => quote!(.bytes(#name)),
        };
        BodyArgument { declaration, conversion, put }
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
}

/// The methods of HTTP that OpenAPI knows.
const METHODS: [&str; 8] = ["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE"];

/// How a body gets into a call.
struct BodyArgument {
    declaration: TokenStream,
    conversion: TokenStream,
    put: TokenStream,
}

/// What differs from the runtime's `Operation::USUAL`.
fn differing(operation: &Operation) -> Vec<(&'static str, String)> {
    let mut differing = Vec::new();
    let mut add = |name, value: String, usual: &str| {
        if value != usual {
            differing.push((name, value));
        }
    };
    let pair = |header: &SentHeader| format!("({}, {})", Literal::new(&header.name), Literal::new(&header.value));
    let list = |items: Vec<String>| format!("&[{}]", items.join(", "));
    add("headers", list(operation.headers.iter().map(pair).collect()), "&[]");
    add("service", operation.service.to_string(), "0");
    let schemes = |alternative: &Alternative| list(alternative.schemes.iter().map(ToString::to_string).collect());
    add("security", list(operation.security.iter().map(schemes).collect()), "&[]");
    let content_type = operation.body.as_ref().map_or("application/json", |body| match body.body.media_type.as_str() {
        "*/*" | "application/*" => "application/json",
        other => other,
    });
    add("content_type", Literal::new(content_type).to_string(), "\"application/json\"");
    add("accept", Literal::new(&accept(operation)).to_string(), "\"application/json\"");
    add("success", list(operation.responses.iter().filter_map(|response| success(response.status)).collect()), "&[(200, 200)]");
    differing
}

/// A number without the suffix that `quote` would give it.
pub(super) fn index(index: usize) -> proc_macro2::Literal {
    proc_macro2::Literal::usize_unsuffixed(index)
}

/// What an operation gives: nothing, or a type.
pub(super) struct Output(pub(super) Option<RustType>);

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

/// A path as the table has it: text, then each parameter by its index, with the text behind it.
fn path(operation: &Operation) -> String {
    let mut path = String::new();
    let mut text = String::new();
    for piece in &operation.path {
        match piece {
            Piece::Text(more) => text.push_str(more),
            Piece::Parameter(name) => {
                let here = |parameter: &Parameter| parameter.name == *name && parameter.place == Place::Path;
                let index = operation.parameters.iter().position(here).unwrap_or_default();
                path.push_str(&format!("{} {index} ", Literal::new(&std::mem::take(&mut text))));
            }
        }
    }
    path + &Literal::new(&text).to_string()
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

fn success(status: Status) -> Option<String> {
    match status {
        Status::Code(code @ 200..=299) => Some(format!("({code}, {code})")),
        Status::Range(2) => Some("(200, 299)".to_owned()),
        _ => None,
    }
}
