//! A name for every model: that of the configuration > component name > title > position.
//!
//! Components choose first, so adding an inline schema never renames one. An inline schema belongs to the file of what it is inside of:
//! what a component has in common with another, by way of an `allOf`, is named when all components have named what is
//! inside of them. A type that stands in several places has the name of the first, and the names of the others are names of it, too.

use std::collections::BTreeMap;

use super::chosen::Chosen;
use super::name::{Case, Ident};
use super::scope::Scope;
use crate::api::{Additional, Api, Kind, SchemaId};
use crate::config::Config;
use crate::pointer::Pointer;
use crate::report::{Report, code};

/// The names of all models.
#[derive(Debug)]
pub(super) struct Naming<'a> {
    /// What the configuration calls things.
    pub(super) chosen: Chosen<'a>,
    names: BTreeMap<SchemaId, Ident>,
    /// The models of each file, the file's own first.
    pub(super) files: Vec<Vec<SchemaId>>,
    /// The names that are another model's, too, each with that model's own.
    pub(super) aliases: BTreeMap<Ident, Ident>,
    /// What each model was to be called, and what it is called: places that want the same name for it have one.
    called: BTreeMap<(SchemaId, Ident), Ident>,
    /// Inline schemas that were met outside of the component that they stand in, each with the name of its position and its file.
    met: Vec<(SchemaId, String, usize)>,
    scope: Scope,
}

impl<'a> Naming<'a> {
    /// Names everything that is used.
    pub(super) fn new(report: &mut Report, api: &Api, config: &'a Config) -> Self {
        let mut scope = Scope::beside_prelude(&["Mod", "New"]);
        let chosen = Chosen::new(report, config, &mut scope);
        let mut naming = Self {
            chosen,
            names: BTreeMap::new(),
            files: Vec::new(),
            aliases: BTreeMap::new(),
            called: BTreeMap::new(),
            met: Vec::new(),
            scope,
        };
        let components: Vec<SchemaId> = api.schemas.ids().filter(|id| api.schemas.get(*id).name.is_some()).collect();
        for id in components.iter().filter(|id| api.schemas.get(**id).is_model()) {
            let name = api.schemas.get(*id).name.clone().unwrap_or_default();
            if used(api, *id) {
                naming.name(report, api, *id, (&name, &name));
            } else {
                // An operation that is added may use it.
                naming.scope.take(&Ident::new(&name, Case::Camel));
            }
        }
        for id in components.into_iter().filter(|id| used(api, *id)) {
            let name = api.schemas.get(id).name.clone().unwrap_or_default();
            naming.file(report, api, id, &name);
        }
        for (id, context, file) in std::mem::take(&mut naming.met) {
            naming.inside(report, api, (id, context), (file, None));
        }
        for operation in &api.operations {
            let name = operation.called(naming.chosen.operation(&operation.id).unwrap_or(&operation.id));
            for parameter in &operation.parameters {
                naming.file(report, api, parameter.schema, &format!("{name} {}", parameter.name));
            }
            let parts = operation.body.iter().flat_map(|body| &body.body.parts).map(|part| (part.schema, part.name.clone()));
            let whole = operation.body.iter().filter(|body| body.body.parts.is_empty());
            let bodies = whole.filter_map(|body| Some((body.body.schema?, "request".to_owned()))).chain(parts);
            let answers = operation.responses.iter().filter_map(|response| {
                let suffix = if response.status.is_success() { "response".to_owned() } else { format!("{:?} error", response.status) };
                Some((response.body.as_ref()?.schema?, suffix))
            });
            let streams = operation.responses.iter().filter_map(|response| Some((response.stream.as_ref()?.schema?, "event".to_owned())));
            let headers = operation.responses.iter().flat_map(|response| &response.headers);
            let headers = headers.filter(|header| used(api, header.schema)).map(|header| (header.schema, header.name.clone()));
            for (schema, suffix) in bodies.chain(answers).chain(streams).chain(headers) {
                naming.file(report, api, schema, &format!("{name} {suffix}"));
            }
        }
        let aliases = naming.names.iter().filter_map(|(id, name)| Some((name.clone(), naming.names.get(&shared(api, *id)?)?.clone())));
        naming.aliases = aliases.filter(|(name, own)| name != own).collect();
        naming.files.retain(|models| !models.is_empty());
        naming.unmatched(report, api, config);
        naming
    }

    /// The name of a model, as its place calls it.
    pub(super) fn get(&self, api: &Api, id: SchemaId) -> Option<&Ident> {
        self.names.get(&id).or_else(|| self.names.get(&api.schemas.target(id)))
    }

    /// What the configuration calls each model that was named: a component by its own name, another type by its Rust name.
    pub(super) fn owners<'n>(&'n self, api: &'n Api) -> impl Iterator<Item = (SchemaId, &'n str)> {
        self.names.iter().map(|(id, name)| (*id, api.schemas.get(*id).name.as_deref().unwrap_or(name.as_str())))
    }

    /// Names a model as it wants to be called, or by its position if that is taken.
    fn name(&mut self, report: &mut Report, api: &Api, id: SchemaId, (wanted, position): (&str, &str)) {
        let schema = api.schemas.get(id);
        if let Some(chosen) = schema.name.as_deref().and_then(|name| self.chosen.typ(name)) {
            self.names.insert(id, chosen);
            return;
        }
        let ideal = Ident::new(wanted, Case::Camel);
        let model = shared(api, id).unwrap_or(id);
        if let Some(name) = self.called.get(&(model, ideal.clone())).cloned() {
            self.names.insert(id, name);
            return;
        }
        let name = if self.scope.try_take(&ideal) { ideal.clone() } else { self.scope.take(&Ident::new(position, Case::Camel)) };
        self.called.insert((model, ideal.clone()), name.clone());
        let is_component = schema.name.is_some();
        if let Some(chosen) = (!is_component).then(|| self.chosen.typ(name.as_str())).flatten() {
            self.names.insert(id, chosen);
            return;
        }
        if name != ideal {
            report.add(&code::RENAMED, &schema.pointer, format!("`{wanted}` becomes `{name}`, as `{ideal}` is taken"));
        }
        self.names.insert(id, name);
    }

    /// Names a place of a model that has a name already: with that, if the place wants it, or with one of its own, which is a name of it, too.
    fn name_alias(&mut self, report: &mut Report, api: &Api, (id, model): (SchemaId, SchemaId), names: (&str, &str), file: usize) {
        let known = self.called.len();
        self.name(report, api, id, names);
        if self.called.len() > known && self.names.get(&id) != self.names.get(&model) {
            self.files.get_mut(file).into_iter().for_each(|models| models.push(id));
        }
    }

    /// Names what is inside `id` and has no name of its own, and keeps it together in one file.
    fn file(&mut self, report: &mut Report, api: &Api, id: SchemaId, context: &str) {
        let schema = api.schemas.get(id);
        let own = schema.name.as_ref().map(|_| &schema.pointer);
        self.files.push(Vec::new());
        self.inside(report, api, (id, context.to_owned()), (self.files.len() - 1, own));
    }

    /// Names what is inside of `start` and of the component at `own`, for the file with this number.
    fn inside(&mut self, report: &mut Report, api: &Api, start: (SchemaId, String), (file, own): (usize, Option<&Pointer>)) {
        let mut stack = vec![start];
        let mut first = true;
        while let Some((id, context)) = stack.pop() {
            let schema = api.schemas.get(id);
            // Components have files of their own, where their turn comes.
            if schema.name.is_some() && !first {
                continue;
            }
            if own.is_some_and(|own| is_elsewhere(&schema.pointer, own)) {
                self.met.push((id, context, file));
                continue;
            }
            let mut context = context;
            let wanted = schema.title.clone().filter(|title| is_name(title)).unwrap_or_else(|| context.clone());
            let model = shared(api, id).unwrap_or(id);
            if model != id && self.names.contains_key(&model) {
                // So has what is inside, when it is met first: there may be more ways to it than can be gone.
                if !self.names.contains_key(&id) {
                    self.name_alias(report, api, (id, model), (&wanted, &context), file);
                    let context = self.names.get(&id).map_or(context, ToString::to_string);
                    stack.extend(parts(api, api.schemas.place(id), &context).into_iter().rev());
                }
                first = false;
                continue;
            }
            if api.schemas.get(model).is_model() {
                if !self.names.contains_key(&model) {
                    self.name(report, api, model, (&wanted, &context));
                } else if !first || self.files.iter().any(|file| file.contains(&model)) {
                    continue;
                }
                self.files.get_mut(file).into_iter().for_each(|models| models.push(model));
                context = self.names.get(&model).map(ToString::to_string).unwrap_or(context);
            }
            first = false;
            stack.extend(parts(api, &api.schemas.get(model).kind, &context).into_iter().rev());
        }
    }
}

/// The model that an inline schema is a name of, if others are names of it, too.
fn shared(api: &Api, id: SchemaId) -> Option<SchemaId> {
    match api.schemas.get(id).kind {
        Kind::Alias(model) if api.schemas.is_shared(model) => Some(model),
        _ => None,
    }
}

/// Whether a place is in a component other than the one at `own`.
fn is_elsewhere(at: &Pointer, own: &Pointer) -> bool {
    let components = Pointer::root().child("components").child("schemas");
    at.strip_prefix(&components).is_some() && at.strip_prefix(own).is_none()
}

/// The parts of a schema, each with the name that its position gives it.
fn parts(api: &Api, kind: &Kind, context: &str) -> Vec<(SchemaId, String)> {
    match kind {
        Kind::Array(item) => vec![(*item, format!("{context} item"))],
        Kind::Tuple(items) => items.iter().enumerate().map(|(index, item)| (*item, format!("{context} item{}", index + 1))).collect(),
        Kind::Map(value) => vec![(*value, format!("{context} value"))],
        Kind::Alias(target) => vec![(*target, context.to_owned())],
        Kind::Record(record) => {
            let rest = match record.additional {
                Additional::Typed(value) => Some((value, format!("{context} value"))),
                Additional::Unstated | Additional::Forbidden => None,
            };
            let fields = record.fields.iter().map(|field| (field.schema, format!("{context} {}", field.name)));
            fields.chain(rest).collect()
        }
        Kind::Union(union) => {
            let variants = union.variants.iter().enumerate();
            variants
                .map(|(index, variant)| (variant.schema, format!("{context} {}", super::union::variant_name(api, union, index))))
                .collect()
        }
        Kind::Any | Kind::Boolean | Kind::Integer(_) | Kind::Number(_) | Kind::Text(_) | Kind::Enumeration(_) | Kind::Foreign(_) => {
            Vec::new()
        }
    }
}

/// Whether a title reads like a name, and not like a sentence.
fn is_name(title: &str) -> bool {
    title.len() <= 40 && title.split_whitespace().count() <= 3 && title.chars().any(|character| character.is_ascii_alphabetic())
}

pub(super) fn used(api: &Api, id: SchemaId) -> bool {
    let schema = api.schemas.get(id);
    schema.sent || schema.received
}
