//! The events of a YAML parser → the untyped tree, event by event: nothing but the tree is kept in memory.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span, StrInput, Tag};
use serde::de::DeserializeSeed;
use serde_json::{Map, Value};

use super::parse::Failure;
use super::tree::{Node, Notes};
use crate::report::code;

/// The deepest nesting of lists and mappings.
pub(super) const DEEPEST: usize = 128;

/// The most separators within brackets: the parser keeps all of what is in brackets in memory before it says anything of it.
const MOST_BRACKETED: usize = 1_000_000;

/// Reads the one document of a text.
pub(super) fn read(text: &str, notes: &mut Notes) -> Result<Value, Failure> {
    if let Some(offset) = too_much_in_brackets(text) {
        let message = "more than a million items stand within brackets".to_owned();
        return Err(Failure { code: &code::TOO_MANY_NODES, message, offset });
    }
    let mut reader = Reader { events: Parser::new_from_str(text), notes, anchors: BTreeMap::new(), depth: 0 };
    reader.document().map_err(|failure| {
        // The parser counts characters; everything else counts bytes.
        let offset = text.char_indices().nth(failure.offset).map_or(text.len(), |(offset, _)| offset);
        Failure { offset, ..failure }
    })
}

struct Reader<'t, 'n> {
    events: Parser<'t, StrInput<'t>>,
    notes: &'n mut Notes,
    anchors: BTreeMap<usize, Anchored>,
    depth: usize,
}

/// What aliases stand for.
#[derive(Clone)]
struct Anchored {
    value: Value,
    size: Size,
}

#[derive(Clone, Copy)]
struct Size {
    /// As many nodes as it weighs: long texts count for several.
    nodes: usize,
    /// The levels of lists and mappings.
    levels: usize,
}

impl Size {
    fn of(value: &Value) -> Self {
        let parts: Vec<Self> = match value {
            Value::Array(items) => items.iter().map(Self::of).collect(),
            Value::Object(members) => members.values().map(Self::of).collect(),
            Value::String(text) => return Self { nodes: 1 + text.len() / 64, levels: 0 },
            _ => return Self { nodes: 1, levels: 0 },
        };
        let levels = 1 + parts.iter().map(|part| part.levels).max().unwrap_or_default();
        Self { nodes: 1 + parts.iter().map(|part| part.nodes).sum::<usize>(), levels }
    }
}

impl<'t> Reader<'t, '_> {
    fn document(&mut self) -> Result<Value, Failure> {
        let mut tree = None;
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamEnd => return tree.ok_or_else(|| failure("this is not YAML: the document is empty", 0)),
                Event::DocumentStart(_) if tree.is_some() => {
                    let message = "the file holds several YAML documents, and one is read".to_owned();
                    return Err(Failure { code: &code::SEVERAL_DOCUMENTS, message, offset: span.start.index() });
                }
                Event::StreamStart | Event::DocumentStart(_) | Event::DocumentEnd | Event::Nothing => {}
                event => tree = Some(self.node(event, span)?),
            }
        }
    }

    fn next(&mut self) -> Result<(Event<'t>, Span), Failure> {
        match self.events.next() {
            Some(event) => event.map_err(|error| unreadable(&error)),
            None => Err(failure("this is not YAML: it ends too early", 0)),
        }
    }

    /// The value that begins with this event.
    fn node(&mut self, event: Event<'t>, span: Span) -> Result<Value, Failure> {
        self.count(1, span)?;
        let (value, anchor) = match event {
            Event::Scalar(text, style, anchor, tag) => (self.scalar(&text, style, tag.as_deref()), anchor),
            Event::SequenceStart(anchor, tag) => {
                self.enter(tag.as_deref(), span)?;
                (self.list()?, anchor)
            }
            Event::MappingStart(anchor, tag) => {
                self.enter(tag.as_deref(), span)?;
                (self.mapping()?, anchor)
            }
            Event::Alias(anchor) => return self.alias(anchor, span),
            _ => return Err(failure("this is not YAML: a value is missing", span.start.index())),
        };
        self.keep(anchor, &value, span)?;
        Ok(value)
    }

    /// Keeps what aliases stand for.
    fn keep(&mut self, anchor: usize, value: &Value, span: Span) -> Result<(), Failure> {
        if anchor > 0 {
            let size = Size::of(value);
            self.count(size.nodes, span)?;
            self.anchors.insert(anchor, Anchored { value: value.clone(), size });
        }
        Ok(())
    }

    fn count(&mut self, nodes: usize, span: Span) -> Result<(), Failure> {
        let message = "the document has more than 5 million nodes".to_owned();
        if self.notes.count(nodes) { Ok(()) } else { Err(Failure { code: &code::TOO_MANY_NODES, message, offset: span.start.index() }) }
    }

    fn enter(&mut self, tag: Option<&Tag>, span: Span) -> Result<(), Failure> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(too_deep(span.start.index()));
        }
        let known = tag.is_none_or(|tag| tag.is_yaml_core_schema() && matches!(tag.suffix.as_str(), "seq" | "map"));
        if let Some(tag) = tag.filter(|_| !known) {
            self.tagged(tag);
        }
        Ok(())
    }

    fn list(&mut self) -> Result<Value, Failure> {
        let mut list = Vec::new();
        loop {
            let (event, span) = self.next()?;
            if event == Event::SequenceEnd {
                break;
            }
            let back = self.notes.at.push(&list.len().to_string());
            list.push(self.node(event, span)?);
            self.notes.at.truncate(back);
        }
        self.depth -= 1;
        list.shrink_to_fit();
        Ok(Value::Array(list))
    }

    fn mapping(&mut self) -> Result<Value, Failure> {
        let (mut entries, mut merge) = (Vec::new(), None);
        loop {
            let (event, span) = self.next()?;
            if event == Event::MappingEnd {
                break;
            }
            let key = self.key(event, span)?;
            let back = self.notes.at.push(&key);
            let (event, span) = self.next()?;
            let value = self.node(event, span)?;
            if key == "<<" && merge.is_none() {
                merge = Some(value);
            } else {
                entries.push((key, value));
            }
            self.notes.at.truncate(back);
        }
        self.depth -= 1;
        let mut map = self.notes.object(entries);
        if let Some(merge) = merge {
            self.merge(merge, &mut map);
        }
        Ok(Value::Object(map))
    }

    /// Adds what a merge key brings: own keys win, and of several mappings the first.
    fn merge(&mut self, merge: Value, map: &mut Map<String, Value>) {
        let parts = match merge {
            Value::Array(parts) => parts,
            part => vec![part],
        };
        for part in parts {
            if let Value::Object(entries) = part {
                for (key, value) in entries {
                    map.entry(key).or_insert(value);
                }
            } else {
                let back = self.notes.at.push("<<");
                self.notes.find(&code::BAD_MERGE_KEY, "a merge key `<<` takes a mapping or a list of mappings".to_owned());
                self.notes.at.truncate(back);
            }
        }
    }

    /// A key as its text: `200` and `true` are names here.
    fn key(&mut self, event: Event<'t>, span: Span) -> Result<String, Failure> {
        let aliased = |anchor| match self.anchors.get(&anchor).map(|anchored| &anchored.value) {
            Some(Value::String(text)) => Some(text.clone()),
            Some(value @ (Value::Bool(_) | Value::Number(_))) => Some(value.to_string()),
            _ => None,
        };
        match event {
            Event::Scalar(text, _, anchor, _) => {
                self.keep(anchor, &Value::String(text.to_string()), span)?;
                // The parser's own text has room for more.
                Some(String::from(&*text))
            }
            Event::Alias(anchor) => aliased(anchor),
            _ => None,
        }
        .ok_or_else(|| failure("this is not YAML: a key that is text, a number or a boolean is expected", span.start.index()))
    }

    fn alias(&mut self, anchor: usize, span: Span) -> Result<Value, Failure> {
        let Some(Anchored { value, size }) = self.anchors.get(&anchor) else {
            return Err(failure("this is not YAML: an alias stands inside of what it stands for", span.start.index()));
        };
        if self.depth + size.levels > DEEPEST {
            return Err(too_deep(span.start.index()));
        }
        if self.notes.count(size.nodes) {
            return Ok(value.clone());
        }
        let message = "the aliases of the document repeat its parts too often".to_owned();
        Err(Failure { code: &code::TOO_MANY_NODES, message, offset: span.start.index() })
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, tag: Option<&Tag>) -> Value {
        let plain = match tag {
            Some(tag) if tag.is_yaml_core_schema() && tag.suffix == "str" => false,
            Some(tag) if tag.is_yaml_core_schema() && matches!(tag.suffix.as_str(), "bool" | "float" | "int" | "null") => true,
            Some(tag) => {
                self.tagged(tag);
                style == ScalarStyle::Plain
            }
            None => style == ScalarStyle::Plain,
        };
        if plain { self.resolved(text) } else { Value::String(text.to_owned()) }
    }

    /// What a plain scalar stands for, by the core schema. What is plainly a name or a small number is not asked about.
    fn resolved(&mut self, text: &str) -> Value {
        let begins = matches!(text.bytes().next(), Some(b'0'..=b'9' | b'+' | b'-' | b'.')) && !text.contains(char::is_whitespace);
        let ends = |end: &str| text.len() <= 5 && text.to_ascii_lowercase().ends_with(end);
        let numeric = begins && (text.contains(|letter: char| letter.is_ascii_digit()) || ends(".inf") || ends(".nan"));
        match text {
            "" | "~" | "null" | "Null" | "NULL" => Value::Null,
            "true" | "True" | "TRUE" => Value::Bool(true),
            "false" | "False" | "FALSE" => Value::Bool(false),
            _ if !numeric => Value::String(text.to_owned()),
            _ => match text.parse::<i64>().ok().filter(|number| number.to_string() == text) {
                Some(number) => number.into(),
                None => Node(self.notes)
                    .deserialize(serde_yaml::Deserializer::from_str(text))
                    .unwrap_or_else(|_| Value::String(text.to_owned())),
            },
        }
    }

    fn tagged(&mut self, tag: &Tag) {
        let handle = if tag.is_yaml_core_schema() { "!!" } else { tag.handle.as_str() };
        self.notes.find(&code::YAML_TAG, format!("the tag `{handle}{}` is not read; the value behind it is", tag.suffix));
    }
}

/// Where there is more within brackets than the parser should keep. Brackets within quotes and comments count as well: an ordinary
/// document is far from the number.
fn too_much_in_brackets(text: &str) -> Option<usize> {
    let (mut open, mut separators) = (0_usize, 0_usize);
    text.bytes().position(|byte| {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            b',' if open > 0 => separators += 1,
            _ => {}
        }
        if open == 0 {
            separators = 0;
        }
        separators > MOST_BRACKETED
    })
}

fn failure(message: &str, offset: usize) -> Failure {
    Failure { code: &code::SYNTAX, message: message.to_owned(), offset }
}

pub(super) fn too_deep(offset: usize) -> Failure {
    Failure { code: &code::TOO_DEEP, message: "the document is nested deeper than 128 levels".to_owned(), offset }
}

fn unreadable(error: &ScanError) -> Failure {
    let (said, offset) = (error.info(), error.marker().index());
    if said.contains("recursion limit") {
        return too_deep(offset);
    }
    // A tab is complained of when it has been read.
    let offset = if said.starts_with("tabs disallowed") { offset.saturating_sub(1) } else { offset };
    failure(&format!("this is not YAML: {said}"), offset)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use serde_json::Value;

    use super::super::tree::Notes;
    use super::read;

    /// The documents of a folder, where it is there.
    fn documents(folder: PathBuf) -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
        entries.filter(|path| path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml")).collect()
    }

    /// What reading a text fails with.
    fn refused(text: &str) -> &'static str {
        read(text, &mut Notes::default()).unwrap_err().code.name
    }

    #[test]
    fn what_would_exhaust_the_generator_is_refused() {
        let chain = |previous: usize| format!("a{}: &a{} {}*a{previous}{}\n", previous + 1, previous + 1, "[".repeat(100), "]".repeat(100));
        let deep: String = std::iter::once("a0: &a0 1\n".to_owned()).chain((0..3).map(chain)).collect();
        let long = format!("a: &a '{}'\nb: [{}]", "x".repeat(1_000_000), "*a, ".repeat(1_000));
        let nested: String = (0..100).map(|level| format!("&a{level} [")).collect();
        let nested = format!("a: {nested}{}{}", "1, ".repeat(200_000), "]".repeat(100));
        let table = [
            (format!("a: {}", "[".repeat(1_000_000)), "too-deep"),
            (deep, "too-deep"),
            (format!("a: [{}]", "1,".repeat(1_100_000)), "too-many-nodes"),
            (long, "too-many-nodes"),
            (nested, "too-many-nodes"),
            ("a: &a [*a]".to_owned(), "syntax"),
        ];
        for (text, expected) in table {
            assert_eq!(refused(&text), expected, "{}", text.get(..40).unwrap_or(&text));
        }
    }

    #[test]
    fn scalars_that_look_like_something_else() {
        let text = "a:\n- ---\n- [., 1.2.3, 2026-11-22, +1, -.inf, 0o17, '1', 1e3, .5, 12345678901234567890123, NO]\n";
        let mut notes = Notes::default();
        let read = read(text, &mut notes).unwrap();
        let expected =
            serde_json::json!({"a": ["---", [".", "1.2.3", "2026-11-22", 1, null, 15, "1", 1000.0, 0.5, "12345678901234567890123", "NO"]]});
        assert_eq!(read, expected);
        assert_eq!(notes.findings.len(), 1);
    }

    #[test]
    fn documents_are_read_as_serde_yaml_reads_them() {
        let mut paths = documents(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/accept"));
        paths.extend(std::env::var_os("SPECWRIGHT_CORPUS").into_iter().flat_map(|folder| documents(folder.into())));
        for path in paths {
            let text = fs::read_to_string(&path).unwrap();
            let text = text.trim_start_matches('\u{feff}');
            // What it refuses for good reasons of its own, such as a key that occurs twice, is tested elsewhere.
            let Ok(expected) = serde_yaml::from_str::<Value>(text) else {
                eprintln!("skipped: {}", path.display());
                continue;
            };
            assert!(read(text, &mut Notes::default()).unwrap() == expected, "{}", path.display());
        }
    }
}
