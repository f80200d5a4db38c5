//! Text of a document → Rust string literals.

use std::fmt;
use std::str::FromStr;

use proc_macro2::TokenStream;
use quote::{ToTokens, TokenStreamExt};

/// A string literal. The only way from a document's text into the place of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Literal(String);

impl Literal {
    /// The literal of a text. Everything but plain ASCII and letters is escaped, so that nothing invisible stands in generated code.
    pub fn new(text: &str) -> Self {
        let mut literal = String::with_capacity(text.len() + 2);
        literal.push('"');
        for character in text.chars() {
            match character {
                '"' => literal.push_str("\\\""),
                '\\' => literal.push_str("\\\\"),
                '\n' => literal.push_str("\\n"),
                ' '..='~' => literal.push(character),
                _ if character.is_alphanumeric() => literal.push(character),
                _ => literal.push_str(&format!("\\u{{{:x}}}", u32::from(character))),
            }
        }
        literal.push('"');
        Self(literal)
    }
}

impl fmt::Display for Literal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl ToTokens for Literal {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        // What `new` writes is always a literal; the fallback is never reached.
        tokens.append(proc_macro2::Literal::from_str(&self.0).unwrap_or_else(|_| proc_macro2::Literal::string("")));
    }
}

#[cfg(test)]
mod tests {
    use super::Literal;

    #[test]
    fn texts_are_escaped() {
        let cases = [
            ("plain", r#""plain""#),
            ("\"#; include!(\"/x\"); r#\"", r##""\"#; include!(\"/x\"); r#\"""##),
            ("\\", r#""\\""#),
            ("{0}\n\r\0", r#""{0}\n\u{d}\u{0}""#),
            ("é\u{202e}", r#""é\u{202e}""#),
        ];
        for (text, literal) in cases {
            assert_eq!(Literal::new(text).to_string(), literal);
            let parsed: syn::LitStr = syn::parse_str(literal).unwrap();
            assert_eq!(parsed.value(), text);
        }
    }
}
