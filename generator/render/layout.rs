//! Tokens → text, item by item, a blank line between items and between methods.

use proc_macro2::TokenStream;
use syn::{File, ImplItem, Item};

use super::Error;
use super::guard::{self, Planned};
use crate::rust::marks::Marks;
use crate::rust::view::View;

/// How the items of a crate are laid out.
pub(super) struct Layout<'a> {
    planned: Planned,
    marks: &'a Marks,
}

impl<'a> Layout<'a> {
    pub(super) fn of(view: &'a View) -> Self {
        Self { planned: Planned::of(view), marks: &view.marks }
    }

    /// The text of some items.
    pub(super) fn items(&self, tokens: &[TokenStream]) -> Result<String, Error> {
        let mut texts = Vec::new();
        for tokens in tokens {
            let file: File = syn::parse2(tokens.clone())?;
            guard::check(&file, &self.planned).map_err(Error)?;
            texts.extend(file.items.into_iter().map(item));
        }
        Ok(self.marks.restored(&texts.join("\n\n")))
    }
}

fn item(item: Item) -> String {
    match item {
        Item::Impl(block) if block.items.len() > 1 => methods(block),
        other => print(other),
    }
}

fn print(item: Item) -> String {
    let file = File { shebang: None, frontmatter: None, attrs: Vec::new(), items: vec![item] };
    prettyplease::unparse(&file).trim_end().to_owned()
}

/// prettyplease leaves no blank lines between methods, so each is printed in a block of its own and the blocks are put together.
fn methods(mut block: syn::ItemImpl) -> String {
    let methods: Vec<ImplItem> = std::mem::take(&mut block.items);
    let printed = methods.into_iter().map(|method| {
        let mut alone = block.clone();
        alone.items.push(method);
        let text = print(Item::Impl(alone));
        let (head, rest) = text.split_once('\n').unwrap_or((&text, ""));
        (head.to_owned(), rest.strip_suffix("\n}").unwrap_or(rest).to_owned())
    });
    let printed: Vec<(String, String)> = printed.collect();
    let head = printed.first().map(|(head, _)| head.clone()).unwrap_or_default();
    let bodies: Vec<String> = printed.into_iter().map(|(_, body)| body).collect();
    format!("{head}\n{}\n}}", bodies.join("\n\n"))
}

/// The widest line of a list that is laid out here.
const WIDTH: usize = 120;

/// Items with commas between them: as many on a line as fit, further lines after `indent`.
pub(super) fn wrapped(items: &[String], indent: &str) -> String {
    let mut text = String::new();
    let mut column = indent.len() * 2;
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            text.push(',');
            if column + item.len() > WIDTH {
                text.push('\n');
                text.push_str(indent);
                column = indent.len();
            } else {
                text.push(' ');
            }
        }
        column += item.len() + 2;
        text.push_str(item);
    }
    text
}
