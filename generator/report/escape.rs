//! Text of a hostile document → text that a terminal shows and does not obey.

/// Whether a character moves the cursor, colours the terminal, or reorders what stands around it.
pub(super) fn is_harmful(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{61c}')
}

/// A message on one line: what is harmful is spelt out.
pub(crate) fn message(text: &str) -> String {
    const MOST: usize = 600;
    let mut escaped = String::with_capacity(text.len().min(MOST));
    for (count, character) in text.chars().enumerate() {
        if count == MOST {
            escaped.push('…');
            break;
        }
        if is_harmful(character) {
            escaped.extend(character.escape_default());
        } else {
            escaped.push(character);
        }
    }
    escaped
}

/// A line of the document: each harmful character becomes one that stands for it, so that the columns stay.
pub(crate) fn line(text: &str) -> String {
    text.chars().map(|character| if character != '\t' && is_harmful(character) { '\u{fffd}' } else { character }).collect()
}

#[cfg(test)]
mod tests {
    use super::{line, message};

    #[test]
    fn what_a_terminal_would_obey_is_spelt_out() {
        let table = [("a\u{1b}[31mb", "a\\u{1b}[31mb"), ("a\nb", "a\\nb"), ("\u{202e}x", "\\u{202e}x"), ("é`'", "é`'")];
        for (text, expected) in table {
            assert_eq!(message(text), expected);
        }
        assert_eq!(line("a\u{1b}\tb"), "a\u{fffd}\tb");
        assert_eq!(message(&"x".repeat(1_000_000)).chars().count(), 601);
    }
}
