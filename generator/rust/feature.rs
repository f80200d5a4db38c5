//! Groups of operations → Cargo features, and which of them each model needs.

use std::collections::{BTreeMap, BTreeSet};

use super::Target;
use super::name::{Case, Ident};
use super::naming::Naming;
use super::scope::Scope;
use crate::api::{Api, SchemaId};
use crate::config::{self, Only, Step};
use crate::refine;
use crate::report::Report;

/// The most features that groups get; crates.io takes 300 of a crate.
const MOST: usize = 100;

/// The most features that a model lists before it is asked whether it is worth it.
const LISTED: usize = 8;

/// Features that the crate has anyhow, or will have.
const TAKEN: &[&str] = &["default", "full", "reqwest", "rustls_ring", "native_tls", "blocking", "test_util", "tracing", "metadata"];

/// The features of a crate; none unless the configuration asks for them.
#[derive(Debug, Default)]
pub(super) struct Features {
    /// All of them.
    pub(super) names: Vec<Ident>,
    /// The feature of each group.
    groups: Vec<usize>,
    /// The features whose operations reach a schema; nothing for operations that have no feature.
    reaching: BTreeMap<SchemaId, BTreeSet<Option<usize>>>,
}

impl Features {
    /// Chooses the features of `api`.
    pub(super) fn new(report: &mut Report, api: &Api, naming: &Naming<'_>, target: Target<'_>) -> Self {
        let config = target.config;
        if config.features == config::Features::None {
            return Self::default();
        }
        let without = match config.only {
            Only::Models => Some("models alone have"),
            // What cannot have examples is a module of another crate.
            Only::Client => (!target.examples).then_some("a module of another crate has"),
        };
        if let Some(without) = without {
            let help = "remove the setting, or generate a crate of its own".to_owned();
            config.unmatched(report, &[Step::Key("features")], format!("{without} no Cargo features"), Some(help));
            return Self::default();
        }
        let used: BTreeSet<usize> = api.operations.iter().filter_map(|operation| operation.group).collect();
        let tags: BTreeMap<usize, &str> = used.iter().filter_map(|index| Some((*index, api.groups.get(*index)?.name.as_str()))).collect();
        let keys = keys(&tags.values().copied().collect::<Vec<_>>());
        let mut scope = Scope::reserving(TAKEN);
        let mut features = Self { groups: vec![0; api.groups.len()], ..Self::default() };
        let mut known: BTreeMap<&Ident, usize> = BTreeMap::new();
        for (group, key) in tags.keys().zip(&keys) {
            let feature = *known.entry(key).or_insert_with(|| {
                features.names.push(scope.take(key));
                features.names.len() - 1
            });
            features.groups.iter_mut().skip(*group).take(1).for_each(|of| *of = feature);
        }
        features.reach(api, naming);
        features
    }

    /// The feature that a group is behind.
    pub(super) fn of_group(&self, group: usize) -> Option<Ident> {
        self.names.get(*self.groups.get(group)?).cloned()
    }

    /// The features that need a file of models; none if it is always there. Long lists that leave little out are not worth their length.
    pub(super) fn of_models(&self, models: &[SchemaId]) -> Vec<Ident> {
        let Some(reaching) = models.first().and_then(|id| self.reaching.get(id)) else { return Vec::new() };
        let (some, all) = (reaching.len(), self.names.len());
        if reaching.contains(&None) || some == all || (some > LISTED && some * 2 > all) {
            return Vec::new();
        }
        reaching.iter().flatten().filter_map(|feature| self.names.get(*feature).cloned()).collect()
    }

    /// Follows the operations of each feature. A file is reached as a whole, as its imports are those of all its models.
    fn reach(&mut self, api: &Api, naming: &Naming<'_>) {
        let files: BTreeMap<SchemaId, &Vec<SchemaId>> =
            naming.files.iter().flat_map(|file| file.iter().map(move |id| (*id, file))).collect();
        let mut roots: BTreeMap<Option<usize>, Vec<SchemaId>> = BTreeMap::new();
        for operation in &api.operations {
            let feature = operation.group.and_then(|group| self.groups.get(group).copied());
            roots.entry(feature).or_default().extend(refine::sent(operation).chain(refine::received(&api.schemas, operation)));
        }
        for (feature, mut queue) in roots {
            while let Some(id) = queue.pop() {
                if self.reaching.entry(id).or_default().insert(feature) {
                    queue.extend(refine::parts(&api.schemas.get(id).kind));
                    queue.extend(files.get(&id).copied().into_iter().flatten());
                }
            }
        }
    }
}

/// What each tag's feature is called: the tag itself; where there are too many, its first word, without the words that all begin with; where there
/// are too many of these, as many letters of it as leave few enough. A tag that is added moves others only where one of these lines is crossed.
fn keys(tags: &[&str]) -> Vec<Ident> {
    let names: Vec<Ident> = tags.iter().map(|tag| Ident::new(tag, Case::Snake)).collect();
    if distinct(&names) <= MOST {
        return names;
    }
    let words: Vec<Vec<&str>> = names.iter().map(|name| name.as_str().split('_').collect()).collect();
    let shared = |place: usize| {
        words.iter().all(|own| own.get(place).is_some() && own.get(place) == words.first().and_then(|first| first.get(place)))
    };
    let place = (0..).take_while(|place| shared(*place)).count();
    let firsts: Vec<&str> = words.iter().map(|own| own.get(place).or(own.last()).copied().unwrap_or_default()).collect();
    let longest = firsts.iter().map(|word| word.len()).max().unwrap_or_default();
    let cut = |length: usize| -> Vec<&str> { firsts.iter().map(|word| word.get(..length).unwrap_or(word)).collect() };
    let starts = (1..=longest).rev().map(cut).find(|starts| distinct(starts) <= MOST).unwrap_or_default();
    // A word that shares its start with no other is not cut.
    let alone = |start: &str| firsts.iter().filter(|word| word.starts_with(start)).collect::<BTreeSet<_>>().len() == 1;
    let named = firsts.iter().zip(starts).map(|(word, start)| Ident::new(if alone(start) { word } else { start }, Case::Snake));
    named.collect()
}

fn distinct<T: Ord>(items: &[T]) -> usize {
    items.iter().collect::<BTreeSet<_>>().len()
}

#[cfg(test)]
mod tests {
    use super::{MOST, distinct, keys};

    fn names(tags: &[String]) -> Vec<String> {
        keys(&tags.iter().map(String::as_str).collect::<Vec<_>>()).iter().map(super::Ident::kebab).collect()
    }

    fn letters(number: usize) -> String {
        [number / 26, number % 26].iter().filter_map(|digit| char::from_u32('a' as u32 + u32::try_from(*digit).unwrap())).collect()
    }

    #[test]
    fn few_tags_have_a_feature_each() {
        let tags = ["Alarm System", "alarm_system", "type", "2fa"].map(str::to_owned);
        assert_eq!(names(&tags), ["alarm-system", "alarm-system", "type", "n2fa"]);
    }

    #[test]
    fn many_tags_share_the_feature_of_their_first_word() {
        let tags: Vec<String> = (0..150).map(|n| format!("Api {} {}", letters(n / 3), letters(n))).collect();
        let named = names(&tags);
        assert_eq!((named[0].as_str(), named[2].as_str(), named[3].as_str(), distinct(&named)), ("aa", "aa", "ab", 50));
        let other: Vec<String> = tags.iter().cloned().chain(["Api Zoo".to_owned()]).collect();
        assert_eq!(names(&other)[..150], named, "a tag that is added moves no other");
    }

    #[test]
    fn many_first_words_share_the_feature_of_their_start() {
        let tags: Vec<String> = (0..200).map(|n| format!("{}word{n}", letters(n))).chain(["zebra crossing".to_owned()]).collect();
        let named = names(&tags);
        assert!(distinct(&named) <= MOST, "{named:?}");
        assert_eq!((named[0].as_str(), named[25].as_str(), named[200].as_str()), ("a", "a", "zebra"));
    }
}
