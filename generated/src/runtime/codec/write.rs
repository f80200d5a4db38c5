//! Writing a shape as a JSON text: what serde_json makes of it, without looking at every byte of every text one by one.

use serde::ser::Error as _;
use serde_json::Value;

use super::Shape;
use super::encode::INFINITE;

/// Encodes a value as a JSON text.
///
/// # Errors
///
/// A number that is not finite.
pub fn to_json(shape: Shape<'_>) -> Result<Vec<u8>, String> {
    let mut out = Vec::with_capacity(512);
    // Within, an error is a pointer, which costs those least who have none.
    write(shape, &mut out).map_err(|error| error.to_string())?;
    Ok(out)
}

fn write(shape: Shape<'_>, out: &mut Vec<u8>) -> serde_json::Result<()> {
    match shape {
        Shape::Null => out.extend_from_slice(b"null"),
        Shape::Boolean(value) => out.extend_from_slice(if value { b"true" } else { b"false" }),
        Shape::Integer(value) => serde_json::to_writer(&mut *out, &value)?,
        Shape::Unsigned(value) => serde_json::to_writer(&mut *out, &value)?,
        Shape::Float(value) if value.is_finite() => serde_json::to_writer(&mut *out, &value)?,
        Shape::Float(_) => return Err(serde_json::Error::custom(INFINITE)),
        Shape::Value(Value::Number(value)) => out.extend_from_slice(value.to_string().as_bytes()),
        Shape::Value(_) => write(shape.open(), out)?,
        Shape::Made(value) => write(Shape::Value(&value.make()?), out)?,
        Shape::Text(text) => write_text(text, out)?,
        Shape::List(items) => {
            out.push(b'[');
            let mut result = Ok(());
            items.each(&mut |item| {
                if result.is_ok() {
                    separate(b'[', out);
                    result = write(item, out);
                }
            });
            out.push(b']');
            result?;
        }
        Shape::Object(entries) => {
            out.push(b'{');
            let mut result = Ok(());
            entries.parts(&mut |members| {
                if result.is_ok() {
                    let mut present = members.iter().filter_map(|(name, shape)| Some((name, (*shape)?)));
                    result = present.try_for_each(|(name, shape)| {
                        separate(b'{', out);
                        write_text(name, out)?;
                        out.push(b':');
                        write(shape, out)
                    });
                }
            });
            out.push(b'}');
            result?;
        }
    }
    Ok(())
}

/// A comma, unless the list or object was just opened: what ends a value is never what opens one.
fn separate(open: u8, out: &mut Vec<u8>) {
    if out.last() != Some(&open) {
        out.push(b',');
    }
}

fn write_text(text: &str, out: &mut Vec<u8>) -> serde_json::Result<()> {
    if !is_plain(text.as_bytes()) {
        return serde_json::to_writer(out, text);
    }
    out.reserve(text.len() + 3);
    out.push(b'"');
    out.extend_from_slice(text.as_bytes());
    out.push(b'"');
    Ok(())
}

/// Whether nothing is to be escaped. Several bytes at a time without a branch for each, the last of them once more rather than one by one.
fn is_plain(text: &[u8]) -> bool {
    if let Some(last) = text.last_chunk::<8>() {
        !text.chunks_exact(8).any(has_special) && !has_special(last)
    } else if let (Some(first), Some(last)) = (text.first_chunk::<4>(), text.last_chunk::<4>()) {
        !has_special(first) && !has_special(last)
    } else {
        !has_special(text)
    }
}

#[inline]
fn has_special(part: &[u8]) -> bool {
    let is_special = |byte: &u8| *byte < b' ' || *byte == b'"' || *byte == b'\\';
    part.iter().fold(false, |found, byte| found | is_special(byte))
}
