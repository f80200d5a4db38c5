//! A whole client in one file, to be included anywhere: nested modules instead of files, no paths from the crate's root, no features.

use std::collections::BTreeMap;

use super::manifest::dependencies;
use super::template;
use crate::pointer::Pointer;
use crate::report::{Report, code};
use crate::rust::view::View;

/// A client in one file.
#[derive(Debug)]
pub struct Module {
    /// The text of the file.
    pub text: String,
    /// What it needs: crate name and manifest line.
    pub dependencies: Vec<(String, String)>,
}

/// Renders a client as one module.
pub fn module(report: &mut Report, view: &View) -> Option<Module> {
    match template::sources(view, false) {
        Ok(files) => Some(Module { text: text(&files), dependencies: dependencies(view) }),
        Err(error) => {
            report.add(&code::INTERNAL, &Pointer::root(), format!("the client cannot be rendered: {error}"));
            None
        }
    }
}

fn text(files: &BTreeMap<String, String>) -> String {
    let mut root = Folder::default();
    for (path, text) in files {
        root.insert(path, text);
    }
    let head = root.text.clone();
    let uses = head.lines().filter(|line| line.starts_with("pub use ")).collect::<Vec<_>>().join("\n");
    let modules =
        head.lines().filter_map(|line| line.strip_suffix(';')).filter(|line| line.starts_with("mod ") || line.starts_with("pub mod "));
    let mut out = String::new();
    for declaration in modules {
        let Some(folder) = declaration.rsplit(' ').next().and_then(|name| root.inner.get(name)) else { continue };
        out.push_str(ALLOW);
        out.push_str(&format!("{declaration} {{\n{}}}\n\n", folder.nested()));
    }
    format!("{out}{}\n", uses.lines().map(|line| format!("#[allow(unused_imports)]\n{line}")).collect::<Vec<_>>().join("\n"))
}

/// Lints that the crate around it may have switched on. Which of them are known depends on its toolchain.
const ALLOW: &str = "#[allow(unknown_lints, dead_code, unused, missing_docs, unreachable_pub, clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)]\n";

/// A module: its own text, and the modules inside.
#[derive(Default)]
struct Folder {
    text: String,
    inner: BTreeMap<String, Folder>,
}

impl Folder {
    fn insert(&mut self, path: &str, text: &str) {
        match path.split_once('/') {
            Some((folder, rest)) => self.inner.entry(folder.to_owned()).or_default().insert(rest, text),
            None if path == "mod.rs" || path == "lib.rs" => text.clone_into(&mut self.text),
            None => {
                let name = path.strip_suffix(".rs").unwrap_or(path);
                text.clone_into(&mut self.inner.entry(name.to_owned()).or_default().text);
            }
        }
    }

    /// The text with each `mod name;` replaced by the module itself.
    fn nested(&self) -> String {
        let mut out = String::new();
        for line in self.text.lines() {
            let inner = line.strip_suffix(';').and_then(|line| line.rsplit_once("mod ")).and_then(|(_, name)| self.inner.get(name));
            match inner {
                Some(folder) if !line.starts_with([' ', '/']) => {
                    out.push_str(&format!("{} {{\n{}}}\n", line.trim_end_matches(';'), folder.nested()));
                }
                _ => {
                    out.push_str(line);
                    out.push('\n');
                }
            }
        }
        out
    }
}
