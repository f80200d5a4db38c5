//! One document: its samples, what its schemas say of them, what came back.

use std::collections::BTreeMap;
use std::path::Path;

use jsonschema::Registry;
use serde_json::Value;
use specwright::config::Only;
use specwright::report::Severity;
use specwright::{Config, Input, generate_from};

use super::check::{Checker, registry};
use super::compare::{Comparison, equal};
use super::convert::{Schemas, convert};
use super::driver::{Answer, Generated, Question};
use super::samples::{Kind, Made, Sample, samples};
use super::tally::Tally;
use super::written::read;
use crate::fixture;

/// A document with what is made of it.
pub struct Trial {
    pub name: String,
    pub generated: Result<Generated, String>,
    document: Value,
}

impl Trial {
    /// Reads a document and generates its models.
    pub fn new(name: &str, path: &Path) -> Result<Self, String> {
        let input = Input::from_path(path).map_err(|error| error.to_string())?;
        let input = Input { name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(), ..input };
        let document = read(&input)?;
        let mut config = Config::for_document("", "", "models").map_err(|error| error.to_string())?;
        config.only = Only::Models;
        // A document that is wrong is refused; with what a user would write to mend it, it is measured.
        let correction = fixture::folder("corrections").join(format!("{name}.yaml"));
        config.overlays = Some(correction).filter(|path| path.exists()).into_iter().collect();
        let outcome = generate_from(&config, &input).map_err(|error| error.to_string())?;
        let generated = outcome.package.map(|package| Generated { package, types: outcome.types }).ok_or_else(|| {
            let mut errors = outcome.report.diagnostics().iter().filter(|found| found.severity == Severity::Error);
            errors.next().map_or_else(String::new, |error| format!("{} at {}", error.code.name, error.pointer))
        });
        Ok(Self { name: name.to_owned(), generated, document })
    }

    /// The samples of the document, each with the type that it is for.
    pub fn prepare(&self) -> Prepared {
        let schemas = convert(&self.document, false);
        let mut prepared = Prepared { tally: Tally::default(), components: BTreeMap::new(), schemas };
        for (what, number) in &prepared.schemas.left_out {
            prepared.tally.remark(&format!("left out of the schemas: {what}"), *number, "");
        }
        let lenient = convert(&self.document, true);
        let (strict_resource, lenient_resource) = (prepared.schemas.resource(), lenient.resource());
        let registries = (registry(&strict_resource), registry(&lenient_resource));
        let checkers = match (&registries.0, &registries.1) {
            (Ok(one), Ok(other)) => Checker::new(one, &prepared.schemas).and_then(|one| Ok((one, Checker::new(other, &lenient)?))),
            (Err(error), _) | (_, Err(error)) => Err(error.clone()),
        };
        let checkers = match checkers {
            Ok(checkers) => checkers,
            Err(error) => {
                prepared.tally.remark("the validator takes no schema of the document", 1, &error);
                return prepared;
            }
        };
        for (name, number) in &prepared.schemas.components {
            let made = samples(&prepared.schemas, *number);
            let component = judge(made, (name, *number), &checkers, &mut prepared.tally);
            prepared.components.insert(name.clone(), component);
        }
        prepared
    }
}

/// The samples of a component that count.
#[derive(Default)]
pub struct Component {
    samples: Vec<Sample>,
    /// Why no sample is valid, if none is.
    nothing: Option<String>,
}

/// Everything to ask about a document.
pub struct Prepared {
    pub tally: Tally,
    components: BTreeMap<String, Component>,
    schemas: Schemas,
}

/// Keeps the samples that the schemas allow, and counts the others.
fn judge(made: Made, (name, number): (&str, usize), (strict, lenient): &(Checker<'_>, Checker<'_>), tally: &mut Tally) -> Component {
    let mut component = Component::default();
    let mut refused = false;
    for (trouble, count) in made.left_out {
        tally.remark(&format!("optional properties without a sample: {trouble}"), count, name);
    }
    for sample in made.samples {
        if sample.kind.is_valid()
            && let Err(reason) = strict.component(number, &sample.value)
        {
            if lenient.component(number, &sample.value).is_ok() {
                tally.remark("valid samples that match several alternatives of a oneOf", 1, name);
            } else {
                let what = if sample.kind == Kind::Example { "examples" } else { "values that were made" };
                tally.remark(&format!("{what} that the schema refuses: no samples"), 1, &format!("{name}: {reason}"));
                refused = true;
                continue;
            }
        }
        component.samples.push(sample);
    }
    if !component.samples.iter().any(|sample| sample.kind.is_valid()) {
        let trouble = made.troubles.first().map(|trouble| format!("no sample: {trouble}"));
        component.nothing =
            trouble.or(refused.then(|| "no sample: the schema refuses what was made".to_owned())).or(Some("no sample".to_owned()));
    }
    component
}

impl Prepared {
    /// The questions, in the order in which [`Self::hear`] takes the answers.
    pub fn questions(&self, document: usize, types: &BTreeMap<String, String>) -> Vec<Question> {
        let numbers: BTreeMap<&str, usize> = types.keys().enumerate().map(|(number, name)| (name.as_str(), number)).collect();
        let with_type = self.components.iter().filter_map(|(name, component)| Some((numbers.get(name.as_str())?, component)));
        with_type
            .flat_map(|(typ, component)| {
                component.samples.iter().map(|sample| Question { document, typ: *typ, json: sample.value.to_string() })
            })
            .collect()
    }

    /// Counts what came back, and lists what did not come back the same. Without types, nothing came back.
    pub fn hear(
        mut self,
        types: Option<&BTreeMap<String, String>>,
        mut answers: impl Iterator<Item = Answer>,
        failed: &mut Vec<String>,
    ) -> Tally {
        let mut tally = std::mem::take(&mut self.tally);
        let resource = self.schemas.resource();
        let registry: Result<Registry<'_>, String> = registry(&resource);
        let checker = registry.as_ref().ok().and_then(|registry| Checker::new(registry, &Schemas::default()).ok());
        for (name, number) in &self.schemas.components {
            let component = self.components.get(name);
            let mut first =
                component.map_or(Some("the validator takes no schema of the document".to_owned()), |found| found.nothing.clone());
            let has_type = types.is_some_and(|types| types.contains_key(name));
            for sample in component.into_iter().flat_map(|component| &component.samples) {
                let answer = if has_type { answers.next() } else { None };
                let cause = match (&answer, &checker, self.schemas.list.get(*number)) {
                    (None, ..) => {
                        Some(if types.is_none() { "nothing is generated or built" } else { "no type for the component" }.to_owned())
                    }
                    (Some(answer), Some(checker), Some(schema)) => {
                        verdict(&Comparison { schemas: &self.schemas, checker }, schema, sample, answer)
                    }
                    _ => Some("cannot be compared".to_owned()),
                };
                if let (None, Some(Answer::Encoded { unknown: true, .. }), true) = (&cause, &answer, sample.kind.is_valid()) {
                    tally.remark("valid samples of which a part is kept as unknown", 1, &format!("{name}: {}", sample.value));
                }
                if let Some(Answer::Encoded { overflowed: true, .. }) = &answer {
                    tally.remark("samples from the one on that overflows a stack of 8 MiB", 1, &format!("{name}: {}", sample.value));
                }
                match cause {
                    None => tally.same(sample.kind),
                    Some(cause) => {
                        let back = match &answer {
                            Some(Answer::Encoded { json, .. }) => json.as_str(),
                            _ => "",
                        };
                        let told = format!("{name}: {} => {back}", sample.value);
                        failed.push(format!("{cause}\n    {told}"));
                        tally.failed(sample.kind, &cause, &told);
                        first.get_or_insert(cause);
                    }
                }
            }
            tally.schema(first.as_deref(), name);
        }
        tally
    }
}

/// What is wrong with an answer, if anything is.
fn verdict<'s>(comparison: &Comparison<'s, '_>, schema: &'s Value, sample: &Sample, answer: &Answer) -> Option<String> {
    let json = match answer {
        Answer::Encoded { json, .. } => json,
        Answer::Refused(reason) => return Some(format!("refused: {}", reason.split(" at $").next().unwrap_or_default())),
        Answer::Lost => return Some("the program ended".to_owned()),
    };
    let Ok(mut back) = serde_json::from_str::<Value>(json) else { return Some("what came back is no JSON".to_owned()) };
    if let (Kind::Null, Some(members)) = (sample.kind, back.as_object_mut()) {
        // Where the types know more of null than the schema says, it may stay as it is.
        let is_expected = |name: &str| sample.expected.as_ref().is_some_and(|expected| expected.get(name).is_some());
        members.retain(|name, value| !value.is_null() || is_expected(name) || sample.value.get(name) != Some(&Value::Null));
    }
    let wanted = sample.expected.as_ref().unwrap_or(&sample.value);
    if equal(wanted, &back) {
        return None;
    }
    comparison.difference(&[schema], wanted, &back).map(|found| format!("{} ({:?})", found.cause, sample.kind))
}
