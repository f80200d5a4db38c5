//! Hostile documents: one harmless document with something put where it does not belong.

use serde_json::{Value, json};

use super::texts::{BIDI, BREAKS, CODE, COMMENT, LITERALS, MARKUP, NAMES, PATHS, REFERENCES, SERVERS};

/// A document that has one of everything.
fn harmless() -> Value {
    json!({
        "openapi": "3.0.3",
        "info": {"title": "Pets", "version": "1", "description": "About pets.", "license": {"name": "MIT"}, "contact": {"name": "Ann"}},
        "servers": [{"url": "https://pets.example", "description": "Europe", "x-region": "eu-1"}],
        "tags": [{"name": "pets", "description": "All about pets."}],
        "security": [{"key": []}],
        "paths": {"/pets/{petId}": {
            "get": {
                "operationId": "showPet", "tags": ["pets"], "summary": "Shows a pet.", "description": "Says what is known.",
                "parameters": [
                    {"name": "petId", "in": "path", "required": true, "description": "Which.", "schema": {"type": "string"}},
                    {"name": "limit", "in": "query", "description": "How many.", "schema": {"type": "integer", "default": 1}},
                    {"name": "X-Kind", "in": "header", "description": "Of what kind.", "schema": {"$ref": "#/components/schemas/Kind"}}
                ],
                "responses": {
                    "200": {"description": "The pet.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}}},
                    "404": {"description": "No pet."}
                }
            },
            "put": {
                "operationId": "changePet",
                "parameters": [{"name": "petId", "in": "path", "required": true, "schema": {"type": "string"}}],
                "requestBody": {"required": true, "description": "The pet.",
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}}},
                "responses": {"204": {"description": "Done."}}
            }
        }},
        "components": {
            "schemas": {
                "Pet": {"type": "object", "description": "A pet.", "required": ["name"], "properties": {
                    "name": {"type": "string", "description": "What it is called.", "pattern": "^[a-z]+$", "default": "x"},
                    "kind": {"$ref": "#/components/schemas/Kind"},
                    "any": {"$ref": "#/components/schemas/Any"}
                }},
                "Kind": {"type": "string", "title": "Kind", "enum": ["cat", "dog"], "x-enum-descriptions": ["A cat.", "A dog."]},
                "Any": {"oneOf": [{"type": "string"}, {"type": "object", "title": "Thing", "properties": {"a": {"type": "string"}}}]}
            },
            "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key", "description": "The key."}}
        }
    })
}

/// Every place of the harmless document that takes prose.
const PROSE: &[&str] = &[
    "/info/title",
    "/info/version",
    "/info/description",
    "/info/license/name",
    "/info/contact/name",
    "/servers/0/description",
    "/tags/0/description",
    "/paths/~1pets~1{petId}/get/summary",
    "/paths/~1pets~1{petId}/get/description",
    "/paths/~1pets~1{petId}/get/parameters/0/description",
    "/paths/~1pets~1{petId}/get/parameters/1/description",
    "/paths/~1pets~1{petId}/get/responses/404/description",
    "/paths/~1pets~1{petId}/put/requestBody/description",
    "/components/schemas/Pet/description",
    "/components/schemas/Pet/properties/name/description",
    "/components/schemas/Kind/title",
    "/components/schemas/Kind/x-enum-descriptions/0",
    "/components/schemas/Any/oneOf/1/title",
    "/components/securitySchemes/key/description",
];

/// The harmless document with other values at these places.
fn with(changes: &[(&str, Value)]) -> String {
    let mut document = harmless();
    for (place, value) in changes {
        *document.pointer_mut(place).unwrap_or_else(|| panic!("{place}")) = value.clone();
    }
    document.to_string()
}

fn prose(text: &str) -> String {
    with(&PROSE.iter().map(|place| (*place, json!(text))).collect::<Vec<_>>())
}

/// With these schemas as properties of the pet.
fn properties(schemas: Value) -> String {
    with(&[("/components/schemas/Pet/properties", schemas)])
}

/// With these paths beside the harmless one.
fn paths(templates: &[&str]) -> String {
    let mut document = harmless();
    for (index, template) in templates.iter().enumerate() {
        let names = template.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0));
        let parameter = |name| json!({"name": name, "in": "path", "required": true, "schema": {"type": "string"}});
        let parameters = names.map(parameter).collect::<Vec<_>>();
        let operation = json!({"operationId": format!("odd{index}"), "parameters": parameters, "responses": {"204": {"description": ""}}});
        document["paths"][template] = json!({ "get": operation });
    }
    document.to_string()
}

/// With these servers for operations of their own.
fn servers(urls: &[&str]) -> String {
    let mut document = harmless();
    for (index, url) in urls.iter().enumerate() {
        let operation = json!({"operationId": format!("at{index}"), "servers": [{"url": url}], "responses": {"204": {"description": ""}}});
        document["paths"][format!("/at{index}")] = json!({ "get": operation });
    }
    document.to_string()
}

/// Chains that end at a limit of rustc: it follows types into each other only so far.
pub const LONG: &str = "g14-long";

/// The documents, by a name for the crate that comes of each.
pub fn all() -> Vec<(String, String)> {
    let mut all = vec![
        ("g1-breaks".to_owned(), prose(BREAKS)),
        ("g2-comment".to_owned(), prose(COMMENT)),
        ("g3-code".to_owned(), prose(CODE)),
        ("g4-markup".to_owned(), prose(MARKUP)),
        ("g5-bidi".to_owned(), prose(BIDI)),
        ("g6-long".to_owned(), with(&[("/components/schemas/Pet/properties/name/description", json!("x ".repeat(1 << 19)))])),
        ("g11-title".to_owned(), prose("x\"\n[dependencies]\nevil = \"1\"\n[build-dependencies]")),
    ];
    let add = |all: &mut Vec<(String, String)>, row: &str, texts: Vec<String>| {
        all.extend(texts.into_iter().enumerate().map(|(index, text)| (format!("{row}-{index}"), text)));
    };
    add(&mut all, "g6", literals());
    add(&mut all, "g7", names());
    add(&mut all, "g8", wire());
    add(&mut all, "g9", vec![paths(PATHS), paths(&[&many_parameters()])]);
    add(&mut all, "g10", vec![servers(SERVERS)]);
    add(&mut all, "g14", REFERENCES.iter().map(|target| properties(json!({"a": {"$ref": target}}))).collect());
    add(&mut all, "g14-chain", chains(20));
    add(&mut all, LONG, chains(200));
    // Types that stand in each other, more deeply than rustc expects.
    add(&mut all, "g17-deep", chains(150).into_iter().take(1).collect());
    add(&mut all, "g17", schemas());
    add(&mut all, "g18", discriminators());
    add(&mut all, "g19", extensions());
    all
}

fn literals() -> Vec<String> {
    let values = json!(LITERALS);
    let defaults: serde_json::Map<String, Value> = LITERALS
        .iter()
        .enumerate()
        .map(|(index, text)| {
            let schema = json!({"type": "string", "default": text, "pattern": text, "format": text, "example": text, "x-aliases": [text]});
            (format!("p{index}"), schema)
        })
        .collect();
    vec![
        with(&[("/components/schemas/Kind/enum", values.clone()), ("/components/schemas/Kind/x-enum-descriptions", values)]),
        properties(Value::Object(defaults)),
        with(&[("/servers/0/x-region", json!(LITERALS[2])), ("/servers/0/description", json!("```"))]),
    ]
}

fn names() -> Vec<String> {
    let mut document = harmless();
    let object = |name: &str| json!({"type": "object", "required": [name], "properties": {name: {"type": "string"}, "b": {"enum": NAMES}}});
    for (index, name) in NAMES.iter().enumerate() {
        // Names of components are limited by the specification; their properties and enums are not.
        let component: String = name.chars().filter(|character| character.is_ascii_alphanumeric() || "._-".contains(*character)).collect();
        if !component.is_empty() {
            document["components"]["schemas"][&component] = object(name);
            document["components"]["schemas"]["Pet"]["properties"][name] = json!({"$ref": format!("#/components/schemas/{component}")});
            document["components"]["securitySchemes"][&component] = json!({"type": "http", "scheme": "bearer", "x-env": name});
        }
        let parameter = json!({"name": name, "in": "query", "required": index % 2 == 0, "schema": {"type": "string"}});
        let setting = json!({"name": name, "in": "header", "x-client": true, "x-env": name, "schema": {"type": "string"}});
        document["paths"][format!("/n{index}")] = json!({
            "get": {"operationId": name, "tags": [name], "responses": {"204": {"description": ""}}},
            "put": {"operationId": format!("op{index}"), "parameters": [parameter, setting], "responses": {"204": {"description": ""}}}
        });
    }
    let long = "n".repeat(10_000);
    let every_parameter: Vec<Value> = NAMES.iter().map(|name| json!({"name": name, "in": "query", "schema": {"type": "string"}})).collect();
    vec![
        document.to_string(),
        with(&[("/paths/~1pets~1{petId}/get/operationId", json!(long)), ("/tags/0/name", json!(long))]),
        properties(json!({ long: {"type": "string"} })),
        with(&[("/paths/~1pets~1{petId}/get/parameters/1", every_parameter[0].clone())]),
    ]
}

fn wire() -> Vec<String> {
    let mut all = Vec::new();
    for text in ["X-A\r\nEvil: 1", "a\"] #[evil", "", "ü", "X A"] {
        let response = json!({text: {"description": ""}, "200": {"description": "", "content": {text: {"schema": {"type": "string"}}}}});
        all.push(with(&[("/paths/~1pets~1{petId}/get/parameters/2/name", json!(text))]));
        all.push(with(&[("/components/securitySchemes/key/name", json!(text))]));
        all.push(with(&[("/paths/~1pets~1{petId}/get/responses", response)]));
        all.push(with(&[("/paths/~1pets~1{petId}/put/requestBody/content", json!({text: {"schema": {"type": "string"}}}))]));
        let operation = json!({text: {}, "responses": {"204": {"description": "", text: {}}}});
        let shared = json!([{"name": "petId", "in": "path", "required": true, "schema": {"type": "string"}}]);
        all.push(with(&[("/paths/~1pets~1{petId}", json!({text: operation, "parameters": shared, "get": operation}))]));
    }
    all
}

fn many_parameters() -> String {
    (0..100).map(|number| format!("/{{p{number}}}")).collect()
}

fn schemas() -> Vec<String> {
    let itself = "#/components/schemas/Pet";
    let values: Vec<String> = (0..10_000).map(|number| format!("v{number}")).collect();
    let mut all: Vec<String> = [
        json!({"allOf": [{"$ref": itself}]}),
        json!({"oneOf": [{"$ref": itself}, {"$ref": itself}]}),
        json!({"anyOf": [{"$ref": itself}, {"type": "string"}]}),
        json!({"type": "array", "items": {"$ref": itself}}),
        json!({"$ref": itself}),
        json!({"type": "object", "additionalProperties": {"$ref": itself}}),
        json!({"allOf": [], "oneOf": [], "anyOf": []}),
        json!({"type": "array"}),
        json!({"oneOf": [{"type": "object"}, {"type": "array"}, {"type": "string"}, {"type": "integer"}, {"type": "boolean"}]}),
        json!({"oneOf": [{"type": "string"}, {"type": "string"}]}),
        json!({"allOf": [{"type": "string"}, {"type": "integer"}, {"properties": {"a": {"oneOf": [{}, {}]}}}]}),
        json!({"type": "string", "minLength": -1, "maxLength": "many"}),
        json!({}),
    ]
    .into_iter()
    .map(|schema| with(&[("/components/schemas/Pet", schema)]))
    .collect();
    all.push(with(&[("/components/schemas/Kind/enum", json!(values))]));
    all.push(properties(json!({
        "a": {"type": "string", "maxLength": 1e30, "pattern": "(a+)+$"},
        "b": {"type": "number", "multipleOf": 0, "minimum": 1e308, "maximum": -1e308},
        "c": {"enum": []}, "d": {"enum": [null]}, "e": {"enum": [1, "a", true, null, 1.5, {}, []]}, "f": {"enum": [1, 1, 1]},
        "g": {"type": "integer", "enum": [u64::MAX, i64::MIN]}, "h": {"enum": [true, false]}, "i": {"type": "integer", "maximum": u64::MAX},
        "j": {"type": "array", "items": {"type": "array", "items": {"type": "array", "items": {"nullable": true, "type": "integer"}}}},
        "k": {"type": "object", "required": ["unknown", "unknown"]}, "l": {"type": "object", "additionalProperties": false},
        "m": {"type": "string", "format": "byte", "enum": ["a", "A", "a ", " a", "-a", "+a", "a+"]}, "n": {"not": {}},
        "o": {"type": "string", "nullable": true, "default": null}, "p": {"type": "array", "items": {"enum": ["x", null]}}
    })));
    all
}

/// Chains of references, each link of another kind, and none of them a component.
fn chains(length: usize) -> Vec<String> {
    let place = |number: usize| format!("#/components/schemas/Pet/properties/p{number}");
    let chain = |link: &dyn Fn(Value) -> Value| {
        let links = (0..length).map(|number| (format!("p{number}"), link(json!({"$ref": place((number + 1) % length)}))));
        properties(Value::Object(links.collect()))
    };
    vec![
        chain(&|next| json!({"type": "object", "properties": {"next": next}})),
        chain(&|next| json!({"type": "array", "items": next})),
        chain(&|next| json!({"type": "object", "additionalProperties": next})),
        chain(&|next| json!({"oneOf": [next, {"type": "string"}]})),
        chain(&|next| json!({"allOf": [next, {"type": "object", "properties": {"a": {"type": "string"}}}]})),
        chain(&|next| json!({"allOf": [next]})),
    ]
}

fn discriminators() -> Vec<String> {
    let union = |mapping: Value, property: &str| {
        let alternatives = json!([{"$ref": "#/components/schemas/Pet"}, {"$ref": "#/components/schemas/Dog"}]);
        let mut document = harmless();
        document["components"]["schemas"]["Dog"] =
            json!({"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}}});
        document["components"]["schemas"]["Any"] =
            json!({"oneOf": alternatives, "discriminator": {"propertyName": property, "mapping": mapping}});
        document.to_string()
    };
    vec![
        union(json!({"a": "Nothing", "b": "#/components/schemas/Dog"}), "kind"),
        union(json!({"a": "Dog", "b": "Dog", "\"] => Evil": "Pet", "a\n": "Pet"}), "\"; evil"),
        union(json!({"a": "Dog", "c": "http://evil/#/x"}), ""),
        union(json!({}), "missing"),
    ]
}

fn extensions() -> Vec<String> {
    let keys = [
        "x-headers", "x-errors", "x-pagination", "x-client", "x-env", "x-send-default", "x-region", "x-endpoint-env", "x-enum-varnames",
        "x-enum-descriptions", "x-known-values", "x-sensitive", "x-accept", "x-aliases", "x-timestamp", "x-text-of", "x-source",
        "x-\"evil",
    ];
    let odd = [
        json!(null),
        json!(1),
        json!(true),
        json!("\"] evil\n"),
        json!([]),
        json!([1, null]),
        json!({}),
        json!({"\r\n": "\r\n", "X-A": "{unknown}{"}),
        json!([COMMENT]),
    ];
    let places = [
        "",
        "/info",
        "/servers/0",
        "/tags/0",
        "/paths/~1pets~1{petId}/get",
        "/paths/~1pets~1{petId}/get/parameters/1",
        "/components/schemas/Kind",
    ];
    let places =
        places.iter().chain(&["/components/schemas/Pet/properties/name", "/components/schemas/Pet", "/components/securitySchemes/key"]);
    let mut all = Vec::new();
    for value in odd {
        let mut document = harmless();
        for place in places.clone() {
            for key in keys {
                document.pointer_mut(place).unwrap()[key] = value.clone();
            }
        }
        all.push(document.to_string());
    }
    all
}
