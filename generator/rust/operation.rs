//! An operation → its request type, the method that makes it, and its table.

use proc_macro2::TokenStream;
use quote::quote;

use super::Rust;
use super::body::{BodyArgument, open_names};
use super::literal::Literal;
use super::name::{Case, Ident};
use super::parameter::{declaration, description, put, style};
use super::response::{Answer, MAYBE, is_download, successes};
use super::scope::Scope;
use super::{view, waiter};
use crate::api::{Alternative, FieldStyle, Format, Operation, Parameter, Piece, Place, Response, SentHeader, Status};

/// Names that a setter must not take: methods of every request.
const RESERVED: &[&str] = &[
    "header", "query", "with_retry", "with_connect_timeout", "with_attempt_timeout", "with_timeout", "to_request", "read", "send",
    "send_raw", "into_future", "clone", "fmt", "items", "pages", "call", "into", "from", "to_owned",
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
    /// `ShowPetAnswer`
    pub(super) answer: Ident,
    /// `ShowPetHeaders`
    pub(super) headers: Ident,
    /// The argument or setter of the body.
    pub(super) body: Ident,
    /// One for each part of the body.
    pub(super) parts: Vec<Ident>,
    /// Two for each state that can be waited for.
    pub(super) waiters: Vec<[Ident; 2]>,
    /// Names that were wanted and taken, with what was given instead.
    pub(super) renamed: Vec<(Ident, Ident)>,
}

impl<'a> Named<'a> {
    /// Chooses names after `name`; `methods` and `types` are what is taken around it.
    fn new(operation: &'a Operation, name: &str, methods: &mut Scope, types: &mut Scope) -> Self {
        let request = types.take(&Ident::new(name, Case::Camel));
        let method = methods.take(&Ident::new(name, Case::Snake));
        let error = types.take(&request.with_suffix("Error"));
        let answer = types.take(&request.with_suffix("Answer"));
        let headers = types.take(&request.with_suffix("Headers"));
        let constant = Ident::new(request.as_str(), Case::Shouty);
        let mut scope = Scope::reserving(RESERVED);
        reserve(operation, &mut scope);
        let parameters =
            operation.parameters.iter().map(|parameter| parameter_name(parameter, &operation.parameters, &mut scope)).collect();
        let body = Ident::new("body", Case::Snake);
        let parts = operation.body.iter().flat_map(|body| &body.body.parts).map(|part| scope.take(&Ident::new(&part.name, Case::Snake)));
        let parts: Vec<Ident> = parts.collect();
        let body = if operation.body.is_some() && parts.is_empty() { scope.take(&body) } else { body };
        let waiters = operation.waiters.iter().map(|waiter| waiter::names(&waiter.name).map(|name| scope.take(&name))).collect();
        // The types follow the methods, so a name that both wanted is told once.
        types.renamed();
        let renamed = [methods.renamed(), scope.renamed()].concat();
        Self { operation, request, error, answer, headers, method, constant, parameters, body, parts, waiters, renamed }
    }

    /// The parameters with their index and name.
    fn parameters(&self) -> impl Iterator<Item = (usize, &'a Parameter, &Ident)> {
        self.operation.parameters.iter().zip(&self.parameters).enumerate().map(|(index, (parameter, name))| (index, parameter, name))
    }
}

/// Reserves the methods that only some requests have.
fn reserve(operation: &Operation, scope: &mut Scope) {
    let body = operation.body.as_ref().map(|body| &body.body);
    if let Some(body) = body.filter(|body| body.format == Format::Multipart && body.open) {
        scope.reserve(&open_names(body));
    }
    if successes(operation).iter().any(|response| response.stream.is_some()) {
        scope.reserve(&["stream"]);
    }
    if is_download(operation) {
        scope.reserve(&["download"]);
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

impl<'a> Rust<'a> {
    /// Names for the operations of a group, in their order. Those that the configuration names choose first.
    pub(super) fn named(&self, operations: &[&'a Operation], methods: &mut Scope, types: &mut Scope) -> Vec<Named<'a>> {
        let chosen = |operation: &Operation| self.naming.chosen.operation(&operation.id);
        let mut choose = |operation: &&'a Operation, name: &str| Named::new(operation, &operation.called(name), methods, types);
        let first: Vec<Option<Named<'a>>> = operations.iter().map(|operation| Some(choose(operation, chosen(operation)?))).collect();
        let names = operations.iter().zip(first);
        names.map(|(operation, first)| first.unwrap_or_else(|| choose(operation, &operation.id))).collect()
    }
}

impl Rust<'_> {
    /// The method of a group that makes the request.
    pub(super) fn method(&self, named: &Named<'_>, group: &view::Group) -> TokenStream {
        let Named { request, method, constant, .. } = named;
        let (mut declarations, mut conversions, mut calls) = (TokenStream::new(), TokenStream::new(), TokenStream::new());
        let mut converts = false;
        let count = named.parameters().filter(|(_, parameter, _)| Self::is_argument(parameter)).count();
        let many = (count > 5).then(|| quote!(#[allow(clippy::too_many_arguments)]));
        for (index, parameter, name) in named.parameters().filter(|(_, parameter, _)| Self::is_argument(parameter)) {
            let typ = self.outer_type(parameter.schema);
            let declaration = declaration(name, &typ);
            declarations.extend(quote!(, #declaration));
            converts |= !typ.is_direct();
            calls.extend(put(index, name, &typ));
        }
        for BodyArgument { name, typ, conversion, put, .. } in self.body_arguments(named).into_iter().filter(|part| part.required) {
            let declaration = declaration(&name, &typ);
            declarations.extend(quote!(, #declaration));
            converts |= !typ.is_direct();
            conversions.extend(conversion);
            calls.extend(put);
        }
        let docs = self.marks.keep(self.operation_docs(named, &group.path));
        let connection = if group.name.is_some() { quote!(self.0) } else { quote!(self.connection) };
        let deprecated = named.operation.deprecated.then(|| quote!(#[deprecated]));
        // What takes conversions is compiled where it is called; this asks for the same.
        let inline = (!converts).then(|| quote!(#[inline]));
        quote! {
            #docs
            #deprecated
            #many
            #inline
            pub fn #method(&self #declarations) -> Request<#request> {
                #conversions
                Call::new(&#connection, &#constant) #calls .into()
            }
        }
    }

    /// The request type: its table, and what the table cannot say.
    pub(super) fn request(&mut self, named: &Named<'_>, group: &view::Group) -> view::Operation {
        let prefix = group.name.as_ref().map(|_| group.method.to_string()).unwrap_or_default();
        let operation = named.operation;
        let answer = self.answer(named);
        let mut methods = self.body_setters(named);
        methods.extend(self.streams(operation));
        let request = &named.request;
        let pages = self.pages(named);
        let methods = (!methods.is_empty()).then(|| quote!(impl Request<#request> { #methods }));
        let items = methods.into_iter().chain(answer.items.iter().cloned()).chain(self.errors(named)).collect();
        let mut differing = differing(operation, &answer);
        let check = self.limits(named, &prefix);
        differing.extend(check.map(|table| ("check", format!("|place, value| limits::check(&limits::{table}, place, value)"))));
        let setters = named.parameters().filter(|(_, parameter, _)| !Self::is_argument(parameter));
        let view = view::Operation {
            request: request.clone(),
            constant: named.constant.clone(),
            name: Literal::new(&if prefix.is_empty() { named.method.to_string() } else { format!("{prefix}.{}", named.method) }),
            method: METHODS.into_iter().find(|method| *method == operation.method).unwrap_or("GET"),
            path: path(operation),
            parameters: operation.parameters.iter().map(description).collect(),
            differing,
            setters: setters.map(|(index, parameter, name)| self.setter(parameter, index, name)).collect(),
            items,
            output: answer.to_string(),
            read: answer.read.clone(),
            headers: self.headers(named),
            pages,
            waiters: waiter::waiters(named),
        };
        self.show_operation(named, group, &answer, &view);
        view
    }
}

/// The methods of HTTP that OpenAPI knows.
const METHODS: [&str; 8] = ["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE"];

/// What differs from the runtime's `Operation::USUAL`.
fn differing(operation: &Operation, answer: &Answer) -> Vec<(&'static str, String)> {
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
    let content_type = operation.body.as_ref().map_or("application/json", |body| body.body.sent_type());
    let fields = operation.body.as_ref().filter(|body| body.body.format == Format::Form).map_or(&[][..], |body| &body.body.styles);
    let styled = |field: &FieldStyle| format!("({}, {})", Literal::new(&field.name), style(field.style, field.explode));
    add("styles", list(fields.iter().map(styled).collect()), "&[]");
    let reserved = fields.iter().filter(|field| field.allow_reserved);
    add("reserved", list(reserved.map(|field| Literal::new(&field.name).to_string()).collect()), "&[]");
    add("content_type", Literal::new(content_type).to_string(), "\"application/json\"");
    add("accept", Literal::new(&accept(operation)).to_string(), "\"application/json\"");
    add("idempotent", format!("{:?}", operation.idempotent), "None");
    let promised = |with: fn(&Response) -> bool| {
        list(operation.responses.iter().filter(|response| with(response)).filter_map(|response| success(response.status)).collect())
    };
    add("success", promised(|_| true), "&[(200, 200)]");
    if answer.read == MAYBE {
        add("empty", promised(|response| response.body.is_none()), "&[]");
    }
    differing
}

/// A number without the suffix that `quote` would give it.
pub(super) fn index(index: usize) -> proc_macro2::Literal {
    proc_macro2::Literal::usize_unsuffixed(index)
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
pub(super) fn accept(operation: &Operation) -> String {
    let mut accepted: Vec<&str> = Vec::new();
    for body in successes(operation).into_iter().filter_map(|response| response.body.as_ref()) {
        let is_any_json = body.media_type == "*/*" && body.format == Format::Json;
        let media_type = if is_any_json { "application/json" } else { &body.media_type };
        if !accepted.contains(&media_type) {
            accepted.push(media_type);
        }
    }
    accepted.join(", ")
}

fn success(status: Status) -> Option<String> {
    match status {
        Status::Code(code @ 200..=299) => Some(format!("({code}, {code})")),
        Status::Range(2) => Some("(200, 299)".to_owned()),
        _ => None,
    }
}
