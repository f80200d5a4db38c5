//! The last look at code before it is printed: it is made of what the generator plans to write, and of nothing else.
//!
//! Names, literals and docs are inert by their types. That this holds is not taken on trust: whatever a document smuggled past them
//! would show here as an item, an attribute, a macro or a path that no stage ever writes.

use std::collections::BTreeSet;

use syn::visit::{self, Visit};
use syn::{Abi, Attribute, ExprUnsafe, File, Item, ItemImpl, Macro, Meta, Path, Safety, Signature};

use crate::rust::view::View;

/// Attributes that are written, and what may stand in their parentheses; nothing where they have none.
const ATTRIBUTES: &[(&str, &[&str])] = &[
    ("allow", &["clippy :: default_trait_access", "clippy :: too_many_arguments", "deprecated"]),
    ("deprecated", &[]),
    ("derive", &["Debug", "Clone", "Copy", "PartialEq", "Eq", "Hash", "Default"]),
    ("doc", &[]),
    ("inline", &[]),
    ("must_use", &[]),
    ("non_exhaustive", &[]),
];

/// The modules and crates that paths begin with. Everything else that a path begins with is a type.
const ROOTS: &[&str] = &["bytes", "http", "codec", "models", "response", "runtime"];

/// What the configuration asked for besides.
#[derive(Debug, Default)]
pub(super) struct Planned {
    /// What paths to types of the user's begin with.
    roots: BTreeSet<String>,
    /// Traits that are derived.
    derives: BTreeSet<String>,
}

impl Planned {
    pub(super) fn of(view: &View) -> Self {
        let roots = view.foreign.iter().flat_map(|(path, _)| path.roots()).map(str::to_owned);
        let derives = view.models.iter().flat_map(|file| &file.models).flat_map(|model| &model.derives);
        Self { roots: roots.collect(), derives: derives.map(|path| path.as_str().replace(' ', "")).collect() }
    }
}

/// Says what in `file` was never planned.
pub(super) fn check(file: &File, planned: &Planned) -> Result<(), String> {
    let mut guard = Guard { found: None, planned };
    guard.visit_file(file);
    guard.found.map_or(Ok(()), |found| Err(format!("{found} was never planned")))
}

struct Guard<'p> {
    found: Option<String>,
    planned: &'p Planned,
}

impl Guard<'_> {
    fn refuse(&mut self, what: impl Into<String>) {
        self.found.get_or_insert(what.into());
    }
}

impl<'ast> Visit<'ast> for Guard<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        match item {
            Item::Struct(_) | Item::Enum(_) | Item::Impl(_) | Item::Static(_) | Item::Type(_) => visit::visit_item(self, item),
            _ => self.refuse("an item that is no type, impl or static"),
        }
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        let name = attribute.path().get_ident().map(ToString::to_string).unwrap_or_default();
        let inside = match &attribute.meta {
            Meta::List(list) => list.tokens.to_string(),
            Meta::Path(_) | Meta::NameValue(_) => String::new(),
        };
        let parts = inside.split(',').map(str::trim).filter(|part| !part.is_empty());
        let asked = |part: &str| name == "derive" && self.planned.derives.contains(&part.replace(' ', ""));
        match ATTRIBUTES.iter().find(|(known, _)| *known == name) {
            Some((_, allowed)) if parts.clone().all(|part| allowed.contains(&part) || asked(part)) => {}
            _ => self.refuse(format!("the attribute `{name}({inside})`")),
        }
    }

    fn visit_macro(&mut self, _: &'ast Macro) {
        self.refuse("a macro");
    }

    fn visit_abi(&mut self, _: &'ast Abi) {
        self.refuse("`extern`");
    }

    fn visit_expr_unsafe(&mut self, _: &'ast ExprUnsafe) {
        self.refuse("`unsafe`");
    }

    fn visit_item_impl(&mut self, block: &'ast ItemImpl) {
        if block.unsafety.is_some() {
            self.refuse("`unsafe`");
        }
        visit::visit_item_impl(self, block);
    }

    fn visit_signature(&mut self, signature: &'ast Signature) {
        if !matches!(signature.safety, Safety::Default) {
            self.refuse("`unsafe`");
        }
        visit::visit_signature(self, signature);
    }

    fn visit_path(&mut self, path: &'ast Path) {
        let first = path.segments.first().map(|segment| segment.ident.to_string()).unwrap_or_default();
        let is_type = first.starts_with(|first: char| first.is_ascii_uppercase());
        if path.leading_colon.is_some()
            || (path.segments.len() > 1 && !is_type && !ROOTS.contains(&first.as_str()) && !self.planned.roots.contains(&first))
        {
            self.refuse(format!("a path that begins with `{first}`"));
        }
        visit::visit_path(self, path);
    }
}

#[cfg(test)]
mod tests {
    use proc_macro2::TokenStream;
    use quote::quote;

    fn check(tokens: TokenStream) -> Result<(), String> {
        super::check(&syn::parse2(tokens).unwrap(), &super::Planned::default())
    }

    #[test]
    fn what_is_planned_passes() {
        let planned = quote! {
            /// Docs.
            #[derive(Debug, Clone, PartialEq)]
            #[non_exhaustive]
            pub struct Pet { #[deprecated] pub owner: Option<Box<models::Owner>> }
            impl Pet {
                #[must_use]
                #[allow(clippy::too_many_arguments)]
                pub fn new(body: impl Into<bytes::Bytes>) -> Self { Self { owner: None } }
            }
            static SHOW: Operation = Operation { method: Method::GET, read: response::json };
        };
        assert_eq!(check(planned), Ok(()));
    }

    #[test]
    fn everything_else_is_refused() {
        let cases = [
            (quote! { fn free() {} }, "an item that is no type, impl or static"),
            (quote! { mod inner {} }, "an item that is no type, impl or static"),
            (quote! { extern "C" {} }, "an item that is no type, impl or static"),
            (quote! { include!("/etc/passwd"); }, "an item that is no type, impl or static"),
            (quote! { struct A { a: [u8; { unsafe { 0 } }] } }, "`unsafe`"),
            (quote! { unsafe impl Send for A {} }, "`unsafe`"),
            (quote! { impl A { unsafe fn a() {} } }, "`unsafe`"),
            (quote! { impl A { extern "C" fn a() {} } }, "`extern`"),
            (quote! { static A: &str = include_str!("/etc/passwd"); }, "a macro"),
            (quote! { static A: u8 = std::process::exit(1); }, "a path that begins with `std`"),
            (quote! { static A: u8 = ::a::b(); }, "a path that begins with `a`"),
            (quote! { #[path = "x"] struct A; }, "the attribute `path()`"),
            (quote! { #[derive(Debug, Evil)] struct A; }, "the attribute `derive(Debug , Evil)`"),
            (quote! { #[allow(unsafe_code)] struct A; }, "the attribute `allow(unsafe_code)`"),
            (quote! { #[doc(alias = "a")] struct A; }, "the attribute `doc(alias = \"a\")`"),
            (quote! { #[cfg(evil)] struct A; }, "the attribute `cfg(evil)`"),
        ];
        for (tokens, found) in cases {
            assert_eq!(check(tokens), Err(format!("{found} was never planned")));
        }
    }
}
