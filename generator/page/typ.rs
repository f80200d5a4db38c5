//! The types of the tables' Type column.

use std::fmt;

use serde::{Serialize, Serializer};

/// A type as a page names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    /// Text.
    String,
    /// A whole number.
    Integer,
    /// A whole number of 64 bits.
    Long,
    /// A number.
    Number,
    /// True or false.
    Boolean,
    /// An object: its name, if it has one.
    Object(Option<String>),
    /// A list.
    Array(Box<Self>),
    /// A map from names.
    Map(Box<Self>),
    /// Something else, in the page's words.
    Other(String),
}

impl Type {
    /// Reads what stands in a cell.
    pub fn parse(text: &str) -> Self {
        let text = text.trim().trim_end_matches('.');
        let lower = text.to_ascii_lowercase();
        if let Some(items) = after(text, &["array of ", "list of ", "arrays of "]) {
            return Self::Array(Box::new(Self::parse(items)));
        }
        if let Some(item) = between(text, &["list<", "array<", "list [", "array["]) {
            return Self::Array(Box::new(Self::parse(item)));
        }
        if let Some(inner) = between(text, &["map<"]) {
            let value = inner.split_once(',').map_or(inner, |(_, value)| value);
            return Self::Map(Box::new(Self::parse(value)));
        }
        match lower.as_str() {
            "string" | "strings" | "str" | "text" | "char" | "date" | "timestamp" | "enum" => Self::String,
            "integer" | "integers" | "int" | "ints" | "int32" | "short" | "byte" => Self::Integer,
            "long" | "longs" | "int64" | "bigint" => Self::Long,
            "float" | "floats" | "double" | "doubles" | "number" | "numbers" | "bigdecimal" | "decimal" => Self::Number,
            "boolean" | "booleans" | "bool" => Self::Boolean,
            "object" | "objects" | "json object" | "data structure" | "dict" => Self::Object(None),
            "array" | "list" => Self::Array(Box::new(Self::Other(String::new()))),
            "map" => Self::Map(Box::new(Self::Other(String::new()))),
            _ => {
                let name = ends(text, &[" objects", " object", " structure", " structures"]);
                match name.or_else(|| after(text, &["object "])).map(str::trim) {
                    Some(name) if is_word(name) => Self::Object(Some(name.to_owned())),
                    _ => Self::Other(text.to_owned()),
                }
            }
        }
    }

    /// Whether a text reads as a type, and not as a sentence.
    pub fn is_one(text: &str) -> bool {
        match Self::parse(text) {
            Self::Other(_) => false,
            Self::Array(item) | Self::Map(item) => !matches!(*item, Self::Other(text) if !text.is_empty()),
            _ => text.trim() != "text" && text.trim() != "date",
        }
    }

    /// The object that it is made of, if that has a name.
    pub fn object(&self) -> Option<&str> {
        match self {
            Self::Object(name) => name.as_deref(),
            Self::Array(item) | Self::Map(item) => item.object(),
            _ => None,
        }
    }
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || "_-.".contains(c))
}

/// What follows one of some beginnings, in any case.
fn after<'t>(text: &'t str, starts: &[&str]) -> Option<&'t str> {
    let start = starts.iter().find(|start| text.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start)))?;
    text.get(start.len()..)
}

/// What stands before one of some ends, in any case.
fn ends<'t>(text: &'t str, ends: &[&str]) -> Option<&'t str> {
    let cut = |end: &&str| text.len().checked_sub(end.len());
    let end = ends.iter().find(|end| cut(end).and_then(|at| text.get(at..)).is_some_and(|tail| tail.eq_ignore_ascii_case(end)))?;
    text.get(..cut(end)?)
}

fn between<'t>(text: &'t str, starts: &[&str]) -> Option<&'t str> {
    after(text, starts)?.trim().strip_suffix(['>', ']'])
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::String => f.write_str("String"),
            Self::Integer => f.write_str("Integer"),
            Self::Long => f.write_str("Long"),
            Self::Number => f.write_str("Number"),
            Self::Boolean => f.write_str("Boolean"),
            Self::Object(None) => f.write_str("Object"),
            Self::Object(Some(name)) => write!(f, "{name} object"),
            Self::Array(item) => match &**item {
                Self::Other(text) if text.is_empty() => f.write_str("Array"),
                Self::Object(Some(name)) => write!(f, "Array of {name} objects"),
                item => write!(f, "Array of {item}"),
            },
            Self::Map(value) => write!(f, "Map<String,{value}>"),
            Self::Other(text) => f.write_str(text),
        }
    }
}

impl Serialize for Type {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::Type;

    #[test]
    fn types_are_read_in_all_spellings() {
        let cases = [
            ("String", "String"),
            ("Array of strings", "Array of String"),
            ("Array of ProcessInfo objects", "Array of ProcessInfo objects"),
            ("instance_state object", "instance_state object"),
            ("List<Node>", "Array of Node"),
            ("Map<String,String>", "Map<String,String>"),
            ("Object", "Object"),
            ("Double", "Number"),
            ("Array of Array of strings", "Array of Array of String"),
            ("Something odd", "Something odd"),
        ];
        for (text, shown) in cases {
            assert_eq!(Type::parse(text).to_string(), shown, "{text}");
        }
        assert!(Type::is_one("instances object") && !Type::is_one("The object that it belongs to") && !Type::is_one("Order ID"));
    }
}
