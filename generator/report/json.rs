//! A report → one JSON object a line, for programs.

use serde_json::json;

use super::Report;

impl Report {
    /// All findings, each an object on a line of its own: severity, code, message, help, file, line, column, pointer.
    pub fn render_json(&self) -> String {
        let mut text = String::new();
        for placed in self.placed() {
            let found = placed.diagnostic;
            let file = placed.mark.as_ref().and_then(|mark| self.sources.file(mark.file));
            let object = json!({
                "severity": found.severity.name(),
                "code": found.code.name,
                "message": found.message,
                "help": found.help,
                "file": file.map(|file| &file.name),
                "line": placed.mark.as_ref().map(|mark| mark.line),
                "column": placed.mark.as_ref().map(|mark| mark.column),
                "pointer": found.pointer.as_str(),
            });
            text.push_str(&object.to_string());
            text.push('\n');
        }
        text
    }
}
