//! `[types]`: Rust types of the user's that count instead of ours, and what ours are besides.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;

/// Types that count instead of those that the generator would choose.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Types {
    /// What times and dates are.
    #[serde(default)]
    pub date_time: DateTime,
    /// The types of texts and numbers, by their format.
    #[serde(default)]
    pub formats: BTreeMap<String, RustPath>,
    /// The types of components, by their name.
    #[serde(default)]
    pub schemas: BTreeMap<String, RustPath>,
    /// Modules with `serialize` and `deserialize` functions, by the type that they are for; other types have serde's traits themselves.
    #[serde(default)]
    pub with: BTreeMap<RustPath, RustPath>,
    /// Enums that have the values of the document and no others, by their component; `*` is all of them.
    #[serde(default)]
    pub closed: Vec<String>,
    /// Traits that are derived besides, by the component of the type; `*` is all of them.
    #[serde(default)]
    pub derives: BTreeMap<String, Vec<RustPath>>,
}

impl Types {
    /// The type of texts and numbers of a format.
    pub fn format(&self, format: &str) -> Option<RustPath> {
        self.formats.get(format).cloned().or_else(|| match format {
            "date-time" => self.date_time.time(),
            "date" => self.date_time.date(),
            _ => None,
        })
    }

    /// The module that reads and writes a type, where it has no traits of serde's that do.
    pub fn with(&self, typ: &RustPath) -> Option<RustPath> {
        let ours =
            || (self.date_time == DateTime::Time && self.date_time.time().as_ref() == Some(typ)).then(|| path("time::serde::rfc3339"));
        self.with.get(typ).cloned().or_else(ours)
    }

    /// A format whose type is read by a module of `with`, and which is what times or dates are, too.
    pub(super) fn read_otherwise(&self) -> Option<(&str, &RustPath)> {
        let times = [("date-time", self.date_time.time()), ("date", self.date_time.date())];
        let is_time = |path: &RustPath| times.iter().any(|(name, time)| time.as_ref() == Some(path) && !self.formats.contains_key(*name));
        self.formats.iter().find(|(_, path)| self.with.contains_key(path) && is_time(path)).map(|(format, path)| (format.as_str(), path))
    }

    /// Whether an enum has no value but those of the document.
    pub fn is_closed(&self, component: &str) -> bool {
        self.closes_all() || self.closed.iter().any(|name| name == component)
    }

    /// Whether no enum has a value but those of the document.
    pub(crate) fn closes_all(&self) -> bool {
        self.closed.iter().any(|name| name == "*")
    }

    /// What is derived for a type besides the usual.
    pub fn derived<'t>(&'t self, component: &str) -> impl Iterator<Item = &'t RustPath> + use<'t> {
        ["*", component].into_iter().filter_map(|name| self.derives.get(name)).flatten().collect::<Vec<_>>().into_iter()
    }
}

/// What times (RFC 3339) and dates are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateTime {
    /// The text as it came.
    #[default]
    Text,
    /// Types of the crate `time`, which keep the offset.
    Time,
    /// Types of the crate `jiff`; a time is a point in time, without its offset.
    Jiff,
    /// Types of the crate `chrono`, which keep the offset.
    Chrono,
}

impl DateTime {
    fn time(self) -> Option<RustPath> {
        match self {
            Self::Text => None,
            Self::Time => Some(path("time::OffsetDateTime")),
            Self::Jiff => Some(path("jiff::Timestamp")),
            Self::Chrono => Some(path("chrono::DateTime<chrono::FixedOffset>")),
        }
    }

    fn date(self) -> Option<RustPath> {
        match self {
            Self::Text => None,
            Self::Time => Some(path("time::Date")),
            Self::Jiff => Some(path("jiff::civil::Date")),
            Self::Chrono => Some(path("chrono::NaiveDate")),
        }
    }

    /// The crate that the types are of, and what its dependency is.
    pub fn dependency(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Text => None,
            Self::Time => Some(("time", r#"{ version = "0.3", features = ["serde-human-readable"] }"#)),
            Self::Jiff => Some(("jiff", r#"{ version = "0.2", features = ["serde"] }"#)),
            Self::Chrono => Some(("chrono", r#"{ version = "0.4", default-features = false, features = ["serde", "std"] }"#)),
        }
    }
}

/// A path to a Rust type, trait or module: `uuid::Uuid`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub struct RustPath(String);

impl RustPath {
    /// The path, as Rust reads it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is a type that models read and write by themselves.
    pub fn is_own(&self) -> bool {
        const OWN: [&str; 12] = ["bool", "i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "f64", "String", "serde_json::Value"];
        OWN.contains(&self.as_str())
    }

    /// The crate or module that the path, or one inside of its angle brackets, begins with.
    pub fn roots(&self) -> impl Iterator<Item = &str> {
        self.0.split(['<', ',', '>', ' ']).filter_map(|part| part.split("::").next()).filter(|root| !root.is_empty())
    }
}

/// A path that is written here and not by the user.
fn path(text: &str) -> RustPath {
    RustPath(text.to_owned())
}

impl TryFrom<String> for RustPath {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | ':' | '<' | '>' | ',' | ' ');
        let outer = text.split('<').next().unwrap_or_default().rsplit("::").next().unwrap_or_default().trim();
        if text.contains('<') && ["Vec", "Option", "Box", "BTreeMap"].contains(&outer) {
            return Err(format!("`{text}` is read as the list, map or value in it that JSON has; wrap it in a type of your own"));
        }
        match syn::parse_str::<syn::TypePath>(&text) {
            Ok(_) if matches!(text.as_str(), "std::string::String" | "alloc::string::String") => Ok(path("String")),
            Ok(_) if text.chars().all(plain) => Ok(Self(text)),
            _ => Err(format!("`{text}` is no path to a Rust type, such as `uuid::Uuid`")),
        }
    }
}

impl fmt::Display for RustPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::RustPath;

    #[test]
    fn paths_are_rust() {
        for good in ["uuid::Uuid", "Money", "chrono::DateTime<chrono::Utc>", "crate::types::Id"] {
            assert!(RustPath::try_from(good.to_owned()).is_ok(), "{good}");
        }
        for bad in [
            "", "uuid::", "a b", "[u8; { panic!() }]", "x!{}", "fn()", "a::B; struct C", "A<'static>", "dyn Fn", "Vec<u8>",
            "std::boxed::Box<a::B>",
        ] {
            assert!(RustPath::try_from(bad.to_owned()).is_err(), "{bad}");
        }
        let path = RustPath::try_from("a::B<c::D, E>".to_owned()).unwrap();
        assert!(RustPath::try_from("std::string::String".to_owned()).is_ok_and(|path| path.is_own()));
        assert_eq!(path.roots().collect::<Vec<_>>(), ["a", "c", "E"]);
    }
}
