//! What both crates show: their public items, without bodies and docs, as snapshots. What changes there changes for users.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Group, TokenStream, TokenTree};
use syn::{Attribute, Fields, ImplItem, Item, UseTree, Visibility, parse_quote};

use crate::fixture;

/// The modules of a crate, by path, with their items.
#[derive(Default)]
struct Modules(BTreeMap<Vec<String>, Vec<Item>>);

impl Modules {
    /// Reads the module at `path` from its file, and those below it.
    fn read(&mut self, path: &[String], file: &Path) {
        let items = syn::parse_file(&fs::read_to_string(file).unwrap()).unwrap().items;
        let name = file.file_stem().unwrap().to_str().unwrap();
        let folder = if ["lib", "mod"].contains(&name) { file.parent().unwrap().to_owned() } else { file.with_extension("") };
        for item in &items {
            let Item::Mod(module) = item else { continue };
            // What is compiled a second time, or for tests, is not listed.
            if module.content.is_none() && !has(&module.attrs, "path") && !is_test(&module.attrs) {
                let name = module.ident.to_string();
                let candidates: [PathBuf; 2] = [folder.join(format!("{name}.rs")), folder.join(&name).join("mod.rs")];
                let file = candidates.iter().find(|file| file.exists()).unwrap_or_else(|| panic!("{}: no {name}", folder.display()));
                self.read(&[path, &[name]].concat(), file);
            }
        }
        self.0.insert(path.to_vec(), items);
    }

    /// What the module at `path` shows.
    fn shown(&self, path: &[String]) -> Vec<Item> {
        let mut shown = Vec::new();
        for item in &self.0[path] {
            match item {
                Item::Mod(module) if is_public(&module.vis) => shown.extend(self.module(path, &module.ident.to_string(), &module.attrs)),
                Item::Use(import) if is_public(&import.vis) => {
                    let mut names = Vec::new();
                    leaves(&import.tree, &mut Vec::new(), &mut names);
                    names.iter().for_each(|name| shown.extend(self.named(path, name, &import.attrs)));
                }
                item => shown.extend(stripped(item)),
            }
        }
        shown
    }

    fn module(&self, path: &[String], name: &str, attributes: &[Attribute]) -> Option<Item> {
        let below = [path, &[name.to_owned()]].concat();
        self.0.get(&below)?;
        let (items, name) = (self.shown(&below), syn::Ident::new(name, proc_macro2::Span::call_site()));
        let gates = gates(attributes);
        Some(parse_quote!(#(#gates)* pub mod #name { #(#items)* }))
    }

    /// What a `pub use` shows: a module, or an item with what it can do.
    fn named(&self, path: &[String], name: &[String], attributes: &[Attribute]) -> Vec<Item> {
        let name: Vec<String> = name.iter().filter(|part| *part != "self").cloned().collect();
        let full = [path, &name].concat();
        let (last, above) = full.split_last().unwrap();
        if self.0.contains_key(&full) {
            return self.module(above, last, attributes).into_iter().collect();
        }
        let Some(items) = self.0.get(above) else { return Vec::new() };
        let is_named = |item: &Item| defined(item).is_some_and(|defined| defined == *last);
        if !items.iter().any(is_named) {
            // It is shown there from elsewhere.
            return items
                .iter()
                .filter_map(|item| if let Item::Use(import) = item { Some(import) } else { None })
                .flat_map(|import| {
                    let mut names = Vec::new();
                    leaves(&import.tree, &mut Vec::new(), &mut names);
                    let from = names.into_iter().filter(|name| name.last() == Some(last));
                    from.flat_map(|name| self.named(above, &name, attributes)).collect::<Vec<_>>()
                })
                .collect();
        }
        items.iter().filter(|item| is_named(item) || of(item).is_some_and(|of| of == *last)).filter_map(stripped).collect()
    }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn has(attributes: &[Attribute], name: &str) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident(name))
}

fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| *attribute == parse_quote!(#[cfg(test)]))
}

/// What an item depends on, or says to its users.
fn gates(attributes: &[Attribute]) -> Vec<Attribute> {
    let kept = ["cfg", "non_exhaustive", "derive", "deprecated", "must_use"];
    attributes.iter().filter(|attribute| kept.iter().any(|name| attribute.path().is_ident(name))).cloned().collect()
}

/// A table without its comments.
fn without_docs(tokens: TokenStream) -> TokenStream {
    let mut kept: Vec<TokenTree> = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) if group.stream().to_string().starts_with("doc =") => _ = kept.pop(),
            TokenTree::Group(group) => {
                kept.push(TokenTree::Group(Group::new(group.delimiter(), without_docs(group.stream()))));
            }
            token => kept.push(token),
        }
    }
    kept.into_iter().collect()
}

fn leaves(tree: &UseTree, path: &mut Vec<String>, names: &mut Vec<Vec<String>>) {
    match tree {
        UseTree::Path(part) => {
            path.push(part.ident.to_string());
            leaves(&part.tree, path, names);
            path.pop();
        }
        UseTree::Name(name) => names.push([path.as_slice(), &[name.ident.to_string()]].concat()),
        UseTree::Rename(name) => names.push([path.as_slice(), &[name.ident.to_string()]].concat()),
        UseTree::Group(group) => group.items.iter().for_each(|tree| leaves(tree, path, names)),
        UseTree::Glob(_) => {}
    }
}

fn defined(item: &Item) -> Option<String> {
    Some(match item {
        Item::Struct(item) => item.ident.to_string(),
        Item::Enum(item) => item.ident.to_string(),
        Item::Trait(item) => item.ident.to_string(),
        Item::Type(item) => item.ident.to_string(),
        Item::Const(item) => item.ident.to_string(),
        Item::Fn(item) => item.sig.ident.to_string(),
        Item::Macro(item) if item.ident.is_none() => item.mac.tokens.clone().into_iter().find_map(type_name)?,
        _ => return None,
    })
}

/// What a table begins with, behind its docs: the type that it is of.
fn type_name(token: TokenTree) -> Option<String> {
    let TokenTree::Ident(ident) = token else { return None };
    Some(ident.to_string()).filter(|name| name.starts_with(|first: char| first.is_ascii_uppercase()))
}

/// The type that an `impl` is of.
fn of(item: &Item) -> Option<String> {
    let Item::Impl(block) = item else { return None };
    let syn::Type::Path(path) = &*block.self_ty else { return None };
    Some(path.path.segments.last()?.ident.to_string())
}

/// The item as its users see it; nothing if they do not.
fn stripped(item: &Item) -> Option<Item> {
    let mut item = item.clone();
    match &mut item {
        Item::Struct(item) if is_public(&item.vis) => {
            item.attrs = gates(&item.attrs);
            match &mut item.fields {
                Fields::Named(fields) => {
                    fields.named = fields.named.iter().filter(|field| is_public(&field.vis)).cloned().collect();
                    fields.named.iter_mut().for_each(|field| field.attrs = gates(&field.attrs));
                }
                fields => *fields = Fields::Unit,
            }
            if matches!(item.fields, Fields::Unit) {
                item.semi_token = Some(Default::default());
            }
        }
        Item::Enum(item) if is_public(&item.vis) => {
            item.attrs = gates(&item.attrs);
            item.variants.iter_mut().for_each(|variant| variant.attrs = gates(&variant.attrs));
        }
        Item::Trait(item) if is_public(&item.vis) => {
            item.attrs = gates(&item.attrs);
            for inner in &mut item.items {
                if let syn::TraitItem::Fn(function) = inner {
                    function.attrs = gates(&function.attrs);
                    function.default = None;
                    function.semi_token = Some(Default::default());
                }
            }
        }
        Item::Fn(item) if is_public(&item.vis) => {
            item.attrs = gates(&item.attrs);
            item.block = parse_quote!({});
        }
        Item::Macro(table) if table.ident.is_none() => table.mac.tokens = without_docs(table.mac.tokens.clone()),
        Item::Type(item) if is_public(&item.vis) => item.attrs = gates(&item.attrs),
        Item::Const(item) if is_public(&item.vis) => {
            item.attrs = gates(&item.attrs);
            item.expr = parse_quote!(_);
        }
        Item::Impl(block) => {
            block.attrs = gates(&block.attrs);
            if block.trait_.is_some() {
                block.items = Vec::new();
            }
            block.items.retain(|inner| match inner {
                ImplItem::Fn(function) => is_public(&function.vis),
                ImplItem::Const(constant) => is_public(&constant.vis),
                _ => false,
            });
            for inner in &mut block.items {
                match inner {
                    ImplItem::Fn(function) => {
                        function.attrs = gates(&function.attrs);
                        function.block = parse_quote!({});
                    }
                    ImplItem::Const(constant) => {
                        constant.attrs = gates(&constant.attrs);
                        constant.expr = parse_quote!(_);
                    }
                    _ => {}
                }
            }
            if block.trait_.is_none() && block.items.is_empty() {
                return None;
            }
        }
        _ => return None,
    }
    Some(item)
}

/// The public items of the crate whose root is this file.
fn listing(root: &str) -> String {
    let mut modules = Modules::default();
    modules.read(&[], &Path::new(env!("CARGO_MANIFEST_DIR")).join(root));
    let file = syn::File { shebang: None, frontmatter: None, attrs: Vec::new(), items: modules.shown(&[]) };
    prettyplease::unparse(&file)
}

#[test]
fn the_generator_shows_what_it_did() {
    fixture::assert_snapshot("public", "specwright", &listing("generator/lib.rs"));
}

#[test]
fn the_generated_crate_shows_what_it_did() {
    let listing = listing("generated/src/lib.rs");
    fixture::assert_snapshot("public", "huaweicloud-gaussdb", &listing);
    // Another crate whose types it showed could not be replaced, or brought up to date, without its users.
    for hidden in [
        "base64", "hmac", "http_body", "httpdate", "native_tls", "percent_encoding", "reqwest", "rustls", "sha2", "tokio", "tower",
        "tracing", "ureq", "zeroize",
    ] {
        assert!(!listing.contains(&format!("{hidden}::")), "{hidden} is shown");
    }
}
