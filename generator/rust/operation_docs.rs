//! What the docs of an operation say: what it does, its method and path, its errors, where that stands, and how it is called.

use super::Rust;
use super::docs::{Docs, code};
use super::name::Ident;
use super::operation::Named;
use super::parameter::sample;
use super::types::RustType;
use crate::api::{Operation, Status};

impl Rust<'_> {
    /// The docs of the method that makes a request. `path_to_group` is how an example reaches it: `client.pets()`.
    pub(super) fn operation_docs(&self, named: &Named<'_>, path_to_group: &str) -> Docs {
        let operation = named.operation;
        let summary = Docs::of(operation.summary.as_ref()).or(|| Docs::new(&format!("Calls {}.", code(&operation.id))));
        let description = operation.description.as_ref().filter(|text| operation.summary.as_ref() != Some(*text));
        let other = operation.body.as_ref().filter(|_| operation.other_body.is_some());
        let sends = other.map(|body| format!(", with a body of {}", code(&body.body.media_type))).unwrap_or_default();
        let call = Docs::new(&format!("{}{sends}", code(&format!("{} {}", operation.method, operation.template))));
        let source = operation.source.as_ref().map(|source| Docs::new(&format!("Source: {source}."))).unwrap_or_default();
        let docs = summary.and(Docs::of(description)).and(call).and(self.arguments(named)).and(self.refusals(operation)).and(source);
        match self.example(named, path_to_group) {
            Some(example) => docs.and(example),
            None => docs,
        }
    }

    /// A list of the arguments, each with what it is for.
    fn arguments(&self, named: &Named<'_>) -> Docs {
        let mut docs = Docs::default();
        let parameters = named.operation.parameters.iter().zip(&named.parameters).filter(|(parameter, _)| Self::is_argument(parameter));
        for (parameter, name) in parameters {
            docs = docs.then(item(name, &self.parameter_description(parameter).and(self.parameter_limits(parameter))));
        }
        for part in self.body_arguments(named).iter().filter(|part| part.required && !part.docs.is_empty()) {
            docs = docs.then(item(&part.name, &part.docs));
        }
        if docs.is_empty() { docs } else { Docs::ours("# Arguments").and(docs) }
    }

    /// An example that compiles. What no value can be made up for is there already.
    fn example(&self, named: &Named<'_>, path_to_group: &str) -> Option<Docs> {
        if named.operation.deprecated {
            return None;
        }
        let (fence, crate_name) = if self.target.examples { ("```no_run", self.target.crate_name) } else { ("```ignore", "client") };
        let mut there = vec![format!("client: {crate_name}::Client")];
        let mut given = |name: &Ident, typ: &RustType| {
            there.push(format!("{name}: {}", typ.path_in(crate_name)));
            name.to_string()
        };
        let parameters = named.operation.parameters.iter().zip(&named.parameters).filter(|(parameter, _)| Self::is_argument(parameter));
        let parameters = parameters
            .map(|(parameter, name)| self.sample(parameter).unwrap_or_else(|| given(name, &self.outer_type(parameter.schema))))
            .collect::<Vec<_>>();
        let body = self.body_arguments(named).into_iter().filter(|part| part.required);
        let body = body.map(|part| sample(&part.typ).unwrap_or_else(|| given(&part.name, &part.typ))).collect::<Vec<_>>();
        // Two of one name are no parameters.
        if there.iter().filter(|there| there.starts_with("client:")).count() > 1 {
            return None;
        }
        let (arguments, there) = ([parameters, body].concat().join(", "), there.join(", "));
        let lines = [
            "# Example".to_owned(),
            fence.to_owned(),
            format!("# async fn example({there}) -> Result<(), {crate_name}::Error> {{"),
            format!("let answer = {path_to_group}.{}({arguments}).await?;", named.method),
            "# Ok(()) }".to_owned(),
            "```".to_owned(),
        ];
        Some(Docs::ours(lines.join("\n")))
    }
}

/// An argument in a list, with what it is for on one line.
fn item(name: &Ident, about: &Docs) -> Docs {
    let text = about.lines().filter(|line| !line.is_empty() && !line.starts_with("```")).map(str::trim).collect::<Vec<_>>().join(" ");
    Docs::ours(if text.is_empty() { format!("- `{name}`") } else { format!("- `{name}`: {text}") })
}

impl Rust<'_> {
    /// A list of the refusals that the document describes, each with the type of its body and the names of its headers.
    fn refusals(&self, operation: &Operation) -> Docs {
        let mut docs = Docs::default();
        for response in operation.responses.iter().filter(|response| !response.status.is_success()) {
            let status = match response.status {
                Status::Code(code) => code.to_string(),
                Status::Range(range) => format!("{range}xx"),
                Status::Default => "other statuses".to_owned(),
            };
            let about = Docs::new(&response.description).first_line();
            let typ = self.error_body(response).map(|(_, typ)| format!("`{typ}`"));
            let headers = response.headers.iter().map(|header| code(&header.name));
            let carried: Vec<String> = typ.into_iter().chain(headers).collect();
            let carried = if carried.is_empty() { String::new() } else { format!(" ({})", carried.join(", ")) };
            docs = docs.then(Docs::ours(if about.is_empty() {
                format!("- {status}{carried}")
            } else {
                format!("- {status}: {about}{carried}")
            }));
        }
        if docs.is_empty() { docs } else { Docs::ours("# Errors").and(docs) }
    }
}
