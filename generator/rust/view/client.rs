//! What will be printed of the client: its regions, services, settings and credentials.

use super::super::docs::Docs;
use super::super::literal::Literal;
use super::super::name::Ident;

/// A region.
#[derive(Debug)]
pub struct Region {
    /// The constant.
    pub constant: Ident,
    /// Its id.
    pub id: Literal,
    /// What it is.
    pub docs: Docs,
}

/// A service.
#[derive(Debug)]
pub struct Service {
    /// The variant.
    pub variant: Ident,
    /// What it is.
    pub docs: Docs,
}

/// A setting of the client.
#[derive(Debug)]
pub struct Setting {
    /// The method of the builder.
    pub method: Ident,
    /// What it is.
    pub docs: Docs,
    /// Environment variables that it is read from.
    pub env: Vec<Literal>,
    /// How a service is asked for it.
    pub lookup: Option<LookedUp>,
}

/// A setting that a service knows.
#[derive(Debug)]
pub struct LookedUp {
    /// The method that asks.
    pub method: Ident,
    /// The constant that says how.
    pub table: Ident,
    /// What the service is called.
    pub service: Docs,
}

/// A setting of the client that is a variable of its addresses.
#[derive(Debug)]
pub struct Variable {
    /// The method of the builder.
    pub method: Ident,
    /// What it is.
    pub docs: Docs,
    /// Its name in the document.
    pub name: Literal,
}

/// A security scheme.
#[derive(Debug)]
pub struct Scheme {
    /// Its constructor.
    pub constructor: Ident,
    /// How to obtain what it needs.
    pub docs: Docs,
    /// What it holds.
    pub holds: Holds,
    /// Lists of environment variables for its parts.
    pub env: Vec<Vec<Literal>>,
    /// The file that holds it.
    pub profile: Option<Profile>,
    /// The service that lends it to machines.
    pub metadata: Option<Metadata>,
}

/// A service that lends a credential to machines.
#[derive(Debug)]
pub struct Metadata {
    /// The method that asks it.
    pub method: Ident,
    /// The constant that says how.
    pub table: Ident,
    /// Its address.
    pub url: Docs,
}

/// A file that holds a credential.
#[derive(Debug)]
pub struct Profile {
    /// The method that reads it, and the one that looks whether it is there.
    pub method: Ident,
    pub find: Ident,
    /// The function of the runtime's `profile.rs` that knows its parts.
    pub reads: &'static str,
    /// Its path.
    pub path: Literal,
    /// The environment variable that names another file.
    pub variable: Option<Literal>,
    /// The section.
    pub section: Literal,
    /// The names of its parts.
    pub names: Vec<Literal>,
    /// Settings of the client beside it: the index of the setting, and its name there.
    pub settings: Vec<(usize, Literal)>,
}

/// What credentials of a scheme hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// A key or token.
    Token,
    /// A user name and a password.
    Password,
    /// A signing key.
    Key,
    /// Nothing: the transport has it.
    Nothing,
}
