//! Shapes of data: what a schema allows on the wire.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::Constraints;
use crate::pointer::Pointer;

/// The place of a schema in [`Schemas`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemaId(usize);

/// Every schema of an API. Schemas refer to each other by [`SchemaId`], so cycles need no care.
#[derive(Debug, Clone, Default)]
pub struct Schemas {
    items: Vec<Schema>,
    /// Those that several inline schemas are names of.
    shared: BTreeSet<SchemaId>,
    /// What the inline schemas were that are names of another now: what is inside of them has names, too.
    places: BTreeMap<SchemaId, Kind>,
}

impl Schemas {
    /// Adds a schema.
    pub fn add(&mut self, schema: Schema) -> SchemaId {
        self.items.push(schema);
        SchemaId(self.items.len() - 1)
    }

    /// Adds a schema that several inline ones are names of.
    pub fn share(&mut self, schema: Schema) -> SchemaId {
        let id = self.add(schema);
        self.shared.insert(id);
        id
    }

    /// Whether several inline schemas are names of this one.
    pub fn is_shared(&self, id: SchemaId) -> bool {
        self.shared.contains(&id)
    }

    /// Makes an inline schema a name of a shared one.
    pub fn name_of(&mut self, place: SchemaId, model: SchemaId) {
        if let Some(schema) = self.items.get_mut(place.0) {
            let kind = std::mem::replace(&mut schema.kind, Kind::Alias(model));
            schema.constraints = Constraints::default();
            self.places.insert(place, kind);
        }
    }

    /// What an inline schema was before it became a name of a shared one; what it is, if it did not.
    pub fn place(&self, id: SchemaId) -> &Kind {
        self.places.get(&id).unwrap_or(&self.get(id).kind)
    }

    /// The schema of an id that these schemas gave out.
    pub fn get(&self, id: SchemaId) -> &Schema {
        // Ids are only made by `add` and nothing is ever removed; the fallback is never reached.
        static NOTHING: std::sync::LazyLock<Schema> = std::sync::LazyLock::new(Schema::default);
        self.items.get(id.0).unwrap_or(&NOTHING)
    }

    /// The same, to change it.
    pub fn get_mut(&mut self, id: SchemaId) -> Option<&mut Schema> {
        self.items.get_mut(id.0)
    }

    /// Every id, in the order in which schemas were added.
    pub fn ids(&self) -> impl Iterator<Item = SchemaId> + use<> {
        (0..self.items.len()).map(SchemaId)
    }

    /// The schema that an alias finally stands for, itself if it is none.
    pub fn target(&self, id: SchemaId) -> SchemaId {
        let mut current = id;
        for _ in 0..64 {
            match self.get(current).kind {
                Kind::Alias(next) => current = next,
                _ => break,
            }
        }
        current
    }

    /// What the schema finally is.
    pub fn kind(&self, id: SchemaId) -> &Kind {
        &self.get(self.target(id)).kind
    }

    /// What the schema finally is on the wire, whatever stands for it in Rust.
    pub fn wire(&self, id: SchemaId) -> &Kind {
        match self.kind(id) {
            Kind::Foreign(foreign) => &foreign.wire,
            own => own,
        }
    }

    /// Whether `null` is allowed, here, by what an alias stands for, or by an alternative.
    pub fn nullable(&self, id: SchemaId) -> bool {
        let mut seen = BTreeSet::new();
        let mut queue = vec![id];
        while let Some(next) = queue.pop() {
            if !seen.insert(next) {
                continue;
            }
            let schema = self.get(next);
            match &schema.kind {
                _ if schema.nullable => return true,
                Kind::Alias(target) => queue.push(*target),
                // What extends a schema says nothing of the schema.
                Kind::Union(union) if union.variants.iter().any(|variant| variant.rest) => {}
                // Of a choice, the one that allows everything allows `null`, too.
                Kind::Union(union) if union.variants.iter().any(|variant| *self.kind(variant.schema) == Kind::Any) => return true,
                Kind::Union(union) => queue.extend(union.variants.iter().map(|variant| variant.schema)),
                _ => {}
            }
        }
        false
    }
}

/// One schema.
#[derive(Debug, Clone, Default)]
pub struct Schema {
    /// Where it stands.
    pub pointer: Pointer,
    /// The name of the component that it is, if it is one.
    pub name: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// What it is for.
    pub description: Option<String>,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// Whether `null` is a value of it.
    pub nullable: bool,
    /// Whether only servers send it.
    pub read_only: bool,
    /// Whether only clients send it.
    pub write_only: bool,
    /// Whether values must not be shown.
    pub sensitive: bool,
    /// Whether values in a neighbouring JSON type are understood: a number as its text, a text as a number or boolean.
    pub tolerant: bool,
    /// What a server assumes when it is not given.
    pub default: Option<Value>,
    /// What values are limited to.
    pub constraints: Constraints,
    /// How a number or text reads as something else.
    pub reading: Option<Reading>,
    /// Other names that servers use for it as a property.
    pub aliases: Vec<String>,
    /// The property that tells apart what extends it, where it lists no alternatives itself.
    pub discriminator: Option<String>,
    /// What it is.
    pub kind: Kind,
    /// Whether requests carry it.
    pub sent: bool,
    /// Whether responses carry it.
    pub received: bool,
}

impl Schema {
    /// Whether it becomes a type of its own.
    pub fn is_model(&self) -> bool {
        matches!(self.kind, Kind::Record(_) | Kind::Union(_) | Kind::Enumeration(_))
    }
}

/// How a value reads as something that its wire type does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// An integer of milliseconds since 1970.
    Milliseconds,
    /// An integer of seconds since 1970.
    Seconds,
    /// A text that spells an integer in base 10.
    Integer,
    /// A text that spells a time (RFC 3339).
    DateTime,
}

/// What a schema is.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Kind {
    /// Any JSON value.
    #[default]
    Any,
    /// `true` or `false`.
    Boolean,
    /// An integer, with its format.
    Integer(Option<String>),
    /// A number, with its format.
    Number(Option<String>),
    /// A text.
    Text(TextFormat),
    /// One of several constants.
    Enumeration(Enumeration),
    /// A list.
    Array(SchemaId),
    /// A list of so many items, each of a kind of its own.
    Tuple(Vec<SchemaId>),
    /// An object with members of one kind and any names.
    Map(SchemaId),
    /// An object with known properties.
    Record(Record),
    /// One of several schemas.
    Union(Union),
    /// Another schema, under this one's description and nullability.
    Alias(SchemaId),
    /// A type that the user has for it.
    Foreign(Foreign),
}

/// A type that is not generated.
#[derive(Debug, Clone, PartialEq)]
pub struct Foreign {
    /// Its path in Rust.
    pub path: String,
    /// What it is on the wire.
    pub wire: Box<Kind>,
}

/// What a text spells.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum TextFormat {
    /// Nothing in particular.
    #[default]
    Plain,
    /// Bytes as they are; only as a whole body.
    Binary,
    /// A format that is documented but has no type of its own.
    Other(String),
    /// The one constant that a property has which must be there. Servers may still add others.
    Constant(EnumValue),
}

/// Constants of a text or an integer. Always open: servers add values.
#[derive(Debug, Clone, PartialEq)]
pub struct Enumeration {
    /// Whether the values are texts; integers otherwise.
    pub text: bool,
    /// Whether the document allows no others: not where it only knows of these, or allows any text beside them.
    pub limited: bool,
    /// The values, in the document's order.
    pub values: Vec<EnumValue>,
}

/// One constant.
#[derive(Debug, Clone, PartialEq)]
pub struct EnumValue {
    /// The value on the wire.
    pub value: Value,
    /// The name that the document gives it.
    pub name: Option<String>,
    /// What it means.
    pub description: Option<String>,
}

/// An object with known properties.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Record {
    /// Its properties, in the document's order.
    pub fields: Vec<Field>,
    /// What other properties may be.
    pub additional: Additional,
    /// Properties that it must have and that it says nothing of, each with the place that requires it: what it is a part of may.
    pub requires: BTreeMap<String, Pointer>,
}

/// A property.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Its name on the wire.
    pub name: String,
    /// What it is.
    pub schema: SchemaId,
    /// Whether it must be there.
    pub required: bool,
    /// Whether the way back to this record must be broken here.
    pub boxed: bool,
}

/// What properties besides the known ones may be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Additional {
    /// The document says nothing: ignored when read.
    #[default]
    Unstated,
    /// None.
    Forbidden,
    /// Kept.
    Typed(SchemaId),
}

impl Kind {
    /// The one JSON type of its values; a number may be an integer.
    pub fn json_type(&self) -> Option<&'static str> {
        match self {
            Self::Boolean => Some("boolean"),
            Self::Integer(_) | Self::Number(_) => Some("number"),
            Self::Text(_) => Some("string"),
            Self::Enumeration(enumeration) => Some(if enumeration.text { "string" } else { "number" }),
            Self::Array(_) | Self::Tuple(_) => Some("array"),
            Self::Map(_) | Self::Record(_) => Some("object"),
            Self::Any | Self::Union(_) | Self::Alias(_) | Self::Foreign(_) => None,
        }
    }
}

/// One of several schemas.
#[derive(Debug, Clone, PartialEq)]
pub struct Union {
    /// The alternatives, in the document's order.
    pub variants: Vec<Variant>,
    /// How a value shows which alternative it is.
    pub selection: Selection,
    /// Whether a value may be several alternatives at once.
    pub overlapping: bool,
}

/// An alternative of a union.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// What it is.
    pub schema: SchemaId,
    /// The component that it is, or that it is with the properties of others.
    pub name: Option<String>,
    /// Values of the discriminator that mean it.
    pub tags: Vec<String>,
    /// The value of the discriminator that is sent with it, where it has no such property.
    pub tagged: Option<String>,
    /// Whether the way back to the union must be broken here.
    pub boxed: bool,
    /// Whether it is what others extend, and a value is it alone where it is none of them.
    pub rest: bool,
}

/// How a value shows which alternative of a union it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selection {
    /// By the text of this property.
    Discriminator(String),
    /// By its JSON type: the type of each alternative, in their order.
    JsonType(Vec<&'static str>),
    /// By a property that only one alternative requires: one for each, in their order; `None` for the last, which takes the rest.
    Property(Vec<Option<String>>),
    /// The first alternative that can be read.
    Order,
}
