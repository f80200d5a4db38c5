//! What no type says, and what becomes of it.

use std::collections::BTreeSet;

use super::Class;
use super::compare::{Comparing, Words};
use crate::rust::surface::{BY_STATUS, Fact, Item, Kind};

/// What stands for a fact where there is none.
const NOTHING: &str = "nothing";

impl Comparing<'_> {
    /// What changes in many places for one reason: what is asked of all operations is told of the client, and the description of a model with
    /// the model.
    pub(super) fn at_once(&mut self) {
        let pairs: Vec<(&Item, &Item)> =
            self.old.items.iter().filter_map(|(path, item)| Some((item, self.new.items.get(&self.here(path))?))).collect();
        let is_model = |item: &Item| matches!(item.kind, Kind::Record | Kind::Enumeration | Kind::Union | Kind::Alias);
        let models = pairs.iter().filter(|(old, _)| is_model(old));
        self.described = models.filter_map(|(old, new)| self.change(Fact::Docs, old, new)).collect();
        let requests = || pairs.iter().filter(|(old, _)| old.kind == Kind::Request);
        let changes: BTreeSet<_> = requests().map(|(old, new)| self.change(Fact::Security, old, new)).collect();
        if let Some(Some(words)) = changes.first().filter(|_| changes.len() == 1 && requests().count() > 1) {
            let what = format!("{} for all operations", Fact::Security.change());
            self.alike.insert(Fact::Security);
            let client = (self.old.items.get("Client"), self.new.items.get("Client"));
            self.add(Class::Behaviour, "Client", &what, words.clone(), client);
        }
    }

    /// What no type says of something that is in both.
    pub(super) fn facts(&mut self, path: &str, old: &Item, new: &Item) {
        let all: BTreeSet<Fact> = old.facts.iter().chain(&new.facts).map(|(fact, _)| *fact).collect();
        let mut told = BTreeSet::new();
        for fact in all {
            let Some(words) = self.change(fact, old, new) else { continue };
            let is_told = self.is_told(fact, (path, old, new), &words) || follows(fact, &told);
            told.insert(fact);
            if is_told {
                continue;
            }
            let class = if fact.is_words() { Class::Docs } else { Class::Behaviour };
            let (what, words) = match fact {
                Fact::Deprecated if words.1.is_none() => ("is not deprecated any more", (None, None)),
                Fact::Deprecated => ("is deprecated now", (None, None)),
                Fact::Docs => (fact.change(), (None, None)),
                _ => (fact.change(), (words.0.or_else(nothing), words.1.or_else(nothing))),
            };
            self.add(class, path, what, words, (Some(old), Some(new)));
        }
    }

    /// Whether another line says it.
    fn is_told(&self, fact: Fact, (path, old, new): (&str, &Item, &Item), words: &Words) -> bool {
        let is_use = matches!(new.kind, Kind::Field | Kind::Setter | Kind::Argument);
        match fact {
            // Another name is another name on the wire, too; without one on both sides, it is something else that changes.
            Fact::Wire => new.kind != Kind::Argument && self.renames.has_new(path) || words.0.is_none() || words.1.is_none(),
            // The enum says itself that it is there.
            Fact::Errors => [&words.0, &words.1].into_iter().flatten().any(|text| text == BY_STATUS),
            // With several services, each of them has its address.
            Fact::Address => new.kind == Kind::Handle && self.old.service.is_none() != self.new.service.is_none(),
            Fact::Docs => is_use && (self.described.contains(words) || !self.is_same(&old.typ, &new.typ) || !self.takes_same(old, new)),
            // What was a constant and is a choice, or the other way round, has another type.
            Fact::Constant => !self.is_same(&old.typ, &new.typ),
            _ => self.alike.contains(&fact) && new.kind == Kind::Request,
        }
    }

    /// What something was and what it is, if that is not the same.
    fn change(&self, fact: Fact, old: &Item, new: &Item) -> Option<Words> {
        let of = |item: &Item| item.facts.iter().find(|(which, _)| *which == fact).map(|(_, text)| text.clone());
        let (mut before, mut after) = (of(old), of(new));
        if fact == Fact::Address && new.kind == Kind::Request {
            // Where there is one service only, no operation names it.
            before = before.or_else(|| self.old.service.clone());
            after = after.or_else(|| self.new.service.clone());
        }
        let same = match (fact, &before, &after) {
            (Fact::Errors, Some(before), Some(after)) => self.types.are_same(before, after),
            (Fact::Security, Some(before), Some(after)) => self.credentials(before) == *after,
            (Fact::Route, Some(before), Some(after)) => self.route(before, old) == *after,
            _ => before == after,
        };
        (!same).then_some((before, after))
    }

    /// What a caller must show, as the new crate calls it.
    fn credentials(&self, text: &str) -> String {
        text.split(' ').map(|word| self.renames.path(word)).collect::<Vec<_>>().join(" ")
    }

    /// A request line with its parameters as the new crate calls them.
    fn route(&self, text: &str, request: &Item) -> String {
        let method = request.of.as_deref().unwrap_or_default();
        let mut pieces = text.split('{');
        let first = pieces.next().unwrap_or_default().to_owned();
        pieces.fold(first, |line, piece| {
            let (name, rest) = piece.split_once('}').unwrap_or((piece, ""));
            let now = self.renames.path(&format!("{method}({name})"));
            let now = now.rsplit_once('(').map_or(name, |(_, name)| name.trim_end_matches(')'));
            format!("{line}{{{now}}}{rest}")
        })
    }
}

/// Whether something only follows from what was told already.
fn follows(fact: Fact, told: &BTreeSet<Fact>) -> bool {
    match fact {
        Fact::Limits => told.contains(&Fact::Checked) || told.contains(&Fact::Constant),
        Fact::Default => told.contains(&Fact::SentDefault),
        _ => false,
    }
}

fn nothing() -> Option<String> {
    Some(NOTHING.to_owned())
}
