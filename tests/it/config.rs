//! What `specwright.toml` asks for, from the file to what is emitted.

use std::fs;

use specwright::report::Style;
use specwright::{Config, Outcome};

const PETS: &str = r"openapi: 3.0.3
info: {title: Pets, version: '1'}
servers: [{url: 'https://pets.example'}]
paths:
  /pets:
    get:
      operationId: listPets
      tags: [pets]
      responses: {'200': {description: All, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}}}}}
    post:
      operationId: createPet
      tags: [pets, admin]
      security: [{key: []}]
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
      responses: {'204': {description: Done}}
  /pets/{id}/toys:
    get:
      operationId: listToys
      tags: [toys]
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {'200': {description: All, content: {application/json: {schema: {$ref: '#/components/schemas/Toy'}}}}}
  /odd:
    get: {responses: {}}
components:
  securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}
  schemas:
    Pet: {type: object, required: [petName], properties: {petName: {type: string, format: pet-name}, owner: {type: object, properties: {name: {type: string}}}}}
    Toy: {type: object, properties: {size: {type: integer}}}
";

const CONFIGURATION: &str = "document = \"pets.yaml\"\noutput = \"out\"\n[package]\nname = \"pets\"\n";

/// What is made of the pets, with these tables of a configuration.
fn generate(tables: &str) -> Outcome {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("pets.yaml"), PETS).unwrap();
    let file = folder.path().join("specwright.toml");
    fs::write(&file, format!("{CONFIGURATION}{tables}")).unwrap();
    specwright::generate(&Config::read(&file).unwrap()).unwrap()
}

/// Why nothing can be made of this configuration.
fn refusal(configuration: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("pets.yaml"), PETS).unwrap();
    let file = folder.path().join("specwright.toml");
    fs::write(&file, configuration).unwrap();
    specwright::generate(&Config::read(&file).unwrap()).unwrap_err().to_string()
}

#[test]
fn a_file_that_is_not_there_is_shown_at_the_setting_that_names_it() {
    let copies = "[[copy]]\nfrom = \"pets.yaml\"\nto = \"a\"\n[[copy]]\nfrom = \"none\"\nto = \"b\"\n";
    let cases = [
        (CONFIGURATION.replace("pets.yaml", "none"), "specwright.toml:1:1"),
        (format!("overlays = [\n    \"none\",\n]\n{CONFIGURATION}"), "specwright.toml:2:5"),
        (format!("readme = \"none\"\n{CONFIGURATION}"), "specwright.toml:1:1"),
        (format!("changelog = \"none\"\n{CONFIGURATION}"), "specwright.toml:1:1"),
        (format!("{CONFIGURATION}{copies}"), "specwright.toml:9:1"),
    ];
    for (configuration, place) in cases {
        let message = refusal(&configuration);
        assert!(message.starts_with("error: cannot read ") && message.contains(place), "{message}");
    }
}

/// All that was emitted below `src/`, besides the runtime.
fn emitted(outcome: &Outcome) -> String {
    let package = outcome.package.as_ref().unwrap_or_else(|| panic!("{}", outcome.report.render(Style::Plain)));
    let own = package.files.iter().filter(|(path, _)| path.starts_with("src/") && !path.starts_with("src/runtime/"));
    own.map(|(path, bytes)| format!("// {path}\n{}", String::from_utf8_lossy(bytes))).collect()
}

#[track_caller]
fn assert_emitted(tables: &str, there: &[&str], absent: &[&str]) {
    let outcome = generate(tables);
    let text = emitted(&outcome);
    there.iter().for_each(|word| assert!(text.contains(word), "{word} is not there, with {tables}:\n{text}"));
    absent.iter().for_each(|word| assert!(!text.contains(word), "{word} is there, with {tables}:\n{text}"));
}

#[track_caller]
fn assert_refused(tables: &str, expected: &[&str]) {
    let outcome = generate(tables);
    let report = outcome.report.render(Style::Plain);
    assert!(outcome.package.is_none(), "{report}");
    expected.iter().for_each(|part| assert!(report.contains(part), "{part} is not in\n{report}"));
}

#[test]
fn what_is_not_selected_is_left_out_with_all_that_only_it_reaches() {
    let pets = ["list_pets", "struct Pet "];
    assert_emitted("[select]\noperations = [\"listToys\"]", &["list_toys", "struct Toy "], &["list_pets", "struct Pet", "X-Key", "odd"]);
    assert_emitted("[select]\noperations = [\"GET /pets\"]", &pets, &["create_pet", "list_toys", "X-Key"]);
    assert_emitted("[select]\noperations = [\"* /pets/**\"]", &["list_pets", "create_pet", "list_toys", "X-Key"], &["get_odd"]);
    assert_emitted("[select]\noperations = [\"list*\"]\nexcept = [\"*Toys\"]", &pets, &["list_toys"]);
    assert_emitted("[select]\ntags = [\"admin\"]", &["create_pet", "X-Key"], &["list_pets"]);
    assert_emitted("[select]\ntags = [\"admin\"]\noperations = [\"listToys\"]", &["create_pet", "list_toys"], &["list_pets"]);
    assert_emitted("[select]\nexcept = [\"get /odd\"]", &["create_pet", "list_toys", "list_pets"], &["get_odd"]);
}

#[test]
fn nothing_is_said_about_what_is_not_selected() {
    assert!(generate("").report.diagnostics().iter().any(|found| found.code.name == "derived-operation-id"));
    let selected = generate("[select]\noperations = [\"listPets\"]");
    assert_eq!(selected.report.render(Style::Plain), "");
}

#[test]
fn an_entry_that_selects_nothing_is_an_error_at_its_line() {
    let cases: &[(&str, &[&str])] = &[
        (
            "operations = [\"listPets\", \"listToy\"]",
            &["specwright.toml:6:27", "`listToy` selects no operation", "did you mean `listToys`?"],
        ),
        ("operations = [\"GET /pet\"]", &["specwright.toml:6:15", "did you mean `GET /pets`?"]),
        ("operations = [\"/pets\"]", &["write `* /pets`"]),
        ("tags = [\"toy\"]", &["specwright.toml:6:9", "no operation has the tag `toy`", "did you mean `toys`?"]),
        ("tags = [\"toys\"]\nexcept = [\"listPets\"]", &["specwright.toml:7:11", "`listPets` is none of the operations that are selected"]),
        ("except = [\"* **\"]", &["specwright.toml:5:2", "no operation is left"]),
    ];
    for (table, expected) in cases {
        assert_refused(&format!("[select]\n{table}\n"), expected);
    }
}

#[test]
fn what_the_configuration_calls_things_counts_more_than_the_document() {
    let types = "[rename]\ntypes = { Pet = \"Animal\", AnimalOwner = \"Keeper\", Toy = \"Pet\" }\n";
    let there = ["struct Animal ", "struct Keeper ", "struct Pet ", "// src/models/animal.rs", "Vec<models::Animal>"];
    assert_emitted(types, &there, &["struct Toy ", "AnimalOwner", "PetOwner"]);
    let fields = "[rename.fields]\n\"Pet.petName\" = \"name\"\n\"PetOwner.name\" = \"type\"\n";
    assert_emitted(fields, &["pub name: String", "name: required = \"petName\"", "pub type_: Option<String>"], &["pet_name"]);
    let operations = "[rename]\noperations = { listPets = \"pets_of\", createPet = \"list_pets\" }\n";
    assert_emitted(operations, &["pub fn pets_of(", "PetsOf", "pub fn list_pets("], &["create_pet"]);
    // Who had the name has to take another.
    assert_emitted("[rename]\ntypes = { Pet = \"Toy\" }\n", &["struct Toy ", "struct Toy2 "], &["struct Pet "]);
    assert_emitted("[rename]\noperations = { createPet = \"listPets\" }\n", &["pub fn list_pets2("], &["create_pet"]);
}

#[test]
fn features_of_what_can_have_none_are_an_error_at_their_line() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("pets.yaml"), PETS).unwrap();
    let file = folder.path().join("specwright.toml");
    fs::write(&file, format!("features = \"tags\"\nonly = \"models\"\n{CONFIGURATION}")).unwrap();
    let outcome = specwright::generate(&Config::read(&file).unwrap()).unwrap();
    let report = outcome.report.render(Style::Plain);
    assert!(report.contains("specwright.toml:1:1") && report.contains("models alone have no Cargo features"), "{report}");
}

#[test]
fn a_name_that_rust_cannot_have_is_noted_at_its_line() {
    let outcome = generate("[rename]\ntypes = { Pet = \"my pet\", Toy = \"Vec\" }\n");
    let report = outcome.report.render(Style::Plain);
    for part in [
        "specwright.toml:6:11",
        "`my pet` becomes `MyPet`, as Rust has no such name here",
        "specwright.toml:6:27",
        "`Vec` becomes `Vec2`, as `Vec` is taken",
    ] {
        assert!(report.contains(part), "{part} is not in\n{report}");
    }
}

#[test]
fn an_entry_that_renames_nothing_is_an_error_at_its_line() {
    let cases: &[(&str, &[&str])] = &[
        ("types = { Pets = \"Animal\" }", &["specwright.toml:6:11", "no type that is generated is called `Pets`", "did you mean `Pet`?"]),
        ("types = { PetOwnr = \"Animal\" }", &["did you mean `PetOwner`?"]),
        ("fields = { \"Pet.pet_nam\" = \"x\" }", &["specwright.toml:6:12", "did you mean `Pet.petName`?"]),
        ("operations = { list_pet = \"x\" }", &["specwright.toml:6:16", "no operation that is generated", "did you mean `listPets`?"]),
    ];
    for (table, expected) in cases {
        assert_refused(&format!("[rename]\n{table}\n"), expected);
    }
}

#[test]
fn findings_weigh_what_the_configuration_says() {
    let quiet = generate("[findings]\nallow = [\"derived-operation-id\", \"no-success\"]\n");
    assert_eq!(quiet.report.render(Style::Plain), "");
    // To allow what is not found is a warning, and here an error.
    assert_refused("[findings]\ndeny = \"warnings\"\nallow = [\"renamed\"]\n", &["error[unused-allow]", "specwright.toml:7:10"]);
}

/// What is made of the pets, as an overlay with these actions changes them.
fn overlaid(actions: &str) -> Outcome {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("pets.yaml"), PETS).unwrap();
    let overlay = format!("overlay: 1.0.0\ninfo: {title}\nactions:\n{actions}", title = "{title: Fixes, version: '1'}");
    fs::write(folder.path().join("fixes.yaml"), overlay).unwrap();
    let file = folder.path().join("specwright.toml");
    fs::write(&file, format!("overlays = [\"fixes.yaml\"]\n{CONFIGURATION}")).unwrap();
    specwright::generate(&Config::read(&file).unwrap()).unwrap()
}

#[test]
fn overlays_mend_what_is_nullable_required_or_of_another_type() {
    let pet = "$.components.schemas.Pet";
    let outcome = overlaid(&format!(
        "- {{target: {pet}.properties.petName, update: {{nullable: true}}}}\n\
         - {{target: {pet}, update: {{required: [owner]}}}}\n\
         - {{target: $.components.schemas.Toy.properties.size, update: {{type: string}}}}\n\
         - {{target: '$.paths[\"/odd\"]', remove: true}}\n\
         - {{target: '$.paths.*.post.tags[?@ == \"pets\"]', remove: true}}\n"
    ));
    let text = emitted(&outcome);
    for part in ["pub pet_name: Option<String>", "pub owner: PetOwner", "pub size: Option<String>", "pub fn admin(&self)"] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    assert!(!text.contains("odd") && outcome.report.diagnostics().is_empty(), "{}", outcome.report.render(Style::Plain));
    let files: Vec<_> = outcome.report.sources.files().map(|path| path.file_name().unwrap().to_owned()).collect();
    assert_eq!(files, ["pets.yaml", "fixes.yaml"]);
}

#[test]
fn findings_about_an_overlay_are_shown_in_it() {
    let cases = [
        ("- {target: $.components.schemas.Cat, update: {}}", "4:12", "error[unmatched-target]: `$.components.schemas.Cat` selects nothing"),
        ("- {target: $.components.schemas[, update: {}}", "4:", "error["),
        ("- {target: '$.components[', update: {}}", "4:12", "error[bad-overlay]"),
        ("- target: $.components.schemas.Pet\n  update: {properties: {age: {type: strng}}}", "5:37", "strng"),
        (
            "- target: $.components.schemas.Pet\n  update:\n    properties:\n      age: {$ref: '#/components/schemas/Ag'}",
            "7:19",
            "error[dangling-ref]",
        ),
    ];
    for (actions, place, message) in cases {
        let outcome = overlaid(actions);
        let report = outcome.report.render(Style::Plain);
        assert!(outcome.package.is_none() && report.contains(message) && report.contains(&format!("fixes.yaml:{place}")), "{report}");
    }
}

#[test]
fn types_of_the_user_stand_for_formats_and_components() {
    let mapped = "[types]\nformats = { \"pet-name\" = \"names::Name\" }\nschemas = { Toy = \"toys::Toy\" }\n[dependencies]\ntoys = \"2\"\nnames = { path = \"../names\" }\n";
    assert_emitted(mapped, &["pub pet_name: names::Name", "-> toys::Toy"], &["struct Toy "]);
    let package = generate(mapped).package.unwrap();
    let manifest = String::from_utf8_lossy(&package.files["Cargo.toml"]).into_owned();
    assert!(manifest.contains("\nnames = { path = \"../names\" }\n") && manifest.contains("\ntoys = \"2\"\n"), "{manifest}");
}

#[test]
fn a_type_of_a_crate_that_is_no_dependency_is_an_error_at_its_line() {
    let cases = [
        ("[types]\nformats = { pet-name = \"names::Name\" }\n", "specwright.toml:6:13", "names"),
        ("[types.derives]\nPet = [\"Eq\", \"schemars::JsonSchema\"]\n[dependencies]\nnames = \"1\"\n", "specwright.toml:6:1", "schemars"),
        ("[types.schemas]\nToy = \"std::sync::Arc<toys::Toy>\"\n", "specwright.toml:6:1", "toys"),
    ];
    for (tables, place, name) in cases {
        let message = refusal(&format!("{CONFIGURATION}{tables}"));
        assert!(message.contains(place) && message.contains(&format!("of the crate `{name}`, which is no dependency")), "{message}");
    }
    let there = "[types]\nformats = { pet-name = \"pet_names::Name\" }\n[dependencies]\npet-names = \"1\"\n";
    assert_emitted(there, &["pet_names::Name"], &[]);
}

#[test]
fn a_type_that_is_read_in_two_ways_is_an_error_at_its_line() {
    let tables = "[types]\ndate-time = \"time\"\nformats = { pet-name = \"time::OffsetDateTime\" }\n[types.with]\n\"time::OffsetDateTime\" = \"time::serde::timestamp\"\n";
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("specwright.toml");
    fs::write(&file, format!("{CONFIGURATION}{tables}")).unwrap();
    let message = Config::read(&file).unwrap_err().to_string();
    assert!(message.contains("specwright.toml:9:26") && message.contains("would be read as `pet-name` is"), "{message}");
    // Without another format, the module is for times.
    fs::write(&file, format!("{CONFIGURATION}{}", tables.replace("formats = { pet-name = \"time::OffsetDateTime\" }\n", ""))).unwrap();
    assert!(Config::read(&file).is_ok());
}

#[test]
fn what_types_ask_for_has_to_be_there() {
    let cases: &[(&str, &[&str])] = &[
        ("schemas = { Toys = \"a::B\" }", &["specwright.toml:6:13", "no schema is called `Toys`", "did you mean `Toy`?"]),
        ("formats = { uuid = \"a::B\" }", &["specwright.toml:6:13", "no text or number has the format `uuid`"]),
        ("with = { \"a::B\" = \"a::c\" }", &["specwright.toml:6:10", "no schema or format has the type `a::B`"]),
        ("closed = [\"*\", \"Pet\"]", &["specwright.toml:6:16", "no enum that is generated is called `Pet`"]),
        ("derives = { Peet = [\"Eq\"] }", &["specwright.toml:6:13", "no type that is generated is called `Peet`", "did you mean `Pet`?"]),
    ];
    for (table, expected) in cases {
        assert_refused(&format!("[types]\n{table}\n[dependencies]\na = \"1\"\n"), expected);
    }
}
