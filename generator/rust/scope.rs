//! Hands out names that are unique in one place.

use std::collections::BTreeSet;

use super::name::Ident;

/// Types that generated modules use, which no type of a document may hide.
const PRELUDE: &[&str] = &[
    "Arc", "BTreeMap", "Box", "Clone", "Copy", "Debug", "Default", "Drop", "Eq", "Err", "Fn", "FnMut", "FnOnce", "From", "Hash", "Into",
    "IntoFuture", "IntoIterator", "Iterator", "None", "Ok", "Option", "PartialEq", "Result", "Secret", "Send", "Sized", "Some", "String",
    "Sync", "ToOwned", "ToString", "Value", "Vec",
];

/// The names that are taken in one place: a module, an impl, a list of variants.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    taken: BTreeSet<String>,
}

impl Scope {
    /// A scope in which some names are taken from the start.
    pub fn reserving(names: &[&str]) -> Self {
        Self { taken: names.iter().map(|name| name.to_ascii_lowercase()).collect() }
    }

    /// A scope of types, beside those that generated modules use.
    pub fn beside_prelude(names: &[&str]) -> Self {
        Self::reserving(&[PRELUDE, names].concat())
    }

    /// `wanted` if it is free, otherwise with an underscore or a number behind it. Case does not tell names apart: some become files.
    pub fn take(&mut self, wanted: &Ident) -> Ident {
        if self.try_take(wanted) {
            return wanted.clone();
        }
        let ends_in_digit = wanted.as_str().ends_with(|last: char| last.is_ascii_digit());
        let number = |n: usize| wanted.with_suffix(&if ends_in_digit { format!("_{n}") } else { n.to_string() });
        (2..).map(number).find(|name| self.try_take(name)).unwrap_or_else(|| wanted.clone())
    }

    /// Takes exactly this name, if it is free.
    pub fn try_take(&mut self, wanted: &Ident) -> bool {
        self.taken.insert(wanted.as_str().to_ascii_lowercase())
    }
}
