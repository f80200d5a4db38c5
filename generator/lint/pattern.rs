//! Patterns that are no regular expressions.

use std::collections::BTreeSet;

use jsonschema::PatternOptions;
use serde_json::{Value, json};

use crate::pointer::Pointer;
use crate::report::{Report, code};
use crate::source::{Describer, described};

/// How often an expression may go back and try again, for one text.
const MOST_STEPS: usize = 100_000;

/// The engine for patterns: they come from the document, and so must not be able to keep it busy.
pub(crate) fn engine() -> PatternOptions<jsonschema::FancyRegex> {
    PatternOptions::fancy_regex().backtrack_limit(MOST_STEPS).size_limit(4 << 20)
}

/// Reports each pattern that cannot be used, and returns them.
pub(super) fn bad<'d>(report: &mut Report, tree: &'d Value) -> BTreeSet<&'d str> {
    let mut tried = BTreeSet::new();
    let mut bad = BTreeSet::new();
    described(tree, &mut |at: &Pointer, describer, object| {
        let pattern = object.get("pattern").and_then(Value::as_str).filter(|_| describer == Describer::Schema);
        let Some(pattern) = pattern else { return };
        if tried.insert(pattern) && !is_usable(pattern) {
            bad.insert(pattern);
        }
        if bad.contains(pattern) {
            let help = "OpenAPI means the regular expressions of JavaScript, without slashes around them";
            report.add_with_help(
                &code::BAD_PATTERN,
                &at.child("pattern"),
                "the pattern is not a regular expression that can be used",
                help,
            );
        }
    });
    bad
}

fn is_usable(pattern: &str) -> bool {
    let options = jsonschema::options().with_draft(jsonschema::Draft::Draft7).with_pattern_options(engine());
    options.build(&json!({ "pattern": pattern })).is_ok()
}

#[cfg(test)]
mod tests {
    use super::is_usable;

    #[test]
    fn patterns() {
        let table = [
            ("^[a-z]{3}$", true),
            (r"^(?!x)\d+\/$", true),
            (r"^\p{Letter}+$", true),
            ("(", false),
            ("[z-a]", false),
            ("*", false),
            ("((a{1000}){1000}){1000}", false),
        ];
        for (pattern, expected) in table {
            assert_eq!(is_usable(pattern), expected, "{pattern}");
        }
    }
}
