//! Requests, and the methods that make them, as their users see them.

use super::{Fact, Item, Kind};
use crate::api::{Alternative, Kind as Meant, Mechanism, Operation, Pagination, Paging, Parameter, Place, Service, Status, Step, Style};
use crate::rust::Rust;
use crate::rust::literal::Literal;
use crate::rust::operation::{Named, accept};
use crate::rust::parameter::{style, taken};
use crate::rust::response::{Answer, is_download, successes};
use crate::rust::status::variant;
use crate::rust::types::RustType;
use crate::rust::view::{self, Group};

/// What errors are read as where an enum says it.
pub(crate) const BY_STATUS: &str = "by status";

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
        self.surface.add(&path, self.exchanged(request, named));
        self.show_parameters(named, &path, method);
        self.show_errors(named, &module, &path);
        self.show_answers(named, (&module, &path), answer);
        if let Some(headers) = &view.headers {
            let name = format!("{module}::{}", headers.name);
            self.surface.add(&name, Item::new(Kind::Record, &operation.pointer.child("responses")).of(&path));
            for header in &headers.fields {
                let item = Item::new(Kind::Field, &operation.pointer.child("responses")).typ(format!("Option<{}>", header.typ));
                let wire = header.wire.to_string();
                let words = header.docs.lines().collect::<Vec<_>>().join(" ");
                self.surface
                    .add(format!("{name}::{}", header.field), item.fact(Fact::Wire, wire.trim_matches('"')).fact(Fact::Docs, words));
            }
        }
        let function = |typ: &str| Item::new(Kind::Function, &operation.pointer).typ(typ);
        if let Some(pages) = &view.pages {
            self.surface.add(format!("{path}::items"), function(&pages.item).fact(Fact::Pages, paged(operation)));
            self.surface.add(format!("{path}::pages"), function(&view.output));
        }
        for waiter in &view.waiters {
            let texts = |texts: &[Literal]| texts.iter().map(|text| text.to_string().trim_matches('"').to_owned()).collect::<Vec<_>>();
            let unless = if waiter.unless.is_empty() { String::new() } else { format!(", or else {}", texts(&waiter.unless).join(", ")) };
            let states = format!("{} is {}{unless}", texts(&waiter.field).join("."), texts(&waiter.until).join(", "));
            let words = waiter.docs.lines().collect::<Vec<_>>().join(" ");
            let method = format!("{path}::{}", waiter.method);
            self.surface.add(format!("{path}::{}", waiter.by), function(&view.output).of(&method));
            self.surface.add(method, function(&view.output).fact(Fact::Read, states).fact(Fact::Docs, words));
        }
        if let Some(stream) = successes(operation).into_iter().find_map(|response| response.stream.as_ref()) {
            let typ = stream.schema.map_or(RustType::Plain("String"), |id| self.nullable_type(id, RustType::Outer));
            self.surface.add(format!("{path}::stream"), function(&typ.to_string()).fact(Fact::Accept, &stream.media_type));
        }
        if is_download(operation) {
            self.surface.add(format!("{path}::download"), function(""));
        }
    }

    /// Arguments of the method, and setters of the request.
    fn show_parameters(&mut self, named: &Named<'_>, request: &str, method: String) {
        let operation = named.operation;
        let mut takes = Vec::new();
        for (parameter, name) in operation.parameters.iter().zip(&named.parameters) {
            let pair = (name.to_string(), taken(&self.outer_type(parameter.schema)));
            if Self::is_argument(parameter) {
                let item = Item::new(Kind::Argument, &parameter.pointer).takes(vec![pair.clone()]);
                self.surface.add(format!("{method}({name})"), self.sent(item, parameter));
                takes.push(pair);
            } else {
                let item = Item::new(Kind::Setter, &parameter.pointer).takes(vec![pair]);
                self.surface.add(format!("{request}::{name}"), self.sent(item, parameter));
            }
        }
        let body = operation.pointer.child("requestBody");
        for argument in self.body_arguments(named) {
            let pair = (argument.name.to_string(), taken(&argument.typ).replace("runtime::multipart::", ""));
            let words = argument.docs.lines().collect::<Vec<_>>().join(" ");
            if argument.required {
                let item = Item::new(Kind::Argument, &body).takes(vec![pair.clone()]).fact(Fact::Docs, words);
                self.surface.add(format!("{method}({})", argument.name), item);
                takes.push(pair);
            } else {
                let item = Item::new(Kind::Setter, &body).takes(vec![pair]).fact(Fact::Docs, words);
                self.surface.add(format!("{request}::{}", argument.name), item);
            }
        }
        // It gives the request, which tells itself what becomes of it.
        let item = Item::new(Kind::Function, &operation.pointer).takes(takes);
        self.surface.add(method, item.deprecated(operation.deprecated));
    }

    /// What goes over the wire for a parameter.
    fn sent(&self, item: Item, parameter: &Parameter) -> Item {
        // What a parameter of a path is called is not sent.
        let wire = if parameter.place == Place::Path { "" } else { &parameter.name };
        let item = item.fact(Fact::Wire, wire).fact(Fact::Sent, how(parameter, self.api.schemas.kind(parameter.schema)));
        let item = item.fact(Fact::SentDefault, parameter.sent_default.as_deref().unwrap_or_default());
        // Its own words come first; those of its schema count where it has none.
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
    fn exchanged(&self, item: Item, named: &Named<'_>) -> Item {
        let operation = named.operation;
        let scheme = |index: &usize| self.credential(*index);
        let all = |alternative: &Alternative| alternative.schemes.iter().filter_map(scheme).collect::<Vec<_>>().join(" and ");
        let ways: Vec<String> =
            operation.security.iter().map(|way| if way.schemes.is_empty() { "nothing".to_owned() } else { all(way) }).collect();
        let headers: Vec<String> = operation.headers.iter().map(|header| format!("{}: {}", header.name, header.value)).collect();
        let success: Vec<String> = successes(operation).into_iter().map(|response| status(response.status)).collect();
        let service = self.api.services.get(operation.service).filter(|_| self.api.services.len() > 1);
        let words = [operation.summary.as_deref(), operation.description.as_deref(), operation.source.as_deref()];
        item.fact(Fact::Route, format!("{} {}", operation.method, template(named)))
            .fact(Fact::MediaType, operation.body.as_ref().map(|body| body.body.media_type.clone()).unwrap_or_default())
            .fact(Fact::Accept, accept(operation))
            .fact(Fact::Success, success.join(", "))
            .fact(Fact::Errors, self.refused(named))
            .fact(Fact::Security, if ways.is_empty() { "nothing".to_owned() } else { ways.join(" or ") })
            .fact(Fact::Address, service.map(name).unwrap_or_default())
            .fact(Fact::Headers, headers.join(", "))
            .fact(Fact::Idempotent, operation.idempotent.map(|flag| flag.to_string()).unwrap_or_default())
            .fact(Fact::Docs, words.into_iter().flatten().collect::<Vec<_>>().join("\n"))
    }

    /// What makes credentials of a scheme; its name, where nothing does.
    fn credential(&self, index: usize) -> Option<String> {
        let scheme = self.api.security_schemes.get(index)?;
        let constructor = self.surface.credentials.get(index).filter(|_| scheme.mechanism != Mechanism::MutualTls);
        Some(constructor.map_or_else(|| scheme.name.clone(), |constructor| format!("Credentials::{constructor}")))
    }

    /// What the bodies of errors are, by status; where an enum says it, that it does.
    fn refused(&self, named: &Named<'_>) -> String {
        if self.error_bodies(named).is_some() {
            return BY_STATUS.to_owned();
        }
        let refused = named.operation.responses.iter().filter(|response| !response.status.is_success());
        let errors = refused.filter_map(|response| {
            let typ = self.outer_type(response.body.as_ref()?.schema?);
            Some(format!("{} {typ}", status(response.status)))
        });
        errors.collect::<Vec<_>>().join(", ")
    }
}

/// What tells a service from the others.
pub(super) fn name(service: &Service) -> String {
    let url = || service.servers.first().map(|server| server.template.clone());
    service.name.clone().or_else(url).unwrap_or_default()
}

/// A path with its parameters as the arguments are called: what the document calls them is not sent.
fn template(named: &Named<'_>) -> String {
    use crate::api::Piece;
    let parameters = || named.operation.parameters.iter().zip(&named.parameters);
    let piece = |piece: &Piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Parameter(name) => {
            let own = parameters().find(|(parameter, _)| parameter.place == Place::Path && parameter.name == *name);
            format!("{{{}}}", own.map(|(_, argument)| argument.to_string()).unwrap_or_default())
        }
    };
    named.operation.path.iter().map(piece).collect()
}

/// How a parameter goes out: where, and what about that is not the usual.
fn how(parameter: &Parameter, kind: &Meant) -> String {
    let (place, usual) = match parameter.place {
        Place::Path => ("in the path", (Style::Simple, false)),
        Place::Query => ("in the query", (Style::Form, true)),
        Place::Header => ("in a header", (Style::Simple, false)),
        Place::Cookie => ("in a cookie", (Style::Form, true)),
    };
    let is_one = matches!(kind, Meant::Boolean | Meant::Integer(_) | Meant::Number(_) | Meant::Text(_) | Meant::Enumeration(_));
    let same = if is_one {
        // Nothing of it can be joined.
        matches!(parameter.style, Style::Simple | Style::Form | Style::SpaceDelimited | Style::PipeDelimited)
    } else {
        style(parameter.style, parameter.explode) == style(usual.0, usual.1)
    };
    let mut more = if same { Vec::new() } else { styled(parameter, is_one) };
    more.extend((parameter.required && !Rust::is_argument(parameter)).then(|| "required".to_owned()));
    more.extend(parameter.allow_reserved.then(|| "reserved characters as they are".to_owned()));
    if more.is_empty() { place.to_owned() } else { format!("{place} ({})", more.join(", ")) }
}

/// A style as documents name it, with `explode` where that is not its usual one.
fn styled(parameter: &Parameter, is_one: bool) -> Vec<String> {
    let (name, usual) = match parameter.style {
        Style::Simple => ("simple", Some(false)),
        Style::Label => ("label", Some(false)),
        Style::Matrix => ("matrix", Some(false)),
        Style::Form => ("form", Some(true)),
        Style::SpaceDelimited => ("spaceDelimited", None),
        Style::PipeDelimited => ("pipeDelimited", None),
        Style::DeepObject => ("deepObject", None),
        Style::Json => ("as JSON", None),
    };
    let explode = usual.filter(|usual| !is_one && *usual != parameter.explode).map(|_| format!("explode: {}", parameter.explode));
    [name.to_owned()].into_iter().chain(explode).collect()
}

/// How the next page is asked for.
fn paged(operation: &Operation) -> String {
    let Paging::Pages(Pagination { step, .. }) = &operation.paging else { return String::new() };
    match step {
        Step::Offset { limit, offset, default_limit } => format!("by {offset} and {limit} ({default_limit} unless it is set)"),
        Step::Page { page, first, limit } => {
            let limit = limit.as_ref().map(|limit| format!(" and {limit}")).unwrap_or_default();
            format!("by {page}{limit}, from {first}")
        }
        Step::Cursor { cursor, next, more } => {
            let more = if more.is_empty() { String::new() } else { format!(", while {}", more.join(".")) };
            format!("by {cursor} from {}{more}", next.join("."))
        }
        Step::Address { next } if next.is_empty() => "by the header Link".to_owned(),
        Step::Address { next } => format!("by the address in {}", next.join(".")),
    }
}

fn status(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Range(range) => format!("{range}XX"),
        Status::Default => "others".to_owned(),
    }
}
