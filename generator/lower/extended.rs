//! A schema that others extend, and a discriminator that tells them apart → a choice of them.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use openapiv3::Schema as Written;
use serde_json::Value;

use super::Lowering;
use super::union::{Choice, meant};
use crate::api::{Additional, Kind, Schema, Selection, Union, Variant};
use crate::pointer::Pointer;

/// The most schemas that a choice is made of. Some documents extend one schema by most others, which few calls could want.
const MOST: usize = 256;

/// What a discriminator tells apart, in order, and to look something up.
type Children = Rc<(Vec<Pointer>, BTreeSet<Pointer>)>;

/// The components that extend each component, in the document's order, and what is known of those with a discriminator.
#[derive(Default)]
pub(super) struct Extensions {
    direct: BTreeMap<Pointer, Vec<Pointer>>,
    children: BTreeMap<Pointer, Children>,
}

/// What extends what, by the references in `allOf`.
pub(super) fn extensions(tree: &Value) -> Extensions {
    let at = Pointer::root().child("components").child("schemas");
    let components = at.find(tree).and_then(Value::as_object).into_iter().flatten();
    let mut extensions = Extensions::default();
    for (name, schema) in components {
        // A schema that may be null besides is that schema, and nothing that extends it.
        let is_wrapped = |parents: &Vec<Value>| parents.len() == 1 && schema.get("nullable") == Some(&Value::Bool(true));
        if schema.get("allOf").and_then(Value::as_array).is_some_and(is_wrapped) {
            continue;
        }
        for parent in schema.get("allOf").and_then(Value::as_array).into_iter().flatten() {
            let reference = parent.get("$ref").and_then(Value::as_str).and_then(|reference| reference.strip_prefix('#'));
            if let Some(parent) = reference.and_then(Pointer::from_fragment) {
                extensions.direct.entry(parent).or_default().push(at.child(name));
            }
        }
    }
    extensions
}

impl Lowering<'_> {
    /// Makes a record with a discriminator the choice of what extends it. What none of them is, is the record itself.
    pub(super) fn extensible(&mut self, schema: &mut Schema, written: &Written) {
        let (Kind::Record(_), Some(property)) = (&schema.kind, &schema.discriminator) else { return };
        let (at, property) = (schema.pointer.clone(), property.clone());
        let children = self.children(&at);
        if children.0.is_empty() || children.0.len() > MOST {
            return;
        }
        let tags = Choice::of_discriminator(written).tags();
        let tags_of =
            |target: &Pointer| tags.iter().filter(|(_, pointer)| pointer == target).map(|(tag, _)| tag.clone()).collect::<Vec<_>>();
        let mut variants = Vec::new();
        for child in &children.0 {
            let (mut tags, name) = (tags_of(child), child.last());
            if tags.is_empty() {
                tags.extend(name.clone());
            }
            variants.push(Variant { schema: self.referred(child.clone()), name, tags, tagged: None, boxed: false, rest: false });
        }
        let mut kind = std::mem::take(&mut schema.kind);
        // What a later version extends it by is kept.
        if let Kind::Record(record) = &mut kind
            && record.additional == Additional::Unstated
        {
            record.additional = Additional::Typed(self.anything(&at));
        }
        let own = Schema { pointer: at.clone(), kind, constraints: std::mem::take(&mut schema.constraints), ..Schema::default() };
        let own = self.api.schemas.add(own);
        variants.push(Variant { schema: own, name: Some("Base".to_owned()), tags: tags_of(&at), tagged: None, boxed: false, rest: true });
        schema.kind = Kind::Union(Union { variants, selection: Selection::Discriminator(property), overlapping: false });
    }

    /// Whether the component at `at` is one of those that the discriminator of the one at `base` tells apart.
    pub(super) fn is_extension(&mut self, base: &Pointer, at: &Pointer) -> bool {
        base.find(&self.document.tree).is_some_and(|base| base.get("discriminator").is_some()) && self.children(base).1.contains(at)
    }

    /// What the discriminator of a component tells apart: what its mapping names, and all that extends it. Whose name the mapping does not
    /// say is told by the name of its component (OpenAPI 3.0.3, Discriminator Object).
    fn children(&mut self, base: &Pointer) -> Children {
        if let Some(known) = self.extensions.children.get(base) {
            return Rc::clone(known);
        }
        let (mut list, others) = (self.mapped(base), self.extending(base));
        if list.is_empty() || list.len() + others.len() <= MOST {
            list.extend(others);
        }
        let mut set = BTreeSet::new();
        list.retain(|child| child != base && set.insert(child.clone()));
        let children = Children::new((list, set));
        self.extensions.children.insert(base.clone(), Rc::clone(&children));
        children
    }

    /// The schemas that the mapping of a component names.
    fn mapped(&self, base: &Pointer) -> Vec<Pointer> {
        let mapping = base.child("discriminator").child("mapping").find(&self.document.tree);
        let targets = mapping.and_then(Value::as_object).into_iter().flatten().filter_map(|(_, value)| value.as_str().map(meant));
        targets.filter(|target| target.find(&self.document.tree).is_some()).collect()
    }

    /// The components that extend another, or what extends that.
    fn extending(&self, base: &Pointer) -> Vec<Pointer> {
        let (mut children, mut next, mut seen) = (Vec::new(), vec![base.clone()], BTreeSet::from([base.clone()]));
        // More than are taken need not be known.
        while let Some(parent) = next.pop().filter(|_| children.len() <= MOST) {
            for child in self.extensions.direct.get(&parent).into_iter().flatten() {
                if seen.insert(child.clone()) {
                    children.push(child.clone());
                    next.push(child.clone());
                }
            }
        }
        children
    }
}
