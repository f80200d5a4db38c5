//! What is only called otherwise: old paths → new ones.

use std::collections::{BTreeMap, BTreeSet};

use super::types::Types;
use crate::rust::surface::{Fact, Item, Kind, Surface};

/// The most pairs of models that are held against each other.
const MOST: usize = 1_000_000;

/// Old paths that have a new one, each with it.
#[derive(Debug, Default)]
pub(super) struct Renames {
    by_old: BTreeMap<String, String>,
    new: BTreeSet<String>,
}

impl Renames {
    /// Where something of the old crate is in the new one, if it is there: under the new name of the closest thing around it.
    pub(super) fn path(&self, old: &str) -> String {
        let (start, path) = if let Some(path) = old.strip_prefix('<') { ("<", path) } else { ("", old) };
        let ends = path.match_indices([':', '(', ' ']).map(|(end, _)| end);
        let mut prefixes: Vec<usize> = ends.chain([path.len()]).collect();
        prefixes.reverse();
        for end in prefixes {
            let (prefix, rest) = path.split_at(end);
            if let Some(new) = self.by_old.get(prefix) {
                return format!("{start}{new}{rest}");
            }
        }
        old.to_owned()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.by_old.iter().map(|(old, new)| (old.as_str(), new.as_str()))
    }

    /// Whether something of the new crate had another name.
    pub(super) fn has_new(&self, path: &str) -> bool {
        self.new.contains(path)
    }

    fn add(&mut self, old: &str, new: &str) {
        self.by_old.insert(old.to_owned(), new.to_owned());
        self.new.insert(new.to_owned());
    }
}

/// Finds them: groups, operations, then models, then what is inside of all of them.
pub(super) fn find(old: &Surface, new: &Surface, types: &mut Types) -> Renames {
    let mut renames = Renames::default();
    groups(old, new, &mut renames);
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
    arguments(old, new, types, &mut renames);
    renames
}

/// A group is the same if all of its operations that are still there are in one group, which was not there before.
fn groups(old: &Surface, new: &Surface, renames: &mut Renames) {
    let (before, after) = (handles(old), handles(new));
    let now: BTreeMap<String, &str> = requests(new).filter_map(|(path, item)| Some((route(item), module(path)?))).collect();
    for (name, (handle, method)) in before.iter().filter(|(name, _)| !after.contains_key(*name)) {
        let own = requests(old).filter(|(path, _)| module(path) == Some(name));
        let moved: BTreeSet<&str> = own.filter_map(|(_, item)| now.get(&route(item)).copied()).collect();
        let Some(only) = moved.first().filter(|only| moved.len() == 1 && !before.contains_key(*only)) else { continue };
        let Some((its_handle, its_method)) = after.get(only) else { continue };
        renames.add(name, only);
        renames.add(handle, its_handle);
        renames.add(method, its_method);
    }
}

/// The module of each group, with its handle and the method of the client that gives it.
fn handles(surface: &Surface) -> BTreeMap<&str, (&str, &str)> {
    let groups = surface.items.iter().filter(|(_, item)| item.kind == Kind::Group);
    groups.filter_map(|(path, item)| Some((module(path)?, (path.as_str(), item.of.as_deref()?)))).collect()
}

/// The module that something is in.
fn module(path: &str) -> Option<&str> {
    path.rsplit_once("::").map(|(module, _)| module)
}

/// An operation is the same if its method and path are.
fn operations(old: &Surface, new: &Surface, renames: &mut Renames) {
    let gone = requests(old).filter(|(path, _)| !new.items.contains_key(&renames.path(path)));
    let gone: Vec<(&str, &Item)> = gone.collect();
    let kept: BTreeSet<String> = requests(old).map(|(path, _)| renames.path(path)).collect();
    let come: Vec<(&str, &Item)> = requests(new).filter(|(path, _)| !kept.contains(*path)).collect();
    for (path, item) in gone {
        let same: Vec<&&str> = come.iter().filter(|(_, other)| route(other) == route(item)).map(|(path, _)| path).collect();
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

/// The method and the path of a request, whatever its parameters are called.
fn route(item: &Item) -> String {
    let text = fact(item, Fact::Route).unwrap_or_default();
    let unnamed = |piece: &str| piece.split_once('}').map_or(piece.to_owned(), |(_, rest)| format!("}}{rest}"));
    text.split('{').map(unnamed).collect::<Vec<_>>().join("{")
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
    for (path, item) in new.items.iter().filter(|(path, item)| is_member(path, item) && !known.contains(*path)) {
        if let Some((owner, _)) = path.rsplit_once("::") {
            come.entry(owner).or_default().push((path, item));
        }
    }
    let mut found = Vec::new();
    let mut taken = BTreeSet::new();
    for (path, item) in old.items.iter().filter(|(path, item)| is_member(path, item)) {
        let here = renames.path(path);
        let Some((owner, name)) = here.rsplit_once("::").filter(|_| !new.items.contains_key(&here)) else { continue };
        let candidates = come.get(owner).into_iter().flatten().filter(|(candidate, other)| {
            let called = candidate.rsplit("::").next().unwrap_or_default();
            !taken.contains(*candidate)
                && other.kind == item.kind
                && is_same(item, other, types)
                && is_alike(item, other, (name, called), owner)
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

/// Arguments of a function that takes the same types are the same, one by one, unless they trade places.
fn arguments(old: &Surface, new: &Surface, types: &Types, renames: &mut Renames) {
    let mut found = Vec::new();
    for (path, item) in old.items.iter().filter(|(_, item)| item.kind == Kind::Function) {
        let here = renames.path(path);
        let Some(now) = new.items.get(&here).filter(|now| now.takes.len() == item.takes.len()) else { continue };
        let has = |item: &Item, name: &str| item.takes.iter().any(|(other, _)| other == name);
        for ((before, typ), (after, new_type)) in item.takes.iter().zip(&now.takes) {
            if types.are_same(typ, new_type) && !has(now, before) && !has(item, after) {
                found.push((format!("{path}({before})"), format!("{here}({after})")));
            }
        }
    }
    for (from, to) in found {
        renames.add(&from, &to);
    }
}

fn is_member(path: &str, item: &Item) -> bool {
    match item.kind {
        Kind::Field | Kind::Variant | Kind::ClosedVariant | Kind::Setter | Kind::Constant => true,
        // What makes credentials is known by what is sent.
        Kind::Function => path.starts_with("Credentials::") && fact(item, Fact::Sent).is_some(),
        _ => false,
    }
}

fn is_same(item: &Item, other: &Item, types: &Types) -> bool {
    // What a field has a setter for, `new` may have taken before.
    let setters = item.takes.first().zip(other.takes.first());
    types.are_same(&item.typ, &other.typ) && setters.is_none_or(|((_, typ), (_, other))| types.are_same(typ, other))
}

fn is_alike(item: &Item, other: &Item, (name, called): (&str, &str), owner: &str) -> bool {
    let same = |which: Fact| fact(item, which).is_some() && fact(item, which) == fact(other, which);
    let letters = |name: &str| name.replace('_', "");
    match item.kind {
        // An alternative that is told by its type is known by it.
        Kind::Variant if fact(item, Fact::Wire).is_none() => owner.starts_with("models::") && !item.typ.is_empty(),
        Kind::Variant | Kind::ClosedVariant | Kind::Constant => same(Fact::Wire),
        Kind::Function => same(Fact::Sent),
        _ => same(Fact::Wire) || same(Fact::Docs) || letters(name) == letters(called),
    }
}

fn fact(item: &Item, which: Fact) -> Option<&str> {
    item.facts.iter().find(|(fact, _)| *fact == which).map(|(_, text)| text.as_str())
}
