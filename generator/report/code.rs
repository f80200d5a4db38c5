//! The table of everything that specwright can say about a document.

use super::Severity;

/// A kind of finding.
#[derive(Debug)]
pub struct Code {
    /// Its name, in kebab case: what `--allow` and `specwright explain` take.
    pub name: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// A paragraph for `specwright explain`: what it means, why it matters, what to do.
    pub explanation: &'static str,
}

macro_rules! codes {
    ($($severity:ident $constant:ident $name:literal: $explanation:literal)*) => {
        $(
            #[doc = $explanation]
            pub static $constant: Code = Code { name: $name, severity: Severity::$severity, explanation: $explanation };
        )*
        /// Every code, in the order of the table.
        pub static ALL: &[&Code] = &[$(&$constant),*];
    };
}

codes! {
    Error DANGLING_REF "dangling-ref":
        "A `$ref` names a place that does not exist in the document. Nothing can be generated from it: correct the reference, or add what it names."
    Warning UNSUPPORTED_REQUEST_BODY "unsupported-request-body":
        "The operation takes a request body in a media type that this version cannot write. The operation is left out of the client; the others are generated."
    Note RENAMED "renamed":
        "A name of the document is not a Rust name, or two names would be the same in Rust. The name that was chosen instead is in the message; the configuration can choose another."
}
