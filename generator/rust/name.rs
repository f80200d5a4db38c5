//! Names of a document → Rust identifiers: words → case → keyword → leading digit → empty → non-ASCII.

use std::fmt;

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, TokenStreamExt};

/// A Rust identifier: ASCII, never a keyword. The only way from a document's text into the place of a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ident(String);

/// The cases that Rust's names have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// `snake_case`: fields, functions, modules.
    Snake,
    /// `UpperCamelCase`: types and variants.
    Camel,
    /// `SHOUTY_SNAKE_CASE`: constants.
    Shouty,
}

impl Ident {
    /// The identifier for `text` in a case.
    pub fn new(text: &str, case: Case) -> Self {
        let cased = match case {
            // The words of most names are apart already, and to look is far cheaper than to find them.
            Case::Snake if is_snake(text) => text.to_owned(),
            Case::Camel if is_snake(text) => text.split('_').map(capitalized).collect(),
            Case::Snake => ascii(text).to_snake_case(),
            Case::Camel => ascii(text).to_upper_camel_case(),
            Case::Shouty => ascii(text).to_shouty_snake_case(),
        };
        let (digits, empty) = match case {
            Case::Snake => ("n", "empty"),
            Case::Camel => ("N", "Empty"),
            Case::Shouty => ("N", "EMPTY"),
        };
        let mut name = if cased.is_empty() { empty.to_owned() } else { cased };
        if name.starts_with(|first: char| first.is_ascii_digit()) {
            name.insert_str(0, digits);
        }
        // Types name files, which have 64 bytes; constants are made of them and are longer by their underscores.
        name.truncate(if case == Case::Shouty { 120 } else { 56 });
        if KEYWORDS.contains(&name.as_str()) {
            name.push_str(if case == Case::Camel { "Value" } else { "_" });
        }
        Self(name)
    }

    /// The identifier of a name that the user chose: as it is written, if Rust has such names in a case.
    pub fn chosen(text: &str, case: Case) -> Self {
        let is_camel = case == Case::Camel
            && text.len() <= 56
            && text.starts_with(|first: char| first.is_ascii_uppercase())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && !KEYWORDS.contains(&text);
        if is_camel { Self(text.to_owned()) } else { Self::new(text, case) }
    }

    /// The same identifier with something behind it, to tell it apart. What kept it from being a keyword is needed no more.
    #[must_use]
    pub fn with_suffix(&self, suffix: &str) -> Self {
        Self(format!("{}{suffix}", self.0.trim_end_matches('_')))
    }

    /// The name as Cargo writes that of a feature: `alarm-system`.
    pub fn kebab(&self) -> String {
        self.0.trim_end_matches('_').replace('_', "-")
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl ToTokens for Ident {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append(proc_macro2::Ident::new(&self.0, Span::call_site()));
    }
}

/// Whether the words of a text are parted by underscores and have no other letters than small ones.
fn is_snake(text: &str) -> bool {
    text.len() <= 256
        && text.split('_').all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()))
}

fn capitalized(word: &str) -> String {
    let mut word = word.to_owned();
    if let Some(first) = word.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    word
}

/// The words of a text in ASCII. Signs that names are told apart by get words; other characters that Rust cannot spell get their number.
fn ascii(text: &str) -> String {
    let signs_only = !text.chars().any(char::is_alphanumeric);
    let mut words = String::new();
    for (index, character) in text.chars().take(256).enumerate() {
        match character {
            _ if character.is_ascii_alphanumeric() => words.push(character),
            '+' if index == 0 || signs_only => words.push_str(" plus "),
            '-' if (index == 0 && text.chars().nth(1).is_some_and(char::is_alphanumeric)) || signs_only => words.push_str(" minus "),
            '@' if signs_only => words.push_str(" at "),
            '=' if signs_only => words.push_str(" eq "),
            '<' if signs_only => words.push_str(" lt "),
            '>' if signs_only => words.push_str(" gt "),
            '!' if signs_only => words.push_str(" not "),
            '*' if signs_only => words.push_str(" star "),
            _ if character.is_alphanumeric() || (signs_only && !character.is_whitespace() && !character.is_ascii()) => {
                words.push_str(&format!(" u{:x} ", u32::from(character)));
            }
            _ => words.push(' '),
        }
    }
    words
}

/// Strict and reserved keywords of every edition, and names that no item may take.
const KEYWORDS: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override",
    "priv", "pub", "ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof", "unsafe", "unsized",
    "use", "virtual", "where", "while", "yield",
];

#[cfg(test)]
mod tests {
    use super::{Case, Ident};

    #[test]
    fn names_are_mangled() {
        let cases = [
            ("petId", "pet_id", "PetId"),
            ("X-Auth-Token", "x_auth_token", "XAuthToken"),
            ("type", "type_", "Type"),
            ("self", "self_", "SelfValue"),
            ("", "empty", "Empty"),
            ("''", "empty", "Empty"),
            ("0", "n0", "N0"),
            ("3.1.6", "n3_1_6", "N316"),
            ("a-b", "a_b", "AB"),
            ("+1", "plus_1", "Plus1"),
            ("-1", "minus_1", "Minus1"),
            ("<=", "lt_eq", "LtEq"),
            ("größe", "gr_uf6_udf_e", "GrUf6UdfE"),
            ("😀", "u1f600", "U1f600"),
            ("HTTPServer", "http_server", "HttpServer"),
            ("fn x() {}", "fn_x", "FnX"),
        ];
        for (text, snake, camel) in cases {
            assert_eq!(Ident::new(text, Case::Snake).as_str(), snake, "{text}");
            assert_eq!(Ident::new(text, Case::Camel).as_str(), camel, "{text}");
        }
    }

    #[test]
    fn a_chosen_name_is_as_it_is_written_where_it_can_be() {
        for (text, camel) in [("HTTPThing", "HTTPThing"), ("my pet", "MyPet"), ("pet", "Pet"), ("Self", "SelfValue"), ("A_B", "AB")] {
            assert_eq!(Ident::chosen(text, Case::Camel).as_str(), camel, "{text}");
        }
        assert_eq!(Ident::chosen("HTTPThing", Case::Snake).as_str(), "http_thing");
    }

    #[test]
    fn a_long_name_is_cut() {
        assert_eq!(Ident::new(&"a".repeat(10_000), Case::Camel).as_str().len(), 56);
    }
}
