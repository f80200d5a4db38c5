//! Models → files that are not too long, in folders that are not too full.

use std::collections::BTreeMap;

use super::name::{Case, Ident};
use super::scope::Scope;
use super::split::{Item, split};
use super::view::{Model, ModelFile, Table};
use crate::api::SchemaId;

/// About the most lines that a file of models gets.
const MOST: usize = 1500;

/// The most files of a folder. Its module names each of them twice.
const FILES: usize = 600;

/// The models of a file; of several, where one would be too long: what has names in common stays together.
pub(super) fn apart(models: Vec<(SchemaId, Model)>) -> Vec<Vec<(SchemaId, Model)>> {
    let names: Vec<String> = models.iter().map(|(_, model)| Ident::new(model.name.as_str(), Case::Snake).to_string()).collect();
    let items: Vec<Item<'_>> = names.iter().zip(&models).map(|(name, (_, model))| (name.split('_').collect(), lines(model))).collect();
    let starts = split(&items, MOST);
    let mut files: Vec<(String, Vec<(SchemaId, Model)>)> = Vec::new();
    for (model, start) in models.into_iter().zip(starts) {
        match files.iter_mut().find(|(other, _)| *other == start) {
            Some((_, file)) => file.push(model),
            None => files.push((start, vec![model])),
        }
    }
    files.into_iter().map(|(_, models)| models).collect()
}

/// About how many lines a model takes.
fn lines(model: &Model) -> usize {
    match &model.table {
        Table::Record { rows, .. } => 20 + 11 * rows.len(),
        Table::Enumeration(_, known) => 4 + 2 * known.len(),
        Table::Union(_, alternatives) => 8 + 3 * alternatives.len(),
        Table::None => 3,
    }
}

/// Puts files into folders by what their names begin with, if there are too many of them for one.
pub(super) fn into_folders(files: &mut [(Vec<SchemaId>, ModelFile)]) {
    let modules: Vec<String> = files.iter().map(|(_, file)| file.module.to_string()).collect();
    let items: Vec<Item<'_>> = modules.iter().map(|module| (module.split('_').collect(), 1)).collect();
    let mut names = Scope::modules(&["codec", "mod", "models", "runtime", "secret"]);
    // No module is to have the name of the one that it is in.
    names.reserve(&modules.iter().map(String::as_str).collect::<Vec<_>>());
    let mut folders: BTreeMap<String, Ident> = BTreeMap::new();
    for ((_, file), start) in files.iter_mut().zip(split(&items, FILES)) {
        if !start.is_empty() {
            let name = Ident::new(&start, Case::Snake);
            let folder = folders.entry(start).or_insert_with(|| names.take(&name));
            file.folder = Some(folder.clone());
        }
    }
}
