//! Both crates can be published: what is packed is what is needed.

use std::path::Path;
use std::process::Command;

/// Runs `cargo package` without the network; nothing if Cargo would need it.
fn package(name: &str, arguments: &[&str]) -> Option<String> {
    let mut command = Command::new(env!("CARGO"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("target"));
    command.args(["package", "--offline", "--allow-dirty", "--package", name]).args(arguments);
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if !output.status.success() && said.contains("--offline") {
        eprintln!("cargo package needs the network: skipped");
        return None;
    }
    assert!(output.status.success(), "{said}");
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn the_generator_packs() {
    let Some(list) = package("specwright", &["--list"]) else { return };
    let packed: Vec<&str> = list.lines().collect();
    for path in
        ["Cargo.toml", "README.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE", "generator/lib.rs", "templates/src/lib.rs.jinja"]
    {
        assert!(packed.contains(&path), "{path} is not packed");
    }
    for folder in ["tests/", "spec/", "generated/", ".ci/"] {
        assert!(!packed.iter().any(|path| path.starts_with(folder)), "{folder} is packed");
    }
    package("specwright", &["--no-verify", "--quiet"]);
}

#[test]
fn the_generated_crate_packs() {
    let Some(list) = package("huaweicloud-gaussdb", &["--list"]) else { return };
    let packed: Vec<&str> = list.lines().collect();
    for path in ["Cargo.toml", "README.md", "LICENSE-MIT", "LICENSE-APACHE", "src/lib.rs", "src/runtime/codec/record.rs"] {
        assert!(packed.contains(&path), "{path} is not packed");
    }
    assert!(packed.iter().any(|path| path.starts_with("examples/")), "no example is packed");
    assert!(!packed.contains(&".specwright"), "the generator's list is packed");
    package("huaweicloud-gaussdb", &["--no-verify", "--quiet"]);
}
