//! What will be printed: every name and type is chosen, templates only place them.

mod client;

use proc_macro2::TokenStream;

use super::docs::Docs;
use super::literal::Literal;
use super::marks::Marks;
use super::name::Ident;
use super::surface::Surface;
use super::types::RustType;
use crate::config::RustPath;

pub use client::{Holds, LookedUp, Metadata, Profile, Region, Scheme, Service, Setting, Variable};

/// Everything that templates place.
#[derive(Debug, Default)]
pub struct View {
    /// The title of the document.
    pub title: String,
    /// The version of the API.
    pub version: String,
    /// The document's description.
    pub description: Docs,
    /// Which parts of the runtime are needed.
    pub needs: Needs,
    /// The files of models, one for each schema with a name of its own.
    pub models: Vec<ModelFile>,
    /// The docs that numbers in tokens stand for.
    pub marks: Marks,
    /// The component schemas that are used, each with the path of its type.
    pub types: Vec<(String, String)>,
    /// Types of the user's that are used, each with the module that reads and writes it, if serde's traits do not.
    pub foreign: Vec<(RustPath, Option<RustPath>)>,
    /// Dependencies beside those of the runtime.
    pub dependencies: toml::Table,
    /// The groups of operations.
    pub groups: Vec<Group>,
    /// The static description of the API.
    pub api: TokenStream,
    /// How metadata services are asked for credentials.
    pub metadata: Vec<TokenStream>,
    /// How services are asked for settings.
    pub lookups: TokenStream,
    /// What is checked before it is sent.
    pub limits: Vec<Limits>,
    /// Regions, if servers have any.
    pub regions: Vec<Region>,
    /// Services, if there are several.
    pub services: Vec<Service>,
    /// Settings of the client.
    pub settings: Vec<Setting>,
    /// Settings of the client that are variables of its addresses.
    pub variables: Vec<Variable>,
    /// Servers that are not the one that is asked.
    pub elsewhere: Docs,
    /// Security schemes.
    pub schemes: Vec<Scheme>,
    /// The Cargo features that groups are behind, if any are.
    pub features: Vec<Ident>,
    /// What callers see, if that is wanted.
    pub surface: Surface,
}

/// Which parts of the runtime are needed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // Independent switches, each for one template.
pub struct Needs {
    /// The client, and not the models alone.
    pub client: bool,
    /// A signing scheme.
    pub signature: bool,
    /// Credentials of any kind.
    pub credentials: bool,
    /// Files that hold credentials.
    pub profile: bool,
    /// Services that lend credentials to machines.
    pub metadata: bool,
    /// Services that know a setting.
    pub lookup: bool,
    /// Several places that may hold credentials.
    pub chain: bool,
    /// Basic authentication.
    pub basic: bool,
    /// Answers whose body can be read while it comes.
    pub downloads: bool,
    /// Pagination.
    pub pages: bool,
    /// Bodies made of parts.
    pub multipart: bool,
    /// Answers that come piece by piece.
    pub streams: bool,
    /// Answers whose headers are described.
    pub headers: bool,
    /// Unions among the models.
    pub union: bool,
    /// Enums among the models.
    pub enumeration: bool,
    /// Secret texts.
    pub secret: bool,
    /// Values that read as something else.
    pub reading: bool,
    /// Enums with no values but those of the document.
    pub closed: bool,
    /// Types of the user's.
    pub foreign: bool,
    /// Values that are checked before they are sent.
    pub limits: bool,
    /// Lists of so many items, each of a kind of its own.
    pub tuple: bool,
    /// Addresses with variables.
    pub variables: bool,
}

/// A table of limits: of an operation, or of a record that it sends.
#[derive(Debug)]
pub struct Limits {
    /// Its constant.
    pub name: Ident,
    /// Whether it is that of an operation.
    pub operation: bool,
    /// Its rows, as Rust source.
    pub rows: Vec<String>,
}

/// A file of models.
#[derive(Debug)]
pub struct ModelFile {
    /// The folder that it is in, where there are too many files for one.
    pub folder: Option<Ident>,
    /// The module.
    pub module: Ident,
    /// `use` lines, complete.
    pub imports: Vec<String>,
    /// Its types, the outermost first.
    pub models: Vec<Model>,
    /// The Cargo features that need it; none if it is always there.
    pub features: Vec<Ident>,
}

/// A type.
#[derive(Debug)]
pub struct Model {
    /// Its name.
    pub name: Ident,
    /// What it is for, where its table is its definition too.
    pub docs: Docs,
    /// Its definition, where its table is not.
    pub items: Vec<TokenStream>,
    /// What is derived for it besides, where its table is its definition too.
    pub derives: Vec<RustPath>,
    /// How it is read and written.
    pub table: Table,
    /// Methods that read a value as what it stands for.
    pub readings: Vec<Reads>,
}

impl Model {
    /// A model that is its table.
    pub fn new(name: &Ident, table: Table) -> Self {
        let (docs, items, derives, readings) = (Docs::default(), Vec::new(), Vec::new(), Vec::new());
        Self { name: name.clone(), docs, items, derives, table, readings }
    }
}

/// A method that reads a value as what it stands for.
#[derive(Debug)]
pub struct Reads {
    /// Its name.
    pub method: Ident,
    /// The function of the runtime's `codec/reading.rs`.
    pub function: &'static str,
    /// The field that it reads.
    pub field: Ident,
    /// Whether the field may be absent.
    pub optional: bool,
}

/// How a type is read and written.
#[derive(Debug)]
pub enum Table {
    /// `record!`: what `new` takes, a row for each field, the field of what has none.
    Record {
        /// The arguments of `new`, each with its type. Where no property has to be there, there is no `new`.
        new: Option<Vec<(Ident, String)>>,
        /// A row for each field.
        rows: Vec<Row>,
        /// The field of members that have none.
        rest: Option<Ident>,
    },
    /// `text_enum!`, `integer_enum!` or `closed_enum!`: its values.
    Enumeration(Form, Vec<Known>),
    /// `union!`: how its alternatives are told apart, and a row for each.
    Union(Selection, Vec<Alternative>),
    /// Another name of a model has none.
    None,
}

/// What an enum is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Texts, and others that the document does not list.
    Text,
    /// Integers, and others that the document does not list.
    Integer,
    /// Texts of the document alone.
    ClosedText,
    /// Integers of the document alone.
    ClosedInteger,
}

impl Form {
    /// The macro of the runtime that makes it.
    pub fn macro_name(self) -> &'static str {
        match self {
            Self::Text => "text_enum",
            Self::Integer => "integer_enum",
            Self::ClosedText | Self::ClosedInteger => "closed_enum",
        }
    }

    /// What stands behind the name in `closed_enum!`.
    pub fn mark(self) -> &'static str {
        match self {
            Self::Text | Self::Integer => "",
            Self::ClosedText => "(text)",
            Self::ClosedInteger => "(integer)",
        }
    }
}

/// A row of `text_enum!` or `integer_enum!`.
#[derive(Debug)]
pub struct Known {
    /// The variant.
    pub variant: Ident,
    /// The value on the wire, as Rust source.
    pub wire: String,
    /// What the docs show for it, where that is not the value as it stands.
    pub shown: Option<Literal>,
    /// What it means.
    pub docs: Docs,
}

/// A row of `record!`.
#[derive(Debug)]
pub struct Row {
    /// The field.
    pub field: Ident,
    /// Its kind: one of the runtime's `codec/field.rs`.
    pub kind: &'static str,
    /// What its setter takes, if it need not be given.
    pub setter: Option<String>,
    /// Its name on the wire.
    pub wire: Literal,
    /// Whether JSON escapes some of the name.
    pub escaped: bool,
    /// Its one value, which nobody has to give.
    pub constant: Option<Literal>,
    /// Names that are read too.
    pub aliases: Vec<Literal>,
    /// Whether neighbouring JSON types are understood.
    pub tolerant: bool,
}

/// How the alternatives of a union are told apart.
#[derive(Debug)]
pub enum Selection {
    /// By the text of a property.
    Tag {
        /// The property.
        property: Literal,
        /// Whether a text stands for several, which are tried in order.
        shared: bool,
    },
    /// By JSON type.
    Type,
    /// By a property that is there.
    Member {
        /// Whether a value may be several at once.
        several: bool,
    },
    /// The first that can be read.
    Order {
        /// Whether a value may be several at once.
        several: bool,
    },
}

/// A row of `union!`.
#[derive(Debug)]
pub struct Alternative {
    /// The variant.
    pub variant: Ident,
    /// The type of its value.
    pub typ: RustType,
    /// What it is.
    pub docs: Docs,
    /// What a value shows that is this one.
    pub sign: Sign,
    /// Whether a value of its type becomes it.
    pub converts: bool,
    /// What the property is written as, where its type does not have it.
    pub tagged: Option<Literal>,
}

/// What a value shows that is an alternative.
#[derive(Debug)]
pub enum Sign {
    /// The property is one of these texts.
    Tags(Vec<Literal>),
    /// Its JSON type.
    Type(&'static str),
    /// This property is there.
    With(Literal),
    /// An object without the properties of the others.
    Without,
    /// None of the texts that the others have; of the first such, the word that its row begins with.
    Otherwise(&'static str),
    /// Nothing.
    None,
}

impl Sign {
    /// The word between the rows of the values and this one, which is no more.
    pub fn turn(&self) -> &'static str {
        if let Self::Otherwise(turn) = self { turn } else { "" }
    }
}

/// A group of operations.
#[derive(Debug)]
pub struct Group {
    /// The module.
    pub module: Ident,
    /// The type of the group; none for operations of the client itself.
    pub name: Option<Ident>,
    /// The method of the client that gives it.
    pub method: Ident,
    /// What its operations are about.
    pub docs: Docs,
    /// The operations of its own file.
    pub own: Operations,
    /// The others, where one file would be too long.
    pub parts: Vec<Part>,
    /// Whether the method that gives it stands beside it, as there are too many groups for one file.
    pub apart: bool,
    /// How an example reaches it: `client.pets()`.
    pub path: String,
    /// The Cargo feature that it is behind, if it is behind one.
    pub feature: Option<Ident>,
}

impl Group {
    /// A group without operations.
    pub fn new(module: Ident, name: Option<Ident>, method: Ident, docs: Docs) -> Self {
        let (own, parts, path) = (Operations::default(), Vec::new(), String::new());
        Self { module, name, method, docs, own, parts, apart: false, path, feature: None }
    }
}

/// The operations of a file.
#[derive(Debug, Default)]
pub struct Operations {
    /// The `impl` with a method for each operation.
    pub methods: TokenStream,
    /// The operations.
    pub operations: Vec<Operation>,
    /// `use` lines, complete; an empty one parts blocks.
    pub imports: Vec<String>,
}

/// A part of a group, in a file of its own.
#[derive(Debug)]
pub struct Part {
    /// The module.
    pub module: Ident,
    /// What its operations have in common.
    pub docs: Docs,
    /// Its operations.
    pub own: Operations,
}

/// An operation.
#[derive(Debug)]
pub struct Operation {
    /// The type that its requests are requests of.
    pub request: Ident,
    /// Its static description.
    pub constant: Ident,
    /// Its name in errors.
    pub name: Literal,
    /// Its method, a constant of `http::Method`.
    pub method: &'static str,
    /// Its path: text, then parameters by index, each with the text behind it.
    pub path: String,
    /// Its parameters, each as Rust source.
    pub parameters: Vec<String>,
    /// What differs from the usual: a field of the runtime's `Operation`, and its value.
    pub differing: Vec<(&'static str, String)>,
    /// The setters of parameters that need not be given.
    pub setters: Vec<Setter>,
    /// Further items: a setter of the body, pages, the type of its errors.
    pub items: Vec<TokenStream>,
    /// The path of the function that reads an answer.
    pub read: String,
    /// What it gives.
    pub output: String,
    /// The headers of its successes, if any are described.
    pub headers: Option<Headers>,
    /// Its pages, if it has any.
    pub pages: Option<Pages>,
    /// What it can be waited for.
    pub waiters: Vec<Waiter>,
}

/// The headers of the successes of an operation.
#[derive(Debug)]
pub struct Headers {
    /// The struct.
    pub name: Ident,
    /// What it is.
    pub docs: Docs,
    /// One field for each header.
    pub fields: Vec<Header>,
}

/// A header of a success.
#[derive(Debug)]
pub struct Header {
    /// The field.
    pub field: Ident,
    /// What it is for.
    pub docs: Docs,
    /// What it is read as.
    pub typ: RustType,
    /// Whether it is made from its text, whatever that says, and not parsed.
    pub text: bool,
    /// Its name on the wire.
    pub wire: Literal,
}

/// How an operation is called until its answer tells a state.
#[derive(Debug)]
pub struct Waiter {
    /// The method that waits.
    pub method: Ident,
    /// The same, that takes how often to ask.
    pub by: Ident,
    /// What is waited for.
    pub docs: Docs,
    /// Where the state stands in the answer.
    pub field: Vec<Literal>,
    /// The states that are waited for.
    pub until: Vec<Literal>,
    /// The states from which they no longer come.
    pub unless: Vec<Literal>,
    /// How many seconds to wait before asking again, and altogether.
    pub every: u64,
    pub at_most: u64,
}

/// How an operation is asked for one page after the other.
#[derive(Debug)]
pub struct Pages {
    /// The static plan.
    pub plan: Ident,
    /// What a page has many of.
    pub item: String,
    /// The member of a page that they are in; empty if they are all of it.
    pub member: Literal,
    /// How the next page is asked for: a variant of the runtime's `Step`.
    pub step: String,
    /// How many items `page` has.
    pub count: String,
    /// The items of `page`.
    pub take: String,
}

/// The setter of a parameter.
#[derive(Debug)]
pub struct Setter {
    /// Its name.
    pub name: Ident,
    /// What it sets.
    pub docs: Docs,
    /// Whether the parameter should no longer be used.
    pub deprecated: bool,
    /// The index of the parameter.
    pub index: usize,
    /// How it takes its value: a word of the runtime's `setter!`.
    pub how: &'static str,
    /// The type of the value, or of its items.
    pub typ: RustType,
}
