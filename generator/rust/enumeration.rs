//! An enumeration → an open enum and the table of its values.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

use super::Rust;
use super::docs::{Docs, code};
use super::literal::Literal;
use super::name::{Case, Ident};
use super::scope::Scope;
use super::view::{Model, Table};
use crate::api::{Enumeration, SchemaId};

impl Rust<'_> {
    /// An enumeration.
    pub(super) fn enumeration(&mut self, id: SchemaId, name: &Ident, enumeration: &Enumeration) -> Model {
        self.needs.enumeration = true;
        let docs = self.docs(self.api.schemas.get(id)).or(|| Docs::ours(format!("`{name}`.")));
        let mut scope = Scope::reserving(&["Unknown"]);
        let mut variants = TokenStream::new();
        let mut rows = Vec::new();
        for value in &enumeration.values {
            let text = match &value.value {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            let ideal = value.name.as_deref().unwrap_or(&text);
            let variant = scope.take(&Ident::new(if enumeration.text || value.name.is_some() { ideal } else { &text }, Case::Camel));
            let wire = if enumeration.text { Literal::new(&text).to_string() } else { separated(&text) };
            let shown = if text.is_empty() { "The empty text".to_owned() } else { code(&text) };
            let about = match &value.description {
                Some(description) => Docs::new(&format!("{shown}: {description}")),
                None => Docs::new(&shown),
            };
            variants.extend(quote!(#about #variant,));
            rows.push((variant, wire));
        }
        self.note(&scope.renamed(), &self.api.schemas.get(id).pointer);
        let (kept, copy) = if enumeration.text { (quote!(String), None) } else { (quote!(i64), Some(quote!(, Copy))) };
        let definition = quote! {
            #docs
            #[derive(Debug, Clone #copy, PartialEq, Eq, Hash)]
            #[non_exhaustive]
            pub enum #name {
                #variants
                #[doc = " A value that this version does not know, kept as it came."]
                Unknown(#kept),
            }
        };
        Model { name: name.clone(), items: vec![definition], table: Table::Enumeration(enumeration.text, rows), readings: Vec::new() }
    }
}

/// An integer with its digits in groups of three, if it is long.
fn separated(integer: &str) -> String {
    let (sign, digits) = integer.split_at(integer.len() - integer.trim_start_matches('-').len());
    let mut text = sign.to_owned();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && digits.len() > 4 && (digits.len() - index) % 3 == 0 {
            text.push('_');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::separated;

    #[test]
    fn long_integers_are_grouped() {
        for (integer, text) in [("0", "0"), ("-1", "-1"), ("1000", "1000"), ("-10000", "-10_000"), ("5000000000", "5_000_000_000")] {
            assert_eq!(separated(integer), text);
        }
    }
}
