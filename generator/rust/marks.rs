//! Docs on their way through tokens, where a number stands for them: their lines are most of what is written, and text that is parsed,
//! checked and printed as syntax costs many times what it costs to be copied.

use std::cell::RefCell;

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use super::docs::Docs;

/// The docs that numbers in tokens stand for.
#[derive(Debug, Default)]
pub struct Marks(RefCell<Vec<Docs>>);

/// What stands in tokens for docs: `#[doc = 7]`; nothing for none.
pub(super) struct Mark(Option<usize>);

impl Marks {
    /// Keeps docs; what is given back goes into tokens in their place.
    pub(super) fn keep(&self, docs: Docs) -> Mark {
        let mut kept = self.0.borrow_mut();
        let number = (!docs.is_empty()).then_some(kept.len());
        kept.extend(number.is_some().then_some(docs));
        Mark(number)
    }

    /// The text that was printed from tokens, with the docs in their places.
    pub fn restored(&self, printed: &str) -> String {
        let kept = self.0.borrow();
        let mut text = String::with_capacity(printed.len() * 2);
        for line in printed.lines() {
            let marked = line.trim_start();
            match number(marked).and_then(|number| kept.get(number)) {
                Some(docs) => {
                    let indent = line.strip_suffix(marked).unwrap_or_default();
                    for line in docs.lines() {
                        text.extend([indent, if line.is_empty() { "///" } else { "/// " }, line, "\n"]);
                    }
                }
                None => text.extend([line, "\n"]),
            }
        }
        text.truncate(text.trim_end().len());
        text
    }
}

fn number(line: &str) -> Option<usize> {
    line.strip_prefix("#[doc = ")?.strip_suffix(']')?.parse().ok()
}

impl ToTokens for Mark {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        if let Some(number) = self.0 {
            let number = Literal::usize_unsuffixed(number);
            tokens.extend(quote!(#[doc = #number]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Docs, Marks};
    use quote::ToTokens;

    #[test]
    fn docs_come_back_where_their_marks_stand() {
        let marks = Marks::default();
        assert!(marks.keep(Docs::default()).into_token_stream().is_empty());
        assert_eq!(marks.keep(Docs::ours("One.\n\nTwo.")).into_token_stream().to_string(), "# [doc = 0]");
        marks.keep(Docs::ours("Three."));
        let printed = "#[doc = 0]\nstruct A {\n    #[doc = 1]\n    a: u8,\n    #[doc = 2]\n}\n";
        let text = "/// One.\n///\n/// Two.\nstruct A {\n    /// Three.\n    a: u8,\n    #[doc = 2]\n}";
        assert_eq!(marks.restored(printed), text);
    }
}
