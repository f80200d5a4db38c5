//! Titles and names of tables → names of operations and components.

use crate::rust::name::{Case, Ident};

/// Words that names do without.
const SMALL: [&str; 11] = ["a", "an", "the", "of", "for", "by", "in", "on", "to", "and", "all"];

/// The id of an operation: the words of its title, beginning with a verb in its base form; those of its path where there is no title.
pub fn operation_id(title: &str, method: &str, path: &str) -> String {
    let words: Vec<&str> = title.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let Some((verb, rest)) = words.split_first() else { return upper_camel(&format!("{} {}", method.to_ascii_lowercase(), path)) };
    let rest = rest.iter().filter(|word| !SMALL.contains(&word.to_ascii_lowercase().as_str()));
    let words: Vec<String> = [base(verb)].into_iter().chain(rest.map(|word| (*word).to_owned())).collect();
    upper_camel(&words.join(" "))
}

/// Verbs that end with an `e` in their base form.
const SILENT: &str = "create delete update enable disable change move remove resize upgrade downgrade restore store generate execute configure terminate \
                      rename replace activate validate initialize migrate purchase release invoke revoke scale charge share use complete merge";

/// Verbs that end with two letters of a kind in their base form.
const DOUBLE: &str = "add call install uninstall kill roll process access poll pull fill bill pass press";

/// `Querying` → `query`, `Creating` → `create`, `Resetting` → `reset`.
fn base(verb: &str) -> String {
    let lower = verb.to_ascii_lowercase();
    let Some(stem) = lower.strip_suffix("ing").filter(|stem| stem.len() > 1) else { return lower };
    let silent = format!("{stem}e");
    if SILENT.split_whitespace().any(|verb| verb == silent) {
        return silent;
    }
    let is_double = stem.chars().next_back() == stem.chars().rev().nth(1) && !DOUBLE.split_whitespace().any(|verb| verb == stem);
    if is_double { stem.get(..stem.len() - 1).unwrap_or(stem).to_owned() } else { stem.to_owned() }
}

/// A name in the case of types, as the generator would choose it.
pub fn upper_camel(words: &str) -> String {
    Ident::new(words, Case::Camel).to_string()
}

#[cfg(test)]
mod tests {
    use super::operation_id;

    #[test]
    fn operations_are_called_by_what_they_do() {
        let cases = [
            ("Querying DNS Records", "QueryDnsRecords"),
            ("Querying the Current Sessions of an Instance", "QueryCurrentSessionsInstance"),
            ("Creating an Instance", "CreateInstance"),
            ("Deleting a Backup", "DeleteBackup"),
            ("Resetting the Password", "ResetPassword"),
            ("Modifying Parameters", "ModifyParameters"),
            ("Adding a Node", "AddNode"),
            ("Changing the Port", "ChangePort"),
            ("List Pets", "ListPets"),
            ("", "GetV3Pets"),
        ];
        for (title, id) in cases {
            assert_eq!(operation_id(title, "GET", "/v3/pets"), id, "{title}");
        }
    }
}
