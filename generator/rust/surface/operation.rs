//! Requests, and the methods that make them, as their users see them.

use proc_macro2::TokenStream;

use super::{Fact, Item, Kind};
use crate::api::{Alternative, Operation, Paging, Parameter, Place, Service, Status};
use crate::pointer::Pointer;
use crate::rust::Rust;
use crate::rust::operation::Named;
use crate::rust::parameter::{declaration, description};
use crate::rust::response::{Answer, successes};
use crate::rust::status::variant;
use crate::rust::types::RustType;
use crate::rust::view::{self, Group};

impl Rust<'_> {
    /// An operation: its request with all that can be done with it, and the method that makes it.
    pub(in crate::rust) fn show_operation(&mut self, named: &Named<'_>, group: &Group, answer: &Answer, view: &view::Operation) {
        if !self.surface.wanted {
            return;
        }
        let operation = named.operation;
        let module = format!("api::{}", group.module);
        let path = format!("{module}::{}", named.request);
        let owner = group.name.as_ref().map_or_else(|| "Client".to_owned(), |name| format!("{module}::{name}"));
        let method = format!("{owner}::{}", named.method);
        let request = Item::new(Kind::Request, &operation.pointer).typ(&view.output).of(&method);
        self.surface.add(&path, self.exchanged(request, operation));
        self.show_parameters(named, &path, method);
        self.show_errors(named, &module, &path);
        self.show_answers(named, (&module, &path), answer);
        if let Some(headers) = &view.headers {
            let name = format!("{module}::{}", headers.name);
            self.surface.add(&name, Item::new(Kind::Record, &operation.pointer.child("responses")).of(&path));
            for header in &headers.fields {
                let item = Item::new(Kind::Field, &operation.pointer.child("responses")).typ(format!("Option<{}>", header.typ));
                self.surface.add(format!("{name}::{}", header.field), item.fact(Fact::Wire, header.wire.to_string()));
            }
        }
        let function = |typ: &str| Item::new(Kind::Function, &operation.pointer).typ(typ);
        if let Some(pages) = &view.pages {
            self.surface.add(format!("{path}::items"), function(&pages.item).fact(Fact::Pages, &pages.step));
            self.surface.add(format!("{path}::pages"), function(&view.output));
        }
        for waiter in &view.waiters {
            let states: Vec<String> = waiter.until.iter().map(ToString::to_string).collect();
            self.surface.add(format!("{path}::{}", waiter.method), function(&view.output).fact(Fact::Read, states.join(", ")));
        }
        if let Some(stream) = successes(operation).into_iter().find_map(|response| response.stream.as_ref()) {
            let typ = stream.schema.map_or(RustType::Plain("String"), |id| self.nullable_type(id, RustType::Outer));
            self.surface.add(format!("{path}::stream"), function(&typ.to_string()).fact(Fact::Accept, &stream.media_type));
        }
        if view.items.iter().any(|tokens| tokens.to_string().contains("fn download")) {
            self.surface.add(format!("{path}::download"), function(""));
        }
    }

    /// Arguments of the method, and setters of the request.
    fn show_parameters(&mut self, named: &Named<'_>, request: &str, method: String) {
        let operation = named.operation;
        let mut takes = Vec::new();
        for (parameter, name) in operation.parameters.iter().zip(&named.parameters).filter(|(parameter, _)| parameter.setting.is_none()) {
            let taken = text(&declaration(name, &self.outer_type(parameter.schema)));
            let pair = (name.to_string(), taken);
            if Self::is_argument(parameter) {
                self.surface
                    .add(format!("{method}({name})"), self.sent(Item::new(Kind::Argument, &place(operation, parameter)), parameter));
                takes.push(pair);
            } else {
                let item = Item::new(Kind::Setter, &place(operation, parameter)).takes(vec![pair]);
                self.surface.add(format!("{request}::{name}"), self.sent(item, parameter));
            }
        }
        let body = operation.pointer.child("requestBody");
        for argument in self.body_arguments(named) {
            let pair = (argument.name.to_string(), text(&argument.declaration));
            let words = argument.docs.lines().collect::<Vec<_>>().join(" ");
            if argument.required {
                let item = Item::new(Kind::Argument, &body).fact(Fact::Docs, words);
                self.surface.add(format!("{method}({})", argument.name), item);
                takes.push(pair);
            } else {
                let item = Item::new(Kind::Setter, &body).takes(vec![pair]).fact(Fact::Docs, words);
                self.surface.add(format!("{request}::{}", argument.name), item);
            }
        }
        let item = Item::new(Kind::Function, &operation.pointer).typ(&named.request).takes(takes);
        self.surface.add(method, item.deprecated(operation.deprecated));
    }

    /// What goes over the wire for a parameter.
    fn sent(&self, item: Item, parameter: &Parameter) -> Item {
        // Its own words come first; those of its schema count where it has none.
        let item = item.fact(Fact::Sent, sent(parameter)).fact(Fact::SentDefault, parameter.sent_default.as_deref().unwrap_or_default());
        let own = item.docs(parameter.description.as_ref()).deprecated(parameter.deprecated);
        let known: Vec<Fact> = own.facts.iter().map(|(fact, _)| *fact).collect();
        let with = self.valued(Item::new(own.kind, &own.at), parameter.schema);
        with.facts.into_iter().filter(|(fact, _)| !known.contains(fact)).fold(own, |item, (fact, text)| item.fact(fact, text))
    }

    fn show_errors(&mut self, named: &Named<'_>, module: &str, request: &str) {
        let Some(described) = self.error_bodies(named) else { return };
        let name = format!("{module}::{}", named.error);
        let at = named.operation.pointer.child("responses");
        let variants: Vec<(String, String)> =
            described.iter().map(|(response, typ)| (variant(response.status).to_string(), typ.to_string())).collect();
        self.surface.add(&name, Item::new(Kind::Union, &at).of(request));
        for (variant, typ) in variants {
            self.surface.add(format!("{name}::{variant}"), Item::new(Kind::Variant, &at).typ(typ));
        }
    }

    fn show_answers(&mut self, named: &Named<'_>, (module, request): (&str, &str), answer: &Answer) {
        if answer.items.is_empty() {
            return;
        }
        let name = format!("{module}::{}", named.answer);
        let at = named.operation.pointer.child("responses");
        self.surface.add(&name, Item::new(Kind::Union, &at).of(request));
        for response in successes(named.operation) {
            let typ = self.read(response.body.as_ref()).1.map(|typ| typ.to_string()).unwrap_or_default();
            self.surface.add(format!("{name}::{}", variant(response.status)), Item::new(Kind::Variant, &at).typ(typ));
        }
    }

    /// What goes over the wire for an operation.
    fn exchanged(&self, item: Item, operation: &Operation) -> Item {
        let scheme = |index: &usize| self.api.security_schemes.get(*index).map(|scheme| scheme.name.clone());
        let all = |alternative: &Alternative| alternative.schemes.iter().filter_map(scheme).collect::<Vec<_>>().join(" and ");
        let ways: Vec<String> =
            operation.security.iter().map(|way| if way.schemes.is_empty() { "nothing".to_owned() } else { all(way) }).collect();
        let headers: Vec<String> = operation.headers.iter().map(|header| format!("{}: {}", header.name, header.value)).collect();
        let refused = operation.responses.iter().filter(|response| !response.status.is_success());
        let errors: Vec<String> = refused
            .filter_map(|response| {
                let typ = self.outer_type(response.body.as_ref()?.schema?);
                Some(format!("{} {typ}", status(response.status)))
            })
            .collect();
        let success: Vec<String> = successes(operation).into_iter().map(|response| status(response.status)).collect();
        let accept: Vec<&str> =
            successes(operation).iter().filter_map(|response| Some(response.body.as_ref()?.media_type.as_str())).collect();
        let service = self.api.services.get(operation.service).filter(|_| self.api.services.len() > 1);
        let words = [operation.summary.as_deref(), operation.description.as_deref(), operation.source.as_deref()];
        item.fact(Fact::Route, format!("{} {}", operation.method, unnamed(operation)))
            .fact(Fact::MediaType, operation.body.as_ref().map(|body| body.body.media_type.clone()).unwrap_or_default())
            .fact(Fact::Accept, accept.join(", "))
            .fact(Fact::Success, success.join(", "))
            .fact(Fact::Errors, errors.join(", "))
            .fact(Fact::Security, if ways.is_empty() { "nothing".to_owned() } else { ways.join(" or ") })
            .fact(Fact::Address, service.map(name).unwrap_or_default())
            .fact(Fact::Headers, headers.join(", "))
            .fact(Fact::Idempotent, operation.idempotent.map(|flag| flag.to_string()).unwrap_or_default())
            .fact(Fact::Pages, if matches!(operation.paging, Paging::Pages(_)) { "in pages" } else { "" })
            .fact(Fact::Docs, words.into_iter().flatten().collect::<Vec<_>>().join("\n"))
            .deprecated(operation.deprecated)
    }
}

/// What tells a service from the others.
fn name(service: &Service) -> String {
    let url = || service.servers.first().map(|server| server.template.clone());
    service.name.clone().or_else(url).unwrap_or_default()
}

/// A path with its parameters by their position: what they are called is not sent.
fn unnamed(operation: &Operation) -> String {
    use crate::api::Piece;
    let piece = |piece: &Piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Parameter(_) => "{}".to_owned(),
    };
    operation.path.iter().map(piece).collect()
}

/// How a parameter goes out: that of a path by its position.
fn sent(parameter: &Parameter) -> String {
    if parameter.place == Place::Path {
        let unnamed = Parameter { name: String::new(), ..parameter.clone() };
        return description(&unnamed);
    }
    description(&Parameter { sent_default: None, ..parameter.clone() })
}

fn place(operation: &Operation, parameter: &Parameter) -> Pointer {
    if parameter.pointer == Pointer::root() { operation.pointer.clone() } else { parameter.pointer.clone() }
}

fn status(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Range(range) => format!("{range}XX"),
        Status::Default => "others".to_owned(),
    }
}

/// What stands behind the name in `name: impl Into<String>`, as a person would write it.
fn text(declaration: &TokenStream) -> String {
    let text = declaration.to_string();
    let typ = text.split_once(" : ").map_or(text.as_str(), |(_, typ)| typ);
    typ.replace(" < ", "<").replace(" >", ">").replace(" :: ", "::").replace(" ,", ",")
}
