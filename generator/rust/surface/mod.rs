//! What callers of a crate see, by Rust path, and what it does for them: for holding one crate against another (`diff`).
//!
//! `model.rs` shows models, `operation.rs` requests and the methods that make them, `client.rs` the client.

mod client;
mod model;
mod operation;

pub(crate) use operation::BY_STATUS;

use std::collections::BTreeMap;

use indexmap::IndexMap;

use crate::pointer::Pointer;

/// What callers of a crate see.
#[derive(Debug, Default)]
pub struct Surface {
    /// Whether anybody wants to know.
    pub wanted: bool,
    /// Everything that has a path, in the order in which it was made.
    pub items: IndexMap<String, Item>,
    /// Models that are other names of models, by name.
    pub aliases: BTreeMap<String, String>,
    /// The functions that make credentials, one for each security scheme.
    pub credentials: Vec<String>,
    /// What tells the only service from others, if there is only one.
    pub service: Option<String>,
}

/// Something that has a path.
#[derive(Debug, Clone)]
pub struct Item {
    /// Where the document says it.
    pub at: Pointer,
    /// What it is.
    pub kind: Kind,
    /// Its type or what it gives, as Rust source.
    pub typ: String,
    /// What it takes, each with its name: arguments of a function.
    pub takes: Vec<(String, String)>,
    /// What it does that no type says.
    pub facts: Vec<(Fact, String)>,
    /// What it is a part of, where its path does not say it.
    pub of: Option<String>,
}

/// What has a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A struct of data.
    Record,
    /// An enum of known values.
    Enumeration,
    /// An enum of alternatives.
    Union,
    /// Another name of a type.
    Alias,
    /// A field of a struct, with its setter.
    Field,
    /// A variant of an enum that may get more of them.
    Variant,
    /// A variant of an enum that has no others.
    ClosedVariant,
    /// A trait that a type has.
    Trait,
    /// A request.
    Request,
    /// A function.
    Function,
    /// A function that sets what may be left out.
    Setter,
    /// An argument, which the function around it shows.
    Argument,
    /// A constant.
    Constant,
    /// The client, its regions and services, and what the crate shows beside them.
    Handle,
    /// The handle of a group.
    Group,
    /// The module of a group.
    Module,
    /// A Cargo feature.
    Feature,
}

impl Kind {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Record => "struct",
            Self::Enumeration | Self::Union => "enum",
            Self::Alias => "type alias",
            Self::Field => "field",
            Self::Variant | Self::ClosedVariant => "variant",
            Self::Trait => "trait",
            Self::Request => "request",
            Self::Function => "method",
            Self::Setter => "setter",
            Self::Argument => "argument",
            Self::Constant => "constant",
            Self::Handle | Self::Group => "type",
            Self::Module => "module",
            Self::Feature => "Cargo feature",
        }
    }
}

/// What something does that no type says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fact {
    /// Its name on the wire.
    Wire,
    /// The method and the path of a request.
    Route,
    /// How a parameter is sent.
    Sent,
    /// The one value that it has.
    Constant,
    /// What is sent when nothing is set.
    SentDefault,
    /// What is read as it, too.
    Read,
    /// How alternatives are told apart.
    Selection,
    /// The media type that is sent.
    MediaType,
    /// The media types that are asked for.
    Accept,
    /// The statuses that are successes.
    Success,
    /// What error bodies are, by status.
    Errors,
    /// What a caller must show.
    Security,
    /// The addresses that are called.
    Address,
    /// Headers that are sent.
    Headers,
    /// How pages are asked for.
    Pages,
    /// Whether a call may be attempted again.
    Idempotent,
    /// Environment variables that are read.
    Environment,
    /// Whether it should no longer be used.
    Deprecated,
    /// What values are held against before they are sent.
    Checked,
    /// What values are limited to, in words.
    Limits,
    /// What a server assumes where nothing is given, in words.
    Default,
    /// What it is for.
    Docs,
}

impl Fact {
    /// What is said when it changes.
    pub fn change(self) -> &'static str {
        match self {
            Self::Wire => "its name on the wire changes",
            Self::Route => "the request line changes",
            Self::Sent => "how it is sent changes",
            Self::Constant => "its one value changes",
            Self::SentDefault => "what is sent unless it is set changes",
            Self::Read => "what is read as it changes",
            Self::Selection => "how alternatives are told apart changes",
            Self::MediaType => "the media type that is sent changes",
            Self::Accept => "the media types that are asked for change",
            Self::Success => "the statuses that are successes change",
            Self::Errors => "what errors are read as changes",
            Self::Security => "what a caller must show changes",
            Self::Address => "where it is called changes",
            Self::Headers => "the headers that are sent change",
            Self::Pages => "how pages are asked for changes",
            Self::Idempotent => "whether it may be attempted again changes",
            Self::Environment => "the environment variables that are read change",
            Self::Deprecated => "whether it is deprecated changes",
            Self::Checked => "what is checked before it is sent changes",
            Self::Limits => "its limits change",
            Self::Default => "its default changes",
            Self::Docs => "its description changes",
        }
    }

    /// Whether it is about words alone, and nothing that is sent or read.
    pub fn is_words(self) -> bool {
        matches!(self, Self::Limits | Self::Default | Self::Docs)
    }
}

impl Surface {
    /// Adds something, if anybody wants to know.
    fn add(&mut self, path: impl Into<String>, item: Item) {
        if self.wanted {
            self.items.insert(path.into(), item);
        }
    }
}

impl Item {
    fn new(kind: Kind, at: &Pointer) -> Self {
        Self { at: at.clone(), kind, typ: String::new(), takes: Vec::new(), facts: Vec::new(), of: None }
    }

    fn typ(self, typ: impl ToString) -> Self {
        Self { typ: typ.to_string(), ..self }
    }

    fn of(self, path: &str) -> Self {
        Self { of: Some(path.to_owned()), ..self }
    }

    fn takes(self, takes: Vec<(String, String)>) -> Self {
        Self { takes, ..self }
    }

    /// With something that it does; without a word where there is nothing to say.
    fn fact(mut self, fact: Fact, text: impl Into<String>) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.facts.push((fact, text));
        }
        self
    }

    fn docs(self, text: Option<&String>) -> Self {
        self.fact(Fact::Docs, text.map(|text| text.trim()).unwrap_or_default())
    }

    fn deprecated(self, deprecated: bool) -> Self {
        self.fact(Fact::Deprecated, if deprecated { "deprecated" } else { "" })
    }
}
