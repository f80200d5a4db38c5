//! Hands out names that are unique in one place.

use std::collections::{BTreeMap, BTreeSet};

use super::name::Ident;

/// Types that generated modules use, which no type of a document may hide.
const PRELUDE: &[&str] = &[
    "Arc", "BTreeMap", "Box", "Err", "From", "Into", "IntoFuture", "IntoIterator", "None", "Ok", "Option", "Result", "Secret", "Some",
    "String", "Value", "Vec",
];

/// Names that no file may have on Windows, whatever its extension.
const DEVICES: &[&str] = &[
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4",
    "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// The names that are taken in one place: a module, an impl, a list of variants.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// What is taken from the start in every place of this kind.
    reserved: &'static [&'static str],
    taken: BTreeSet<String>,
    /// The last number that was put behind a name, so that a thousand equal names do not try each number again.
    numbers: BTreeMap<String, usize>,
    /// Names that were wanted and taken, with what was given instead.
    renamed: Vec<(Ident, Ident)>,
}

impl Scope {
    /// A scope in which some names are taken from the start.
    pub fn reserving(reserved: &'static [&'static str]) -> Self {
        Self { reserved, ..Self::default() }
    }

    fn and(mut self, names: &[&str]) -> Self {
        self.reserve(names);
        self
    }

    /// Takes further names.
    pub fn reserve(&mut self, names: &[&str]) {
        self.taken.extend(names.iter().map(|name| name.to_ascii_lowercase()));
    }

    /// A scope of modules, each of which becomes a file.
    pub fn modules(names: &[&str]) -> Self {
        Self::reserving(DEVICES).and(names)
    }

    /// A scope of types, beside those that generated modules use.
    pub fn beside_prelude(names: &[&str]) -> Self {
        Self::reserving(PRELUDE).and(names)
    }

    /// `wanted` if it is free, otherwise with an underscore or a number behind it. Case does not tell names apart: some become files.
    pub fn take(&mut self, wanted: &Ident) -> Ident {
        if self.try_take(wanted) {
            return wanted.clone();
        }
        let ends_in_digit = wanted.as_str().ends_with(|last: char| last.is_ascii_digit());
        let number = |n: usize| wanted.with_suffix(&if ends_in_digit { format!("_{n}") } else { n.to_string() });
        let first = self.numbers.get(wanted.as_str()).map_or(2, |last| last + 1);
        for n in first.. {
            let name = number(n);
            if self.try_take(&name) {
                self.numbers.insert(wanted.as_str().to_owned(), n);
                self.renamed.push((wanted.clone(), name.clone()));
                return name;
            }
        }
        wanted.clone()
    }

    /// The names that were wanted and taken since this was last asked, with what was given instead.
    pub fn renamed(&mut self) -> Vec<(Ident, Ident)> {
        std::mem::take(&mut self.renamed)
    }

    /// Takes exactly this name, if it is free.
    pub fn try_take(&mut self, wanted: &Ident) -> bool {
        let wanted = wanted.as_str();
        !self.reserved.iter().any(|name| name.eq_ignore_ascii_case(wanted)) && self.taken.insert(wanted.to_ascii_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::super::name::{Case, Ident};
    use super::Scope;

    #[test]
    fn every_name_is_handed_out_once() {
        let mut scope = Scope::modules(&["client"]);
        let cases = [
            ("pet", "pet"),
            ("Pet", "pet2"),
            ("pet", "pet3"),
            ("client", "client2"),
            ("con", "con2"),
            ("v1", "v1"),
            ("v1", "v1_2"),
            ("type", "type_"),
        ];
        for (wanted, given) in cases {
            assert_eq!(scope.take(&Ident::new(wanted, Case::Snake)).as_str(), given, "{wanted}");
        }
        assert_eq!(scope.take(&Ident::new("type", Case::Snake)).as_str(), "type2");
    }
}
