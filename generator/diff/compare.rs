//! Item against item: what changed, and of what class it is.

use std::collections::BTreeSet;

use super::rename::{self, Renames};
use super::types::Types;
use super::{Change, Class};
use crate::pointer::Pointer;
use crate::rust::surface::{Fact, Item, Kind, Surface};

/// A change, with where it stands in both documents.
#[derive(Debug)]
pub(crate) struct Found {
    pub change: Change,
    pub old: Option<Pointer>,
    pub new: Option<Pointer>,
}

/// All changes from one crate to another.
pub(crate) fn compare(old: &Surface, new: &Surface) -> Vec<Found> {
    let mut types = Types::new(old, new);
    let renames = rename::find(old, new, &mut types);
    let mut comparing = Comparing { old, new, types, renames, alike: BTreeSet::new(), described: BTreeSet::new(), found: Vec::new() };
    comparing.at_once();
    comparing.renamed();
    comparing.kept_and_gone();
    comparing.come();
    let mut found = comparing.found;
    found.sort_by_key(|found| found.change.class);
    found
}

pub(super) struct Comparing<'s> {
    pub(super) old: &'s Surface,
    pub(super) new: &'s Surface,
    pub(super) types: Types,
    pub(super) renames: Renames,
    /// What changes alike for all operations.
    pub(super) alike: BTreeSet<Fact>,
    /// How the descriptions of models change, which fields of their types repeat.
    pub(super) described: BTreeSet<Words>,
    found: Vec<Found>,
}

/// What something was and what it is.
pub(super) type Words = (Option<String>, Option<String>);

impl Comparing<'_> {
    pub(super) fn add(&mut self, class: Class, path: &str, what: &str, (from, to): Words, items: (Option<&Item>, Option<&Item>)) {
        let at = |item: Option<&Item>| item.map(|item| item.at.clone());
        let change = Change { class, path: path.to_owned(), what: what.to_owned(), from, to, old: None, new: None };
        self.found.push(Found { change, old: at(items.0), new: at(items.1) });
    }

    /// Where something of the old crate is in the new one, if it is there.
    pub(super) fn here(&self, path: &str) -> String {
        let here = self.renames.path(path);
        match here.split_once(" as ") {
            Some((model, rest)) => format!("{model} as {}", self.types.in_new(rest)),
            None => here,
        }
    }

    /// What is called otherwise now.
    fn renamed(&mut self) {
        let pairs: Vec<(String, String)> = self.renames.iter().map(|(old, new)| (old.to_owned(), new.to_owned())).collect();
        for (from, to) in pairs {
            let (Some(item), Some(now)) = (self.old.items.get(&from), self.new.items.get(&to)) else { continue };
            // It has this name still, among others.
            if self.new.items.contains_key(&from) || item.kind == Kind::Argument {
                continue;
            }
            let last = |path: &str| path.rsplit("::").next().map(str::to_owned);
            let what = if last(&from) == last(&to) { "has moved" } else { "has another name" };
            let what = format!("the {} {what}", item.kind.word());
            self.add(Class::Breaking, &to, &what, (Some(from), Some(to.clone())), (Some(item), Some(now)));
        }
    }

    fn kept_and_gone(&mut self) {
        let old = self.old;
        for (path, item) in &old.items {
            let here = self.here(path);
            match self.new.items.get(&here).or_else(|| self.new.items.get(path)) {
                Some(now) => {
                    let own = self.new.items.get(path).filter(|own| own.kind == Kind::Alias && item.kind != Kind::Alias);
                    match own {
                        Some(alias) => {
                            let what = "is another name of a type now";
                            self.add(Class::Addition, path, what, (None, Some(alias.typ.clone())), (Some(item), Some(alias)));
                        }
                        None => self.kept(&here, item, now),
                    }
                }
                None if is_silent(item) || self.is_within(path, old, |above| !self.has(above)) => {}
                None => {
                    let what = format!("the {} is gone", item.kind.word());
                    self.add(Class::Breaking, path, &what, (shown(item), None), (Some(item), None));
                }
            }
        }
    }

    /// Whether something of the old crate is in the new one.
    fn has(&self, old: &str) -> bool {
        self.new.items.contains_key(&self.here(old)) || self.new.items.contains_key(old)
    }

    fn come(&mut self) {
        let known: BTreeSet<String> = self.old.items.keys().map(|path| self.here(path)).collect();
        let new = self.new;
        for (path, item) in &new.items {
            let was_alias = |above: &str| self.old.items.get(above).is_some_and(|old| old.kind == Kind::Alias);
            let is_new = |above: &str| !known.contains(above) || was_alias(above);
            let is_known = known.contains(path) || self.old.items.contains_key(path);
            if is_known || is_silent(item) || self.is_within(path, new, is_new) {
                continue;
            }
            let class = if item.kind == Kind::ClosedVariant { Class::Breaking } else { Class::Addition };
            let what = format!("the {} is new", item.kind.word());
            self.add(class, path, &what, (None, shown(item)), (None, Some(item)));
        }
    }

    /// Whether `test` holds for what something is a part of: then that is told, and not its parts.
    fn is_within(&self, path: &str, surface: &Surface, test: impl Fn(&str) -> bool) -> bool {
        let mut above = surface.items.get(path).and_then(|item| item.of.clone()).or_else(|| around(path));
        for _ in 0..8 {
            let Some(here) = above else { return false };
            let item = surface.items.get(&here);
            if item.is_some_and(is_silent) {
                return false;
            }
            if item.is_some() && test(&here) {
                return true;
            }
            above = item.and_then(|item| item.of.clone()).or_else(|| around(&here));
        }
        false
    }

    /// What is in both.
    fn kept(&mut self, path: &str, old: &Item, new: &Item) {
        let both = (Some(old), Some(new));
        if old.kind == Kind::Argument && !self.takes_same(old, new) {
            return;
        }
        if old.kind == Kind::Alias && new.kind != Kind::Alias {
            let (from, to) = (Some(old.typ.clone()), Some(new.kind.word().to_owned()));
            self.add(Class::Breaking, path, "is a type of its own now", (from, to), both);
            return;
        }
        let is_variant = |item: &Item| matches!(item.kind, Kind::Variant | Kind::ClosedVariant);
        if old.kind != new.kind && !(is_variant(old) && is_variant(new)) {
            let words = (Some(old.kind.word().to_owned()), Some(new.kind.word().to_owned()));
            self.add(Class::Breaking, path, "is something else now", words, both);
            return;
        }
        if !self.is_same(&old.typ, &new.typ) {
            let what = match old.kind {
                Kind::Function => "gives something else",
                Kind::Request => "the answer has another type",
                Kind::Enumeration => "holds something else",
                _ => "has another type",
            };
            self.add(Class::Breaking, path, what, (Some(old.typ.clone()), Some(new.typ.clone())), both);
        } else {
            self.taken(path, old, new);
        }
        self.facts(path, old, new);
    }

    /// Whether both mean the same, or go by a name of which is told what becomes of it.
    pub(super) fn is_same(&self, old: &str, new: &str) -> bool {
        old == new || self.types.are_same(old, new)
    }

    pub(super) fn takes_same(&self, old: &Item, new: &Item) -> bool {
        old.takes.len() == new.takes.len() && old.takes.iter().zip(&new.takes).all(|((_, old), (_, new))| self.is_same(old, new))
    }

    /// What a function takes.
    fn taken(&mut self, path: &str, old: &Item, new: &Item) {
        let both = (Some(old), Some(new));
        let names = |item: &Item| item.takes.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        let (mut before, after) = (names(old), names(new));
        if let Some((record, "new")) = path.rsplit_once("::") {
            // Its arguments are called as the fields are, of which that is told.
            let renamed = |name: &String| self.new_name(record, name).unwrap_or_else(|| name.clone());
            before = before.iter().map(renamed).collect();
        }
        let words = (Some(signature(old)), Some(signature(new)));
        if old.kind == Kind::Field && (old.takes.is_empty() || new.takes.is_empty()) {
            // What its type says of that is told. What `new` takes has no setter.
            if new.takes.len() < old.takes.len() {
                self.add(Class::Breaking, path, "has no setter: `new` takes it", (None, None), both);
            }
        } else if !self.takes_same(old, new) {
            let what = if old.kind == Kind::Function { "takes other arguments" } else { "takes something else" };
            self.add(Class::Breaking, path, what, words, both);
            self.move_to_argument(path, old, new);
        } else if before != after && old.kind == Kind::Function {
            let place = |name: &String| after.iter().position(|other| other == name);
            if before.iter().enumerate().any(|(index, name)| place(name).is_some_and(|now| now != index)) {
                self.add(Class::Breaking, path, "arguments of one type have changed places", words, both);
            } else {
                self.add(Class::Docs, path, "arguments have other names", words, both);
            }
        }
    }

    /// What a field of a record is called now, if it is called otherwise.
    fn new_name(&self, record: &str, field: &str) -> Option<String> {
        let pairs = self.renames.iter().filter(|(_, new)| new.rsplit_once("::").is_some_and(|(owner, _)| owner == record));
        let last = |path: &str| path.rsplit("::").next().map(str::to_owned);
        pairs.filter(|(old, _)| last(old).as_deref() == Some(field)).find_map(|(_, new)| last(new))
    }

    /// The place of other arguments is that of the first that is new or gone.
    fn move_to_argument(&mut self, path: &str, old: &Item, new: &Item) {
        let place = |surface: &Surface, path: &str, has: &Item, other: &Item| {
            let known = |pair: &(String, String)| other.takes.contains(pair);
            let (name, _) = has.takes.iter().find(|pair| !known(pair))?;
            surface.items.get(&format!("{path}({name})")).map(|item| item.at.clone())
        };
        let (before, after) = (place(self.old, path, old, new), place(self.new, path, new, old));
        if let Some(found) = self.found.last_mut() {
            found.old = before.or(found.old.take());
            found.new = after.or(found.new.take());
        }
    }
}

/// Whether something is told as another thing alone, or when it is called otherwise: an argument with its function, a group with its
/// operations.
fn is_silent(item: &Item) -> bool {
    matches!(item.kind, Kind::Argument | Kind::Group | Kind::Module)
}

/// What something is a part of, by its path.
fn around(path: &str) -> Option<String> {
    if let Some(path) = path.strip_prefix('<') {
        return path.split_once(" as ").map(|(path, _)| path.to_owned());
    }
    path.rsplit_once("::").map(|(above, _)| above.to_owned())
}

/// What something takes and gives, as one would read it.
fn shown(item: &Item) -> Option<String> {
    match item.kind {
        Kind::Function | Kind::Setter if !item.takes.is_empty() => Some(signature(item)),
        Kind::Record | Kind::Enumeration | Kind::Union | Kind::Request | Kind::Function | Kind::Setter => None,
        _ => Some(item.typ.clone()).filter(|typ| !typ.is_empty()),
    }
}

fn signature(item: &Item) -> String {
    let takes: Vec<String> = item.takes.iter().map(|(name, typ)| format!("{name}: {typ}")).collect();
    format!("({})", takes.join(", "))
}
