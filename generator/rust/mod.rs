//! `Api` → `View`: every name and every Rust type is chosen here and nowhere else.
//!
//! In reading order: `name.rs`, `scope.rs`, `chosen.rs`, `naming.rs` (names); `literal.rs`, `docs.rs`, `markdown.rs`, `marks.rs` (the other two ways
//! for a document's text into Rust); `types.rs`, `record.rs`, `enumeration.rs`, `union.rs`, `constraint.rs`, `foreign.rs` (models); `operation.rs`,
//! `parameter.rs`, `body.rs`, `response.rs`, `header.rs`, `pagination.rs`, `limits.rs`, `error.rs`,
//! `status.rs`,
//! `operation_docs.rs`, `description.rs`, `metadata.rs`, `lookup.rs`, `server.rs`, `group.rs`, `client.rs` (the client); `split.rs` `file.rs` (what makes a file); `feature.rs` (what can be switched off); `surface/` (what callers see); `words.rs` finds what they use; `view.rs` is what comes out.

mod body;
mod chosen;
mod client;
mod constraint;
mod description;
pub mod docs;
mod enumeration;
mod error;
mod feature;
mod file;
mod foreign;
mod group;
mod header;
mod limits;
pub mod literal;
mod lookup;
mod markdown;
pub mod marks;
mod metadata;
pub mod name;
mod naming;
mod operation;
mod operation_docs;
mod pagination;
mod parameter;
mod record;
mod response;
mod scope;
mod server;
mod split;
mod status;
pub mod surface;
pub mod types;
mod union;
pub mod view;
mod waiter;
mod words;

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Api, Constraints, Kind, Schema, SchemaId, TextFormat};
use crate::config::{Config, Only, RustPath};
use crate::pointer::Pointer;
use crate::report::{Report, code};
use docs::Docs;
use feature::Features;
use marks::Marks;
use name::{Case, Ident};
use naming::Naming;
use surface::Surface;
use types::RustType;
use view::{Model, ModelFile, Needs, View};

/// What the names of the generated crate depend on besides the document.
#[derive(Debug, Clone, Copy)]
pub struct Target<'a> {
    /// The crate as `use` names it.
    pub crate_name: &'a str,
    /// Whether its examples can be compiled: not where it is a module of another crate.
    pub examples: bool,
    /// What to emit, and names that count more than the document's.
    pub config: &'a Config,
    /// Whether what callers see is wanted, too.
    pub surface: bool,
}

/// Chooses names and types for `api`.
pub fn rust(report: &mut Report, api: &Api, target: Target<'_>) -> View {
    let naming = Naming::new(report, api, target.config);
    let limits = if target.config.requests.check { limits::Tables::new(api) } else { limits::Tables::default() };
    let features = Features::new(report, api, &naming, target);
    let (needs, marks) = (Needs::default(), Marks::default());
    let surface = Surface { wanted: target.surface, ..Surface::default() };
    let mut rust = Rust { report, api, naming, target, limits, features, needs, marks, surface };
    let mut view =
        View { title: api.title.clone(), version: api.version.clone(), description: Docs::of(api.description.as_ref()), ..View::default() };
    view.models = rust.model_files();
    view.types = rust.component_types();
    rust.needs.tuple = api.schemas.ids().any(|id| naming::used(api, id) && matches!(api.schemas.get(id).kind, Kind::Tuple(_)));
    view.foreign = rust.foreign();
    view.dependencies = rust.dependencies(&view.foreign);
    if target.config.only == Only::Client {
        rust.client(&mut view);
    }
    rust.show_exports();
    view.limits = rust.limits.tables;
    view.needs = rust.needs;
    view.marks = rust.marks;
    view.features = rust.features.names;
    view.surface = rust.surface;
    view
}

/// The work in hand.
struct Rust<'a> {
    report: &'a mut Report,
    api: &'a Api,
    naming: Naming<'a>,
    target: Target<'a>,
    limits: limits::Tables,
    features: Features,
    needs: Needs,
    marks: Marks,
    surface: Surface,
}

impl Rust<'_> {
    /// Notes that names could not be what the document calls them.
    fn note(&mut self, renamed: &[(Ident, Ident)], at: &Pointer) {
        for (wanted, given) in renamed {
            self.report.add(&code::RENAMED, at, format!("`{wanted}` becomes `{given}`, as `{wanted}` is taken"));
        }
    }

    fn model_files(&mut self) -> Vec<ModelFile> {
        let mut modules = scope::Scope::modules(&["codec", "mod", "models", "runtime", "secret"]);
        let mut files = Vec::new();
        for ids in self.naming.files.clone() {
            let models: Vec<(SchemaId, Model)> = ids.into_iter().filter_map(|id| Some((id, self.model(id)?))).collect();
            for models in file::apart(models) {
                let (ids, models): (Vec<SchemaId>, Vec<Model>) = models.into_iter().unzip();
                let Some(first) = models.first() else { continue };
                let module = modules.take(&Ident::new(first.name.as_str(), Case::Snake));
                files.push((ids, ModelFile { module, models, folder: None, imports: Vec::new(), features: Vec::new() }));
            }
        }
        file::into_folders(&mut files);
        for (ids, file) in &mut files {
            let up = if file.folder.is_some() { "super::super" } else { "super" };
            file.imports = self.imports(ids, &file.models, up);
            file.features = self.features.of_models(ids);
        }
        files.into_iter().map(|(_, file)| file).collect()
    }

    /// What became of each component. A secret text may be among the types without any model that has one.
    fn component_types(&mut self) -> Vec<(String, String)> {
        let used = self.api.schemas.ids().filter(|id| naming::used(self.api, *id));
        let types: Vec<_> = used.map(|id| (id, self.nullable_type(id, RustType::Outer))).collect();
        self.needs.secret |= types.iter().any(|(_, typ)| typ.any(&|part| *part == RustType::Secret));
        types.into_iter().filter_map(|(id, typ)| Some((self.api.schemas.get(id).name.clone()?, typ.path()))).collect()
    }

    fn model(&mut self, id: SchemaId) -> Option<Model> {
        let name = self.naming.get(self.api, id)?.clone();
        let api = self.api;
        match &api.schemas.get(id).kind {
            Kind::Record(record) => Some(self.record(id, &name, record)),
            Kind::Enumeration(enumeration) => Some(self.enumeration(id, &name, enumeration)),
            Kind::Union(union) => Some(self.union(id, &name, union)),
            Kind::Alias(model) => Some(self.alias(id, &name, *model)),
            _ => None,
        }
    }

    /// Another name of a model: that of a place where it stands, too.
    fn alias(&mut self, id: SchemaId, name: &Ident, model: SchemaId) -> Model {
        let (schema, first) = (self.api.schemas.get(id), self.api.schemas.get(model));
        let own = Some(self.docs(schema)).filter(|_| schema.description != first.description).unwrap_or_default();
        let docs = self.marks.keep(own);
        let model = self.model_type(model);
        self.show_alias(id, name, &model);
        Model { items: vec![quote!(#docs pub type #name = #model;)], ..Model::new(name, view::Table::None) }
    }

    /// What a file of models takes from elsewhere.
    fn imports(&self, ids: &[SchemaId], models: &[Model], up: &str) -> Vec<String> {
        let own: BTreeSet<&Ident> = models.iter().map(|model| &model.name).collect();
        let mut types = Vec::new();
        for id in ids {
            types.extend(crate::refine::parts(&self.api.schemas.get(*id).kind).into_iter().map(|part| self.model_type(part)));
        }
        let others: BTreeSet<Ident> = types.iter().flat_map(RustType::models).filter(|name| !own.contains(name)).collect();
        let mut macros: BTreeSet<&str> = models.iter().filter_map(|model| model.table.macro_name()).collect();
        macros.extend(models.iter().any(|model| !model.readings.is_empty()).then_some("readings"));
        let mut imports = Vec::new();
        let named = |test: fn(&RustType) -> bool| types.iter().any(|typ| typ.any(&test));
        let rest = models.iter().any(|model| matches!(model.table, view::Table::Record { rest: Some(_), .. }));
        imports.extend((rest || named(|typ| matches!(typ, RustType::Map(_)))).then(|| "use std::collections::BTreeMap;".to_owned()));
        if !imports.is_empty() {
            imports.push(String::new());
        }
        imports.extend(named(|typ| *typ == RustType::Value).then(|| "use serde_json::Value;\n".to_owned()));
        imports.extend(named(|typ| *typ == RustType::Secret).then(|| format!("use {up}::secret::Secret;")));
        if !macros.is_empty() {
            imports.push(format!("use {up}::codec::{{self, {}}};", macros.into_iter().collect::<Vec<_>>().join(", ")));
        }
        match others.len() {
            0 => {}
            1 => imports.extend(others.first().map(|name| format!("use {up}::{name};"))),
            _ => imports.push(format!("use {up}::{{{}}};", others.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))),
        }
        imports
    }

    /// The type of a schema, seen from the module of models.
    fn model_type(&self, id: SchemaId) -> RustType {
        self.typ(id, RustType::Model)
    }

    /// The type of a schema, seen from the module of operations.
    fn outer_type(&self, id: SchemaId) -> RustType {
        self.typ(id, RustType::Outer)
    }

    fn typ(&self, id: SchemaId, named: fn(Ident) -> RustType) -> RustType {
        let schema = self.api.schemas.get(self.api.schemas.target(id));
        match &schema.kind {
            Kind::Any | Kind::Alias(_) => RustType::Value,
            Kind::Foreign(foreign) => RustPath::try_from(foreign.path.clone()).map_or(RustType::Value, RustType::Foreign),
            Kind::Boolean => RustType::Plain("bool"),
            Kind::Integer(format) => RustType::Plain(integer(format.as_deref(), schema)),
            Kind::Number(_) => RustType::Plain("f64"),
            Kind::Text(TextFormat::Plain | TextFormat::Other(_)) if schema.sensitive => RustType::Secret,
            Kind::Text(_) => RustType::Plain("String"),
            Kind::Array(item) => RustType::Vec(Box::new(self.nullable_type(*item, named))),
            Kind::Tuple(items) => RustType::Tuple(items.iter().map(|item| self.nullable_type(*item, named)).collect()),
            Kind::Map(value) => RustType::Map(Box::new(self.nullable_type(*value, named))),
            Kind::Record(_) | Kind::Union(_) | Kind::Enumeration(_) => {
                self.naming.get(self.api, id).map_or(RustType::Value, |name| named(name.clone()))
            }
        }
    }

    /// The type of a value that may be null: an item of a list, a member of a map, a whole answer.
    fn nullable_type(&self, id: SchemaId, named: fn(Ident) -> RustType) -> RustType {
        let typ = self.typ(id, named);
        if self.api.schemas.nullable(id) && typ != RustType::Value { RustType::Option(Box::new(typ)) } else { typ }
    }

    /// What a schema is for.
    fn docs(&self, schema: &Schema) -> Docs {
        Docs::of(schema.description.as_ref().or(schema.title.as_ref()))
    }

    /// What a use of a schema is for: what is said of the use, or else of the schema.
    fn docs_of(&self, id: SchemaId) -> Docs {
        Docs::of(self.api.schemas.description(id)).or(|| self.docs(self.api.schemas.get(id)))
    }

    fn deprecated(&self, id: SchemaId) -> Option<TokenStream> {
        self.api.schemas.get(id).deprecated.then(|| quote!(#[deprecated]))
    }
}

/// The integer of a format, wide enough for the values that the schema allows.
fn integer(format: Option<&str>, schema: &Schema) -> &'static str {
    let Constraints { minimum, maximum, .. } = &schema.constraints;
    // Documents round their bounds as doubles: 18446744073709552000.
    let is_beyond = |number: &serde_json::Number| number.as_i64().is_none() && number.as_f64().is_some_and(|number| number > 9.2e18);
    let beyond = [minimum, maximum].into_iter().flatten().any(|(number, _)| is_beyond(number));
    // Without a least value, the greatest one shows only that it is unsigned if it is that of 64 bits, and no format says otherwise.
    let unsigned = match minimum.as_ref().and_then(|(number, _)| number.as_f64()) {
        Some(least) => least >= 0.0,
        None => {
            format.is_none()
                && maximum.as_ref().and_then(|(number, _)| number.as_f64()).is_some_and(|most| (1.8e19..1.85e19).contains(&most))
        }
    };
    // A bound beyond the format shows that one of the two is wrong; the wider type reads what either allows.
    let fits = |least: i64, most: i64| {
        let (least, most) = (least as f64, most as f64);
        let inside = |(number, is_excluded): &(serde_json::Number, bool)| {
            let beyond = f64::from(u8::from(*is_excluded));
            number.as_f64().is_none_or(|number| number >= least - beyond && number <= most + beyond)
        };
        [minimum, maximum].into_iter().flatten().all(inside)
    };
    match format {
        Some("int8") if fits(i8::MIN.into(), i8::MAX.into()) => "i8",
        Some("int16") if fits(i16::MIN.into(), i16::MAX.into()) => "i16",
        Some("int32") if fits(i32::MIN.into(), i32::MAX.into()) => "i32",
        Some("uint8") if fits(0, u8::MAX.into()) => "u8",
        Some("uint16") if fits(0, u16::MAX.into()) => "u16",
        Some("uint32") if fits(0, u32::MAX.into()) => "u32",
        Some("uint64" | "uint") => "u64",
        _ if beyond && unsigned => "u64",
        _ => "i64",
    }
}

impl view::Table {
    /// The macro of the runtime that reads the table.
    pub fn macro_name(&self) -> Option<&'static str> {
        match self {
            Self::Record { .. } => Some("record"),
            Self::Enumeration(form, _) => Some(form.macro_name()),
            Self::Union(..) => Some("union"),
            Self::None => None,
        }
    }
}
