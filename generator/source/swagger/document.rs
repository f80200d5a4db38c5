//! The outer objects: the document and its components.

use serde_json::{Map, Value, json};

use super::{Rewriter, media_type};
use crate::pointer::Pointer;

impl<'r> Rewriter<'r> {
    /// The whole document. Its schemas come on their own, because nothing else is made of them.
    pub(super) fn document(&mut self, schemas: Option<Value>) -> Value {
        let Some(root) = self.old.as_object() else { return Value::Null };
        self.consumes = media_type::of_document(root, "consumes");
        self.produces = media_type::of_document(root, "produces");
        let at = Pointer::root();
        self.moves.add(&at.child("openapi"), &at.child("swagger"));
        let mut new = Map::new();
        new.insert("openapi".to_owned(), json!("3.0.3"));
        for (key, value) in root {
            match key.as_str() {
                "swagger" | "host" | "basePath" | "schemes" | "consumes" | "produces" => {}
                "paths" | "parameters" | "responses" | "securityDefinitions" => {}
                _ => {
                    new.insert(key.clone(), self.copy(value));
                }
            }
        }
        if let Some(servers) = self.servers(root) {
            new.insert("servers".to_owned(), servers);
        }
        // Components first: references to what an operation gets a copy of lead to the component.
        let components = self.components(root, schemas);
        if let Some(Value::Object(paths)) = root.get("paths") {
            new.insert("paths".to_owned(), self.paths(paths));
        }
        if !components.is_empty() {
            new.insert("components".to_owned(), json!(components));
        }
        json!(new)
    }

    fn components(&mut self, root: &'r Map<String, Value>, schemas: Option<Value>) -> Map<String, Value> {
        let place = Pointer::root().child("components");
        let mut components = Map::new();
        if let Some(schemas) = schemas {
            self.moves.add(&place.child("schemas"), &Pointer::root().child("definitions"));
            components.insert("schemas".to_owned(), schemas);
        }
        for (old, new) in [("parameters", "parameters"), ("responses", "responses"), ("securityDefinitions", "securitySchemes")] {
            let (old, new) = (root.get_key_value(old), place.child(new));
            let Some((key, Value::Object(members))) = old else { continue };
            let from = Pointer::root().child(key);
            self.moves.show(&new, &from);
            for (name, value) in members {
                self.component(&mut components, (name, value), &from.child(name), &new.child(name));
            }
        }
        components
    }

    /// One component, into the section that it belongs to now.
    fn component(&mut self, components: &mut Map<String, Value>, (name, old): (&str, &'r Value), from: &Pointer, to: &Pointer) {
        let section = to.parent().and_then(|section| section.last()).unwrap_or_default();
        let (section, new) = match section.as_str() {
            "parameters" => match self.shared_parameter(old, from) {
                Some(placed) => placed,
                None => return,
            },
            "responses" => {
                self.moves.add(to, from);
                let produces = self.produces.clone();
                ("responses", self.response(old, &produces, from, to))
            }
            _ => {
                self.moves.add(to, from);
                ("securitySchemes", self.security_scheme(old, from, to))
            }
        };
        if let Value::Object(members) = components.entry(section).or_insert_with(|| json!({})) {
            members.insert(name.to_owned(), new);
        }
    }
}
