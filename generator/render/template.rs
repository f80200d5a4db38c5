//! The templates: a struct for each, with nothing in it but what is placed.

use std::collections::BTreeMap;

use askama::Template;

use super::layout::{Layout, wrapped};
use super::{Error, Prose, feature, runtime};
use crate::config::RustPath;
use crate::rust::docs::Docs;
use crate::rust::literal::Literal;
use crate::rust::name::Ident;
use crate::rust::view::{
    Group, Limits, ModelFile, Needs, Operation, Operations, Part, Reads, Region, Selection, Service, Setting, Sign, Table, Variable, View,
};

/// So many types that stand in each other rustc takes as it is (its `recursion_limit` is 128, and one type may count twice).
const SHALLOW: usize = 60;

#[derive(Template)]
#[template(path = "src/lib.rs.jinja", escape = "none")]
struct Lib {
    needs: Needs,
    /// Whether the crate has Cargo features.
    features: bool,
    regions: bool,
    services: bool,
    /// How deeply types may stand in each other, if that is deeper than usual.
    depth: Option<usize>,
}

#[derive(Template)]
#[template(path = "src/client.rs.jinja", escape = "none")]
struct Client<'a> {
    groups: &'a [Group],
    /// Whether there is a group in every crate.
    always: bool,
}

#[derive(Template)]
#[template(path = "src/builder.rs.jinja", escape = "none")]
struct Builder<'a> {
    variables: &'a [Variable],
    /// Servers that are not the one that is asked.
    elsewhere: &'a Docs,
    regions: &'a [Region],
    services: &'a [Service],
    settings: &'a [Setting],
    /// Whether a service can be asked for one of them.
    looked_up: bool,
    /// What is taken from the description of the API.
    described: String,
}

#[derive(Template)]
#[template(path = "src/region.rs.jinja", escape = "none")]
struct Regions<'a> {
    regions: &'a [Region],
}

#[derive(Template)]
#[template(path = "src/description.rs.jinja", escape = "none")]
struct Description {
    imports: String,
    variables: bool,
    api: String,
    /// What only a crate with Cargo features has.
    metadata: Vec<String>,
    session: bool,
    lookups: String,
}

#[derive(Template)]
#[template(path = "src/limits.rs.jinja", escape = "none")]
struct LimitTables<'a> {
    tables: &'a [Limits],
}

#[derive(Template)]
#[template(path = "src/api/mod.rs.jinja", escape = "none")]
struct Groups<'a> {
    groups: &'a [Group],
}

#[derive(Template)]
#[template(path = "src/api/group.rs.jinja", escape = "none")]
struct GroupFile<'a> {
    docs: &'a Docs,
    /// The type of the group, if it stands here.
    name: Option<&'a Ident>,
    /// Whether the type of the requests stands here by itself, as there is no type of the group that brings it.
    requests: bool,
    /// The method of the client that gives it, if it stands here.
    method: Option<&'a Ident>,
    parts: &'a [Part],
    imports: String,
    methods: String,
    operations: Vec<OperationText<'a>>,
}

struct OperationText<'a> {
    operation: &'a Operation,
    /// The list of its parameters, laid out.
    parameters: String,
    items: String,
}

#[derive(Template)]
#[template(path = "src/models/mod.rs.jinja", escape = "none")]
struct Models {
    /// Whether it is a folder of the module.
    inner: bool,
    files: Vec<FileNames>,
    secret: bool,
    /// Whether all of them are there in every crate.
    always: bool,
}

struct FileNames {
    /// The attribute that it is behind.
    gate: String,
    module: Ident,
    names: Vec<String>,
}

impl FileNames {
    /// The names, as far as they fit on a line; all of what the file has otherwise.
    fn listed(&self) -> String {
        match self.names.as_slice() {
            [only] => only.clone(),
            several if !several.is_empty() && several.iter().map(|name| name.len() + 2).sum::<usize>() < 80 => {
                format!("{{{}}}", several.join(", "))
            }
            _ => "*".to_owned(),
        }
    }

    fn new(file: &ModelFile) -> Self {
        let mut names: Vec<String> = file.models.iter().map(|model| model.name.to_string()).collect();
        names.sort();
        Self { gate: feature::gate(&file.features, ""), module: file.module.clone(), names }
    }
}

#[derive(Template)]
#[template(path = "src/models/model.rs.jinja", escape = "none")]
struct Model<'a> {
    imports: String,
    models: Vec<ModelText<'a>>,
}

struct ModelText<'a> {
    name: &'a Ident,
    items: String,
    table: String,
    readings: &'a [Reads],
}

#[derive(Template)]
#[template(path = "src/models/table.jinja", escape = "none")]
struct TableText<'a> {
    name: &'a Ident,
    docs: &'a Docs,
    derives: &'a [RustPath],
    table: &'a Table,
}

#[derive(Template)]
#[template(path = "src/runtime/mod.rs.jinja", escape = "none")]
struct Runtime {
    needs: Needs,
    /// Whether the crate has Cargo features.
    features: bool,
    /// Whether groups are behind features.
    gated: bool,
}

#[derive(Template)]
#[template(path = "src/runtime/blocking/mod.rs.jinja", escape = "none")]
struct BlockingRuntime {
    needs: Needs,
}

#[derive(Template)]
#[template(path = "src/blocking.rs.jinja", escape = "none")]
struct Blocking {
    needs: Needs,
    regions: bool,
    services: bool,
}

#[derive(Template)]
#[template(path = "src/service.rs.jinja", escape = "none")]
struct Services<'a> {
    services: &'a [Service],
}

#[derive(Template)]
#[template(path = "src/runtime/foreign.rs.jinja", escape = "none")]
struct Foreign<'a> {
    types: &'a [(RustPath, Option<RustPath>)],
}

#[derive(Template)]
#[template(path = "src/runtime/codec/mod.rs.jinja", escape = "none")]
struct Codec {
    needs: Needs,
}

#[derive(Template)]
#[template(path = "src/runtime/security.rs.jinja", escape = "none")]
struct Security {
    needs: Needs,
}

#[derive(Template)]
#[template(path = "src/runtime/transport/mod.rs.jinja", escape = "none")]
struct Transport {
    features: bool,
}

#[derive(Template)]
#[template(path = "src/runtime/transport/tls.rs.jinja", escape = "none")]
struct Tls {
    features: bool,
}

#[derive(Template)]
#[template(path = "src/runtime/transport/trust.rs.jinja", escape = "none")]
struct Trust {
    features: bool,
}

#[derive(Template)]
#[template(path = "src/runtime/trace.rs.jinja", escape = "none")]
struct Trace {
    features: bool,
}

#[derive(Template)]
#[template(path = "README.md.jinja", escape = "none")]
struct Readme<'a> {
    name: &'a str,
    title: String,
    version: String,
    description: String,
    about: String,
    prose: &'a str,
    license: Option<&'a str>,
    needs: Needs,
    features: bool,
}

impl Client<'_> {
    /// The type of a group, if the method that gives it stands here.
    fn here<'g>(&self, group: &'g Group) -> Option<&'g Ident> {
        group.name.as_ref().filter(|_| !group.apart)
    }

    fn gate(&self, group: &Group, indent: &str) -> String {
        feature::gate(group.feature.as_slice(), indent)
    }
}

impl Groups<'_> {
    fn gate(&self, group: &Group) -> String {
        feature::gate(group.feature.as_slice(), "")
    }
}

impl Builder<'_> {
    fn plain(&self, literal: &Literal) -> String {
        plain(literal)
    }
}

impl TableText<'_> {
    /// Arguments, as many on a line as fit.
    fn wrapped(&self, arguments: &[(Ident, String)]) -> String {
        let arguments: Vec<String> = arguments.iter().map(|(name, typ)| format!("{name}: {typ}")).collect();
        wrapped(&arguments, "            ")
    }
}

/// The text of a literal for prose: without its quotes.
pub(super) fn plain(literal: &Literal) -> String {
    literal.to_string().trim_matches('"').replace('`', "")
}

/// Every source file, by path below `src/`. `features`: whether the crate has Cargo features.
pub(super) fn sources(view: &View, features: bool) -> Result<BTreeMap<String, String>, Error> {
    let (needs, layout) = (view.needs, &Layout::of(view));
    let (regions, services) = (!view.regions.is_empty(), !view.services.is_empty());
    let parts = runtime::parts(needs, features);
    let mut files: BTreeMap<String, String> = parts.map(|(path, text)| (path.to_owned(), text.to_owned())).collect();
    let mut add = |path: &str, text: String| files.insert(path.to_owned(), format!("{}\n", text.trim_end()));
    let count = view.models.iter().map(|file| file.models.len()).sum::<usize>();
    let depth = (count > SHALLOW).then(|| (2 * count).next_power_of_two());
    add("lib.rs", Lib { needs, features, regions, services, depth }.render()?);
    add("runtime/mod.rs", Runtime { needs, features, gated: !view.features.is_empty() }.render()?);
    add("runtime/codec/mod.rs", Codec { needs }.render()?);
    if needs.foreign {
        add("runtime/foreign.rs", Foreign { types: &view.foreign }.render()?);
    }
    for (path, text) in models(view)? {
        add(&path, text);
    }
    for file in &view.models {
        add(&format!("models/{}{}.rs", folder(file.folder.as_ref()), file.module), model_file(file, layout)?);
    }
    if needs.client {
        add("runtime/security.rs", Security { needs }.render()?);
        add("runtime/transport/mod.rs", Transport { features }.render()?);
        add("runtime/transport/tls.rs", Tls { features }.render()?);
        add("runtime/transport/trust.rs", Trust { features }.render()?);
        add("runtime/trace.rs", Trace { features }.render()?);
        let always = view.groups.iter().any(|group| group.feature.is_none());
        add("client.rs", Client { groups: &view.groups, always }.render()?);
        if services {
            add("service.rs", Services { services: &view.services }.render()?);
        }
        if features {
            add("blocking.rs", Blocking { needs, regions, services }.render()?);
            add("runtime/blocking/mod.rs", BlockingRuntime { needs }.render()?);
        }
        let (regions, services, settings, variables) = (&view.regions, &view.services, &view.settings, &view.variables);
        let tables = settings.iter().filter_map(|setting| setting.lookup.as_ref()).map(|lookup| lookup.table.to_string());
        let servers = (!variables.is_empty()).then(|| "SERVERS".to_owned());
        let described = std::iter::once("API".to_owned()).chain(tables).chain(servers).collect::<Vec<_>>();
        let described = if let [only] = described.as_slice() { only.clone() } else { format!("{{{}}}", described.join(", ")) };
        add(
            "builder.rs",
            Builder { regions, services, settings, variables, elsewhere: &view.elsewhere, looked_up: needs.lookup, described }.render()?,
        );
        add("credentials.rs", super::credentials::credentials(view, features)?);
        if needs.limits {
            add("limits.rs", LimitTables { tables: &view.limits }.render()?);
        }
        add("description.rs", description(view, features, layout)?);
        if !view.regions.is_empty() {
            add("region.rs", Regions { regions: &view.regions }.render()?);
        }
        add("api/mod.rs", Groups { groups: &view.groups }.render()?);
        for group in &view.groups {
            let path = if group.parts.is_empty() { format!("api/{}.rs", group.module) } else { format!("api/{}/mod.rs", group.module) };
            let method = group.apart.then_some(&group.method);
            let file = GroupFile {
                name: group.name.as_ref(),
                requests: group.name.is_none(),
                method,
                parts: &group.parts,
                ..GroupFile::new(&group.docs, &group.own, layout)?
            };
            add(&path, file.render()?);
            for part in &group.parts {
                add(&format!("api/{}/{}.rs", group.module, part.module), GroupFile::new(&part.docs, &part.own, layout)?.render()?);
            }
        }
    }
    Ok(files)
}

fn description(view: &View, features: bool, layout: &Layout<'_>) -> Result<String, Error> {
    let items =
        |tokens: &proc_macro2::TokenStream| if tokens.is_empty() { Ok(String::new()) } else { layout.items(std::slice::from_ref(tokens)) };
    let (api, lookups) = (items(&view.api)?, items(&view.lookups)?);
    let metadata = view.metadata.iter().filter(|_| features).map(items).collect::<Result<Vec<_>, _>>()?;
    let has = |name: &str, text: &str| text.contains(&format!("{name} {{")) || text.contains(&format!("{name}::"));
    let names = ["Mechanism", "Operation", "Scheme", "Service", "Setting"].into_iter();
    let used = names.filter(|name| has(name, &api) || has(name, &lookups));
    let imports = used.map(|name| format!(", {name}")).collect();
    Ok(Description {
        imports,
        variables: !view.variables.is_empty(),
        api,
        session: metadata.iter().any(|table| has("Session", table)),
        metadata,
        lookups,
    }
    .render()?)
}

impl<'a> GroupFile<'a> {
    fn new(docs: &'a Docs, own: &'a Operations, layout: &Layout<'_>) -> Result<Self, Error> {
        let mut operations = Vec::new();
        for operation in &own.operations {
            let items = layout.items(&operation.items)?;
            operations.push(OperationText { operation, parameters: wrapped(&operation.parameters, "        "), items });
        }
        let methods = layout.items(std::slice::from_ref(&own.methods))?;
        Ok(Self { docs, name: None, requests: false, method: None, parts: &[], imports: own.imports.join("\n"), methods, operations })
    }
}

/// The modules of models: that of all, and those of their folders.
fn models(view: &View) -> Result<BTreeMap<String, String>, Error> {
    let secret = view.models.iter().any(|file| file.imports.iter().any(|line| line.contains("secret")));
    let always = view.features.is_empty();
    let mut folders: BTreeMap<Option<&Ident>, Vec<FileNames>> = BTreeMap::from([(None, Vec::new())]);
    for file in &view.models {
        folders.entry(file.folder.as_ref()).or_default().push(FileNames::new(file));
    }
    // Features may leave a folder empty.
    let gate = if always { "" } else { "#[allow(unused_imports)]\n" };
    let inner = folders.keys().flatten().map(|folder| FileNames { gate: gate.to_owned(), module: (*folder).clone(), names: Vec::new() });
    let inner: Vec<FileNames> = inner.collect();
    folders.entry(None).or_default().extend(inner);
    let mut texts = BTreeMap::new();
    for (name, mut files) in folders {
        files.sort_by(|one, other| one.module.cmp(&other.module));
        texts.insert(format!("models/{}mod.rs", folder(name)), Models { inner: name.is_some(), files, secret, always }.render()?);
    }
    Ok(texts)
}

fn folder(name: Option<&Ident>) -> String {
    name.map(|name| format!("{name}/")).unwrap_or_default()
}

fn model_file(file: &ModelFile, layout: &Layout<'_>) -> Result<String, Error> {
    let mut models = Vec::new();
    for model in &file.models {
        let table = TableText { name: &model.name, docs: &model.docs, derives: &model.derives, table: &model.table }.render()?;
        let items = layout.items(&model.items)?;
        models.push(ModelText { name: &model.name, items, table: table.trim().to_owned(), readings: &model.readings });
    }
    Ok(Model { imports: file.imports.join("\n"), models }.render()?)
}

/// The README.
pub(super) fn readme(view: &View, prose: Prose<'_>) -> Result<String, Error> {
    let title = Docs::new(&view.title).first_line();
    let about = view.description.lines().collect::<Vec<_>>().join("\n");
    let description = prose.manifest.description.clone().unwrap_or_else(|| format!("A client of {title}."));
    let text = Readme {
        name: &prose.manifest.name,
        title,
        version: Docs::new(&view.version).first_line(),
        description,
        about,
        prose: prose.readme.unwrap_or_default().trim(),
        license: prose.manifest.license.as_deref(),
        needs: view.needs,
        features: !view.features.is_empty(),
    };
    Ok(format!("{}\n", text.render()?.trim_end()))
}
