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
    Error MALFORMED "malformed":
        "A part of the document does not have the form that OpenAPI gives it, so nothing can be generated from it. The message says what was expected; the OpenAPI specification describes the object in full."
    Error ALL_OF_CYCLE "all-of-cycle":
        "A schema extends itself through `allOf`. No value can satisfy such a schema, and no Rust type can express it. Remove one of the references that close the circle."
    Warning ODD_EXTENSION "odd-extension":
        "An extension that specwright understands has a value of another form than it expects, or does not fit the object that it stands in. It is ignored. The table of extensions in the README shows the form of each."
    Warning UNKNOWN_REQUIRED "unknown-required":
        "A name under `required` is not among the properties of the schema, most often because of a spelling mistake. There is no field for it, so the requirement has no effect on the Rust type."
    Warning APPROXIMATED "approximated":
        "The schema combines others in a way that no single Rust type expresses. The message says what is typed and what is kept as plain JSON; no data is lost when such a value is read and written again."
    Warning SEVERAL_SUCCESSES "several-successes":
        "An operation has several successful responses with different bodies. This version gives each operation one result type, so the operation is left out of the client and the others are generated."
    Warning UNSUPPORTED_PARAMETER "unsupported-parameter":
        "A parameter is described by a media type that this version cannot write. The operation is left out of the client and the others are generated."
    Warning UNSUPPORTED_SECURITY "unsupported-security":
        "A security scheme cannot be applied by this version. Operations that accept another scheme use that one; operations that accept no other are left out, with a warning for each."
    Warning UNKNOWN_SECURITY "unknown-security":
        "A security requirement names a scheme that the document does not declare. That alternative is left out. Declare the scheme under `components/securitySchemes`, or correct the name."
    Warning DANGLING_MAPPING "dangling-mapping":
        "A value of a discriminator is mapped to a schema that does not exist. Values with it are kept as unknown variants. Correct the mapping, or add the schema."
    Warning UNDECODED_RESPONSE "undecoded-response":
        "A response has a media type that this version does not decode. The method returns the bytes of the body as they are."
    Warning UNUSABLE_SERVER "unusable-server":
        "The address of a server is relative, or is not a plain http or https address, so a client cannot use it by itself. Users of the generated client must give an endpoint."
    Note MIXED_ENUM "mixed-enum":
        "An `enum` lists values of several JSON types, or numbers with fractions. Only texts, or only integers, become a Rust enum; the values keep the general type and the server checks them."
    Note NO_SUCCESS "no-success":
        "An operation describes no 2xx response. `default` is taken for it where there is one; otherwise every 2xx status counts as a success without content."
    Note DERIVED_OPERATION_ID "derived-operation-id":
        "An operation has no `operationId`, so the name of its method is made from its HTTP method and path. Give it an id: derived names change when the path does."
    Note MEDIA_TYPE_CHOSEN "media-type-chosen":
        "A body can have several media types. The one that says most about its content is used: JSON, then forms, then text, then bytes."
    Note IGNORED_HEADER "ignored-header":
        "OpenAPI says that header parameters named `Accept`, `Content-Type` and `Authorization` shall be ignored: content and security describe them. Use the extension `x-headers` for a header that is sent on every call."
    Note IGNORED_CALLBACKS "ignored-callbacks":
        "Callbacks describe calls that the service makes to a server of yours. A client library has no part in them, so nothing is generated from them."
    Note IGNORED_NOT "ignored-not":
        "`not` excludes values, which a Rust type cannot express. The server checks it."
    Note SERVER_VARIABLES "server-variables":
        "The address of a server has variables. The client uses their defaults; another address can be given when the client is built."
    Note AMBIGUOUS_UNION "ambiguous-union":
        "Nothing in the document tells the alternatives of a union apart: no discriminator, no JSON type, no required property. They are tried in order and the first that can be read is taken. Add a discriminator, or make the alternatives require different properties."
    Warning UNSUPPORTED_REQUEST_BODY "unsupported-request-body":
        "The operation takes a request body in a media type that this version cannot write. The operation is left out of the client; the others are generated."
    Note RENAMED "renamed":
        "A name of the document is not a Rust name, or two names would be the same in Rust. The name that was chosen instead is in the message; the configuration can choose another."
}
