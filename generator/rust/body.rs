//! A request body → an argument or a setter; the parts of one that has parts → one for each.

use proc_macro2::TokenStream;
use quote::quote;

use super::Rust;
use super::docs::{Docs, code};
use super::literal::Literal;
use super::name::{Case, Ident};
use super::operation::Named;
use super::parameter::declaration;
use super::types::RustType;
use crate::api::{Body, Format, Operation, Part};

/// How a body, or a part of one, gets into a call.
pub(super) struct BodyArgument {
    pub(super) name: Ident,
    pub(super) required: bool,
    pub(super) docs: Docs,
    pub(super) typ: RustType,
    pub(super) conversion: TokenStream,
    pub(super) put: TokenStream,
}

impl Rust<'_> {
    /// The body of an operation, or its parts.
    pub(super) fn body_arguments(&self, named: &Named<'_>) -> Vec<BodyArgument> {
        let Some(body) = &named.operation.body else { return Vec::new() };
        if body.body.format == Format::Multipart {
            let parts = body.body.parts.iter().zip(&named.parts);
            return parts.map(|(part, name)| self.part(part, name, body.required)).collect();
        }
        let docs = Docs::of(body.description.as_ref()).or(|| body.body.schema.map(|id| self.docs_of(id)).unwrap_or_default());
        let argument = self.whole(&body.body, &named.body);
        vec![BodyArgument { required: body.required, docs, ..argument }]
    }

    fn whole(&self, body: &Body, name: &Ident) -> BodyArgument {
        let typ = match (body.format, body.schema) {
            (Format::Json, Some(schema)) => self.nullable_type(schema, RustType::Outer),
            (Format::Form, Some(schema)) => self.outer_type(schema),
            (Format::Text, _) => RustType::Plain("String"),
            _ => RustType::Bytes,
        };
        let conversion = collected(name, &typ);
        let put = match (&body.format, &typ) {
            (Format::Json, _) => quote!(.json::<#typ>(#name)),
            (Format::Form, _) => quote!(.form::<#typ>(#name)),
            (_, RustType::Bytes) => quote!(.bytes(#name)),
            _ => quote!(.bytes(#name.into())),
        };
        BodyArgument { name: name.clone(), required: false, docs: Docs::default(), typ, conversion, put }
    }

    fn part(&self, part: &Part, name: &Ident, required: bool) -> BodyArgument {
        let wire = Literal::new(&part.name);
        let typ = if part.file { RustType::File } else { self.outer_type(part.schema) };
        let media_type = part.content_type.as_ref().filter(|names| !names.contains([',', '*'])).map(|name| Literal::new(name));
        let put = match (part.many, media_type) {
            (true, Some(media_type)) if part.file => quote!(.files_as(#wire, #media_type, #name)),
            (false, Some(media_type)) if part.file => quote!(.file_as(#wire, #media_type, #name)),
            (true, _) if part.separator.is_some() => {
                let separator = part.separator.unwrap_or_default();
                quote!(.joined::<#typ>(#wire, #separator, #name))
            }
            (true, Some(media_type)) => quote!(.parts_as::<#typ>(#wire, #media_type, #name)),
            (true, None) => quote!(.parts::<#typ>(#wire, #name)),
            (false, Some(media_type)) => quote!(.part_as::<#typ>(#wire, #media_type, #name)),
            (false, None) => quote!(.part::<#typ>(#wire, #name)),
        };
        let needed = if part.required && !required { "Has to be there as soon as the body is sent." } else { "" };
        let docs = self.docs_of(part.schema).or(|| Docs::new(&format!("The part {}.", code(&part.name))));
        let docs = docs.and(Docs::new(needed)).and(self.limits_docs(part.schema));
        let conversion = if part.many { TokenStream::new() } else { collected(name, &typ) };
        let typ = if part.many { RustType::Vec(Box::new(typ)) } else { typ };
        BodyArgument { name: name.clone(), required: required && part.required, docs, typ, conversion, put }
    }

    /// The setters of what need not be given; of a body whose parts are not all known, those of any part.
    pub(super) fn body_setters(&mut self, named: &Named<'_>) -> TokenStream {
        let mut setters = TokenStream::new();
        for BodyArgument { name, docs, typ, conversion, put, .. } in self.body_arguments(named).into_iter().filter(|part| !part.required) {
            let docs = self.marks.keep(docs.or(|| Docs::ours("Sets the body.")));
            let declaration = declaration(&name, &typ);
            setters.extend(quote! {
                #docs
                pub fn #name(self, #declaration) -> Self {
                    #conversion
                    self.0 #put .into()
                }
            });
        }
        let Some(body) = named.operation.body.as_ref().filter(|body| body.body.format == Format::Multipart) else { return setters };
        self.needs.multipart = true;
        if body.body.open {
            let [part, file] = open_names(&body.body).map(|name| Ident::new(name, Case::Snake));
            setters.extend(quote! {
                #[doc = " Adds a part."]
                pub fn #part(self, name: &str, value: impl Into<String>) -> Self {
                    self.0.part::<String>(name, value).into()
                }

                #[doc = " Adds a file."]
                pub fn #file(self, name: &str, file: impl Into<runtime::multipart::File>) -> Self {
                    self.0.part::<runtime::multipart::File>(name, file).into()
                }
            });
        }
        setters
    }

    /// `stream()` and `download()`, of answers that can be read while they come.
    pub(super) fn streams(&mut self, operation: &Operation) -> TokenStream {
        let successes = || super::response::successes(operation).into_iter();
        let mut methods = TokenStream::new();
        if let Some(stream) = successes().find_map(|response| response.stream.as_ref()) {
            self.needs.streams = true;
            let media_type = Literal::new(&stream.media_type);
            let typ = stream.schema.map_or(RustType::Plain("String"), |id| self.nullable_type(id, RustType::Outer));
            let read = if typ == RustType::Plain("String") { quote!(text) } else { quote!(json) };
            let (wrapper, framing, docs) = match stream.format {
                Format::Events => (
                    quote!(runtime::stream::Event<#typ>),
                    quote!(events),
                    "Sends the call and gives the events of its answer as they come.",
                ),
                _ => (quote!(#typ), quote!(lines), "Sends the call and gives the lines of its answer as they come."),
            };
            let docs = Docs::ours(docs).and(Docs::ours("# Errors")).and(Docs::ours("Anything but the promised success."));
            let docs = self.marks.keep(docs);
            methods.extend(quote! {
                #docs
                #[inline]
                pub fn stream(self) -> runtime::Sending<runtime::stream::Streamed<#wrapper>> {
                    runtime::stream::opened(self.0.stream(#media_type, runtime::stream::#framing(runtime::stream::#read)))
                }
            });
        }
        if super::response::is_download(operation) {
            self.needs.downloads = true;
            let docs = Docs::ours("Sends the call and gives the body of its answer as it comes, however long it is.");
            let docs = docs.and(Docs::ours("# Errors")).and(Docs::ours("Anything but the promised success."));
            let docs = self.marks.keep(docs);
            methods.extend(quote! {
                #docs
                #[inline]
                pub fn download(self) -> runtime::Sending<http::Response<runtime::Download>> {
                    runtime::downloaded(Box::pin(self.0.open()))
                }
            });
        }
        methods
    }
}

/// How a list is made of what was given for it.
fn collected(name: &Ident, typ: &RustType) -> TokenStream {
    match typ {
        RustType::Vec(item) if item.is_direct() => quote!(let #name: #typ = #name.into_iter().collect();),
        RustType::Vec(_) => quote!(let #name: #typ = #name.into_iter().map(Into::into).collect();),
        _ => TokenStream::new(),
    }
}

/// The methods that add a part and a file that the document does not list. One that it lists may be called so itself.
pub(super) fn open_names(body: &Body) -> [&'static str; 2] {
    if body.parts.is_empty() { ["part", "file"] } else { ["other_part", "other_file"] }
}
