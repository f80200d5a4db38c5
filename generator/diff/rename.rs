//! What is only called otherwise: old paths → new ones.

use std::collections::{BTreeMap, BTreeSet};

use super::types::Types;
use crate::rust::surface::{Fact, Item, Kind, Surface};

/// The most pairs of models that are held against each other.
const MOST: usize = 1_000_000;

/// Old paths that have a new one, each with it.
#[derive(Debug, Default)]
pub(super) struct Renames(BTreeMap<String, String>);

impl Renames {
    /// Where something of the old crate is in the new one, if it is there: under the new name of the closest thing around it.
    pub(super) fn path(&self, old: &str) -> String {
        let (start, path) = if let Some(path) = old.strip_prefix('<') { ("<", path) } else { ("", old) };
        let ends = path.match_indices([':', '(', ' ']).map(|(end, _)| end);
        let mut prefixes: Vec<usize> = ends.chain([path.len()]).collect();
        prefixes.reverse();
        for end in prefixes {
            let (prefix, rest) = path.split_at(end);
            if let Some(new) = self.0.get(prefix) {
                return format!("{start}{new}{rest}");
            }
        }
        old.to_owned()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(old, new)| (old.as_str(), new.as_str()))
    }

    fn add(&mut self, old: &str, new: &str) {
        self.0.insert(old.to_owned(), new.to_owned());
    }
}

/// Finds them: operations, then models, then what is inside of both.
pub(super) fn find(old: &Surface, new: &Surface, types: &mut Types) -> Renames {
    let mut renames = Renames::default();
    operations(old, new, &mut renames);
    models(old, new, &mut renames);
    for (from, to) in renames.iter() {
        types.rename(from, to);
    }
    // A model that is another name now has what that has.
    for (name, target) in &new.aliases {
        let path = format!("models::{name}");
        if old.items.get(&path).is_some_and(|item| item.kind != Kind::Alias) {
            renames.add(&path, &format!("models::{target}"));
        }
    }
    members(old, new, types, &mut renames);
    renames
}

/// An operation is the same if its method and path are.
fn operations(old: &Surface, new: &Surface, renames: &mut Renames) {
    let gone = requests(old).filter(|(path, _)| !new.items.contains_key(*path));
    let come: Vec<(&str, &Item)> = requests(new).filter(|(path, _)| !old.items.contains_key(*path)).collect();
    for (path, item) in gone {
        let same: Vec<&&str> =
            come.iter().filter(|(_, other)| fact(other, Fact::Route) == fact(item, Fact::Route)).map(|(path, _)| path).collect();
        let [now] = same.as_slice() else { continue };
        renames.add(path, now);
        for suffix in ["Error", "Answer", "Headers"] {
            renames.add(&format!("{path}{suffix}"), &format!("{now}{suffix}"));
        }
        if let Some((method, called)) = maker(old, path).zip(maker(new, now)) {
            renames.add(method, called);
        }
    }
}

fn requests(surface: &Surface) -> impl Iterator<Item = (&str, &Item)> {
    surface.items.iter().filter(|(_, item)| item.kind == Kind::Request).map(|(path, item)| (path.as_str(), item))
}

/// The method that makes a request.
fn maker<'s>(surface: &'s Surface, request: &str) -> Option<&'s str> {
    let of = surface.items.get(request)?.of.as_deref()?;
    surface.items.get_key_value(of).map(|(path, _)| path.as_str())
}

/// A model is the same if most of what it has is.
fn models(old: &Surface, new: &Surface, renames: &mut Renames) {
    let (old_members, new_members) = (by_model(old), by_model(new));
    let gone: Vec<&str> = old_members.keys().copied().filter(|path| !new.items.contains_key(*path)).collect();
    let come: Vec<&str> = new_members.keys().copied().filter(|path| !old.items.contains_key(*path)).collect();
    if gone.len().saturating_mul(come.len()) > MOST {
        return;
    }
    let mut pairs = Vec::new();
    for from in &gone {
        for to in &come {
            let (Some(old_item), Some(new_item)) = (old.items.get(*from), new.items.get(*to)) else { continue };
            let (Some(had), Some(has)) = (old_members.get(from), new_members.get(to)) else { continue };
            let shared = had.intersection(has).count();
            let all = had.union(has).count();
            if old_item.kind == new_item.kind && shared > 0 && shared * 10 >= all * 6 {
                pairs.push((shared * 1000 / all, *from, *to));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
    let (mut from_taken, mut to_taken) = (BTreeSet::new(), BTreeSet::new());
    for (_, from, to) in pairs {
        if !from_taken.contains(from) && !to_taken.contains(to) {
            from_taken.insert(from);
            to_taken.insert(to);
            renames.add(from, to);
        }
    }
}

/// The models of a crate, each with the names that its members have on the wire.
fn by_model(surface: &Surface) -> BTreeMap<&str, BTreeSet<&str>> {
    let is_model = |item: &Item| matches!(item.kind, Kind::Record | Kind::Enumeration | Kind::Union);
    let models = surface.items.iter().filter(|(path, item)| path.starts_with("models::") && is_model(item));
    let mut members: BTreeMap<&str, BTreeSet<&str>> = models.map(|(path, _)| (path.as_str(), BTreeSet::new())).collect();
    for (path, item) in &surface.items {
        let Some((model, name)) = path.rsplit_once("::") else { continue };
        if let Some(members) = members.get_mut(model).filter(|_| matches!(item.kind, Kind::Field | Kind::Variant | Kind::ClosedVariant)) {
            members.insert(fact(item, Fact::Wire).unwrap_or(name));
        }
    }
    members
}

/// A member of what is still there is the same if it is of the same type and either goes by the same name on the wire, or has the same
/// description or a name of the same letters.
fn members(old: &Surface, new: &Surface, types: &Types, renames: &mut Renames) {
    let mut come: BTreeMap<&str, Vec<(&str, &Item)>> = BTreeMap::new();
    let known: BTreeSet<String> = old.items.keys().map(|path| renames.path(path)).collect();
    for (path, item) in new.items.iter().filter(|(path, item)| is_member(item) && !known.contains(*path)) {
        if let Some((owner, _)) = path.rsplit_once("::") {
            come.entry(owner).or_default().push((path, item));
        }
    }
    let mut found = Vec::new();
    let mut taken = BTreeSet::new();
    for (path, item) in old.items.iter().filter(|(_, item)| is_member(item)) {
        let here = renames.path(path);
        let Some((owner, name)) = here.rsplit_once("::").filter(|_| !new.items.contains_key(&here)) else { continue };
        let candidates = come.get(owner).into_iter().flatten().filter(|(candidate, other)| {
            let called = candidate.rsplit("::").next().unwrap_or_default();
            !taken.contains(*candidate) && other.kind == item.kind && is_same(item, other, types) && is_alike(item, other, (name, called))
        });
        if let [(now, _)] = candidates.collect::<Vec<_>>().as_slice() {
            taken.insert((*now).to_owned());
            found.push((path.clone(), (*now).to_owned()));
        }
    }
    for (from, to) in found {
        renames.add(&from, &to);
    }
}

fn is_member(item: &Item) -> bool {
    matches!(item.kind, Kind::Field | Kind::Variant | Kind::ClosedVariant | Kind::Setter | Kind::Constant)
}

fn is_same(item: &Item, other: &Item, types: &Types) -> bool {
    let taken = |item: &Item| item.takes.first().map(|(_, typ)| typ.clone()).unwrap_or_default();
    types.are_same(&item.typ, &other.typ) && types.are_same(&taken(item), &taken(other))
}

fn is_alike(item: &Item, other: &Item, (name, called): (&str, &str)) -> bool {
    let same = |which: Fact| fact(item, which).is_some() && fact(item, which) == fact(other, which);
    if matches!(item.kind, Kind::Variant | Kind::ClosedVariant | Kind::Constant) {
        return same(Fact::Wire);
    }
    let letters = |name: &str| name.replace('_', "");
    same(Fact::Wire) || same(Fact::Sent) || same(Fact::Docs) || letters(name) == letters(called)
}

fn fact(item: &Item, which: Fact) -> Option<&str> {
    item.facts.iter().find(|(fact, _)| *fact == which).map(|(_, text)| text.as_str())
}
