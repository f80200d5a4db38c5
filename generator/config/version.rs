//! The version in a configuration, set to another: the rest of the file stays as people wrote it.

use std::path::Path;

use super::Config;
use super::read::find;

impl Config {
    /// The file that this was read from, if it was.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        self.written.as_ref().map(|written| written.path.as_path())
    }

    /// The text of that file with another version of the package.
    pub(crate) fn text_with_version(&self, version: &str) -> Option<String> {
        let text = &self.written.as_ref()?.text;
        let quoted = format!("\"{version}\"");
        let put = |from: usize, to: usize, new: &str| Some(format!("{}{new}{}", text.get(..from)?, text.get(to..)?));
        if let Some(span) = find(text, &["package", "version"]) {
            return put(span.start, span.end, &quoted);
        }
        let name = find(text, &["package", "name"])?;
        put(name.end, name.end, &format!("\nversion = {quoted}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_version_changes() {
        let start = "document = \"a.yaml\" # version = \"9\"\noutput = \"b\"\n\n";
        let cases = [
            ("[package]\nversion = '0.1.0' # mine\nname = \"pets\"\n", "[package]\nversion = \"0.2.0\" # mine\nname = \"pets\"\n"),
            ("[package]\nname = \"pets\" # mine\n", "[package]\nname = \"pets\"\nversion = \"0.2.0\" # mine\n"),
            ("package.name = \"pets\"\npackage.version = \"0.1.0\"", "package.name = \"pets\"\npackage.version = \"0.2.0\""),
        ];
        for (before, after) in cases {
            let config = Config::parse(Path::new("specwright.toml"), &format!("{start}{before}")).unwrap();
            assert_eq!(config.text_with_version("0.2.0"), Some(format!("{start}{after}")));
        }
    }
}
