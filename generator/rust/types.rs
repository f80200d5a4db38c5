//! Rust types, chosen.

use std::collections::BTreeMap;
use std::fmt;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::name::Ident;
use crate::config::RustPath;

/// A Rust type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RustType {
    /// A type that needs no import: `i64`, `String`.
    Plain(&'static str),
    /// Any JSON value.
    Value,
    /// A secret text.
    Secret,
    /// Bytes as they are.
    Bytes,
    /// A part of a body that is a file.
    File,
    /// A generated model.
    Model(Ident),
    /// A generated model, seen from outside its module.
    Outer(Ident),
    /// A type of the user's, by its path.
    Foreign(RustPath),
    /// A list.
    Vec(Box<Self>),
    /// A list of so many items, each of a type of its own.
    Tuple(Vec<Self>),
    /// A map from names.
    Map(Box<Self>),
    /// A value that may be missing.
    Option(Box<Self>),
    /// A value on the heap.
    Boxed(Box<Self>),
}

impl RustType {
    /// What a setter takes for a value of this type: numbers and booleans themselves, everything else by conversion.
    pub fn argument(&self) -> String {
        match self {
            Self::Plain("String") => "impl Into<String>".to_owned(),
            Self::Plain(number) => (*number).to_owned(),
            other => format!("impl Into<{other}>"),
        }
    }

    /// Whether a setter takes it as it is.
    pub fn is_direct(&self) -> bool {
        matches!(self, Self::Plain(name) if *name != "String")
    }

    /// What the setter of a list takes.
    pub fn list_argument(item: &Self) -> String {
        if item.is_direct() { format!("impl IntoIterator<Item = {item}>") } else { format!("impl IntoIterator<Item = impl Into<{item}>>") }
    }

    /// Whether `test` holds for it or for a part of it.
    pub fn any(&self, test: &dyn Fn(&Self) -> bool) -> bool {
        test(self)
            || match self {
                Self::Vec(inner) | Self::Map(inner) | Self::Option(inner) | Self::Boxed(inner) => inner.any(test),
                Self::Tuple(items) => items.iter().any(|item| item.any(test)),
                _ => false,
            }
    }

    /// What it is called from outside the crate, whose own items stand at its root.
    pub fn path(&self) -> String {
        self.written(&Self::to_string)
    }

    /// What a crate that depends on it calls it.
    pub fn path_in(&self, crate_name: &str) -> String {
        self.written(&|own| match own {
            Self::Outer(name) => format!("{crate_name}::models::{name}"),
            Self::File => format!("{crate_name}::File"),
            Self::Secret => format!("{crate_name}::Secret"),
            other => other.to_string(),
        })
    }

    /// Its name, with those of its parts as `own` has them where they are no types of std's.
    fn written(&self, own: &dyn Fn(&Self) -> String) -> String {
        match self {
            Self::Value => "serde_json::Value".to_owned(),
            Self::Vec(inner) => format!("Vec<{}>", inner.written(own)),
            Self::Tuple(items) => tuple(items.iter().map(|item| item.written(own))),
            Self::Map(inner) => format!("std::collections::BTreeMap<String, {}>", inner.written(own)),
            Self::Option(inner) => format!("Option<{}>", inner.written(own)),
            Self::Boxed(inner) => format!("Box<{}>", inner.written(own)),
            other => own(other),
        }
    }

    /// The same, where some models have other names.
    pub fn called(&self, other: &BTreeMap<Ident, Ident>) -> Self {
        let inner = |inner: &Self| Box::new(inner.called(other));
        match self {
            Self::Model(name) => Self::Model(other.get(name).unwrap_or(name).clone()),
            Self::Vec(item) => Self::Vec(inner(item)),
            Self::Tuple(items) => Self::Tuple(items.iter().map(|item| item.called(other)).collect()),
            Self::Map(value) => Self::Map(inner(value)),
            Self::Option(value) => Self::Option(inner(value)),
            Self::Boxed(value) => Self::Boxed(inner(value)),
            own => own.clone(),
        }
    }

    /// The models that it names.
    pub fn models(&self) -> Vec<Ident> {
        match self {
            Self::Model(name) => vec![name.clone()],
            Self::Vec(inner) | Self::Map(inner) | Self::Option(inner) | Self::Boxed(inner) => inner.models(),
            Self::Tuple(items) => items.iter().flat_map(Self::models).collect(),
            _ => Vec::new(),
        }
    }
}

fn tuple(items: impl Iterator<Item = String>) -> String {
    let items: Vec<String> = items.collect();
    if let [only] = items.as_slice() { format!("({only},)") } else { format!("({})", items.join(", ")) }
}

impl fmt::Display for RustType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain(name) => f.write_str(name),
            Self::Value => f.write_str("Value"),
            Self::Secret => f.write_str("Secret"),
            Self::Bytes => f.write_str("bytes::Bytes"),
            Self::File => f.write_str("runtime::multipart::File"),
            Self::Model(name) => write!(f, "{name}"),
            Self::Outer(name) => write!(f, "models::{name}"),
            Self::Foreign(path) => path.fmt(f),
            Self::Vec(inner) => write!(f, "Vec<{inner}>"),
            Self::Tuple(items) => f.write_str(&tuple(items.iter().map(Self::to_string))),
            Self::Map(inner) => write!(f, "BTreeMap<String, {inner}>"),
            Self::Option(inner) => write!(f, "Option<{inner}>"),
            Self::Boxed(inner) => write!(f, "Box<{inner}>"),
        }
    }
}

impl ToTokens for RustPath {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        // The configuration has seen to it that it is a path.
        tokens.extend(self.as_str().parse::<TokenStream>().unwrap_or_default());
    }
}

impl ToTokens for RustType {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(match self {
            Self::Plain(name) => proc_macro2::Ident::new(name, proc_macro2::Span::call_site()).to_token_stream(),
            Self::Value => quote!(Value),
            Self::Secret => quote!(Secret),
            Self::Bytes => quote!(bytes::Bytes),
            Self::File => quote!(runtime::multipart::File),
            Self::Model(name) => name.to_token_stream(),
            Self::Outer(name) => quote!(models::#name),
            Self::Foreign(path) => path.to_token_stream(),
            Self::Vec(inner) => quote!(Vec<#inner>),
            Self::Tuple(items) => quote!((#(#items,)*)),
            Self::Map(inner) => quote!(BTreeMap<String, #inner>),
            Self::Option(inner) => quote!(Option<#inner>),
            Self::Boxed(inner) => quote!(Box<#inner>),
        });
    }
}
