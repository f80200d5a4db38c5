//! The text of a `$ref` → which file, and which place in it.

use crate::pointer::Pointer;

/// Where a reference leads, before any file is opened.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// To the network, or by a scheme to anything else.
    Remote,
    /// To a place of the same file, if the path is empty, or of the file at a relative path.
    Place {
        /// The path, percent-decoded.
        path: String,
        /// The place in that file; `None` if the fragment is no pointer.
        pointer: Option<Pointer>,
    },
}

pub(super) fn parse(text: &str) -> Target {
    let (path, fragment) = text.split_once('#').unwrap_or((text, ""));
    // A scheme has two letters at least, so that `C:\x` is a path: an absolute one, and refused as such.
    let scheme = path
        .split_once(':')
        .is_some_and(|(scheme, _)| scheme.len() > 1 && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.')));
    if scheme || path.starts_with("//") {
        return Target::Remote;
    }
    // A path is percent-encoded as a pointer is, so the pointer's own rule decodes it.
    let path = Pointer::from_fragment(&format!("/{path}")).map_or_else(String::new, |path| path.as_str().chars().skip(1).collect());
    Target::Place { path, pointer: Pointer::from_fragment(fragment) }
}

/// The reference that leads to a place of the document itself.
pub(in crate::source) fn reference_to(pointer: &Pointer) -> String {
    format!("#{}", pointer.as_str().replace('%', "%25"))
}

#[cfg(test)]
mod tests {
    use super::{Target, parse};
    use crate::pointer::Pointer;

    #[test]
    fn where_references_lead() {
        for text in ["http://169.254.169.254/", "file:///etc/passwd", "//host/x", "https://a/b#/c", "data:,x"] {
            assert_eq!(parse(text), Target::Remote, "{text}");
        }
        let table = [
            ("#/a/b", "", Some("/a/b")),
            ("x.yaml", "x.yaml", Some("")),
            ("./a%20b.yaml#/c~1d", "./a b.yaml", Some("/c~1d")),
            ("x.yaml#Pet", "x.yaml", None),
        ];
        for (text, path, pointer) in table {
            let pointer = pointer.and_then(Pointer::from_fragment);
            assert_eq!(parse(text), Target::Place { path: path.to_owned(), pointer }, "{text}");
        }
    }
}
