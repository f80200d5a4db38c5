//! The smallest document that shows one thing → a snapshot of what it emits, and of what is said about it.

use specwright::Outcome;

use crate::fixture;

/// What a document decides of a crate: the files that are the same for every document are left out, and so is the README.
fn emitted(outcome: &Outcome) -> String {
    let package = outcome.package.as_ref().expect("a package");
    let shown = |path: &str| {
        ["src/models/", "src/api/", "src/description.rs", "src/runtime/foreign.rs"].iter().any(|start| path.starts_with(start))
    };
    let files = package.files.iter().filter(|(path, _)| shown(path));
    let texts = files.map(|(path, bytes)| format!("// ---- {path} ----\n\n{}", String::from_utf8_lossy(bytes)));
    texts.collect::<Vec<_>>().join("\n")
}

#[test]
fn accepted_documents_emit_what_they_should() {
    for (name, path) in fixture::documents(&fixture::folder("accept")) {
        let outcome = fixture::generate(&name, &path);
        assert!(outcome.package.is_some(), "{name}:\n{}", fixture::report(&outcome));
        let report = fixture::report(&outcome);
        let said = if report.is_empty() { "Nothing is reported.\n".to_owned() } else { report };
        fixture::assert_snapshot("accept", &name, &format!("{said}\n{}", emitted(&outcome)));
    }
}

#[test]
fn a_document_and_its_twin_in_swagger_emit_the_same() {
    for (name, twin) in fixture::documents(&fixture::folder("accept/swagger")) {
        let original = fixture::folder("accept").join(format!("{name}.yaml"));
        let [original, twin] = [original, twin].map(|path| fixture::generate(&name, &path));
        assert_eq!(emitted(&original), emitted(&twin), "{name}:\n{}", fixture::report(&twin));
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    for (name, path) in fixture::documents(&fixture::folder("accept")) {
        let [first, second] = [(), ()].map(|()| fixture::generate(&name, &path));
        assert_eq!(first.package, second.package, "{name}");
        assert_eq!(fixture::report(&first), fixture::report(&second), "{name}");
    }
}
