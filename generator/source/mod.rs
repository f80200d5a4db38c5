//! Bytes → `Document`: what was written, in OpenAPI 3.0 forms, with nothing that was not understood passed on in silence.

/// A document as it was written, read and in one piece.
#[derive(Debug)]
pub struct Document {
    /// The typed document. Every `$ref` in it leads to a place of this document.
    pub api: openapiv3::OpenAPI,
    /// The same, untyped, for what the typed form has no room for.
    pub tree: serde_json::Value,
}

/// The files that a document was read from, to show lines of them.
#[derive(Debug, Default)]
pub struct Sources {}
