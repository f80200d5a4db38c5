//! Tokens → the words in them: what a file has to import. Words inside literals and docs do not count.

use std::collections::BTreeSet;

use proc_macro2::{Spacing, TokenStream, TokenTree};

/// The words of some tokens.
#[derive(Debug, Default)]
pub(super) struct Words {
    all: BTreeSet<String>,
    /// Those that a path begins with, or goes through: followed by `::`.
    leading: BTreeSet<String>,
}

impl Words {
    /// Adds the words of these tokens.
    pub(super) fn add(&mut self, tokens: TokenStream) {
        let mut tokens = tokens.into_iter().peekable();
        // What is named through the module of models needs no import.
        let mut after_models = false;
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Group(group) => self.add(group.stream()),
                TokenTree::Ident(word) => {
                    let leads =
                        matches!(tokens.peek(), Some(TokenTree::Punct(sign)) if sign.as_char() == ':' && sign.spacing() == Spacing::Joint);
                    let outer = std::mem::replace(&mut after_models, leads && word == "models");
                    if leads {
                        self.leading.insert(word.to_string());
                    }
                    if !outer {
                        self.all.insert(word.to_string());
                    }
                }
                TokenTree::Punct(sign) => after_models &= sign.as_char() == ':',
                TokenTree::Literal(_) => after_models = false,
            }
        }
    }

    /// Whether a word is among them.
    pub(super) fn has(&self, word: &str) -> bool {
        self.all.contains(word)
    }

    /// Whether a path goes through a word.
    pub(super) fn leads(&self, word: &str) -> bool {
        self.leading.contains(word)
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::Words;

    #[test]
    fn only_code_counts() {
        let mut words = Words::default();
        words.add(quote! {
            /// Docs of Secret.
            pub fn models(models: Value) -> (a::Style, models::Pages) { "Plan" }
        });
        let found = ["Secret", "models", "Value", "a", "Style", "Pages", "Plan"].map(|word| (words.has(word), words.leads(word)));
        assert_eq!(found, [(false, false), (true, true), (true, false), (true, true), (true, false), (false, false), (false, false)]);
    }
}
