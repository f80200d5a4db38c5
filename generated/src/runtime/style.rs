//! The value of a parameter → text, in the styles of OpenAPI ("Style Values" in the specification).

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::argument::Value;

/// How lists and objects are written as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// `a,b`; of an object `k,v`, or exploded `k=v`.
    Simple { explode: bool },
    /// `.a,b` or exploded `.a.b`.
    Label { explode: bool },
    /// `;name=a,b` or exploded `;name=a;name=b`.
    Matrix { explode: bool },
    /// `name=a,b` or exploded `name=a&name=b`.
    Form { explode: bool },
    /// `name=a b`.
    Space,
    /// `name=a|b`.
    Pipe,
    /// `name[key]=value`.
    Deep,
    /// A JSON text.
    Json,
}

/// What is not encoded: the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What goes out as it is where the document allows reserved characters. Those that would end a value or the query are encoded all the same.
const ENDING: &AsciiSet = &RESERVED
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';');

/// What goes out as it is of an address that a server wrote.
const ADDRESS: &AsciiSet = &ENDING.remove(b'&').remove(b'=').remove(b'+').remove(b'[').remove(b']').remove(b'%');

/// How a part of a value is written behind what is there already.
pub type Write = fn(&str, &mut String);

/// Percent-encodes what would not survive in the value of a query parameter.
pub fn encode_lightly(text: &str, into: &mut String) {
    into.extend(utf8_percent_encode(text, ENDING));
}

/// Percent-encodes what no address can hold (RFC 3986, 2).
#[allow(dead_code)] // Pagination asks for it.
pub fn encode_address(text: &str, into: &mut String) {
    into.extend(utf8_percent_encode(text, ADDRESS));
}

/// Percent-encodes everything but letters, digits, `-`, `.`, `_` and `~`.
pub fn encode(text: &str, into: &mut String) {
    into.extend(utf8_percent_encode(text, RESERVED));
}

/// Writes a part as it is.
pub fn keep(text: &str, into: &mut String) {
    into.push_str(text);
}

/// A text, percent-encoded.
pub fn encoded(text: &str) -> String {
    let mut into = String::with_capacity(text.len());
    encode(text, &mut into);
    into
}

impl Value<'_> {
    /// Writes the value as one text, its parts by `write`: how paths and headers carry it.
    pub fn write(self, into: &mut String, name: &str, style: Style, write: Write) {
        let (prefix, separator, explode, named) = match style {
            Style::Label { explode } => (".", if explode { "." } else { "," }, explode, false),
            Style::Matrix { explode } => (";", if explode { ";" } else { "," }, explode, true),
            Style::Simple { explode } | Style::Form { explode } => ("", ",", explode, false),
            Style::Space | Style::Pipe | Style::Deep | Style::Json => ("", ",", false, false),
        };
        let start = |into: &mut String, sign: &str| {
            into.push_str(prefix);
            if named {
                write(name, into);
                into.push_str(sign);
            }
        };
        match self {
            Self::Text(text) => {
                start(into, if text.is_empty() { "" } else { "=" });
                write(text, into);
            }
            Self::List(items) if explode && named => {
                for item in items {
                    start(into, "=");
                    write(item, into);
                }
            }
            Self::List(items) => {
                start(into, "=");
                list(items, into, separator, write);
            }
            Self::Object(members) if explode => {
                into.push_str(prefix);
                object(members, into, ("=", separator), write);
            }
            Self::Object(members) => {
                start(into, "=");
                object(members, into, (",", ","), write);
            }
        }
    }

    /// The value as one text, its parts by `write`.
    pub fn text(self, name: &str, style: Style, write: Write) -> String {
        let mut text = String::new();
        self.write(&mut text, name, style, write);
        text
    }

    /// Writes the value as pairs of a query or as cookies, its parts by `write`.
    pub fn pair(self, pairs: &mut Pairs<'_>, name: &str, style: Style, write: Write) {
        let separator = match style {
            Style::Space => "%20",
            Style::Pipe => "%7C",
            _ => ",",
        };
        match (self, style) {
            (Self::Text(text), _) => write(text, pairs.named(name)),
            (Self::List(items), Style::Form { explode: true }) => {
                for item in items {
                    write(item, pairs.named(name));
                }
            }
            // A list without items is not sent, as RFC 6570 says.
            (Self::List([]), _) => {}
            (Self::List(items), _) => list(items, pairs.named(name), separator, write),
            (Self::Object(members), Style::Form { explode: true }) => {
                for member in members {
                    object(std::slice::from_ref(member), pairs.begin(), ("=", ""), write);
                }
            }
            (Self::Object(members), Style::Deep) => {
                for (path, value) in members {
                    write(value, pairs.named(&format!("{name}{path}")));
                }
            }
            (Self::Object([]), _) => {}
            (Self::Object(members), _) => object(members, pairs.named(name), (separator, separator), write),
        }
    }
}

/// The pairs of a query, a form or the cookies in the making.
pub struct Pairs<'t> {
    text: &'t mut String,
    /// What stands before the next pair, and before those behind it.
    separator: &'static str,
    between: &'static str,
    /// How names are written.
    name: Write,
}

impl<'t> Pairs<'t> {
    /// Begins behind what is there already, with what stands before the first pair.
    pub fn of(text: &'t mut String, separator: &'static str) -> Self {
        Self { text, separator, between: "&", name: encode }
    }

    /// Begins with the first cookie. Names of cookies are as the document has them.
    pub fn cookies(text: &'t mut String) -> Self {
        Self { text, separator: "", between: "; ", name: keep }
    }

    /// Begins a pair.
    pub fn begin(&mut self) -> &mut String {
        self.text.push_str(std::mem::replace(&mut self.separator, self.between));
        self.text
    }

    /// Begins the pair of this name.
    fn named(&mut self, name: &str) -> &mut String {
        let write = self.name;
        let text = self.begin();
        write(name, text);
        text.push('=');
        text
    }
}

fn list(items: &[String], into: &mut String, separator: &str, write: Write) {
    for (index, item) in items.iter().enumerate() {
        into.push_str(if index == 0 { "" } else { separator });
        write(item, into);
    }
}

/// `inner` stands between a key and its value, `outer` between two members.
fn object(members: &[(String, String)], into: &mut String, (inner, outer): (&str, &str), write: Write) {
    for (index, (key, value)) in members.iter().enumerate() {
        into.push_str(if index == 0 { "" } else { outer });
        write(key, into);
        into.push_str(inner);
        write(value, into);
    }
}
