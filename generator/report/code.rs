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

// Reading: bytes, syntax, limits.
codes! {
    Error TOO_LARGE "too-large":
        "The document, with all files that it refers to, is larger than 64 MiB. The limit keeps a hostile document from filling the memory; no description of an API comes near it. Split the API into several documents."
    Error NOT_UTF8 "not-utf8":
        "The document is not written in UTF-8, which YAML and JSON documents on the network are. Save it as UTF-8; an editor or `iconv` converts it."
    Error EMPTY_DOCUMENT "empty-document":
        "The file holds nothing but white space. Check that the right file was given, and that what wrote it succeeded."
    Error SYNTAX "syntax":
        "The text is neither YAML nor JSON at the marked place, so that nothing behind it can be read. Often the cause stands shortly before the mark: a tab where spaces indent, a colon or a quote too few or too many."
    Error SEVERAL_DOCUMENTS "several-documents":
        "A YAML file can hold several documents, separated by `---`, and only one of them could be meant. Put each into a file of its own."
    Error TOO_DEEP "too-deep":
        "Lists and mappings are nested deeper than 128 levels. No description of an API needs that; the limit keeps a hostile document from exhausting the stack. Move inner parts to `components` and refer to them."
    Error TOO_MANY_NODES "too-many-nodes":
        "The document has more than 5 million nodes once its YAML aliases are expanded, or repeats its parts through aliases too often. A few lines of aliases can stand for billions of nodes; `$ref` refers to a shared part without copying it."
    Error DUPLICATE_KEY "duplicate-key":
        "A mapping has two members of one name. Parsers disagree on which of them counts, so a guess could generate another API than the one that was meant. Remove one of them, or rename it."
    Error BAD_MERGE_KEY "bad-merge-key":
        "The YAML merge key `<<` takes a mapping, or a list of mappings, and was given something else. Give it an alias of a mapping, or quote what is not meant as a merge."
    Error NOT_A_NUMBER "not-a-number":
        "YAML can spell infinity and not-a-number, and JSON, in which every value of an API is exchanged, cannot. Leave the limit out, or quote the value if text is meant."
    Warning YAML_TAG "yaml-tag":
        "A YAML tag such as `!include` asks for processing that OpenAPI does not know. The tag is ignored and the value behind it is read as it stands. Run the tool that understands the tag first, or use `$ref`."
    Error UNSUPPORTED_VERSION "unsupported-version":
        "The document does not say that it is written in a version of OpenAPI that is read. Versions differ in what the same words mean, so a document is never read as another version than its own. Convert it, or correct its `openapi` key."
    // References.
    Error DANGLING_REF "dangling-ref":
        "A `$ref` names a place that does not exist in the document. Nothing can be generated from it: correct the reference, or add what it names."
    Warning DANGLING_MAPPING "dangling-mapping":
        "A discriminator maps a value to a schema that does not exist. A message with that value cannot be read as any known type; the entry is left out. Correct the reference, or add the schema."
    Error REF_CYCLE "ref-cycle":
        "A `$ref` leads back to itself through other references, or through more than 64 of them, and never reaches a definition. A schema may contain itself, but it cannot be nothing but itself. Define one of the places in the circle."
    Error REF_REMOTE "ref-remote":
        "A `$ref` leads to the network. Documents are never fetched: what is generated would depend on the day, and a hostile document could reach into the network of the machine. Download the file and refer to it by a relative path."
    Error REF_OUTSIDE_FOLDER "ref-outside-folder":
        "A `$ref` leads to a file outside the folder of the document, directly or through a symbolic link. A document may not read other files of the machine. Move the file below the document's folder, or the document up."
    Error REF_UNREADABLE "ref-unreadable":
        "A `$ref` leads to a file that cannot be read. The message says why. Relative references are looked up from the folder of the file that holds them; a document read from standard input has no folder."
    Error REF_OTHER_KIND "ref-other-kind":
        "A `$ref` leads to something of another kind than is needed where it stands, a parameter where a schema is needed, say. Refer to a definition of the right kind."
    Warning MISPLACED_REF "misplaced-ref":
        "A `$ref` stands where OpenAPI has none, in the place of a whole `content` or `properties`, say. What it leads to is put in its place; other tools may refuse the document. Refer to the parts, each where a reference is allowed."
    Warning REF_SIBLINGS_IGNORED "ref-siblings-ignored":
        "What stands beside a `$ref` is ignored in OpenAPI 3.0, and these keys are. Descriptions, defaults and similar remarks beside a reference are kept all the same. Wrap the reference in `allOf` to add constraints to it."
    // Shape.
    Error WRONG_TYPE "wrong-type":
        "A value is of another JSON type than the specification asks for at its place, a string instead of a list, say. What was meant cannot be known. Correct the value."
    Warning UNQUOTED_TEXT "unquoted-text":
        "A number or a boolean stands where text is needed: `version: 1.10`, say. It is read as the text that it prints as, which may not be what was written: this one becomes `1.1`. Put it in quotes."
    Warning NULL_VALUE "null-value":
        "A key has no value, or null, where the specification needs one. In YAML that is a key with nothing behind its colon. It is read as if it were absent or empty. Give it a value, or remove it."
    Error MISSING_KEY "missing-key":
        "An object lacks a key without which it says nothing. Add the key."
    Warning MISSING_DETAIL "missing-detail":
        "An object lacks a key that the specification requires, though nothing depends on it for a client. A neutral value is taken in its place. Add the key, for other tools may refuse the document."
    Warning UNKNOWN_KEY "unknown-key":
        "An object has a key that the specification does not know at its place. It is ignored, and if it is a misspelling, something that was meant is lost. Correct it; a key of your own begins with `x-`."
    Error UNKNOWN_VALUE "unknown-value":
        "A value is not one of the few that the specification knows at its place. Correct it."
    Error NAME_TOO_LONG "name-too-long":
        "The name of a component, property or parameter has more than 256 characters. No such name is written by a person, and a type could not be named after it. Shorten it."
    Warning QUOTED_VALUE "quoted-value":
        "A number or a boolean is written as text where the specification wants the value itself. It is read as the value. Remove the quotes, for other tools may refuse the document."
    Warning OTHER_CASE "other-case":
        "One of the few words that the specification knows at its place is written in another case. It is read as the word that is meant. Write it as the specification does."
    Warning FOREIGN_TYPE "foreign-type":
        "A schema has a `type` that JSON does not have, but that another language or a `format` has, such as `int` or `date`. It is read as the type of JSON that is meant. Correct it, and use `format` to tell kinds of strings and numbers apart."
    Warning REQUIRED_FLAG "required-flag":
        "A schema says `required: true` of itself, as drafts of JSON Schema before the fourth did. OpenAPI lists the names of required properties in the object that has them, and so it is read. Move the name to that list."
    Warning DUPLICATE_OPERATION_ID "duplicate-operation-id":
        "Two operations have the same `operationId`, which names an operation and has to be unique. Methods are named after it. The first keeps it, and the name of the other is made from its HTTP method and path. Rename one of the operations."
    Warning MALFORMED_PATH "malformed-path":
        "A path is not a path template: it begins with a slash, has no query or fragment, and each of its parameters stands between braces, has a name, and occurs once. The path is left out of the client; the others are generated. Parameters of the query belong to `parameters`, with `in: query`."
    Warning UNDECLARED_PATH_PARAMETER "undeclared-path-parameter":
        "A path template has a parameter that no `parameters` list declares, so its type is unknown. It is taken for a required string. Declare it with `in: path`, for the path or for the operation."
    Warning UNUSED_PATH_PARAMETER "unused-path-parameter":
        "A parameter is declared to be in the path, and the path template has no place for it. It is left out. Add it to the template in braces, or remove the declaration."
    Warning OPTIONAL_PATH_PARAMETER "optional-path-parameter":
        "A parameter in the path is not marked `required: true`. There is no path without it, so it is treated as required. Mark it."
    Warning MISSING_SCHEMA "missing-schema":
        "A parameter or header has neither a `schema` nor a `content`, or a body of Swagger has no `schema`, so its type is unknown. A parameter is treated as a string, a body as any JSON. Give it a schema."
    Warning SCHEMA_AND_CONTENT "schema-and-content":
        "A parameter or header has both a `schema` and a `content`, which say the same thing in two ways and exclude each other. The schema counts. Remove one of them."
    Note CALLBACK_LEFT_OUT "callback-left-out":
        "The operation describes callbacks: requests that the server sends. A client has no part in them, and nothing is generated."
    Note LINKS_LEFT_OUT "links-left-out":
        "A response describes links: which operations its values may be given to. A client does not follow them, so nothing is generated from them; what they say about the values can be said in the descriptions of the parameters."
    Note HEAD_CONTENT "head-content":
        "An operation with the method HEAD describes the content of its answer. Such an answer has no body (RFC 9110, 9.3.2): its headers are read, and the content, which says what GET would answer, is passed over."
    Note WEBHOOKS_LEFT_OUT "webhooks-left-out":
        "The document describes webhooks: calls that the service makes to a server of yours. A client library has no part in them, so nothing is generated from them."
    Warning NEWER_FORM "newer-form":
        "A document uses a form that came with a later version of OpenAPI than its own: a list of types in 3.0, say, or `nullable` in Swagger 2.0. It is read as it was meant; other tools may refuse it. Write it in the form of the document's version, or raise the version that the document says it is of."
    Warning LATER_FORM "later-form":
        "A document uses something that came with OpenAPI 3.2 and that is not supported yet. The message says what becomes of it; everything else is generated. Where a client has to have it, describe it in a form of 3.1."
    Note ASSUMED_SCHEME "assumed-scheme":
        "A Swagger document has a `host` and no `schemes`, which means: the scheme that the document itself was fetched by. That is not known here, and https is taken. Name the `schemes`; users of the client can give another endpoint."
    Warning SEVERAL_BODIES "several-bodies":
        "An operation of a Swagger document has two parameters with `in: body`, or fields of a form beside one. A request has one body: the first parameter with `in: body` is used and the others are left out. Put everything into one schema."
    Note UNCHECKED_KEYWORD "unchecked-keyword":
        "A keyword of JSON Schema limits values in a way that no Rust type expresses. Values are read and written whether or not they keep to it; the server checks."
    Error MALFORMED "malformed":
        "A part of the document could not be read, although each of its keys is of the right type. The message is the parser's own. Please report it together with the part of the document: a clearer message can be made."
    // Command line.
    Warning UNUSED_ALLOW "unused-allow":
        "A code was allowed that does not exist, that is an error, or of which nothing was found. The argument is out of date or misspelt. Remove it, so that it does not hide a later finding."
    // Configuration.
    Error UNMATCHED_SETTING "unmatched-setting":
        "An entry of the configuration names an operation, a tag, a type or a field that is not there, or asks for features of what can have none, so it has no effect. It is misspelt, or the document has changed since it was written. Correct the entry, or remove it."
    Error BAD_OVERLAY "bad-overlay":
        "A file under `overlays` is not an OpenAPI Overlay document of version 1.0, or one of its actions cannot be carried out. The specification is at <https://spec.openapis.org/overlay/v1.0.0.html>; an action has a `target`, which is a JSONPath (RFC 9535), and an `update` or `remove: true`."
    Error UNMATCHED_TARGET "unmatched-target":
        "The target of an action of an overlay selects nothing in the document, so the action has no effect. It is misspelt, or the document was mended since. Correct the target, or remove the action."
    // Lint.
    Warning EXAMPLE_MISMATCH "example-mismatch":
        "An example is not what the schema beside it says: another JSON type, a value out of range, a property that is missing. One of the two is wrong, and if it is the schema, the client cannot read what the server sends. Find out what is really sent, and correct the other; `nullable`, `x-accept` and `x-aliases` describe servers that are not strict."
    Warning DEFAULT_MISMATCH "default-mismatch":
        "The default of a schema is not a value of that schema, so it cannot be what is meant when the value is left out. Correct the default or the schema."
    Warning EXAMPLE_UNKNOWN_PROPERTY "example-unknown-property":
        "An example, or a default, has a property that its schema does not mention. Most often the property is missing from the schema, so that clients lose it, or one of the two spells it wrong. Add it, name it under `x-aliases` of the property that it stands for, or allow it by `additionalProperties`."
    Warning BAD_PATTERN "bad-pattern":
        "A `pattern` is not a regular expression that can be used, so nothing can be held against it. Correct it; OpenAPI means the regular expressions of JavaScript, without slashes around them."
    Note EXAMPLE_UNCHECKED "example-unchecked":
        "An example or a default was not held against its schema, because the two are nested so deep, or have so many combinations, that it would take too long. The limit keeps a hostile document from keeping the command busy for hours."
    // Any stage.
    Error INTERNAL "internal":
        "A promise between two parts of specwright was broken: a defect of specwright, not of the document. Nothing was written. Please report it together with the document, or the smallest part of it that shows the same."
    // Lowering.
    Error ALL_OF_CYCLE "all-of-cycle":
        "A schema extends itself through `allOf`. No value can satisfy such a schema, and no Rust type can express it. Remove one of the references that close the circle."
    Warning ODD_EXTENSION "odd-extension":
        "An extension that specwright understands has a value of another form than it expects, or does not fit the object that it stands in. It is ignored. The table of extensions in the README shows the form of each."
    Warning UNKNOWN_REQUIRED "unknown-required":
        "A name under `required` is not among the properties of the schema, most often because of a spelling mistake. There is no field for it, so the requirement has no effect on the Rust type."
    Warning APPROXIMATED "approximated":
        "The schema combines others in a way that no single Rust type expresses. The message says what is typed and what is kept as plain JSON; no data is lost when such a value is read and written again."
    Warning UNSUPPORTED_PARAMETER "unsupported-parameter":
        "A parameter is described by a media type that this version cannot write. The operation is left out of the client and the others are generated."
    Warning APPROXIMATED_STYLE "approximated-style":
        "The items of a list are to be joined in a way that has no form in OpenAPI 3.0, such as by tabs. The message says how they are written instead; find out whether the server takes them so."
    Warning UNSUPPORTED_SECURITY "unsupported-security":
        "A security scheme cannot be applied by this version. Operations that accept another scheme use that one; operations that accept no other are left out, with a warning for each. Schemes that are asked for together but go to the same place of a request, such as two in the header `Authorization`, count as alternatives."
    Warning UNKNOWN_SECURITY "unknown-security":
        "A security requirement names a scheme that the document does not declare. That alternative is left out. Declare the scheme under `components/securitySchemes`, or correct the name."
    Warning UNUSABLE_SERVER "unusable-server":
        "The address of a server is relative, or is not a plain http or https address, so a client cannot use it by itself. Users of the generated client must give an endpoint."
    Warning AMBIGUOUS_TAG "ambiguous-tag":
        "Several alternatives of a union claim the same value of the discriminator. They are tried in order, and the first that has a place for all of what came is taken. Give each alternative values of its own."
    Note UNUSED_COMPONENTS "unused-components":
        "Some schemas among the components are carried by no request and no answer, directly or inside others, so no types are emitted for them. Those that only others extend through `allOf` are among them: their properties are part of the schemas that extend them."
    Note MIXED_ENUM "mixed-enum":
        "An `enum` lists values of several JSON types, numbers with fractions, or integers above `i64`. Only texts, or only integers of 64 bits with a sign, become a Rust enum; the values keep the general type and the server checks them."
    Note NO_SUCCESS "no-success":
        "An operation describes no 2xx response. `default` is taken for it where there is one; otherwise every 2xx status counts as a success without content."
    Note DERIVED_OPERATION_ID "derived-operation-id":
        "An operation has no `operationId`, so the name of its method is made from its HTTP method and path. Give it an id: derived names change when the path does."
    Note MEDIA_TYPE_CHOSEN "media-type-chosen":
        "A body can have several media types. The one that says most about its content is used: JSON, then forms, then parts, then text, then bytes. A request body of another schema gets an operation of its own, named after the first with the kind of the body behind. Of several media types that come piece by piece, the first is a stream. An example of Swagger 2.0 does not add to the media types that are listed: one in another is left out."
    Note IGNORED_HEADER "ignored-header":
        "OpenAPI says that header parameters named `Accept`, `Content-Type` and `Authorization` shall be ignored: content and security describe them. Use the extension `x-headers` for a header that is sent on every call."
    Warning UNUSED_RESERVED "unused-reserved":
        "`allowReserved` is about parameters of the query alone (OpenAPI, Parameter Object). In a path, what is reserved would end a segment or the path; headers are sent as they are, and cookies encoded. Leave it out."
    Note IMPLIED_TYPE "implied-type":
        "A schema has no `type`, and its `properties`, `items` or constants show which is meant. Strictly, values of every other type are allowed as well; nobody means that, so the type is taken as given. Add it."
    Note EMPTY_SCHEMA "empty-schema":
        "A schema says nothing of its values, so they can be any JSON and have no type of their own. Often something was forgotten. Add what is known of them, or a description, if anything is meant."
    Note NULL_CONSTANT "null-constant":
        "An `enum` lists `null`, and the type of the schema has no such value, so that strictly it never occurs. Who lists it means it: the value may be null. Say so with `nullable: true`, or in OpenAPI 3.1 with a list of types."
    Note ADDITIONAL_BESIDE "additional-beside-composition":
        "`additionalProperties` is about the properties that stand beside it, not about those of the members of an `allOf` or of a choice. Strictly, `false` would forbid these. Beside an `allOf` it is taken for what the whole object may have more; beside a choice it is left to the server. Put it into the members, or use `unevaluatedProperties`."
    Note REF_SIBLINGS_KEPT "ref-siblings-kept":
        "OpenAPI 3.0 says that what stands beside a `$ref` is ignored. What says how a schema is used here, such as `nullable` or `default`, is meant all the same, and is read as OpenAPI 3.1 reads it. Put the reference into an `allOf` to say so in 3.0."
    Note IDLE_KEYWORD "idle-keyword":
        "A keyword limits values of another type than the schema has: `minLength` of an integer, say. JSON Schema lets it say nothing then, so it is passed over. It may have been meant for another schema, or the type may be wrong."
    Warning NO_VALUE "no-value":
        "What a schema is limited to leaves no value: a `minimum` above the `maximum`, or an `enum` without constants. Nothing could be sent or answered by it, so that cannot be meant, and values are read and written whatever they are. Correct the limits."
    Note TAKEN_AS_TEXT "taken-as-text":
        "A body in another form than JSON, or a header that is a list or an object, has a schema that says what is inside of it: its parts, or that it is a number or one of some constants. It is handed over as its text, or as bytes, and the schema is not used: reading it is left to you, with a library for the form."
    Warning UNUSED_ENCODING "unused-encoding":
        "What `encoding` says of a part has no effect: no property of the schema has its name, it asks for headers of the part, which are not sent, or for a style of an object, which is sent as JSON. Correct the name; whether the server can do without the headers is to be found out."
    Note IGNORED_NOT "ignored-not":
        "`not` excludes values, which a Rust type cannot express. The server checks it."
    Warning UNUSED_VARIABLE "unused-variable":
        "A server has a variable that its address has no place for, so it has no effect, and the client has no setting for it. Add it to the address in braces, or remove it."
    Note SERVER_VARIABLES "server-variables":
        "The address of a server has variables. They are settings of the client, or take their defaults where another value could make another address of it; any other address can be given when the client is built."
    Note PAGES_FOUND "pages-found":
        "Parameters of the query and properties of the answer show that an operation spreads its answer over pages, so its request has `items()` and `pages()`. The message names the evidence. `x-pagination` says it otherwise: with `style: none`, or with a style and names of your own."
    Note AMBIGUOUS_UNION "ambiguous-union":
        "Nothing tells all alternatives of a union apart at once: no property with other constants in each, no JSON type, no property for each that it requires and no other has; or several are without a value of the discriminator. These are tried in order: the first that can be read and has a place for all members is taken, otherwise the one that loses fewest. Add a discriminator, or make the alternatives require different properties."
    Note BASE_DISCRIMINATOR "base-discriminator":
        "A schema has a discriminator and no alternatives: others may extend it with `allOf`, and where it is referred to, any of them may stand, so that it becomes an enum of them. None does here, or more than 256 do, and it becomes a type of its own properties alone; what others add is skipped when a value is read, and cannot be sent. A `oneOf` of those that are meant becomes an enum that keeps all of it. An overlay can put it there."
    Note RENAMED "renamed":
        "A name of the document is not a Rust name, or two names would be the same in Rust. The name that was chosen instead is in the message; the configuration can choose another."
}
