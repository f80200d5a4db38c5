//! Bytes → text: the byte order mark goes, and what is not UTF-8 of a sensible size is refused.

use std::path::PathBuf;

use super::file::Input;
use super::sources::File;
use crate::pointer::Pointer;
use crate::report::{Code, Diagnostic, Report, Spot, code};

/// The largest document: 64 MiB.
pub(super) const MOST_BYTES: usize = 64 << 20;

/// Makes the document itself the first of the report's files.
pub(super) fn load(report: &mut Report, input: &Input) -> Option<usize> {
    add(report, input.name.clone(), input.path(), &input.bytes)
}

/// Adds a file to the report's; `None` after a finding, if its bytes are not text.
pub(super) fn add(report: &mut Report, name: String, path: Option<PathBuf>, bytes: &[u8]) -> Option<usize> {
    let decoded = decode(bytes);
    let text = match &decoded {
        Ok(text) => (*text).to_owned(),
        // The listing shows the text up to what is wrong with it.
        Err((_, _, offset)) => bytes.get(..*offset).map_or_else(String::new, |start| String::from_utf8_lossy(start).into_owned()),
    };
    let file = report.sources.add(File { name, path, text });
    match decoded {
        Ok(_) => Some(file),
        Err((code, message, offset)) => {
            report.push(Diagnostic::new(code, &Pointer::root(), message).spot(Spot::Byte { file, offset }));
            None
        }
    }
}

/// The bytes as text, or what is wrong with them: a code, a message and the byte it is about.
pub(super) fn decode(bytes: &[u8]) -> Result<&str, (&'static Code, String, usize)> {
    if bytes.len() > MOST_BYTES {
        return Err((&code::TOO_LARGE, "the document is larger than 64 MiB".to_owned(), 0));
    }
    // A zero byte beside the first character tells UTF-16 and UTF-32 without a mark.
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) || bytes.get(..2).is_some_and(|start| start.contains(&0)) {
        return Err((&code::NOT_UTF8, "the document is written in UTF-16 or UTF-32, not in UTF-8".to_owned(), 0));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let offset = error.valid_up_to();
        (&code::NOT_UTF8, format!("the document is not UTF-8: byte {offset} begins no character"), offset)
    })?;
    if text.trim().is_empty() {
        return Err((&code::EMPTY_DOCUMENT, "the document is empty".to_owned(), 0));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn what_is_not_text_is_refused() {
        let table: &[(&[u8], Result<&str, &str>)] = &[
            (b"a: 1", Ok("a: 1")),
            (b"\xef\xbb\xbfa: 1", Ok("a: 1")),
            (b" \n\t", Err("empty-document")),
            (b"", Err("empty-document")),
            (b"\xff\xfea\0", Err("not-utf8")),
            (b"a\0:\0", Err("not-utf8")),
            (b"a: \xc3\x28", Err("not-utf8")),
        ];
        for (bytes, expected) in table {
            assert_eq!(decode(bytes).map_err(|(code, _, _)| code.name), *expected, "{bytes:?}");
        }
    }
}
