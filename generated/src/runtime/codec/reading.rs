//! Values that stand for something that their JSON type does not say.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// One row a method: its name, what it reads as, and the field, with `optional` if that may be absent.
#[allow(unused_macros)] // Metadata services tell times, too.
macro_rules! readings {
    ($model:ident { $($method:ident: $function:ident($field:ident $(, $optional:ident)?)),* $(,)? }) => {
        impl $model {$(
            #[doc = concat!("`", stringify!($field), "` as ", readings!(@about $function), "; `None` if it is absent or cannot be read as one.")]
            #[must_use]
            #[allow(deprecated)]
            #[inline]
            pub fn $method(&self) -> Option<readings!(@type $function)> {
                codec::$function(readings!(@value self $field $($optional)?))
            }
        )*}
    };
    (@value $self:ident $field:ident optional) => { $self.$field.as_ref()? };
    (@value $self:ident $field:ident) => { &$self.$field };
    (@about integer_text) => { "an integer" };
    (@about $time:ident) => { "a point in time" };
    (@type integer_text) => { i64 };
    (@type $time:ident) => { std::time::SystemTime };
}

#[allow(unused_imports)] // The same.
pub(crate) use readings;

/// The time that is so long after 1970, or before it if negative.
#[inline]
fn time(negative: bool, distance: Duration) -> Option<SystemTime> {
    if negative { UNIX_EPOCH.checked_sub(distance) } else { UNIX_EPOCH.checked_add(distance) }
}

/// An integer of milliseconds since 1970.
#[inline]
#[allow(clippy::trivially_copy_pass_by_ref)] // All readings take a reference.
pub fn milliseconds(value: &i64) -> Option<SystemTime> {
    time(*value < 0, Duration::from_millis(value.unsigned_abs()))
}

/// An integer of seconds since 1970.
#[inline]
#[allow(clippy::trivially_copy_pass_by_ref)] // All readings take a reference.
pub fn seconds(value: &i64) -> Option<SystemTime> {
    time(*value < 0, Duration::from_secs(value.unsigned_abs()))
}

/// A text that spells an integer in base 10: `"036"` is 36.
#[inline]
pub fn integer_text(text: &str) -> Option<i64> {
    text.parse().ok()
}

/// A text that spells a time (RFC 3339): `2026-11-21T12:00:00.5+01:00`.
#[inline]
pub fn date_time(text: &str) -> Option<SystemTime> {
    let (date, clock) = text.split_once(['T', 't', ' '])?;
    let mut date = date.splitn(3, '-').map(digits);
    let (year, month, day) = (date.next()??, date.next()??, date.next()??);
    let zone = clock.find(['Z', 'z', '+', '-'])?;
    let (clock, zone) = clock.split_at_checked(zone)?;
    let mut clock = clock.splitn(3, ':');
    let (hour, minute, seconds) = (digits(clock.next()?)?, digits(clock.next()?)?, clock.next()?);
    let (second, fraction) = seconds.split_once('.').unwrap_or((seconds, "0"));
    let second = digits(second)?;
    let nanoseconds = u32::try_from(digits(&format!("{fraction:0<9.9}"))?).ok()?;
    let length = match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    };
    if !(1..=12).contains(&month) || !(1..=length).contains(&day) || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    // A civil date to days, over years that begin on the first of March.
    let (shifted, year) = if month > 2 { (month - 3, year) } else { (month + 9, year - 1) };
    let days = 365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + (153 * shifted + 2) / 5 + day - 719_469;
    let seconds = days * 86_400 + hour * 3_600 + minute * 60 + second - offset(zone)?;
    let whole = time(seconds < 0, Duration::from_secs(seconds.unsigned_abs()))?;
    whole.checked_add(Duration::from_nanos(nanoseconds.into()))
}

/// The seconds that a zone is ahead of UTC.
#[inline]
fn offset(zone: &str) -> Option<i64> {
    if zone.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let (hours, minutes) = zone.get(1..)?.split_once(':')?;
    Some(sign * (digits(hours)? * 3_600 + digits(minutes)? * 60))
}

/// A number of digits alone: no sign, no space.
#[inline]
fn digits(text: &str) -> Option<i64> {
    (!text.is_empty() && text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}
