//! A pattern with `*` and `**` → does a text match it?

/// A piece of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    Character(char),
    /// `*`: anything within a segment.
    Within,
    /// `**`: anything.
    Across,
    /// `/**` as a whole segment: any number of segments, also none.
    Segments,
}

fn pieces(pattern: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = pattern;
    while let Some(first) = rest.chars().next() {
        let whole = rest.strip_prefix("/**").filter(|behind| behind.is_empty() || behind.starts_with('/'));
        let (piece, behind) = match (whole, rest.strip_prefix("**"), rest.strip_prefix('*')) {
            (Some(behind), ..) => (Piece::Segments, behind),
            (_, Some(behind), _) => (Piece::Across, behind),
            (_, _, Some(behind)) => (Piece::Within, behind),
            _ => (Piece::Character(first), rest.strip_prefix(first).unwrap_or_default()),
        };
        pieces.push(piece);
        rest = behind;
    }
    pieces
}

/// Whether the whole text matches. Takes as many steps as pattern and text have characters, multiplied.
pub(super) fn matches(pattern: &str, text: &str) -> bool {
    let text: Vec<char> = text.chars().collect();
    // Whether the pieces so far match the first characters of the text, for each number of them.
    let mut reached: Vec<bool> = std::iter::once(true).chain(text.iter().map(|_| false)).collect();
    for piece in pieces(pattern) {
        let mut next = Vec::with_capacity(reached.len());
        let mut inside = false;
        let behind = std::iter::once(None).chain(text.iter().copied().map(Some));
        let mut before = false;
        for (here, character) in reached.iter().copied().zip(behind) {
            let now = match piece {
                Piece::Character(wanted) => before && character == Some(wanted),
                Piece::Within => here || (inside && character != Some('/')),
                Piece::Across => here || inside,
                Piece::Segments => here || inside || (before && character == Some('/')),
            };
            inside = if piece == Piece::Segments { inside || (before && character == Some('/')) } else { now };
            before = here;
            next.push(now);
        }
        reached = next;
    }
    reached.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn patterns() {
        let cases: &[(&str, &[&str], &[&str])] = &[
            ("listPets", &["listPets"], &["listPet", "listPetss", ""]),
            ("list*", &["list", "listPets"], &["alist", "list/x"]),
            ("*Pets*", &["Pets", "listPetsNow"], &["listPet"]),
            ("", &[""], &["a"]),
            ("**", &["", "a/b"], &[]),
            ("/pets/*", &["/pets/{id}", "/pets/"], &["/pets", "/pets/{id}/toys"]),
            ("/pets/**", &["/pets", "/pets/{id}", "/pets/{id}/toys"], &["/petshop", "/shop/pets"]),
            ("/pets/**/toys", &["/pets/toys", "/pets/a/toys", "/pets/a/b/toys"], &["/petstoys", "/pets/mytoys", "/pets/a/toys/b"]),
            ("/v*/pets", &["/v1/pets"], &["/v/1/pets"]),
            ("/a**b", &["/ab", "/a/x/b"], &["/a/x"]),
            ("*ä", &["öä"], &["ä/"]),
        ];
        for (pattern, good, bad) in cases {
            good.iter().for_each(|text| assert!(matches(pattern, text), "{pattern} {text}"));
            bad.iter().for_each(|text| assert!(!matches(pattern, text), "{pattern} {text}"));
        }
    }

    #[test]
    fn many_stars_are_no_matter() {
        assert!(!matches(&"*a".repeat(500), &"a".repeat(400)));
    }
}
