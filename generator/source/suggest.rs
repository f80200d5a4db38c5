//! A misspelt name → the one that was probably meant.

/// The candidate that differs least from `name`, if it differs by little enough to be what was meant.
pub(crate) fn closest<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    // Longer texts are not misspelt names, and the distance of long texts costs time.
    let length = name.chars().count();
    if length > 100 {
        return None;
    }
    let allowed = (length / 3).max(1);
    let near = candidates.into_iter().filter(|candidate| candidate.chars().count().abs_diff(length) <= allowed);
    let scored = near.map(|candidate| (distance(name, candidate), candidate));
    scored.filter(|(distance, _)| *distance <= allowed).min_by_key(|(distance, _)| *distance).map(|(_, candidate)| candidate)
}

/// How many letters are to be added, removed or replaced, regardless of case and of `-` and `_`, which count half as a whole.
fn distance(left: &str, right: &str) -> usize {
    let plain = |text: &str| text.chars().flat_map(char::to_lowercase).filter(|c| !matches!(c, '-' | '_' | ' ')).collect::<Vec<_>>();
    let (left, right) = (plain(left), plain(right));
    let mut row = (0..=right.len()).collect::<Vec<_>>();
    for (line, a) in left.iter().enumerate() {
        let mut corner = line;
        let mut last = line + 1;
        let mut next = vec![last];
        for (above, b) in row.iter().skip(1).zip(&right) {
            let replaced = corner + usize::from(a != b);
            last = replaced.min(above + 1).min(last + 1);
            next.push(last);
            corner = *above;
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{closest, distance};

    #[test]
    fn distances() {
        for (left, right, expected) in
            [("", "", 0), ("a", "", 1), ("kitten", "sitting", 3), ("operationID", "operationId", 0), ("a_b", "ab", 0)]
        {
            assert_eq!(distance(left, right), expected, "{left} {right}");
        }
    }

    #[test]
    fn only_what_is_close_is_suggested() {
        let known = ["string", "integer", "number"];
        assert_eq!(closest("strng", known), Some("string"));
        assert_eq!(closest("Pet", known), None);
        assert_eq!(closest("", known), None);
    }
}
