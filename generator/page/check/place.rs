//! What the document says of an operation, by where it stands.

use serde_json::Value;

use crate::pointer::Pointer;

/// A place of the document, and what counts there: what is written there itself, and what it refers to.
#[derive(Debug, Clone)]
pub struct Spot<'d> {
    /// Where it is written.
    pub at: Pointer,
    /// What is written there, then what that refers to.
    pub values: Vec<&'d Value>,
}

/// How many references are followed.
const MOST: usize = 64;

impl<'d> Spot<'d> {
    /// A place, with everything that it refers to: by a reference of its own, or by one that stands alone in an `allOf`.
    pub fn new(tree: &'d Value, at: Pointer, value: &'d Value) -> Self {
        let mut values = vec![value];
        let mut current = value;
        for _ in 0..MOST {
            let wrapped =
                current.get("allOf").and_then(Value::as_array).filter(|members| members.len() == 1).and_then(|members| members.first());
            let next = match reference(current) {
                Some(reference) => reference.find(tree),
                None => wrapped,
            };
            let Some(next) = next else { break };
            values.push(next);
            current = next;
        }
        Self { at, values }
    }

    /// A member, from where it is first.
    pub fn find(&self, key: &str) -> Option<&'d Value> {
        self.values.iter().find_map(|value| value.get(key))
    }

    /// A text among the members.
    pub fn text(&self, key: &str) -> &'d str {
        self.find(key).and_then(Value::as_str).unwrap_or_default()
    }

    /// What stands at a member, as a place of its own.
    pub fn member(&self, tree: &'d Value, key: &str) -> Option<Spot<'d>> {
        let own = self.values.first()?.get(key);
        let at = match own {
            Some(_) => self.at.child(key),
            None => self.home(tree).child(key),
        };
        Some(Spot::new(tree, at, self.find(key)?))
    }

    /// Where it is defined: where its last reference leads.
    pub fn home(&self, tree: &'d Value) -> Pointer {
        let last = self.values.iter().rev().find_map(|value| reference(value).filter(|at| at.find(tree).is_some()));
        last.unwrap_or_else(|| self.at.clone())
    }

    /// The schema of its JSON.
    pub fn content(&self, tree: &'d Value) -> Option<Spot<'d>> {
        let content = self.member(tree, "content")?;
        let (media_type, _) =
            content.find("content").or(content.values.first().copied())?.as_object()?.iter().find(|(name, _)| name.contains("json"))?;
        content.member(tree, media_type)?.member(tree, "schema")
    }

    /// The alternatives of a union.
    pub fn alternatives(&self, tree: &'d Value) -> Vec<Spot<'d>> {
        let list = ["oneOf", "anyOf"].into_iter().find_map(|key| Some((key, self.find(key)?.as_array()?)));
        let Some((key, list)) = list else { return Vec::new() };
        let at = self.home(tree).child(key);
        list.iter().enumerate().map(|(index, value)| Spot::new(tree, at.index(index), value)).collect()
    }

    /// A property of an object, also of one that it is made of.
    pub fn property(&self, tree: &'d Value, name: &str) -> Option<Spot<'d>> {
        self.properties(tree).into_iter().find(|(own, _)| own == name).map(|(_, spot)| spot)
    }

    /// The properties of an object, with those of what it is made of.
    pub fn properties(&self, tree: &'d Value) -> Vec<(String, Spot<'d>)> {
        let mut properties = Vec::new();
        let home = self.home(tree);
        for (name, value) in self.find("properties").and_then(Value::as_object).into_iter().flatten() {
            let at = home.child("properties").child(name);
            properties.push((name.clone(), Spot::new(tree, at, value)));
        }
        let members = self.find("allOf").and_then(Value::as_array).filter(|members| members.len() > 1);
        for (index, member) in members.into_iter().flatten().enumerate() {
            let part = Spot::new(tree, home.child("allOf").index(index), member);
            properties.extend(part.properties(tree));
        }
        properties
    }
}

fn reference(value: &Value) -> Option<Pointer> {
    Pointer::from_fragment(value.get("$ref")?.as_str()?.strip_prefix('#')?)
}

/// An operation of the document.
#[derive(Debug)]
pub struct Operation<'d> {
    /// The operation itself.
    pub spot: Spot<'d>,
    /// Its path item.
    item: Spot<'d>,
}

impl<'d> Operation<'d> {
    /// The operation of a method and a path, whatever its parameters are called.
    pub fn find(tree: &'d Value, method: &str, path: &str) -> Option<Self> {
        let paths = tree.get("paths")?.as_object()?;
        let (template, item) = paths.iter().find(|(template, _)| unnamed(template) == unnamed(path))?;
        let item = Spot::new(tree, Pointer::root().child("paths").child(template), item);
        let spot = item.member(tree, &method.to_ascii_lowercase())?;
        Some(Self { spot, item })
    }

    /// Its parameters: its own, and those of its path that it does not repeat.
    pub fn parameters(&self, tree: &'d Value) -> Vec<Spot<'d>> {
        let mut parameters: Vec<Spot<'d>> = Vec::new();
        for owner in [&self.spot, &self.item] {
            let list = owner.values.first().and_then(|value| value.get("parameters")).and_then(Value::as_array);
            for (index, value) in list.into_iter().flatten().enumerate() {
                let spot = Spot::new(tree, owner.at.child("parameters").index(index), value);
                let same = |known: &Spot<'_>| known.text("name") == spot.text("name") && known.text("in") == spot.text("in");
                if !parameters.iter().any(same) {
                    parameters.push(Spot { at: spot.home(tree), ..spot });
                }
            }
        }
        parameters
    }

    /// The schema of its request body.
    pub fn body(&self, tree: &'d Value) -> Option<Spot<'d>> {
        self.spot.member(tree, "requestBody")?.content(tree)
    }

    /// The answer of a status; of none, its success.
    pub fn response(&self, tree: &'d Value, status: Option<u16>) -> Option<Spot<'d>> {
        let responses = self.spot.member(tree, "responses")?;
        let keys = match status {
            Some(status) => vec![status.to_string(), format!("{}XX", status / 100), "default".to_owned()],
            None => responses.values.first()?.as_object()?.keys().filter(|key| key.starts_with('2')).cloned().collect(),
        };
        keys.iter().find_map(|key| responses.member(tree, key))
    }

    /// Its answers that have a status.
    pub fn statuses(&self, tree: &'d Value) -> Vec<(u16, Spot<'d>)> {
        let Some(responses) = self.spot.member(tree, "responses") else { return Vec::new() };
        let keys = responses.values.first().and_then(|value| value.as_object()).into_iter().flat_map(|answers| answers.keys());
        keys.filter_map(|key| Some((key.parse().ok()?, responses.member(tree, key)?))).collect()
    }
}

/// A path without the names of its parameters.
fn unnamed(path: &str) -> String {
    path.split('{')
        .enumerate()
        .map(|(index, part)| if index == 0 { part } else { part.split_once('}').map_or(part, |(_, rest)| rest) })
        .collect::<Vec<_>>()
        .join("{}")
}
