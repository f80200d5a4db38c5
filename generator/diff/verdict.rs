//! Changes → what they mean for the version, by the rules of Cargo.
//!
//! <https://doc.rust-lang.org/cargo/reference/semver.html>: before 1.0.0 the leftmost number that is not zero counts as the major one.

use semver::Version;

use super::{Change, Class};

/// How much changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Nothing that a caller could notice.
    None,
    /// Words.
    Patch,
    /// All callers compile as they did.
    Minor,
    /// Some callers do not, or mean something else.
    Major,
}

impl Verdict {
    /// What some changes add up to.
    pub(super) fn of(changes: &[Change]) -> Self {
        let weight = |change: &Change| match change.class {
            Class::Breaking => Self::Major,
            Class::Addition | Class::Behaviour => Self::Minor,
            Class::Docs => Self::Patch,
        };
        changes.iter().map(weight).max().unwrap_or(Self::None)
    }

    /// The word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

/// The version that follows `version`; itself if it is no version, or if nothing changes.
#[must_use]
pub fn next_version(version: &str, verdict: Verdict) -> String {
    let Ok(mut next) = Version::parse(version) else { return version.to_owned() };
    if verdict == Verdict::None {
        return version.to_owned();
    }
    next.build = semver::BuildMetadata::EMPTY;
    if !next.pre.is_empty() {
        // Anything may change between two pre-releases.
        next.pre = following(&next.pre);
        return next.to_string();
    }
    match (verdict, next.major, next.minor) {
        (Verdict::Major, 1.., _) => next = Version::new(next.major.saturating_add(1), 0, 0),
        (Verdict::Minor, 1.., _) => next = Version::new(next.major, next.minor.saturating_add(1), 0),
        (Verdict::Major, 0, 1..) => next = Version::new(0, next.minor.saturating_add(1), 0),
        _ => next.patch = next.patch.saturating_add(1),
    }
    next.to_string()
}

/// `rc.1` → `rc.2`, `beta` → `beta.1`.
fn following(pre: &semver::Prerelease) -> semver::Prerelease {
    let text = pre.as_str();
    let counted = text.rsplit_once('.').and_then(|(words, number)| Some((words, number.parse::<u64>().ok()?)));
    let next = match (counted, text.parse::<u64>()) {
        (Some((words, number)), _) => format!("{words}.{}", number.saturating_add(1)),
        (None, Ok(number)) => number.saturating_add(1).to_string(),
        (None, Err(_)) => format!("{text}.1"),
    };
    semver::Prerelease::new(&next).unwrap_or_else(|_| pre.clone())
}

#[cfg(test)]
mod tests {
    use super::{Verdict, next_version};

    #[test]
    fn versions_follow_cargos_rules() {
        use Verdict::{Major, Minor, None, Patch};
        let cases = [
            ("1.2.3", Major, "2.0.0"),
            ("1.2.3", Minor, "1.3.0"),
            ("1.2.3", Patch, "1.2.4"),
            ("1.2.3", None, "1.2.3"),
            ("0.2.3", Major, "0.3.0"),
            ("0.2.3", Minor, "0.2.4"),
            ("0.2.3", Patch, "0.2.4"),
            ("0.0.3", Major, "0.0.4"),
            ("0.0.3", Minor, "0.0.4"),
            ("1.0.0-rc.1", Major, "1.0.0-rc.2"),
            ("1.0.0-beta", Minor, "1.0.0-beta.1"),
            ("1.0.0-1", Patch, "1.0.0-2"),
            ("1.2.3+build", Minor, "1.3.0"),
            ("18446744073709551615.0.0", Major, "18446744073709551615.0.0"),
            ("no version", Major, "no version"),
        ];
        for (version, verdict, next) in cases {
            assert_eq!(next_version(version, verdict), next, "{version} {verdict:?}");
        }
    }
}
