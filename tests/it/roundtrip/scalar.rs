//! Texts and numbers within their limits, the ordinary first, then the edges.

use serde_json::{Number, Value, json};

use super::flat::{Bounds, Flat};
use super::pattern;
use super::sample::{Maker, Trouble};

/// Whether a value has a JSON type.
pub fn is(name: &str, value: &Value) -> bool {
    match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64() || value.as_f64().is_some_and(|number| number.fract() == 0.0),
        "number" => value.is_number(),
        _ => false,
    }
}

/// A text.
pub fn text(maker: &mut Maker<'_>, flat: &Flat<'_>, salt: usize) -> Result<Value, Trouble> {
    let (least, most) = flat.bounds.length;
    let (least, most) = (usize::try_from(least).unwrap_or(usize::MAX), usize::try_from(most).unwrap_or(usize::MAX));
    if least > most || least > 1_000_000 {
        return Err(Trouble::Contradiction);
    }
    if let [pattern, others @ ..] = flat.patterns.as_slice() {
        let given = || flat.given.iter().find(|value| value.is_string()).map(|value| (*value).clone());
        // What one pattern makes need not match another.
        let made = if others.is_empty() { pattern::text(pattern, least, most).map(Value::String) } else { None };
        return made.or_else(given).or_else(|| pattern::text(pattern, least, most).map(Value::String)).ok_or(Trouble::Pattern);
    }
    if let Some(example) = flat.format.and_then(of_format)
        && (least..=most).contains(&example.chars().count())
    {
        return Ok(json!(example));
    }
    let odd = "\"ü\\\n\u{1F600}/<&>\u{0}";
    let words = ["text", "", odd];
    let word = words[maker.pick(words.len(), salt)];
    let mut text: String = word.chars().take(most).collect();
    let missing = least.saturating_sub(text.chars().count());
    text.extend(std::iter::repeat_n('x', missing));
    // Salted, so that items of a list differ.
    if salt > 0 && word == "text" && text.chars().count() + 2 <= most {
        text.push_str(&format!("{}", salt % 100));
    }
    Ok(Value::String(text))
}

fn of_format(format: &str) -> Option<&'static str> {
    Some(match format {
        "date-time" => "2026-11-21T12:34:56.789Z",
        "date" => "2026-11-21",
        "time" => "12:34:56Z",
        "duration" => "P1DT2H",
        "uuid" => "123e4567-e89b-12d3-a456-426614174000",
        "uri" | "url" | "iri" => "https://example.com/a?b=c",
        "email" => "someone@example.com",
        "hostname" => "example.com",
        "ipv4" | "ip" => "192.0.2.1",
        "ipv6" => "2001:db8::1",
        "byte" | "base64" => "aGVsbG8=",
        _ => return None,
    })
}

/// An integer. Those beyond 64 bits are no samples: the contract makes them an error.
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)] // Clamped, and what does not fit is refused by the validator.
pub fn integer(maker: &mut Maker<'_>, bounds: &Bounds, salt: usize) -> Result<Value, Trouble> {
    let (low, high) = bounds.number;
    let step = bounds.step.filter(|step| *step >= 1.0).unwrap_or(1.0) as i128;
    let up = |value: i128| value.div_euclid(step) * step + if value.rem_euclid(step) == 0 { 0 } else { step };
    let low = low.map(|low| up(low.ceil() as i128));
    let high = high.map(|high| (high.floor() as i128).div_euclid(step) * step);
    if low.zip(high).is_some_and(|(low, high)| low > high) {
        return Err(Trouble::Contradiction);
    }
    let clamp = |value: i128| value.max(low.unwrap_or(i128::MIN)).min(high.unwrap_or(i128::MAX));
    let mut candidates = vec![clamp(up(7 + salt as i128))];
    for candidate in [low, high, Some(clamp(0)), Some(clamp(-step))].into_iter().flatten() {
        let candidate = candidate.clamp(i128::from(i64::MIN), 1 << 64);
        if !candidates.contains(&candidate) {
            candidates.push(candidate);
        }
    }
    // As a double, the greatest of 64 bits is one more than it is.
    let exact = |value: i128| if value == 1 << 63 || value == 1 << 64 { value - 1 } else { value };
    let chosen = exact(candidates[maker.pick(candidates.len(), salt)]);
    let number = i64::try_from(chosen).map(Number::from).or_else(|_| u64::try_from(chosen).map(Number::from));
    number.map(Value::Number).map_err(|_| Trouble::Contradiction)
}

/// A number.
#[allow(clippy::cast_precision_loss)] // Small.
pub fn number(maker: &mut Maker<'_>, bounds: &Bounds, salt: usize) -> Result<Value, Trouble> {
    let (low, high) = bounds.number;
    if low.zip(high).is_some_and(|(low, high)| low > high) {
        return Err(Trouble::Contradiction);
    }
    let step = bounds.step.unwrap_or(0.0);
    let clamp = |value: f64| value.max(low.unwrap_or(f64::NEG_INFINITY)).min(high.unwrap_or(f64::INFINITY));
    let whole = |value: f64| if step > 0.0 { (value / step).ceil() * step } else { value };
    let mut candidates = vec![clamp(whole(1.5 + salt as f64))];
    for candidate in [low, high, Some(clamp(0.0)), Some(clamp(whole(-0.25)))].into_iter().flatten() {
        if !candidates.contains(&candidate) {
            candidates.push(candidate);
        }
    }
    let chosen = candidates[maker.pick(candidates.len() + 1, salt) % candidates.len()];
    // A number may be written as an integer.
    if chosen.fract() == 0.0 && chosen.abs() < 1e15 {
        #[allow(clippy::cast_possible_truncation)] // Checked.
        return Ok(json!(chosen as i64));
    }
    Number::from_f64(chosen).map(Value::Number).ok_or(Trouble::Contradiction)
}
