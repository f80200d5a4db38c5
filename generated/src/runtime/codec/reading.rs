//! Values that stand for something that their JSON type does not say.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The time that is so many milliseconds after 1970, or before it if negative.
#[must_use]
pub fn milliseconds(value: i64) -> Option<SystemTime> {
    let distance = Duration::from_millis(value.unsigned_abs());
    if value < 0 { UNIX_EPOCH.checked_sub(distance) } else { UNIX_EPOCH.checked_add(distance) }
}

/// The time that is so many seconds after 1970, or before it if negative.
#[must_use]
pub fn seconds(value: i64) -> Option<SystemTime> {
    let distance = Duration::from_secs(value.unsigned_abs());
    if value < 0 { UNIX_EPOCH.checked_sub(distance) } else { UNIX_EPOCH.checked_add(distance) }
}

/// The integer that a text spells in base 10: `"036"` is 36.
#[must_use]
pub fn integer_text(text: &str) -> Option<i64> {
    text.parse().ok()
}
