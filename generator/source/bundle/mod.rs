//! A document and its neighbours → one document: what a `$ref` names in another file is copied into `components`, once, and
//! path items, and all else that has no place among the components, are put where they were asked for. The same is done for parts of the document itself that stand where OpenAPI knows
//! nothing, under `definitions` say: from there on every reference leads to something with a known meaning.
//! `target.rs` reads the text of a reference, `neighbour.rs` opens files.

mod neighbour;
mod target;

use std::collections::{BTreeMap, VecDeque};

use serde_json::{Map, Value};

pub(super) use self::target::reference_to;

use self::neighbour::{Neighbours, Refusal};
use self::target::Target;
use super::file::Input;
use super::grammar::{Grammar, MEDIA_TYPE, Object, SCHEMA, Shape, at, walk};
use super::identity;
use crate::pointer::Pointer;
use crate::report::{Report, code};

/// The most nodes that are copied.
pub(super) const MOST_COPIED: usize = 5_000_000;

/// Makes the tree whole.
pub(super) fn bundle(report: &mut Report, grammar: &'static Grammar, tree: &mut Value, input: &Input) {
    let neighbours = Neighbours::new(input);
    let mut bundler = Bundler { report, grammar, tree, neighbours, copies: BTreeMap::new(), copied: 0, jobs: VecDeque::new() };
    let whole = Job { at: Pointer::root(), shape: Shape::Object(grammar.document), file: 0, within: Vec::new() };
    let mut found = references(bundler.tree, &whole);
    found.retain(|reference| !bundler.component(reference));
    for reference in found {
        bundler.follow(&whole, reference);
    }
    while let Some(job) = bundler.jobs.pop_front() {
        for reference in references(bundler.tree, &job) {
            bundler.follow(&job, reference);
        }
    }
}

struct Bundler<'b> {
    report: &'b mut Report,
    grammar: &'static Grammar,
    tree: &'b mut Value,
    neighbours: Neighbours,
    /// Which file and place is which component, by section.
    copies: BTreeMap<(&'static str, usize, Pointer), Pointer>,
    copied: usize,
    jobs: VecDeque<Job>,
}

/// A part of the tree whose references are to be followed.
struct Job {
    at: Pointer,
    shape: Shape,
    /// The file that it was written in.
    file: usize,
    /// The path items that it was put into one another from.
    within: Vec<(usize, Pointer)>,
}

/// A `$ref`, or an entry of a discriminator's mapping.
struct Reference {
    /// Where its text stands.
    text_at: Pointer,
    shape: Shape,
    text: String,
    is_mapping: bool,
}

impl Reference {
    fn new(text_at: Pointer, shape: Shape, text: &str) -> Self {
        Self { text_at, shape, text: text.to_owned(), is_mapping: false }
    }

    /// The section of the components that has what is referred to, if there is one.
    fn section(&self) -> Option<&'static str> {
        if let Shape::Object(object) = self.shape { object.section } else { None }
    }
}

fn references(tree: &Value, job: &Job) -> Vec<Reference> {
    let mut found = Vec::new();
    let Some(value) = job.at.find(tree) else { return found };
    walk(job.shape, value, &mut job.at.clone(), &mut |at, shape, value| {
        match (shape, value) {
            (Shape::SchemaName, Value::String(text)) => {
                let reference = Reference::new(at.clone(), Shape::Object(&SCHEMA), text);
                found.push(Reference { is_mapping: true, ..reference });
            }
            (Shape::Object(_) | Shape::Map(_) | Shape::List(_), Value::Object(members)) => {
                if let Some(Value::String(text)) = members.get("$ref") {
                    found.push(Reference::new(at.child("$ref"), shape, text));
                }
            }
            _ => {}
        }
        true
    });
    found
}

impl Bundler<'_> {
    /// Puts a component that is in another file in its place, so that it has the name that the document gives it wherever else it is
    /// referred to. Whether that was done; what is wrong with a reference is said when it is followed.
    fn component(&mut self, reference: &Reference) -> bool {
        let (Some(section), Some(here)) = (reference.section(), reference.text_at.parent()) else { return false };
        let is_component = here.parent() == Some(self.grammar.section(section)) && !reference.is_mapping;
        let is_alone = here.find(self.tree).and_then(Value::as_object).is_some_and(|members| members.len() == 1);
        if !is_component || !is_alone || reference.text.starts_with('#') {
            return false;
        }
        let Ok((file, pointer)) = self.place(0, &reference.text) else { return false };
        let value = self.neighbours.tree(file).and_then(|tree| pointer.find(tree)).filter(|value| value.get("$ref").is_none());
        let known = self.copies.contains_key(&(section, file, pointer.clone()));
        let (Some(value), Some(place), false) = (value, self.tree.pointer_mut(here.as_str()), known) else { return false };
        self.copied += size(value);
        if self.copied > MOST_COPIED {
            return false;
        }
        *place = value.clone();
        self.report.sources.moved(&here, file, &pointer);
        self.copies.insert((section, file, pointer), here.clone());
        self.jobs.push_back(Job { at: here, shape: reference.shape, file, within: Vec::new() });
        true
    }

    fn follow(&mut self, job: &Job, reference: Reference) {
        let text = if reference.is_mapping { self.mapping(job.file, &reference.text) } else { Some(reference.text.clone()) };
        let Some(text) = text else { return };
        let followed = self.place(job.file, &text).and_then(|(file, pointer)| self.bring(job, &reference, file, pointer));
        if let Err((code, message)) = followed {
            match self.meant(&reference).filter(|_| code.name == code::REF_UNREADABLE.name) {
                Some(meant) => self.report.add_with_help(code, &reference.text_at, message, format!("did you mean `{meant}`?")),
                None => self.report.add(code, &reference.text_at, message),
            }
            // Text that is no longer local, so that nobody looks for it in the wrong file.
            if job.file != 0 && text.starts_with('#') {
                let name = self.report.sources.file(job.file).map_or("", |file| file.name.as_str());
                let marked = format!("{name}{text}");
                self.set(&reference.text_at, marked);
            }
        }
    }

    /// The reference that an entry of a mapping is; `None` for the plain name of a schema of the document.
    fn mapping(&self, file: usize, text: &str) -> Option<String> {
        if text.contains(['#', '/']) || [".yaml", ".yml", ".json"].iter().any(|end| text.ends_with(end)) {
            return Some(text.to_owned());
        }
        let schema = self.grammar.section("schemas").child(text);
        self.neighbours.tree(file)?.pointer(schema.as_str()).map(|_| reference_to(&schema))
    }

    /// The file and place that a reference names.
    fn place(&mut self, from: usize, text: &str) -> Result<(usize, Pointer), Refusal> {
        let Target::Place { path, pointer } = target::parse(text) else {
            return Err((&code::REF_REMOTE, format!("`{text}` leads to the network")));
        };
        if path.is_empty() && (from == 0 || pointer.is_some()) {
            // A fragment that is no pointer is left for the check of local references, which knows what could be meant.
            return Ok((from, pointer.unwrap_or_else(|| Pointer::root().child(text))));
        }
        let file = self.neighbours.open(self.report, from, &path)?;
        let anchored = || identity::anchored(self.neighbours.tree(file)?, text.split_once('#')?.1);
        let nowhere = || (&code::DANGLING_REF, format!("`{text}` does not name a place: it is no JSON pointer, and no `$anchor`"));
        let pointer = pointer.or_else(anchored).ok_or_else(nowhere)?;
        Ok((file, pointer))
    }

    fn bring(&mut self, job: &Job, reference: &Reference, file: usize, pointer: Pointer) -> Result<(), Refusal> {
        let section = reference.section();
        let known = file == 0 && at(self.grammar.document, &pointer).is_some();
        let value = if file == 0 { pointer.find(self.tree) } else { self.neighbours.tree(file).and_then(|tree| pointer.find(tree)) };
        if file == 0 && (value.is_none() || (known && section.is_some())) {
            // The check of local references says what is wrong with it, if anything is.
            if job.file != 0 {
                self.set(&reference.text_at, reference_to(&pointer));
            }
            return Ok(());
        }
        let Some(value) = value else {
            return Err((&code::DANGLING_REF, format!("`{}` does not exist", reference.text)));
        };
        let value = if let Some(copy) = section.and_then(|section| self.copies.get(&(section, file, pointer.clone()))) {
            let text = reference_to(copy);
            self.set(&reference.text_at, text);
            return Ok(());
        } else {
            self.copied += size(value);
            value.clone()
        };
        if self.copied > MOST_COPIED {
            return Err((&code::TOO_MANY_NODES, "the document has more than 5 million nodes with what it refers to".to_owned()));
        }
        match section {
            Some(section) => self.copy(reference, section, (file, pointer), value),
            None => return self.put(job, reference, (file, pointer), value),
        }
        Ok(())
    }

    /// Makes a component of what stands in another file.
    fn copy(&mut self, reference: &Reference, section: &'static str, (file, pointer): (usize, Pointer), value: Value) {
        let stem = || {
            let name = self.report.sources.file(file).map(|file| std::path::PathBuf::from(&file.name));
            name.and_then(|name| Some(name.file_stem()?.to_string_lossy().into_owned()))
        };
        let wanted = pointer.last().filter(|last| !last.is_empty()).or_else(stem).unwrap_or_else(|| "Referred".to_owned());
        let place = self.grammar.section(section);
        let Some(members) = object_at(self.tree, &place) else { return };
        let mut name = wanted.clone();
        let mut number = 1_usize;
        while members.contains_key(&name) {
            number += 1;
            name = format!("{wanted}{number}");
        }
        members.insert(name.clone(), value);
        let here = place.child(&name);
        self.report.sources.moved(&here, file, &pointer);
        self.copies.insert((section, file, pointer), here.clone());
        self.set(&reference.text_at, reference_to(&here));
        self.jobs.push_back(Job { at: here, shape: reference.shape, file, within: Vec::new() });
    }

    /// Puts what is no component where it was asked for. What stands beside the reference wins.
    fn put(&mut self, job: &Job, reference: &Reference, from: (usize, Pointer), value: Value) -> Result<(), Refusal> {
        if job.within.contains(&from) {
            return Err((&code::REF_CYCLE, format!("`{}` contains itself", reference.text)));
        }
        let Some(here) = reference.text_at.parent() else { return Ok(()) };
        let is_late = self.tree.get("openapi").and_then(Value::as_str).is_some_and(|version| version.starts_with("3.2."));
        let may_refer = |object: &Object| object.is_path_item() || (is_late && object.name == MEDIA_TYPE.name);
        if !matches!(reference.shape, Shape::Object(object) if may_refer(object)) {
            let message = format!("OpenAPI has no references here: `{}` is replaced by what it leads to", reference.text);
            self.report.add(&code::MISPLACED_REF, &reference.text_at, message);
        }
        let Some(place) = self.tree.pointer_mut(here.as_str()) else { return Ok(()) };
        // Each part has moved; the place itself, and the reference in it, are where they were.
        for key in value.as_object().into_iter().flat_map(Map::keys) {
            self.report.sources.moved(&here.child(key), from.0, &from.1.child(key));
        }
        let siblings = std::mem::replace(place, value);
        if let (Value::Object(siblings), Value::Object(place)) = (siblings, place) {
            for (key, sibling) in siblings {
                if key != "$ref" {
                    place.insert(key, sibling);
                }
            }
        }
        let file = from.0;
        let within = job.within.iter().cloned().chain([from]).collect();
        self.jobs.push_back(Job { at: here, shape: reference.shape, file, within });
        Ok(())
    }

    /// The component that a bare name was probably meant to refer to.
    fn meant(&self, reference: &Reference) -> Option<String> {
        let place = self.grammar.section(reference.section()?).child(&reference.text);
        place.find(self.tree).map(|_| reference_to(&place))
    }

    fn set(&mut self, text_at: &Pointer, text: String) {
        if let Some(place) = self.tree.pointer_mut(text_at.as_str()) {
            *place = Value::String(text);
        }
    }
}

/// The mapping at a place, made if it is absent.
fn object_at<'t>(tree: &'t mut Value, place: &Pointer) -> Option<&'t mut Map<String, Value>> {
    let mut here = tree.as_object_mut()?;
    for token in place.tokens() {
        here = here.entry(token).or_insert_with(|| Value::Object(Map::new())).as_object_mut()?;
    }
    Some(here)
}

/// How many nodes a value has.
pub(super) fn size(value: &Value) -> usize {
    let mut count = 0;
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        count += 1;
        match value {
            Value::Array(items) => open.extend(items),
            Value::Object(members) => open.extend(members.values()),
            _ => {}
        }
    }
    count
}
