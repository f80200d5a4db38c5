//! What texts are looked through for. The standard library's own searches are long, and compiled again for each crate that asks for them;
//! also that for a character, which others look for among the bytes.

/// What stands before and behind the first place of a mark, which is not empty.
pub(super) fn cut<'t>(text: &'t str, mark: &str) -> Option<(&'t str, &'t str)> {
    let at = text.as_bytes().windows(mark.len().max(1)).position(|part| part == mark.as_bytes())?;
    Some((text.get(..at)?, text.get(at + mark.len()..)?))
}

/// Whether a text has this in it.
pub(super) fn has(text: &str, part: &str) -> bool {
    cut(text, part).is_some()
}

/// The text with a value in all places of a mark.
pub(super) fn replaced(text: &str, mark: &str, value: &str) -> String {
    let mut replaced = String::new();
    let mut rest = text;
    while let Some((before, behind)) = cut(rest, mark) {
        replaced.extend([before, value]);
        rest = behind;
    }
    replaced + rest
}

/// These texts, with another between them.
pub(super) fn joined(texts: &mut dyn Iterator<Item = &str>, between: &str) -> String {
    let mut joined = texts.next().unwrap_or_default().to_owned();
    texts.for_each(|text| joined.extend([between, text]));
    joined
}

/// What stands before the first of these characters.
pub(super) fn before<'t>(text: &'t str, marks: &[u8]) -> &'t str {
    let at = text.bytes().position(|byte| marks.contains(&byte));
    at.and_then(|at| text.get(..at)).unwrap_or(text)
}

/// Whether a path has segments of dots, which URL libraries take out, also where they are encoded.
pub(super) fn has_dots(path: &str) -> bool {
    let is_dots = |segment: &str| [".", "%2e", "..", ".%2e", "%2e.", "%2e%2e"].iter().any(|dots| segment.eq_ignore_ascii_case(dots));
    path.split('/').any(is_dots)
}
