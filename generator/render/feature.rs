//! Cargo features: the attribute that puts an item behind them, and their rows in the manifest.

use crate::rust::name::Ident;

/// `#[cfg(…)]` on a line of its own, what follows after `indent`; nothing for what is always there.
pub(super) fn gate(features: &[Ident], indent: &str) -> String {
    let tests: Vec<String> = features.iter().map(|feature| format!("feature = \"{}\"", feature.kebab())).collect();
    match tests.as_slice() {
        [] => String::new(),
        [only] => format!("#[cfg({only})]\n{indent}"),
        several => format!("#[cfg(any({}))]\n{indent}", several.join(", ")),
    }
}

/// The rows of `[features]`, and the list of all of them.
pub(super) fn rows(features: &[Ident]) -> (String, String) {
    let mut names: Vec<String> = features.iter().map(Ident::kebab).collect();
    names.sort();
    let all = names.iter().map(|name| format!("\n    \"{name}\",")).collect();
    (names.iter().map(|name| format!("{name} = []\n")).collect(), all)
}
