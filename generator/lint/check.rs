//! Claims → findings: each value is held against its schema.

use std::collections::{BTreeMap, BTreeSet};

use jsonschema::{Draft, Registry, Validator};
use serde_json::{Map, Value, json};

use super::claim::{Claim, Direction, Kind, claims};
use super::convert::{Context, ROOT, convert};
use super::mismatch::mismatches;
use super::reference::target;
use super::unknown::{Unknown, unknown};
use super::work::{Budget, inner};
use super::{pattern, phrase};
use crate::pointer::Pointer;
use crate::report::{Code, Report, code};
use crate::source::{Describer, closest, described};

const TOO_MUCH: &str = "it and its schema have too many levels or combinations";

/// Holds every claim of a document against its schema.
pub(super) fn check(report: &mut Report, tree: &Value) {
    let bad_patterns = pattern::bad(report, tree);
    let claims = claims(tree);
    let targets = targets(tree);
    let mut checker = Checker { report, tree, budget: Budget::new(tree), seen: BTreeSet::new() };
    for direction in [Direction::Sent, Direction::Received, Direction::Either] {
        let claims = claims.iter().filter(|claim| claim.direction == direction).collect::<Vec<_>>();
        if claims.is_empty() {
            continue;
        }
        let context = Context { tree, direction, bad_patterns: &bad_patterns };
        let shared = targets.iter().filter_map(|place| {
            let schema = tree.pointer(place.as_str())?;
            Some((place.as_str().to_owned(), convert(context, schema)))
        });
        let shared = json!({ "definitions": shared.collect::<Map<_, _>>() });
        let registry = Registry::new().draft(Draft::Draft7).add(ROOT, &shared).and_then(|registry| registry.prepare());
        match registry {
            Ok(registry) => checker.hold(&claims, context, &registry),
            Err(error) => claims.iter().for_each(|claim| checker.skip(claim, &error.to_string())),
        }
    }
}

/// All places that references of schemas lead to.
fn targets(tree: &Value) -> BTreeSet<Pointer> {
    let mut targets = BTreeSet::new();
    let mut follow = |value: &Value| {
        let mut next = target(value);
        while let Some(place) = next {
            next = tree.pointer(place.as_str()).and_then(target);
            if !targets.insert(place) {
                break;
            }
        }
    };
    described(tree, &mut |_, describer, object| match describer {
        Describer::Schema => inner(object).for_each(&mut follow),
        Describer::Parameter | Describer::MediaType => object.get("schema").into_iter().for_each(&mut follow),
    });
    // Components that are nothing but references.
    tree.pointer("/components/schemas").and_then(Value::as_object).into_iter().flat_map(Map::values).for_each(follow);
    targets
}

struct Checker<'r, 'd> {
    report: &'r mut Report,
    tree: &'d Value,
    budget: Budget<'d>,
    /// What was said: an example that is referred to twice is still one example.
    seen: BTreeSet<(&'static str, Pointer, String)>,
}

impl Checker<'_, '_> {
    fn hold(&mut self, claims: &[&Claim<'_>], context: Context<'_>, registry: &Registry<'_>) {
        // Most schemas of a document are alike: a string, or a reference to one of a few components.
        let mut validators: BTreeMap<String, Result<Validator, String>> = BTreeMap::new();
        for claim in claims {
            if !self.budget.pay(claim.schema, claim.value) {
                self.skip(claim, TOO_MUCH);
                continue;
            }
            let converted = convert(context, claim.schema);
            let budget = &mut self.budget;
            let validator = validators.entry(converted.to_string()).or_insert_with(|| {
                if !budget.pay_validator(claim.schema) {
                    return Err(TOO_MUCH.to_owned());
                }
                let options = jsonschema::options().with_draft(Draft::Draft7).with_pattern_options(pattern::engine());
                let options = options.should_validate_formats(false).offline().with_registry(registry);
                options.build(&converted).map_err(|error| error.to_string())
            });
            match validator {
                Ok(validator) => self.compare(claim, validator),
                Err(error) => {
                    let error = error.clone();
                    self.skip(claim, &error);
                }
            }
        }
    }

    fn compare(&mut self, claim: &Claim<'_>, validator: &Validator) {
        let mut found = Vec::new();
        if !validator.is_valid(claim.value) {
            validator.iter_errors(claim.value).for_each(|error| mismatches(&error, &mut found));
        }
        let (code, what) = match claim.kind {
            Kind::Example => (&code::EXAMPLE_MISMATCH, "example"),
            Kind::Default => (&code::DEFAULT_MISMATCH, "default"),
        };
        let unknown = unknown(self.tree, claim.schema, claim.value);
        // That a closed schema forbids what it does not mention is the same finding once more.
        found.retain(|mismatch| !unknown.iter().any(|unknown| unknown.at == mismatch.at));
        for mismatch in found {
            let message = format!("the {what} is not what its schema says: {}", mismatch.message);
            self.say((code, claim.at.join(&mismatch.at), message), mismatch.help.replace("example", what));
        }
        for Unknown { at, known } in unknown {
            let name = at.last().unwrap_or_default();
            let message = format!("the {what} has a property that its schema does not mention: `{}`", phrase::cut(&name));
            let help = match closest(&name, known) {
                Some(close) => format!("did you mean `{close}`? A property that has two names lists the second in `x-aliases`"),
                None => format!("add it to the schema, list it in `x-aliases` of the property that it stands for, or correct the {what}"),
            };
            self.say((&code::EXAMPLE_UNKNOWN_PROPERTY, claim.at.join(&at), message), help);
        }
    }

    fn skip(&mut self, claim: &Claim<'_>, reason: &str) {
        let message = format!("this value is not held against its schema: {}", phrase::cut(reason));
        self.say((&code::EXAMPLE_UNCHECKED, claim.at.clone(), message), "make the schema or the value smaller".to_owned());
    }

    fn say(&mut self, (code, at, message): (&'static Code, Pointer, String), help: String) {
        if self.seen.insert((code.name, at.clone(), message.clone())) {
            self.report.add_with_help(code, &at, message, help);
        }
    }
}
