//! Whole documents of Swagger 2.0: what they are in 3.0, and what is said about them.

use std::fs;

use serde_json::{Value, json};

use super::super::{Input, read};
use crate::report::{Report, Style};

const HEAD: &str = "swagger: '2.0'\ninfo: {title: T, version: '1'}\n";

/// The tree of a document, and what is said about it.
fn try_read(text: &str) -> (Option<Value>, String) {
    let mut report = Report::default();
    let input = Input { name: "spec.yaml".to_owned(), folder: None, bytes: text.as_bytes().to_vec() };
    let tree = read(&mut report, &input, &[]).map(|document| document.tree);
    (tree, report.render(Style::Plain))
}

fn tree(text: &str) -> Value {
    let (tree, said) = try_read(text);
    tree.unwrap_or_else(|| panic!("{said}\n{text}"))
}

/// The operation that is made of what stands in one.
fn operation(text: &str) -> Value {
    tree(&format!("{HEAD}paths: {{/a: {{post: {text}}}}}\n"))["paths"]["/a"]["post"].clone()
}

#[test]
fn addresses_become_servers() {
    let table = [
        ("host: a.example", json!([{"url": "https://a.example"}])),
        ("host: a.example\nbasePath: /\nschemes: [http]", json!([{"url": "http://a.example"}])),
        (
            "host: a.example:8080\nbasePath: v1/\nschemes: [ws, http, https]",
            json!([{"url": "https://a.example:8080/v1"}, {"url": "http://a.example:8080/v1"}, {"url": "ws://a.example:8080/v1"}]),
        ),
        ("basePath: /v1", json!([{"url": "/v1"}])),
        ("basePath: /", json!([{"url": "/"}])),
        ("schemes: [http]", Value::Null),
    ];
    for (text, expected) in table {
        assert_eq!(tree(&format!("{HEAD}paths: {{}}\n{text}\n"))["servers"], expected, "{text}");
    }
    let text = "host: a.example\nschemes: [http, https]\npaths:\n  /a:\n    get: {schemes: [http], responses: {}}\n    put: {schemes: [https, http], responses: {}}\n";
    let item = &tree(&format!("{HEAD}{text}"))["paths"]["/a"];
    assert_eq!((&item["get"]["servers"], &item["put"]["servers"]), (&json!([{"url": "http://a.example"}]), &Value::Null));
}

#[test]
fn parameters_have_schemas() {
    let table = [
        (
            "{name: a, in: query, type: string, description: d, default: x, x-a: 1, x-sensitive: true}",
            json!({"name": "a", "in": "query", "description": "d", "x-a": 1, "schema": {"type": "string", "default": "x", "x-sensitive": true}}),
        ),
        (
            "{name: a, in: query, type: array, items: {type: integer}, allowEmptyValue: true}",
            json!({"name": "a", "in": "query", "allowEmptyValue": true, "schema": {"type": "array", "items": {"type": "integer"}}, "style": "form", "explode": false}),
        ),
        (
            "{name: a, in: query, type: array, items: {type: integer}, collectionFormat: multi}",
            json!({"name": "a", "in": "query", "schema": {"type": "array", "items": {"type": "integer"}}, "style": "form", "explode": true}),
        ),
        (
            "{name: a, in: header, type: array, items: {type: integer}}",
            json!({"name": "a", "in": "header", "schema": {"type": "array", "items": {"type": "integer"}}}),
        ),
        ("{name: a, in: header, schema: {type: number}}", json!({"name": "a", "in": "header", "schema": {"type": "number"}})),
        ("{name: a, in: header}", json!({"name": "a", "in": "header", "schema": {"type": "string"}})),
    ];
    for (text, expected) in table {
        assert_eq!(operation(&format!("{{parameters: [{text}], responses: {{}}}}"))["parameters"], json!([expected]), "{text}");
    }
}

#[test]
fn bodies_have_the_media_types_that_they_can_have() {
    let schema = json!({"type": "string"});
    let table = [
        ("consumes: []", json!({"application/json": {"schema": schema}})),
        ("consumes: [text/plain, multipart/form-data]", json!({"text/plain": {"schema": schema}})),
        ("consumes: [multipart/form-data]", json!({"multipart/form-data": {"schema": schema}})),
    ];
    for (text, expected) in table {
        let text = format!("{{{text}, parameters: [{{name: b, in: body, required: true, schema: {{type: string}}}}], responses: {{}}}}");
        assert_eq!(operation(&text)["requestBody"], json!({"required": true, "content": expected}), "{text}");
    }
    let form = |consumes: &str, field: &str| {
        let body = operation(&format!("{{consumes: [{consumes}], parameters: [{field}], responses: {{}}}}"))["requestBody"].clone();
        body["content"].as_object().unwrap().iter().map(|(name, media)| (name.clone(), media.clone())).collect::<Vec<_>>()
    };
    let text = json!({"schema": {"type": "object", "properties": {"a": {"type": "string"}}}});
    let file = json!({"schema": {"type": "object", "properties": {"a": {"type": "string", "format": "binary"}}, "required": ["a"]}});
    let (multipart, urlencoded) = ("multipart/form-data", "application/x-www-form-urlencoded");
    let table = [
        ("", "{name: a, in: formData, type: string}", vec![(urlencoded, &text)]),
        (multipart, "{name: a, in: formData, type: string}", vec![(multipart, &text)]),
        ("application/json", "{name: a, in: formData, required: true, type: file}", vec![(multipart, &file)]),
        (urlencoded, "{name: a, in: formData, required: true, type: file}", vec![(multipart, &file)]),
    ];
    for (consumes, field, expected) in table {
        let expected = expected.into_iter().map(|(name, media)| (name.to_owned(), media.clone())).collect::<Vec<_>>();
        assert_eq!(form(consumes, field), expected, "{consumes} {field}");
    }
}

#[test]
fn responses_have_content() {
    let table = [
        ("{description: d}", json!({"description": "d"})),
        ("{description: d, schema: {type: string}}", json!({"description": "d", "content": {"a/b": {"schema": {"type": "string"}}}})),
        (
            "{description: d, schema: {type: string}, examples: {a/b: x, c/d: y}}",
            json!({"description": "d", "content": {"a/b": {"schema": {"type": "string"}, "example": "x"}}}),
        ),
        (
            "{description: d, headers: {H: {type: integer, description: h}}}",
            json!({"description": "d", "headers": {"H": {"description": "h", "schema": {"type": "integer"}}}}),
        ),
    ];
    for (text, expected) in table {
        assert_eq!(operation(&format!("{{produces: [a/b], responses: {{200: {text}}}}}"))["responses"]["200"], expected, "{text}");
    }
    let file = operation("{produces: [application/json], responses: {200: {description: d, schema: {type: file}}}}");
    let expected = json!({"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}});
    assert_eq!(file["responses"]["200"]["content"], expected);
    let image =
        operation("{produces: [image/png], responses: {200: {description: d, schema: {type: file}, examples: {application/json: {}}}}}");
    let expected = json!({"image/png": {"schema": {"type": "string", "format": "binary"}}});
    assert_eq!(image["responses"]["200"]["content"], expected);
}

#[test]
fn security_definitions_become_schemes() {
    let table = [
        ("{type: basic, description: d}", json!({"type": "http", "description": "d", "scheme": "basic"})),
        ("{type: apiKey, in: header, name: K}", json!({"type": "apiKey", "in": "header", "name": "K"})),
        (
            "{type: oauth2, flow: application, tokenUrl: 'https://a/', scopes: {r: Read.}, x-a: 1}",
            json!({"type": "oauth2", "x-a": 1, "flows": {"clientCredentials": {"tokenUrl": "https://a/", "scopes": {"r": "Read."}}}}),
        ),
        (
            "{type: oauth2, flow: accessCode, authorizationUrl: 'https://b/', tokenUrl: 'https://a/', scopes: {}}",
            json!({"type": "oauth2", "flows": {"authorizationCode": {"authorizationUrl": "https://b/", "tokenUrl": "https://a/", "scopes": {}}}}),
        ),
    ];
    for (text, expected) in table {
        let tree = tree(&format!("{HEAD}paths: {{}}\nsecurityDefinitions: {{a: {text}}}\n"));
        assert_eq!(tree["components"]["securitySchemes"]["a"], expected, "{text}");
    }
}

#[test]
fn references_follow_what_they_name() {
    let text = "\
paths:
  /a:
    parameters: [{$ref: '#/parameters/B'}, {$ref: '#/parameters/Q'}]
    get:
      parameters: [{name: b, in: body, schema: {type: object, properties: {p: {type: string}}}}, {name: l, in: query, type: array, items: {type: string}}]
      responses: {200: {$ref: '#/responses/R'}}
    put:
      produces: [text/plain]
      responses: {200: {$ref: '#/responses/R'}}
  /b:
    get:
      parameters: [{$ref: '#/paths/~1a/get/parameters/1'}]
      responses: {200: {description: d, schema: {$ref: '#/paths/~1a/get/parameters/0/schema/properties/p'}}}
parameters:
  B: {name: b, in: body, schema: {$ref: '#/definitions/D'}}
  Q: {name: q, in: query, type: string}
responses:
  R: {description: d, schema: {$ref: '#/parameters/B/schema'}}
definitions:
  D: {type: object, properties: {l: {$ref: '#/paths/~1a/get/parameters/1/items'}}}
";
    let tree = tree(&format!("{HEAD}{text}"));
    let body = "#/components/requestBodies/B/content/application~1json/schema";
    let table = [
        ("/paths/~1a/parameters", json!([{"$ref": "#/components/parameters/Q"}])),
        ("/paths/~1a/put/requestBody", json!({"$ref": "#/components/requestBodies/B"})),
        ("/paths/~1a/get/responses/200", json!({"$ref": "#/components/responses/R"})),
        ("/paths/~1a/put/responses/200/content", json!({"text/plain": {"schema": {"$ref": body}}})),
        ("/paths/~1b/get/parameters", json!([{"$ref": "#/paths/~1a/get/parameters/0"}])),
        (
            "/paths/~1b/get/responses/200/content/application~1json/schema/$ref",
            json!("#/paths/~1a/get/requestBody/content/application~1json/schema/properties/p"),
        ),
        ("/components/responses/R/content", json!({"application/json": {"schema": {"$ref": body}}})),
        ("/components/schemas/D/properties/l", json!({"$ref": "#/paths/~1a/get/parameters/0/schema/items"})),
    ];
    for (place, expected) in table {
        assert_eq!(tree.pointer(place), Some(&expected), "{place}");
    }
}

#[test]
fn findings_show_what_was_written() {
    let text = "\
paths:
  /a:
    post:
      parameters:
        - {name: b, in: body, schema: {type: strng}, foo: 1}
        - {name: q, in: query, type: string, maxLength: x, bar: 1}
      responses:
        200: {description: d, schema: {tipe: string}}
definitions:
  D:
    properties:
      p: {type: [string], items: 1}
";
    let (tree, said) = try_read(&format!("{HEAD}{text}"));
    assert_eq!(tree, None);
    let places = said.lines().filter_map(|line| Some(line.split_once("--> ")?.1)).collect::<Vec<_>>();
    let expected = [
        "spec.yaml:7:46",  // strng
        "spec.yaml:7:54",  // foo
        "spec.yaml:8:57",  // maxLength
        "spec.yaml:8:60",  // bar
        "spec.yaml:10:40", // tipe
        "spec.yaml:14:11", // a list of types
        "spec.yaml:14:34", // items
    ];
    assert_eq!(places, expected, "{said}");
}

#[test]
fn what_is_no_swagger_is_refused() {
    let table = [
        ("paths: []", "wrong-type"),
        ("paths: {/a: []}", "wrong-type"),
        ("paths: {/a: {get: [1]}}", "wrong-type"),
        ("paths: {/a: {get: {parameters: {}, responses: {}}}}", "wrong-type"),
        ("paths: {/a: {get: {parameters: [1], responses: {}}}}", "wrong-type"),
        ("paths: {/a: {get: {responses: {200: 1}}}}", "wrong-type"),
        ("paths: {/a: {get: {responses: {200: {description: d, headers: {H: 1}}}}}}", "wrong-type"),
        ("paths: {/a: {get: {consumes: a/b, responses: {}}}}", "wrong-type"),
        ("paths: {}\ndefinitions: []", "wrong-type"),
        ("paths: {}\ndefinitions: {A: []}", "wrong-type"),
        ("paths: {}\ndefinitions: {A: {discriminator: []}}", "wrong-type"),
        ("paths: {}\nparameters: {A: {name: a, in: cookie, type: string}}", "unknown-value"),
        ("paths: {}\nresponses: {A: {description: d, schema: 1}}", "wrong-type"),
        ("paths: {}\nsecurityDefinitions: {A: {type: oauth2}}", "missing-key"),
        ("paths: {}\nschemes: https", "wrong-type"),
    ];
    for (text, code) in table {
        let (tree, said) = try_read(&format!("{HEAD}{text}\n"));
        assert_eq!(tree, None, "{text}\n{said}");
        assert!(said.contains(&format!("error[{code}]")), "{text}\n{said}");
        assert!(said.contains("spec.yaml:"), "{text}\n{said}");
    }
}

#[test]
fn media_types_do_not_multiply_without_end() {
    let types = (0..3_000).map(|index| format!("a/{index}")).collect::<Vec<_>>().join(", ");
    let statuses = (200..600).map(|status| format!("{status}: {{description: d, schema: {{enum: [1, 2, 3, 4]}}}}")).collect::<Vec<_>>();
    let (tree, said) =
        try_read(&format!("{HEAD}produces: [{types}]\npaths: {{/a: {{get: {{responses: {{{}}}}}}}}}\n", statuses.join(", ")));
    assert_eq!(tree, None);
    assert!(said.starts_with("error[too-many-nodes]"), "{said}");
}

#[test]
fn definitions_of_other_files_are_rewritten_too() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("spec.yaml", &format!("{HEAD}paths: {{/a: {{$ref: a.yaml}}}}\n"));
    write(
        "a.yaml",
        "post:\n  parameters: [{$ref: 'b.yaml#/parameters/Body'}]\n  responses: {200: {description: d, schema: {$ref: 'b.yaml#/definitions/D'}}}\n",
    );
    write(
        "b.yaml",
        "parameters:\n  Body: {name: b, in: body, schema: {$ref: '#/definitions/D'}}\ndefinitions:\n  D: {type: object, discriminator: kind, tipe: 1, properties: {d: {$ref: '#/definitions/D'}}}\n",
    );
    let mut report = Report::default();
    let input = Input { name: "spec.yaml".to_owned(), ..Input::from_path(&folder.path().join("spec.yaml")).unwrap() };
    let tree = read(&mut report, &input, &[]).unwrap().tree;
    let schema = json!({"$ref": "#/components/schemas/D"});
    let operation = &tree["paths"]["/a"]["post"];
    assert_eq!(operation["requestBody"], json!({"$ref": "#/components/requestBodies/Body"}));
    assert_eq!(operation["responses"]["200"]["content"]["application/json"]["schema"], schema);
    let components = &tree["components"];
    assert_eq!(components["requestBodies"]["Body"]["content"], json!({"application/json": {"schema": schema}}));
    assert_eq!(components["schemas"]["D"]["discriminator"], json!({"propertyName": "kind"}));
    assert_eq!(components["schemas"]["D"]["properties"]["d"], schema);
    let said = report.render(Style::Plain);
    assert!(said.contains("b.yaml:4:42"), "{said}");
}
